"""Where does the plan stand?"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Literal

from ltzplan.dataclass import dataclass
from ltzplan.model.plan import Origin, Plan
from ltzplan.model.records import Ended
from ltzplan.model.state import Seen, State
from ltzplan.model.task_state import Figure, TaskState
from ltzplan.model.values import Counted, Day, Text, about
from ltzplan.reports.filter import ALL, TaskFilter
from ltzplan.reports.meeting_counts import MeetingCounts, annual_target, stated_by_session
from ltzplan.reports.part import PartRow, part_rows
from ltzplan.reports.record_line import retold
from ltzplan.rules.dated import Dated, dated_of, disputed, not_started
from ltzplan.rules.levels import problem_level, task_level
from ltzplan.rules.life import overdue_problem
from ltzplan.rules.lights import (
    UNLIT,
    Unlit,
    facts_of,
    light,
    lit_on,
    overdue,
    overdue_days,
    schedule,
    unlit_because,
)
from ltzplan.rules.progress import counted, disagreements, percent_of, rounded
from ltzplan.rules.rhythm import first_period, label, last_due, period_of
from ltzplan.rules.silence import missed, missed_in, owed, reported_by
from ltzplan.rules.supervision import supervised

Place = Literal["unsorted", "to_order", "with_units", "to_recheck", "waiting"]
"""Where an open problem is."""


@dataclass(frozen=True, kw_only=True)
class OneFigure:
    """A percent as one office stated it."""

    record: str = about("Id of the update.")
    office: str = about("Id of the office.", refers="offices")
    percent: Decimal = about("Percent.")


@dataclass(frozen=True, kw_only=True)
class Disagreement:
    """Two offices, one measure, one day, two figures."""

    task: str = about("Id of the task.")
    measure: str | None = about("Id of the measure.", refers="measures")
    part: str | None = about("Id of the part; null: the whole.")
    city: str | None = about("Id of the city whose share it is; null: all.", refers="cities")
    date: Day = about("The day that the figures speak of.")
    figures: tuple[OneFigure, ...] = about("The figures.")


@dataclass(frozen=True, kw_only=True)
class Missed:
    """How many due reports never came."""

    year: int = about("Of the calendar year that is asked about.")
    all: int = about("Of all.")


@dataclass(frozen=True, kw_only=True)
class LateMilestone:
    """A milestone that was not reached by its day."""

    milestone: str = about("Id.")
    due: Day = about("Its day.")
    days: int = about("Days since then.")


@dataclass(frozen=True, kw_only=True)
class TaskRow:
    """A task on a day."""

    id: str = about("Id.")
    origin: Origin = about("Whether it counts as one of the plan's tasks.", words="origin")
    area: str | None = about("Id of the area; null: of none.", refers="areas")
    title: Text = about("Title.")
    stage: str | None = about("Id of the stage; null: none was stated.", refers="stages")
    light: str = about("Id of the light, or unlit.", refers="lights")
    unlit_because: Unlit | None = about("What an unlit task lacks.", words="unlit")
    percent: Decimal | None = about("Percent of the whole; null: not known, or in disagreement.")
    percent_basis: Literal["stated", "derived"] | None = about(
        "Stated, or worked out of all parts.", words="basis"
    )
    measure: str | None = about("Id of what the percent measures.", refers="measures")
    percent_date: Day | None = about("The day that the percent speaks of.")
    parts: tuple[PartRow, ...] = about("Parts and cities' shares.")
    schedule: Decimal | None = about("Percent that should be reached; null: no due date.")
    due: Day | None = about("Due date in force; null: not published.")
    first_due: Day | None = about("The first due date.")
    overdue_days: int = about("Days late in a unit's hands.")
    level: str | None = about("Id of the dispatch level; null: the plan has none.", refers="levels")
    standing_level: str | None = about("Id of the standing level; null: the plan has none.", refers="levels")
    open_problems: int = about("How many problems are open.")
    last_report: Day | None = about("The day, month or year of the last report.")
    months_owed: int = about("How many periods were due since the last report; of one city since its own.")
    annual_target: Literal["met", "not_met"] | None = about(
        "The year's target, as last stated.", words="annual_target"
    )
    claimed_on: Day | None = about("Day of the claim that stands or was accepted.")
    disagreements: tuple[Disagreement, ...] = about("Newest figures in which offices differ.")
    ended: Ended | None = about("How it ceased to be a task of its own.", words="list.ended", default=None)
    into: tuple[str, ...] = about("Ids of the tasks that it goes on in.", default=())
    completed: bool = about("Whether it is completed.", default=False)
    lit_on: date | None = about(
        "The day on which an old percent gave the light; null: the day asked about.", default=None
    )
    months_missed: Missed = about(
        "Due periods without a report, whatever came later; of one city without its own.",
        default=Missed(year=0, all=0),
    )
    reported_by: Mapping[str, Day | None] = about(
        "The cities that owe its reports, and the day of each one's last; null: it gave none.",
        refers="cities",
        default_factory=dict,
    )
    late_milestones: tuple[LateMilestone, ...] = about("Milestones past their day.", default=())
    no: str | None = about("Its number as published; null: its id is all it has.", default=None)
    section: str | None = about("Id of the section within its area.", refers="sections", default=None)
    lead: tuple[Text, ...] = about("Names of the units that lead it.", default=())
    due_words: Text | None = about(
        "By when in the words that were published, while that date is in force.", default=None
    )
    judged_on: date | None = about(
        "The day by whose schedule the percent is judged: its own where it is old; null: no percent.",
        default=None,
    )
    schedule_then: Decimal | None = about(
        "Percent that should be reached by then; null: no percent or due date.", default=None
    )
    count: Counted | None = about(
        "How many are done, of how many, as last reported of the whole.", default=None
    )
    counted_on: Day | None = about("The day that the count speaks of.", default=None)
    over: bool = about("Whether it is over undone, by a decision or by its stage.", default=False)
    starts: Day | None = about("Its start where that lies ahead; null: it may be under way.", default=None)
    due_also: Day | None = about(
        "The other reading of the due date, where sources differ and neither was changed.", default=None
    )
    due_disputed: bool = about("Of the two readings only one has passed.", default=False)
    dated: tuple[Dated, ...] = about("Its parts, further targets and milestones with a day.", default=())
    late: bool = about(
        "Whether it is past its due date in force, and was so in a unit's hands; not once it is done or over.",
        default=False,
    )


@dataclass(frozen=True, kw_only=True)
class TaskCounts:
    """The plan's own tasks, counted; the parts add up to the total."""

    total: int = about("Tasks of the plan itself.")
    completed: int = about("Completed, by whatever word.")
    reported_complete: int = about("Claimed, by whatever word, and waiting for the recheck.")
    stages: Mapping[str, int] = about("The others, by stage last stated.")
    no_stage: int = about("Reported on, no stage stated.")
    no_report: int = about("Never reported on.")
    not_counted: Mapping[str, int] = about("Tasks beside the plan's own, by origin.")
    adjusted: int = about("Of the total: changed, withdrawn, merged or split by decision.", default=0)


@dataclass(frozen=True, kw_only=True)
class ProblemCounts:
    """The problems, counted."""

    open: int = about("Open.")
    unsorted: int = about("Waiting for the secretariat to sort them.")
    in_hand: int = about("Sorted and open.")
    overdue: int = about("Past their due date.")
    to_order: int = about("Sorted, above the lowest level, and nobody assigned.", default=0)
    with_units: int = about("In a unit's hands: ordered, or of the lowest level.", default=0)
    to_recheck: int = about("Answered, and being checked.", default=0)
    waiting: int = about("With a higher authority.", default=0)


@dataclass(frozen=True, kw_only=True)
class StatusSummary:
    """The plan in numbers."""

    tasks: TaskCounts = about("The plan's own tasks.")
    problems: ProblemCounts = about("Problems of all tasks shown.")
    period: str = about("The period whose reports were due last.")
    silent: int = about("Tasks of the plan whose report of it is missing, and every one since.")
    dated: Mapping[str, tuple[str, ...]] = about("Tasks with a due date, ids by light.")
    undated: int = about("Tasks without a published due date.")
    supervision: int = about("Matters under supervision.")
    disagreements: int = about("Figures in which offices differ.")
    days_to_end: int = about("Days to the plan's end; negative after it.")
    late_milestones: int = about("Milestones past their day.", default=0)
    stated: MeetingCounts | None = about(
        "What a session last stated, where all tasks are shown.", default=None
    )


@dataclass(frozen=True, kw_only=True)
class Status:
    """The state of a plan on a day."""

    tasks: tuple[TaskRow, ...] = about("Tasks: dated ones first, soonest first, then as planned.")
    summary: StatusSummary = about("The plan in numbers.")


def status(plan: Plan, state: State, chosen: TaskFilter = ALL) -> Status:
    """Give the state of the tasks that are chosen."""
    rows = [task_row(plan, state, one, chosen.city) for one in state.tasks.values()]
    rows = [row for row in rows if chosen.chooses(plan, state, row)]
    rows.sort(key=lambda row: row.due.last if row.due else date.max)
    summary = _summary(plan, state, rows)
    if chosen == ALL:
        summary = replace(summary, stated=stated_by_session(state))
    return Status(tasks=tuple(rows), summary=summary)


def task_row(plan: Plan, state: State, task: TaskState, city: str | None = None) -> TaskRow:
    """Give the row of one task; of a city what it owes itself."""
    facts = facts_of(plan, task, state.as_of)
    burning, percent, to_date = light(plan, facts), percent_of(task), schedule(facts)
    counting = counted(task, None, None)
    judged = facts.then if facts.percent is not None else None
    then = schedule(judged) if judged else None
    report, missing = task.last_report, missed(plan, task, state.as_of, city)
    target, unmoved = task.task.target, task.due == task.first_due
    beside = tuple(one for one in dated_of(plan, task, state.as_of) if one.what != "task")
    return TaskRow(
        id=task.task.id,
        origin=task.task.origin,
        area=task.task.area,
        title=task.task.name,
        stage=task.stage,
        light=burning.light if burning else UNLIT,
        unlit_because=None if burning else unlit_because(facts),
        percent=percent.percent if percent else None,
        percent_basis=percent.basis if percent else None,
        measure=percent.measure if percent else None,
        percent_date=percent.date if percent else None,
        parts=part_rows(task),
        schedule=None if to_date is None else rounded(to_date),
        due=task.due,
        first_due=task.first_due,
        overdue_days=(days_late := overdue_days(facts)),
        late=overdue(facts) and days_late > 0,
        level=task_level(plan, state, task.task),
        standing_level=plan.standing_level(task.task),
        open_problems=len(state.problems.open_ids_of(task.task.id)),
        last_report=report.record.date if report else None,
        months_owed=len(owed(plan, task, state.as_of, city)),
        annual_target=annual_target(task),
        claimed_on=task.claim.entry.record.date if task.claim else None,
        disagreements=tuple(_disagreement(task, figures) for figures in disagreements(task)),
        ended=task.ended,
        into=task.into,
        completed=task.completed,
        lit_on=lit_on(facts, burning),
        months_missed=Missed(year=missed_in(missing, state.as_of.year), all=len(missing)),
        reported_by=reported_by(plan, task),
        late_milestones=tuple(
            LateMilestone(milestone=one.id, due=one.due, days=one.days)
            for one in beside
            if one.what == "milestone" and one.state == "late" and one.due and one.days
        ),
        no=task.task.no,
        section=task.task.section,
        lead=tuple(one.name for one in task.task.lead_units or ()),
        due_words=target.due_words if unmoved else None,
        judged_on=judged.as_of if judged else None,
        schedule_then=None if then is None else rounded(then),
        count=counting.count if counting else None,
        counted_on=counting.date if counting else None,
        over=task.over_on is not None,
        starts=task.task.start if not_started(task.task, state.as_of) else None,
        due_also=min(target.due, target.due_also, key=lambda one: one.last)
        if unmoved and target.due and target.due_also
        else None,
        due_disputed=unmoved and not task.completed and disputed(target, task.due, state.as_of),
        dated=beside,
    )


def _disagreement(task: TaskState, figures: Sequence[Figure]) -> Disagreement:
    return Disagreement(
        task=task.task.id,
        **vars(figures[0].piece),
        date=figures[0].date,
        figures=tuple(retold(OneFigure, one, record=one.entry.id) for one in figures),
    )


def _summary(plan: Plan, state: State, rows: list[TaskRow]) -> StatusSummary:
    own = [row for row in rows if row.origin == "plan"]
    waiting = [row.id for row in own if state.tasks[row.id].claim and not row.completed]
    stages = Counter(row.stage for row in own if not row.completed and row.id not in waiting)
    shown = {row.id for row in rows}
    seen = state.problems.glances_of_open
    problems = {id: one for id, one in seen.items() if not shown.isdisjoint(one.tasks)}
    where = Counter(place_of(plan, one, state.as_of) for one in problems.values())
    dated: dict[str, list[str]] = {}
    for row in own:
        if row.due:
            dated.setdefault(row.light, []).append(row.id)
    order = [one.light for one in plan.lights]
    return StatusSummary(
        tasks=TaskCounts(
            total=len(own),
            completed=sum(row.completed for row in own),
            reported_complete=len(waiting),
            stages={id: stages[id] for id in list(plan.stages)[::-1]},
            no_stage=sum(row.stage is None and row.last_report is not None for row in own),
            no_report=sum(row.stage is None and row.last_report is None for row in own),
            adjusted=sum(bool(state.tasks[row.id].adjustments) for row in own),
            not_counted=Counter(row.origin for row in rows if row.origin != "plan"),
        ),
        problems=ProblemCounts(
            open=len(problems),
            unsorted=where["unsorted"],
            in_hand=len(problems) - where["unsorted"],
            overdue=sum(
                overdue_problem(one, state.as_of) for one in state.problems.held if one.id in problems
            ),
            to_order=where["to_order"],
            with_units=where["with_units"],
            to_recheck=where["to_recheck"],
            waiting=where["waiting"],
        ),
        period=_last_due_period(plan, state.as_of),
        silent=sum(row.months_owed > 0 for row in own),
        dated={id: tuple(dated[id]) for id in sorted(dated, key=[*order, UNLIT].index)},
        undated=sum(row.due is None for row in own),
        supervision=sum(one.id in shown or one.id in problems for one in supervised(plan, state)),
        disagreements=sum(len(row.disagreements) for row in rows),
        late_milestones=sum(len(row.late_milestones) for row in rows),
        days_to_end=(plan.header.ends.last - state.as_of).days,
    )


def place_of(plan: Plan, problem: Seen, as_of: date) -> Place:
    """Say where an open problem is (demands-3)."""
    match problem.state:
        case "raised":
            return "unsorted"
        case "answered":
            return "to_recheck"
        case "waiting":
            return "waiting"
    lowest = problem.state != "sorted" or problem_level(plan, problem, as_of) == plan.levels[0].id
    return "with_units" if lowest else "to_order"


def _last_due_period(plan: Plan, as_of: date) -> str:
    """Name the last period whose reports were due; empty before the first, the last one after the plan's end.

    Empty too where none are owed.
    """
    cycle = plan.rhythm.reported
    if cycle is None:
        return ""
    period = last_due(plan, as_of, cycle)
    if plan.rhythm.reports.until == "end":
        period = min(period, period_of(plan.header.ends.last, cycle))
    return label(period, cycle) if period >= first_period(plan, cycle) else ""
