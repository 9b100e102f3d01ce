"""What is to be held and issued, and was it."""

from typing import Annotated

from ltzplan.cli import options as opt
from ltzplan.cli.command import Command
from ltzplan.cli.output import Output
from ltzplan.cli.run import Run
from ltzplan.reports.calendar import calendar as report
from ltzplan.reports.rows import rows_of
from ltzplan.rules.duties import Duty
from ltzplan.views.calendar import calendar_blocks


@Command
def calendar(
    run: Run,
    reading: opt.CalendarReading,
    unit: Annotated[opt.Maybe, opt.option("--unit", "UNIT", "calendar_unit")] = None,
) -> int:
    now = run.snapshot(reading)
    found = report(now.plan, now.state, run.typed(now.plan).pick("units", unit) if unit else None)
    blocks = now.framed(calendar_blocks(now.names, now.frame, found))
    run.emit(
        reading,
        Output(
            "calendar", now, found, blocks, rows_of(Duty, found.duties, "duty of period due state by ends")
        ),
    )
    return 0
