"""What waits for my office, how long, and what to type?"""

from collections.abc import Callable
from typing import get_args

from ltzplan.dataclass import dataclass
from ltzplan.model.plan import Plan
from ltzplan.model.state import State
from ltzplan.model.values import Text, about
from ltzplan.reports.matter import Decision, decided, title
from ltzplan.rules.queue import Queue, Waiting, is_for, is_for_unit, waiting


@dataclass(frozen=True, kw_only=True)
class TodoItem(Waiting):
    """One thing that waits for the office."""

    title: Text | None = about("Title, or what stands in the way.", default=None)
    decided: Decision | None = about("What a session decided on it.", default=None)
    days: int = about("Days since then.")
    command: str = about("What to type; words in capitals are to be filled in.")


IN_A_ROW = (
    "queue id title tasks unit level paper periods records reasons holders decided since days due command"
)
"""What of an item stands in a row of a table."""


@dataclass(frozen=True, kw_only=True)
class Todo:
    """An office's queue."""

    office: str = about("Id of the office.", refers="offices")
    unit: str | None = about(
        "Id of the unit whose part of it this is; null: all.", refers="units", default=None
    )
    items: tuple[TodoItem, ...] = about("What waits, by queue, the longest first.")


ToType = Callable[[Plan, State, Waiting], str]
"""What to type for what waits."""


def todo(plan: Plan, state: State, office: str, to_type: ToType, unit: str | None = None) -> Todo:
    """Return what waits for an office, and for it only; of a unit without what is surely another's."""
    mine = [one for one in waiting(plan, state) if is_for(plan, one, office)]
    mine = [one for one in mine if unit is None or is_for_unit(plan, one, unit)]
    order = get_args(Queue)
    mine.sort(key=lambda one: (order.index(one.queue), one.since))
    return Todo(office=office, unit=unit, items=tuple(_item(plan, state, one, to_type) for one in mine))


def _item(plan: Plan, state: State, one: Waiting, to_type: ToType) -> TodoItem:
    problem = state.problems.get(one.id or "")
    held = (entry.record.text for entry in state.sessions if entry.id == one.id)
    return TodoItem(
        **vars(one),
        title=one.number or title(state, one.id) or next(held, None),
        decided=decided(plan, problem, state.as_of) if problem and one.queue == "order" else None,
        days=(state.as_of - one.since).days,
        command=to_type(plan, state, one),
    )
