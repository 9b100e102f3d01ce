"""What became of the assigned problems: answered, accepted, returned, and in how many days."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from ltzplan.dataclass import dataclass
from ltzplan.model.plan import Plan
from ltzplan.model.problem_state import HELD, ProblemState
from ltzplan.model.records import Entry, Recheck, Reply
from ltzplan.model.state import State
from ltzplan.model.values import about
from ltzplan.rules.levels import sorted_level
from ltzplan.rules.life import order_days_late, problem_days_late

Subject = tuple[str, str]
"""Who is looked at: plan, city, unit or area, and its id."""
WHOLE: Subject = ("plan", "")


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of an assigned problem, as a whole or in one unit's hands; null: no case (yet)."""

    problem: str = about("Id of the problem.")
    unit: str | None = about("Id of the unit; null: the problem as a whole.")
    subjects: tuple[Subject, ...] = about("Whose outcome it is.")
    level: str = about("Id of the level of its last sorting.")
    ordered: date = about("The day of the first order.")
    closed: date | None = about("The day it was accepted; null: open.")
    days: int | None = about("Days from first order to acceptance, without those at a higher authority.")
    days_late: int = about("Days late in hand.")
    returns: int = about("How often it was returned.")
    orders_answered_in_time: bool | None = about("Whether the first answer came by the date then in force.")
    orders_accepted_in_time: bool | None = about("Whether it was closed without a day late.")
    not_returned: bool | None = about("Whether what was answered was never returned.")
    missed_by: Mapping[str, str] = about(
        "By each of these that was not so the number of the order that was answered late, was late first or was returned first.",
        default_factory=dict,
    )


def lives(problem: ProblemState) -> list[ProblemState]:
    """Return a problem as it was raised and after each of its moves."""
    moves = problem.moves
    return [replace(problem, steps=moves[:count]) for count in range(len(moves) + 1)]


def outcomes(plan: Plan, state: State, first: date, last: date) -> Iterator[Outcome]:
    """Give what became of the problems assigned by a day and not closed before another (effect-3).

    Each as a whole, and for each unit that ever had to answer. One that waits for a higher authority
    is left out.
    """
    for problem in state.problems.ordered:
        if problem.state == "waiting":
            continue
        ordered, closed = problem.dues[0].since, problem.closed_on
        if ordered <= last and not (closed and closed < first):
            history = lives(problem)
            for unit in (None, *dict.fromkeys(id for life in history for id in life.units)):
                yield _outcome(plan, state, history, unit)


def _outcome(plan: Plan, state: State, history: Sequence[ProblemState], unit: str | None) -> Outcome:
    problem = history[-1]

    def has(life: ProblemState) -> bool:
        return unit is None or unit in life.units

    late = problem_days_late(problem, state.as_of, unit)
    moves = [(before, after.moves[-1].entry.record) for before, after in pairwise(history)]
    returned = [
        before
        for before, move in moves
        if isinstance(move, Recheck) and move.verdict == "return" and has(before)
    ]
    ever_answered = any(life.state == "answered" and has(life) for life in history)
    in_time, asked = _in_time(history, unit, state.as_of)
    accepted = late == 0 if problem.closed_on and has(problem) else None
    missed = {
        "orders_answered_in_time": [asked.orders[-1]] if in_time is False else [],
        "orders_accepted_in_time": _late_by(problem, unit, state.as_of) if accepted is False else [],
        "not_returned": [life.orders[-1] for life in returned],
    }
    ordered, closed = problem.dues[0].since, problem.closed_on
    return Outcome(
        problem=problem.id,
        unit=unit,
        subjects=_subjects(plan, problem, unit),
        level=sorted_level(plan, problem) or "",
        ordered=ordered,
        closed=closed,
        days=(closed - ordered).days - _days_waiting(history) if closed else None,
        days_late=late,
        returns=len(returned),
        orders_answered_in_time=in_time,
        orders_accepted_in_time=accepted,
        not_returned=not returned if ever_answered else None,
        missed_by={one: getattr(by[0].record, "number", "") for one, by in missed.items() if by},
    )


def _late_by(problem: ProblemState, unit: str | None, as_of: date) -> list[Entry]:
    """Give the orders under which a problem, or a unit with it, was late."""
    return [one for one in problem.orders if order_days_late(problem, one.id, as_of, unit) > 0]


def _subjects(plan: Plan, problem: ProblemState, unit: str | None) -> tuple[Subject, ...]:
    """Give whose outcome it is: the plan's and its areas' as a whole, else the unit's and its city's."""
    if unit is None:
        tasks = (plan.task(id) for id in problem.problem.tasks)
        return (WHOLE, *dict.fromkeys(("area", task.area) for task in tasks if task and task.area))
    city = plan.units[unit].city
    return (("unit", unit), ("city", city)) if city else (("unit", unit),)


def _in_time(
    history: Sequence[ProblemState], unit: str | None, as_of: date
) -> tuple[bool | None, ProblemState]:
    """Tell whether the first answer came by the date then in force, and as what the problem stood then; None where none is due yet.

    Of the whole, the first full set of done replies; of a unit, its own done, or its word that it cannot.
    An order that was late when it was taken out of their hands was not answered in time.
    """
    for before, after in pairwise(history):
        move = after.moves[-1].entry.record
        own = isinstance(move, Reply) and move.unit == unit and move.says in ("done", "cannot")
        if own if unit else after.state == "answered":
            due = before.due
            return due is not None and after.moves[-1].day <= due.last, before
        if _taken_late(history[-1], before, after, unit):
            return False, before
    problem = history[-1]
    holds = problem.units.get(unit) if unit else problem.state
    late = problem.due is not None and as_of > problem.due.last
    return (False if late and holds in HELD else None), problem


def _taken_late(problem: ProblemState, before: ProblemState, after: ProblemState, unit: str | None) -> bool:
    """Tell whether a move took an order that was late out of the hands of all, or of a unit."""
    held = before.units.get(unit) in HELD if unit else before.state in HELD
    taken = held and before.order is not after.order and (unit is None or unit not in after.units)
    return taken and order_days_late(problem, before.orders[-1].id, after.moves[-1].day, unit) > 0


def _days_waiting(history: Sequence[ProblemState]) -> int:
    """Count the days on which a higher authority was asked."""
    days = [
        (after.moves[-1].day - before.moves[-1].day).days
        for before, after in pairwise(history)
        if before.state == "waiting"
    ]
    return sum(days)
