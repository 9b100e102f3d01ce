"""What did a session take up, and what did it decide?"""

from collections.abc import Mapping

from ltzplan.dataclass import dataclass
from ltzplan.model.plan import Plan
from ltzplan.model.records import AgendaItem, Order, Session
from ltzplan.model.state import State
from ltzplan.model.values import Day, Text, about
from ltzplan.reports.matter import title
from ltzplan.reports.papers.paper import PaperReport, PaperRequest, Slip, numbered, slip
from ltzplan.rules.corrections import wordings
from ltzplan.rules.ledger import Ledger


@dataclass(frozen=True, kw_only=True)
class MinutedDecision(AgendaItem):
    """A matter that was taken up."""

    tasks: tuple[str, ...] = about("Ids of its tasks.")
    text: Text = about("What stands in the way, or the task's title.")
    orders: tuple[Slip, ...] = about("The orders that the session led to.")
    dismissed: bool = about("Whether it was found not for dispatch: no order follows.")


@dataclass(frozen=True, kw_only=True)
class Minutes(PaperReport):
    """The minutes of a session."""

    held_on: Day = about("The day.")
    form: str = about("How it was held.")
    ad_hoc: bool = about("Called between the regular ones.")
    because: Text | None = about("The reason, where it was out of turn.")
    merges: tuple[str, ...] = about("Other periods whose dispatch it holds too.")
    joint_meeting: bool = about("A joint meeting, which is no dispatch.")
    attended: tuple[Text, ...] = about("Who was there.")
    text: Text | None = about("What it was about.")
    matters: tuple[MinutedDecision, ...] = about("What was taken up.")
    others: tuple[Slip, ...] = about("Its orders on matters that are not listed.")
    stated: Mapping[str, int] = about("Counts that it stated; never ours.")


def minutes(plan: Plan, state: State, ledger: Ledger, head: PaperRequest) -> Minutes:
    """Give the minutes of a session (demands-3)."""
    id = head.concerns[0]
    held = next(one.record for one in state.sessions if one.id == id)
    assert isinstance(held, Session)
    orders = _orders(state, id)
    matters = [
        MinutedDecision(
            **vars(one),
            tasks=state.problems[one.id].problem.tasks if one.id in state.problems else (one.id,),
            text=title(state, one.id) or "",
            orders=orders.pop(one.id, ()),
            dismissed=one.id in state.problems and state.problems[one.id].state == "dismissed",
        )
        for one in held.matters
    ]
    own = ("form", "ad_hoc", "because", "merges", "joint_meeting", "attended", "text", "stated")
    given = [one for listed in (*(one.orders for one in matters), *orders.values()) for one in listed]
    found = {
        "taken_up": [one.id for one in matters],
        "decided": [one.id for one in matters if one.decision and not one.review],
        "reviewed": [one.id for one in matters if one.review],
        "ordered": [one.record for one in given],
    }
    head_ = PaperRequest(**vars(head) | {"level": held.level, "portfolio": held.portfolio})
    return Minutes(
        **vars(head_),
        until=state.as_of,
        figures=numbered(found),
        held_on=held.date,
        matters=tuple(matters),
        others=tuple(one for listed in orders.values() for one in listed),
        **{name: getattr(held, name) for name in own},
    )


def _orders(state: State, session: str) -> dict[str, tuple[Slip, ...]]:
    """Give the orders that a session led to, by problem."""
    found: dict[str, tuple[Slip, ...]] = {}
    for problem in state.problems.values():
        for entry in problem.orders:
            order = entry.record
            if isinstance(order, Order) and session in wordings(order.session or "", state.dead):
                found[problem.id] = (*found.get(problem.id, ()), slip(entry))
    return found
