"""DISPATCH: what the secretariat writes about a problem or a task."""

from datetime import date, timedelta
from typing import Annotated, Any

import typer

from ltzplan.cli import meant
from ltzplan.cli import options as opt
from ltzplan.cli.session import Session, pick, pick_portfolio
from ltzplan.cli.write import Desk, taken_off
from ltzplan.issues import refuse
from ltzplan.model.records import OTHER, Order, Record
from ltzplan.model.state import ProblemState
from ltzplan.rules.doubts import concerns_one_city
from ltzplan.rules.life import HELD
from ltzplan.rules.numbers import double_numbers, next_number
from ltzplan.text.speech import say

Matter = Annotated[str, opt.argument("ID", "id")]
ProblemId = Annotated[str, opt.argument("PROBLEM", "problem")]
Because = Annotated[opt.Maybe, opt.option("--because")]
Due = Annotated[opt.Maybe, opt.option("--due", "DATE")]
NewDue = Annotated[opt.Maybe, opt.option("--due", "DATE", "new_due")]
ApprovedBy = Annotated[opt.Maybe, opt.option("--approved-by")]


def problem_of(desk: Desk, typed: str) -> ProblemState:
    """Give the problem that was typed."""
    return meant.problem(desk.state, typed)


def _is_problem(desk: Desk, typed: str) -> bool:
    """Tell whether a problem is meant, and not a task."""
    return meant.matter(desk.plan, desk.state, typed) in desk.state.problems


@opt.shares(opt.STATING, opt.WRITING)
def sort(
    ctx: typer.Context,
    shared: Any,
    problem: ProblemId,
    as_: Annotated[opt.Maybe, opt.option("--as", "SORT")] = None,
    needs: Annotated[opt.Maybe, opt.option("--needs", "NEED")] = None,
    portfolio: Annotated[opt.Maybe, opt.option("--portfolio", "PORTFOLIO", "sort_portfolio")] = None,
    key: Annotated[bool, opt.flag("--key")] = False,
    no_key: Annotated[bool, opt.flag("--no-key")] = False,
    dismiss: Annotated[bool, opt.flag("--dismiss")] = False,
    because: Because = None,
) -> int:
    """Sort a problem, also anew while units have it, or say that it is not for dispatch."""
    desk = Desk(Session.of(ctx))
    asked = problem_of(desk, problem)
    record = desk.record(
        "sort",
        shared,
        answers=asked.last_move,
        sort=as_ and pick(desk.plan, "sorts", as_, (OTHER,)),
        needs=needs and pick(desk.plan, "needs", needs),
        portfolio=portfolio and pick_portfolio(desk.plan, portfolio),
        key=key,
        dismissed=dismiss,
        because=because,
        off=taken_off(key=no_key, sort=dismiss, needs=dismiss, dismissed=bool(needs)),
    )
    done = desk.keep(record, shared=shared)
    if concerns_one_city(desk.plan, asked.problem, record):
        desk.session.talk(say(desk.session.lang, "sort.one_city", id=asked.id))
    return done


@opt.shares(opt.STATING, opt.WRITING)
def order(
    ctx: typer.Context,
    shared: Any,
    problem: ProblemId,
    unit: Annotated[opt.Many, opt.option("--unit", "UNIT", "order_unit")] = None,
    helper: Annotated[opt.Many, opt.option("--helper", "UNIT")] = None,
    tracked_by: Annotated[opt.Many, opt.option("--tracked-by", "UNIT")] = None,
    due: Due = None,
    urgency: Annotated[opt.Maybe, opt.option("--urgency", "URGENCY")] = None,
    require: Annotated[opt.Maybe, opt.option("--require")] = None,
    key: Annotated[bool, opt.flag("--key", "order_key")] = False,
    no_helper: Annotated[opt.Many, opt.option("--no-helper", "UNIT")] = None,
    no_key: Annotated[bool, opt.flag("--no-key")] = False,
    because: Annotated[opt.Maybe, opt.option("--because", "TEXT", "order_because")] = None,
    origin: Annotated[opt.Maybe, opt.option("--origin", "ORIGIN", "order_origin")] = None,
    decided_in: Annotated[opt.Maybe, opt.option("--session", "ID")] = None,
) -> int:
    """Assign a problem to units, with a due date; anew, with a reason, also while units have it."""
    desk = Desk(Session.of(ctx))
    asked = problem_of(desk, problem)
    said: dict[str, Any] = {
        "answers": asked.last_move,
        "units": unit,
        "helpers": helper,
        "tracked_by": tracked_by,
        "due": due,
        "urgency": urgency,
        "require": require,
        "key": key,
        "because": because,
        "origin": origin,
        "session": decided_in and desk.known(decided_in),
    }
    replaced = [desk.standing(desk.known(one)) for one in shared.replaces or ()]
    old = next((one.record for one in desk.space.entries if one.id in replaced), None)
    dated = shared.date
    if isinstance(old, Order):
        said |= _of_the_old(desk, old, said, no_helper or [])
        dated = dated or old.date.text
    else:
        given = (asked.order, asked.sort)
        said["key"] = not no_key and (key or any(one.key for one in given if one))
    how = {"shared": shared, "off": taken_off(key=no_key, helpers=bool(no_helper))}
    return desk.keep(order_of(desk, said, dated, **how), shared=shared)


def _of_the_old(desk: Desk, old: Order, said: dict[str, Any], no_helper: list[str]) -> dict[str, Any]:
    """Give what a corrected order takes over: its number, unless another bears it too; its date and helpers."""
    gone = {pick(desk.plan, "units", one) for one in no_helper}
    kept: dict[str, Any] = {"helpers": [one for one in (said["helpers"] or old.helpers) if one not in gone]}
    if not any(old in (one.record for one in doubles) for doubles in double_numbers(desk.state)):
        kept["number"] = old.number
    if not said["urgency"]:
        kept["due"] = said["due"] or old.due.text
    return kept


def order_of(desk: Desk, said: dict[str, Any], dated: str | None, **how: Any) -> Record:
    """Make an order of what was said: units by id or name, numbered, its date counted once for all."""
    for name in ("units", "helpers", "tracked_by"):
        said[name] = [pick(desk.plan, "units", one) for one in said.get(name) or ()]
    issued = desk.session.day(desk.plan, "--date", dated).last if dated else desk.now.date()
    if said.get("urgency"):
        said["urgency"] = pick(desk.plan, "urgencies", said["urgency"])
    if not said.get("due"):
        said["due"] = _due(desk, said.get("urgency"), issued)
    said.setdefault("number", next_number(desk.plan, (*desk.space.entries, *desk.made), issued.year, "order"))
    return desk.record("order", **said, **how)


def _due(desk: Desk, urgency: str | None, issued: date) -> str:
    if urgency is None:
        raise refuse("no_due", urgencies=", ".join(desk.plan.urgencies))
    known, calendar = desk.plan.urgencies[urgency], desk.plan.working_days
    if known.working_days is None or calendar is None:
        return (issued + timedelta(days=known.days or 0)).isoformat()
    from ltzplan.rules.workdays import add_working_days  # noqa: PLC0415 - imports holidays

    return add_working_days(issued, known.working_days, calendar.country).isoformat()


@opt.shares(opt.STATING, opt.WRITING)
def petition(
    ctx: typer.Context,
    shared: Any,
    problems: Annotated[list[str], opt.argument("PROBLEM..", "problems")],
    to: Annotated[opt.Maybe, opt.option("--to")] = None,
    number: Annotated[opt.Maybe, opt.option("--number")] = None,
    joined_by: Annotated[opt.Many, opt.option("--joined-by", "CITY")] = None,
    answer_by: Annotated[opt.Maybe, opt.option("--answer-by", "DATE")] = None,
) -> int:
    """Record what the cities jointly ask of an authority above them."""
    desk = Desk(Session.of(ctx))
    record = desk.record(
        "petition",
        shared,
        answers=[problem_of(desk, one).last_move for one in problems],
        to=to,
        number=number,
        joined_by=[pick(desk.plan, "cities", one) for one in joined_by or ()],
        answer_by=answer_by,
    )
    return desk.keep(record, shared=shared)


def _answered(desk: Desk, typed: str, dated: str | None) -> str:
    """Give what a check answers: a task's claim that stood on its day, or a problem's last move."""
    if _is_problem(desk, typed):
        problem = problem_of(desk, typed)
        if problem.state in HELD:
            waiting = (unit for unit, state in problem.units.items() if state in HELD)
            raise refuse("not_answered", record=problem.id, units=", ".join(waiting))
        return problem.last_move
    day = desk.session.day(desk.plan, "--date", dated).last if dated else desk.now.date()
    task = desk.state_on(min(day, desk.now.date())).tasks[desk.task(typed)]
    if task.ended and task.ended_on:
        raise refuse("task_ended", id=task.task.id, how=task.ended, date=task.ended_on)
    if task.claim is None or task.completed:
        raise refuse("no_claim", task=task.task.id)
    return task.claim.entry.id


@opt.shares(opt.STATING, opt.WRITING)
def accept(ctx: typer.Context, shared: Any, id: Matter, because: Because = None) -> int:
    """Accept a claim of completion, or close a problem; one that nobody sorted with its reason."""
    desk = Desk(Session.of(ctx))
    answers = _answered(desk, id, shared.date)
    record = desk.record("recheck", shared, answers=answers, verdict="accept", because=because)
    return desk.keep(record, shared=shared)


@opt.shares(opt.STATING, opt.WRITING)
def return_(ctx: typer.Context, shared: Any, id: Matter, because: Because = None, due: NewDue = None) -> int:
    """Return a claim or an answered problem with a reason."""
    desk = Desk(Session.of(ctx))
    answers = _answered(desk, id, shared.date)
    record = desk.record("recheck", shared, answers=answers, verdict="return", because=because, due=due)
    return desk.keep(record, shared=shared)


@opt.shares(opt.STATING, opt.WRITING)
def extend(
    ctx: typer.Context,
    shared: Any,
    id: Matter,
    due: Annotated[str, opt.argument("DATE", "due")],
    because: Because = None,
    approved_by: ApprovedBy = None,
) -> int:
    """Give a problem or a task a new due date; the first one stays visible."""
    desk = Desk(Session.of(ctx))
    of_problem = _is_problem(desk, id)
    record = desk.record(
        "adjustment",
        shared,
        answers=problem_of(desk, id).last_move if of_problem else None,
        task=None if of_problem else desk.task(id),
        due=due,
        because=because,
        approved_by=approved_by,
    )
    return desk.keep(record, shared=shared)


@opt.shares(opt.STATING, opt.WRITING)
def adjust(
    ctx: typer.Context,
    shared: Any,
    task: Annotated[str, opt.argument("TASK", "task")],
    due: NewDue = None,
    target: Annotated[opt.Maybe, opt.option("--target")] = None,
    withdraw: Annotated[bool, opt.flag("--withdraw")] = False,
    merge_into: Annotated[opt.Maybe, opt.option("--merge-into", "TASK")] = None,
    split_into: Annotated[opt.Many, opt.option("--split-into", "TASK")] = None,
    because: Because = None,
    approved_by: ApprovedBy = None,
) -> int:
    """Record what was decided to change of a task."""
    desk = Desk(Session.of(ctx))
    record = desk.record(
        "adjustment",
        shared,
        task=desk.task(task),
        due=due,
        target=target,
        withdrawn=withdraw,
        merged_into=merge_into and desk.task(merge_into),
        split_into=[desk.task(one) for one in split_into or ()],
        because=because,
        approved_by=approved_by,
    )
    return desk.keep(record, shared=shared)
