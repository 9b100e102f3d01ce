"""What waits for my office."""

from typing import Annotated

from ltzplan.cli import options as opt
from ltzplan.cli.command import Command
from ltzplan.cli.output import Output
from ltzplan.cli.run import Run
from ltzplan.cli.to_type import to_type
from ltzplan.reports.rows import rows_of
from ltzplan.reports.todo import IN_A_ROW, TodoItem
from ltzplan.reports.todo import todo as report
from ltzplan.views.todo import todo_blocks


@Command
def todo(
    run: Run,
    reading: opt.TableReading,
    unit: Annotated[opt.Maybe, opt.option("--unit", "UNIT", "my_unit")] = None,
    level: Annotated[opt.Maybe, opt.option("--level", "LEVEL", "todo_level")] = None,
) -> int:
    now = run.snapshot(reading)
    office, unit = run.my_office(now.space), run.my_unit(now.space, unit)
    before = run.typed(now.plan).pick("levels", level) if level else None
    found = report(now.plan, now.state, office, to_type, unit, before)
    hint = now.names.say("todo.office", office=office) if run.office and found.items else ""
    blocks = now.framed(todo_blocks(now.names, now.frame, found), hint)
    run.emit(reading, Output("todo", now, found, blocks, rows_of(TodoItem, found.items, IN_A_ROW)))
    return 0
