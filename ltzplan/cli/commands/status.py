"""Where the plan stands: in short on a terminal, else every task; what changed; or counts."""

from collections.abc import Iterator
from typing import Annotated, get_args

from ltzplan.cli import options as opt
from ltzplan.cli.command import Command
from ltzplan.cli.output import Output, Snapshot
from ltzplan.cli.run import Run
from ltzplan.cli.typed import taken
from ltzplan.cli.typed_filter import task_filter
from ltzplan.reports.filter import ALL, By, TaskFilter
from ltzplan.reports.rows import rows_of
from ltzplan.reports.status import Status, TaskRow
from ltzplan.reports.status import status as report
from ltzplan.rules.fold import state_at
from ltzplan.views.blocks import Block
from ltzplan.views.status import status_blocks


@Command
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
    key = "status.next" if chosen == ALL else "status.next_of_some"
    again = opt.again(chosen, opt.Filters)
    hint = now.names.say(key, id=found.tasks[0].id, filters=again) if found.tasks else ""
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
    from ltzplan.cli.earlier import Earlier, earlier  # noqa: PLC0415 - only where it is asked for
    from ltzplan.reports.since import Move, since  # noqa: PLC0415
    from ltzplan.views.since import since_blocks  # noqa: PLC0415

    before = earlier(run, reading, now, typed, chosen)
    if before is None:
        day = run.day(now.plan, "--since", typed).last
        before = Earlier(day.isoformat(), state_at(now.ledger, day), None)
    found = since(now.plan, before.state, now.state, before.named, chosen, before.entered)
    blocks = now.framed(since_blocks(now.names, found))
    run.emit(reading, Output("since", now, found, blocks, rows_of(Move, found.changes)))
    return 0
