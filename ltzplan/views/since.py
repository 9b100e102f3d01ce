"""`ltz status --since` on a screen: what changed of which task or problem, and how; and the reports that came in."""

import re
from collections.abc import Iterator, Sequence

from ltzplan.reports.record_line import RecordLine
from ltzplan.reports.since import Move, Since
from ltzplan.rules.claims import is_claim
from ltzplan.views.blocks import ID, LATE, QUIET, Block, Heading, Para, Span, Table, section
from ltzplan.views.matters import change_said, corrects_said, deed, progress_said
from ltzplan.views.names import Names

DAY = re.compile(r"\d{4}-\d\d-\d\d")
"""A day, where no commit is named."""


def since_blocks(names: Names, report: Since) -> Iterator[Block]:
    """A row for each task and problem of which something changed, and one for each report."""
    of = dict[str, list[Move]]()
    for one in report.changes:
        of.setdefault(one.id, []).append(one)
    day = report.since
    if report.entered:
        day = names.say("since.entered", day=day, time=f"{report.entered:%H:%M}")
    yield Heading(names.say("since.title", since=day, count=len(of)), 1)
    if not of:
        by_day = report.entered is None and DAY.fullmatch(report.since)
        yield Para(names.say("since.none") + (names.say("since.none_by_day") if by_day else ""))
    rows = list[list[str | Span]]()
    for id, moves in of.items():
        late = any((one.what, one.after) == ("overdue", "yes") for one in moves)
        told = names.say("list.semi").join(
            move_said(names, one) + names.bracket(_lifted_by(names, report, one)) for one in telling(moves)
        )
        rows.append(
            [Span(names.short(id), ID), Span(told, LATE if late else None), names.read(moves[0].title)]
        )
        rows += (_step(names, one) for one in report.steps.get(id, ()))
    titles = [names.say(f"list.{one}") for one in ("id", "what", "title")]
    yield Table(titles=titles, rows=rows, shows_titles=False)
    titles = [names.say(f"list.{one}") for one in ("record", "date", "text")]
    above = {one.record for steps in report.steps.values() for one in steps}
    listed = [_report(names, one) for one in report.reports if one.record not in above]
    came = names.say("since.reports", count=len(listed))
    yield from section(came, [Table(titles=titles, rows=listed, shows_titles=False)])


def telling(moves: Sequence[Move]) -> Iterator[Move]:
    """Leave out what follows from an end: that a problem is before no level, and nobody's turn."""
    yield from (one for one in moves if one.after or one.what not in ("level", "turn"))


def move_said(names: Names, one: Move) -> str:
    """Say what changed of a task or problem; of a new one that it was raised."""
    if one.what == "state" and one.before is None:
        return names.say("since.new", after=names.say(f"state.{one.after}"))
    marked = one.what in ("light", "overdue", "supervision")
    return change_said(names, one, "wrote." if marked else "entry.step.")


def _lifted_by(names: Names, report: Since, move: Move) -> str:
    """Name the problems that changed and that a task's level goes by."""
    if move.what != "level" or move.id != move.task:
        return ""
    problems = (one.id for one in report.changes if one.task == move.task and one.id != one.task)
    return names.join(map(names.short, dict.fromkeys(problems)))


def _step(names: Names, one: RecordLine) -> list[str | Span]:
    """Say on a line across the columns what came in of a task or problem, and from whom."""
    what = _told(names, one) if one.kind == "update" else deed(names, one)
    return [Span("    " + "  ".join((one.date.text, what, _by(names, one))), QUIET)]


def _report(names: Names, one: RecordLine) -> list[str | Span]:
    return [
        Span(names.short(one.record), ID), one.date.text, "  ".join((_told(names, one), _by(names, one))),
    ]  # fmt: skip


def _told(names: Names, one: RecordLine) -> str:
    """Say what a report tells and what it corrects."""
    what = deed(names, one) if one.nil or is_claim(names.plan, one.stage) else ""
    told = (what, *progress_said(names, one), names.read(one.text), corrects_said(names, one))
    return "  ".join(filter(None, told))


def _by(names: Names, one: RecordLine) -> str:
    return names.say("since.by", office=names.of("offices", one.office), by=one.by)
