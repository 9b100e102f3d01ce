"""What waits for my office, how long, and what to type?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import get_args

from ltzplan.model.method import Cycle
from ltzplan.model.plan import Plan
from ltzplan.model.records import Paper
from ltzplan.model.state import State
from ltzplan.model.values import Text, about
from ltzplan.reports.matter import Decision, decided
from ltzplan.rules.progress import disagreements
from ltzplan.rules.queue import HOLDERS, Queue, Reason, Waiting, is_for, waiting
from ltzplan.rules.rhythm import bounds, read_label

FLAGS: dict[Cycle, str] = {
    "monthly": "--month", "quarterly": "--quarter", "half_yearly": "--half", "yearly": "--year",
}  # fmt: skip
"""How `ltz paper` is told its period."""


@dataclass(frozen=True, kw_only=True)
class TodoItem:
    """One thing that waits for the office."""

    queue: Queue = about("What is to be done with it.", words="queue")
    id: str | None = about("Id of the task, problem, order or session; null: several, or a paper.")
    title: Text | None = about("Title, or what stands in the way.", default=None)
    tasks: tuple[str, ...] = about("Ids of its tasks.", default=())
    unit: str | None = about("Id of the unit that must answer.", refers="units", default=None)
    level: str | None = about("Id of the level that held the session.", refers="levels", default=None)
    paper: str | None = about("The kind of paper.", refers="papers", default=None)
    periods: tuple[str, ...] = about("The periods owed.", default=())
    records: tuple[str, ...] = about("Ids of the records or matters that it is about.", default=())
    reasons: tuple[Reason, ...] = about("Why it is asked after.", words="todo.because", default=())
    holders: tuple[str, ...] = about(
        "Ids of who has it: units, a level, an office.", refers=HOLDERS, default=()
    )
    decided: Decision | None = about("What a session decided on it.", default=None)
    since: date = about("Since when it waits.")
    days: int = about("Days since then.")
    due: date | None = about("By when; null: no day is set, or it cannot be worked out.", default=None)
    command: str = about("What to type; words in capitals are to be filled in.")


@dataclass(frozen=True, kw_only=True)
class Todo:
    """An office's queue."""

    office: str = about("Id of the office.", refers="offices")
    items: tuple[TodoItem, ...] = about("What waits, by queue, the longest first.")


def todo(plan: Plan, state: State, office: str) -> Todo:
    """Give what waits for an office, and for it only."""
    mine = [one for one in waiting(plan, state) if is_for(plan, one, office)]
    order = get_args(Queue)
    mine.sort(key=lambda one: (order.index(one.queue), one.since))
    return Todo(office=office, items=tuple(_item(plan, state, one) for one in mine))


_SHARED = ("queue", "id", "tasks", "unit", "level", "paper", "periods", "records", "reasons", "holders", "since",
           "due")  # fmt: skip


def _item(plan: Plan, state: State, one: Waiting) -> TodoItem:
    problem = state.problems.get(one.id or "")
    return TodoItem(
        **{name: getattr(one, name) for name in _SHARED},
        title=one.number or _title(state, one.id),
        decided=decided(plan, problem, state.as_of) if problem and one.queue == "order" else None,
        days=(state.as_of - one.since).days,
        command=f"ltz {_command(plan, state, one)}",
    )


def _title(state: State, id: str | None) -> Text | None:
    if problem := state.problems.get(id or ""):
        return problem.problem.text
    if task := state.tasks.get(id or ""):
        return task.task.name
    return next((one.record.text for one in state.sessions if one.id == id), None)


def _command(plan: Plan, state: State, one: Waiting) -> str:
    """Give what to type for it."""
    id, problem = one.id, state.problems.get(one.id or "")
    match one.queue:
        case "sort":
            need = (problem and problem.problem.needs) or "NEED"
            return f"sort {id} --as SORT --needs {need} --because TEXT"
        case "order":
            when = "--urgency URGENCY" if plan.urgencies else "--due DATE"
            return f"order {id} --unit UNIT {when} --require TEXT{_session(one)}"
        case "recheck" | "accept":
            return f"accept {id} --text TEXT --evidence FILE"
        case "answer":
            says = (
                "--received"
                if problem and problem.units[one.unit or ""] == "ordered"
                else "--done --text TEXT"
            )
            return f"reply {id} --unit {one.unit} {says}"
        case "report":
            _, last = bounds(*read_label(one.periods[-1]))
            dated = f" --date {last:%Y-%m}" if last < state.as_of else ""
            return f"update {id}{dated} --text TEXT"
        case "settle":
            return _settling(state, one)
        case "renumber":
            later = one.records[-1]
            if one.paper:
                return f"{_paper(state, later)} --issue --corrects {later}"
            return f"order {id} --replaces {later}"
        case "issued_twice":
            return f"withdraw {one.records[-1]} --because TEXT"
        case "write_down":
            return f"paper minutes --session {id} --issue"
        case "dispatch":
            return "session --level LEVEL --form FORM --from FILE"
        case "supervise":
            return "paper supervision --issue"
        case "issue":
            return f"paper {one.paper}{_periods(one.periods[:1])} --issue"
        case _:
            return f"show {id}"


def _periods(labels: Iterable[str]) -> str:
    return "".join(f" {FLAGS[read_label(label)[1]]} {label}" for label in labels)


def _paper(state: State, id: str) -> str:
    """Say how an issued paper was asked for."""
    paper = next(one.record for one in state.papers if one.id == id)
    assert isinstance(paper, Paper)
    minutes = paper.concerns if paper.paper == "minutes" else ()
    asked = [("level", paper.level), ("portfolio", paper.portfolio)] if paper.paper == "agenda" else []
    asked += [("session", one) for one in minutes]
    said = "".join(f" --{name} {one}" for name, one in asked if one)
    return f"paper {paper.paper}{_periods(paper.periods)}{said}"


def _session(one: Waiting) -> str:
    return f" --origin session --session {one.records[0]}" if one.records else ""


def _settling(state: State, one: Waiting) -> str:
    """Say how two figures are settled: what is agreed replaces both, and speaks of their day."""
    found = (figures for figures in disagreements(state.tasks[one.id or ""]))
    piece = next(listed[0].piece for listed in found if listed[0].entry.id == one.records[0])
    where = "".join(f" --{name} {id}" for name, id in (("part", piece.part), ("city", piece.city)) if id)
    replaced = "".join(f" --replaces {record}" for record in one.records)
    return f"update {one.id}{where} --percent PERCENT --measure {piece.measure}{replaced}"
