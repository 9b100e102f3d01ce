"""One sitting of a verb that writes: on what was typed, or on a terminal row by row on what waits for it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from types import MappingProxyType
from typing import Never

from ltzplan.cli.main import NO, OK
from ltzplan.cli.options import Group, Storing
from ltzplan.cli.question import Question, missing, question
from ltzplan.cli.recorder import Recorder
from ltzplan.cli.run import Run
from ltzplan.cli.to_type import WALKED, to_type
from ltzplan.dataclass import dataclass
from ltzplan.issues import Issue, LtzError, gathered
from ltzplan.model.records import Record
from ltzplan.reports.todo import TodoItem, todo
from ltzplan.rules.typed import NONE, Named
from ltzplan.text.speech import say
from ltzplan.views.findings import listing

Leads = Callable[[str], str | None]
"""What tells of a word that was typed which row it leads to; None: to none."""
NOTHING: Mapping[str, Never] = MappingProxyType({})
_KEYS = {"sorted_or_dismissed": ("sort", "needs")}
"""The fields that are lacking where a finding of the whole record says so."""


@dataclass(frozen=True, kw_only=True)
class Verb:
    """What a verb that writes cannot do without."""

    name: str
    kind: type[Record]
    """The kind of record that it writes."""
    of: str = ""
    """The option that says what it is about; none: it is of nothing that was there before."""
    needs: tuple[str, ...] = ()
    """The options that it cannot do without, in the order in which they are asked for."""
    known: Callable[[Recorder], Named] | None = None
    """What it may be about, where that is neither in a queue nor a task or open problem."""
    amends: tuple[str, ...] = ()
    """The options that are asked for where a record is corrected that says nothing of them."""


class BackError(Exception):
    """The person goes back: to the question before, from the first one to the row before."""


class Seat:
    """Where one record is made: the workspace opened for it, and the row of the queue that it is of, where one was come to."""

    def __init__(
        self,
        recorder: Recorder,
        verb: Verb,
        row: TodoItem | None = None,
        last: dict[str, str] | None = None,
        answered: dict[str, str] | None = None,
        leads: Leads | None = None,
    ) -> None:
        """Take the workspace, the verb, the row, what was chosen last in this sitting, and what was answered of this record.

        Where rows are gone through, `leads` tells of a word the row that it leads to.
        """
        self.recorder, self.verb, self.row, self.leads = recorder, verb, row, leads
        self.last = {} if last is None else last
        """What was chosen of what a list offers when this sitting last stored something, by option."""
        self.answered = {} if answered is None else answered
        """What was answered here, by option or question; proposed where it is asked again."""
        self.chosen = dict[str, str]()
        """What was chosen here of what a list offers, by option."""
        self.asked = False
        """Whether anything was asked."""
        self.given = list[tuple[str, str]]()
        """What was answered here, in the order in which it was asked."""
        self.replayed = list[tuple[str, str]]()
        """What was answered before the question that the person went back to: it is not asked again."""
        self._about: str | None = None
        self._lacking = dict[str, Question]()

    def take(self, id: str) -> None:
        """Take up a task or problem: before the first question it is shown, unless its row was."""
        self._about = None if self.row or self.leads else id

    def present(self) -> None:
        """Show what was taken up, where there is a person who has not seen it."""
        if self._about and self.recorder.run.asks:
            from ltzplan.cli.prompt import present  # noqa: PLC0415 - only on a terminal

            present(self.recorder, self._about)
            self._about = None

    def again(self) -> "Seat":
        """Return the seat in the workspace as it stands now, where what was answered is proposed."""
        recorder = Recorder(self.recorder.run, self.recorder.storing)
        return Seat(recorder, self.verb, self.row, self.last, self.answered, self.leads)

    def back(self) -> "Seat":
        """Return the seat in which the last question is asked again."""
        seat = self.again()
        seat.replayed = self.given[:-1]
        return seat

    def fill(
        self,
        *groups: Group,
        wants: Sequence[str] | None = None,
        asked: Mapping[str, Question] = NOTHING,
        **proposed: str | None,
    ) -> None:
        """Ask for what was not told of what the verb cannot do without, or of what it `wants` here, as `asked` says.

        What is `proposed`, be it nothing, is proposed in place of what was chosen of the row before.
        Where nobody can be asked `record` refuses, and says what is lacking with all else that is wrong.
        """
        names = self.verb.needs if wants is None else wants
        wanted = dict(_wanted(self.recorder, names, groups, self.verb))
        wanted |= {name: one for name, one in asked.items() if name in wanted}
        if not self.recorder.run.asks:
            self._lacking |= wanted
            return
        for name in (one for one in names if one not in wanted):
            group = _with(groups, name)
            question(self.recorder.typed, group, self.verb.kind, name).refuse_unless_understood(
                getattr(group, name)
            )
        for name, one in wanted.items():
            known = replace(one, proposed=proposed[name] or "") if name in proposed else None
            said = self.ask(known or self.propose(one, name))
            put(groups, name, said)
            if one.known:
                self.chosen[name] = said

    def propose(self, one: Question, name: str) -> Question:
        """Propose what was chosen when this sitting last stored something, which is said."""
        last = self.last.get(name, "")
        return replace(one, proposed=last, again=bool(last))

    def refuse_lacking(self) -> None:
        """Refuse what was wanted where nobody could be asked for it."""
        if self._lacking:
            raise LtzError(*missing(self._lacking.values()))

    def lacks(self, name: str) -> bool:
        """Whether an option was wanted and nobody could be asked for it."""
        return name in self._lacking

    def record(self, *groups: Group, off: Mapping[str, bool] = NOTHING, **said: object) -> Record:
        """Make the record of what was typed and answered; LtzError with what is lacking, and with all that is wrong."""
        found = list[Issue]()
        with gathered(found):
            record = self.recorder.record(self.verb.kind, *groups, off=off, **said)
        if lacking := self._lacking:
            found = [
                one for one in found if not {one.params.get("key"), *_KEYS.get(one.code, ())} & {*lacking}
            ]
        if wrong := [*missing(lacking.values()), *found]:
            raise LtzError(*wrong)
        return record

    def offer(
        self,
        kind: type,
        said: Group,
        *names: str,
        asked: Mapping[str, Question] = NOTHING,
        **proposed: str | None,
    ) -> None:
        """Ask for what may stay unsaid of a statement, as `asked` says; where the first does, the others are not asked for."""
        for name in names:
            one = asked.get(name) or question(self.recorder.typed, said, kind, name)
            if not getattr(said, name):
                put((said,), name, self.ask(replace(one, may_pass=True, proposed=proposed.get(name) or "")))
            if not getattr(said, names[0]):
                return

    def ask(self, one: Question) -> str:
        """Ask a question on the terminal; the words that were meant, empty where it stayed without an answer."""
        self.asked = self.recorder.at_table = True
        key = one.option or one.about
        if self.replayed and self.replayed[0][0] == key:
            said = self.replayed.pop(0)[1]
        else:
            said = self._asked(replace(one, proposed=self.answered.get(key, one.proposed)))
        self.answered[key] = said
        self.given.append((key, said))
        return said

    def _asked(self, one: Question) -> str:
        from ltzplan.cli.prompt import ask  # noqa: PLC0415 - only on a terminal

        self.replayed.clear()
        self.present()
        return ask(self.recorder.names, one, self.leads)


def sit(run: Run, storing: Storing, verb: Verb, do: Callable[..., int], *groups: Group) -> int:
    """Do a verb on what was typed, or what a record is of that is corrected; where nothing was, on each row of its queue.

    `do` gets the seat and the groups of options, the first of which says the object.
    """
    replaced = next((found for one in groups if (found := getattr(one, "replaces", None))), None)
    if replaced and not _told(groups[0], verb.of):
        put(groups, verb.of, Recorder(run, storing).about(replaced[0]))
    if _told(groups[0], verb.of):
        return seated(Seat(Recorder(run, storing), verb), do, groups)
    if not run.asks:
        recorder = Recorder(run, storing)
        raise LtzError(*missing(one for _, one in _wanted(recorder, (verb.of, *verb.needs), groups, verb)))
    if verb.name in WALKED:
        from ltzplan.cli.walk import Walk  # noqa: PLC0415 - only on a terminal

        return Walk(run, storing, verb, do, groups).go()
    seat = Seat(Recorder(run, storing), verb)
    [(_, one)] = _wanted(seat.recorder, (verb.of,), groups, verb)
    put(groups, verb.of, seat.ask(one))
    return seated(seat, do, groups)


def seated(seat: Seat, do: Callable[..., int], groups: Sequence[Group]) -> int:
    """Do a verb at its seat; what is refused or not to be stored is asked again with the answers proposed, till they stay the same."""
    before = None
    while True:
        own = tuple(replace(one) for one in groups)
        try:
            if _changes_nothing(seat, own):
                seat.recorder.run.talk(say(seat.recorder.run.lang, "sit.unchanged"))
                return OK
            done = do(seat, *own)
            if done != NO:
                seat.last |= seat.chosen
            if done != NO or not seat.asked or seat.answered == before:
                return done
            seat.recorder.run.talk(say(seat.recorder.run.lang, "sit.once_more"))
        except BackError:
            if not seat.given:
                raise
            seat = seat.back()
            continue
        except LtzError as error:
            if not seat.asked or seat.answered == before:
                raise
            recorder = seat.recorder
            recorder.run.tell(*listing(error.issues, recorder.run.lang, recorder.names))
        before, seat = {**seat.answered}, seat.again()


def _changes_nothing(seat: Seat, groups: Sequence[Group]) -> bool:
    """Ask what is to be corrected where a record is named and nothing is said of it; whether nothing was changed."""
    if not seat.recorder.run.asks or (corrected := _only_named(seat, groups)) is None:
        return False
    from ltzplan.cli.amending import amended  # noqa: PLC0415 - only on a terminal

    return not amended(seat, corrected, groups)


def _only_named(seat: Seat, groups: Sequence[Group]) -> str | None:
    """Return the id of the one record that is to be corrected, where what was typed says nothing else."""
    said = {
        name: value
        for group in groups
        for name, value in vars(group).items()
        if value not in (None, [], False)
    }
    replaced = said.pop("replaces", ())
    said.pop(seat.verb.of, None)
    return seat.recorder.known(replaced[0]) if len(replaced) == 1 and not said else None


def rows_of(recorder: Recorder, verb: Verb) -> list[TodoItem]:
    """Return what waits for the office and is done by a verb."""
    found = todo(
        recorder.plan, recorder.state, recorder.office, to_type, recorder.run.my_unit(recorder.space)
    )
    return [one for one in found.items if one.command.split()[1] == verb.name]


def _wanted(
    recorder: Recorder, names: Iterable[str], groups: Sequence[Group], verb: Verb
) -> Iterator[tuple[str, Question]]:
    """Return what was not told of some options, by option."""
    for name in names:
        group = _with(groups, name)
        if not _told(group, name):
            known = _objects(recorder, verb) if name == verb.of else NONE
            yield name, question(recorder.typed, group, verb.kind, name, known)


def _objects(recorder: Recorder, verb: Verb) -> Named:
    """Return what a verb may be about: what waits for it, else each task or open problem, or both."""
    if rows := rows_of(recorder, verb):
        return {recorder.names.short(one.id or ""): [recorder.names.read(one.title)] for one in rows}
    if verb.known:
        return verb.known(recorder)
    tasks = {} if verb.of.startswith("problem") else recorder.typed.candidates("tasks")
    texts = {} if verb.of.startswith("task") else recorder.open_problems()
    return {**texts, **tasks}


def _with(groups: Sequence[Group], name: str) -> Group:
    return next(one for one in groups if hasattr(one, name))


def _told(group: Group, name: str) -> bool:
    return getattr(group, name) not in (None, [])


def put(groups: Sequence[Group], name: str, answer: str) -> None:
    """Put an answer where the words of an option stand."""
    group = _with(groups, name)
    many = "list" in str(next(one.type for one in fields(group) if one.name == name))
    setattr(group, name, [answer] if many and answer else answer or None)
