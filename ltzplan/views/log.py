"""`ltz log` on a screen."""

from collections.abc import Iterator

from ltzplan.reports.change import Change
from ltzplan.reports.log import Line, Log
from ltzplan.views.blocks import Block, Heading, Para, Table
from ltzplan.views.matters import change_said, deed, figure
from ltzplan.views.names import Names


def log_blocks(names: Names, report: Log) -> Iterator[Block]:
    """Give records in order and, between them, each change of level and light."""
    title = names.say("log.title", id=report.id) if report.id else names.say("log.all")
    yield Heading(title, 1)
    if not report.log:
        yield Para(names.say("log.none"))
    for line in report.log:
        yield from (_change(names, one, report.id) for one in line.changes if one.record is None)
        yield _line(names, line, report.id)
        yield from (_change(names, one, report.id) for one in line.changes if one.record)
    yield from (_change(names, one, report.id) for one in report.since)


def _line(names: Names, line: Line, asked: str | None) -> Table:
    said = line.said
    others = [id for id in line.problems if id not in (asked, said.record)]
    of = names.say("log.of", problems=names.join(map(names.short, others))) if others else ""
    what = deed(names, said)
    effect = (
        "" if line.effect == "in_force" else names.say(f"effect.{line.effect}", by=names.short(line.by or ""))
    )
    entered = names.say(
        "log.entered",
        office=names.of("offices", said.office),
        by=said.by,
        at=f"{line.entered:%Y-%m-%d %H:%M}",
    )
    marks = (names.say(f"update.{mark}") for mark in ("background", "reopen") if getattr(said, mark))
    source = names.source(said.source)
    text = "  ".join(
        filter(None, (what, of, *marks, figure(names, said), names.read(said.text), source, entered, effect))
    )
    return Table(
        titles=["", "", ""], rows=[[said.date.text, names.short(said.record), text]], shows_titles=False
    )


def _change(names: Names, change: Change, asked: str | None) -> Para:
    said = {
        "on": change.on.isoformat(),
        "id": names.short(change.problem or asked or ""),
        "cause": names.short(change.record) if change.record else names.say("log.time"),
    }
    return Para(change_said(names, change, "log.", **said), indent=4, hang=4, colour="blue")
