"""What was meant by what was typed: a word of the plan or of the method, a task, problem or record, a day; alike in every verb."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property, partial
from typing import TypeVar, get_args

from ltzplan.cli.typed_ids import meant_of, one_of
from ltzplan.cli.typed_numbers import NUMBERED, by_petition, kind_of, numbers, of_kind
from ltzplan.issues import Issue, LtzError, refuse
from ltzplan.languages import LANGS, Lang
from ltzplan.model.method import COMPLETED, REPORTED_COMPLETE, Cycle
from ltzplan.model.plan import Plan
from ltzplan.model.problem_state import OVER, ProblemState
from ltzplan.model.records import Entry, Order, PaperKind, Petition, Problem
from ltzplan.model.state import State
from ltzplan.model.values import Day, Text, folded
from ltzplan.rules.claims import claimed_by, completes_at_once
from ltzplan.rules.references import BESIDE, offered
from ltzplan.rules.spoken import spoken
from ltzplan.rules.typed import NONE, Named, chosen, meant, number_of, plain, several, shown
from ltzplan.text.speech import catalogue, read
from ltzplan.views.names import SHORT, Names

Meant = TypeVar("Meant")
ELSEWHERE = ("units", "cities", "areas", "sections", "portfolios", "levels", "offices")
"""The lists whose entries are no matters, and which other verbs show."""
TITLE = 40
"""Characters of a text that stand for it where one of several is to be chosen."""


class Typed:
    """Reads what people type: with the words of a plan and of all languages, on a day."""

    def __init__(self, plan: Plan, lang: Lang, today: date) -> None:
        """Take the plan, the language that candidates are listed in, and the day from which days are counted."""
        self.plan, self.lang, self.today = plan, lang, today
        self.next_year = dict[str, str]()
        """The limits that were read and name no year, of which this year's is over: the day, by what was typed."""
        self._langs = (lang, *(one for one in LANGS if one != lang))

    # words

    def pick(self, listed: str, typed: str) -> str:
        """Return the id of an entry of one of the plan's lists, of a portfolio also by its areas; LtzError where it is not one."""
        return taken(self.entry(listed, typed))

    def word(
        self, ids: Collection[str], typed: str, key: str, *groups: str, named: Named = NONE
    ) -> str | Issue:
        """Return the word of the method that was typed: itself, or what it is `named` or called on screens.

        The keys of what it is called begin with one of `groups`.
        """
        if typed in ids:
            return typed
        known = {id: [*named.get(id, ()), *words] for id, words in self.words(ids, *groups).items()}
        all_known = shown(known, known, len(known))
        return chosen(typed, known, silent=self._silent, unknown="not_one_of", key=key, expected=all_known)

    def each(self, words: Iterable[str], read: Callable[[str], Meant]) -> list[Meant]:
        """Return what words mean, each of them several where it has commas and is none itself."""
        return [one for word in words for one in self._each(word, read)]

    def _each(self, word: str, read: Callable[[str], Meant]) -> list[Meant]:
        parts = several(word)
        try:
            return [read(word)]
        except LtzError:
            if len(parts) > 1:
                return [read(one) for one in parts]
            raise

    def state(self, known: Collection[str], typed: str) -> str:
        """Return the state that was typed, by its id or its word, of those that are known."""
        return taken(self.word(known, typed, "--state", "state.", "also.state."))

    def paper(self, typed: str) -> str | Issue:
        """Return the kind of paper that was typed, by what the plan calls it too."""
        kinds = get_args(PaperKind)
        forms = {kind: form for kind in kinds if (form := self.plan.papers.form(kind))}
        return self.word(kinds, typed, "KIND", "paper.", named=self.named(forms))

    def columns(self, known: Collection[str], typed: str, key: str = "--columns") -> list[str]:
        """Return the columns that were typed, each by its name or by its title in any language."""
        said = [Names(self.plan, lang) for lang in self._langs]
        titles = {name: [names.say(f"list.{name}") for names in said] for name in known}
        return self.each([typed], lambda one: taken(self.word(known, one, key, named=titles)))

    @cached_property
    def _silent(self) -> str:
        return "|".join(catalogue(lang, "typed")["silent"] for lang in LANGS)

    def words(self, ids: Iterable[str], *groups: str) -> dict[str, list[str]]:
        """Return what screens of every language call each id, the own language first."""
        said = [(group, catalogue(lang, "terms", "typed")) for lang in self._langs for group in groups]
        return {
            id: [word for group, words in said for word in words.get(group + id, "").split("|") if word]
            for id in ids
        }

    def entry(self, listed: str, typed: str, also: str = "") -> str | Issue:
        """Return the id of an entry of one of the plan's lists; keys of further words of the method's own begin with `also`."""
        known = self.plan.listed(listed)
        if typed in known or typed in BESIDE.get(listed, ()):
            return typed
        return self.candidate(self.candidates(listed, also), typed, listed, self._behind(listed))

    def candidates(self, listed: str, also: str = "") -> Named:
        """Return the entries of one of the plan's lists with their names, and what the method knows beside them."""
        own, known = listed.removesuffix("s"), self.named(self._entries(listed))
        said = self.words(offered(self.plan, listed), f"{own}.", also or f"also.{own}.")
        if listed == "stages" and completes_at_once(self.plan):
            said[claimed_by(self.plan)] = self._done
        return known | {id: [*known.get(id, ()), *words] for id, words in said.items()}

    def _entries(self, listed: str) -> Mapping[str, object]:
        """Return the entries of one of the plan's lists; where it has no portfolios each area is one."""
        return self.plan.listed(listed) or self.plan.listed("areas" if listed == "portfolios" else listed)

    @cached_property
    def _done(self) -> list[str]:
        """What the method calls a task that is done, or is claimed to be."""
        done, claimed = (
            self.words((COMPLETED,), "stage.", "also.stage."),
            self.words((REPORTED_COMPLETE,), "also.claim."),
        )
        return [word for words in (*done.values(), *claimed.values()) for word in words]

    def candidate(self, known: Named, typed: str, listed: str, behind: Named = NONE) -> str | Issue:
        """Return the id of one of some candidates, which are of a list of the plan."""
        return chosen(typed, known, behind, self._silent, unknown="unknown_id", list=listed)

    def named(self, found: Mapping[str, object]) -> dict[str, list[str]]:
        """Return the names of entries of the plan, first the one in the own language, after its number where it has one."""
        return {id: [self._title(one), *spoken(one)] for id, one in found.items()}

    def _title(self, entry: object) -> str:
        """Return the name of an entry in the own language, after its number as published."""
        name = read(self.lang, getattr(entry, "name", entry))
        return " ".join(filter(None, (getattr(entry, "no", None), name)))

    def _behind(self, listed: str) -> Named:
        """Return what else an entry of a list is called after: a task its parts, a portfolio its areas, a light its colour."""
        if listed == "lights":
            colours = self.words({one.colour for one in self.plan.lights if one.colour}, "colour.")
            return {one.light: colours.get(one.colour or "", []) for one in self.plan.lights}
        if listed == "tasks":
            return {
                task.id: [name for part in task.parts.values() for name in spoken(part)]
                for task in self.plan.tasks
            }
        after = dict[str, list[str]]()
        for id, area in self.plan.listed("areas").items() if listed == "portfolios" else ():
            after.setdefault(self.plan.portfolio(id), []).extend((id, *spoken(area)))
        return after

    # tasks, problems and records

    def matter(self, state: State, typed: str) -> str:
        """Return the id of the task or problem that was typed; what is the id of a task means the task."""
        if by_id := self._task(typed) or self._problem(state, typed):
            return by_id
        task = self.entry("tasks", typed)
        if isinstance(task, Issue) and task.code == "unknown_id":
            by_text = self._problem_by_text(state, typed)
            task = task if isinstance(by_text, Issue) and by_text.code == "unknown_record" else by_text
        return taken(task)

    def anything(self, state: State, typed: str) -> str:
        """Return the id of the task, problem or record that was typed: a record by its id or the digits in it, a paper by its number."""
        problems, records = ((id, id) for id in state.problems), ((id, id) for id in state.ids)
        by_id = self._task(typed) or one_of(problems, typed, partial(self._problems, state))
        if by_id := by_id or one_of(records, typed, dict) or self._of_number(state, typed):
            return by_id
        try:
            return self.matter(state, typed)
        except LtzError:
            digits = ((id.rpartition("-")[2], id) for id in state.ids if len(plain(typed)) >= SHORT)
            if found := self._numbered(self._numbers(state), typed) or one_of(digits, typed, dict):
                return found
            self._refuse_elsewhere(typed)
            raise

    def _refuse_elsewhere(self, typed: str) -> None:
        """Refuse the id or whole name of another entry of the plan, which other verbs show."""
        for listed in ELSEWHERE:
            for id, names in self.named(self.plan.listed(listed)).items():
                if folded(typed) in map(folded, (id, *names)):
                    raise refuse("no_matter", value=typed, list=listed, id=id, name=names[0]) from None

    def _of_number(self, state: State, typed: str) -> str | None:
        """Return what a whole number shows; LtzError where several bear it."""
        return None if number_of(typed) is None else self._numbered(self._numbers(state), typed)

    def _numbers(self, state: State) -> list[tuple[Entry, str]]:
        """Return what bears a number, each with what is shown by it: of an order its problem, of a petition, too, where it is of one only."""
        orders = ((order, one.id) for one in state.problems.values() for order in one.orders)
        return [*orders, *by_petition(state), *((one, one.id) for one in _current(state.papers))]

    def problem(self, state: State, typed: str) -> ProblemState:
        """Return the problem that was typed: by its id or text, by an order's number, or by the id of a move."""
        by_id = self._problem(state, typed)
        return state.problems[by_id or taken(self._problem_by_text(state, typed))]

    def record(self, listed: Iterable[Entry], typed: str) -> str:
        """Return the whole id of the record that was typed: by its id or number; a problem or order by its text."""
        listed = [*listed]
        return self.found(listed, typed) or taken(self._by_text(self._titles(_current(listed)), typed))

    def found(self, listed: Iterable[Entry], typed: str) -> str | None:
        """Return the record that was typed by its id or number; None where none was meant."""
        listed = [*listed]
        titles = partial(self._titles, listed)
        by_id = one_of(((one.id, one.id) for one in listed), typed, titles)
        return by_id or self._numbered([(one, one.id) for one in _current(listed)], typed)

    def _numbered(self, known: Iterable[tuple[Entry, str]], typed: str) -> str | None:
        """Return the id beside what bears the number that was typed, after the word for its kind where that is said.

        A petition, which is numbered elsewhere, comes after orders and papers.
        """
        known = [one for one in known if isinstance(one[0].record, NUMBERED)]
        letters = [one for one in known if isinstance(one[0].record, Petition)]
        others = [one for one in known if not isinstance(one[0].record, Petition)]
        if found := self._bearing(others, typed) or self._bearing(letters, typed):
            return found
        said = number_of(typed)
        kind = self._kind(said[0]) if said and said[0] else ""
        if said is None or isinstance(kind, Issue):
            return None
        return self._bearing([one for one in known if not kind or of_kind(one[:1], kind)], said[1])

    def _bearing(self, entries: Sequence[tuple[Entry, str]], number: str) -> str | None:
        """Return the id beside the one that bears a number; LtzError for several, with a kind to put before it where these are of several."""
        found = meant_of((term for entry, id in entries for term in numbers(entry, id)), number)
        if len(found) > 1:
            said = self.words(get_args(PaperKind), "paper.") | self.words(("petition",), "kind.")
            kinds = {id: said[kind_of(one)][:1] for one, id in entries}
            words = [*dict.fromkeys(kinds[id][0] for id in found)]
            bare = (number_of(number) or ("", number))[1]
            raise refuse(
                "number_given_twice",
                value=number,
                found=shown(sorted(found), kinds),
                case="kinds" if len(words) > 1 else "",
                example=f"{words[0]} {bare}",
            )
        return found[0] if found else None

    def _kind(self, typed: str) -> str | Issue:
        """Return the kind of what bears a number: a paper or order, or a petition."""
        kind = self.paper(typed)
        return self.word(("petition",), typed, "KIND", "kind.") if isinstance(kind, Issue) else kind

    def session(self, listed: Iterable[Entry], typed: str) -> str:
        """Return the session that was typed: by its id, its day, its level, or both where spaces part them."""
        listed = [*listed]
        titles = {one.id: [one.record.date.text] for one in listed}
        if by_id := one_of(((id, id) for id in titles), typed, lambda: titles):
            return by_id
        ends = (plain(typed).split(maxsplit=1), plain(typed).rsplit(maxsplit=1)[::-1])
        ways = ((typed, ""), ("", typed), *((words[0], words[1]) for words in ends if words[1:]))
        found = next(filter(None, ([one.id for one in listed if self._held(one, *way)] for way in ways)), [])
        if len(found) > 1:
            raise refuse("ambiguous_id", value=typed, found=shown(found, titles))
        return found[0] if found else self.one_of((), typed)

    def _held(self, session: Entry, day: str, level: str) -> bool:
        """Whether a session was held on a day, in a month or year, and at a level, where these are typed."""
        on, at = (self.day(day) if day else None), (self.entry("levels", level) if level else None)
        if (day and not isinstance(on, str)) or (level and at != getattr(session.record, "level", None)):
            return False
        known, held = isinstance(on, str) and Day.parse(on), session.record.date
        return not known or known.first <= held.first <= held.last <= known.last

    def one_of(self, ids: Iterable[str], typed: str) -> str:
        """Return the record's id that what was typed begins; LtzError for none or several."""
        if found := one_of(((id, id) for id in ids), typed, dict):
            return found
        raise refuse("unknown_record", value=typed)

    def _by_text(self, texts: Named, typed: str, behind: Named = NONE) -> str | Issue:
        """Return the record of a piece of text."""
        return chosen(typed, texts, behind, self._silent, unknown="unknown_record")

    def _problem_by_text(self, state: State, typed: str) -> str | Issue:
        """Return the problem of a piece of its text, or of what its orders require."""
        slips = [(one.id, slip.record) for one in state.problems.ordered for slip in one.orders]
        required = {id: self._texts(slip.require) for id, slip in slips if isinstance(slip, Order)}
        return self._by_text(self._problems(state), typed, required)

    def _task(self, typed: str) -> str | None:
        """Return the task of an id."""
        word = plain(typed).casefold()
        return next((task.id for task in self.plan.tasks if plain(task.id).casefold() == word), None)

    def _problem(self, state: State, typed: str) -> str | None:
        problems, titles = state.problems.values(), partial(self._problems, state)
        moves = ((step.entry.id, one.id) for one in problems for step in one.moves)
        orders = ((order, one.id) for one in problems for order in one.orders)
        return (
            one_of(((id, id) for id in state.problems), typed, titles)
            or one_of(moves, typed, titles)
            or self._numbered(orders, typed)
        )

    def _problems(self, state: State) -> dict[str, list[str]]:
        """Return the texts by which problems may be typed, those that are open first."""
        listed = sorted(state.problems.items(), key=lambda one: one[1].state in OVER)
        return {id: self._texts(one.problem.text) for id, one in listed}

    def _titles(self, listed: Iterable[Entry]) -> dict[str, list[str]]:
        """Return the texts by which problems and orders may be typed."""
        said = [(one.id, one.record) for one in listed]
        told = [(id, one.text) for id, one in said if isinstance(one, Problem)]
        told += [(id, one.require) for id, one in said if isinstance(one, Order)]
        return {id: texts for id, text in told if (texts := self._texts(text))}

    def _texts(self, text: Text | None) -> list[str]:
        said = list(filter(None, dict.fromkeys(read(lang, text) for lang in self._langs)))
        return [f"{said[0][:TITLE]}..", *said] if said and len(said[0]) > TITLE else said

    # days and numbers

    def day(self, typed: str, *, ahead: bool = False) -> str | Issue | None:
        """Return a day, month or year as files write it; None for what is none."""
        from ltzplan.cli.day_words import marks_of_days  # noqa: PLC0415 - most days are typed as files write them
        from ltzplan.rules.typed_days import day  # noqa: PLC0415

        month_first = catalogue(self.lang, "typed")["month_first"] == "yes"
        as_read = partial(day, typed, marks_of_days(), self.today, month_first=month_first)
        read = as_read(ahead=ahead)
        if (
            ahead
            and isinstance(read, str)
            and int(read[:4]) > self.today.year
            and read != as_read(ahead=False)
        ):
            self.next_year[typed] = read
        return read

    def period(
        self, typed: str, cycle: Cycle | None = None, within: tuple[date, date] | None = None
    ) -> str | None:
        """Return a period as files write it, without its year the latest, or the nearest `within` some days; None for what is none."""
        from ltzplan.cli.day_words import marks_of_days  # noqa: PLC0415 - most periods are typed as files write them
        from ltzplan.rules.typed_days import period  # noqa: PLC0415

        return period(typed, marks_of_days(), self.today, cycle, within)

    def within(self, listed: str, tasks: Iterable[str], typed: str) -> str | Issue | None:
        """Return the part or milestone of some tasks that was typed; None where they have none."""
        known = self.named(self._pieces(listed, tasks))
        return self.candidate(known, typed, listed) if known else None

    def _pieces(self, listed: str, tasks: Iterable[str]) -> dict[str, object]:
        """Return the `parts` or `milestones` of some tasks by id."""
        of = [task for id in tasks if (task := self.plan.task(id))]
        if listed == "parts":
            return {id: part for task in of for id, part in task.parts.items()}
        return {one.id: one for task in of for one in task.milestones}

    def part(self, task: str, typed: str) -> str | None:
        """Return the part by whose name a task was typed; None where it was typed by its own."""
        planned = self.plan.task(task)
        if planned is None or meant(typed, self.named({task: planned}), silent=self._silent):
            return None
        return next(iter(meant(typed, self.named(planned.parts), silent=self._silent)), None)


def taken(read: str | Issue) -> str:
    """Return what was read; LtzError where it is not one thing."""
    if isinstance(read, Issue):
        raise LtzError(read)
    return read


def _current(listed: Iterable[Entry]) -> list[Entry]:
    """Return the records that none replaces: a replaced one left its number and text to another."""
    known = [*listed]
    replaced = {id for one in known for id in one.record.replaces}
    return [one for one in known if one.id not in replaced]
