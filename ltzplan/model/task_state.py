"""A task on a day: what its steps say."""

from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property, wraps
from typing import ParamSpec, TypeVar

from ltzplan.dataclass import dataclass
from ltzplan.model.due import DueDate, Pause, WithDueDates
from ltzplan.model.method import COMPLETED, REPORTED_COMPLETE
from ltzplan.model.plan import Task, due_of
from ltzplan.model.records import Adjustment, Ended, Entry, Recheck, Record, Update
from ltzplan.model.values import Day, Text, about

_Kind = TypeVar("_Kind", bound=Record)
_Told = ParamSpec("_Told")
_Value = TypeVar("_Value")
Speech = tuple[tuple[str, ...], str | None, str]
"""The parts and the city of which something is said, and the office that says it."""
KEPT: dict[str, Callable[..., object]] = {}
"""The questions of a task whose answers are kept, by name."""


def kept(ask: Callable[_Told, _Value]) -> Callable[_Told, _Value]:
    """Make a function a question of a task's records, whatever the day, that is answered once for each state.

    It takes the task, first or after the plan, and words. A task has few answers and any number of records, so it
    is the answers that are kept, from one run to the next too.
    """
    name = ask.__name__
    KEPT[name] = ask
    first = int(ask.__code__.co_varnames[0] == "plan")

    @wraps(ask)
    def asked(*args: _Told.args, **said: _Told.kwargs) -> _Value:
        task = args[first]
        assert isinstance(task, TaskState)
        words = (*args[first + 1 :], *said.values())
        question = " ".join((name, *(f"{word or ''}" for word in words))) if words else name
        if question not in task.answers:
            task.answers[question] = ask(*args, **said)
        return task.answers[question]  # type: ignore[return-value]

    return asked


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
class StageState:
    """The stage of the whole of a task, as stated and as claimed."""

    stated: str | None = about("Id of the stage last stated, claims left out.", default=None)
    ends: bool = about("Whether that stage ends the task undone.", default=False)
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

    @property
    def over(self) -> bool:
        """Whether its stage ends the task undone."""
        return self.ends and not self.claims


@dataclass(frozen=True, kw_only=True)
class TaskStep:
    """What a record did to a task in its turn."""

    entry: Entry = about("The record: an update, an adjustment or the check of a claim.")
    day: date = about("The day from which it counts.")
    after: StageState = about("The stage after it.")
    settled: bool = about("Whether another update settled its figures: they count no more.", default=False)
    corrected: tuple[Entry, ...] = about("What the update took the place of.", default=())


def stage_after(steps: Sequence[TaskStep]) -> StageState:
    """The stage that steps leave."""
    return steps[-1].after if steps else StageState()


@dataclass(frozen=True, kw_only=True)
class TaskState(WithDueDates):
    """A task on a day."""

    task: Task = about("The task.")
    planned: Day | None = about("Its due date by the plan.", default=None)
    steps: Sequence[TaskStep] = about("What its records did, in order.", default=())
    answers: MutableMapping[str, object] = field(default_factory=dict, compare=False, repr=False)
    """What questions of it were answered with."""

    def _of(self, kind: type[_Kind]) -> Iterator[tuple[TaskStep, _Kind]]:
        return ((one, one.entry.record) for one in self.steps if isinstance(one.entry.record, kind))

    @cached_property
    def updates(self) -> tuple[Entry, ...]:
        """Its updates in force, in order: reports and background."""
        return tuple(step.entry for step, _ in self._of(Update) if not step.settled)

    @cached_property
    def reports(self) -> tuple[Entry, ...]:
        """What was reported, in order: no background; a settlement of figures leaves the reports as they were."""
        return tuple(entry for entry, _ in self._reported)

    @cached_property
    def _reported(self) -> list[tuple[Entry, Update]]:
        updates = self._of(Update)
        return [
            (step.entry, one) for step, one in updates if not (one.background or one.reopen or one.settles)
        ]

    @cached_property
    def reports_by(self) -> Mapping[Speech, list[tuple[Entry, Update]]]:
        """Its reports by what they speak of and who stated them, the last first."""
        found: dict[Speech, list[tuple[Entry, Update]]] = {}
        for entry, update in reversed(self._reported):
            found.setdefault((update.parts, update.city, update.stated_by), []).append((entry, update))
        return found

    @property
    @kept
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
                office=update.stated_by,
                entry=step.entry,
            )
            for step, update in self._of(Update)
            if update.percent is not None and not (step.settled or update.background)
            for part in update.parts or (None,)
        )

    @property
    @kept
    def now(self) -> StageState:
        """Its stage as it stands."""
        return stage_after(self.steps)

    @property
    def completed(self) -> bool:
        """Whether it is completed."""
        return self.now.completed

    @property
    def stage(self) -> str | None:
        """Id of the stage of the whole; None: none was stated."""
        return self.now.stage

    @property
    @kept
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

    @property
    @kept
    def rechecks(self) -> tuple[Entry, ...]:
        """Checks of its claims, in order."""
        return tuple(step.entry for step, _ in self._of(Recheck))

    @property
    def acceptance(self) -> Entry | None:
        """The recheck that completed it."""
        return self.rechecks[-1] if self.completed and self.rechecks else None

    @property
    @kept
    def idle(self) -> tuple[Entry, ...]:
        """Reopenings that met it open, in order."""
        completed = [False, *(step.after.completed for step in self.steps)]
        reopened = ((at, step.entry) for at, step in enumerate(self.steps) if _reopens(step.entry.record))
        return tuple(entry for at, entry in reopened if not completed[at])

    @property
    @kept
    def changes(self) -> tuple[TaskStep, ...]:
        """The steps of what was decided to change, in order."""
        return tuple(step for step, _ in self._of(Adjustment))

    @cached_property
    def _changes(self) -> tuple[tuple[TaskStep, Adjustment], ...]:
        decided = ((step, step.entry.record) for step in self.changes)
        return tuple((step, one) for step, one in decided if isinstance(one, Adjustment))

    @cached_property
    def adjustments(self) -> tuple[Entry, ...]:
        """What was decided to change, in order."""
        return tuple(step.entry for step in self.changes)

    @cached_property
    def dues(self) -> tuple[DueDate, ...]:
        """Its due dates, the first one first (demands-2)."""
        first = self.planned or due_of(self.task.target, self.reached)
        moved = (DueDate(step.day, one.due) for step, one in self._changes if one.due or one.no_due)
        return (*((DueDate(date.min, first),) if first else ()), *moved)

    @property
    @kept
    def reached(self) -> Mapping[str, date]:
        """The milestones that reports say are reached, each with the day by which it was.

        One that parts or cities reached is reached once all parts, or all cities, have.
        """
        found, said = dict[str, date](), dict[str, list[Update]]()
        for entry in self.updates:
            update = entry.record
            if isinstance(update, Update) and (id := update.milestone) and id not in found:
                said.setdefault(id, []).append(update)
                if self._all_reached(said[id]):
                    found[id] = max(one.date.last for one in said[id])
        return found

    def _all_reached(self, said: Sequence[Update]) -> bool:
        parts, cities = {part for one in said for part in one.parts}, {one.city for one in said if one.city}
        pieces = ((set(self.task.parts), parts), (set(self.task.cities), cities))
        return any(one.whole for one in said) or any(all_ and all_ <= some for all_, some in pieces)

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

    @property
    @kept
    def stopped_on(self) -> date | None:
        """The day from which its stage ends it undone; None: it does not."""
        since = None
        for step in self.steps:
            since = (since or step.day) if step.after.over else None
        return since

    @property
    def over_on(self) -> date | None:
        """The day on which it was over undone, by a decision or by its stage; None: it is not."""
        return self.ended_on or self.stopped_on


def _reopens(record: Record) -> bool:
    return isinstance(record, Update) and record.reopen
