"""LOOK: what the rhythm asks for, and what waits for my office."""

from typing import Any

import typer

from ltzplan.cli import options as opt
from ltzplan.cli.look import TABULAR, asked_for, with_foot
from ltzplan.reports.rows import rows_of


@opt.shares(opt.READING, opt.RAW)
def calendar(ctx: typer.Context, shared: Any) -> int:
    """What is to be held and issued, and was it."""
    from ltzplan.reports.calendar import calendar as report  # noqa: PLC0415 - only this verb's
    from ltzplan.rules.duties import Duty  # noqa: PLC0415
    from ltzplan.views.calendar import calendar_blocks, calendar_file  # noqa: PLC0415

    session, asked, _ = asked_for(ctx, shared, (*TABULAR, "ics"))
    found = report(asked.plan, asked.state)
    if shared.form == "ics":
        session.put(calendar_file(asked.names, asked.frame, found, asked.state), "utf-8")
        return 0
    blocks = with_foot(asked, calendar_blocks(asked.names, asked.frame, found, asked.state))
    session.emit(shared.form, "calendar", asked, found, blocks, rows_of(Duty, found.duties))
    return 0


@opt.shares(opt.READING, opt.RAW)
def todo(ctx: typer.Context, shared: Any) -> int:
    """What waits for my office."""
    from ltzplan.reports.todo import Item  # noqa: PLC0415 - only this verb's
    from ltzplan.reports.todo import todo as report  # noqa: PLC0415
    from ltzplan.views.todo import todo_blocks  # noqa: PLC0415

    session, asked, _ = asked_for(ctx, shared, TABULAR)
    found = report(asked.plan, asked.state, session.my_office(asked.space))
    blocks = with_foot(asked, todo_blocks(asked.names, asked.frame, found))
    session.emit(shared.form, "todo", asked, found, blocks, rows_of(Item, found.items))
    return 0
