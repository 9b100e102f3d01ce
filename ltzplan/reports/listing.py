"""Lists: of the plan's words, of tasks, problems, records, of who is silent, and the registers."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ltzplan.model.plan import Plan
from ltzplan.model.records import Entry
from ltzplan.model.state import State
from ltzplan.reports import registers
from ltzplan.reports.escalation import escalation
from ltzplan.reports.log import log
from ltzplan.reports.show import show_problem
from ltzplan.reports.status import Chosen, status
from ltzplan.rules.history import tasks_of

Rows = list[dict[str, Any]]
Listing = Callable[[Plan, State, Iterable[Entry], Chosen], Rows]


def _named(entries: Mapping[str, Any]) -> Rows:
    return [{"id": id} | _fields(one) for id, one in entries.items()]


def _fields(one: Any) -> dict[str, Any]:
    return {name: getattr(one, name) for name in one.__dataclass_fields__}


def _of_tasks(plan: Plan, state: State, chosen: Chosen) -> set[str]:
    return {row.id for row in status(plan, state, chosen).tasks}


def _records(plan: Plan, state: State, entries: Iterable[Entry], chosen: Chosen) -> Rows:
    known, tasks = {entry.id: entry for entry in entries}, _of_tasks(plan, state, chosen)
    lines = log(plan, known.values(), state, None).log
    own = ("record", "kind", "date", "office", "by", "text")
    return [
        {("id" if name == "record" else name): getattr(line.said, name) for name in own}
        | {"entered": line.entered, "effect": line.effect, "file": line.file}
        for line in lines
        if tasks.intersection(tasks_of(known[line.said.record], known))
    ]


def _problems(plan: Plan, state: State, chosen: Chosen) -> Rows:
    own = (
        "id",
        "task",
        "tasks",
        "state",
        "level",
        "held_by",
        "since",
        "days",
        "needs",
        "proposed_need",
        "text",
    )
    tasks = _of_tasks(plan, state, chosen)
    views = (show_problem(plan, state, id) for id in state.problems)
    return [{name: getattr(view, name) for name in own} for view in views if tasks.intersection(view.tasks)]


def _silent(plan: Plan, state: State, chosen: Chosen) -> Rows:
    tasks = _of_tasks(plan, state, chosen)
    silent = escalation(plan, state, Chosen(city=chosen.city)).silent
    return [_fields(one) for one in silent if one.task in tasks]


def _tasks(plan: Plan, state: State, chosen: Chosen) -> Rows:
    own = ("id", "origin", "area", "stage", "light", "level", "due", "last_report", "months_owed", "title")
    return [{name: getattr(row, name) for name in own} for row in status(plan, state, chosen).tasks]


LISTS: dict[str, Listing] = {
    "tasks": lambda plan, state, _, chosen: _tasks(plan, state, chosen),
    "problems": lambda plan, state, _, chosen: _problems(plan, state, chosen),
    "records": _records,
    "silent": lambda plan, state, _, chosen: _silent(plan, state, chosen),
    "orders": lambda _, state, entries, *__: list(registers.orders(state, entries)),
    "petitions": lambda _, state, entries, *__: list(registers.petitions(state, entries)),
    "sessions": lambda _, state, entries, *__: list(registers.sessions(state, entries)),
    "papers": lambda _, state, entries, *__: list(registers.papers(state, entries)),
    "units": lambda plan, state, *_: list(registers.units(plan, state)),
    "doubts": lambda plan, state, *_: list(registers.in_doubt(plan, state)),
    "areas": lambda plan, *_: [_fields(one) for one in plan.areas],
    "levels": lambda plan, *_: [_fields(one) for one in plan.levels],
    "needs": lambda plan, *_: _named(plan.needs),
    "sorts": lambda plan, *_: _named(plan.sorts),
    "measures": lambda plan, *_: _named(plan.measures),
    "stages": lambda plan, *_: _named(plan.stages),
    "offices": lambda plan, *_: _named(plan.offices),
    "clauses": lambda plan, *_: [{"id": id, "text": text} for id, text in plan.clauses.items()],
}
"""Every kind of list. To add one: one line."""
OF_RECORDS = ("orders", "petitions", "sessions", "doubts")
"""The lists whose rows are of some tasks by the records that they name."""
OF_TASKS = ("tasks", "problems", "records", "silent", *OF_RECORDS)
"""The lists that can be narrowed to some tasks; the others are of no task."""


def listing(
    plan: Plan, state: State, entries: Iterable[Entry], kind: str, chosen: Chosen = Chosen()
) -> dict[str, Rows]:
    """Give the rows of a kind of list under the kind's name."""
    rows = LISTS[kind](plan, state, entries, chosen)
    if kind in OF_RECORDS and chosen != Chosen():
        tasks, known = _of_tasks(plan, state, chosen), {entry.id: entry for entry in entries}
        rows = [row for row in rows if tasks & registers.tasks_in(row, known)]
    return {kind: rows}
