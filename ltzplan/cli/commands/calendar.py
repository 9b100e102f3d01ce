"""What is to be held and issued, and was it."""

from ltzplan.cli import options as opt
from ltzplan.cli.run import Run, command
from ltzplan.reports.calendar import calendar as report
from ltzplan.reports.rows import rows_of
from ltzplan.rules.duties import Duty
from ltzplan.views.calendar import calendar_blocks, calendar_file


@command
def calendar(run: Run, reading: opt.TableReading) -> int:
    """What is to be held and issued, and was it."""
    form, now = reading.form_of(*opt.TABULAR, "ics"), run.snapshot(reading)
    found = report(now.plan, now.state)
    if form == "ics":
        run.put(calendar_file(now.names, now.frame, found, now.state), "utf-8")
        return 0
    blocks = now.framed(calendar_blocks(now.names, now.frame, found, now.state))
    run.emit(form, "calendar", now, found, blocks, rows_of(Duty, found.duties), raw=reading.raw)
    return 0
