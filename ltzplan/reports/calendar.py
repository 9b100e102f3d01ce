"""What is to be held and issued, and was it?"""

from ltzplan.dataclass import dataclass
from ltzplan.model.plan import Plan
from ltzplan.model.state import State
from ltzplan.model.values import about
from ltzplan.rules.duties import Duty, duties


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """The duties of the rhythm over the whole plan."""

    duties: tuple[Duty, ...] = about("The duties, the first due first.")


def calendar(plan: Plan, state: State) -> Calendar:
    """Give how each duty of the plan stands on a day."""
    return Calendar(duties=duties(plan, state))
