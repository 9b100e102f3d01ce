"""`ltz log`: on a screen the newest first, by who entered it; else a record a line, as a whole."""

from collections.abc import Iterator, Sequence

from ltzplan.reports.change import Change
from ltzplan.reports.log import Line, Log
from ltzplan.views.blocks import QUIET, Block, Heading, Para, Span, Table
from ltzplan.views.matters import change_said, corrects_said, deed, progress_said
from ltzplan.views.names import Names

Row = Sequence[str | Span]


def log_blocks(
    names: Names, report: Log, narrowed: Sequence[str], *, on_screen: bool, sought: bool = False
) -> Iterator[Block]:
    """Records, the newest first, with each change of level and light; by what they were `narrowed` as it was typed.

    Who `sought` a text in them is told of each whether it still holds.
    """
    title = names.say("log.title", id=report.id) if report.id else names.say("log.all")
    yield Heading(names.say("log.some", of=title, by=" ".join(narrowed)) if narrowed else title, 1)
    if not report.log:
        yield Para(names.say("log.none"))
    standing = names.say("effect.in_force") if sought else ""
    rows = [*(_grouped if on_screen else _alone)(names, report, standing)]
    titles = [names.say(f"list.{name}") for name in ("date", "record", "text")]
    yield Table(titles=titles, rows=rows, shows_titles=False)


def printed(names: Names, line: Line) -> str:
    """What a record's lines say of it, without what it changed."""
    return "  ".join((*_said(names, line, None, ""), _entered(names, line, f"{line.entered:%Y-%m-%d %H:%M}")))


def _grouped(names: Names, report: Log, standing: str) -> Iterator[Row]:
    """Rows below who entered them, which is said where it changes."""
    entered = ""
    yield from (_change(names, one, report.id) for one in reversed(report.since))
    for line in reversed(report.log):
        if entered != (entered := _entered(names, line, f"{line.entered:%Y-%m-%d}")):
            yield [Span(entered, QUIET)]
        said = "  ".join(_said(names, line, report.id, standing))
        yield [line.said.date.text, names.short(line.said.record), said]
        yield from (_change(names, one, report.id) for one in line.changes if one.record)
        yield from (_change(names, one, report.id) for one in reversed(line.changes) if not one.record)


def _alone(names: Names, report: Log, standing: str) -> Iterator[Row]:
    """A row for each record, which says who entered it and what it changed, and for each change by time alone."""
    yield from ([_changed(names, one, report.id)] for one in reversed(report.since))
    for line in reversed(report.log):
        entered = _entered(names, line, f"{line.entered:%Y-%m-%d %H:%M}")
        changes = (_changed(names, one, report.id) for one in line.changes if one.record)
        text = "  ".join((*_said(names, line, report.id, standing), entered, *changes)).replace("\n", " ")
        yield [line.said.date.text, names.short(line.said.record), text]
        yield from ([_changed(names, one, report.id)] for one in reversed(line.changes) if not one.record)


def _entered(names: Names, line: Line, at: str) -> str:
    said = names.say("log.entered", office=names.of("offices", line.said.office), by=line.said.by, at=at)
    commit = names.say("log.commit", commit=line.commit[:7], author=line.author) if line.commit else ""
    return said + commit


def _said(names: Names, line: Line, asked: str | None, standing: str) -> Iterator[str]:
    """Say what a record is, of what, what it states, and whether it is in force: of one that is what is `standing` for it."""
    said = line.said
    others = [id for id in line.problems if id not in (asked, said.record)]
    of = names.say("log.of", problems=names.join(map(names.short, others))) if others else ""
    effect = standing
    if line.effect != "in_force":
        effect = names.say(f"effect.{line.effect}", by=names.short(line.by or ""))
    told = (
        deed(names, said),
        of,
        *progress_said(names, said),
        names.read(said.text),
        names.notes(said.notes),
    )
    yield from filter(None, (*told, names.source(said.source), corrects_said(names, said), effect))


def _change(names: Names, change: Change, asked: str | None) -> Row:
    return ["", "", Span(_changed(names, change, asked), QUIET)]


def _changed(names: Names, change: Change, asked: str | None) -> str:
    said = {
        "on": change.on.isoformat(),
        "id": names.short(change.problem or asked or ""),
        "cause": names.short(change.record) if change.record else names.say("log.time"),
    }
    return change_said(names, change, "log.", **said)
