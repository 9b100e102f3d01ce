"""The slip of an order: one matter, field by field; a withdrawn one is shown void."""

from collections.abc import Iterator

from ltzplan.reports.papers.order import OrderPaper
from ltzplan.views.blocks import Block, Span, Table
from ltzplan.views.names import Names
from ltzplan.views.papers.sheet import Sheet, para
from ltzplan.views.papers.words import answer_said, day_said, session_said, settled_said, units_said


def order_sheet(names: Names, paper: OrderPaper) -> Sheet:
    """Give a slip, addressed to the units that must answer; those that help or follow it get a copy."""
    slip = paper.slip
    return Sheet(
        subject=names.read(paper.text),
        body=_body(names, paper),
        addressee=units_said(names, slip.units, slip.date),
        copy_to=units_said(names, (*slip.helpers, *slip.tracked_by), slip.date),
        dated=slip.date.last,
        mark=names.bracket(names.say("order.is_void") if paper.void else ""),
        matter=paper.problem,
    )


def _body(names: Names, paper: OrderPaper) -> Iterator[Block]:
    if paper.void:
        because = names.read(paper.void_because) or names.say("none")
        key = "order.void" if paper.void_because else "order.replaced" if paper.void_by else "order.no_effect"
        day = day_said(names, paper.void_on) if paper.void_on else ""
        yield para(names, names.say(key, day=day, number=paper.replaced_by, because=because))
    told = [(name, said) for name, said in _fields(names, paper) if said]
    rows: list[list[str | Span]] = [[names.say(f"order.{name}"), said] for name, said in told]
    yield Table(titles=[names.say("order.field"), names.say("order.content")], rows=rows, indent=4)


def _fields(names: Names, paper: OrderPaper) -> Iterator[tuple[str, str]]:
    slip = paper.slip
    held, end = paper.decided, paper.settled
    yield "number", slip.number
    yield "date", day_said(names, slip.date)
    yield "matter", names.read(paper.text)
    yield "tasks", names.join(f"{id} {names.task(id)}" for id in paper.tasks)
    decided = session_said(names, held.level, held.portfolio, held.date) if held else ""
    yield "origin", names.say(f"origin.{slip.origin}") + names.bracket(decided) if slip.origin else decided
    yield "units", units_said(names, slip.units, slip.date)
    yield "helpers", units_said(names, slip.helpers, slip.date)
    yield "tracked_by", units_said(names, slip.tracked_by, slip.date)
    yield "require", names.read(slip.require)
    yield "due", day_said(names, slip.due)
    yield "due_now", day_said(names, paper.due) if paper.due and paper.due != slip.due else ""
    yield "key", names.say("yes") if slip.key else ""
    yield "answers", names.say("list.semi").join(answer_said(names, one) for one in paper.answers)
    state = names.say(f"state.{paper.state}") if paper.state else ""
    yield "state", settled_said(names, end) if end else state
