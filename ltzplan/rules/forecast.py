"""What units expect for the year's end, held against the light."""

from ltzplan.dataclass import dataclass
from ltzplan.model.plan import Plan
from ltzplan.model.records import Update
from ltzplan.model.state import State
from ltzplan.model.task_state import TaskState
from ltzplan.model.values import Day, about
from ltzplan.rules.lights import OF_PERCENT, UNLIT, WELL, facts_of, light

BEHIND = ("overdue", *OF_PERCENT)


@dataclass(frozen=True, kw_only=True)
class Expected:
    """The last word of a task's reports on the year's end, beside its light."""

    task: str = about("Id of the task.")
    forecast: str = about("Id of what is expected.")
    date: Day = about("The day it speaks of.")
    office: str = about("Id of the office that stated it.")
    record: str = about("Id of the update.")
    light: str = about("Id of the light, or unlit.")
    agrees: bool | None = about("Whether both say well or both behind; null: the light says neither.")


def expected(plan: Plan, state: State, task: TaskState) -> Expected | None:
    """Give what was last expected of a task (local); None where no report of its year says.

    The plan lists forecasts from on time to least: the first agrees with a light that is well, the
    others with one that is behind.
    """
    said = [(entry, entry.record) for entry in task.reports if isinstance(entry.record, Update)]
    said = [(entry, one) for entry, one in said if one.forecast and one.date.last.year == state.as_of.year]
    if not said:
        return None
    entry, update = max(reversed(said), key=lambda one: one[1].date.last)
    forecast, burning = update.forecast or "", light(plan, facts_of(plan, task, state.as_of))
    when, well = burning.when.name if burning else UNLIT, forecast == next(iter(plan.forecasts), None)
    return Expected(
        task=task.task.id,
        forecast=forecast,
        date=update.date,
        office=entry.record.stated_by,
        record=entry.id,
        light=burning.light if burning else UNLIT,
        agrees=well == (when in WELL) if when in (*WELL, *BEHIND) else None,
    )
