"""Why something stands where it stands."""

from typing import Annotated

from ltzplan.cli import options as opt
from ltzplan.cli.command import Command
from ltzplan.cli.output import Output
from ltzplan.cli.run import Run
from ltzplan.reports.why import why as report
from ltzplan.views.why import why_blocks


@Command
def why(
    run: Run,
    reading: opt.Reading,
    id: Annotated[str, opt.argument("ID", "why")],
    under: Annotated[opt.Maybe, opt.option("--under", "FILE")] = None,
) -> int:
    if ":" in id:
        from ltzplan.cli.commands.paper import why_figure  # noqa: PLC0415 - only for a figure of a paper

        return why_figure(run, reading, id)
    now = run.snapshot(reading, under)
    meant = run.typed(now.plan).matter(now.state, id)
    ledger = now.ledger_about(meant)
    found = report(ledger, now.state, meant)
    blocks = why_blocks(now.names, found, ledger.known)
    run.emit(reading, Output("why", now, found, now.framed(blocks)))
    return 0
