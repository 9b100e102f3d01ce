"""LOOK: rules on trial."""

from pathlib import Path
from typing import Annotated, Any

import typer

from ltzplan.cli import options as opt
from ltzplan.cli.look import TABULAR, asked_for, with_foot
from ltzplan.model.values import Day
from ltzplan.reports.diff import Otherwise
from ltzplan.reports.diff import diff as report
from ltzplan.reports.rows import rows_of
from ltzplan.store.workspace import on_trial
from ltzplan.views.diff import diff_blocks
from ltzplan.views.names import Names


@opt.shares(opt.READING, opt.RAW)
def diff(
    ctx: typer.Context,
    shared: Any,
    other: Annotated[str, opt.argument("OTHER.yaml", "other")],
    over: Annotated[str | None, opt.option("--over", "PERIOD")] = None,
) -> int:
    """What another plan would have said of the same records."""
    session, asked, _ = asked_for(ctx, shared, TABULAR)
    trial = on_trial(asked.space, Path(other)).plan
    first, last = asked.plan.header.signed, asked.plan.header.ends
    whole = Day(f"{first.text}..{last.text}", first.first, last.last)
    period = session.day(asked.plan, "--over", over) if over else whole
    found = report(asked.plan, trial, asked.entries, period, asked.state.as_of)
    blocks = diff_blocks(asked.names, Names(trial, session.lang, asked.names.ids), found, other)
    session.emit(
        shared.form, "diff", asked, found, with_foot(asked, blocks), rows_of(Otherwise, found.changes)
    )
    return 0
