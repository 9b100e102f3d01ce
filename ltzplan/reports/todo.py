"""What waits for my office, how long, and what to type?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, get_args

from ltzplan.model.method import Cycle, Kind
from ltzplan.model.plan import Plan
from ltzplan.model.records import Order, Recheck, subject
from ltzplan.model.state import REPORTED_COMPLETE, ProblemState, State, TaskState
from ltzplan.model.values import Text, about
from ltzplan.rules.duties import duties, unwritten
from ltzplan.rules.life import HELD
from ltzplan.rules.numbers import double_numbers
from ltzplan.rules.offices import falls_to
from ltzplan.rules.progress import disagreements
from ltzplan.rules.rhythm import bounds, due_on, owed, read_label

Queue = Literal[
    "answer", "report", "sort", "order", "recheck", "accept", "settle", "renumber", "write_down", "issue"
]  # fmt: skip
FLAGS: dict[Cycle, str] = {
    "monthly": "--month", "quarterly": "--quarter", "half_yearly": "--half", "yearly": "--year",
}  # fmt: skip
"""How `ltz paper` is told its period."""


@dataclass(frozen=True, kw_only=True)
class Item:
    """One thing that waits for the office."""

    queue: Queue = about("What is to be done with it.")
    id: str | None = about("Id of the task, problem, order or session; null: several, or a paper.")
    title: Text | None = about("Title, or what stands in the way.", default=None)
    tasks: tuple[str, ...] = about("Ids of its tasks.", default=())
    unit: str | None = about("Id of the unit that must answer.", default=None)
    level: str | None = about("Id of the level that held the session.", default=None)
    paper: str | None = about("The kind of paper.", default=None)
    periods: tuple[str, ...] = about("The periods owed.", default=())
    records: tuple[str, ...] = about("Ids of the records that do not go together.", default=())
    since: date = about("Since when it waits.")
    days: int = about("Days since then.")
    due: date | None = about("By when; null: no day is set, or it cannot be worked out.", default=None)
    command: str = about("What to type; words in capitals are to be filled in.")


@dataclass(frozen=True, kw_only=True)
class Todo:
    """An office's queue."""

    office: str = about("Id of the office.")
    items: tuple[Item, ...] = about("What waits, by queue, the longest first.")


def todo(plan: Plan, state: State, office: str) -> Todo:
    """Give what waits for an office, and for it only."""
    desk = _Desk(plan, state, office)
    items = [
        *(one for problem in state.problems.values() for one in desk.of_problem(problem)),
        *(one for task in state.tasks.values() for one in desk.of_task(task)),
        *desk.silent(),
        *desk.numbers(),
        *desk.sessions(),
        *desk.papers(),
    ]
    order = get_args(Queue)
    return Todo(
        office=office, items=tuple(sorted(items, key=lambda one: (order.index(one.queue), one.since)))
    )


class _Desk:
    """The desk of one office: each method gives what lies on it of one sort."""

    def __init__(self, plan: Plan, state: State, office: str) -> None:
        self.plan, self.state, self.office = plan, state, office

    def mine(self, kind: Kind, *cities: str | None) -> bool:
        return falls_to(self.plan, self.office, kind, cities)

    def item(self, queue: Queue, since: date, command: str, **more: Any) -> Item:
        days = (self.state.as_of - since).days
        return Item(queue=queue, since=since, days=days, command=f"ltz {command}", **{"id": None} | more)

    def of_problem(self, one: ProblemState) -> Iterator[Item]:
        """Give what a problem asks for: to be sorted, ordered, answered, checked."""
        id, moved = one.id, one.moves[-1].record.date.last if one.moves else one.raised.record.date.last
        what = {"id": id, "title": one.problem.text, "tasks": one.problem.tasks}
        due = one.due.last if one.due else None
        if one.state == "raised" and self.mine("sort"):
            need = one.problem.needs or "NEED"
            yield self.item("sort", moved, f"sort {id} --as SORT --needs {need} --because TEXT", **what)
        if one.state == "sorted" and self.mine("order"):
            when = "--urgency URGENCY" if self.plan.urgencies else "--due DATE"
            yield self.item("order", moved, f"order {id} --unit UNIT {when} --require TEXT", **what)
        if one.state == "answered" and one.answered_on and self.mine("recheck"):
            command = f"accept {id} --text TEXT --evidence FILE"
            yield self.item("recheck", one.answered_on, command, **what)
        for unit, state in one.units.items() if one.state in HELD else ():
            if state in HELD and self.mine("reply", self.plan.units[unit].city):
                says = "--received" if state == "ordered" else "--done"
                command = f"reply {id} --unit {unit} {says} --text TEXT"
                yield self.item("answer", _given(one), command, unit=unit, due=due, **what)

    def of_task(self, one: TaskState) -> Iterator[Item]:
        """Give what a task asks for: a claim to be checked, figures to be settled."""
        id = one.task.id
        what = {"id": id, "title": one.task.name, "tasks": (id,)}
        if one.stage == REPORTED_COMPLETE and one.claim and not one.ended and self.mine("recheck"):
            command = f"accept {id} --text TEXT --evidence FILE"
            yield self.item("accept", one.claim.since, command, **what)
        for figures in disagreements(one) if self.mine("recheck") else ():
            piece, said = figures[0].piece, figures[0].entry.record.date
            records = tuple(figure.entry.id for figure in figures)
            where = [f" --part {piece.part}"] if piece.part else []
            where += [f" --city {piece.city}"] if piece.city else []
            command = (
                f"update {id}{''.join(where)} --percent PERCENT --measure {piece.measure} --date {said.text}"
            )
            command += "".join(f" --replaces {record}" for record in records)
            yield self.item("settle", said.last, command, records=records, **what)

    def silent(self) -> Iterator[Item]:
        """Give the reports owed: a row for each task whose lead unit is published, one for the rest."""
        rest: dict[str, tuple[str, ...]] = {}
        for id, one in self.state.tasks.items():
            leads, months = one.task.lead_units, owed(self.plan, one, self.state.as_of)
            cities = [unit.city for unit in leads or () if unit.city] or one.task.cities
            if not months or not self.mine("update", *cities):
                continue
            if not leads:
                rest[id] = months
                continue
            _, last = bounds(*read_label(months[-1]))
            dated = f" --date {last:%Y-%m}" if last < self.state.as_of else ""
            yield self._owed(f"update {id}{dated} --text TEXT", (id,), months, id=id, title=one.task.name)
        if rest:
            city = self.plan.offices[self.office].city
            longest = max(rest.values(), key=len)
            yield self._owed(f"list silent{f' --city {city}' if city else ''}", tuple(rest), longest)

    def _owed(self, command: str, tasks: tuple[str, ...], periods: tuple[str, ...], **more: Any) -> Item:
        since = due_on(self.plan, read_label(periods[0])[0])
        return self.item("report", since, command, tasks=tasks, periods=periods, **more)

    def numbers(self) -> Iterator[Item]:
        """Give the orders whose number an earlier one bears."""
        problems = {entry.id: one for one in self.state.problems.values() for entry in one.orders}
        for number, doubles in double_numbers(self.state).items() if self.mine("order") else ():
            there = (entry for entry in doubles if entry.id in problems)
            numbered = sorted(there, key=lambda entry: entry.record.entered.at)
            for entry in numbered[1:]:
                one, day = problems[entry.id], entry.record.date
                what = {"id": one.id, "title": number, "tasks": one.problem.tasks}
                records = (numbered[0].id, entry.id)
                command = f"order {one.id} --replaces {entry.id} --date {day.text}"
                yield self.item("renumber", day.last, command, records=records, **what)

    def sessions(self) -> Iterator[Item]:
        """Give the sessions with neither minutes nor an order."""
        for entry, due in unwritten(self.plan, self.state) if self.mine("paper") else ():
            held, command = entry.record, f"paper minutes --session {entry.id} --issue"
            what = {"id": entry.id, "title": held.text, "level": subject(held), "due": due}
            yield self.item("write_down", held.date.last, command, **what)

    def papers(self) -> Iterator[Item]:
        """Give the papers that are due and not issued: a row a kind, the oldest period to be issued first."""
        found: dict[str, dict[str, date]] = {}
        for one in duties(self.plan, self.state) if self.mine("paper") else ():
            if one.duty != "dispatch" and one.state in ("due", "missed") and one.due <= self.state.as_of:
                found.setdefault(one.duty, {})[one.period] = one.due
        for paper, periods in found.items():
            (first, since), *_ = periods.items()
            command = f"paper {paper} {FLAGS[read_label(first)[1]]} {first} --issue"
            yield self.item("issue", since, command, paper=paper, periods=tuple(periods))


def _given(one: ProblemState) -> date:
    """Give the day on which the units got the matter: that of the last order or return."""
    given = (
        move.record.date.last for move in reversed(one.moves) if isinstance(move.record, Order | Recheck)
    )
    return next(given)
