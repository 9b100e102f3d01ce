"""The agenda of a level: what became of last time, what to decide in three lines each, the whole plan."""

from collections.abc import Iterator
from datetime import date
from typing import get_args

from ltzplan.reports.papers.agenda import Agenda, Outcome, ToDecide
from ltzplan.reports.show import ProblemView
from ltzplan.views.blocks import Block, in_full
from ltzplan.views.matters import petition_said
from ltzplan.views.names import Names
from ltzplan.views.papers.sheet import Sheet, item, para, sections
from ltzplan.views.papers.words import (
    answer_said,
    clauses_said,
    day_said,
    for_level,
    in_hand,
    matter,
    settled_said,
)
from ltzplan.views.status import task_table


def agenda_sheet(names: Names, paper: Agenda) -> Sheet:
    """Give a level's agenda; a level that sees the whole plan gets it as an annex."""
    who = for_level(names, paper.level, paper.portfolio)
    annexes: list[tuple[str, list[Block]]] = []
    if paper.field:
        annexes.append((names.say("agenda.field"), [in_full(task_table(names, paper.field, paper.until))]))
    if paper.overview:
        overview = in_full(task_table(names, paper.overview.tasks, paper.until))
        annexes.append((names.say("agenda.overview"), [overview]))
        below = [_below(names, n, one, paper.until) for n, one in enumerate(paper.lower, 1)]
        title = names.say("agenda.lower", count=len(paper.lower))
        annexes.append((title, below or [para(names, names.say("agenda.no_lower"))]))
    return Sheet(
        subject=names.say("agenda.subject", who=who), body=_body(names, paper), addressee=who, annexes=annexes
    )


def _body(names: Names, paper: Agenda) -> Iterator[Block]:
    to_decide = [
        block for n, one in enumerate(paper.matters, 1) for block in _matter(names, n, one, paper.until)
    ]
    listed = [(names.say("agenda.last"), _last(names, paper))]
    title = names.say("agenda.to_decide", count=len(paper.matters))
    listed.append((title, iter(to_decide or [para(names, names.say("agenda.nothing"))])))
    if paper.decided:
        listed.append((names.say("agenda.to_order", count=len(paper.decided)), _to_order(names, paper)))
    if paper.asked:
        listed.append((names.say("agenda.asked", count=len(paper.asked)), _asked(names, paper)))
    if standing := paper.figures["standing"]:
        tasks = names.join(f"{id} {names.task(id)}" for id in standing)
        listed.append((names.say("agenda.standing", count=len(standing)), iter([para(names, tasks)])))
    yield from sections(names, listed)


def _to_order(names: Names, paper: Agenda) -> Iterator[Block]:
    """Give what was decided and waits for its order, with the decision."""
    for n, view in enumerate(paper.decided, 1):
        yield item(names, n, matter(names, view))
        if one := view.decided:
            yield item(
                names,
                0,
                names.say("agenda.decided", day=day_said(names, one.date), text=names.read(one.text)),
            )


def _asked(names: Names, paper: Agenda) -> Iterator[Block]:
    """Give what a higher authority is asked: whom, by which cities, since when, by when an answer is expected."""
    for n, view in enumerate(paper.asked, 1):
        yield item(names, n, matter(names, view))
        if view.petition:
            yield item(names, 0, petition_said(names, view.petition, lambda day: day_said(names, day)))


def _last(names: Names, paper: Agenda) -> Iterator[Block]:
    if paper.last is None:
        yield para(names, names.say("agenda.no_last"))
        return
    outcomes = {name: len(paper.figures[f"last.{name}"]) for name in get_args(Outcome)}
    counts = "".join(
        names.say(f"agenda.of_last.{name}", count=count) for name, count in outcomes.items() if count
    )
    day, decided = day_said(names, paper.last.date), len(paper.figures["last.decided"])
    yield para(names, names.say("agenda.of_last", day=day, decided=decided, counts=counts))
    number = 0
    for outcome in outcomes:
        for id in paper.figures[f"last.{outcome}"]:
            number += 1
            said = names.say(f"figure.last.{outcome}")
            if end := paper.last.settled.get(id):
                said = settled_said(names, end)
            title = names.read(paper.last.titles[id])
            yield item(names, number, names.say("agenda.outcome", outcome=said, title=title))


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
    grounds = clauses_said(names, one.rests_on)
    yield item(names, 0, names.say("agenda.proposed", text=proposal, days=view.days, grounds=grounds))


def _below(names: Names, number: int, view: ProblemView, day: date) -> Block:
    """Give an open problem of a lower level: whose it is, what it is, who has it."""
    has = in_hand(names, view, day) or names.say(f"state.{view.state}")
    said = names.level(view.level) + names.say("colon") + matter(names, view)
    return item(names, number, names.say("list.semi").join((said, has)))
