"""A problem's life, as one table: state x move -> state, and what a move does beside."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date

from ltzplan.model.plan import Plan
from ltzplan.model.problem_state import HELD, IN_HAND, OPEN, OVER, RAISED, ProblemState, ProblemStep
from ltzplan.model.records import Adjustment, Entry, Kind, Order, Petition, Recheck, Record, Reply, Sort
from ltzplan.model.values import Day
from ltzplan.rules.clock import ONE_DAY, days_late

BEFORE = "before"
"""The state that the problem had before the petition."""
LIFE: dict[tuple[str, str], str] = {
    ("raised", "sort"): "sorted",
    ("raised", "dismiss"): "dismissed",
    ("raised", "accept"): "closed",
    ("open", "accept"): "closed",
    ("open", "order"): "ordered",
    ("sorted", "sort"): "sorted",
    ("sorted", "dismiss"): "dismissed",
    ("sorted", "accept"): "closed",
    ("sorted", "order"): "ordered",
    ("sorted", "petition"): "waiting",
    ("ordered", "sort"): "sorted",
    ("ordered", "dismiss"): "dismissed",
    ("ordered", "order"): "ordered",
    ("ordered", "received"): "received",
    ("ordered", "progress"): "ordered",
    ("ordered", "done"): "answered",
    ("ordered", "cannot"): "sorted",
    ("ordered", "extend"): "ordered",
    ("ordered", "petition"): "waiting",
    ("received", "sort"): "sorted",
    ("received", "dismiss"): "dismissed",
    ("received", "order"): "ordered",
    ("received", "progress"): "received",
    ("received", "done"): "answered",
    ("received", "cannot"): "sorted",
    ("received", "extend"): "received",
    ("received", "petition"): "waiting",
    ("answered", "sort"): "sorted",
    ("answered", "dismiss"): "dismissed",
    ("answered", "order"): "ordered",
    ("answered", "progress"): "answered",
    ("answered", "accept"): "closed",
    ("answered", "return"): "received",
    ("waiting", "progress"): "waiting",
    ("waiting", "extend"): "waiting",
    ("waiting", "answer"): BEFORE,
}
STATES = (*dict.fromkeys(state for state, _ in LIFE), *OVER)
"""Every state that a problem can be in, in the order of its life."""
OF_UNITS = ("received", "progress", "done", "cannot")
"""The moves of a unit: judged by its own state, not by that of the problem."""


KIND_OF: Mapping[str, Kind] = {
    "sort": "sort", "dismiss": "sort", "order": "order", "petition": "petition", **dict.fromkeys(OF_UNITS, "reply"),
    "answer": "reply", "extend": "adjustment", "accept": "recheck", "return": "recheck",
}  # fmt: skip
"""The kind of record that makes each move."""


def move_of(record: Record) -> str | None:
    """Give the name of a record's move on what it answers; None for what moves nothing."""
    match record:
        case Sort():
            return "dismiss" if record.dismissed else "sort"
        case Order() | Petition():
            return record.kind
        case Reply():
            return record.says
        case Recheck():
            return record.verdict
        case Adjustment():
            return "extend" if record.answers else None
        case _:
            return None


def after(state: str, move: str | None) -> str | None:
    """Give the state after a move; None where the move is impossible (clause demands-3)."""
    return LIFE.get((state, move or ""))


def possible_moves(plan: Plan, problem: ProblemState) -> tuple[str, ...]:
    """Give the moves that a problem is open to: it is petitioned only where that is asked above (levels-4).

    Where the plan has no units there is nobody to order.
    """
    barred = {"petition": not _asked_above(plan, problem), "order": not plan.units}
    return tuple(move for state, move in LIFE if state == problem.state and not barred.get(move))


def _asked_above(plan: Plan, problem: ProblemState) -> bool:
    sort = problem.sort
    return sort is None or sort.needs is None or plan.asks_above(sort.needs)


def least_advanced(units: Collection[str]) -> str:
    """Give the state of a problem from those of the units that must answer (demands-3)."""
    return min(units, key=IN_HAND.index)


def met_by(record: Record, problem: ProblemState) -> str:
    """Give the state that judges a move: of a unit's reply that of the unit, while the order is in hand."""
    own = isinstance(record, Reply) and problem.state in IN_HAND
    return problem.units.get(getattr(record, "unit", None) or "", problem.state) if own else problem.state


def refused(plan: Plan, record: Record, problem: ProblemState) -> str | None:
    """Give the code of why a move has no effect on a problem; None where it has (demands-3, levels-4)."""
    order = problem.order
    if isinstance(record, Reply) and record.says in OF_UNITS and order and problem.open:
        if record.unit not in (*order.units, *order.helpers):
            return "not_its_order"
        if record.unit in order.helpers and record.says != "progress":
            return "only_helps"
    if after(met_by(record, problem), move_of(record)) is None:
        return "impossible_move"
    if isinstance(record, Petition) and not _asked_above(plan, problem):
        return "not_asked_above"
    if isinstance(record, Order) and order and record.because is None:
        return "reorder_without_reason"
    if move_of(record) == "accept" and problem.state in (RAISED, OPEN) and not _reason(record):
        return "accept_without_reason"
    return None


def _reason(record: Record) -> bool:
    return bool(record.text or getattr(record, "because", None))


def moved_by(entry: Entry, problem: ProblemState, day: date) -> ProblemState:
    """Return the problem after a move on a day that is not refused (demands-3)."""
    record, units, decided = entry.record, problem.units, problem.decided
    state = after(met_by(record, problem), move_of(record)) or problem.state
    match record:
        case Sort():
            units, decided = {}, decided if decided and decided.file == entry.file else None
        case Order():
            units, decided = {unit: units.get(unit, "ordered") for unit in record.units}, None
            state = least_advanced(units.values())
        case Petition():
            decided = None
        case Reply(says="answer"):
            state = problem.before
        case Reply(says="progress"):
            state = problem.state
        case Reply(says="cannot"):
            units, decided, state = {}, None, OPEN if problem.begins == OPEN else state
        case Reply():
            units = {**units, record.unit or "": state}
            state = least_advanced(units.values())
        case Recheck(verdict="return"):
            units = dict.fromkeys(units, state)
    step = ProblemStep(entry=entry, day=day, state=state, units=units, decided=decided)
    return replace(problem, steps=(*problem.steps, step))


def beside(problem: ProblemState, entry: Entry, day: date, decided: Entry | None = None) -> ProblemState:
    """Return the problem with a record of its life that moves nothing: a session's decision, a withdrawn order."""
    held = decided or problem.decided
    step = ProblemStep(
        entry=entry, day=day, moved=False, state=problem.state, units=problem.units, decided=held
    )
    return replace(problem, steps=(*problem.steps, step))


def overdue_problem(problem: ProblemState, as_of: date) -> bool:
    """Tell whether a problem is late on a day (effect-2).

    Not before a unit holds it, nor while a higher authority is asked; what was answered in time by all
    who must is not late while it is checked.
    """
    if problem.due is None or as_of <= problem.due.last or problem.state not in IN_HAND:
        return False
    return problem.answered_on is None or problem.answered_on > problem.due.last


def late_in_hand(problem: ProblemState, as_of: date, unit: str | None = None) -> bool:
    """Tell whether units, or a certain one, hold a problem past its due date (effect-2).

    What was answered late is overdue until it is accepted, but in no unit's hands.
    """
    held = problem.state in HELD and (unit is None or problem.units.get(unit) in HELD)
    return held and overdue_problem(problem, as_of)


def problem_days_late(problem: ProblemState, as_of: date, unit: str | None = None) -> int:
    """Count the days late at whose end a unit, or a certain one, held the problem."""
    return days_late(problem.dues, problem.pauses(unit), as_of) if problem.dues else 0


def first_due_of(problem: ProblemState, unit: str) -> Day | None:
    """Give the due date first set for a unit: by the order since which it has the problem without a break; None: it has not."""
    since: Record | None = None
    for one in problem.moves:
        since = (since or one.entry.record) if unit in one.units else None
    return since.due if isinstance(since, Order) else None


def order_days_late(problem: ProblemState, order: str, as_of: date, unit: str | None = None) -> int:
    """Count those of them from an order to the next; `order` is the id of one that the problem had."""
    given = [one.day for one in problem.moves if isinstance(one.entry.record, Order)]
    at = [entry.id for entry in problem.orders].index(order)
    last = min(given[at + 1] - ONE_DAY, as_of) if at + 1 < len(given) else as_of
    before = problem_days_late(problem, given[at] - ONE_DAY, unit)
    return problem_days_late(problem, last, unit) - before
