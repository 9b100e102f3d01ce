"""What is followed up to the principal leaders."""

from collections.abc import Iterator
from datetime import date
from typing import Literal, get_args

from ltzplan.dataclass import dataclass
from ltzplan.model.method import SupervisionRule
from ltzplan.model.plan import Plan
from ltzplan.model.problem_state import IN_HAND, ProblemState
from ltzplan.model.state import State
from ltzplan.model.values import about
from ltzplan.rules.clock import ONE_DAY
from ltzplan.rules.life import late_in_hand, move_of, problem_days_late
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
    for problem in state.problems.held:
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


def asked(plan: Plan, problem: ProblemState, as_of: date) -> Iterator[tuple[SupervisionRule, Ground, bool]]:
    """Return the rules on problems, each with its ground and whether it holds (effect-2).

    Only while an order is in hand; while its answer is checked it is with the secretariat, and `overdue` rests.
    """
    in_hand, order = problem.state in IN_HAND, problem.order
    for rule in plan.supervision:
        match rule.ground:
            case "key":
                yield rule, "key", in_hand and order is not None and order.key
            case "overdue":
                yield rule, "overdue", late_in_hand(problem, as_of)
            case "returned":
                yield rule, "returned_twice", in_hand and problem.returns >= returns_needed(rule)


def grounds_of(plan: Plan, problem: ProblemState, as_of: date) -> list[Ground]:
    """Return the grounds on which a problem is followed up (effect-2)."""
    found = {ground for _, ground, holds in asked(plan, problem, as_of) if holds}
    return [one for one in get_args(Ground) if one in found]


def ground_since(state: State, one: Supervised) -> date:
    """Give the day from which the newest of a matter's grounds stands (effect-2)."""
    problem = state.problems.get(one.id)
    if problem is None:
        due = state.tasks[one.id].due
        return due.last + ONE_DAY if due else state.as_of
    days = {move_of(one.entry.record): one.day for one in problem.moves}
    held = problem.pauses()[-1].until
    due, set_on = problem.due, problem.dues[-1].since
    assert due
    since: dict[Ground, date] = {
        "key": days["order"],
        "overdue": max(due.last + ONE_DAY, set_on, held or date.min),
    }
    if "return" in days:
        since["returned_twice"] = days["return"]
    return max(since[ground] for ground in one.grounds)


def returns_needed(rule: SupervisionRule) -> int:
    """Give how often a problem must be returned to be followed up; twice where the plan does not say."""
    return rule.times or 2
