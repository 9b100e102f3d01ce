"""Which reports are owed, and by whom?"""

from collections.abc import Sequence
from dataclasses import dataclass

from ltzplan.model.plan import Plan, Unit
from ltzplan.model.records import Entry
from ltzplan.model.state import State
from ltzplan.model.values import Text, about
from ltzplan.reports.escalation import Silent
from ltzplan.reports.papers.paper import Head, Paper, made
from ltzplan.rules.rhythm import owed


@dataclass(frozen=True, kw_only=True)
class Owing:
    """A unit whose reports are missing."""

    unit: Text = about("Its name.")
    city: str | None = about("Id of its city.")
    tasks: tuple[Silent, ...] = about("Its tasks, and the periods that each owes.")


@dataclass(frozen=True, kw_only=True)
class Reminder(Paper):
    """The reports owed; a nil report is a report."""

    units: tuple[Owing, ...] = about("The units, as the plan lists them.")
    unknown: tuple[Silent, ...] = about("Tasks whose lead unit is not published.")


def reminder(plan: Plan, state: State, entries: Sequence[Entry], head: Head) -> Reminder:
    """Give the reports owed by unit (levels-1); a task of several lead units is asked of each."""
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
    return made(
        Reminder,
        head,
        state.as_of,
        {"owing": tuple(one.task for one in silent), "unknown": tuple(one.task for one in unknown)},
        units=tuple(
            Owing(unit=unit.name, city=unit.city, tasks=tuple(tasks)) for unit, tasks in by_unit.items()
        ),
        unknown=tuple(unknown),
    )
