"""`ltz diff` on a screen: what another plan would have said of the same records."""

from collections.abc import Iterator

from ltzplan.reports.diff import Diff, Difference
from ltzplan.views.blocks import Block, Heading, Para, Span, Table
from ltzplan.views.names import Names


def diff_blocks(names: Names, trial: Names, report: Diff, file: str) -> Iterator[Block]:
    """Give each run of days on which the plans differ; `trial` names what the plan in `file` lists."""
    yield Heading(names.say("diff.title", file=file, over=report.over, last=names.day(report.last)), 1)
    if not report.changes:
        yield Para(names.say("diff.none"))
        return
    yield Para(names.say("diff.count", count=len(report.changes)))
    titles = (
        "diff.since", "list.until", "list.id", "list.what", "list.ours", "list.other", "diff.shift", "list.title",
    )  # fmt: skip
    rows = [_row(names, trial, one) for one in report.changes]
    yield Table(titles=[names.say(title) for title in titles], rows=rows)
    yield Para(names.say("diff.note"), hang=4)
    first = report.changes[0]
    yield Para(names.say("diff.check", id=names.short(first.id), day=first.since, file=file), hang=4)


def _row(names: Names, trial: Names, one: Difference) -> list[str | Span]:
    def word(spoken: Names, id: str | None) -> str | Span:
        if id is None or one.what == "level":
            return spoken.level(id)
        return Span(spoken.of("lights", id), spoken.colour(id))

    shift = names.say("diff.earlier", days=one.earlier) if one.earlier else "-"
    shift = names.say("diff.later", days=one.later) if one.later else shift
    return [
        one.since.isoformat(), one.until.isoformat() if one.until else "-", names.short(one.id),
        names.say(f"list.{one.what}"), word(names, one.ours), word(trial, one.other), shift, names.read(one.title),
    ]  # fmt: skip
