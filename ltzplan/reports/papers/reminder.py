"""Which reports are owed, and by whom?"""

from collections.abc import Sequence
from dataclasses import dataclass

from ltzplan.model.plan import Plan, Unit
from ltzplan.model.records import Entry
from ltzplan.model.state import State
from ltzplan.model.values import Text, about
from ltzplan.reports.escalation import Silent, silent_of
from ltzplan.reports.papers.paper import Head, Paper, made


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
    by_unit: dict[Unit, list[Silent]] = {}
    owing, unknown = [], []
    for id, one in state.tasks.items():
        units = one.task.lead_units or ()
        asked = [(unit, silent_of(plan, one, state.as_of, unit.city)) for unit in units]
        for unit, silent in asked:
            if silent:
                by_unit.setdefault(unit, []).append(silent)
        silent = None if units else silent_of(plan, one, state.as_of)
        unknown += [silent] if silent else []
        owing += [id] if silent or any(told for _, told in asked) else []
    return made(
        Reminder,
        head,
        state.as_of,
        {"owing": tuple(owing), "unknown": tuple(one.task for one in unknown)},
        units=tuple(
            Owing(unit=unit.name, city=unit.city, tasks=tuple(tasks)) for unit, tasks in by_unit.items()
        ),
        unknown=tuple(unknown),
    )
