"""What changed of a task or problem: its level, its light, whether it is late, and its supervision."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Literal

from ltzplan.dataclass import dataclass
from ltzplan.model.plan import Plan
from ltzplan.model.problem_state import ProblemState
from ltzplan.model.state import State
from ltzplan.model.values import about
from ltzplan.rules.levels import problem_level, task_level, turn
from ltzplan.rules.life import late_in_hand
from ltzplan.rules.lights import UNLIT, facts_of, light, overdue
from ltzplan.rules.progress import percent_of
from ltzplan.rules.supervision import follows_tasks, grounds_of

What = Literal["level", "light", "overdue", "supervision", "stage", "state", "turn", "due", "percent"]
Marks = Mapping[What, str]
"""What is followed of a matter, as it stands."""
AT_FIRST: Marks = {"overdue": "no", "supervision": ""}
"""How a problem begins."""


@dataclass(frozen=True, kw_only=True)
class Change:
    """What changed of a task or of one of its problems, by a record or by the mere passing of time."""

    what: What = about("What changed; a log does not follow the last five.")
    before: str = about("Its id before; of lateness yes or no, of supervision the grounds; empty for none.")
    after: str = about("The same after.")
    on: date = about("The day.")
    record: str | None = about("Id of the record that caused it; null: time alone.")
    problem: str | None = about("Id of the problem; null: it is the task's.", default=None)


def marks_of_task(plan: Plan, state: State, id: str, day: date, level: str | None = None) -> Marks:
    """Return what is followed of a task on a day, its level where that is not known already; nothing for no task."""
    task = state.tasks.get(id)
    if task is None:
        return {}
    facts = facts_of(plan, task, day)
    burning = light(plan, facts)
    return {
        "level": level or task_level(plan, replace(state, as_of=day), task.task) or "",
        "light": burning.light if burning else UNLIT,
        "supervision": "overdue" if follows_tasks(plan) and overdue(facts) else "",
    }


def marks_of_problem(plan: Plan, one: ProblemState | None, day: date) -> Marks:
    """Return what is followed of a problem on a day."""
    if one is None:
        return AT_FIRST
    late = late_in_hand(one, day)
    return {"overdue": "yes" if late else "no", "supervision": " ".join(grounds_of(plan, one, day))}


def steps_of(plan: Plan, state: State, id: str) -> Marks:
    """Return how far a task or problem has come; a problem that is not there has come nowhere."""
    if task := state.tasks.get(id):
        return {"stage": task.stage or "", "due": task.due.text if task.due else ""}
    one = state.problems.get(id)
    if one is None:
        return {"state": "", "level": "", "turn": "", "due": ""}
    level = problem_level(plan, one, state.as_of)
    whose = turn(plan, one, state.as_of) if level else None
    due = one.due.text if one.due else ""
    return {"state": one.state, "level": level or "", "turn": whose or "", "due": due}


def marks_of(plan: Plan, state: State, id: str) -> Marks:
    """Return all that is compared of a task or problem between two moments."""
    steps, task = steps_of(plan, state, id), state.tasks.get(id)
    if task is None:
        return {**steps, **marks_of_problem(plan, state.problems.get(id), state.as_of)}
    known = percent_of(task)
    percent = "" if known is None or known.percent is None else str(known.percent)
    return {**steps, "percent": percent, **marks_of_task(plan, state, id, state.as_of)}


def changed(
    before: Marks, after: Marks, day: date, record: str | None = None, problem: str | None = None
) -> list[Change]:
    """Return what differs of a matter on a day, and the record by which; what is not known of before was none."""
    return [
        Change(what=what, before=was, after=now, on=day, record=record, problem=problem)
        for what, now in after.items()
        if (was := before.get(what, "")) != now
    ]
