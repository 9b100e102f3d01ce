"""A paper as blocks: its page, filled in; on demand where its figures come from; and what was read for it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import takewhile

from ltzplan.dataclass import dataclass
from ltzplan.model.records import Paper
from ltzplan.model.values import Day
from ltzplan.reports.frame import Frame
from ltzplan.reports.papers.brief import Brief
from ltzplan.reports.papers.paper import PaperReport
from ltzplan.views.blocks import Block, Gap, Heading, Para, section
from ltzplan.views.filters import figure_word, filters, said
from ltzplan.views.frame import foot
from ltzplan.views.layout import lines
from ltzplan.views.markup import blocks_of
from ltzplan.views.names import Names
from ltzplan.views.page import Page, fill, own_page

LINES, COLUMNS, ANNEX = 40, 80, 3
"""What a page holds that is handed over as one; and the level of the heading of its annex."""


@dataclass(frozen=True, kw_only=True)
class EarlierPaper:
    """The earlier paper that one corrects."""

    name: str
    number: str
    day: Day | None


def paper_blocks(
    names: Names, frame: Frame, paper: PaperReport, earlier: Paper | None, page: Page | None = None
) -> Iterator[Block]:
    """Give a paper from its masthead to what was read for it, by the plan's own page or by ours."""
    page = page or own_page(paper.paper, names.lang)
    body = _filled(names, frame, paper, earlier, page)
    while isinstance(paper, Brief) and paper.first > 1 and _lines_of_page(body) > LINES:
        paper = replace(paper, first=min(paper.first, len(paper.asked)) - 1)
        body = _filled(names, frame, paper, earlier, page)
    yield from body
    if "refs" in paper.options:
        yield from section(names.say("paper.refs"), _references(names, paper))
    yield Gap()
    yield from foot(names, frame)


def _filled(names: Names, frame: Frame, paper: PaperReport, earlier: Paper | None, page: Page) -> list[Block]:
    told = _told(names, frame.as_of, paper, earlier)
    return [*blocks_of(fill(page, told, filters(names), partial(said, names), names.say("list.sep")))]


def _lines_of_page(body: Iterable[Block]) -> int:
    """Count the lines of a page before its annex, which a heading of the third level begins."""
    own = takewhile(lambda block: not (isinstance(block, Heading) and block.level == ANNEX), body)
    return sum(1 for _ in lines(own, COLUMNS))


def _told(names: Names, day: date, paper: PaperReport, earlier: Paper | None) -> dict[str, object]:
    """Give what a page may speak of: the paper, and what the plan says of its kind."""
    form = names.plan.papers.form(paper.paper)
    return {
        **names.members,
        "paper": paper,
        "name": names.of("papers", paper.paper),
        "number": paper.number or names.say("paper.draft"),
        "day": day,
        "issued": day if paper.number else None,
        "plan": names.read(names.plan.header.name),
        "issuer": names.read(names.plan.papers.issuer) or names.of("offices", names.plan.sorting_office),
        "office": names.of("offices", names.plan.sorting_office),
        "addressee": names.read(form.addressee) if form else "",
        "report_to": names.read(form.report_to) if form else "",
        "copy_to": names.read(form.copy_to) if form else "",
        "corrected": _corrected(names, paper.corrects, earlier) if paper.corrects else None,
    }


def _corrected(names: Names, id: str, old: Paper | None) -> EarlierPaper:
    if old is None:
        return EarlierPaper(name=id, number="", day=None)
    return EarlierPaper(name=names.of("papers", old.paper), number=old.number or "", day=old.date)


def _references(names: Names, paper: PaperReport) -> Iterator[Block]:
    """List every figure with the ids of what it counts."""
    for number, (figure, ids) in enumerate(paper.figures.items(), 1):
        word, listed = figure_word(names, figure), names.join(ids) or names.say("none")
        yield Para(names.say("paper.ref", n=number, figure=word, count=len(ids), ids=listed), 4, 3)
