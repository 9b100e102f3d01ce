"""What was recorded, and what it changed."""

from contextlib import suppress
from dataclasses import replace
from typing import Annotated

from ltzplan.cli import options as opt
from ltzplan.cli.command import Command
from ltzplan.cli.earlier import earlier
from ltzplan.cli.output import Output, Snapshot
from ltzplan.cli.run import Run
from ltzplan.cli.typed import Typed
from ltzplan.issues import LtzError, refuse
from ltzplan.languages import LANGS
from ltzplan.model.state import State
from ltzplan.reports.log import IN_A_ROW, Line, Log, Sought
from ltzplan.reports.log import log as report
from ltzplan.reports.rows import rows_of
from ltzplan.views.log import log_blocks, printed


@Command
def log(
    run: Run,
    reading: opt.TableReading,
    id: Annotated[opt.Maybe, opt.argument("[ID]", "log")] = None,
    task: Annotated[opt.Maybe, opt.option("--task", "TASK", "log_task")] = None,
    last: Annotated[opt.Maybe, opt.option("-n", "N", "last")] = None,
    since: Annotated[opt.Maybe, opt.option("--since", "DATE|dispatch|COMMIT", "log_since")] = None,
    until: Annotated[opt.Maybe, opt.option("--until", "DATE")] = None,
    by: Annotated[opt.Maybe, opt.option("--by", "OFFICE", "written_by")] = None,
    note: Annotated[opt.Maybe, opt.option("--note", "NOTE_KIND", "log_note")] = None,
    grep: Annotated[opt.Maybe, opt.option("--grep", "TEXT")] = None,
    commits: Annotated[bool, opt.flag("--commits")] = False,
) -> int:
    now = run.snapshot(reading)
    if id and task:
        raise refuse("contradict", one="ID", other="--task")
    if last and not last.isdecimal():
        raise refuse("not_a_whole_number", value=last, key="-n")
    asked = id or task
    typed = run.typed(now.plan)
    found = _matter(typed, now.state, asked) if asked else None
    ledger = now.ledger_about(found)
    spoken = [now.names.speaking(lang) for lang in LANGS]
    before = earlier(run, reading, now, since) if since else None
    sought = Sought(
        since=run.day(now.plan, "--since", since).first if since and before is None else None,
        new_to=before.state.ids if before else frozenset(),
        until=run.day(now.plan, "--until", until).last if until else None,
        by=typed.pick("offices", by) if by else None,
        note=typed.pick("note_kinds", note) if note else None,
        text=grep or "",
        reads=lambda line: (printed(names, line) for names in spoken),
        last=int(last) if last else None,
    )
    lines = sought.of(report(ledger, now.state, found), ledger.known)
    if commits:
        lines = _with_commits(now, lines)
    on_screen = reading.asked == "text" and run.width() is not None
    options = (
        ("-n", last), ("--since", since), ("--until", until), ("--by", by), ("--note", note), ("--grep", grep),
    )  # fmt: skip
    narrowed = [f"{option} {told}" for option, told in options if told]
    hint = (
        now.names.say("log.next", id=now.names.short(lines.log[-1].said.record)) if grep and lines.log else ""
    )
    told = log_blocks(now.names, lines, narrowed, on_screen=on_screen, sought=bool(grep))
    blocks = now.framed(told, hint)
    run.emit(reading, Output("log", now, lines, blocks, rows_of(Line, lines.log, IN_A_ROW)))
    return 0


def _matter(typed: Typed, state: State, asked: str) -> str:
    """Return the task or problem whose log is asked for; LtzError also for another record, which has none."""
    try:
        return typed.matter(state, asked)
    except LtzError:
        record = None
        with suppress(LtzError):
            record = typed.one_of(state.ids, asked)
        if record is None:
            raise
        raise refuse("log_of_record", record=record) from None


def _with_commits(now: Snapshot, lines: Log) -> Log:
    """Return a log with the commit that brought each record, as far as one did."""
    by = now.brought()
    signed = ((one, *by.get(one.file, (None, None))) for one in lines.log)
    told = (replace(one, commit=commit, author=author) for one, commit, author in signed)
    return replace(lines, log=tuple(told))
