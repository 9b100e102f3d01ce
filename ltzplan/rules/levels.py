"""Which level a matter belongs to: the need alone decides, and the highest counts."""

from datetime import date
from typing import Literal

from ltzplan.model.plan import Plan, Task
from ltzplan.model.state import ProblemState, State
from ltzplan.rules.life import overdue_problem
from ltzplan.rules.rhythm import cycles_between

Turn = Literal["decide", "in_hand", "waiting"]
TURNS: tuple[Turn, ...] = ("decide", "in_hand", "waiting")


def standing_level(task: Task) -> str:
    """Give the level at which a task always stands (read out of levels-1 to levels-4)."""
    return task.dispatch.level


def sorted_level(plan: Plan, problem: ProblemState) -> str | None:
    """Give the level of a sorted problem by its need (levels-1 to levels-4); None if unsorted."""
    return plan.needs[problem.sort.needs].level if problem.sort and problem.sort.needs else None


def risen(plan: Plan, problem: ProblemState, as_of: date) -> bool:
    """Tell whether a problem has been open so long that it goes one level up (`escalate_after`)."""
    if plan.escalate_after is None or not problem.open:
        return False
    cycle = plan.rhythm.work.dispatch
    return cycles_between(problem.raised.record.date.last, as_of, cycle) >= plan.escalate_after


def problem_level(plan: Plan, problem: ProblemState, as_of: date) -> str | None:
    """Give the level that an open problem is before; None while unsorted (demands-3)."""
    level = sorted_level(plan, problem)
    if level is None or not problem.open:
        return None
    rank = plan.rank(level) + risen(plan, problem, as_of)
    return plan.levels[min(rank, len(plan.levels) - 1)].id


def turn(problem: ProblemState, as_of: date) -> Turn:
    """Say whose turn a sorted problem is (levels-1 to levels-4, effect-2).

    Its level's where nobody is assigned or who is assigned is late; the higher authority's while it is
    asked; else it is in hand.
    """
    if problem.state == "waiting":
        return "waiting"
    late = overdue_problem(problem, as_of)
    return "decide" if problem.state == "sorted" or late else "in_hand"


def task_level(plan: Plan, state: State, task: Task) -> str:
    """Give the highest of a task's standing level and those of its sorted open problems."""
    levels = [standing_level(task)]
    for problem in state.problems_of(task.id):
        level = problem_level(plan, problem, state.as_of)
        levels += [level] if level else []
    return max(levels, key=plan.rank)
