"""Whose it is: which office has to write something, and which cities a problem is of."""

from collections.abc import Collection

from ltzplan.model.method import Office
from ltzplan.model.plan import Plan, Task
from ltzplan.model.records import Kind, Problem


def is_for_office(plan: Plan, office: str, kind: Kind, cities: Collection[str | None] = ()) -> bool:
    """Tell whether a record of a kind is an office's to write (levels-1, demands-3).

    What concerns a city is for the offices of that city which may write it; the rest, and a city
    without such an office, for those of no city.
    """
    able = {id: one for id, one in plan.offices.items() if may(one, kind)}
    near = [id for id, one in able.items() if one.city and one.city in cities]
    return office in (near or [id for id, one in able.items() if one.city is None] or able)


def office_of_unit(plan: Plan, unit: str) -> str:
    """The office that reports for a unit."""
    return office_of_city(plan, plan.units[unit].city)


def office_of_city(plan: Plan, city: str | None) -> str:
    """The office that reports for a unit of a city: that of the city, else one of no city."""
    return next(one for one in plan.offices if is_for_office(plan, one, "update", (city,)))


def with_office(plan: Plan, kind: Kind) -> frozenset[str | None]:
    """The cities that have an office of their own which may write a kind of record."""
    return frozenset(one.city for one in plan.offices.values() if may(one, kind))


def writes(plan: Plan, kind: Kind) -> bool:
    """Whether the method of a plan has a kind of record: who has no needs sorts nothing, who has no units orders nothing."""
    asked: dict[Kind, object] = {
        "sort": plan.needs, "session": plan.levels, "petition": plan.needs, "order": plan.units, "reply": plan.units,
    }  # fmt: skip
    return bool(asked.get(kind, True))


def may(office: Office, kind: Kind) -> bool:
    """Whether the plan lets an office write a kind of record."""
    return office.may == "all" or kind in office.may


def cities_of(plan: Plan, problem: Problem) -> frozenset[str]:
    """Return the cities that a problem names: its raiser's, where it lies, and those it says that it concerns."""
    office = problem.stated_by
    named = (plan.offices[office].city, problem.city, *(problem.concerns or ()))
    return frozenset(filter(None, named))


def shares(task: Task, city: str | None) -> bool:
    """Tell whether a city has part in a task with others, so that a figure of its own is not one of the whole."""
    return city in task.cities and len(task.cities) > 1
