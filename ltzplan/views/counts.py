"""`ltz status --by` on a screen: one table of counts."""

from collections.abc import Iterator, Sequence
from dataclasses import fields

from ltzplan.model.values import Text
from ltzplan.reports.counts import LISTED, Count, Counts
from ltzplan.views.blocks import ID, LATE, QUIET, WARNING, Block, Para, Span, Table
from ltzplan.views.names import Names


def counts_blocks(names: Names, report: Counts, *, on_screen: bool) -> Iterator[Block]:
    """A row for each group, its counts in columns, on a screen the worst first; below, what counts more than once or beside."""
    absent = ("group",) if names.plan.rhythm.reported else ("group", "silent")
    titles = [one.name for one in fields(Count) if one.name not in absent]
    verdict = [_verdict(names, report, report.worst, titles)] if report.worst else []
    yield from verdict if on_screen else ()
    yield Table(
        titles=[names.say(f"list.{report.by}"), *(names.say(f"counts.{title}") for title in titles)],
        rows=[
            [Span(_group(names, report, one.group), ID), *(_cell(one, title) for title in titles)]
            for one in (report.worst_first if on_screen else report.counts)
        ],
        right=frozenset(range(1, len(titles) + 1)),
    )
    if (rows := sum(one.tasks for one in report.counts)) > report.tasks:
        said = {"rows": rows, "tasks": report.tasks, "by": names.say(f"list.{report.by}")}
        yield Para(names.say("counts.several", **said), hang=4, colour=QUIET)
    if report.not_counted:
        counted = (
            names.say("status.count", word=names.say(f"origin.{origin}"), count=count)
            for origin, count in report.not_counted.items()
        )
        beside = names.say("counts.beside", tasks=report.tasks, beside=names.join(counted))
        yield Para(beside, hang=4, colour=QUIET)
    yield from () if on_screen else verdict


_LATE, _WARNING = ("overdue", "late_problems"), ("warning", "silent")
"""What is red in a table of counts, and what yellow."""


def _cell(one: Count, title: str) -> Span:
    count = getattr(one, title)
    colour = LATE if title in _LATE else WARNING if title in _WARNING else None
    return Span(str(count or "-"), colour if count else None)


def _verdict(names: Names, report: Counts, worst: Count, titles: Sequence[str]) -> Para:
    """Say which group stands worst, and why."""
    said = [
        names.say(f"counts.worst.{title}", count=count)
        for title in ("overdue", "late_problems", "warning", "open_problems", "silent")
        if title in titles and (count := getattr(worst, title))
    ]
    why = names.join(said)
    return Para(
        names.say("counts.worst", group=_group(names, report, worst.group), why=why), hang=4, colour=LATE
    )


def _group(names: Names, report: Counts, group: Text | None) -> str:
    if group is None:
        return names.say("counts.none")
    if report.by == "stage" and isinstance(group, str):
        return names.stages(group)
    listed = LISTED.get(report.by)
    return names.of(listed, group) if listed and isinstance(group, str) else names.read(group)
