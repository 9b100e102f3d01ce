"""`ltz why PAPER:n` on a screen: what a figure counts, and the records behind it."""

from collections.abc import Iterator, Mapping

from ltzplan.model.records import Entry
from ltzplan.reports.papers.paper import FigureDetail
from ltzplan.reports.record_line import said
from ltzplan.views.blocks import Block, Heading, Para
from ltzplan.views.filters import figure_word
from ltzplan.views.matters import step_said
from ltzplan.views.names import Names


def opened_blocks(names: Names, opened: FigureDetail, entries: Mapping[str, Entry]) -> Iterator[Block]:
    """Give a figure with its meaning, then each thing that it counts with its records."""
    word = figure_word(names, opened.figure)
    name = names.of("papers", opened.paper)
    yield Heading(
        names.say("opened.title", name=name, id=opened.id, n=opened.n, figure=word, count=len(opened.ids)), 1
    )
    listed, _, id = opened.figure.rpartition("/")[2].rpartition(".")
    rule = (
        f"rule.figure.{listed}"
        if listed in ("stage", "light")
        else f"rule.figure.{listed and listed + '.'}{id}"
    )
    yield Para(names.say("opened.rule", text=names.say(rule)), hang=4)
    for one, records in opened.records.items():
        record = entries[one].record if one in entries else None
        text = record and (record.text or getattr(record, "require", None))
        title = names.read(text) if record else names.of("tasks", one)
        yield Heading(names.say("opened.item", id=one, title=title), 3)
        for behind in records:
            if behind in entries:
                yield Para(step_said(names, said(entries[behind])), indent=4, hang=4)
