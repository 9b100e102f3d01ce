"""What was recorded, in order, and what each record changed."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from itertools import chain
from typing import Literal

from ltzplan.dataclass import dataclass
from ltzplan.model.codec import encode
from ltzplan.model.records import Entry
from ltzplan.model.state import State
from ltzplan.model.values import about, folded
from ltzplan.reports.change import AT_FIRST, Change, Marks, changed, marks_of_problem, marks_of_task
from ltzplan.reports.record_line import RecordLine, said
from ltzplan.rules.clock import ONE_DAY
from ltzplan.rules.corrections import withdrawn
from ltzplan.rules.fold import Replay
from ltzplan.rules.ledger import Ledger

Effect = Literal["in_force", "withdrawn", "replaced", "skipped"]


@dataclass(frozen=True, kw_only=True)
class Line:
    """A record, and the changes up to and by it."""

    said: RecordLine = about("The record.")
    entered: datetime = about("When it was entered.")
    file: str = about("Path of its file below the records folder; an archived one keeps its path.")
    effect: Effect = about("Whether it is in force.", words="list.effect")
    by: str | None = about("Id of the record that put it out of force.")
    changes: tuple[Change, ...] = about("Changes since the record before, in order.")
    problem: str | None = about("Id of the problem that it is about; of several the first.", default=None)
    problems: tuple[str, ...] = about("Ids of all of them.", default=())
    commit: str | None = about(
        "The commit that brought it; null: none did yet, or it was not asked for.", default=None
    )
    author: str | None = about("Who signed that commit.", default=None)


IN_A_ROW = (
    "said.record said.kind said.date said.office said.by said.stage said.percent said.measure said.percent_date said.count said.notes "
    "said.background said.move said.text said.source problem entered effect effect_by=by file"
)
"""What of a line stands in a row of a table."""


@dataclass(frozen=True, kw_only=True)
class Log:
    """Records in order."""

    id: str | None = about("Id of the task or problem; null: all.")
    log: tuple[Line, ...] = about("The records.")
    since: tuple[Change, ...] = about("Changes after the last record.")


@dataclass(frozen=True, kw_only=True)
class Sought:
    """Which of the records of a log are wanted."""

    since: date | None = None
    """Those that speak of this day and later."""
    until: date | None = None
    """Those that speak of this day and earlier."""
    new_to: Collection[str] = ()
    """Those that came in beside these, by their ids."""
    by: str | None = None
    """Those that this office entered, by its id."""
    note: str | None = None
    """Those that note something of this kind, by its id."""
    text: str = ""
    """Those in which this stands anywhere, in any case and width."""
    reads: Callable[[Line], Iterable[str]] = lambda _: ()
    """What people read of a record, where that text may stand too."""
    last: int | None = None
    """The last so many of them."""

    def of(self, found: Log, entries: Mapping[str, Entry]) -> Log:
        """Return a log with what is wanted of it."""
        wanted = [one for one in found.log if self._fits(entries[one.said.record], one)]
        return replace(
            found, log=tuple(wanted[max(len(wanted) - self.last, 0) :] if self.last is not None else wanted)
        )

    def _fits(self, entry: Entry, line: Line) -> bool:
        if not (self.since or date.min) <= entry.day <= (self.until or date.max):
            return False
        if entry.id in self.new_to:
            return False
        if self.by not in (None, line.said.office):
            return False
        if self.note and self.note not in line.said.notes:
            return False
        text = folded(self.text)
        return not text or any(
            text in folded(one)
            for one in chain((entry.id,), _told(encode(entry.record, brief=True)), self.reads(line))
        )


def _told(said: object) -> Iterator[str]:
    """Return every text of a value as JSON."""
    match said:
        case str():
            yield said
        case dict():
            yield from (text for one in said.values() for text in _told(one))
        case list():
            yield from (text for one in said for text in _told(one))


def log(ledger: Ledger, state: State, id: str | None) -> Log:
    """Return the records of a task or problem, or of all; of one of them also what changed between."""
    part = ledger.of(id) if id else ledger
    own = ledger.about(id) if id else frozenset()
    changes = _Changes(part, id) if id else None
    lines, pending = list[Line](), list[Change]()
    for entry in (*part.entries, *part.strays):
        if entry.id not in state.ids:
            continue
        if changes:
            pending += changes.up_to(entry)
        if id is None or own & {*ledger.matters[entry.id]}:
            lines.append(line_of(ledger, state, entry, tuple(pending)))
            pending.clear()
    return Log(id=id, log=tuple(lines), since=(*pending, *(changes.passing(state.as_of) if changes else ())))


def line_of(ledger: Ledger, state: State, entry: Entry, changes: tuple[Change, ...] = ()) -> Line:
    """Return a record's line: what it says and corrects, and whether it is in force."""
    by, problems = state.dead.get(entry.id), ledger.problems_of(entry.id)
    effect: Effect = "skipped" if entry.id in state.ineffective else "in_force"
    if by:
        effect = "withdrawn" if withdrawn(entry.id, state.dead) else "replaced"
    return Line(
        problem=next(iter(problems), None),
        problems=problems,
        said=said(entry, (ledger.known[id] for id in entry.record.replaces if id in ledger.known)),
        entered=entry.record.entered.at,
        file=entry.file,
        effect=effect,
        by=by.id if by else None,
        changes=changes,
    )


class _Changes:
    """A task with its problems, or a problem alone, followed from day to day."""

    def __init__(self, ledger: Ledger, id: str) -> None:
        self.plan, self.id, self.ledger = ledger.plan, id, ledger
        self.own = ledger.about(id)
        self.replay = Replay(ledger)
        self.day = ledger.plan.header.signed.first
        self.state = self.replay.state(self.day)
        self.now = marks_of_task(self.plan, self.state, self.id, self.day)
        self.marks: dict[str, Marks] = {}
        self.turning: dict[date, set[str]] = {}
        """The problems that may become late on a day."""

    def passing(self, until: date) -> tuple[Change, ...]:
        """Give what time alone changed, up to the end of a day; a level only where a plan lets it rise."""
        changes = list[Change]()
        while self.day < until:
            self.day += ONE_DAY
            level = None if self.plan.escalate_after else self.now.get("level")
            then = marks_of_task(self.plan, self.state, self.id, self.day, level)
            changes += changed(self.now, then, self.day)
            self.now = then
            changes += self._marked(sorted(self.turning.pop(self.day, ())))
        return tuple(changes)

    def up_to(self, entry: Entry) -> tuple[Change, ...]:
        """Give what changed up to a record, and what the record changed."""
        passed = self.passing(self.ledger.day_of(entry))
        self.replay.add(entry)
        earlier, before = self.state, self.now
        self.state = self.replay.state(self.day)
        self.now = marks_of_task(self.plan, self.state, self.id, self.day)
        moved = [id for id in earlier.problems if id in self.own and id not in self.state.problems]
        for id, one in self.state.problems.items():
            if id in self.own and one is not earlier.problems.get(id):
                moved.append(id)
                if one.due and one.due.last >= self.day:
                    self.turning.setdefault(one.due.last + ONE_DAY, set()).add(id)
        by_record = changed(before, self.now, self.day, entry.id)
        return (*passed, *by_record, *self._marked(moved, entry.id))

    def _marked(self, ids: Iterable[str], record: str | None = None) -> Iterator[Change]:
        """Give what changed of problems, and keep how they stand."""
        for id in ids:
            before = self.marks.get(id, AT_FIRST)
            self.marks[id] = marks_of_problem(self.plan, self.state.problems.get(id), self.day)
            yield from changed(before, self.marks[id], self.day, record, id)
