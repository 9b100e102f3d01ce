"""What a session decided on a problem that is not ordered yet."""

from dataclasses import dataclass
from datetime import date

from ltzplan.model.plan import Plan
from ltzplan.model.records import Session
from ltzplan.model.state import ProblemState
from ltzplan.model.values import Day, Text, about
from ltzplan.rules.levels import decision


@dataclass(frozen=True, kw_only=True)
class Decision:
    """A decision from which no order has come yet."""

    session: str = about("Id of the session.")
    date: Day = about("Its day.")
    text: Text = about("What was decided.")


def decided(plan: Plan, problem: ProblemState, as_of: date) -> Decision | None:
    """Give the decision that waits for its order (demands-3); None where there is none."""
    held = decision(plan, problem, as_of)
    if held is None or not isinstance(held.record, Session):
        return None
    said = next(one.decision for one in held.record.matters if one.decision and one.id in problem.wordings)
    return Decision(session=held.id, date=held.record.date, text=said or "")
