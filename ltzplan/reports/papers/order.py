"""What was ordered of whom, and what came of it?"""

from collections.abc import Mapping
from dataclasses import replace

from ltzplan.dataclass import dataclass
from ltzplan.model.plan import Plan
from ltzplan.model.records import Entry, Order, Problem, Session
from ltzplan.model.state import State
from ltzplan.model.values import Day, Text, about
from ltzplan.reports.papers.paper import Answer, PaperReport, PaperRequest, Slip, answers, slip
from ltzplan.reports.record_line import retold
from ltzplan.rules.ledger import Ledger
from ltzplan.rules.settled import Settled, settled_problem


@dataclass(frozen=True, kw_only=True)
class Decided:
    """The session that an order names."""

    date: Day = about("Its day.")
    level: str | None = about("Id of the level that held it.")
    portfolio: str | None = about("Id of the portfolio.")


@dataclass(frozen=True, kw_only=True)
class OrderPaper(PaperReport):
    """One matter, one slip; a withdrawn one keeps its number and is shown void."""

    problem: str = about("Id of the problem.")
    tasks: tuple[str, ...] = about("Ids of its tasks.")
    text: Text = about("What stands in the way.")
    slip: Slip = about("The order as it was given.")
    void: bool = about("Withdrawn, replaced or without effect.")
    void_by: str | None = about("Id of the record that takes it back; null: it never had effect.")
    void_because: Text | None = about("The reason, where it was withdrawn.")
    void_on: Day | None = about("The day of that record.")
    replaced_by: str | None = about("Number of the order that stands in its stead.")
    decided: Decided | None = about("The session that decided it; null: none is named, or it is not here.")
    due: Day | None = about("Due date in force; null: another order is, or none.")
    state: str | None = about("State of the problem; null: another order is in force, or none.")
    settled: Settled | None = about("How the problem ended; null: it is open, or another order was the last.")
    answers: tuple[Answer, ...] = about("What was answered, up to the next order.")


def order(plan: Plan, state: State, ledger: Ledger, head: PaperRequest) -> OrderPaper:
    """Give the slip of an order (demands-3)."""
    known = ledger.known
    id = head.concerns[0]
    given = known[id].record
    assert isinstance(given, Order)
    raised = ledger.origin(id)
    problem = state.problems.get(raised)
    stands = bool(problem and id in [one.id for one in problem.orders])
    latest = problem if problem and stands and problem.orders[-1].id == id else None
    taken_back = state.dead.get(id)
    said = problem.problem if problem else known[raised].record
    assert isinstance(said, Problem)
    return OrderPaper(
        **vars(replace(head, number=given.number)),
        until=state.as_of,
        figures={},
        problem=raised,
        tasks=said.tasks,
        text=said.text or "",
        slip=slip(known[id]),
        void=not stands,
        void_by=taken_back.id if taken_back else None,
        void_because=getattr(taken_back and taken_back.record, "because", None),
        void_on=taken_back.record.date if taken_back else None,
        replaced_by=getattr(taken_back and taken_back.record, "number", None),
        decided=_decided(known, given.session),
        due=latest.due if latest else None,
        state=latest.state if latest else None,
        settled=settled_problem(latest, state.as_of) if latest else None,
        answers=answers(problem, id) if problem and stands else (),
    )


def _decided(known: Mapping[str, Entry], id: str | None) -> Decided | None:
    held = known[id].record if id and id in known else None
    return retold(Decided, held) if isinstance(held, Session) else None
