"""How a matter ended: on which day, and whether in time."""

from datetime import date
from typing import Literal

from ltzplan.dataclass import dataclass
from ltzplan.model.plan import Plan
from ltzplan.model.problem_state import ProblemState
from ltzplan.model.task_state import TaskState
from ltzplan.model.values import Day, about
from ltzplan.rules.life import problem_days_late
from ltzplan.rules.lights import facts_of, overdue_days

How = Literal["accepted", "dismissed", "completed", "ended"]


@dataclass(frozen=True, kw_only=True)
class Settled:
    """How and when a matter ended, and whether in time."""

    how: How = about("A problem accepted or found not for dispatch, a task completed or over undone.")
    date: Day = about("The day; a reworded move keeps its first.")
    in_time: bool | None = about(
        "Whether it was done by the due date; null: it had none, or the task is over undone.", default=None
    )
    days_late: int = about("Days late at whose end it was in hand.", default=0)


def settled_problem(problem: ProblemState, as_of: date) -> Settled | None:
    """Give how a problem ended (demands-3); None while it is open. It was done on the day of its last answer."""
    if problem.open:
        return None
    how: How = "accepted" if problem.closed_on else "dismissed"
    late, last = problem_days_late(problem, as_of), problem.moves[-1].day
    in_time = late == 0 and (problem.answered_on or last) <= problem.due.last if problem.due else None
    return Settled(how=how, date=Day.of(last), in_time=in_time, days_late=late)


def settled_task(plan: Plan, task: TaskState, as_of: date) -> Settled | None:
    """Give how a task ended (demands-2); None while it goes on. It was done on the day of its claim."""
    if task.over_on:
        return Settled(how="ended", date=Day.of(task.over_on))
    if not (task.completed and task.claim):
        return None
    accepted = task.acceptance.day if task.acceptance else task.claim.since
    late = overdue_days(facts_of(plan, task, as_of))
    in_time = late == 0 and task.claim.since <= task.due.last if task.due else None
    return Settled(how="completed", date=Day.of(accepted), in_time=in_time, days_late=late)
