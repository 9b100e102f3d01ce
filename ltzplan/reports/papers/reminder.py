"""Which reports are owed, and by whom?"""

from dataclasses import dataclass
from datetime import date

from ltzplan.model.plan import Plan, Unit
from ltzplan.model.state import State
from ltzplan.model.values import Text, about
from ltzplan.reports.escalation import Silent, silent_of
from ltzplan.reports.papers.paper import Head, PaperReport, made
from ltzplan.rules.ledger import Ledger
from ltzplan.rules.workdays import next_working_day


@dataclass(frozen=True, kw_only=True)
class Owing:
    """A unit, or a city, whose reports are missing."""

    unit: Text = about("Its name.")
    city: str | None = about("Id of its city.")
    tasks: tuple[Silent, ...] = about("Its tasks, and the periods that each owes.")


@dataclass(frozen=True, kw_only=True)
class Reminder(PaperReport):
    """The reports owed; a nil report is a report."""

    by: date | None = about("By when they are to come; null: the table of holidays does not list the year.")
    units: tuple[Owing, ...] = about("The units, as the plan lists them.")
    cities: tuple[Owing, ...] = about("The cities that take part in tasks whose lead unit is not published.")
    unknown: tuple[Silent, ...] = about("Tasks whose lead unit is not published.")
    unasked: tuple[Silent, ...] = about("Of these, the tasks of which no city is known either.")
    periods_owed: int = about("Periods owed in all, of each task once.")


def reminder(plan: Plan, state: State, ledger: Ledger, head: Head) -> Reminder:
    """Give the reports owed by unit (levels-1); a task of several lead units is asked of each.

    Where the lead unit is not published the cities that take part are asked (local); each for its own report.
    """
    by_unit: dict[Unit, list[Silent]] = {}
    by_city: dict[str, list[Silent]] = {}
    owing, unknown = [], []
    for id, one in state.tasks.items():
        units = one.task.lead_units or ()
        asked = [(unit, silent_of(plan, one, state.as_of, unit.city)) for unit in units]
        for unit, silent in asked:
            if silent:
                by_unit.setdefault(unit, []).append(silent)
        for city in () if units else one.task.cities:
            if silent := silent_of(plan, one, state.as_of, city):
                by_city.setdefault(city, []).append(silent)
        silent = None if units else silent_of(plan, one, state.as_of)
        unknown += [silent] if silent else []
        owing += [id] if silent or any(told for _, told in asked) else []
    asked_of_cities = {silent.task for listed in by_city.values() for silent in listed}
    listed = (*unknown, *(silent for tasks in by_unit.values() for silent in tasks))
    return made(
        Reminder,
        head,
        state.as_of,
        {"owing": owing, "unknown": [one.task for one in unknown]},
        by=_by(plan, state.as_of),
        units=tuple(
            Owing(unit=unit.name, city=unit.city, tasks=tuple(tasks)) for unit, tasks in by_unit.items()
        ),
        cities=tuple(
            Owing(unit=plan.cities[city].name, city=city, tasks=tuple(by_city[city]))
            for city in plan.cities
            if city in by_city
        ),
        unknown=tuple(unknown),
        unasked=tuple(one for one in unknown if one.task not in asked_of_cities),
        periods_owed=sum(len(one.months) for one in {one.task: one for one in listed}.values()),
    )


def _by(plan: Plan, day: date) -> date | None:
    """Give the day by which the reports are to come (local)."""
    country = plan.working_days.country if plan.working_days else None
    by: date | None = day
    for _ in range(plan.chase.reports_working_days):
        by = by and next_working_day(by, country)
    return by
