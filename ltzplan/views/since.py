"""`ltz status --since` on a screen: what changed of which task or problem, and how."""

from collections.abc import Iterator

from ltzplan.reports.since import Move, Since
from ltzplan.views.blocks import ID, Block, Heading, Para, Span, Table
from ltzplan.views.names import Names


def since_blocks(names: Names, report: Since) -> Iterator[Block]:
    """Give a row for each task and problem of which something changed."""
    of = dict[str, list[Move]]()
    for one in report.changes:
        of.setdefault(one.id, []).append(one)
    yield Heading(names.say("since.title", since=report.since, count=len(of)), 1)
    if not of:
        yield Para(names.say("since.none"))
    rows: list[list[str | Span]] = [
        [
            Span(names.short(id), ID),
            names.say("list.parted").join(_said(names, one) for one in moves),
            names.read(moves[0].title),
        ]
        for id, moves in of.items()
    ]
    titles = [names.say(f"list.{one}") for one in ("id", "what", "title")]
    yield Table(titles=titles, rows=rows, shows_titles=False)


def _said(names: Names, one: Move) -> str:
    before, after = (_value(names, one, value) for value in (one.before, one.after))
    key = "since.new" if one.what == "state" and one.before is None else "since.move"
    return names.say(key, what=names.say(f"list.{one.what}"), before=before, after=after)


def _value(names: Names, one: Move, value: str | None) -> str:
    if value is None:
        return names.say("none")
    if one.what == "state":
        return names.say(f"state.{value}")
    return names.of({"stage": "stages", "light": "lights", "level": "levels"}.get(one.what, ""), value)
