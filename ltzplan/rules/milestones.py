"""Milestones: which are past their day (local)."""

from collections.abc import Iterable
from datetime import date

from ltzplan.dataclass import dataclass
from ltzplan.model.plan import Task
from ltzplan.model.records import Update
from ltzplan.model.task_state import TaskState, kept
from ltzplan.model.values import Day, about


@dataclass(frozen=True, kw_only=True)
class LateMilestone:
    """A milestone that was not reached by its day."""

    milestone: str = about("Id.")
    due: Day = about("Its day.")
    days: int = about("Days since then.")


def late_milestones(task: TaskState, as_of: date) -> tuple[LateMilestone, ...]:
    """Give the milestones past their day that no report says are reached (local).

    One that parts or cities reached is reached once all parts, or all cities, have. None while a claim
    stands or once the task is over: then the task as a whole is in question.
    """
    if task.claim or task.over_on:
        return ()
    return tuple(
        LateMilestone(milestone=one.id, due=one.due, days=(as_of - one.due.last).days)
        for one in task.task.milestones
        if one.due and one.due.last < as_of and one.id not in reached(task)
    )


@kept
def reached(task: TaskState) -> tuple[str, ...]:
    """Give the milestones that reports say are reached."""
    updates = [one.record for one in task.updates if isinstance(one.record, Update)]
    return tuple(one.id for one in task.task.milestones if _reached(task.task, one.id, updates))


def _reached(task: Task, milestone: str, updates: Iterable[Update]) -> bool:
    said = [one for one in updates if one.milestone == milestone]
    parts, cities = {part for one in said for part in one.parts}, {one.city for one in said if one.city}
    whole = any(one.whole for one in said)
    return whole or any(
        all_ and all_ <= some for all_, some in ((set(task.parts), parts), (set(task.cities), cities))
    )
