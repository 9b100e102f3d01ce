"""Silence, counted twice: the periods since the last report, and every due one without a report (levels-1)."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from ltzplan.model.method import Cycle
from ltzplan.model.plan import Plan, Task
from ltzplan.model.records import Entry
from ltzplan.model.task_state import TaskState, kept
from ltzplan.model.values import Day
from ltzplan.rules.rhythm import (
    due_on,
    first_and_last_day,
    first_period,
    label,
    last_due,
    next_due,
    period_of,
    span,
)

Served = Mapping[int, list[Entry]]
"""Period -> the reports that serve it."""


def answering(task: Task) -> tuple[str, ...]:
    """Give the cities that owe a task's reports: those of its lead units, else all that take part."""
    leads = dict.fromkeys(unit.city for unit in task.lead_units or () if unit.city)
    return tuple(leads) or task.cities


def city_of(plan: Plan, report: Entry) -> str | None:
    """Give the city whose report it is: that of the office that stated it, else the one it speaks of.

    None where an office of no city, such as the secretariat, speaks of the task as a whole.
    """
    record = report.record
    office = plan.offices.get(record.stated_by)
    return (office.city if office else None) or getattr(record, "city", None)


def reports_of(plan: Plan, task: TaskState, city: str | None) -> tuple[Entry, ...]:
    """Give a task's reports, or one city's: none is credited with another's."""
    return tuple(one for one in task.reports if city is None or city_of(plan, one) == city)


def served(plan: Plan, reports: Iterable[Entry]) -> Served:
    """Give what each period was reported on by: none by a date that is longer than a period.

    Where a period's report is due in the month after it (`next_month`), what is of a day up to the due
    day serves that period, if nothing does yet; else its own. Where no reports are owed there is no period.
    """
    cycle = plan.rhythm.reported
    if cycle is None:
        return {}
    found: dict[int, list[Entry]] = {}
    for report in sorted(reports, key=lambda one: one.record.date.last):
        if (period := _serves(plan, cycle, report.record.date, found)) is not None:
            found.setdefault(period, []).append(report)
    return found


def _serves(plan: Plan, cycle: Cycle, day: Day, found: Served) -> int | None:
    own = period_of(day.last, cycle)
    if period_of(day.first, cycle) != own:
        return None
    late = own - 1
    whole_day, after = day.first == day.last, plan.rhythm.reports.of == "next_month"
    if (
        whole_day
        and after
        and late >= first_period(plan, cycle)
        and late not in found
        and day.last <= due_on(plan, late, cycle)
    ):
        return late
    return own


@kept
def reported_on(plan: Plan, task: TaskState, city: str | None) -> tuple[int, ...]:
    """Give the periods that a task, or one city's reports of it, were reported on: by each where a group leads."""
    each = city is None and any(one.group for one in task.task.lead_units or ())
    owing: tuple[str | None, ...] = (answering(task.task) if each else ()) or (city,)
    return tuple(sorted(set.intersection(*({*served(plan, reports_of(plan, task, one))} for one in owing))))


def reports_due(plan: Plan, task: TaskState, as_of: date, given: Collection[int]) -> list[int]:
    """Give the periods for which a task's report is due by a day (levels-1, demands-2; its limits local).

    From the signing, or the later start of the rhythm or the task, to the plan's end, or without end where reports are due
    until completion. None whose report day passed while a claim stood, unless it was reported on all the
    same, and none once the task is over.
    """
    cycle, start = plan.rhythm.reported, task.task.start
    if cycle is None:
        return []
    first = max(first_period(plan, cycle), period_of(start.first, cycle) if start else 0)
    last = last_due(plan, as_of, cycle)
    if plan.rhythm.reports.until == "end":
        last = min(last, period_of(plan.header.ends.last, cycle))
    if task.over_on:
        last = min(last, period_of(task.over_on, cycle) - 1)
    periods = range(first, last + 1)
    if not task.claims:
        return [*periods]
    return [one for one in periods if one in given or not task.claimed_at(due_on(plan, one, cycle))]


def owed(plan: Plan, task: TaskState, as_of: date, city: str | None = None) -> tuple[str, ...]:
    """Name the due periods later than the last one reported on: the silence that lasts (levels-1).

    Of one city, what it owes itself: nothing where others answer for the task. Nothing once its stage ends it.
    """
    if task.stopped_on:
        return ()
    given = reported_on(plan, task, city)
    told = max(given, default=-1)
    return _named(plan, task, city, (one for one in reports_due(plan, task, as_of, given) if one > told))


def missed(plan: Plan, task: TaskState, as_of: date, city: str | None = None) -> tuple[str, ...]:
    """Name every due period without a report; no later report makes one good (levels-1)."""
    given = reported_on(plan, task, city)
    return _named(
        plan, task, city, (one for one in reports_due(plan, task, as_of, given) if one not in given)
    )


def _named(plan: Plan, task: TaskState, city: str | None, periods: Iterable[int]) -> tuple[str, ...]:
    if city is not None and city not in answering(task.task):
        return ()
    cycle = plan.rhythm.reported
    return tuple(label(one, cycle) for one in periods) if cycle else ()


def to_be_owed(plan: Plan, task: TaskState, as_of: date, city: str | None = None) -> tuple[str, ...]:
    """Name the periods that are owed already, and the next one to fall due, if it has begun and will be owed."""
    cycle = plan.rhythm.reported
    if cycle is None:
        return ()
    coming = next_due(plan, as_of, cycle)
    begun = first_and_last_day(coming, cycle)[0] <= as_of
    return owed(plan, task, due_on(plan, coming, cycle) if begun else as_of, city)


def never_reported(tasks: Iterable[TaskState]) -> list[str]:
    """Name the tasks on which nothing was ever reported."""
    return [one.task.id for one in tasks if not one.reports]


def missed_in(periods: Iterable[str], year: int) -> int:
    """Count the periods of a calendar year."""
    return sum(one.startswith(f"{year:04}") for one in periods)


def counts_for(plan: Plan, report: Entry, reports: Iterable[Entry]) -> str | None:
    """The period that a report serves, beside those of its task; None where its date is longer than one."""
    city = city_of(plan, report)
    beside = (one for one in reports if one.id != report.id and city in (None, city_of(plan, one)))
    cycle, given = plan.rhythm.reported, served(plan, (*beside, report))
    return next((label(one, cycle) for one, by in given.items() if report in by), None) if cycle else None


def owed_before(plan: Plan, task: TaskState, as_of: date, city: str | None) -> str | None:
    """The last period whose report a city owes, or else any, where it is over; None: a report of today is due."""
    periods = owed(plan, task, as_of, city) or owed(plan, task, as_of)
    return periods[-1] if periods and span(periods)[1] < as_of else None


@kept
def reported_by(plan: Plan, task: TaskState) -> dict[str, Day | None]:
    """Give each city that owes reports, and the day of its last one; null: it gave none."""
    last: dict[str, Day | None] = dict.fromkeys(answering(task.task))
    for report in sorted(task.reports, key=lambda one: one.day):
        if (city := city_of(plan, report)) in last:
            last[city] = report.record.date
    return last


def reporters(plan: Plan, task: TaskState, as_of: date) -> tuple[str, tuple[str, ...]]:
    """Name the period that was due last, and the cities that reported on it; empty: none was due yet."""
    cycle, given = plan.rhythm.reported, reported_on(plan, task, None)
    due = reports_due(plan, task, as_of, given)
    if not cycle or not due:
        return "", ()
    cities = [city for city in answering(task.task) if _reported(plan, task, city, due[-1])]
    return label(due[-1], cycle), tuple(cities)


def _reported(plan: Plan, task: TaskState, city: str, period: int) -> bool:
    return period in reported_on(plan, task, city)
