"""The registers: orders, petitions, sessions, papers as numbered and kept, and units."""

from collections.abc import Iterator
from typing import TypeVar

from ltzplan.dataclass import dataclass
from ltzplan.model.method import Unit
from ltzplan.model.plan import Plan
from ltzplan.model.records import Entry, Order, Paper, Petition, Session
from ltzplan.model.state import State
from ltzplan.model.values import Day, Text, about
from ltzplan.rules.ledger import Ledger
from ltzplan.rules.life import order_days_late
from ltzplan.rules.silence import answering, owed

Kind = TypeVar("Kind", Order, Petition, Session, Paper)


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A record as it is kept in its register."""

    id: str = about("Id.")
    state: str = about("How it stands.", words="state")


@dataclass(frozen=True, kw_only=True)
class OrderRow(Kept):
    """An order."""

    record: Order = about("The order.")
    problem: str | None = about("Id of its problem; null: of none that is there.")
    due: Day | None = about("Due date in force.")
    days_late: int = about("Days late in its units' hands.")


@dataclass(frozen=True, kw_only=True)
class PetitionRow(Kept):
    """A petition."""

    record: Petition = about("The petition.")
    problems: tuple[str, ...] = about("Ids of its problems.")
    joined_by: tuple[str, ...] = about("Ids of the cities that ask.", refers="cities")


@dataclass(frozen=True, kw_only=True)
class SessionRow(Kept):
    """A session, or the word that one was put off."""

    record: Session = about("The session.")
    matters: tuple[str, ...] = about("Ids of what was taken up.")
    periods: tuple[str, ...] = about("The periods put off, or merged into it.")
    text: Text | None = about("What was stated, or the reason.")


@dataclass(frozen=True, kw_only=True)
class PaperRow(Kept):
    """A paper."""

    record: Paper = about("The paper.")
    paper: str = about("The kind of paper.", refers="papers")


@dataclass(frozen=True, kw_only=True)
class UnitRow:
    """A unit of the register."""

    id: str = about("Id.")
    unit: Unit = about("The unit.")
    former: tuple[Text, ...] = about("Names it had, oldest first.")
    problems: tuple[str, ...] = about("Ids of the open problems that it must answer.")


@dataclass(frozen=True, kw_only=True)
class MemberRow:
    """A member of the plan, in the plan's own word: a city, a department."""

    id: str = about("Id.")
    name: Text = about("Its name.")
    offices: tuple[str, ...] = about("Ids of the offices that write for it.", refers="offices")
    units: tuple[str, ...] = about("Ids of its units.", refers="units")
    tasks: tuple[str, ...] = about("Ids of the tasks whose reports it owes.")
    silent: tuple[str, ...] = about("Ids of those of which it owes one now.")


def orders(state: State, ledger: Ledger) -> Iterator[OrderRow]:
    """Every order ever given: a withdrawn or corrected one keeps its number and is void.

    One in hand stands where its problem stands, with the date in force; the others are handed back.
    """
    of = {entry.id: one for one in state.problems.ordered for entry in one.orders}
    void = {step.entry.id: one for one in state.problems.values() for step in one.steps if not step.moved}
    in_force = {one.orders[-1].id for one in state.problems.ordered if one.order}
    for entry, order in _present(state, ledger, Order):
        problem = of.get(entry.id)
        holds = problem if entry.id in in_force else None
        asked = problem or void.get(entry.id)
        yield OrderRow(
            id=entry.id,
            record=order,
            problem=asked.id if asked else None,
            due=holds.due if holds else order.due,
            days_late=order_days_late(problem, entry.id, state.as_of) if problem else 0,
            state=holds.state if holds else "handed_back" if problem else "void",
        )


def petitions(plan: Plan, state: State, ledger: Ledger) -> Iterator[PetitionRow]:
    """Every petition: it waits while one of its problems does."""
    waiting = {one.petition.id for one in state.problems.open if one.petition}
    asked: dict[str, list[str]] = {}
    for id, one in state.problems.items():
        for step in one.moves:
            asked.setdefault(step.entry.id, []).append(id)
    for entry, petition in _present(state, ledger, Petition):
        there = "waiting" if entry.id in waiting else "replied"
        yield PetitionRow(
            id=entry.id,
            record=petition,
            problems=tuple(asked.get(entry.id, petition.answers)),
            joined_by=petition.joined_by or tuple(plan.cities),
            state=_void(state, entry) or there,
        )


def sessions(state: State, ledger: Ledger) -> Iterator[SessionRow]:
    """Every session, and the word that one was put off."""
    for entry, session in _present(state, ledger, Session):
        held = "joint" if session.joint_meeting else "put_off" if session.put_off else "held"
        yield SessionRow(
            id=entry.id,
            record=session,
            matters=tuple(one.id for one in session.matters),
            periods=(session.put_off,) if session.put_off else session.merges,
            text=session.text or session.because,
            state=_void(state, entry) or held,
        )


def papers(state: State, ledger: Ledger) -> Iterator[PaperRow]:
    """Every paper as issued: one that a later paper corrects stays, and says so."""
    corrected = {one.record.corrects for one in state.papers if isinstance(one.record, Paper)}
    for entry, paper in _present(state, ledger, Paper):
        there = "corrected" if entry.id in corrected else "issued"
        yield PaperRow(id=entry.id, record=paper, paper=paper.paper, state=_void(state, entry) or there)


def units(plan: Plan, state: State) -> Iterator[UnitRow]:
    """The register of units, each with the open problems that it must answer; renamed, it keeps them."""
    for id, unit in plan.units.items():
        yield UnitRow(
            id=id,
            unit=unit,
            former=tuple(one.name for one in unit.former),
            problems=tuple(one.id for one in state.problems.open if id in one.units),
        )


def members(plan: Plan, state: State) -> Iterator[MemberRow]:
    """The members, each with what it answers for and what of that it owes."""
    for id, member in plan.cities.items():
        own = [one for one in state.tasks.values() if id in answering(one.task)]
        yield MemberRow(
            id=id,
            name=member.name,
            offices=tuple(name for name, one in plan.offices.items() if one.city == id),
            units=tuple(name for name, one in plan.units.items() if one.city == id),
            tasks=tuple(one.task.id for one in own),
            silent=tuple(one.task.id for one in own if owed(plan, one, state.as_of, id)),
        )


def _present(state: State, ledger: Ledger, kind: type[Kind]) -> Iterator[tuple[Entry, Kind]]:
    """Give the records of a kind that there were on the day, in order, in force or not."""
    for entry in (*ledger.entries, *ledger.strays):
        if entry.id in state.ids and isinstance(entry.record, kind):
            yield entry, entry.record


def _void(state: State, entry: Entry) -> str | None:
    return "void" if entry.id in state.dead or entry.id in state.ineffective else None
