"""The file of a session before it is held: every matter of its agenda, and what is recommended on it, to be edited."""

import json
from collections.abc import Iterator

from ltzplan.model.records import Recommendation
from ltzplan.reports.papers.agenda import Agenda, ToDecide
from ltzplan.views.names import Names


def draft(names: Names, agenda: Agenda) -> str:
    """Return the file that `ltz session FILE` reads: what is decided is written over what is recommended."""
    return "".join(f"{line}\n" for line in _lines(names, agenda))


def _lines(names: Names, agenda: Agenda) -> Iterator[str]:
    yield from (f"# {line}" for line in names.say("draft.head").split("\n"))
    yield f"level: {agenda.level}  # {names.level(agenda.level)}"
    if agenda.portfolio:
        yield f"portfolio: {agenda.portfolio}  # {names.of('portfolios', agenda.portfolio)}"
    yield f"form: meeting  # {names.say('draft.form')}"
    yield f"# date: {agenda.until}  # {names.say('draft.date')}"
    yield f"attended:  # {names.say('draft.attended')}"
    yield "matters:" if agenda.matters else "matters: []"
    for one in agenda.matters:
        yield from _matter(names, one)


def _matter(names: Names, one: ToDecide) -> Iterator[str]:
    view, hint = one.view, one.view.recommended
    text = " ".join(names.read(view.text).split())
    yield f"  # {text}"
    for city, position in view.positions.items():
        yield f"  # {names.of('cities', city)}: {' '.join(names.read(position).split())}"
    yield f"  - id: {names.short(view.id)}"
    yield f"    decision: {_quoted(names.read(hint.text)) if hint else ''}".rstrip()
    if hint and hint.units:
        yield f"    order: {_order(hint)}  # {names.all_of('units', hint.units)}"
    else:
        yield f"    # order: {_order(None)}"


def _order(hint: Recommendation | None) -> str:
    """Return an order as the file says it: of what was recommended, or to be filled in."""
    units = ", ".join(hint.units) if hint else ""
    due = hint.due.text if hint and hint.due else ""
    return f"{{units: [{units}], due: {due}}}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
