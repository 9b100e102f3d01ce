"""One sitting of a verb that writes: on what was typed, or on a terminal row by row on what waits for it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from types import MappingProxyType
from typing import Never

from ltzplan.cli.main import OK
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


class Seat:
    """Where one record is made: the workspace opened for it, and the row of the queue that it is of, where one was come to."""

    def __init__(
        self, recorder: Recorder, verb: Verb, row: TodoItem | None = None, last: dict[str, str] | None = None
    ) -> None:
        """Take the workspace, the verb, the row, and what was chosen last in this sitting, by option."""
        self.recorder, self.verb, self.row = recorder, verb, row
        self._last = {} if last is None else last
        self.chosen = dict[str, str]()
        """What was chosen here of what a list offers, by option."""
        self.asked = False
        """Whether anything was asked."""
        self._about: str | None = None
        self._lacking = dict[str, Question]()

    def last(self, name: str) -> str:
        """What was chosen for an option when this sitting last stored something; nothing where nothing was."""
        return self._last.get(name, "")

    def take(self, id: str) -> None:
        """Take up a task or problem: before the first question it is shown, unless its row was."""
        self._about = None if self.row else id

    def fill(
        self,
        *groups: Group,
        also: tuple[str, ...] = (),
        asked: Mapping[str, Question] = NOTHING,
        **proposed: str | None,
    ) -> None:
        """Ask for what the verb cannot do without and was not told, and `also` for more of that kind, as `asked` says.

        Where nobody can be asked `record` refuses, and says what is lacking with all else that is wrong.
        """
        names = (*self.verb.needs, *also)
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
            said = self.ask(replace(one, proposed=proposed.get(name) or self.last(name)))
            put(groups, name, said)
            if one.known:
                self.chosen[name] = said

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

    def offer(self, kind: type, said: Group, *names: str, **proposed: str | None) -> None:
        """Ask for what may stay unsaid of a statement; where the first does, the others are not asked for."""
        for name in names:
            asked = question(self.recorder.typed, said, kind, name)
            asked = replace(asked, may_pass=True, proposed=proposed.get(name) or "")
            if not getattr(said, name):
                put((said,), name, self.ask(asked))
            if not getattr(said, names[0]):
                return

    def ask(self, one: Question) -> str:
        """Ask a question on the terminal; the words that were meant, empty where it stayed without an answer."""
        from ltzplan.cli.prompt import ask, present  # noqa: PLC0415 - only on a terminal

        self.asked = True
        if self._about:
            present(self.recorder, self._about)
            self._about = None
        return ask(self.recorder.run.lang, one, walking=self.row is not None)


def sit(run: Run, storing: Storing, verb: Verb, do: Callable[..., int], *groups: Group) -> int:
    """Do a verb on what was typed; where nothing was, on each row of the queue that it serves.

    `do` gets the seat and the groups of options, the first of which says the object.
    """
    if _told(groups[0], verb.of):
        return do(Seat(Recorder(run, storing), verb), *groups)
    if not run.asks:
        recorder = Recorder(run, storing)
        raise LtzError(*missing(one for _, one in _wanted(recorder, (verb.of, *verb.needs), groups, verb)))
    if verb.name in WALKED and not any(getattr(one, "replaces", None) for one in groups):
        return _walk(run, storing, verb, do, groups)
    seat = Seat(Recorder(run, storing), verb)
    [(_, one)] = _wanted(seat.recorder, (verb.of,), groups, verb)
    put(groups, verb.of, seat.ask(one))
    return do(seat, *groups)


def _walk(run: Run, storing: Storing, verb: Verb, do: Callable[..., int], groups: Sequence[Group]) -> int:
    """Go through the rows of a verb's queue; what is done is kept, what is refused is said and asked again."""
    from ltzplan.cli.prompt import SkippedError, StoppedError, present  # noqa: PLC0415 - only on a terminal

    passed, worst, count = set[tuple[str | None, str | None]](), OK, 0
    last = dict[str, str]()
    while True:
        recorder = Recorder(run, storing)
        rows = [one for one in rows_of(recorder, verb) if (one.id, one.unit) not in passed]
        if not rows:
            run.talk(say(run.lang, "sit.all_done" if passed else "sit.none", verb=verb.name))
            return worst
        row, count = rows[0], max(count, len(rows) + len(passed))
        queue, days = (say(run.lang, key, days=row.days) for key in (f"queue.{row.queue}", "esc.days"))
        run.talk("\n" + say(run.lang, "sit.row", at=len(passed) + 1, count=count, queue=queue, days=days))
        present(recorder, row.id or "")
        own, seat = [replace(one) for one in groups], Seat(recorder, verb, row, last)
        put(own, verb.of, row.id or "")
        try:
            worst = max(worst, do(seat, *own))
            last |= seat.chosen
        except SkippedError:
            pass
        except StoppedError:
            run.talk(say(run.lang, "sit.stopped", left=len(rows)))
            return worst
        except LtzError as error:
            if not seat.asked:
                raise
            run.talk("\n".join(listing(error.issues, run.lang)))
            continue
        passed.add((row.id, row.unit))


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
