"""How does the plan stand, in a few lines? What is in trouble, what moved, and what is quiet."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Literal, get_args

from ltzplan.dataclass import dataclass
from ltzplan.model.method import COMPLETED
from ltzplan.model.plan import Plan
from ltzplan.model.problem_state import ProblemState
from ltzplan.model.state import State
from ltzplan.model.values import about
from ltzplan.reports.next_due import Due, next_due
from ltzplan.reports.status import Place, Status, TaskRow, place_of
from ltzplan.rules.dated import late_beside
from ltzplan.rules.life import late_in_hand, overdue_problem, problem_days_late
from ltzplan.rules.lights import warns
from ltzplan.rules.rhythm import last_dispatch
from ltzplan.rules.trend import Rise, StageChange, rise, stage_changes

Trouble = Literal[
    "overdue",
    "problem_overdue",
    "light",
    "milestone",
    "promise",
    "due_disputed",
    "disagreement",
    "claimed",
    "problems",
]
"""What calls for somebody's attention, the gravest first."""
Moved = Literal["stage", "figure"]
"""What changed since the last dispatch."""
_GRAVITY = (*get_args(Trouble), *get_args(Moved))


@dataclass(frozen=True, kw_only=True)
class Remark:
    """Why a task is looked at."""

    what: Trouble | Moved = about("What is in trouble, or moved.")
    id: str = about("Id of the problem, milestone, part or light; number of the further target.", default="")
    days: int = about("Days late; of problems that are not, the age of the oldest.", default=0)
    late_now: bool = about("Whether a unit has the late problem in hand.", default=False)
    count: int = about("How many figures are in disagreement.", default=0)
    places: Mapping[Place, int] = about("How many problems are where.", default_factory=dict)
    change: StageChange | None = about("From which stage to which.", default=None)


@dataclass(frozen=True, kw_only=True)
class Noted:
    """A task that is looked at: it is in trouble, or has moved since the last dispatch."""

    row: TaskRow = about("The task.")
    remarks: tuple[Remark, ...] = about("Why, the gravest first.")
    rise: Rise | None = about("How its percent moved.")


@dataclass(frozen=True, kw_only=True)
class Quiet:
    """The other tasks of an area."""

    area: str | None = about("Id; null: of none.")
    tasks: tuple[str, ...] = about("Ids of its tasks that are quiet.")
    stages: Mapping[str | None, int] = about("How many are at each stage; null: reported on, none stated.")
    unreported: int = about("How many were never reported on.")
    owed: int = about("How many owe a report.")


@dataclass(frozen=True, kw_only=True)
class Waits:
    """What waits, and how long the longest has."""

    count: int = about("How many.")
    id: str = about("Id of the one that waits longest.")
    days: int = about("Days that it has.")


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What is to be known first."""

    lights: Mapping[str, tuple[str, ...]] = about("Ids of the tasks of each light that warns, by light.")
    late_problems: Waits | None = about("Problems that their units have not answered in time.")
    unsorted: Waits | None = about("Problems that nobody has sorted.")
    next_due: Due | None = about("What falls due next.")
    since: date | None = about("The day of the last dispatch; null: none recorded.")
    noted: tuple[Noted, ...] = about("Tasks to look at, the gravest first.")
    quiet: tuple[Quiet, ...] = about("The others, by area.")


def verdict(plan: Plan, state: State, status: Status) -> Verdict:
    """Sum up a status: what warns, what waits, which tasks to look at and how many are quiet."""
    held = last_dispatch(plan, state)
    since = held.day if held else None
    shown = {row.id for row in status.tasks}
    problems = [one for one in state.problems.open if shown & set(one.problem.tasks)]
    noted = [found for row in status.tasks if (found := _noted(plan, state, row, problems, since)).remarks]
    looked_at = {one.row.id for one in noted}
    warning = [one.light for one in plan.lights if warns(one)]
    return Verdict(
        lights={id: ids for id in warning if (ids := tuple(one.id for one in status.tasks if one.light == id))},
        late_problems=_waits({
            one.id: problem_days_late(one, state.as_of) for one in problems if overdue_problem(one, state.as_of)
        }),
        unsorted=_waits({one.id: one.age(state.as_of) for one in problems if one.state == "raised"}),
        next_due=next_due(status.tasks, problems, state.as_of),
        since=since,
        noted=tuple(sorted(noted, key=lambda one: _gravity(plan, one.remarks[0]))),
        quiet=tuple(_quiet(plan, [row for row in status.tasks if row.id not in looked_at])),
    )  # fmt: skip


def _noted(
    plan: Plan, state: State, row: TaskRow, problems: Sequence[ProblemState], since: date | None
) -> Noted:
    task = state.tasks[row.id]
    own = [one for one in problems if row.id in one.problem.tasks]
    risen = rise(task)
    remarks = list(_troubles(plan, state, row, own))
    if since:
        moves = [one for one in stage_changes(task) if one.day > since]
        if moves and moves[0].before != row.stage:
            change = StageChange(day=moves[-1].day, before=moves[0].before, after=row.stage)
            remarks.append(Remark(what="stage", change=change))
        if row.percent_date and row.percent_date.last > since:
            remarks.append(Remark(what="figure"))
    return Noted(row=row, remarks=tuple(remarks), rise=risen)


def _troubles(plan: Plan, state: State, row: TaskRow, problems: Sequence[ProblemState]) -> Iterator[Remark]:
    over = row.completed or row.over
    late = [
        Remark(
            what="problem_overdue",
            id=one.id,
            days=problem_days_late(one, state.as_of),
            late_now=late_in_hand(one, state.as_of),
        )
        for one in problems
        if overdue_problem(one, state.as_of)
    ]
    if row.late:
        yield Remark(what="overdue", days=row.overdue_days)
    yield from sorted(late, key=lambda one: -one.days)
    burning = next((one for one in plan.lights if one.light == row.light), None)
    if burning and warns(burning) and burning.when.name != "overdue" and not over:
        yield Remark(what="light", id=row.light)
    for one in row.late_milestones:
        yield Remark(what="milestone", id=one.milestone, days=one.days)
    for promise in row.dated:
        if promise.what != "milestone" and promise.days and late_beside(promise, row.due):
            yield Remark(what="promise", id=promise.id, days=promise.days)
    if row.due_disputed and not over:
        yield Remark(what="due_disputed")
    if row.disagreements:
        yield Remark(what="disagreement", count=len(row.disagreements))
    if row.claimed_on and not over:
        yield Remark(what="claimed")
    if others := [one for one in problems if one.id not in {remark.id for remark in late}]:
        places = Counter(place_of(plan, one, state.as_of) for one in others)
        yield Remark(what="problems", places=places, days=max(one.age(state.as_of) for one in others))


def _gravity(plan: Plan, remark: Remark) -> tuple[int, int, int]:
    """Sort by what it is, then by the plan's order of lights, then the latest first."""
    lights = [one.light for one in plan.lights]
    return _GRAVITY.index(remark.what), lights.index(remark.id) if remark.id in lights else 0, -remark.days


def _waits(days: Mapping[str, int]) -> Waits | None:
    longest = max(days, key=lambda one: days[one], default=None)
    return Waits(count=len(days), id=longest, days=days[longest]) if longest else None


def _quiet(plan: Plan, rows: Sequence[TaskRow]) -> Iterator[Quiet]:
    for area in (*(one.id for one in plan.areas), None):
        if own := [row for row in rows if row.area == area]:
            known = [row for row in own if row.stage or row.last_report]
            yield Quiet(
                area=area,
                tasks=tuple(row.id for row in own),
                stages=Counter(COMPLETED if one.completed else one.stage for one in known),
                unreported=len(own) - len(known),
                owed=sum(row.months_owed > 0 for row in own),
            )
