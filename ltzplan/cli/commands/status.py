"""Where the plan stands: in short on a terminal, else every task; what changed; or counts."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Annotated, get_args

from ltzplan.cli import options as opt
from ltzplan.cli.output import Output, Snapshot
from ltzplan.cli.run import Run, command
from ltzplan.cli.typed import taken
from ltzplan.cli.typed_filter import task_filter
from ltzplan.cli.typed_numbers import of_kind
from ltzplan.issues import Issue, refuse
from ltzplan.model.state import State
from ltzplan.reports.filter import ALL, By, TaskFilter
from ltzplan.reports.rows import rows_of
from ltzplan.reports.status import Status, TaskRow
from ltzplan.reports.status import status as report
from ltzplan.rules.fold import state_at, state_left_by
from ltzplan.rules.rhythm import last_dispatch
from ltzplan.views.blocks import Block
from ltzplan.views.status import status_blocks


@command
def status(
    run: Run,
    filters: opt.Filters,
    reading: opt.TableReading,
    whole: Annotated[bool, opt.flag("--all")] = False,
    since: Annotated[opt.Maybe, opt.option("--since", "dispatch|DATE|COMMIT")] = None,
    by: Annotated[opt.Maybe, opt.option("--by", "MARK", "count_by")] = None,
) -> int:
    now = run.snapshot(reading)
    chosen = task_filter(run.typed(now.plan), filters)
    if since:
        return _since(run, reading, now, chosen, since)
    found = report(now.plan, now.state, chosen)
    if by:
        return _by(run, reading, now, found, by)
    hint = now.names.say("status.next", id=found.tasks[0].id) if found.tasks else ""
    blocks = now.framed(_blocks(run, reading, now, found, folds=chosen == ALL and not whole), hint)
    run.emit(reading, Output("status", now, found, blocks, rows_of(TaskRow, found.tasks)))
    return 0


def _blocks(
    run: Run, reading: opt.TableReading, now: Snapshot, found: Status, *, folds: bool
) -> Iterator[Block]:
    """Give the plan in short on a terminal; every task in a pipe, and where some were asked for."""
    screen = run.width() is not None
    if not (folds and screen and reading.asked == "text"):
        return status_blocks(now.names, now.frame, found, screen=screen or reading.asked != "text")
    from ltzplan.reports.verdict import verdict  # noqa: PLC0415 - only for a screen
    from ltzplan.views.verdict import verdict_blocks  # noqa: PLC0415

    return verdict_blocks(now.names, now.frame, found, verdict(now.plan, now.state, found))


def _by(run: Run, reading: opt.TableReading, now: Snapshot, found: Status, typed: str) -> int:
    from ltzplan.reports.counts import Count, counts  # noqa: PLC0415 - only where it is asked for
    from ltzplan.views.counts import counts_blocks  # noqa: PLC0415

    known: tuple[By, ...] = get_args(By)
    meant = taken(run.typed(now.plan).word(known, typed, "--by", "also.count_by."))
    counted = counts(now.plan, now.state, found.tasks, next(one for one in known if one == meant))
    on_screen = reading.asked == "text" and run.width() is not None
    blocks = now.framed(counts_blocks(now.names, counted, on_screen=on_screen))
    run.emit(reading, Output("counts", now, counted, blocks, rows_of(Count, counted.counts)))
    return 0


def _since(run: Run, reading: opt.TableReading, now: Snapshot, chosen: TaskFilter, typed: str) -> int:
    from ltzplan.reports.since import Move, since  # noqa: PLC0415 - only where it is asked for
    from ltzplan.views.since import since_blocks  # noqa: PLC0415

    named, before, entered = _before(run, reading, now, chosen, typed)
    found = since(now.plan, before, now.state, named, chosen, entered)
    blocks = now.framed(since_blocks(now.names, found))
    run.emit(reading, Output("since", now, found, blocks, rows_of(Move, found.changes)))
    return 0


def _before(
    run: Run, reading: opt.TableReading, now: Snapshot, chosen: TaskFilter, typed: str
) -> tuple[str, State, datetime | None]:
    """Return the day and state of the last dispatch, of the level and portfolio where these were asked for, of a session or of another day, or a commit and what it knew.

    Of a session beside it the moment of its entry, where that decides on its day.
    """
    words = run.typed(now.plan)
    if not isinstance(words.word(("dispatch",), typed, "--since", "also.since."), Issue):
        held = last_dispatch(now.plan, now.state, chosen.level, chosen.portfolio)
        if held is None:
            raise refuse("no_dispatch")
        return held.day.isoformat(), *state_left_by(now.ledger, held, now.state.as_of)
    if session := words.found(of_kind(now.ledger.entries, "session"), typed):
        held = now.ledger.known[session]
        return held.day.isoformat(), *state_left_by(now.ledger, held, now.state.as_of)
    if words.day(typed) is None:
        return typed, run.snapshot(replace(reading, rev=typed)).state, None
    day = run.day(now.plan, "--since", typed).last
    return day.isoformat(), state_at(now.ledger, day), None
