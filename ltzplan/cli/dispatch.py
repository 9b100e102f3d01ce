"""DISPATCH: what the secretariat writes."""

from typing import Annotated, Any

import typer

from ltzplan.cli import options as opt
from ltzplan.cli.session import Session, one_of, pick
from ltzplan.cli.write import Desk
from ltzplan.issues import refuse
from ltzplan.model.records import OTHER

Matter = Annotated[str, opt.argument("ID", "id")]
Because = Annotated[opt.Maybe, opt.option("--because")]


@opt.shares(opt.STATING, opt.WRITING)
def sort(
    ctx: typer.Context,
    shared: Any,
    problem: Annotated[str, opt.argument("PROBLEM", "problem")],
    as_: Annotated[opt.Maybe, opt.option("--as", "SORT")] = None,
    needs: Annotated[opt.Maybe, opt.option("--needs", "NEED")] = None,
    key: Annotated[bool, opt.flag("--key")] = False,
    dismiss: Annotated[bool, opt.flag("--dismiss")] = False,
    because: Because = None,
) -> int:
    """Sort a problem, or say that it is not for dispatch."""
    desk = Desk(Session.of(ctx))
    record = desk.record(
        "sort",
        shared,
        answers=desk.state.problems[one_of(desk.state.problems, problem)].last_move,
        sort=as_ and pick(desk.plan, "sorts", as_, (OTHER,)),
        needs=needs and pick(desk.plan, "needs", needs),
        key=key,
        dismissed=dismiss,
        because=because,
    )
    return desk.keep(record, shared=shared)


def _answered(desk: Desk, typed: str) -> str:
    """Give what a check answers: a task's standing claim, or a problem's last move."""
    begun = (id.casefold().startswith(typed.casefold()) for id in desk.state.problems)
    if desk.plan.task(typed) is None and any(begun):
        return desk.state.problems[one_of(desk.state.problems, typed)].last_move
    task = desk.state.tasks[desk.task(typed)]
    if task.claim is None or task.completed:
        raise refuse("no_claim", task=task.task.id)
    return task.claim.entry.id


@opt.shares(opt.STATING, opt.WRITING)
def accept(ctx: typer.Context, shared: Any, id: Matter) -> int:
    """Accept a claim of completion, or close a problem."""
    desk = Desk(Session.of(ctx))
    record = desk.record("recheck", shared, answers=_answered(desk, id), verdict="accept")
    return desk.keep(record, shared=shared)


@opt.shares(opt.STATING, opt.WRITING)
def return_(ctx: typer.Context, shared: Any, id: Matter, because: Because = None) -> int:
    """Return a claim with a reason."""
    desk = Desk(Session.of(ctx))
    answers = _answered(desk, id)
    return desk.keep(
        desk.record("recheck", shared, answers=answers, verdict="return", because=because), shared=shared
    )
