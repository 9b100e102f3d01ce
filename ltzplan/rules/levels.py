"""Which level a matter belongs to: the need alone decides, and the highest counts."""

from dataclasses import replace
from datetime import date
from itertools import takewhile
from typing import Literal

from ltzplan.model.plan import Plan, Task
from ltzplan.model.problem_state import ProblemState
from ltzplan.model.records import Entry, Session
from ltzplan.model.state import Seen, State
from ltzplan.rules.life import late_in_hand
from ltzplan.rules.rhythm import after_cycles, cycles_between

Turn = Literal["decide", "to_order", "in_hand", "waiting"]
TURNS: tuple[Turn, ...] = ("decide", "to_order", "in_hand", "waiting")


def sorted_level(plan: Plan, problem: Seen) -> str | None:
    """Give the level of a sorted problem by its need (levels-1 to levels-4); None if unsorted."""
    return plan.needs[needs].level if (needs := problem.needs) else None


def risen(plan: Plan, problem: Seen, as_of: date) -> bool:
    """Tell whether a problem has been open so long that it goes one level up (`escalate_after`)."""
    cycle = plan.rhythm.work.dispatch
    if plan.escalate_after is None or cycle is None or not problem.open:
        return False
    return cycles_between(problem.began, as_of, cycle) >= plan.escalate_after


def rises_on(plan: Plan, problem: ProblemState) -> date | None:
    """Give the first day on which an open problem is one level up, were nothing done; None where it never is."""
    level = sorted_level(plan, problem)
    return None if not problem.open or level in (None, plan.levels[-1].id) else _open_too_long(plan, problem)


def _open_too_long(plan: Plan, problem: ProblemState) -> date | None:
    """Give the day by which a problem has been open so long that it goes one level up; None where a plan sets none."""
    cycle = plan.rhythm.work.dispatch
    if plan.escalate_after is None or cycle is None:
        return None
    return after_cycles(problem.began, plan.escalate_after, cycle)


def rises(plan: Plan, problem: Seen, as_of: date) -> bool:
    """Tell whether it thereby comes to another level: above the highest there is none."""
    level = sorted_level(plan, problem)
    return level not in (None, plan.levels[-1].id) and risen(plan, problem, as_of)


def problem_level(plan: Plan, problem: Seen, as_of: date) -> str | None:
    """Give the level that an open problem is before; None while unsorted (demands-3)."""
    level = sorted_level(plan, problem) if problem.open else None
    if level is None or not rises(plan, problem, as_of):
        return level
    return plan.levels[plan.rank(level) + 1].id


def level_since(plan: Plan, problem: ProblemState, as_of: date) -> date | None:
    """Give the day from which an open problem has been before its level without a break; None: it is before none."""
    level, rise = problem_level(plan, problem, as_of), _open_too_long(plan, problem)
    days = {one.day for one in problem.moves} | ({rise} if rise and rise <= as_of else set())

    def stood(day: date) -> bool:
        until = replace(problem, steps=tuple(one for one in problem.steps if one.day <= day))
        return problem_level(plan, until, day) == level

    return min(takewhile(stood, sorted(days, reverse=True)), default=None) if level else None


def grounds_of_level(plan: Plan, problem: ProblemState, as_of: date) -> tuple[str, ...]:
    """Give what the level of a sorted problem rests on: its need, or that it has been open too long (local)."""
    if problem.sort is None or not problem.sort.needs:
        return ()
    return ("local",) if rises(plan, problem, as_of) else plan.needs[problem.sort.needs].rests_on


def portfolio_of(plan: Plan, problem: ProblemState) -> str:
    """Give the portfolio of a problem: as sorted, else that of the area of its first task (levels-2)."""
    task = plan.task(problem.problem.tasks[0])
    said = problem.sort.portfolio if problem.sort else None
    return said or (plan.portfolio(task.area) if task else "")


def decision(plan: Plan, problem: ProblemState, as_of: date) -> Entry | None:
    """Give the session that decided a problem that is not ordered yet (demands-3): one of its level or higher."""
    held, level = problem.decided, problem_level(plan, problem, as_of)
    if held is None or level is None or problem.state != "sorted":
        return None
    by = held.record.level if isinstance(held.record, Session) else None
    return held if by and plan.rank(by) >= plan.rank(level) else None


def turn(plan: Plan, problem: ProblemState, as_of: date) -> Turn:
    """Say whose turn a sorted problem is (levels-1 to levels-4, demands-3, effect-2).

    The higher authority's while it is asked; the secretariat's where the level has decided and nobody was
    ordered; the level's where it has not, or where who was ordered is late. Else it is in hand, and of the
    lowest level from its sorting on.
    """
    if problem.state == "waiting":
        return "waiting"
    if problem.state == "sorted" and problem_level(plan, problem, as_of) != plan.levels[0].id:
        return "to_order" if decision(plan, problem, as_of) else "decide"
    return "decide" if late_in_hand(problem, as_of) else "in_hand"


def task_level(plan: Plan, state: State, task: Task) -> str | None:
    """Give the highest of a task's standing level and those of its sorted open problems; None where there are none."""
    open_ = (problem_level(plan, one, state.as_of) for one in state.problems.glances_of(task.id))
    levels = [level for level in (plan.standing_level(task), *open_) if level]
    return max(levels, key=plan.rank, default=None)
