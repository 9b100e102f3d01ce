"""A row of the queue while a verb goes through them: which one it is, and what is known of it."""

from collections.abc import Iterator

from ltzplan.reports.show import ProblemView, TaskView
from ltzplan.reports.todo import TodoItem
from ltzplan.views.blocks import Block, Gap, Heading
from ltzplan.views.names import Names
from ltzplan.views.problem import problem_stands
from ltzplan.views.show import task_stands


def row_blocks(
    names: Names, row: TodoItem, view: ProblemView | TaskView, at: int, count: int
) -> Iterator[Block]:
    """Give the place of a row among those that wait, and what is known of its task or problem."""
    yield Gap()
    days = names.say("esc.days", days=row.days)
    yield Heading(
        names.say("sit.row", at=at, count=count, queue=names.say(f"queue.{row.queue}"), days=days), 1
    )
    yield from stands(names, view)


def stands(names: Names, view: ProblemView | TaskView) -> Iterator[Block]:
    """Give what is known of a task or problem that is taken up."""
    if isinstance(view, TaskView):
        yield from task_stands(names, view)
    else:
        yield from problem_stands(names, view)
