"""Who owes reports, of how many tasks, and since when?"""

from collections.abc import Iterable, Iterator
from typing import Literal

from ltzplan.dataclass import dataclass
from ltzplan.model.plan import Plan
from ltzplan.model.state import State
from ltzplan.model.values import Day, Text, about
from ltzplan.reports.escalation import Silent
from ltzplan.rules.silence import owed

Whose = Literal["city", "unit"]
"""By whom what is owed may be put together: by members, or by the units that lead."""


@dataclass(frozen=True, kw_only=True)
class Debtor:
    """Who owes reports."""

    who: Text | None = about("Id of the city, or name of the lead unit; null: none leads.", refers="cities")
    tasks: tuple[str, ...] = about("Ids of the tasks, those first that were not reported on for longest.")
    since: str = about("The first period owed of any of them.")
    periods: int = about("How many periods are owed of that one.")
    last_report: Day | None = about("The day of the last report on any of them; null: there never was one.")


def owing(plan: Plan, state: State, silent: Iterable[Silent], by: Whose) -> tuple[Debtor, ...]:
    """Put together what is owed by each city or lead unit: who owes longest first, then who owes most."""
    found = dict[Text | None, list[tuple[tuple[str, ...], Day | None, str]]]()
    for one in silent:
        for who, months, last in (_of_city if by == "city" else _of_unit)(plan, state, one):
            found.setdefault(who, []).append((months, last, one.task))
    said = [_owing(who, tasks) for who, tasks in found.items()]
    return tuple(sorted(said, key=lambda one: (one.since, -len(one.tasks))))


def _of_city(plan: Plan, state: State, one: Silent) -> Iterator[tuple[Text, tuple[str, ...], Day | None]]:
    for city, last in one.reported_by.items():
        if months := owed(plan, state.tasks[one.task], state.as_of, city):
            yield city, months, last


def _of_unit(
    plan: Plan, state: State, one: Silent
) -> Iterator[tuple[Text | None, tuple[str, ...], Day | None]]:
    """A unit of a city owes what that owes; one of none, or no unit, what the task does."""
    task = state.tasks[one.task]
    last = max(filter(None, one.reported_by.values()), key=lambda day: day.last, default=None)
    for unit in task.task.lead_units or ():
        if months := owed(plan, task, state.as_of, unit.city) if unit.city else one.months:
            yield unit.name, months, last
    if not task.task.lead_units:
        yield None, one.months, last


def _owing(who: Text | None, tasks: list[tuple[tuple[str, ...], Day | None, str]]) -> Debtor:
    tasks.sort(key=lambda one: one[0][0])
    months = tasks[0][0]
    last = max(filter(None, (day for _, day, _ in tasks)), key=lambda day: day.last, default=None)
    return Debtor(
        who=who, tasks=tuple(id for *_, id in tasks), since=months[0], periods=len(months), last_report=last
    )
