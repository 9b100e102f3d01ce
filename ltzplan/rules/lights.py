"""Lights: the plan's conditions tried in order; the first that matches counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from ltzplan.model.method import Condition, Light
from ltzplan.model.plan import Case, Plan
from ltzplan.model.state import Dated, Pause, TaskState
from ltzplan.model.values import about
from ltzplan.rules.clock import ONE_DAY, days_late
from ltzplan.rules.progress import percent_of

UNLIT = "unlit"
Unlit = Literal["no_due", "no_percent", "ended"]


@dataclass(frozen=True, kw_only=True)
class Facts:
    """All that a light depends on."""

    as_of: date = about("The day of the question.")
    start: date = about("Where the schedule starts.")
    dues: Sequence[Dated] = about("The due dates, the first one first.", default=())
    percent: Decimal | None = about("The percent of the whole.", default=None)
    completed: bool = about("Whether the task is completed.", default=False)
    claims: Sequence[Pause] = about("The claims, in order.", default=())
    ended: date | None = about("The day it ceased to be a task of its own.", default=None)

    @property
    def due(self) -> date | None:
        """Give the due date in force."""
        return self.dues[-1].due.last if self.dues else None


def facts_of(plan: Plan, task: TaskState, as_of: date) -> Facts:
    """Gather the facts of a task on a day."""
    percent = percent_of(task)
    return Facts(
        as_of=as_of,
        start=(task.task.start or plan.header.signed).first,
        dues=task.dues,
        percent=percent.percent if percent else None,
        completed=task.completed,
        claims=task.claims,
        ended=task.ended_on,
    )


def facts_of_case(plan: Plan, case: Case) -> Facts:
    """Gather the facts that a rule case imagines."""
    return Facts(
        as_of=(case.as_of or plan.header.ends).last,
        start=(case.start or plan.header.signed).first,
        dues=(Dated(date.min, case.due),) if case.due else (),
        percent=case.percent,
        completed=case.accepted,
        claims=(
            (Pause(entry=None, since=case.claimed.last, until=None),)  # type: ignore[arg-type]
            if case.claimed
            else ()
        ),
    )


def schedule(facts: Facts) -> Decimal | None:
    """Give the percent that should be reached by the day, spread evenly from start to due."""
    if facts.due is None:
        return None
    if facts.as_of >= facts.due:
        return Decimal(100)
    if facts.as_of <= facts.start:
        return Decimal(0)
    gone, whole = (facts.as_of - facts.start).days, (facts.due - facts.start).days
    return Decimal(100) * gone / whole


def overdue(facts: Facts) -> bool:
    """Tell whether the day is past the due date and no claim made by then stands."""
    if facts.due is None or facts.completed or facts.ended or facts.as_of <= facts.due:
        return False
    return not any(claim.until is None and claim.since <= facts.due for claim in facts.claims)


def overdue_days(facts: Facts) -> int:
    """Count the days late at whose end a unit, not the secretariat, held the matter."""
    last = facts.ended - ONE_DAY if facts.ended else facts.as_of
    return days_late(facts.dues, facts.claims, last)


def matches(condition: Condition, facts: Facts) -> bool:
    """Tell whether a condition holds; one that lacks a date or percent that it needs does not."""
    if facts.ended:
        return False
    to_date, percent, limit = schedule(facts), facts.percent, condition.limit or Decimal(0)
    match condition.name:
        case "accepted":
            return facts.completed
        case "overdue":
            return overdue(facts)
        case "due_within_days":
            left = (facts.due - facts.as_of).days if facts.due else -1
            return not facts.completed and 0 <= left <= limit
        case "otherwise":
            return to_date is not None and percent is not None
    if to_date is None or percent is None:
        return False
    match condition.name:
        case "points_behind_over":
            return to_date - percent > limit
        case "points_behind":
            return to_date - percent >= limit
        case _:  # percent_of_schedule_below
            return percent * 100 < to_date * limit


def light(plan: Plan, facts: Facts) -> Light | None:
    """Give the first light whose condition holds; None: unlit."""
    return next((light for light in plan.lights if matches(light.when, facts)), None)


def unlit_because(facts: Facts) -> Unlit:
    """Say what an unlit task lacks."""
    if facts.ended:
        return "ended"
    return "no_due" if facts.due is None else "no_percent"
