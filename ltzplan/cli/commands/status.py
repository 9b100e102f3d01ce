"""Where the plan stands."""

from ltzplan.cli import options as opt
from ltzplan.cli.output import Output
from ltzplan.cli.run import Run, command
from ltzplan.reports.rows import rows_of
from ltzplan.reports.status import TaskRow
from ltzplan.reports.status import status as report
from ltzplan.views.status import status_blocks


@command
def status(run: Run, filters: opt.Filters, reading: opt.TableReading) -> int:
    now = run.snapshot(reading)
    found = report(now.plan, now.state, run.typed(now.plan).task_filter(filters))
    hint = now.names.say("status.next", id=found.tasks[0].id) if found.tasks else ""
    blocks = now.framed(status_blocks(now.names, now.frame, found), hint)
    run.emit(reading, Output("status", now, found, blocks, rows_of(TaskRow, found.tasks)))
    return 0
