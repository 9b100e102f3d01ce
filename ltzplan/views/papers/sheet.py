"""The form of every paper: masthead, number, title, addressee, body, annex, signature, copies, what was read.

Levels are counted 一、（一）1. in Chinese and 1. (1) 1) in English.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ltzplan.model.records import Paper as Issued
from ltzplan.model.state import State
from ltzplan.reports.papers.paper import Figures, Paper
from ltzplan.views.blocks import Block, Gap, Heading, Para, Placed, Table
from ltzplan.views.frame import Frame, foot
from ltzplan.views.names import Names
from ltzplan.views.papers.words import period_said


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """What one kind of paper says in the common form."""

    subject: str
    body: Iterable[Block]
    addressee: str = ""
    copy_to: str = ""
    dated: date | None = None
    mark: str = ""
    matter: str = ""
    annexes: Sequence[tuple[str, Sequence[Block]]] = ()


def paper_blocks(names: Names, frame: Frame, state: State, paper: Paper, sheet: Sheet) -> Iterator[Block]:
    """Give a paper from its masthead to what was read for it."""
    form, name = names.plan.papers.form(paper.paper), names.paper(paper.paper)
    addressee = names.read(form.addressee) if form and form.addressee else sheet.addressee
    copies = names.read(form.copy_to) if form and form.copy_to else sheet.copy_to
    issuer = names.office(names.plan.sorting_office)
    yield Placed(issuer, "middle")
    numbered = (paper.number or names.say("paper.draft")) + sheet.mark
    yield Placed(names.say("paper.number", name=name, number=numbered), "middle")
    yield Gap()
    yield Placed(names.say("paper.title", subject=sheet.subject, name=name), "middle", level=1)
    yield Gap()
    if addressee:
        yield Para(names.say("paper.addressee", to=addressee))
    if paper.corrects:
        yield para(names, _corrects(names, state, paper.corrects))
    yield from sheet.body
    for number, (title, _) in enumerate(sheet.annexes, 1):
        yield Gap()
        yield Para(names.say("paper.annexed", n=number, title=title))
    yield Gap()
    yield Placed(issuer, "right")
    yield Placed(names.day(sheet.dated or frame.as_of), "right")
    above = names.read(form.report_to) if form and form.report_to else ""
    told = (("paper.report_to", above), ("paper.copies", copies), ("paper.of_matter", sheet.matter))
    if below := [names.say(key, to=said) for key, said in told if said]:
        yield Gap()
        yield from map(Para, below)
    for number, (title, blocks) in enumerate(sheet.annexes, 1):
        yield Gap()
        yield Heading(names.say("paper.annex", n=number, title=title))
        yield from blocks
    if "refs" in paper.options:
        yield Gap()
        yield from _references(names, paper)
    yield Gap()
    yield from foot(names, frame, state)


def _corrects(names: Names, state: State, id: str) -> str:
    """Say which paper is corrected: by kind, number and day."""
    old = next((one.record for one in state.papers if one.id == id), None)
    if not isinstance(old, Issued):
        return names.say("paper.corrects", name=id, number="", day="")
    day = names.bracket(names.day(old.date.last))
    return names.say("paper.corrects", name=names.paper(old.paper), number=old.number or "", day=day)


def _references(names: Names, paper: Paper) -> Iterator[Block]:
    """List every figure with the ids of what it counts."""
    yield Heading(names.say("paper.refs"))
    for number, (figure, ids) in enumerate(paper.figures.items(), 1):
        word, listed = figure_word(names, figure), names.join(ids) or names.say("none")
        yield Para(names.say("paper.ref", n=number, figure=word, count=len(ids), ids=listed), 4, 3)


def figure_word(names: Names, figure: str) -> str:
    """Give a figure's word; `2020Q4/stage.ID` is that of a stage in a period."""
    period, _, rest = figure.rpartition("/")
    listed, _, id = rest.rpartition(".")
    word = {"stage": names.stages, "light": names.light}.get(listed)
    said = word(id) if word else names.say(f"figure.{rest}")
    return names.say("paper.of_period", period=period_said(names, period), figure=said) if period else said


def figures_table(names: Names, figures: Collection[str], counted: Figures) -> Table:
    """Give some of a paper's figures as numbered rows; `--refs` numbers them all, for `why PAPER:n`."""
    rows = [
        [str(n), figure_word(names, one.rpartition("/")[2]), str(len(counted[one]))]
        for n, one in enumerate(figures, 1)
    ]
    titles = [names.say(f"paper.col.{title}") for title in ("n", "figure", "count")]
    return Table(titles=titles, rows=rows, right=frozenset({0, 2}), indent=4)


def para(names: Names, text: str) -> Para:
    """Give a paragraph; Chinese ones begin two characters in."""
    return Para(names.say("paper.para", text=text))


def item(names: Names, number: int, text: str) -> Para:
    """Give an item of the third level; 0 goes on with the one before."""
    return Para(names.say("paper.item", n=number, text=text) if number else text, 4 if number else 7, 3)


def sections(names: Names, titled: Iterable[tuple[str, Iterable[Block]]], level: int = 1) -> Iterator[Block]:
    """Give sections of the first or second level, each under its title."""
    for number, (title, blocks) in enumerate(titled, 1):
        yield Heading(names.say(f"paper.level{level}", n=names.number(number), title=title), level + 1)
        yield from blocks
