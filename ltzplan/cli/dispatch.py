"""DISPATCH: what the secretariat writes."""

from typing import Annotated

import typer

from ltzplan.cli import options as opt
from ltzplan.cli.session import Session, one_of, pick
from ltzplan.cli.write import Desk, evidence, source
from ltzplan.issues import refuse

Matter = Annotated[str, typer.Argument(help="arg.id", metavar="ID", show_default=False)]


def sort(
    ctx: typer.Context,
    problem: Annotated[str, typer.Argument(help="arg.problem", metavar="PROBLEM", show_default=False)],
    as_: Annotated[opt.Maybe, opt.option("--as", "as", "SORT")] = None,
    needs: Annotated[opt.Maybe, opt.option("--needs", "needs", "NEED")] = None,
    key: Annotated[bool, opt.flag("--key", "key")] = False,
    dismiss: Annotated[bool, opt.flag("--dismiss", "dismiss")] = False,
    because: opt.Because = None,
    date: opt.Date = None,
    dry_run: opt.DryRun = False,
    commit: opt.Commit = False,
) -> int:
    """Sort a problem, or say that it is not for dispatch."""
    desk = Desk(Session.of(ctx))
    found = desk.state.problems[one_of(desk.state.problems, problem)]
    record = desk.record(
        "sort",
        answers=found.last_move,
        sort=as_ and pick(desk.plan, "sorts", as_),
        needs=needs and pick(desk.plan, "needs", needs),
        key=key,
        dismissed=dismiss,
        because=because,
        date=date,
    )
    return desk.keep(record, dry_run=dry_run, commit=commit)


def _answered(desk: Desk, typed: str) -> str:
    """Give what a check answers: a task's standing claim, or a problem's last move."""
    if desk.plan.task(typed) is None and any(
        id.casefold().startswith(typed.casefold()) for id in desk.state.problems
    ):
        return desk.state.problems[one_of(desk.state.problems, typed)].last_move
    task = desk.state.tasks[desk.task(typed)]
    if task.claim is None or task.completed:
        raise refuse("no_claim", task=task.task.id)
    return task.claim.entry.id


def accept(
    ctx: typer.Context,
    id: Matter,
    text: opt.Words = None,
    date: opt.Date = None,
    from_source: opt.Source = None,
    evidence_file: opt.Evidence = None,
    dry_run: opt.DryRun = False,
    commit: opt.Commit = False,
) -> int:
    """Accept a claim of completion, or close a problem."""
    desk = Desk(Session.of(ctx))
    record = desk.record(
        "recheck",
        answers=_answered(desk, id),
        verdict="accept",
        text=text,
        date=date,
        source=source(from_source),
        evidence=evidence(evidence_file),
    )
    return desk.keep(record, dry_run=dry_run, commit=commit)


def return_(
    ctx: typer.Context,
    id: Matter,
    because: opt.Because = None,
    date: opt.Date = None,
    dry_run: opt.DryRun = False,
    commit: opt.Commit = False,
) -> int:
    """Return a claim with a reason."""
    desk = Desk(Session.of(ctx))
    answers = _answered(desk, id)
    record = desk.record("recheck", answers=answers, verdict="return", because=because, date=date)
    return desk.keep(record, dry_run=dry_run, commit=commit)
