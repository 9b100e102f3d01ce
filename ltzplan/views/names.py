"""The plan's words for its ids, in one language."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import get_args

from ltzplan.languages import Lang
from ltzplan.model.ids import Ids
from ltzplan.model.method import COMPLETED, REPORTED_COMPLETE
from ltzplan.model.plan import Origin, Plan
from ltzplan.model.records import PaperKind, Source
from ltzplan.model.values import Counted, Day, Text
from ltzplan.rules.claims import completes_at_once
from ltzplan.rules.rhythm import read_label, span
from ltzplan.rules.spoken import SPOKEN
from ltzplan.text.speech import catalogue, fill, member_words, read

DIGITS, SHORT = 16, 4
"""Digits of a record's id, and how many of them are printed where that is enough."""
COMMIT = 7
"""Digits of a commit that are printed."""
FEW = 3
"""How many periods are listed by name."""


class Names:
    """Says ids and days of one plan in one language."""

    def __init__(self, plan: Plan, lang: Lang, ids: Collection[str] = (), moment: str = "") -> None:
        """Take the plan whose words are said, the language, the ids of records that may be typed, and the options of the `moment` asked about."""
        self.plan, self.lang, self.ids, self.moment = plan, lang, Ids.of(ids), moment

    def speaking(self, lang: Lang) -> "Names":
        """Give the same in another language."""
        return Names(self.plan, lang, self.ids, self.moment)

    def short(self, id: str) -> str:
        """Give an id for reading: a task's number where it has one, of a record's as much as means no other."""
        task = self.plan.task(id)
        return task.no if task and task.no else self._cut(id)

    def shorts(self, ids: Iterable[str]) -> str:
        """Give several ids for reading, parted by a space."""
        return " ".join(map(self.short, ids))

    def _cut(self, id: str) -> str:
        """Shorten a record's id so far that typed again it means no other; any other word stays."""
        subject, _, digits = id.rpartition("-")
        if not subject or len(digits) != DIGITS:
            return id
        end = len(subject) + 1 + SHORT
        for one in self.ids.around(id):
            while one != id and end < len(id) and one.startswith(id[:end]):
                end += 1
        return id[:end]

    def is_id(self, word: str) -> bool:
        """Whether a word is the id of a task, or of a record, perhaps a shortened one."""
        subject, _, digits = word.rpartition("-")
        if not subject or len(digits) < SHORT:
            return self.plan.task(word) is not None
        return any(one.startswith(word) for one in self.ids.around(word))

    def command(self, typed: str) -> str:
        """Shorten the ids of records in what is to be typed."""
        return " ".join(map(self._cut, typed.split(" ")))

    def own_word(self, key: str) -> str | None:
        """Give a word of the catalogue; None where it has none."""
        return self.say(key) if self.knows(key) else None

    def knows(self, key: str) -> bool:
        """Whether the catalogue has a sentence."""
        return key in catalogue(self.lang)

    def say(self, key: str, /, **params: object) -> str:
        """Give a sentence of the screens."""
        return fill(catalogue(self.lang)[key], {**self._always, **params})

    @cached_property
    def _always(self) -> Mapping[str, str]:
        """What any sentence may say without being given it."""
        return {**self.members, "moment": self.moment}

    @cached_property
    def members(self) -> Mapping[str, str]:
        """The plan's word for its members, as sentences have it."""
        return member_words(self.lang, self.plan.called)

    def read(self, text: object) -> str:
        """Give a statement of the plan or of a record."""
        return read(self.lang, text)

    def bracket(self, text: str) -> str:
        """Put a text into the language's brackets; nothing round nothing."""
        return self.say("bracket", text=text) if text else ""

    def origins(self, ids: Iterable[str]) -> str:
        """Say how many of some tasks are the plan's own and how many are not; nothing where all are."""
        tasks = (self.plan.task(id) for id in ids)
        counts = Counter(task.origin for task in tasks if task)
        if not counts.keys() - {"plan"}:
            return ""
        known = ((self.say(f"origin.{one}"), counts[one]) for one in get_args(Origin) if counts[one])
        return self.join(self.say("status.count", word=word, count=count) for word, count in known)

    def grounds(self, grounds: Iterable[str]) -> str:
        """List what a statement rests on: a convention in words, a paragraph by its section, a clause by its id."""
        return self.join(map(self._ground, grounds))

    def _ground(self, id: str) -> str:
        if found := self.plan.article.get(id):
            return self.say("ground.paragraph", section=self.read(found.section), n=found.paragraph)
        return self.say(f"ground.{id}") if id in ("derived", "local") else id

    def join(self, items: Iterable[str]) -> str:
        """List items as the language does."""
        return self.say("list.sep").join(items)

    def periods(self, periods: Sequence[str], many: str) -> str:
        """List a few periods by name; of more say by the sentence `many` how many, the first and the last."""
        said = [*map(self.period, periods)]
        return (
            self.join(said)
            if len(said) <= FEW
            else self.say(many, count=len(said), first=said[0], last=said[-1])
        )

    def period(self, label: str, month: str = "") -> str:
        """A period as a sentence says it; a month as it is written, or by a sentence of its own."""
        first, last = span([label])
        _, cycle = read_label(label)
        match cycle:
            case "monthly":
                return self.say(month, y=first.year, m=first.month) if month else label
            case "quarterly":
                return self.say("period.quarter", y=first.year, n=self.number(last.month // 3))
            case "half_yearly" | "yearly":
                half = f"half.{last.month // 6}" if cycle == "half_yearly" else "year"
                return self.say(f"period.{half}", y=first.year)
        words = self.say("period.month_words").split(" ")
        said = {
            "y": first.year,
            "last_y": last.year,
            "first": words[first.month - 1],
            "last": words[last.month - 1],
        }
        if cycle.endswith("months"):
            return self.say("period.months" if first.year == last.year else "period.years", **said)
        return self.say("period.days", first=self.day(first), last=self.day(last))

    def known(self, text: Text | Day | None) -> str:
        """Give a statement or day, or say that none is known."""
        if isinstance(text, Day):
            return text.text
        return self.read(text) if text else self.unknown

    @property
    def unknown(self) -> str:
        """What is said of what the plan leaves open: of one read out of public sources, that it was not found there."""
        return self.say("unknown" if self.plan.sources else "unset")

    @cached_property
    def _entries(self) -> Mapping[str, Mapping[str, object]]:
        """The entries of the plan's lists by id; an area is its own portfolio where no other holds it."""
        listed = {name: self.plan.listed(name) for name in SPOKEN}
        forms = {kind: form for kind in get_args(PaperKind) if (form := self.plan.papers.form(kind))}
        return listed | {"portfolios": {**listed["areas"], **listed["portfolios"]}, "papers": forms}

    def of(self, listed: str, id: str | None) -> str:
        """The word of an entry of a list of the plan, or of several such as `units offices`.

        Where the plan has none it is the method's own, else the id; of none nothing.
        """
        if not id:
            return ""
        if (listed, id) not in self._words:
            self._words[listed, id] = self._word(listed, id)
        return self._words[listed, id]

    @cached_property
    def _words(self) -> dict[tuple[str, str], str]:
        return {}

    def _word(self, listed: str, id: str) -> str:
        if listed == "clauses":
            return self._ground(id)
        lists = listed.split()
        one = next((found for name in lists if (found := self._entries.get(name, {}).get(id))), None)
        own = (self.own_word(f"{name.removesuffix('s')}.{id}") for name in lists)
        return self.read(getattr(one, "name", "")) or next(filter(None, own), id)

    def all_of(self, listed: str, ids: Iterable[str]) -> str:
        """The words of several entries, as the language lists them."""
        return self.join(self.of(listed, id) for id in ids)

    def level(self, id: str | None) -> str:
        """The post of a level."""
        return self.of("levels", id) or "-"

    def shorter(self, listed: str, id: str | None) -> str | None:
        """The shorter word of a level or measure; None where the plan has none in this language."""
        return self.own(getattr(self._entries[listed].get(id or ""), "short", None))

    def colour(self, id: str) -> str | None:
        """The colour of a light."""
        return getattr(self._entries["lights"].get(id), "colour", None)

    def own(self, text: Text | None) -> str | None:
        """Give a statement in this language; None where it was made in the other only."""
        return text if isinstance(text, str) else getattr(text, self.lang, None)

    def stages(self, id: str) -> str:
        """Give the word under which tasks are counted; of those claimed the plan's own where it has one.

        Where a claim completes a task, nobody accepts it, and it is done.
        """
        own = self.join(self.of("stages", id) for id, one in self.plan.stages.items() if one.completes)
        if own and id == REPORTED_COMPLETE:
            return self.say("stage.own_claimed", stages=own)
        if id == COMPLETED and completes_at_once(self.plan):
            return own or self.say("counts.completed")
        return self.of("stages", id)

    def claim(self, stage: str | None) -> str:
        """Give the word for what claims completion by a stage: where that completes the task, its own."""
        if not completes_at_once(self.plan):
            return self.say("deed.claim")
        return self.of("stages", stage) if stage in self.plan.stages else self.stages(COMPLETED)

    def counted(self, word: str) -> str:
        """Give the word of a count that a session stated: a stage's, or of the year's target."""
        return self.say(f"stated.{word}") if word in ("met", "not_met") else self.of("stages", word)

    def part(self, tasks: Iterable[str], id: str) -> str:
        """Give a part's name."""
        for task_id in tasks:
            task = self.plan.task(task_id)
            if task and id in task.parts:
                return self.read(task.parts[id])
        return id

    def milestone(self, task: str, id: str) -> str:
        """Give a milestone's name."""
        planned = self.plan.task(task)
        return next((self.read(one) for one in planned.milestones if one.id == id), id) if planned else id

    def piece(self, task: str, part: str | None, city: str | None) -> str:
        """Give a part, a city's share of it, or the whole."""
        said = [self.part((task,), part)] if part else []
        said += [self.of("cities", city)] if city else []
        return " ".join(said) or self.say("whole")

    def unit(self, id: str | None, day: date | None = None) -> str:
        """Give a unit's name, now or as it was on a day."""
        unit = self.plan.units.get(id or "")
        return self.read(unit.name_on(day) if day else unit.name) if unit else id or ""

    def number(self, number: int) -> str:
        """The number of a section as the language counts them; beyond its words in digits."""
        tens, ones = (self.say(key).split(" ") for key in ("number.tens", "number.ones"))
        known = [ten + one for ten in tens for one in ones]
        return known[number] if number < len(known) else str(number)

    def day(self, day: date) -> str:
        """Give a day as the language writes it."""
        return self.say("date", y=day.year, m=day.month, d=day.day)

    def compact(self, day: Day, as_of: date) -> str:
        """A day, month or year in few columns: a day without its year where it is that of another."""
        return day.text.removeprefix(f"{as_of.year}-") if day.first == day.last else day.text

    def figure(self, measure: str | None, percent: Decimal, day: Day) -> str:
        """Give a percent with what it measures and the day that it speaks of."""
        return self.say("figure.of", measure=self.of("measures", measure), percent=percent, date=day.text)

    def count(self, task: str, count: Counted, part: str | None = None) -> str:
        """A count, and what of the task or its part is counted."""
        known = self.plan.task(task)
        target = known and known.promise(part)
        counted = target and target.count
        return self.say("count.of", count=count.text, what=self.read(counted.what) if counted else "").strip()

    def notes(self, notes: Mapping[str, Text]) -> str:
        """What a report notes, each after its kind."""
        return self.texts("note_kinds", notes)

    def texts(self, listed: str, texts: Mapping[str, Text]) -> str:
        """What is said by or of entries of a list of the plan, each after its word."""
        said = (self.of(listed, id) + self.say("colon") + self.read(text) for id, text in texts.items())
        return self.say("list.semi").join(said)

    def source(self, source: Source | None) -> str:
        """Give where something was published."""
        if source is None:
            return ""
        return " ".join(one for one in (source.title, source.published and source.published.text) if one)
