"""What is followed up to the principal leaders."""

from dataclasses import dataclass
from typing import Literal

from ltzplan.model.plan import Plan
from ltzplan.model.state import State
from ltzplan.model.values import about
from ltzplan.rules.lights import facts_of, overdue, overdue_days

Ground = Literal["key", "overdue", "returned_twice"]


@dataclass(frozen=True, kw_only=True)
class Supervised:
    """A matter under supervision."""

    id: str = about("Id of the task or problem.")
    grounds: tuple[Ground, ...] = about("Why.")
    days: int = about("Days overdue.")


def supervised(plan: Plan, state: State) -> list[Supervised]:
    """Give the matters to follow up (effect-2; overdue tasks by a rule of the plan's own).

    Of problems only what was ordered is supervised.
    """
    if not any(rule.ground == "overdue_task" for rule in plan.supervision):
        return []
    found = []
    for task in state.tasks.values():
        facts = facts_of(plan, task, state.as_of)
        if overdue(facts):
            days = overdue_days(facts)
            found.append(Supervised(id=task.task.id, grounds=("overdue",), days=days))
    return found
