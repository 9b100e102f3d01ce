"""What was recorded, and what it changed."""

from typing import Annotated

from ltzplan.cli import options as opt
from ltzplan.cli.output import Output
from ltzplan.cli.run import Run, command
from ltzplan.reports.log import IN_A_ROW, Line
from ltzplan.reports.log import log as report
from ltzplan.reports.rows import rows_of
from ltzplan.views.log import log_blocks


@command
def log(
    run: Run, reading: opt.TableReading, id: Annotated[opt.Maybe, opt.argument("[ID]", "log")] = None
) -> int:
    now = run.snapshot(reading)
    found = None if id is None else run.typed(now.plan).matter(now.state, id)
    lines = report(now.ledger_about(found), now.state, found)
    blocks = now.framed(log_blocks(now.names, lines))
    run.emit(reading, Output("log", now, lines, blocks, rows_of(Line, lines.log, IN_A_ROW)))
    return 0
