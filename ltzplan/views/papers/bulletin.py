"""The bulletin: the figures, the rate and its definition, then the matters by name."""

from collections.abc import Iterator

from ltzplan.reports.papers.bulletin import Bulletin
from ltzplan.views.blocks import Block
from ltzplan.views.names import Names
from ltzplan.views.papers.sheet import Sheet, figures_table, item, para, sections
from ltzplan.views.papers.words import in_hand, matter, periods_said

_NAMED = ("assigned", "closed", "overdue", "waiting_for_recheck", "waiting_for_province")


def bulletin_sheet(names: Names, paper: Bulletin) -> Sheet:
    """Give a period's bulletin; one without assigned problems says so."""
    period = periods_said(names, paper.periods)
    return Sheet(subject=names.say("bulletin.subject", period=period), body=_body(names, paper, period))


def _body(names: Names, paper: Bulletin, period: str) -> Iterator[Block]:
    day = names.day(paper.until)
    if not paper.matters:
        yield para(names, names.say("bulletin.none", period=period, day=day))
        return
    yield para(names, names.say("bulletin.opening", period=period, day=day))
    named = [
        (
            names.say(f"bulletin.{figure}", count=len(ids)),
            [_item(names, paper, n, id) for n, id in enumerate(ids, 1)],
        )
        for figure in _NAMED
        if (ids := paper.figures[figure])
    ]
    told = {id for figure in _NAMED for id in paper.figures[figure]}
    if rest := [id for id in paper.figures["open"] if id not in told]:
        items = [_item(names, paper, n, id) for n, id in enumerate(rest, 1)]
        named.append((names.say("bulletin.rest", count=len(rest)), items))
    yield from sections(names, [(names.say("bulletin.overall"), _overall(names, paper)), *named])


def _overall(names: Names, paper: Bulletin) -> Iterator[Block]:
    yield figures_table(names, paper.figures, paper.figures)
    counts = {name: len(ids) for name, ids in paper.figures.items()}
    total = counts["carried_in"] + counts["assigned"]
    yield para(names, names.say("bulletin.rate", rate=paper.rate, total=total, **counts))


def _item(names: Names, paper: Bulletin, number: int, id: str) -> Block:
    view = paper.matters[id]
    has = in_hand(names, view, paper.until, paper.settled.get(id))
    said = matter(names, view), has or names.say(f"state.{view.state}")
    return item(names, number, names.say("list.semi").join(filter(None, said)))
