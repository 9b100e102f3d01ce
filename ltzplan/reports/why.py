"""Why does a task or problem stand where it stands, and what would change it?"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from datetime import date

from ltzplan.dataclass import dataclass
from ltzplan.model.plan import Plan
from ltzplan.model.problem_state import ProblemState
from ltzplan.model.records import Record, Update
from ltzplan.model.state import State
from ltzplan.model.task_state import StageState, TaskState
from ltzplan.model.values import about
from ltzplan.rules.fold import state_at, state_without
from ltzplan.rules.ledger import Ledger
from ltzplan.rules.levels import (
    decision,
    level_since,
    portfolio_of,
    problem_level,
    risen,
    rises,
    sorted_level,
    task_level,
)
from ltzplan.rules.life import move_of, overdue_problem, problem_days_late
from ltzplan.rules.lights import OF_PERCENT, facts_of, light, light_of, schedule, tried, unlit_because
from ltzplan.rules.progress import apart, counting, percent_of, rounded
from ltzplan.rules.supervision import asked, returns_needed


@dataclass(frozen=True, kw_only=True)
class Step:
    """One rule, asked in its turn."""

    rule: str = about("Name of the rule.")
    holds: bool = about("Whether it holds.")
    records: tuple[str, ...] = about("Ids of the records that make it so.", default=())
    rests_on: str = about("Clause, `derived` or `local`.")
    params: Mapping[str, str] = field(default_factory=dict, metadata={"doc": "What it was asked of."})


@dataclass(frozen=True, kw_only=True)
class Counterfactual:
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
    since: date | None = about(
        "The day from which it has been before that level without a break, of a task by the problems that are open; "
        "null: before none, or where the plan put it.",
        default=None,
    )
    steps: tuple[Step, ...] = about("Every rule in order.")
    without: tuple[Counterfactual, ...] = about("The records whose absence would change the answer.")


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
    since = _since(plan, state, id, level)
    return Why(id=id, level=level, light=burning, since=since, steps=tuple(steps), without=without)


def _since(plan: Plan, state: State, id: str, level: str | None) -> date | None:
    """Give since when a problem is before its level, or a task by the oldest of the problems that hold it above its own."""
    if id in state.problems:
        return level_since(plan, state.problems[id], state.as_of)
    if level == plan.standing_level(state.tasks[id].task):
        return None
    open_ = state.problems.moved_of(id)
    held = (one for one in open_ if problem_level(plan, one, state.as_of) == level)
    return min(filter(None, (level_since(plan, one, state.as_of) for one in held)), default=None)


def _answer(plan: Plan, state: State, id: str) -> tuple[str | None, str | None]:
    if id in state.tasks:
        task = state.tasks[id]
        return task_level(plan, state, task.task), light_of(plan, task, state.as_of)
    problem = state.problems.get(id)
    return problem_level(plan, problem, state.as_of) if problem else None, None


def _without(
    ledger: Ledger, state: State, id: str, answer: tuple[str | None, str | None]
) -> Iterator[Counterfactual]:
    """Ask the rules again without each record that decides on the matter, one at a time."""
    own = ledger.of(id)
    now = state_at(own, state.as_of)
    idle = {one for one in _idle(now.tasks.get(id)) if ledger.stands_alone(one)}
    for entry in own.needed:
        if state.in_force(entry.id) and entry.id not in idle:
            level, burning = _answer(ledger.plan, state_without(ledger, now, entry.id), id)
            if (level, burning) != answer:
                yield Counterfactual(record=entry.id, level=level, light=burning)


def _idle(task: TaskState | None) -> Iterator[str]:
    """Return the ids of updates that left the stage of a task as it was, and whose figures do not count."""
    count, before = counting(task) if task else frozenset(), StageState()
    for step in task.steps if task else ():
        if step.after == before and step.entry.id not in count and isinstance(step.entry.record, Update):
            yield step.entry.id
        before = step.after


def _step(rule: str, holds: bool, rests_on: Iterable[str], /, *records: str, **params: str) -> Step:
    return Step(rule=rule, holds=holds, records=records, rests_on=" ".join(rests_on), params=params)


def _task_steps(plan: Plan, state: State, task: TaskState) -> Iterator[Step]:
    dispatch, standing = task.task.dispatch, plan.standing_level(task.task)
    if standing:
        grounds, need = (dispatch.rests_on, dispatch.needs) if dispatch else (("local",), "")
        yield _step("standing_level", True, grounds, level=standing, needs=need)
    for problem in state.problems.open_of(task.task.id):
        yield from _problem_steps(plan, problem, state)
    if level := task_level(plan, state, task.task):
        yield _step("highest_level", True, ("derived",), level=level)
    facts, percent, reports = facts_of(plan, task, state.as_of), percent_of(task), plan.rhythm.reports
    stating = [one.id for one in percent.entries] if percent else []
    to_date = schedule(facts.then)
    params = {
        "due": facts.due.isoformat() if facts.due else "",
        "percent": "" if facts.percent is None else str(facts.percent),
        "schedule": "" if to_date is None else str(rounded(to_date)),
        "measure": (percent and percent.measure) or "",
        "dated": percent.date.text if percent else "",
    }
    if of_parts := apart(task):
        yield _step("parts_apart", True, ("derived",), *of_parts)
    if to_date is not None:
        start = facts.start.isoformat()
        yield _step("schedule", True, plan.schedule.rests_on, by=facts.by, start=start, **params)
    if facts.old:
        yield _step(
            "old_percent", True, reports.rests_on, *stating, **params, limit=str(reports.percent_fresh_for)
        )
    checked = [task.acceptance.id] if task.acceptance else []
    claimed = [task.claim.entry.id] if task.claim else []
    for one, burns in tried(plan, facts):
        of_percent = one.when.name in (*OF_PERCENT, "otherwise")
        records = stating if of_percent else checked or (_staged(task) if one.when.stages else claimed)
        limit = {} if one.when.limit is None else {"limit": str(one.when.limit)}
        limit |= {"stages": " ".join(one.when.stages)} if one.when.stages else {}
        asked = {"by_percent": "yes"} if one.when.name == "otherwise" and facts.by_percent else {}
        said = {"light": one.light} | params | limit | asked
        yield _step(one.when.name, burns, one.rests_on, *records, **said)
    if light(plan, facts) is None:
        yield _step("unlit", True, ("local",), because=unlit_because(facts))


def _staged(task: TaskState) -> list[str]:
    """Give the id of the last record that states the stage of the whole."""
    return [step.entry.id for step in task.steps if _states_stage(step.entry.record)][-1:]


def _states_stage(record: Record) -> bool:
    return isinstance(record, Update) and record.whole and record.stage is not None


def _cycles(plan: Plan, problem: ProblemState, state: State) -> dict[str, str]:
    """After how many cycles it goes up, and whether it stands at the top already."""
    if plan.escalate_after is None:
        return {}
    top = risen(plan, problem, state.as_of) and not rises(plan, problem, state.as_of)
    return {"cycles": str(plan.escalate_after)} | ({"top": "yes"} if top else {})


def _problem_steps(plan: Plan, problem: ProblemState, state: State) -> Iterator[Step]:
    id, sort, records = problem.id, problem.sort, [problem.sorted_by.id] if problem.sorted_by else []
    sorting, level = plan.offices[plan.sorting_office].rests_on, sorted_level(plan, problem)
    if sort is None or not sort.needs or not level:
        if not plan.needs:
            return
        rule = "dismissed" if problem.state == "dismissed" else "unsorted"
        yield _step(rule, True, sorting, *(records or [id]), problem=id)
        return
    need, of_level = plan.needs[sort.needs], plan.levels[plan.rank(level)]
    yield _step("need", problem.open, need.rests_on, *records, problem=id, needs=sort.needs, level=level)
    up = rises(plan, problem, state.as_of)
    yield _step("open_too_long", up, ("local",), id, problem=id, **_cycles(plan, problem, state))
    if of_level.by == "portfolio":
        said = records if sort.portfolio else []
        portfolio = portfolio_of(plan, problem)
        yield _step("portfolio", problem.open, of_level.rests_on, *said, problem=id, portfolio=portfolio)
    if held := decision(plan, problem, state.as_of):
        yield _step("decided", True, sorting, held.id, problem=id, date=held.record.date.text)
    if not problem.open:
        yield _step("closed", True, sorting, *(one.entry.id for one in problem.moves[-1:]), problem=id)


def _order_steps(plan: Plan, problem: ProblemState, as_of: date) -> Iterator[Step]:
    """Return the rules on the order of a problem: its date, whose clock runs, each ground of supervision."""
    order, due, first = problem.order, problem.due, problem.first_due
    if order is None or due is None or first is None:
        return
    given, moves = problem.orders[-1].id, [one.entry for one in problem.moves]
    dated = [one.id for one in moves if getattr(one.record, "due", None)][-1:]
    sorting, units = plan.offices[plan.sorting_office].rests_on, " ".join(order.units)
    said = {"number": order.number, "units": units, "due": due.text, "first": first.text}
    yield _step("ordered", True, sorting, *dict.fromkeys((given, *dated)), **said)
    if problem.petition:
        yield _step("asked", True, ("local",), problem.petition.id)
    overdue = (one.rests_on for one in plan.supervision if one.ground == "overdue")
    rests_on = next(overdue, ("local",))
    in_time = problem.answered_on is not None and problem.answered_on <= due.last
    if in_time and not problem.petition:
        yield _step("answered_in_time", True, rests_on, moves[-1].id)
    late, days = overdue_problem(problem, as_of), str(problem_days_late(problem, as_of))
    yield _step("late", late, rests_on, *dated, due=due.text, days=days)
    returned = [one.id for one in moves if move_of(one.record) == "return"]
    records = {"key": [given], "overdue": dated, "returned": returned}
    for rule, _, holds in asked(plan, problem, as_of):
        counted = {"returns": str(problem.returns), "times": str(returns_needed(rule))}
        counted = counted if rule.ground == "returned" else {}
        yield _step(f"supervised.{rule.ground}", holds, rule.rests_on, *records[rule.ground], **counted)
