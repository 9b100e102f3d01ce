"""What is followed up to the principal leaders."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ltzplan.model.method import SupervisionRule
from ltzplan.model.plan import Plan
from ltzplan.model.state import ProblemState, State
from ltzplan.model.values import about
from ltzplan.rules.clock import ONE_DAY
from ltzplan.rules.life import HELD, IN_HAND, move_of, overdue_problem, problem_days_late
from ltzplan.rules.lights import facts_of, overdue, overdue_days

Ground = Literal["key", "overdue", "returned_twice"]


@dataclass(frozen=True, kw_only=True)
class Supervised:
    """A matter under supervision."""

    id: str = about("Id of the task or problem.")
    grounds: tuple[Ground, ...] = about("Why.", words="ground")
    days: int = about("Days overdue.")


def supervised(plan: Plan, state: State) -> list[Supervised]:
    """Give the matters to follow up (effect-2; overdue tasks by a rule of the plan's own).

    Of problems only what was ordered is supervised.
    """
    found = []
    for problem in state.problems.values():
        if grounds := tuple(grounds_of(plan, problem, state.as_of)):
            days = problem_days_late(problem, state.as_of)
            found.append(Supervised(id=problem.id, grounds=grounds, days=days))
    for task in state.tasks.values() if follows_tasks(plan) else ():
        facts = facts_of(plan, task, state.as_of)
        if overdue(facts):
            found.append(Supervised(id=task.task.id, grounds=("overdue",), days=overdue_days(facts)))
    return found


def follows_tasks(plan: Plan) -> bool:
    """Tell whether overdue tasks are followed up too (local)."""
    return any(rule.ground == "overdue_task" for rule in plan.supervision)


def grounds_of(plan: Plan, problem: ProblemState, as_of: date) -> Iterator[Ground]:
    """Give the grounds on which a problem is followed up (effect-2): only while an order is in hand.

    While its answer is checked it is with the secretariat, and the ground `overdue` rests.
    """
    if problem.state not in IN_HAND:
        return
    rules = {rule.ground: rule for rule in plan.supervision}
    if "key" in rules and problem.order and problem.order.key:
        yield "key"
    if "overdue" in rules and problem.state in HELD and overdue_problem(problem, as_of):
        yield "overdue"
    if "returned" in rules and problem.returns >= times(rules["returned"]):
        yield "returned_twice"


def ground_since(state: State, one: Supervised) -> date:
    """Give the day from which the newest of a matter's grounds stands (effect-2)."""
    problem = state.problems.get(one.id)
    if problem is None:
        due = state.tasks[one.id].due
        return due.last + ONE_DAY if due else state.as_of
    moves = list(zip(problem.moves, problem.days, strict=True))
    backs = [day for move, day in moves if move_of(move.record) == "return"]
    held = problem.pauses[-1].until if problem.pauses else None
    dated = problem.dues[-1]
    since: dict[Ground, date] = {
        "key": next(day for move, day in reversed(moves) if move in problem.orders),
        "overdue": max(dated.due.last + ONE_DAY, dated.since, held or date.min),
    }
    if backs:
        since["returned_twice"] = backs[-1]
    return max(since[ground] for ground in one.grounds)


def times(rule: SupervisionRule) -> int:
    """Give how often a problem must be returned to be followed up; twice where the plan does not say."""
    return rule.times or 2
