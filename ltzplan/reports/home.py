"""What waits for my office, in short?"""

from collections.abc import Sequence

from ltzplan.dataclass import dataclass
from ltzplan.model.plan import Plan
from ltzplan.model.state import State
from ltzplan.model.values import about
from ltzplan.reports.todo import TodoItem, ToType, todo
from ltzplan.rules.queue import Queue


@dataclass(frozen=True, kw_only=True)
class QueueCount:
    """How much waits in one queue."""

    queue: Queue = about("What is to be done.", words="queue")
    count: int = about("How many wait.")
    late: int = about("How many of them are late.")
    command: str = about("What to type: for all of them, else for the first of them.")


@dataclass(frozen=True, kw_only=True)
class Home:
    """What waits for an office, by queue."""

    office: str | None = about("Id of the office; null: of nobody who writes.", refers="offices")
    unit: str | None = about(
        "Id of the unit whose part of it this is; null: all.", refers="units", default=None
    )
    queues: tuple[QueueCount, ...] = about("The queues in which something waits.")


def home(plan: Plan, state: State, office: str | None, to_type: ToType, unit: str | None = None) -> Home:
    """Return how much waits for an office, queue by queue; of a unit as its `todo` has it."""
    queues: dict[Queue, list[TodoItem]] = {}
    for one in todo(plan, state, office, to_type, unit).items if office else ():
        queues.setdefault(one.queue, []).append(one)
    return Home(office=office, unit=unit, queues=tuple(_counted(items) for items in queues.values()))


def _counted(items: Sequence[TodoItem]) -> QueueCount:
    late = [one for one in items if one.late_now]
    return QueueCount(queue=items[0].queue, count=len(items), late=len(late), command=items[0].command)
