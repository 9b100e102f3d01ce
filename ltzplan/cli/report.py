"""REPORT: what lead units and cities write."""

from collections.abc import Sequence
from typing import Annotated, Any

import typer

from ltzplan.cli import meant
from ltzplan.cli import options as opt
from ltzplan.cli.session import Session, by_word, pick
from ltzplan.cli.write import Desk, taken_off
from ltzplan.issues import refuse
from ltzplan.model.plan import Plan
from ltzplan.model.records import OTHER, Update
from ltzplan.model.state import COMPLETED, REPORTED_COMPLETE, ProblemState
from ltzplan.store.records import id_of

Parts = Annotated[opt.Many, opt.option("--part", "PART")]
City = Annotated[opt.Maybe, opt.option("--city", "CITY", "of_city")]


def _parts(plan: Plan, tasks: list[str], typed: opt.Many) -> list[str]:
    """Give the ids of parts, typed as ids or as their words."""
    known = {id: part for task in plan.tasks if task.id in tasks for id, part in task.parts.items()}
    return [by_word(known, one) for one in typed or ()]


@opt.shares(opt.STATING, opt.WRITING)
def update(
    ctx: typer.Context,
    shared: Any,
    task: Annotated[str, opt.argument("TASK", "task")],
    stage: Annotated[opt.Maybe, opt.option("--stage", "STAGE")] = None,
    percent: Annotated[opt.Maybe, opt.option("--percent", "PERCENT")] = None,
    measure: Annotated[opt.Maybe, opt.option("--measure", "MEASURE")] = None,
    part: Parts = None,
    city: City = None,
    milestone: Annotated[opt.Maybe, opt.option("--milestone", "MILESTONE")] = None,
    annual_target: Annotated[opt.Maybe, opt.option("--annual-target", "met|not_met")] = None,
    of: Annotated[opt.Maybe, opt.option("--of", "DATE")] = None,
    nil: Annotated[bool, opt.flag("--nil")] = False,
    background: Annotated[bool, opt.flag("--background")] = False,
    reopen: Annotated[bool, opt.flag("--reopen")] = False,
    because: Annotated[opt.Maybe, opt.option("--because")] = None,
    forecast: Annotated[opt.Maybe, opt.option("--forecast", "FORECAST")] = None,
    next_: Annotated[opt.Maybe, opt.option("--next")] = None,
) -> int:
    """Report on a task."""
    desk = Desk(Session.of(ctx))
    plan = desk.plan
    named = desk.task(task)
    milestones = {one.id: one for known in plan.tasks if known.id == named for one in known.milestones}
    news = any((stage, percent, milestone, annual_target))
    record = desk.record(
        "update",
        shared,
        task=named,
        stage=stage and pick(plan, "stages", stage, (REPORTED_COMPLETE, COMPLETED)),
        percent=percent,
        percent_date=of or (_day_settled(desk, shared.replaces or ()) if percent else None),
        measure=measure and pick(plan, "measures", measure),
        parts=_parts(plan, [named], part),
        city=city and pick(plan, "cities", city),
        milestone=milestone and by_word(milestones, milestone),
        annual_target=annual_target,
        nil=nil,
        background=background,
        reopen=reopen,
        text=because,
        forecast=forecast and pick(plan, "forecasts", forecast),
        next=next_,
        off=taken_off(nil=news, **dict.fromkeys(NEWS, nil)),
    )
    return desk.keep(record, shared=shared)


NEWS = ("stage", "percent", "percent_date", "measure", "milestone", "annual_target")
"""What a report without news does not say."""


def _day_settled(desk: Desk, replaced: Sequence[str]) -> str | None:
    """Give the day that the figures to be settled speak of; None where one record at most is replaced."""
    ids = [desk.known(one) for one in replaced]
    of = [entry.record for entry in desk.space.entries if entry.id in ids]
    days = [one.percent_date or one.date for one in of if isinstance(one, Update)]
    return max(days, key=lambda day: day.last).text if len(days) > 1 else None


@opt.shares(opt.STATING, opt.WRITING)
def raise_(
    ctx: typer.Context,
    shared: Any,
    tasks: Annotated[list[str], opt.argument("TASK..", "tasks")],
    concerns: Annotated[opt.Many, opt.option("--concerns", "CITY")] = None,
    position: Annotated[opt.Many, opt.option("--position", "CITY=TEXT")] = None,
    tried: Annotated[opt.Maybe, opt.option("--tried")] = None,
    wanted_by: Annotated[opt.Maybe, opt.option("--wanted-by", "DATE")] = None,
    part: Parts = None,
    city: City = None,
    needs: Annotated[opt.Maybe, opt.option("--needs", "NEED", "raise_needs")] = None,
    as_: Annotated[opt.Maybe, opt.option("--as", "SORT", "raise_as")] = None,
    because: Annotated[opt.Maybe, opt.option("--because", help="raise_because")] = None,
    follows: Annotated[opt.Maybe, opt.option("--follows", "ID")] = None,
) -> int:
    """Raise a problem; from an office that sorts, with a need, sort it at once."""
    desk = Desk(Session.of(ctx))
    plan = desk.plan
    positions = [one.partition("=") for one in position or ()]
    cities = []
    for name, _, said in positions:
        if not said:
            raise refuse("bad_position", value=name, city=next(iter(plan.cities), "CITY"))
        if (one := pick(plan, "cities", name)) in cities:
            raise refuse("duplicate_key", key=f"--position {one}")
        cities.append(one)
    need = needs and pick(plan, "needs", needs)
    named = [desk.task(one) for one in tasks]
    problem = desk.record(
        "problem",
        shared,
        tasks=named,
        parts=_parts(plan, named, part),
        city=city and pick(plan, "cities", city),
        concerns=[pick(plan, "cities", one) for one in concerns or ()],
        positions={city: said for city, (_, _, said) in zip(cities, positions, strict=True)},
        tried=tried,
        wanted_by=wanted_by,
        needs=need,
        follows=follows and meant.problem(desk.state, follows).id,
    )
    if not (need and desk.may("sort")) or shared.replaces:
        if as_:
            raise refuse("sort_needs_need")
        return desk.keep(problem, shared=shared)
    sort = desk.record(
        "sort",
        answers=id_of(problem),
        date=shared.date,
        sort=pick(plan, "sorts", as_ or OTHER, (OTHER,)),
        needs=need,
        because=because or shared.text,
    )
    return desk.keep(problem, sort, shared=shared)


SAYING = {name: one for name, one in opt.STATING.items() if name != "received"}
"""Of a reply `--received` is the move; the day it reached the office is its own date."""


@opt.shares(SAYING, opt.WRITING)
def reply(
    ctx: typer.Context,
    shared: Any,
    problem: Annotated[str, opt.argument("PROBLEM", "problem")],
    unit: Annotated[opt.Maybe, opt.option("--unit", "UNIT")] = None,
    received: Annotated[bool, opt.flag("--received", "says_received")] = False,
    progress: Annotated[bool, opt.flag("--progress")] = False,
    done: Annotated[bool, opt.flag("--done")] = False,
    cannot: Annotated[bool, opt.flag("--cannot")] = False,
    answer: Annotated[bool, opt.flag("--answer")] = False,
) -> int:
    """Answer an order for a unit, or enter the answer to a petition."""
    desk = Desk(Session.of(ctx))
    flags = {
        "received": received, "progress": progress, "done": done, "cannot": cannot, "answer": answer,
    }  # fmt: skip
    said = [name for name, typed in flags.items() if typed]
    if len(said) != 1:
        raise refuse("one_move", moves=", ".join(f"--{name}" for name in flags))
    asked = meant.problem(desk.state, problem)
    record = desk.record(
        "reply",
        shared,
        answers=asked.petition.id if answer and asked.petition else asked.last_move,
        problem=asked.id if answer else None,
        unit=None if answer else pick(desk.plan, "units", unit or _own_unit(desk, asked)),
        says=said[0],
    )
    return desk.keep(record, shared=shared)


def _own_unit(desk: Desk, problem: ProblemState) -> str:
    """Give the one unit of the office's city that the order names; LtzError where it is not one."""
    if not problem.units:
        raise refuse("no_order", id=problem.id)
    city = desk.plan.offices[desk.office].city
    units = [one for one in problem.units if city in (None, desk.plan.units[one].city)]
    if len(units) != 1:
        raise refuse("which_unit", units=", ".join(problem.units))
    return units[0]


@opt.shares(opt.WRITING)
def withdraw(
    ctx: typer.Context,
    shared: Any,
    id: Annotated[str, opt.argument("ID", "record")],
    because: Annotated[opt.Maybe, opt.option("--because")] = None,
) -> int:
    """Take back a record that should not exist."""
    desk = Desk(Session.of(ctx))
    return desk.keep(
        desk.record("withdrawal", shared, withdraws=desk.known(id), because=because), shared=shared
    )
