"""Which reports are owed, and by whom? And what is one unit asked after?"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from ltzplan.dataclass import dataclass
from ltzplan.model.plan import LeadUnit, Plan
from ltzplan.model.state import State
from ltzplan.model.values import Text, about
from ltzplan.reports.escalation import Silent, silent_of
from ltzplan.reports.papers.paper import Figures, PaperReport, PaperRequest
from ltzplan.reports.show import ProblemView, show_problem
from ltzplan.rules.ledger import Ledger
from ltzplan.rules.measures import leading
from ltzplan.rules.queue import Reason, reasons_to_chase
from ltzplan.rules.workdays import next_working_day


@dataclass(frozen=True, kw_only=True)
class Owing:
    """A unit, or a city, whose reports are missing."""

    unit: Text = about("Its name.")
    city: str | None = about("Id of its city.")
    tasks: tuple[Silent, ...] = about("Its tasks, and the periods that each owes.")


@dataclass(frozen=True, kw_only=True)
class Chased:
    """A problem that a unit is asked after."""

    view: ProblemView = about("The problem.")
    reasons: tuple[Reason, ...] = about("Why.")


@dataclass(frozen=True, kw_only=True)
class Reminder(PaperReport):
    """The reports owed; a nil report is a report. To one unit its own, and the orders that it is asked after."""

    by: date | None = about("By when they are to come; null: the table of holidays does not list the year.")
    units: tuple[Owing, ...] = about("The units, as the plan lists them.")
    cities: tuple[Owing, ...] = about("The cities that take part in tasks whose lead unit is not published.")
    unknown: tuple[Silent, ...] = about("Tasks whose lead unit is not published.")
    unasked: tuple[Silent, ...] = about("Of these, the tasks of which no city is known either.")
    periods_owed: int = about("Periods owed in all, of each task that nobody reported on, once.")
    rows_owed: int = about(
        "Tasks as they are asked after: of each who owes it once, and those that nobody is asked after."
    )
    reports_owed: int = about("Periods owed in all, of each of these.")
    orders: tuple[Chased, ...] = about("What the one unit is asked after of its orders.")
    copied: tuple[str, ...] = about("Ids of the units that help with these or follow them up.")


def reminder(plan: Plan, state: State, ledger: Ledger, head: PaperRequest) -> Reminder:
    """Give the reports owed by unit (levels-1); a task of several lead units is asked of each.

    Where the lead unit is not published the cities that take part are asked (local); each for its own report.
    One unit is asked for its own only, and after its orders (local).
    """
    by_unit: dict[LeadUnit, list[Silent]] = {}
    by_city: dict[str, list[Silent]] = {}
    owing, unknown = [], []
    for id, one in state.tasks.items():
        leads = one.task.lead_units or ()
        led = leads or head.unit
        units = [unit for unit in leads if head.unit in (None, leading(plan, unit))]
        asked = [(unit, silent_of(plan, one, state.as_of, unit.city)) for unit in units]
        for unit, silent in asked:
            if silent:
                by_unit.setdefault(unit, []).append(silent)
        of_cities = [
            (city, silent_of(plan, one, state.as_of, city)) for city in (() if led else one.task.cities)
        ]
        for city, silent in of_cities:
            if silent:
                by_city.setdefault(city, []).append(silent)
        silent = None if led else silent_of(plan, one, state.as_of)
        unknown += [silent] if silent else []
        owing += [id] if silent or any(told for _, told in (*asked, *of_cities)) else []
    asked_of_cities = {silent.task for listed in by_city.values() for silent in listed}
    of_units = [silent for tasks in by_unit.values() for silent in tasks]
    unasked = tuple(one for one in unknown if one.task not in asked_of_cities)
    rows = (*of_units, *(silent for tasks in by_city.values() for silent in tasks), *unasked)
    name = plan.units[head.unit].name_on(state.as_of) if head.unit else None
    orders = tuple(_chased(plan, state, head.unit)) if head.unit else ()
    beside = (unit for one in orders for unit in (*one.view.helpers, *one.view.tracked_by))
    figures: Figures = {"owing": tuple(owing), "unknown": tuple(one.task for one in unknown)}
    return Reminder(
        **vars(head),
        until=state.as_of,
        figures=_of_unit(owing, orders) if head.unit else figures,
        by=_by(plan, state.as_of),
        units=tuple(
            Owing(unit=name or unit.name, city=unit.city, tasks=tuple(tasks))
            for unit, tasks in by_unit.items()
        ),
        cities=tuple(
            Owing(unit=plan.cities[city].name, city=city, tasks=tuple(by_city[city]))
            for city in plan.cities
            if city in by_city
        ),
        unknown=tuple(unknown),
        unasked=unasked,
        periods_owed=sum(
            len(one.months) for one in {one.task: one for one in (*unknown, *of_units)}.values()
        ),
        rows_owed=len(rows),
        reports_owed=sum(len(one.months) for one in rows),
        orders=orders,
        copied=tuple(unit for unit in dict.fromkeys(beside) if unit != head.unit),
    )


def _chased(plan: Plan, state: State, unit: str) -> Iterator[Chased]:
    for one in state.problems.open:
        if reasons := reasons_to_chase(plan, one, state.as_of, unit):
            yield Chased(view=show_problem(plan, state, one.id, unit), reasons=reasons)


def _of_unit(owing: Iterable[str], orders: Sequence[Chased]) -> Figures:
    """Give what a notice to one unit counts: nothing where the unit is asked for nothing."""
    reasons: tuple[Reason, ...] = ("overdue", "due_soon", "unsigned")
    return {"owing": tuple(owing)} | {
        f"chase.{reason}": tuple(one.view.id for one in orders if reason in one.reasons) for reason in reasons
    }


def _by(plan: Plan, day: date) -> date | None:
    """Give the day by which the reports are to come (local)."""
    country = plan.working_days.country if plan.working_days else None
    by: date | None = day
    for _ in range(plan.chase.reports_working_days):
        by = by and next_working_day(by, country)
    return by
