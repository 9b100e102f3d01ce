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


def calendar(plan: Plan, state: State) -> Calendar:
    """How each duty of the plan, and what else has a day, stands on a day."""
    others = tuple(one for one in dated(plan, state) if one.what != "duty")
    return Calendar(duties=duties(plan, state), dated=others)
