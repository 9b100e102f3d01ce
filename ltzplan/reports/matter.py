"""What is to be dealt with: a problem, or a task that always stands before its level."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Literal

from ltzplan.dataclass import dataclass
from ltzplan.model.plan import HOLDERS, Plan, due_of
from ltzplan.model.problem_state import ProblemState
from ltzplan.model.records import AgendaItem, Entry, Recommendation, Session
from ltzplan.model.state import State
from ltzplan.model.task_state import TaskState
from ltzplan.model.values import Day, Text, about
from ltzplan.rules.levels import Turn, decision, grounds_of_level, portfolio_of, problem_level, turn
from ltzplan.rules.life import first_due_of, late_in_hand, overdue_problem, problem_days_late
from ltzplan.rules.queue import holders


@dataclass(frozen=True, kw_only=True)
class Decision:
    """A decision from which no order has come yet."""

    session: str = about("Id of the session.")
    date: Day = about("Its day.")
    text: Text = about("What was decided.")


@dataclass(frozen=True, kw_only=True)
class Matter:
    """A task or problem, and where it stands."""

    id: str = about("Id.")
    kind: Literal["task", "problem"] = about("What it is.", words="kind")
    task: str = about("Id of the task; of several, the first.")
    tasks: tuple[str, ...] = about("Ids of all its tasks.")
    title: Text = about("Title, or what stands in the way.")
    parts: tuple[str, ...] = about("Ids of the parts.", default=())
    standing: bool = about("A task that is always before its level; nothing new.", default=False)
    since: Day | None = about("The day it was raised; null of a task.", default=None)
    days: int | None = about(
        "Days since then; once it has ended, those that it was open; null of a task.", default=None
    )
    proposed_need: str | None = about("The need that its raiser proposes.", refers="needs", default=None)
    needs: str | None = about("Id of whose coordination it needs; null: not sorted.", refers="needs")
    level: str | None = about(
        "Id of the level it is before; null: not sorted, not open, or a task that does not stand there.",
        refers="levels",
    )
    rests_on: str = about("Clause from which the level follows.", refers="clauses")
    state: str | None = about("State in the life table; null for a task.", words="state", default=None)
    turn: Turn | None = about(
        "Whose turn it is: this level's to decide, the secretariat's to order what was decided, in hand, or waiting "
        "for a higher authority; null: before no level, or a task.",
        words="turn",
        default=None,
    )
    decided: Decision | None = about("What a session decided on it and nobody has ordered yet.", default=None)
    holders: tuple[str, ...] = about(
        "Ids of who must move next: units, least advanced first, a level or an office.",
        refers=HOLDERS,
        default=(),
    )
    key: bool = about("A key matter, or proposed as one.", default=False)
    recommended: Recommendation | None = about(
        "What the level is recommended to decide; null: nothing.", default=None
    )
    units: Mapping[str, str] = about("State of each unit that must answer.", default_factory=dict)
    due: Day | None = about("Due date in force.", default=None)
    first_due: Day | None = about("The first due date.", default=None)
    overdue: bool = about("Past its due date in force and not answered in time.", default=False)
    overdue_days: int = about("Days late in a unit's hands, those under earlier due dates too.", default=0)
    late_now: bool = about(
        "Whether a unit has it in hand past its due date; if not, the days late are of before.", default=False
    )
    portfolio: str = about(
        "Id of the portfolio it belongs to: as sorted, else that of its area.", refers="portfolios"
    )


def matter(plan: Plan, state: State, id: str, unit: str | None = None) -> Matter:
    """A task or a problem of the state as it stands; KeyError for an id of neither.

    To a unit a problem is due and late as in its own hands.
    """
    if id in state.tasks:
        return _of_task(plan, state.tasks[id])
    return _of_problem(plan, state.problems[id], state.as_of, unit)


def _of_task(plan: Plan, one: TaskState) -> Matter:
    """A task as a matter: it stands by itself before a level above the lowest, until it is over."""
    task, level = one.task, plan.standing_level(one.task)
    need = task.dispatch.needs if task.dispatch else None
    stands = level is not None and plan.rank(level) > 0 and not (one.completed or one.over_on)
    return Matter(
        id=task.id,
        kind="task",
        task=task.id,
        tasks=(task.id,),
        title=task.name,
        standing=stands,
        needs=need,
        level=level if stands else None,
        rests_on=" ".join(plan.needs[need].rests_on) if need else "",
        due=one.due,
        first_due=due_of(task.target, one.reached),
        portfolio=plan.portfolio(task.area),
    )


def _of_problem(plan: Plan, one: ProblemState, as_of: date, unit: str | None) -> Matter:
    problem, sort, order = one.problem, one.sort, one.order
    late_now = late_in_hand(one, as_of, unit)
    level = problem_level(plan, one, as_of)
    return Matter(
        id=one.id,
        kind="problem",
        task=problem.tasks[0],
        tasks=problem.tasks,
        title=problem.text or "",
        parts=problem.parts,
        since=one.raised.record.date,
        days=one.age(as_of),
        proposed_need=problem.needs,
        needs=sort.needs if sort else None,
        level=level,
        rests_on=" ".join(grounds_of_level(plan, one, as_of)),
        state=one.state,
        turn=turn(plan, one, as_of) if level else None,
        decided=decided(plan, one, as_of),
        holders=holders(plan, one, as_of),
        key=bool(order.key if order else sort and sort.key),
        recommended=sort.recommends if sort else None,
        units=one.units,
        due=one.due,
        first_due=first_due_of(one, unit) if unit else one.first_due,
        overdue=late_now if unit else overdue_problem(one, as_of),
        overdue_days=problem_days_late(one, as_of, unit),
        late_now=late_now,
        portfolio=portfolio_of(plan, one),
    )


def decided(plan: Plan, problem: ProblemState, as_of: date) -> Decision | None:
    """The decision that waits for its order (demands-3); None where there is none."""
    held = decision(plan, problem, as_of)
    if held is None or not isinstance(held.record, Session):
        return None
    said = next(one.decision for one in held.record.matters if one.decision and one.id in problem.wordings)
    return Decision(session=held.id, date=held.record.date, text=said or "")


def taken_up(state: State, problem: ProblemState) -> Iterator[tuple[Entry, AgendaItem]]:
    """Give the sessions that took a problem up under whichever of its wordings, each with what it says of it."""
    for held in state.sessions:
        matters = held.record.matters if isinstance(held.record, Session) else ()
        for item in [one for one in matters if one.id in problem.wordings][-1:]:
            yield held, item


def last_decided(state: State, problem: ProblemState) -> Decision | None:
    """Give what was last decided on a problem, whatever came of it; None where nothing was."""
    found = [
        (held, item.decision) for held, item in taken_up(state, problem) if item.decision and not item.review
    ]
    return next(
        (Decision(session=held.id, date=held.record.date, text=text) for held, text in found[::-1]), None
    )


def title(state: State, id: str | None) -> Text | None:
    """What stands in the way, or the title of a task; None for an id of neither."""
    if problem := state.problems.get(id or ""):
        return problem.problem.text
    task = state.tasks.get(id or "")
    return task.task.name if task else None
