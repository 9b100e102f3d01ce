"""The registers: orders, petitions, sessions, papers as numbered and kept, units, and what is in doubt."""

from collections.abc import Iterator, Mapping
from typing import Any, TypedDict, TypeVar

from ltzplan.model.plan import Plan
from ltzplan.model.records import Entry, Order, Paper, Petition, Session
from ltzplan.model.state import State
from ltzplan.model.values import Day, Text
from ltzplan.rules.doubts import Doubt, doubts
from ltzplan.rules.ledger import Ledger

Row = Mapping[str, Any]
Kind = TypeVar("Kind", Order, Petition, Session, Paper)


class OrderRow(TypedDict):
    """An order, as a row."""

    id: str
    number: str
    problem: str | None
    units: tuple[str, ...]
    helpers: tuple[str, ...]
    date: Day
    due: Day | None
    first_due: Day
    key: bool
    state: str
    require: Text


class PetitionRow(TypedDict):
    """A petition, as a row."""

    id: str
    number: str | None
    problems: tuple[str, ...]
    date: Day
    to: Text
    joined_by: tuple[str, ...]
    answer_by: Day | None
    state: str
    text: Text | None


class SessionRow(TypedDict):
    """A session, as a row."""

    id: str
    date: Day
    level: str | None
    portfolio: str | None
    form: str | None
    matters: tuple[str, ...]
    periods: tuple[str, ...]
    state: str
    text: Text | None


class PaperRow(TypedDict):
    """A paper, as a row."""

    id: str
    number: str | None
    paper: str
    periods: tuple[str, ...]
    level: str | None
    portfolio: str | None
    date: Day
    state: str
    commit: str | None


class UnitRow(TypedDict):
    """A unit, as a row."""

    id: str
    name: Text
    city: str | None
    portfolio: str | None
    contact: Text | None
    former: tuple[Text, ...]
    ended: Day | None
    problems: tuple[str, ...]


class DoubtRow(TypedDict):
    """A doubt, as a row; its question is still to be worded."""

    doubt: str
    id: str
    records: tuple[str, ...]
    question: Doubt


def orders(state: State, ledger: Ledger) -> Iterator[OrderRow]:
    """Give every order ever given: a withdrawn or corrected one keeps its number and is void.

    One in hand stands where its problem stands, with the date in force; the others are handed back.
    """
    of = {entry.id: one for one in state.problems.values() for entry in one.orders}
    void = {step.entry.id: one for one in state.problems.values() for step in one.steps if not step.moves}
    in_force = {one.orders[-1].id for one in state.problems.values() if one.order}
    for entry, order in _present(state, ledger, Order):
        problem = of.get(entry.id)
        holds = problem if entry.id in in_force else None
        yield {
            "id": entry.id,
            "number": order.number,
            "problem": about.id if (about := problem or void.get(entry.id)) else None,
            "units": order.units,
            "helpers": order.helpers,
            "date": order.date,
            "due": holds.due if holds else order.due,
            "first_due": order.due,
            "key": order.key,
            "state": holds.state if holds else "handed_back" if problem else "void",
            "require": order.require,
        }


def petitions(plan: Plan, state: State, ledger: Ledger) -> Iterator[PetitionRow]:
    """Give every petition: it waits while one of its problems does."""
    waiting = {one.petition.id for one in state.problems.values() if one.petition}
    for entry, petition in _present(state, ledger, Petition):
        there = "waiting" if entry.id in waiting else "replied"
        asked = (one.id for one in state.problems.values() if entry in [step.entry for step in one.moves])
        yield {
            "id": entry.id,
            "number": petition.number,
            "problems": tuple(asked) or petition.answers,
            "date": petition.date,
            "to": petition.to,
            "joined_by": petition.joined_by or tuple(plan.cities),
            "answer_by": petition.answer_by,
            "state": _void(state, entry) or there,
            "text": petition.text,
        }


def sessions(state: State, ledger: Ledger) -> Iterator[SessionRow]:
    """Give every session, and the word that one was put off."""
    for entry, session in _present(state, ledger, Session):
        held = "joint" if session.joint_meeting else "put_off" if session.put_off else "held"
        yield {
            "id": entry.id,
            "date": session.date,
            "level": session.level,
            "portfolio": session.portfolio,
            "form": session.form,
            "matters": tuple(one.id for one in session.matters),
            "periods": (session.put_off,) if session.put_off else session.merges,
            "state": _void(state, entry) or held,
            "text": session.text or session.because,
        }


def papers(state: State, ledger: Ledger) -> Iterator[PaperRow]:
    """Give every paper as issued: one that a later paper corrects stays, and says so."""
    corrected = {one.record.corrects for one in state.papers if isinstance(one.record, Paper)}
    for entry, paper in _present(state, ledger, Paper):
        there = "corrected" if entry.id in corrected else "issued"
        yield {
            "id": entry.id,
            "number": paper.number,
            "paper": paper.paper,
            "periods": paper.periods,
            "level": paper.level,
            "portfolio": paper.portfolio,
            "date": paper.date,
            "state": _void(state, entry) or there,
            "commit": paper.commit,
        }


def units(plan: Plan, state: State) -> Iterator[UnitRow]:
    """Give the register of units, each with the open problems that it must answer; renamed, it keeps them."""
    for id, unit in plan.units.items():
        yield {
            "id": id,
            "name": unit.name,
            "city": unit.city,
            "portfolio": unit.portfolio,
            "contact": unit.contact,
            "former": tuple(one.name for one in unit.former),
            "ended": unit.ended,
            "problems": tuple(one.id for one in state.problems.values() if one.open and id in one.units),
        }


def in_doubt(plan: Plan, state: State) -> Iterator[DoubtRow]:
    """Give what does not add up: the records, and the doubt from which its question is worded."""
    for one in doubts(plan, state):
        yield {"doubt": one.doubt, "id": one.id, "records": one.records, "question": one}


def tasks_in(row: Row, ledger: Ledger) -> set[str]:
    """Give the tasks that a row is about."""
    records = row["records"] if "records" in row else (row["id"],)
    return {task for id in records for task in ledger.tasks_of(id)}


def _present(state: State, ledger: Ledger, kind: type[Kind]) -> Iterator[tuple[Entry, Kind]]:
    """Give the records of a kind that there were on the day, in order, in force or not."""
    for entry in (*ledger.entries, *ledger.strays):
        if entry.id in state.ids and isinstance(entry.record, kind):
            yield entry, entry.record


def _void(state: State, entry: Entry) -> str | None:
    dead = entry.id in state.dead or any(skip.entry.id == entry.id for skip in state.skipped)
    return "void" if dead else None
