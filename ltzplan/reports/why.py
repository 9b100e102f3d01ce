"""Why does a task or problem stand where it stands, and what would change it?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from ltzplan.model.plan import Plan
from ltzplan.model.state import ProblemState, State, TaskState
from ltzplan.model.values import about
from ltzplan.rules.fold import state_at, state_without
from ltzplan.rules.ledger import Ledger
from ltzplan.rules.levels import (
    decision,
    portfolio_of,
    problem_level,
    risen,
    rises,
    sorted_level,
    standing_level,
    task_level,
)
from ltzplan.rules.life import move_of, overdue_problem, problem_days_late
from ltzplan.rules.lights import OF_PERCENT, facts_of, light, light_of, schedule, tried, unlit_because
from ltzplan.rules.progress import percent_of, rounded
from ltzplan.rules.supervision import asked, times


@dataclass(frozen=True, kw_only=True)
class Step:
    """One rule, asked in its turn."""

    rule: str = about("Name of the rule.")
    holds: bool = about("Whether it holds.")
    records: tuple[str, ...] = about("Ids of the records that make it so.", default=())
    rests_on: str = about("Clause, `derived` or `local`.")
    params: Mapping[str, str] = field(default_factory=dict, metadata={"doc": "What it was asked of."})


@dataclass(frozen=True, kw_only=True)
class Without:
    """What the rules would say if a record were not there."""

    record: str = about("Id of the record.")
    level: str | None = about("The level then.")
    light: str | None = about("The light then; null for a problem.")


@dataclass(frozen=True, kw_only=True)
class Why:
    """The rules that lead to a level and a light."""

    id: str = about("Id of the task or problem.")
    level: str | None = about("Id of the level; null: none yet.")
    light: str | None = about("Id of the light; null for a problem.")
    steps: tuple[Step, ...] = about("Every rule in order.")
    without: tuple[Without, ...] = about("The records whose absence would change the answer.")


def why(ledger: Ledger, state: State, id: str) -> Why:
    """Explain a task or a problem; the ledger is that from which the state was made."""
    plan = ledger.plan
    level, burning = _answer(plan, state, id)
    steps = list(_task_steps(plan, state, state.tasks[id]) if id in state.tasks else ())
    if id in state.problems:
        steps += [
            *_problem_steps(plan, state.problems[id], state),
            *_order_steps(plan, state.problems[id], state.as_of),
        ]
    without = tuple(_without(ledger, state, id, (level, burning)))
    return Why(id=id, level=level, light=burning, steps=tuple(steps), without=without)


def _answer(plan: Plan, state: State, id: str) -> tuple[str | None, str | None]:
    if id in state.tasks:
        task = state.tasks[id]
        return task_level(plan, state, task.task), light_of(plan, task, state.as_of)
    problem = state.problems.get(id)
    return problem_level(plan, problem, state.as_of) if problem else None, None


def _without(
    ledger: Ledger, state: State, id: str, answer: tuple[str | None, str | None]
) -> Iterator[Without]:
    """Ask the rules again without each record that decides on the matter, one at a time."""
    in_force = {one.id for one in state.entries}
    own = ledger.of(id)
    now = state_at(own, state.as_of)
    for entry in own.needed:
        if entry.id in in_force:
            level, burning = _answer(ledger.plan, state_without(ledger, now, entry.id), id)
            if (level, burning) != answer:
                yield Without(record=entry.id, level=level, light=burning)


def _task_steps(plan: Plan, state: State, task: TaskState) -> Iterator[Step]:
    dispatch = task.task.dispatch
    yield Step(
        rule="standing_level",
        holds=True,
        rests_on=" ".join(dispatch.rests_on),
        params={"level": standing_level(task.task), "needs": dispatch.needs},
    )
    for problem in state.problems_of(task.task.id):
        yield from _problem_steps(plan, problem, state)
    level = task_level(plan, state, task.task)
    yield Step(rule="highest_level", holds=True, rests_on="derived", params={"level": level})
    facts, percent = facts_of(plan, task, state.as_of), percent_of(task)
    stating = tuple(one.id for one in percent.entries) if percent else ()
    to_date = schedule(facts.then)
    params = {
        "due": facts.due.isoformat() if facts.due else "",
        "percent": "" if facts.percent is None else str(facts.percent),
        "schedule": "" if to_date is None else str(rounded(to_date)),
        "measure": (percent and percent.measure) or "",
        "dated": percent.date.text if percent else "",
    }
    if to_date is not None:
        yield Step(
            rule="schedule",
            holds=True,
            rests_on=" ".join(plan.schedule.rests_on),
            params={"by": facts.by, "start": facts.start.isoformat()} | params,
        )
    if facts.old:
        fresh_for = str(plan.rhythm.reports.percent_fresh_for)
        yield Step(
            rule="old_percent",
            holds=True,
            records=stating,
            rests_on=" ".join(plan.rhythm.reports.rests_on),
            params=params | {"limit": fresh_for},
        )
    checked = (task.acceptance.id,) if task.acceptance else ()
    claimed = (task.claim.entry.id,) if task.claim else ()
    for one, burns in tried(plan, facts):
        dated_only = one.when.name not in (*OF_PERCENT, "otherwise")
        limit = {} if one.when.limit is None else {"limit": str(one.when.limit)}
        yield Step(
            rule=one.when.name,
            holds=burns,
            records=(checked or claimed) if dated_only else stating,
            rests_on=" ".join(one.rests_on),
            params={"light": one.light} | params | limit,
        )
    if light(plan, facts) is None:
        yield Step(rule="unlit", holds=True, rests_on="local", params={"because": unlit_because(facts)})


def _cycles(plan: Plan, problem: ProblemState, state: State) -> dict[str, str]:
    """Give after how many cycles it goes up, and whether it stands at the top already."""
    if plan.escalate_after is None:
        return {}
    top = risen(plan, problem, state.as_of) and not rises(plan, problem, state.as_of)
    return {"cycles": str(plan.escalate_after)} | ({"top": "yes"} if top else {})


def _problem_steps(plan: Plan, problem: ProblemState, state: State) -> Iterator[Step]:
    sort, records = problem.sort, (problem.sorted_by.id,) if problem.sorted_by else ()
    named, sorting = {"problem": problem.id}, " ".join(plan.offices[plan.sorting_office].rests_on)
    if sort is None or not sort.needs:
        rule = "dismissed" if problem.state == "dismissed" else "unsorted"
        yield Step(rule=rule, holds=True, records=records or (problem.id,), rests_on=sorting, params=named)
        return
    need = plan.needs[sort.needs]
    yield Step(
        rule="need",
        holds=problem.open,
        records=records,
        rests_on=" ".join(need.rests_on),
        params=named | {"needs": sort.needs, "level": sorted_level(plan, problem) or ""},
    )
    yield Step(
        rule="open_too_long",
        holds=rises(plan, problem, state.as_of),
        records=(problem.id,),
        rests_on="local",
        params=named | _cycles(plan, problem, state),
    )
    if plan.levels[plan.rank(sorted_level(plan, problem) or "")].by == "portfolio":
        yield Step(
            rule="portfolio",
            holds=problem.open,
            records=records if sort.portfolio else (),
            rests_on=" ".join(plan.levels[plan.rank(need.level)].rests_on),
            params=named | {"portfolio": portfolio_of(plan, problem)},
        )
    if held := decision(plan, problem, state.as_of):
        yield Step(
            rule="decided",
            holds=True,
            records=(held.id,),
            rests_on=sorting,
            params=named | {"date": held.record.date.text},
        )
    if not problem.open:
        moves = tuple(one.entry.id for one in problem.moves[-1:])
        yield Step(rule="closed", holds=True, records=moves, rests_on=sorting, params=named)


def _order_steps(plan: Plan, problem: ProblemState, as_of: date) -> Iterator[Step]:
    """Return the rules on the order of a problem: its date, whose clock runs, each ground of supervision."""
    order, due, first = problem.order, problem.due, problem.first_due
    if order is None or due is None or first is None:
        return
    sorting = " ".join(plan.offices[plan.sorting_office].rests_on)
    given = (problem.orders[-1].id,)
    moves = [one.entry for one in problem.moves]
    dated = tuple(one.id for one in moves if getattr(one.record, "due", None))[-1:]
    yield Step(
        rule="ordered",
        holds=True,
        records=tuple(dict.fromkeys((*given, *dated))),
        rests_on=sorting,
        params={"number": order.number, "units": " ".join(order.units), "due": due.text, "first": first.text},
    )
    if problem.petition:
        yield Step(rule="asked", holds=True, records=(problem.petition.id,), rests_on="local")
    overdue = (one.rests_on for one in plan.supervision if one.ground == "overdue")
    rests_on = " ".join(next(overdue, ("local",)))
    in_time = problem.answered_on is not None and problem.answered_on <= due.last
    if in_time and not problem.petition:
        yield Step(rule="answered_in_time", holds=True, records=(moves[-1].id,), rests_on=rests_on)
    yield Step(
        rule="late",
        holds=overdue_problem(problem, as_of),
        records=dated,
        rests_on=rests_on,
        params={"due": due.text, "days": str(problem_days_late(problem, as_of))},
    )
    returned = (one.id for one in moves if move_of(one.record) == "return")
    records = {"key": given, "overdue": dated, "returned": tuple(returned)}
    for rule, _, holds in asked(plan, problem, as_of):
        counted = {"returns": str(problem.returns), "times": str(times(rule))}
        yield Step(
            rule=f"supervised.{rule.ground}",
            holds=holds,
            records=records[rule.ground],
            rests_on=" ".join(rule.rests_on),
            params=counted if rule.ground == "returned" else {},
        )
