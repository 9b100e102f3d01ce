"""Which reports are owed, and by whom?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ltzplan.model.plan import Plan, Unit
from ltzplan.model.records import Entry
from ltzplan.model.state import State
from ltzplan.model.values import Text, about
from ltzplan.reports.escalation import Silent
from ltzplan.reports.papers.paper import Head, Paper, made
from ltzplan.rules.rhythm import owed
from ltzplan.rules.workdays import next_working_day


@dataclass(frozen=True, kw_only=True)
class Owing:
    """A unit, or a city, whose reports are missing."""

    unit: Text = about("Its name.")
    city: str | None = about("Id of its city.")
    tasks: tuple[Silent, ...] = about("Its tasks, and the periods that each owes.")


@dataclass(frozen=True, kw_only=True)
class Reminder(Paper):
    """The reports owed; a nil report is a report."""

    by: date | None = about("By when they are to come; null: the table of holidays does not list the year.")
    units: tuple[Owing, ...] = about("The units, as the plan lists them.")
    cities: tuple[Owing, ...] = about("The cities that take part in tasks whose lead unit is not published.")
    unknown: tuple[Silent, ...] = about("Tasks whose lead unit is not published.")


def reminder(plan: Plan, state: State, entries: Sequence[Entry], head: Head) -> Reminder:
    """Give the reports owed by unit (levels-1); a task of several lead units is asked of each.

    Where the lead unit is not published the cities that take part are asked (local).
    """
    silent = [
        Silent(task=id, months=months)
        for id, one in state.tasks.items()
        if (months := owed(plan, one, state.as_of))
    ]
    by_unit: dict[Unit, list[Silent]] = {}
    unknown = []
    for one in silent:
        units = state.tasks[one.task].task.lead_units
        for unit in units or ():
            by_unit.setdefault(unit, []).append(one)
        unknown += [] if units else [one]
    by_city = {
        city: tuple(one for one in unknown if city in state.tasks[one.task].task.cities)
        for city in plan.cities
    }
    return made(
        Reminder,
        head,
        state.as_of,
        {"owing": tuple(one.task for one in silent), "unknown": tuple(one.task for one in unknown)},
        by=_by(plan, state.as_of),
        units=tuple(
            Owing(unit=unit.name, city=unit.city, tasks=tuple(tasks)) for unit, tasks in by_unit.items()
        ),
        cities=tuple(
            Owing(unit=plan.cities[city].name, city=city, tasks=tasks)
            for city, tasks in by_city.items()
            if tasks
        ),
        unknown=tuple(unknown),
    )


def _by(plan: Plan, day: date) -> date | None:
    """Give the day by which the reports are to come (local)."""
    country = plan.working_days.country if plan.working_days else None
    by: date | None = day
    for _ in range(plan.chase.reports_working_days):
        by = by and next_working_day(by, country)
    return by
