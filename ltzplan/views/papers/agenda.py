"""The agenda of a level: what became of last time, what to decide in three lines each, the whole plan."""

from collections.abc import Iterator
from datetime import date

from ltzplan.reports.papers.agenda import Agenda, ToDecide
from ltzplan.views.blocks import Block
from ltzplan.views.names import Names
from ltzplan.views.papers.sheet import Sheet, item, para, sections
from ltzplan.views.papers.words import answer_said, day_said, for_level, in_hand, matter
from ltzplan.views.status import task_table

_OUTCOMES = ("closed", "in_hand", "overdue")


def agenda_sheet(names: Names, paper: Agenda) -> Sheet:
    """Give a level's agenda; a level that sees the whole plan gets it as an annex."""
    who = for_level(names, paper.level, paper.portfolio)
    annexes = []
    if paper.overview:
        annexes.append((names.say("agenda.overview"), [task_table(names, paper.overview.tasks)]))
    return Sheet(
        subject=names.say("agenda.subject", who=who), body=_body(names, paper), addressee=who, annexes=annexes
    )


def _body(names: Names, paper: Agenda) -> Iterator[Block]:
    counts = {name.rpartition(".")[2]: len(ids) for name, ids in paper.figures.items()}
    to_decide = [
        block for n, one in enumerate(paper.matters, 1) for block in _matter(names, n, one, paper.until)
    ]
    listed = [(names.say("agenda.last"), _last(names, paper, counts))]
    title = names.say("agenda.to_decide", count=len(paper.matters))
    listed.append((title, iter(to_decide or [para(names, names.say("agenda.nothing"))])))
    if standing := paper.figures["standing"]:
        tasks = names.join(f"{id} {names.task(id)}" for id in standing)
        listed.append((names.say("agenda.standing", count=len(standing)), iter([para(names, tasks)])))
    yield from sections(names, listed)


def _last(names: Names, paper: Agenda, counts: dict[str, int]) -> Iterator[Block]:
    if paper.last is None:
        yield para(names, names.say("agenda.no_last"))
        return
    yield para(names, names.say("agenda.of_last", day=day_said(names, paper.last.date), **counts))
    number = 0
    for outcome in _OUTCOMES:
        for id in paper.figures[f"last.{outcome}"]:
            number += 1
            said = names.say(f"figure.last.{outcome}")
            title = names.read(paper.last.titles[id])
            yield item(
                names, number, names.say("agenda.outcome", outcome=said, title=title, id=names.short(id))
            )


def _matter(names: Names, number: int, one: ToDecide, day: date) -> Iterator[Block]:
    """Give a matter in three lines: what it is; positions and what was tried; what to decide, and why here."""
    view = one.view
    yield item(names, number, matter(names, view) + ("  " + names.say("esc.key") if view.key else ""))
    said = [
        names.say("problem.position", city=names.city(city), text=names.read(text))
        for city, text in view.positions.items()
    ]
    said += [names.say("problem.tried", text=names.read(view.tried))] if view.tried else []
    said += [in_hand(names, view, day)] if view.units else []
    said += [answer_said(names, one.answer)] if one.answer else []
    yield item(names, 0, names.say("list.semi").join(said) or names.say("agenda.no_positions"))
    proposal = names.say(f"agenda.propose.{one.proposal}")
    grounds = names.grounds(one.rests_on)
    yield item(names, 0, names.say("agenda.proposed", text=proposal, days=view.days, grounds=grounds))
