"""What changed of tasks and problems between two moments, and how?"""

from collections.abc import Iterator, Mapping
from typing import Literal

from ltzplan.dataclass import dataclass
from ltzplan.model.plan import Plan
from ltzplan.model.problem_state import ProblemState
from ltzplan.model.state import State
from ltzplan.model.values import Text, about
from ltzplan.reports.filter import ALL, TaskFilter
from ltzplan.reports.status import TaskRow, status

What = Literal["stage", "percent", "light", "level", "due", "state"]
_OF_TASK: tuple[What, ...] = ("stage", "percent", "light", "level", "due")


@dataclass(frozen=True, kw_only=True)
class Move:
    """What is other than it was of a task or problem."""

    id: str = about("Id of the task or problem.")
    task: str = about("Id of the task; of a problem's several, the first.")
    title: Text = about("Title, or what stands in the way.")
    what: What = about("What changed.", words="list")
    before: str | None = about(
        "Its id, figure or date before; null: none.", words="state", refers="stages lights levels"
    )
    after: str | None = about("The same after.", words="state", refers="stages lights levels")


@dataclass(frozen=True, kw_only=True)
class Since:
    """What changed since a day or a commit."""

    since: str = about("The day, or the commit, with which it is compared.")
    changes: tuple[Move, ...] = about("What changed: of the tasks in their order, then of the problems.")


def since(plan: Plan, before: State, after: State, named: str, chosen: TaskFilter = ALL) -> Since:
    """Compare two states under one plan, of the tasks that are chosen now."""
    rows = status(plan, after, chosen).tasks
    old = {row.id: row for row in status(plan, before).tasks}
    moves = [one for row in rows for one in _of_task(old.get(row.id), row)]
    tasks = {row.id for row in rows}
    for id in after.problems:
        if tasks.intersection(after.problems.glances[id].tasks):
            moves += _of_problem(before.problems.get(id), after.problems[id])
    return Since(since=named, changes=tuple(moves))


def _of_task(before: TaskRow | None, after: TaskRow) -> Iterator[Move]:
    for what in _OF_TASK:
        yield from _moved(after.id, after.id, after.title, what, _said(before, what), _said(after, what))


def _said(row: TaskRow | None, what: What) -> str | None:
    value = getattr(row, what, None)
    return None if value is None else str(getattr(value, "text", value))


def _of_problem(before: ProblemState | None, after: ProblemState) -> Iterator[Move]:
    known: Mapping[What, tuple[str | None, str | None]] = {
        "state": (before.state if before else None, after.state),
        "due": (before.due.text if before and before.due else None, after.due.text if after.due else None),
    }
    for what, (was, now) in known.items():
        yield from _moved(after.id, after.problem.tasks[0], after.problem.text or "", what, was, now)


def _moved(
    id: str, task: str, title: Text, what: What, before: str | None, after: str | None
) -> Iterator[Move]:
    if before != after:
        yield Move(id=id, task=task, title=title, what=what, before=before, after=after)
