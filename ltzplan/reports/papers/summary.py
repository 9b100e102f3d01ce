"""What was done in a quarter, half year or year?"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from ltzplan.dataclass import dataclass
from ltzplan.model.method import COMPLETED, REPORTED_COMPLETE
from ltzplan.model.plan import Plan
from ltzplan.model.state import State
from ltzplan.model.values import about
from ltzplan.reports.papers.bulletin import assigned, rate
from ltzplan.reports.papers.paper import (
    Figures,
    PaperReport,
    PaperRequest,
    ended,
    falling_due,
    last_period,
    next_period,
)
from ltzplan.reports.status import TaskRow, status
from ltzplan.rules.duties import Duty, duties
from ltzplan.rules.ledger import Ledger
from ltzplan.rules.lights import UNLIT
from ltzplan.rules.rhythm import dispatches, half_of_problems, read_label, span


@dataclass(frozen=True, kw_only=True)
class SummaryPart:
    """One of the periods that a summary covers."""

    period: str = about("The period.")
    until: date = about("The day at whose end it is counted.")
    total: int = about("Tasks of the plan itself.")
    rate: Decimal | None = about("Closed in percent of the assigned problems; null: there are none.")
    dispatches: tuple[Duty, ...] = about("Its dispatches, held or not.")
    of_problems: bool = about("Whether it has a section of problems; there is no half year of them.")
    figures: Figures = about("Ids of what each figure counts.")
    late: tuple[TaskRow, ...] = about("Tasks past their due date, without a claim in time.")
    silent: tuple[str, ...] = about("Ids of the tasks that owe reports.")
    disagreeing: tuple[str, ...] = about("Ids of the tasks of which offices state different figures.")
    next_period: str = about("The period that follows.")
    falls_due: tuple[TaskRow, ...] = about("Tasks that fall due by its end, the soonest first.")


@dataclass(frozen=True, kw_only=True)
class Summary(PaperReport):
    """Work, dispatches and assigned problems of each period; figures of several bear the period's name."""

    parts: tuple[SummaryPart, ...] = about("The periods, as they were asked for.")
    dispatched: bool = about("Whether the plan has dispatches.")
    reported: bool = about("Whether it sets a rhythm of reports: else none is owed.")


def summary(plan: Plan, state: State, ledger: Ledger, head: PaperRequest) -> Summary:
    """Give the summary of periods (demands-2, demands-3); one paper may cover several.

    A half year has no problems, unless the plan asks for it.
    """
    cycle = next(iter(plan.rhythm.work.summary), plan.rhythm.work.dispatch or "quarterly")
    periods = head.periods or (last_period(state.as_of, cycle),)
    parts = tuple(_part(plan, state, ledger, one) for one in periods)
    figures = {
        f"{one.period}/{name}" if len(parts) > 1 else name: ids
        for one in parts
        for name, ids in one.figures.items()
    }
    until = max(one.until for one in parts)
    return Summary(
        **vars(replace(head, periods=periods)),
        until=until,
        figures=figures,
        parts=parts,
        dispatched=dispatches(plan),
        reported=plan.rhythm.reported is not None,
    )


def _part(plan: Plan, state: State, ledger: Ledger, period: str) -> SummaryPart:
    first, last = span([period])
    at_end = ended(state, ledger, last)
    of_problems = read_label(period)[1] != "half_yearly" or half_of_problems(plan)
    problems = assigned(at_end, first) if of_problems else {}
    rows = status(plan, at_end).tasks
    listed = duties(plan, state)
    dispatches = tuple(one for one in listed if one.duty == "dispatch" and first <= one.ends <= last)
    own = {row.id: row for row in rows if row.origin == "plan"}
    going_on = {id: row for id, row in own.items() if not (row.completed or row.claimed_on or row.over)}
    following = next_period([period])
    soon = falling_due({id: row.due for id, row in going_on.items()}, at_end.as_of, following)
    held = tuple(dict.fromkeys(one.by for one in dispatches if one.by and one.state == "held"))
    return SummaryPart(
        period=period,
        until=at_end.as_of,
        total=sum(row.origin == "plan" for row in rows),
        of_problems=of_problems,
        rate=rate(problems) if of_problems else None,
        dispatches=dispatches,
        figures=_tasks(plan, rows) | {"dispatches": held} | dict(problems),
        late=tuple(row for row in own.values() if row.late),
        silent=tuple(id for id, row in own.items() if row.months_owed),
        disagreeing=tuple(id for id, row in own.items() if row.disagreements),
        next_period=following,
        falls_due=tuple(own[id] for id in soon),
    )


def _tasks(plan: Plan, rows: Sequence[TaskRow]) -> dict[str, tuple[str, ...]]:
    """Give the tasks by stage and by light; those beside the plan's own are counted apart."""
    own = [row for row in rows if row.origin == "plan"]
    lights = (*(one.light for one in plan.lights), UNLIT)
    stages = (
        COMPLETED,
        *((REPORTED_COMPLETE,) if plan.header.completion == "recheck" else ()),
        *(id for id, one in reversed(list(plan.stages.items())) if not one.completes),
    )
    found = {f"stage.{id}": [row.id for row in own if _stands(row) == id] for id in stages}
    found["no_stage"] = [row.id for row in own if row.stage is None and row.last_report]
    found["no_report"] = [row.id for row in own if row.stage is None and not row.last_report]
    found |= {f"light.{id}": [row.id for row in own if row.light == id] for id in lights}
    found["not_counted"] = [row.id for row in rows if row.origin != "plan"]
    return {name: tuple(ids) for name, ids in found.items()}


def _stands(row: TaskRow) -> str | None:
    """Give the stage under which a task is counted, by whatever word it was claimed (local)."""
    if row.completed:
        return COMPLETED
    return REPORTED_COMPLETE if row.claimed_on else row.stage
