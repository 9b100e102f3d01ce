"""LOOK: what the rhythm asks for, and what waits for my office."""

from typing import Any

import typer

from ltzplan.cli import options as opt
from ltzplan.cli.look import TABULAR, asked_for, with_foot


@opt.shares(opt.READING)
def calendar(ctx: typer.Context, shared: Any) -> int:
    """What is to be held and issued, and was it."""
    from ltzplan.reports.calendar import calendar as report  # noqa: PLC0415 - only this verb's
    from ltzplan.views.calendar import calendar_blocks, calendar_file  # noqa: PLC0415

    session, asked, _ = asked_for(ctx, shared, (*TABULAR, "ics"))
    found = report(asked.plan, asked.state)
    if shared.form == "ics":
        session.put(calendar_file(asked.names, asked.frame, found, asked.state))
        return 0
    blocks = with_foot(asked, calendar_blocks(asked.names, asked.frame, found, asked.state))
    session.emit(shared.form, "calendar", asked, found, blocks, [vars(one) for one in found.duties])
    return 0


@opt.shares(opt.READING)
def todo(ctx: typer.Context, shared: Any) -> int:
    """What waits for my office."""
    from ltzplan.reports.todo import todo as report  # noqa: PLC0415 - only this verb's
    from ltzplan.views.todo import todo_blocks  # noqa: PLC0415

    session, asked, _ = asked_for(ctx, shared, TABULAR)
    found = report(asked.plan, asked.state, session.my_office(asked.space))
    ids = {entry.id for entry in asked.entries}
    blocks = with_foot(asked, todo_blocks(asked.names, asked.frame, found, ids))
    session.emit(shared.form, "todo", asked, found, blocks, [vars(one) for one in found.items])
    return 0
