"""What is to be held and issued, and was it?"""

from ltzplan.dataclass import dataclass
from ltzplan.model.plan import Plan
from ltzplan.model.state import State
from ltzplan.model.values import about
from ltzplan.rules.dated import Dated, dated
from ltzplan.rules.duties import Duty, duties


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """The duties of the rhythm over the whole plan, and what else has a day."""

    duties: tuple[Duty, ...] = about("The duties, the first due first.")
    dated: tuple[Dated, ...] = about("What else has a day, the first due first.", default=())


def calendar(plan: Plan, state: State, unit: str | None = None) -> Calendar:
    """How each duty of the plan, and what else has a day, stands on a day; of a unit what it leads, helps or must answer."""
    others = tuple(
        one
        for one in dated(plan, state)
        if one.what != "duty" and (not unit or _is_of(plan, state, unit, one))
    )
    return Calendar(duties=() if unit else duties(plan, state), dated=others)


def _is_of(plan: Plan, state: State, unit: str, one: Dated) -> bool:
    """Whether a unit must answer what has a day, or leads or helps in its task (local)."""
    if one.what == "order":
        return unit in state.problems[one.id].units
    return any(unit in plan.units_of(state.tasks[id].task) for id in one.tasks)
