"""What has an office to fill in for a period, and what did it say last?"""

from collections.abc import Iterator, Mapping
from datetime import date

from ltzplan.dataclass import dataclass
from ltzplan.model.form import Stood
from ltzplan.model.plan import Plan, Task
from ltzplan.model.problem_state import ProblemState
from ltzplan.model.records import Record, Reply, Update
from ltzplan.model.state import State
from ltzplan.model.task_state import TaskState
from ltzplan.model.values import Counted, Day, Text, Words, about
from ltzplan.reports.matter import title
from ltzplan.rules.offices import may, with_office
from ltzplan.rules.queue import Waiting, is_for, is_for_unit, to_answer
from ltzplan.rules.rhythm import due_on, label, last_due, next_due, period_of
from ltzplan.rules.silence import answering, owed, reports_of, to_be_owed

WORDS = ("text", "next")
SAYS = ("stage", "percent", "measure", "count", "forecast", *WORDS)
"""The fields of a report that stand in a form as they were said last: words of any part, all else of the whole."""
WHOLE = "whole"
"""What is chosen where a figure of a task that several members share is of all of them."""


@dataclass(frozen=True, kw_only=True)
class AskedReport:
    """A report that is owed; in a plan without a rhythm, that may be given."""

    task: Task = about("The task.")
    city: str | None = about(
        "Id of the member that owes it, where it has no office of its own.", refers="cities", default=None
    )
    date: Day | None = about("The day of its last report.", default=None)
    said: Mapping[str, Stood] = about("What reports said last of the whole, by field.")


@dataclass(frozen=True, kw_only=True)
class AskedOrder:
    """An order that waits for a unit's answer."""

    problem: str = about("Id of the problem.", refers="records")
    unit: str = about("Id of the unit.", refers="units")
    number: str | None = about("Number of the order.", default=None)
    title: Text | None = about("What stands in the way.", default=None)
    require: Text | None = about("What is required.", default=None)
    due: Day | None = about("By when.", default=None)
    state: str = about("Where the unit stands.", words="state")
    stood: Stood = about("The last move that is none of the unit's own.")


@dataclass(frozen=True, kw_only=True)
class BlankForm:
    """What an office, or one of its units, has to fill in."""

    office: str = about("Id of the office.", refers="offices")
    unit: str | None = about("Id of the unit whose part it is; null: all.", refers="units", default=None)
    period: str = about("The period that it is for.")
    reports: tuple[AskedReport, ...] = about("The reports that are asked for.", default=())
    orders: tuple[AskedOrder, ...] = about("The orders that wait for an answer.", default=())
    raises: bool = about(
        "Whether the office may raise problems, and there are tasks to have any.", default=True
    )


def form(
    plan: Plan, state: State, office: str, unit: str | None = None, period: str | None = None
) -> BlankForm:
    """Return what an office has to fill in for a period: where none is named, for the last that it owes, or the one that it is to owe where that falls due sooner than the other was due."""
    owing = {
        (id, city): periods
        for id, one in state.tasks.items()
        for city in answering(one.task) or (None,)
        if _is_for(plan, id, city, office, unit) and (periods := _periods(plan, state, one, city))
    }
    cycle = plan.rhythm.reported or "monthly"
    late = [one for id, city in owing if (one := owed(plan, state.tasks[id], state.as_of, city))]
    asked_for = late if late and _is_near(plan, state.as_of) else owing.values()
    last = max((max(one) for one in asked_for), default=None)
    period = period or last or label(_running(plan, state), cycle)
    able = with_office(plan, "update")
    asked = (
        _asked(plan, state.tasks[id], city, own=city in able)
        for (id, city), periods in owing.items()
        if period in periods or not plan.rhythm.reported
    )
    return BlankForm(
        office=office,
        unit=unit,
        period=period,
        reports=tuple(asked),
        orders=tuple(_orders(plan, state, office, unit)),
        raises=may(plan.offices[office], "problem") and bool(plan.tasks),
    )


def _is_for(plan: Plan, task: str, city: str | None, office: str, unit: str | None) -> bool:
    """Whether a report is an office's, or may be one of its units', as what waits is."""
    one = Waiting(
        queue="report", kind="update", cities=(city,), id=task, tasks=(task,), since=plan.header.signed.first
    )
    return is_for(plan, one, office) and (unit is None or is_for_unit(plan, one, unit))


def _periods(plan: Plan, state: State, task: TaskState, city: str | None) -> tuple[str, ...]:
    """Name the periods for which a report is asked; where none is owed by rule, of every task that is open the running one."""
    if plan.rhythm.reported:
        return to_be_owed(plan, task, state.as_of, city)
    return () if task.over_on or task.claim else (label(_running(plan, state), "monthly"),)


def _is_near(plan: Plan, day: date) -> bool:
    """Whether the last report was due no longer ago than the next one is ahead."""
    cycle = plan.rhythm.reported
    assert cycle
    before, after = (due_on(plan, one(plan, day, cycle), cycle) for one in (last_due, next_due))
    return day - before <= after - day


def _running(plan: Plan, state: State) -> int:
    cycle = plan.rhythm.reported
    return next_due(plan, state.as_of, cycle) if cycle else period_of(state.as_of, "monthly")


def _asked(plan: Plan, task: TaskState, city: str | None, *, own: bool) -> AskedReport:
    reports = reports_of(plan, task, city)
    last = max(reports, key=lambda one: one.day, default=None)
    return AskedReport(
        task=task.task,
        city=None if own else city,
        date=last.record.date if last else None,
        said=said_last(plan, task, city),
    )


def said_last(plan: Plan, task: TaskState, city: str | None) -> dict[str, Stood]:
    """Return what the reports of a task, or one member's, said last, each field by itself."""
    found = dict[str, Stood]()
    for entry in sorted(reports_of(plan, task, city), key=lambda one: one.record.date.last):
        record = entry.record
        assert isinstance(record, Update)
        whole = not record.parts and record.city in (None, city)
        said = {name: value_of(plan, record, name) for name in (SAYS if whole else WORDS)}
        found |= {name: Stood(value=value, record=entry.id) for name, value in said.items() if value}
    return found


def speaker(plan: Plan, task: Task, office: str, city: str | None) -> str | None:
    """The member whose reports an office's row stands on: the one that it names, else the office's own; none: all."""
    own = plan.offices[office].city
    return city or (own if own in answering(task) else None)


def value_of(plan: Plan, record: Record, name: str) -> str:
    """Return what a field of a record says, as it is typed; of a statement in two languages that of the plan."""
    match getattr(record, name):
        case None:
            return ""
        case Words() as said:
            return getattr(said, plan.header.language) or said.zh or said.en or ""
        case Counted() | Day() as told:
            return told.text
        case value:
            return str(value)


def _orders(plan: Plan, state: State, office: str, unit: str | None) -> Iterator[AskedOrder]:
    for one in to_answer(plan, state):
        if is_for(plan, one, office) and (unit is None or is_for_unit(plan, one, unit)):
            problem = state.problems[one.id or ""]
            order = problem.order
            assert order
            yield AskedOrder(
                problem=problem.id,
                unit=one.unit or "",
                number=order.number,
                title=title(state, problem.id),
                require=order.require,
                due=problem.due,
                state=problem.units[one.unit or ""],
                stood=moved_last(problem, one.unit or ""),
            )


def moved_last(problem: ProblemState, unit: str) -> Stood:
    """Return the last move of a problem that is none of a unit's own: what its answer is based on."""
    moves = (one.entry for one in reversed(problem.moves))
    others = (one.id for one in moves if not (isinstance(one.record, Reply) and one.record.unit == unit))
    last = next(others, problem.id)
    return Stood(value=last, record=last)
