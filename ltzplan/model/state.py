"""What the records add up to on a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Literal

from ltzplan.model.plan import Task
from ltzplan.model.records import Entry, Order, Petition, Problem, Sort
from ltzplan.model.values import Day, Text, about

REPORTED_COMPLETE, COMPLETED = "reported_complete", "completed"
"""The two stages that are the method's own: a unit's claim, and the secretariat's word."""


ENDED = ("closed", "dismissed")
"""The states in which nobody has to deal with a problem any more."""
Ended = Literal["withdrawn", "merged", "split"]


@dataclass(frozen=True)
class Piece:
    """What a figure speaks of: the whole, a part, a city's share of either; and its measure."""

    part: str | None
    city: str | None
    measure: str | None


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A percent as one office stated it."""

    piece: Piece = about("Of what.")
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
    until: date | None = about("The day a unit held the matter again; null: it lasts.")


@dataclass(frozen=True)
class Dated:
    """A due date, and the day from which it is in force."""

    since: date
    due: Day


@dataclass(frozen=True, kw_only=True)
class TaskState:
    """A task on a day."""

    task: Task = about("The task.")
    updates: tuple[Entry, ...] = about("Its updates in force, in order: reports and background.", default=())
    reports: tuple[Entry, ...] = about(
        "What was reported, in order: no background; a settlement of figures leaves the reports as they were.",
        default=(),
    )
    corrected: Mapping[str, tuple[Entry, ...]] = about(
        "What each update took the place of.", default_factory=dict
    )
    stage: str | None = about("Id of the stage of the whole; null: none was stated.", default=None)
    claims: tuple[Pause, ...] = about("Its claims, in order.", default=())
    acceptance: Entry | None = about("The recheck that completed it.", default=None)
    completed: bool = about("Whether it is completed.", default=False)
    idle: tuple[Entry, ...] = about("Reopenings that met it open, in order.", default=())
    figures: tuple[Figure, ...] = about("Every percent stated, in order.", default=())
    rechecks: tuple[Entry, ...] = about("Checks of its claims, in order.", default=())
    adjustments: tuple[Entry, ...] = about("What was decided to change, in order.", default=())
    dues: tuple[Dated, ...] = about("Its due dates, the first one first.", default=())
    target: Text | None = about("The promise in force, where it was changed.", default=None)
    ended: Ended | None = about("How it ceased to be a task of its own.", default=None)
    ended_on: date | None = about("The day on which it did.", default=None)

    @property
    def due(self) -> Day | None:
        """Give the due date in force."""
        return self.dues[-1].due if self.dues else None

    @property
    def last_report(self) -> Entry | None:
        """Give the last report, by the day from which it counts: a year's that still runs by that of its entry."""
        return max(reversed(self.reports), key=lambda one: one.day, default=None)

    @property
    def claim(self) -> Pause | None:
        """Give the claim that stands or was accepted."""
        return self.claims[-1] if self.claims and self.claims[-1].until is None else None

    @property
    def waits(self) -> bool:
        """Tell whether a claim waits for its recheck."""
        return self.claim is not None and not self.completed and not self.ended

    def claimed_at(self, day: date) -> bool:
        """Tell whether a claim stood, or was accepted, at the end of a day."""
        return any(one.since <= day and (one.until is None or day < one.until) for one in self.claims)


@dataclass(frozen=True, kw_only=True)
class ProblemState:
    """A problem on a day."""

    id: str = about("Id of the record that raised it.")
    raised: Entry = about("The record that raised it.")
    problem: Problem = about("Its wording in force.")
    state: str = about("A state of the life table.")
    moves: tuple[Entry, ...] = about("What moved it, in order.", default=())
    days: tuple[date, ...] = about("The day of each move; a reworded one keeps its first.", default=())
    sort: Sort | None = about("The sorting in force.", default=None)
    sorted_by: Entry | None = about("The record of that sorting.", default=None)
    order: Order | None = about("The order in force; null: nobody is assigned.", default=None)
    orders: tuple[Entry, ...] = about("Every order given, in order.", default=())
    void: tuple[tuple[int, Entry], ...] = about(
        "Orders withdrawn, each with the number of moves before it.", default=()
    )
    decided: Entry | None = about(
        "The session that decided on it, where nothing came of that yet.", default=None
    )
    units: Mapping[str, str] = about("State of each unit that must answer.", default_factory=dict)
    dues: tuple[Dated, ...] = about("Its due dates, the first one first.", default=())
    pauses: tuple[Pause, ...] = about("When no unit held it.", default=())
    returns: int = about("How often it was returned.", default=0)
    petition: Entry | None = about("The petition that waits for its answer.", default=None)
    before: str | None = about("The state before that petition.", default=None)
    answered_on: date | None = about("The day of the last done reply of a full set.", default=None)
    closed_on: date | None = about("The day it was accepted.", default=None)

    @property
    def due(self) -> Day | None:
        """Give the due date in force."""
        return self.dues[-1].due if self.dues else None

    @property
    def first_due(self) -> Day | None:
        """Give the first due date, which no extension wipes out."""
        return self.dues[0].due if self.dues else None

    @property
    def open(self) -> bool:
        """Tell whether somebody still has to deal with it."""
        return self.state not in ENDED

    def age(self, as_of: date) -> int:
        """Count the days since it was raised; once it has ended, the days that it was open."""
        return ((as_of if self.open else self.days[-1]) - self.raised.day).days

    @property
    def last_move(self) -> str:
        """Give the id that the next move answers; a petition may speak of other problems too."""
        own = (one.id for one in reversed(self.moves) if not isinstance(one.record, Petition))
        return next(own, self.id)


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
        """Give the ids of every record that there is, in force or not."""
        skipped = (one.entry.id for one in self.skipped)
        return frozenset((*(one.id for one in self.entries), *self.dead, *skipped))

    def problems_of(self, task: str) -> tuple[ProblemState, ...]:
        """Give the open problems of a task."""
        return tuple(self._open.get(task, ()))

    @cached_property
    def _open(self) -> Mapping[str, list[ProblemState]]:
        found: dict[str, list[ProblemState]] = {}
        for one in self.problems.values():
            for task in dict.fromkeys(one.problem.tasks if one.open else ()):
                found.setdefault(task, []).append(one)
        return found
