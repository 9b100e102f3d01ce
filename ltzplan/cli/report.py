"""REPORT: what lead units and cities write."""

from typing import Annotated

import typer

from ltzplan.cli import options as opt
from ltzplan.cli.session import Session, one_of, pick
from ltzplan.cli.write import Desk, evidence, source
from ltzplan.issues import refuse

Parts = Annotated[opt.Many, opt.option("--part", "part", "PART")]


def update(
    ctx: typer.Context,
    task: Annotated[str, typer.Argument(help="arg.task", metavar="TASK", show_default=False)],
    stage: opt.Stage = None,
    percent: Annotated[opt.Maybe, opt.option("--percent", "percent", "PERCENT")] = None,
    measure: Annotated[opt.Maybe, opt.option("--measure", "measure", "MEASURE")] = None,
    part: Parts = None,
    city: opt.City = None,
    milestone: Annotated[opt.Maybe, opt.option("--milestone", "milestone", "MILESTONE")] = None,
    annual_target: Annotated[opt.Maybe, opt.option("--annual-target", "annual_target", "met|not_met")] = None,
    nil: Annotated[bool, opt.flag("--nil", "nil")] = False,
    text: opt.Words = None,
    next_: Annotated[opt.Maybe, opt.option("--next", "next")] = None,
    date: opt.Date = None,
    on_behalf_of: opt.OnBehalfOf = None,
    received: opt.Received = None,
    from_source: opt.Source = None,
    evidence_file: opt.Evidence = None,
    replaces: opt.Replaces = None,
    dry_run: opt.DryRun = False,
    commit: opt.Commit = False,
) -> int:
    """Report on a task."""
    desk = Desk(Session.of(ctx))
    plan = desk.plan
    known = [*plan.stages, "reported_complete", "completed"]
    record = desk.record(
        "update",
        task=desk.task(task),
        stage=stage if stage is None or stage in known else pick(plan, "stages", stage),
        percent=percent,
        measure=measure and pick(plan, "measures", measure),
        parts=part,
        city=city and pick(plan, "cities", city),
        milestone=milestone,
        annual_target=annual_target,
        nil=nil,
        text=text,
        next=next_,
        date=date,
        on_behalf_of=on_behalf_of and pick(plan, "offices", on_behalf_of),
        received=received,
        source=source(from_source),
        evidence=evidence(evidence_file),
        replaces=[one_of(_ids(desk), one) for one in replaces or ()],
    )
    return desk.keep(record, dry_run=dry_run, commit=commit)


def _ids(desk: Desk) -> list[str]:
    return [entry.id for entry in desk.space.entries]


def raise_(
    ctx: typer.Context,
    tasks: Annotated[list[str], typer.Argument(help="arg.tasks", metavar="TASK..", show_default=False)],
    text: opt.Words = None,
    concerns: Annotated[opt.Many, opt.option("--concerns", "concerns", "CITY")] = None,
    position: Annotated[opt.Many, opt.option("--position", "position", "CITY=TEXT")] = None,
    tried: Annotated[opt.Maybe, opt.option("--tried", "tried")] = None,
    wanted_by: Annotated[opt.Maybe, opt.option("--wanted-by", "wanted_by", "DATE")] = None,
    part: Parts = None,
    city: opt.City = None,
    needs: Annotated[opt.Maybe, opt.option("--needs", "needs", "NEED")] = None,
    as_: Annotated[opt.Maybe, opt.option("--as", "as", "SORT")] = None,
    because: opt.Because = None,
    follows: Annotated[opt.Maybe, opt.option("--follows", "follows", "ID")] = None,
    date: opt.Date = None,
    on_behalf_of: opt.OnBehalfOf = None,
    received: opt.Received = None,
    from_source: opt.Source = None,
    evidence_file: opt.Evidence = None,
    replaces: opt.Replaces = None,
    dry_run: opt.DryRun = False,
    commit: opt.Commit = False,
) -> int:
    """Raise a problem; from an office that sorts, with a need, sort it at once."""
    from ltzplan.store.records import id_of  # noqa: PLC0415 - only this verb's

    desk = Desk(Session.of(ctx))
    plan = desk.plan
    positions = [one.partition("=") for one in position or ()]
    for name, _, said in positions:
        if not said:
            raise refuse("bad_position", value=name)
    need = needs and pick(plan, "needs", needs)
    problem = desk.record(
        "problem",
        tasks=[desk.task(one) for one in tasks],
        parts=part,
        city=city and pick(plan, "cities", city),
        text=text,
        concerns=[pick(plan, "cities", one) for one in concerns or ()],
        positions={pick(plan, "cities", name): said for name, _, said in positions},
        tried=tried,
        wanted_by=wanted_by,
        needs=need,
        follows=follows and one_of(desk.state.problems, follows),
        date=date,
        on_behalf_of=on_behalf_of and pick(plan, "offices", on_behalf_of),
        received=received,
        source=source(from_source),
        evidence=evidence(evidence_file),
        replaces=[one_of(_ids(desk), one) for one in replaces or ()],
    )
    records = [problem]
    if need and desk.may("sort") and not replaces:
        sort = pick(plan, "sorts", as_ or "other")
        reason = because or text
        records.append(
            desk.record("sort", answers=id_of(problem), sort=sort, needs=need, because=reason, date=date)
        )
    elif as_:
        raise refuse("sort_needs_need")
    return desk.keep(*records, dry_run=dry_run, commit=commit)


def withdraw(
    ctx: typer.Context,
    id: Annotated[str, typer.Argument(help="arg.record", metavar="ID", show_default=False)],
    because: opt.Because = None,
    date: opt.Date = None,
    dry_run: opt.DryRun = False,
    commit: opt.Commit = False,
) -> int:
    """Take back a record that should not exist."""
    desk = Desk(Session.of(ctx))
    record = desk.record("withdrawal", withdraws=one_of(_ids(desk), id), because=because, date=date)
    return desk.keep(record, dry_run=dry_run, commit=commit)
