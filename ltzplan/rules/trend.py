"""How a task has moved: through its stages, and its percent against the one before."""

from datetime import date
from decimal import Decimal

from ltzplan.dataclass import dataclass
from ltzplan.model.task_state import StageState, TaskState, kept
from ltzplan.model.values import Day, about
from ltzplan.rules.progress import stated


@dataclass(frozen=True, kw_only=True)
class Rise:
    """By how much the percent of the whole differs from the one stated before it."""

    percent: Decimal = about("Points; negative: it fell.")
    since: Day = about("The day that the percent before speaks of.")


@dataclass(frozen=True, kw_only=True)
class StageChange:
    """A step by which a task came to another stage."""

    day: date = about("The day from which it counts.")
    before: str | None = about("Id of the stage before; null: none was stated.", refers="stages")
    after: str | None = about("Id of the stage after; null: none was stated.", refers="stages")


@kept
def rise(task: TaskState) -> Rise | None:
    """By how much the whole's newest percent differs from the last of the same measure that speaks of an earlier day.

    None where there is no such two, or the newest is in disagreement.
    """
    newest = stated(task, None, None)
    if newest is None or newest.percent is None:
        return None
    [*_, figure] = newest.figures
    of_it = [one for one in task.figures if one.piece == figure.piece and one.date.last < newest.date.last]
    before = max(reversed(of_it), key=lambda one: one.date.last, default=None)
    return Rise(percent=newest.percent - before.percent, since=before.date) if before else None


@kept
def stage_changes(task: TaskState) -> tuple[StageChange, ...]:
    """The steps by which a task came to another stage, in order."""
    befores = [StageState().stage, *(step.after.stage for step in task.steps)]
    return tuple(
        StageChange(day=step.day, before=before, after=step.after.stage)
        for before, step in zip(befores, task.steps, strict=False)
        if step.after.stage != before
    )
