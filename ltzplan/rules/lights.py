"""Lights: the plan's conditions tried in order; the first that matches counts."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Literal

from ltzplan.dataclass import dataclass
from ltzplan.model.due import DueDate, Pause
from ltzplan.model.method import Condition, Light, Spread
from ltzplan.model.plan import Case, Milestone, Plan
from ltzplan.model.task_state import TaskState
from ltzplan.model.values import about, last_of_month
from ltzplan.rules.clock import ONE_DAY, days_late
from ltzplan.rules.progress import fresh, percent_of

UNLIT = "unlit"
OF_PERCENT = ("points_behind_over", "points_behind", "percent_of_schedule_below")
"""The conditions that hold a percent against the schedule."""
WELL = ("accepted", "otherwise")
"""The conditions of a light that says that nothing is wrong, beside those of stages."""
Unlit = Literal["no_due", "no_percent", "old_percent", "ended", "over"]


@dataclass(frozen=True, kw_only=True)
class Facts:
    """All that a light depends on."""

    as_of: date = about("The day of the question.")
    start: date = about("Where the schedule starts.")
    spread: Spread = about("How the plan spreads a schedule.", default="day")
    milestones: Sequence[Milestone] = about("Those that have a date and a weight.", default=())
    dues: Sequence[DueDate] = about("The due dates, the first one first.", default=())
    percent: Decimal | None = about("The percent of the whole.", default=None)
    old: date | None = about("The day that the percent speaks of, where it is no longer fresh.", default=None)
    completed: bool = about("Whether the task is completed.", default=False)
    stage: str | None = about(
        "Id of the stage of the whole; null: none, or no longer one of its own.", default=None
    )
    claims: Sequence[Pause] = about("The claims, in order.", default=())
    ended: date | None = about("The day it was over undone.", default=None)
    by_percent: bool = about("Whether any condition of the plan asks for a percent.", default=True)

    @property
    def due(self) -> date | None:
        """Give the due date in force."""
        due = self.dues[-1].due if self.dues else None
        return due.last if due else None

    @property
    def by(self) -> Spread:
        """How the schedule is spread: by day where it is to be by milestones and there is none."""
        return "day" if self.spread == "milestones" and not self.milestones else self.spread

    @property
    def then(self) -> "Facts":
        """Give the facts by which the percent is judged: an old one by its own day."""
        return replace(self, as_of=self.old) if self.old else self


def facts_of(plan: Plan, task: TaskState, as_of: date) -> Facts:
    """Gather the facts of a task on a day."""
    percent = percent_of(task)
    return Facts(
        as_of=as_of,
        start=(task.task.start or plan.header.signed).first,
        spread=plan.schedule.by,
        milestones=_weighted(task.task.milestones),
        dues=task.dues,
        percent=percent.percent if percent else None,
        old=_old(plan, percent.date.last, as_of) if percent and percent.percent is not None else None,
        completed=task.completed,
        stage=None if task.ended else task.stage,
        claims=task.claims,
        ended=task.over_on,
        by_percent=_by_percent(plan),
    )


def facts_of_case(plan: Plan, case: Case) -> Facts:
    """Gather the facts that a rule case imagines."""
    as_of = (case.as_of or plan.header.ends).last
    return Facts(
        as_of=as_of,
        start=(case.start or plan.header.signed).first,
        spread=plan.schedule.by,
        milestones=_weighted(case.milestones),
        dues=(DueDate(date.min, case.due),) if case.due else (),
        percent=case.percent,
        old=_old(plan, case.percent_date.last, as_of) if case.percent_date else None,
        completed=case.accepted,
        stage=case.stage,
        claims=(
            (Pause(entry=None, since=case.claimed.last, until=None),)  # type: ignore[arg-type]
            if case.claimed
            else ()
        ),
        by_percent=_by_percent(plan),
    )


def _by_percent(plan: Plan) -> bool:
    return any(one.when.name in OF_PERCENT for one in plan.lights)


def _old(plan: Plan, day: date, as_of: date) -> date | None:
    return None if fresh(plan, day, as_of) else day


def _weighted(milestones: Sequence[Milestone]) -> Sequence[Milestone]:
    return tuple(one for one in milestones if one.due and one.weight)


def schedule(facts: Facts) -> Decimal | None:
    """Give the percent that should be reached by the day, as the plan spreads it from start to due (local).

    By day evenly; by month an equal share at the end of each month from that of the start to that of the
    due date; by milestones the weight of those due by the day. It is all at the due date, whatever it is by.
    """
    due, day, start = facts.due, facts.as_of, facts.start
    if due is None:
        return None
    if day >= due or day <= start:
        return Decimal(100 if day >= due else 0)
    match facts.by:
        case "day":
            gone, whole = Decimal((day - start).days), Decimal((due - start).days)
        case "month":
            ended = day == last_of_month(day.year, day.month)
            gone, whole = Decimal(_months(start, day) + ended), Decimal(_months(start, due) + 1)
        case _:  # milestones
            weights = [(one.weight or 0, one.due) for one in facts.milestones]
            gone = Decimal(sum(weight for weight, by in weights if by and by.last <= day))
            whole = Decimal(sum(weight for weight, _ in weights))
    return 100 * gone / whole


def _months(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month


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
    """Tell whether a condition holds; one that lacks a date or percent that it needs does not.

    An old percent is held against the schedule of its own day, and is never on course.
    """
    if condition.stages:
        return facts.stage in condition.stages
    if facts.ended:
        return False
    to_date, percent, limit = schedule(facts.then), facts.percent, condition.limit or Decimal(0)
    match condition.name:
        case "accepted":
            return facts.completed
        case "overdue":
            return overdue(facts)
        case "due_within_days":
            left = (facts.due - facts.as_of).days if facts.due else -1
            return not facts.completed and 0 <= left <= limit
        case "otherwise":
            known = percent is not None and facts.old is None
            return to_date is not None and (known or not (facts.by_percent or facts.completed))
    if to_date is None or percent is None:
        return False
    match condition.name:
        case "points_behind_over":
            return to_date - percent > limit
        case "points_behind":
            return to_date - percent >= limit
        case _:  # percent_of_schedule_below
            return percent * 100 < to_date * limit


def warns(light: Light) -> bool:
    """Whether a light says that something is wrong: one of stages by its colour, any other by its condition."""
    return light.colour != "green" if light.when.stages else light.when.name not in WELL


def tried(plan: Plan, facts: Facts) -> Iterator[tuple[Light, bool]]:
    """Return the plan's lights in order, each with whether it burns: the first whose condition holds."""
    burns = False
    for one in plan.lights:
        tries, burns = not burns, burns or matches(one.when, facts)
        yield one, tries and burns


def light(plan: Plan, facts: Facts) -> Light | None:
    """Return the light that burns; None: unlit."""
    return next((one for one, burns in tried(plan, facts) if burns), None)


def lit_on(facts: Facts, burning: Light | None) -> date | None:
    """Give the day on which an old percent gave the light; None for a light of the day that is asked about."""
    return facts.old if burning and burning.when.name in OF_PERCENT else None


def light_of(plan: Plan, task: TaskState, as_of: date) -> str:
    """Give the id of a task's light on a day, or `unlit`."""
    burning = light(plan, facts_of(plan, task, as_of))
    return burning.light if burning else UNLIT


def unlit_because(facts: Facts) -> Unlit:
    """Say what an unlit task lacks."""
    if facts.ended:
        return "over" if facts.stage else "ended"
    if facts.due is None:
        return "no_due"
    return "no_percent" if facts.percent is None or facts.old is None else "old_percent"
