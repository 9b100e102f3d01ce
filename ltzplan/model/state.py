"""What the records add up to on a day: a matter is what its steps say."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TypeVar

from ltzplan.model.method import COMPLETED, REPORTED_COMPLETE
from ltzplan.model.plan import Task
from ltzplan.model.records import (
    Adjustment,
    Ended,
    Entry,
    Order,
    Petition,
    Problem,
    Recheck,
    Record,
    Sort,
    Update,
)
from ltzplan.model.values import Day, Text, about

RAISED = "raised"
HELD = ("ordered", "received")
"""The states in which a unit holds the matter, so that its clock runs."""
IN_HAND = (*HELD, "answered")
OVER = ("closed", "dismissed")
"""The states in which nobody has to deal with a problem any more."""
AnyRecord = TypeVar("AnyRecord", bound=Record)


@dataclass(frozen=True)
class Scope:
    """What a figure speaks of: the whole, a part, a city's share of either; and its measure."""

    part: str | None = about("Id of the part; null: the whole.")
    city: str | None = about("Id of the city; null: all.")
    measure: str | None = about("Id of the measure.")


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A percent as one office stated it."""

    piece: Scope = about("Of what.")
    percent: Decimal = about("Percent, 0 to 100.")
    date: Day = about("The day it speaks of.")
    office: str = about("Id of the office that stated it.")
    entry: Entry = about("The update that says so.")


@dataclass(frozen=True, kw_only=True)
class Pause:
    """A run of days on which no unit held the matter.

    A claim or an answer was being checked, a higher authority was asked, or it waited to be ordered.
    """

    entry: Entry = about("The record that began it: of a task, the claim.")
    since: date = about("The day it began.")
    until: date | None = about("The day a unit held the matter again; null: it lasts.", default=None)


@dataclass(frozen=True)
class DueDate:
    """A due date, and the day from which it is in force."""

    since: date
    due: Day


@dataclass(frozen=True, kw_only=True)
class StageState:
    """The stage of the whole of a task, as stated and as claimed."""

    stated: str | None = about("Id of the stage last stated, claims left out.", default=None)
    claimed: str | None = about("Id of the stage by which it is claimed.", default=None)
    claims: tuple[str, ...] = about(
        "Ids of the records that state the claim; none: no claim stands.", default=()
    )
    completed: bool = about("Whether it is completed.", default=False)

    @property
    def stage(self) -> str | None:
        """Id of the stage; None: none was stated."""
        if not self.claims:
            return self.stated
        return COMPLETED if self.completed and self.claimed == REPORTED_COMPLETE else self.claimed


@dataclass(frozen=True, kw_only=True)
class TaskStep:
    """What a record did to a task in its turn."""

    entry: Entry = about("The record: an update, an adjustment or the check of a claim.")
    day: date = about("The day from which it counts.")
    after: StageState = about("The stage after it.")
    settled: bool = about("Whether another update settled its figures: they count no more.", default=False)
    corrected: tuple[Entry, ...] = about("What the update took the place of.", default=())


@dataclass(frozen=True, kw_only=True)
class TaskState:
    """A task on a day."""

    task: Task = about("The task.")
    planned: Day | None = about("Its due date by the plan.", default=None)
    steps: tuple[TaskStep, ...] = about("What its records did, in order.", default=())

    def _of(self, kind: type[AnyRecord]) -> Iterator[tuple[TaskStep, AnyRecord]]:
        return ((one, one.entry.record) for one in self.steps if isinstance(one.entry.record, kind))

    @cached_property
    def updates(self) -> tuple[Entry, ...]:
        """Its updates in force, in order: reports and background."""
        return tuple(step.entry for step, _ in self._of(Update) if not step.settled)

    @cached_property
    def reports(self) -> tuple[Entry, ...]:
        """What was reported, in order: no background; a settlement of figures leaves the reports as they were."""
        updates = self._of(Update)
        return tuple(step.entry for step, one in updates if not (one.background or one.reopen or one.settles))

    @property
    def last_report(self) -> Entry | None:
        """The last report, by the day from which it counts: a year's that still runs by that of its entry."""
        return max(reversed(self.reports), key=lambda one: one.day, default=None)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Every percent stated, in order."""
        return tuple(
            Figure(
                piece=Scope(part, update.city, update.measure),
                percent=update.percent,
                date=update.percent_date or update.date,
                office=update.on_behalf_of or update.entered.office,
                entry=step.entry,
            )
            for step, update in self._of(Update)
            if update.percent is not None and not (step.settled or update.background)
            for part in update.parts or (None,)
        )

    @property
    def now(self) -> StageState:
        """Its stage as it stands."""
        return self.steps[-1].after if self.steps else StageState()

    @property
    def completed(self) -> bool:
        """Whether it is completed."""
        return self.now.completed

    @property
    def stage(self) -> str | None:
        """Id of the stage of the whole; None: none was stated."""
        return self.now.stage

    @cached_property
    def claims(self) -> tuple[Pause, ...]:
        """Its claims, in order; the last lasts while it stands, accepted or not."""
        found, standing = list[Pause](), ""
        for step in self.steps:
            first = next(iter(step.after.claims), "")
            if standing and first != standing:
                found[-1] = replace(found[-1], until=step.day)
            if first and first != standing:
                found.append(Pause(entry=step.entry, since=step.day))
            standing = first
        return tuple(found)

    @property
    def claim(self) -> Pause | None:
        """The claim that stands or was accepted."""
        return self.claims[-1] if self.claims and self.claims[-1].until is None else None

    @property
    def waits(self) -> bool:
        """Whether a claim waits for its recheck."""
        return self.claim is not None and not self.completed and not self.ended

    def claimed_at(self, day: date) -> bool:
        """Whether a claim stood, or was accepted, at the end of a day."""
        return any(one.since <= day and (one.until is None or day < one.until) for one in self.claims)

    @cached_property
    def rechecks(self) -> tuple[Entry, ...]:
        """Checks of its claims, in order."""
        return tuple(step.entry for step, _ in self._of(Recheck))

    @property
    def acceptance(self) -> Entry | None:
        """The recheck that completed it."""
        return self.rechecks[-1] if self.completed and self.rechecks else None

    @property
    def idle(self) -> tuple[Entry, ...]:
        """Reopenings that met it open, in order."""
        completed = [False, *(step.after.completed for step in self.steps)]
        reopened = ((at, step.entry) for at, step in enumerate(self.steps) if _reopens(step.entry.record))
        return tuple(entry for at, entry in reopened if not completed[at])

    @cached_property
    def _changes(self) -> tuple[tuple[TaskStep, Adjustment], ...]:
        return tuple(self._of(Adjustment))

    @cached_property
    def adjustments(self) -> tuple[Entry, ...]:
        """What was decided to change, in order."""
        return tuple(step.entry for step, _ in self._changes)

    @cached_property
    def dues(self) -> tuple[DueDate, ...]:
        """Its due dates, the first one first (demands-2)."""
        moved = (DueDate(step.day, one.due) for step, one in self._changes if one.due)
        return (*((DueDate(date.min, self.planned),) if self.planned else ()), *moved)

    @property
    def due(self) -> Day | None:
        """The due date in force."""
        return self.dues[-1].due if self.dues else None

    @property
    def first_due(self) -> Day | None:
        """The first due date, which no decision wipes out."""
        return self.dues[0].due if self.dues else None

    @property
    def target(self) -> Text | None:
        """The promise in force, where it was changed."""
        return next((one.target for _, one in reversed(self._changes) if one.target), None)

    @cached_property
    def _end(self) -> tuple[TaskStep, Adjustment] | None:
        return next((found for found in self._changes if found[1].ends), None)

    @property
    def ended(self) -> Ended | None:
        """How it ceased to be a task of its own: the first decision stays (demands-2, local)."""
        return self._end and self._end[1].ends

    @property
    def ended_on(self) -> date | None:
        """The day on which it did."""
        return self._end and self._end[0].day

    @property
    def into(self) -> tuple[str, ...]:
        """Ids of the tasks that it goes on in."""
        return self._end[1].into if self._end else ()


def _reopens(record: Record) -> bool:
    return isinstance(record, Update) and record.reopen


@dataclass(frozen=True, kw_only=True)
class ProblemStep:
    """What a record did to a problem in its turn."""

    entry: Entry = about("The record: a move, a session that took it up, or an order that was withdrawn.")
    day: date = about("The day of its turn; a reworded move keeps its first.")
    moved: bool = about("Whether it is a move in force.", default=True)
    state: str = about("The problem's state after it, of the life table.")
    units: Mapping[str, str] = about(
        "State of each unit that must answer, after it; none: nobody is assigned.", default_factory=dict
    )
    decided: Entry | None = about(
        "The session that decided on the problem, where nothing came of that yet.", default=None
    )


@dataclass(frozen=True, kw_only=True)
class ProblemState:
    """A problem on a day."""

    id: str = about("Id of the record that raised it.")
    raised: Entry = about("The record that raised it.")
    problem: Problem = about("Its wording in force.")
    wordings: tuple[str, ...] = about("Ids of its wordings, the first one first.", default=())
    steps: tuple[ProblemStep, ...] = about("What its records did, in order.", default=())

    @property
    def state(self) -> str:
        """Its state of the life table."""
        return self.steps[-1].state if self.steps else RAISED

    @property
    def open(self) -> bool:
        """Whether somebody still has to deal with it."""
        return self.state not in OVER

    @property
    def units(self) -> Mapping[str, str]:
        """State of each unit that must answer."""
        return self.steps[-1].units if self.steps else {}

    @property
    def decided(self) -> Entry | None:
        """The session that decided on it, where nothing came of that yet."""
        return self.steps[-1].decided if self.steps else None

    @cached_property
    def moves(self) -> tuple[ProblemStep, ...]:
        """What moved it, in order."""
        return tuple(step for step in self.steps if step.moved)

    def _moves_of(self, kind: type[AnyRecord]) -> list[tuple[Entry, AnyRecord]]:
        moves = (one.entry for one in self.moves)
        return [(one, one.record) for one in moves if isinstance(one.record, kind)]

    @property
    def last_move(self) -> str:
        """Id that the next move answers; a petition may speak of other problems too."""
        own = (one.entry.id for one in reversed(self.moves) if not isinstance(one.entry.record, Petition))
        return next(own, self.id)

    @cached_property
    def sorted_by(self) -> Entry | None:
        """The record of the last sorting."""
        return next((entry for entry, _ in reversed(self._moves_of(Sort))), None)

    @cached_property
    def sort(self) -> Sort | None:
        """The sorting in force; None where it is not sorted, or dismissed."""
        last = self.sorted_by.record if self.sorted_by else None
        return last if isinstance(last, Sort) and not last.dismissed else None

    @cached_property
    def orders(self) -> tuple[Entry, ...]:
        """Every order given, in order."""
        return tuple(entry for entry, _ in self._moves_of(Order))

    @cached_property
    def order(self) -> Order | None:
        """The order in force; None: nobody is assigned."""
        orders = self._moves_of(Order) if self.units else []
        return orders[-1][1] if orders else None

    @cached_property
    def petition(self) -> Entry | None:
        """The petition that waits for its answer."""
        letters = self._moves_of(Petition) if self.state == "waiting" else []
        return letters[-1][0] if letters else None

    @property
    def before(self) -> str:
        """The state before its last petition."""
        states = [RAISED, *(one.state for one in self.moves)]
        asked = (at for at, one in enumerate(self.moves) if isinstance(one.entry.record, Petition))
        return states[max(asked, default=0)]

    @cached_property
    def dues(self) -> tuple[DueDate, ...]:
        """Its due dates, the first one first."""
        setting = (one for one in self.moves if one.state != "closed")
        said = ((one.day, getattr(one.entry.record, "due", None)) for one in setting)
        return tuple(DueDate(day, due) for day, due in said if due)

    @property
    def due(self) -> Day | None:
        """The due date in force."""
        return self.dues[-1].due if self.dues else None

    @property
    def first_due(self) -> Day | None:
        """The first due date, which no extension wipes out."""
        return self.dues[0].due if self.dues else None

    def pauses(self, unit: str | None = None) -> tuple[Pause, ...]:
        """The runs of days on which no unit held the matter, or a certain one did not (effect-2)."""
        found = [Pause(entry=self.raised, since=self.raised.day)]
        for one in self.moves:
            state = one.units.get(unit) if unit and one.state != "waiting" else one.state
            if state in HELD and found[-1].until is None:
                found[-1] = replace(found[-1], until=one.day)
            elif state not in HELD and found[-1].until is not None:
                found.append(Pause(entry=one.entry, since=one.day))
        return tuple(found)

    @cached_property
    def returns(self) -> int:
        """How often it was returned."""
        return sum(check.verdict == "return" for _, check in self._moves_of(Recheck))

    @cached_property
    def answered_on(self) -> date | None:
        """The day of the last done reply of a full set."""
        found = None
        for one in self.moves:
            if one.state == "answered":
                found = found or one.day
            elif one.state != "closed":
                found = None
        return found

    @property
    def closed_on(self) -> date | None:
        """The day it was accepted."""
        return self.moves[-1].day if self.state == "closed" else None

    def age(self, as_of: date) -> int:
        """Days since it was raised; once it has ended, those that it was open."""
        return ((as_of if self.open else self.moves[-1].day) - self.raised.day).days


@dataclass(frozen=True, kw_only=True)
class Skip:
    """A record without effect, and why: it arrived by a merge and nothing stops for it."""

    entry: Entry = about("The record.")
    code: str = about("The reason.")
    state: str | None = about("The state that it met.", default=None)
    possible: tuple[str, ...] = about("The moves that a problem was open to then.", default=())


@dataclass(frozen=True, kw_only=True)
class State:
    """Everything that the records say on a day."""

    as_of: date = about("The day.")
    tasks: Mapping[str, TaskState] = about("Every task of the plan by id.")
    problems: Mapping[str, ProblemState] = about("Every problem by id, in order.")
    entries: tuple[Entry, ...] = about("The records in force, in order.")
    dead: Mapping[str, Entry] = about("Records withdrawn or replaced, and by what.")
    skipped: tuple[Skip, ...] = about("Records without effect.")
    sessions: tuple[Entry, ...] = about("Dispatches held or put off, in order.", default=())
    papers: tuple[Entry, ...] = about("Papers issued, in order.", default=())

    @cached_property
    def ids(self) -> frozenset[str]:
        """Ids of every record that there is, in force or not."""
        skipped = (one.entry.id for one in self.skipped)
        return frozenset((*(one.id for one in self.entries), *self.dead, *skipped))

    def problems_of(self, task: str) -> tuple[ProblemState, ...]:
        """The open problems of a task."""
        return tuple(self._open.get(task, ()))

    @cached_property
    def _open(self) -> Mapping[str, list[ProblemState]]:
        found: dict[str, list[ProblemState]] = {}
        for one in self.problems.values():
            for task in dict.fromkeys(one.problem.tasks if one.open else ()):
                found.setdefault(task, []).append(one)
        return found
