"""Lists: of the plan's words, of tasks, problems, records, of who is silent, and the registers."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ltzplan.model.method import Level, Named, Need, Office, Stage
from ltzplan.model.plan import Area, Plan
from ltzplan.model.state import ENDED, State
from ltzplan.reports import registers
from ltzplan.reports.escalation import Silent, escalation
from ltzplan.reports.filter import ALL, TaskFilter
from ltzplan.reports.log import log
from ltzplan.reports.rows import Rows, rows_of
from ltzplan.reports.show import show_problem
from ltzplan.reports.status import status
from ltzplan.rules.ledger import Ledger

Found = Iterable[Mapping[str, Any]]


@dataclass(frozen=True)
class Listing:
    """A kind of list: its columns, and how its rows are found."""

    columns: Iterable[str]
    found: Callable[[Plan, State, Ledger, TaskFilter], Found]


TASK = ("id", "origin", "area", "stage", "light", "level", "due", "last_report", "months_owed", "title")
PROBLEM = ("id", "task", "tasks", "state", "level", "held_by", "since", "days", "needs", "proposed_need", "text")  # fmt: skip
SAID = ("id", "kind", "date", "office", "by", "text")


def _of_tasks(plan: Plan, state: State, chosen: TaskFilter) -> set[str]:
    return {row.id for row in status(plan, state, chosen).tasks}


def _tasks(plan: Plan, state: State, _: Ledger, chosen: TaskFilter) -> Found:
    rows = status(plan, state, chosen).tasks
    return ({name: getattr(row, name) for name in TASK} for row in rows)


def _problems(plan: Plan, state: State, _: Ledger, chosen: TaskFilter) -> Found:
    """Give the problems of the tasks that are chosen; the level is the problem's own, of an open one."""
    tasks = _of_tasks(plan, state, replace(chosen, level=None))
    for id in state.problems:
        view = show_problem(plan, state, id)
        if tasks.intersection(view.tasks) and chosen.level in (None, view.level):
            yield {name: getattr(view, name) for name in PROBLEM}


def _records(plan: Plan, state: State, ledger: Ledger, chosen: TaskFilter) -> Found:
    tasks = _of_tasks(plan, state, chosen)
    for line in log(ledger, state, None).log:
        if tasks.intersection(ledger.tasks_of(line.said.record)):
            said = {name: getattr(line.said, "record" if name == "id" else name) for name in SAID}
            yield said | {"entered": line.entered, "effect": line.effect, "file": line.file}


def _silent(plan: Plan, state: State, _: Ledger, chosen: TaskFilter) -> Found:
    tasks = _of_tasks(plan, state, chosen)
    silent = escalation(plan, state, TaskFilter(city=chosen.city)).silent
    return rows_of(Silent, (one for one in silent if one.task in tasks)).rows


def _of_plan(listed: str, kind: Any) -> Listing:
    """Give the list of one of the plan's own lists, each entry with its id."""

    def found(plan: Plan, *_: object) -> Found:
        entries = getattr(plan, listed)
        if isinstance(entries, tuple):
            return rows_of(kind, entries).rows
        rows = rows_of(kind, entries.values()).rows
        return [{"id": id} | {**row} for id, row in zip(entries, rows, strict=True)]

    return Listing(dict.fromkeys(("id", *kind.__dataclass_fields__)), found)


def _register(row: Any, found: Callable[[Plan, State, Ledger], Iterable[Any]]) -> Listing:
    """Give the list of a register, which no choice of tasks narrows by itself."""
    return Listing(row.__annotations__, lambda plan, state, ledger, _: found(plan, state, ledger))


LISTS: dict[str, Listing] = {
    "tasks": Listing(TASK, _tasks),
    "problems": Listing(PROBLEM, _problems),
    "records": Listing((*SAID, "entered", "effect", "file"), _records),
    "silent": Listing(Silent.__dataclass_fields__, _silent),
    "orders": _register(registers.OrderRow, lambda _, state, ledger: registers.orders(state, ledger)),
    "petitions": _register(registers.PetitionRow, registers.petitions),
    "sessions": _register(registers.SessionRow, lambda _, state, ledger: registers.sessions(state, ledger)),
    "papers": _register(registers.PaperRow, lambda _, state, ledger: registers.papers(state, ledger)),
    "units": _register(registers.UnitRow, lambda plan, state, _: registers.units(plan, state)),
    "doubts": _register(registers.DoubtRow, lambda plan, state, _: registers.in_doubt(plan, state)),
    "areas": _of_plan("areas", Area),
    "levels": _of_plan("levels", Level),
    "needs": _of_plan("needs", Need),
    "sorts": _of_plan("sorts", Named),
    "measures": _of_plan("measures", Named),
    "stages": _of_plan("stages", Stage),
    "offices": _of_plan("offices", Office),
    "clauses": Listing(("id", "text"), lambda plan, *_: ({"id": id, "text": text} for id, text in plan.clauses.items())),
}  # fmt: skip
"""Every kind of list. To add one: one line."""
OF_RECORDS = ("orders", "petitions", "sessions", "doubts")
"""The lists whose rows are of some tasks by the records that they name."""
OF_TASKS = ("tasks", "problems", "records", "silent", *OF_RECORDS)
"""The lists that can be narrowed to some tasks; the others are of no task."""


WITH_STATE = tuple(kind for kind, one in LISTS.items() if "state" in one.columns)
"""The lists whose rows are in a state."""


def listing(
    plan: Plan,
    state: State,
    ledger: Ledger,
    kind: str,
    chosen: TaskFilter = ALL,
    in_state: str | None = None,
    *,
    only_open: bool = False,
) -> Rows:
    """Give the rows of a kind of list, of some tasks and in a state where that is asked for."""
    found = LISTS[kind].found(plan, state, ledger, chosen)
    if kind in OF_RECORDS and chosen != ALL:
        tasks = _of_tasks(plan, state, chosen)
        found = [row for row in found if tasks & registers.tasks_in(row, ledger)]
    rows = [
        row
        for row in found
        if in_state in (None, row.get("state")) and not (only_open and row["state"] in ENDED)
    ]
    return Rows(tuple(LISTS[kind].columns), rows)
