"""LOOK: the verbs that read."""

from collections.abc import Iterator
from typing import Annotated

import typer

from ltzplan.cli import options as opt
from ltzplan.cli.session import Asked, Session, forms, one_of, pick, words
from ltzplan.issues import refuse
from ltzplan.model.plan import Plan
from ltzplan.model.state import COMPLETED, REPORTED_COMPLETE
from ltzplan.reports.status import Chosen
from ltzplan.rules.lights import UNLIT
from ltzplan.views.blocks import Block
from ltzplan.views.frame import foot

TABULAR = ("text", "json", "csv", "md")


def _chosen(plan: Plan, **typed: str | None) -> Chosen:
    lists = {"area": "areas", "city": "cities", "level": "levels", "light": "lights", "kind": "kinds"}
    ids: dict[str, str | None] = {}
    for name, value in typed.items():
        if value is None:
            continue
        if name == "origin":
            if value not in ("plan", "carried_over", "project"):
                expected = "plan, carried_over, project"
                raise refuse("not_one_of", key="--origin", value=value, expected=expected)
            ids[name] = value
        elif name == "stage":
            ids[name] = pick(plan, "stages", value, (REPORTED_COMPLETE, COMPLETED))
        elif name == "portfolio":
            areas = {word for area in plan.areas for word in (area.id, *words(area.name))}
            known = "areas" if value in areas or not plan.portfolios else "portfolios"
            found = pick(plan, known, value)
            ids[name] = plan.portfolio(found) if known == "areas" else found
        else:
            ids[name] = pick(plan, lists[name], value, (UNLIT,) if name == "light" else ())
    return Chosen(**ids)


def _with_foot(asked: Asked, blocks: Iterator[Block], hint: str = "") -> Iterator[Block]:
    yield from blocks
    yield from foot(asked.names, asked.frame, asked.state, hint)


def status(
    ctx: typer.Context,
    area: opt.Area = None,
    city: opt.City = None,
    level: opt.Level = None,
    light: opt.Light = None,
    stage: opt.Stage = None,
    kind: opt.Kind = None,
    origin: opt.Origin = None,
    as_of: opt.AsOf = None,
    known_on: opt.KnownOn = None,
    form: opt.Form = "text",
) -> int:
    """Where the plan stands."""
    from ltzplan.reports.status import status as report  # noqa: PLC0415 - only this verb's
    from ltzplan.views.status import status_blocks  # noqa: PLC0415

    session = Session.of(ctx)
    forms(form, *TABULAR)
    asked = session.ask(as_of, known_on)
    chosen = _chosen(
        asked.plan, area=area, city=city, level=level, light=light, stage=stage, kind=kind, origin=origin
    )
    found = report(asked.plan, asked.state, chosen)
    hint = asked.names.say("status.next", id=found.tasks[0].id) if found.tasks else ""
    blocks = _with_foot(asked, status_blocks(asked.names, asked.frame, found), hint)
    rows = [{name: getattr(row, name) for name in row.__dataclass_fields__} for row in found.tasks]
    session.emit(form, "status", asked, found, blocks, rows)
    return 0


def escalate(
    ctx: typer.Context,
    area: opt.Area = None,
    city: opt.City = None,
    level: opt.Level = None,
    portfolio: opt.Portfolio = None,
    light: opt.Light = None,
    stage: opt.Stage = None,
    kind: opt.Kind = None,
    origin: opt.Origin = None,
    as_of: opt.AsOf = None,
    known_on: opt.KnownOn = None,
    form: opt.Form = "text",
    exit_code: Annotated[bool, opt.flag("--exit-code", "exit_code")] = False,
) -> int:
    """Who must act now."""
    from ltzplan.reports.escalation import escalation, flat  # noqa: PLC0415 - only this verb's
    from ltzplan.views.escalation import escalation_blocks  # noqa: PLC0415

    session = Session.of(ctx)
    forms(form, *TABULAR)
    asked = session.ask(as_of, known_on)
    chosen = _chosen(
        asked.plan, area=area, city=city, level=level, light=light, stage=stage, kind=kind, origin=origin,
        portfolio=portfolio,
    )  # fmt: skip
    found = escalation(asked.plan, asked.state, chosen)
    blocks = _with_foot(asked, escalation_blocks(asked.names, asked.frame, found), _one(asked))
    session.emit(form, "escalation", asked, found, blocks, flat(found))
    return 1 if exit_code and found.calls_for_action else 0


def _one(asked: Asked) -> str:
    tasks = asked.plan.tasks
    return asked.names.say("esc.next", id=tasks[0].id) if tasks else ""


def _task_or_problem(asked: Asked, typed: str) -> str:
    if asked.plan.task(typed):
        return typed
    if any(one.casefold().startswith(typed.casefold()) for one in asked.state.problems):
        return one_of(asked.state.problems, typed)
    return pick(asked.plan, "tasks", typed)


Id = Annotated[str, typer.Argument(help="arg.id", metavar="ID", show_default=False)]


def show(
    ctx: typer.Context, id: Id, as_of: opt.AsOf = None, known_on: opt.KnownOn = None, form: opt.Form = "text"
) -> int:
    """One task, or one problem."""
    from ltzplan.reports.show import show_problem, show_task  # noqa: PLC0415 - only this verb's
    from ltzplan.views.show import problem_blocks, task_blocks  # noqa: PLC0415

    session = Session.of(ctx)
    forms(form, "text", "json")
    asked = session.ask(as_of, known_on)
    found = _task_or_problem(asked, id)
    if asked.plan.task(found):
        view = show_task(asked.plan, asked.state, found)
        blocks = task_blocks(asked.names, view, session.width())
        session.emit(form, "task", asked, view, _with_foot(asked, blocks))
    else:
        life = show_problem(asked.plan, asked.state, found)
        session.emit(form, "problem", asked, life, _with_foot(asked, problem_blocks(asked.names, life)))
    return 0


def why(
    ctx: typer.Context, id: Id, as_of: opt.AsOf = None, known_on: opt.KnownOn = None, form: opt.Form = "text"
) -> int:
    """Why something stands where it stands."""
    from ltzplan.reports.why import why as report  # noqa: PLC0415 - only this verb's
    from ltzplan.views.why import why_blocks  # noqa: PLC0415

    session = Session.of(ctx)
    forms(form, "text", "json")
    asked = session.ask(as_of, known_on)
    found = report(asked.plan, asked.entries, asked.state, _task_or_problem(asked, id))
    entries = {entry.id: entry for entry in asked.entries}
    blocks = why_blocks(asked.names, found, entries)
    session.emit(form, "why", asked, found, _with_foot(asked, blocks))
    return 0


def list_(
    ctx: typer.Context,
    kind_of_list: Annotated[str, typer.Argument(help="arg.list", metavar="KIND", show_default=False)],
    area: opt.Area = None,
    city: opt.City = None,
    level: opt.Level = None,
    light: opt.Light = None,
    stage: opt.Stage = None,
    kind: opt.Kind = None,
    origin: opt.Origin = None,
    as_of: opt.AsOf = None,
    known_on: opt.KnownOn = None,
    form: opt.Form = "text",
) -> int:
    """Lists of tasks, problems, records, and of the plan's own words."""
    from ltzplan.reports.listing import LISTS, listing  # noqa: PLC0415 - only this verb's
    from ltzplan.views.data import table  # noqa: PLC0415

    session = Session.of(ctx)
    forms(form, *TABULAR)
    if kind_of_list not in LISTS:
        raise refuse("not_one_of", key="KIND", value=kind_of_list, expected=", ".join(LISTS))
    asked = session.ask(as_of, known_on)
    chosen = _chosen(
        asked.plan, area=area, city=city, level=level, light=light, stage=stage, kind=kind, origin=origin
    )
    found = listing(asked.plan, asked.state, asked.entries, kind_of_list, chosen)
    rows = found[kind_of_list]
    if form == "text" and not rows:
        session.talk(asked.names.say("list.none"))
    session.emit(form, "list", asked, found, table(rows, asked.names), rows)
    return 0


def log(
    ctx: typer.Context,
    id: Annotated[str | None, typer.Argument(help="arg.log", metavar="[ID]", show_default=False)] = None,
    as_of: opt.AsOf = None,
    known_on: opt.KnownOn = None,
    form: opt.Form = "text",
) -> int:
    """What was recorded, and what it changed."""
    from ltzplan.reports.log import flat  # noqa: PLC0415 - only this verb's
    from ltzplan.reports.log import log as report  # noqa: PLC0415
    from ltzplan.views.log import log_blocks  # noqa: PLC0415

    session = Session.of(ctx)
    forms(form, *TABULAR)
    asked = session.ask(as_of, known_on)
    found = _task_or_problem(asked, id) if id else None
    if found and found in asked.state.problems:
        found = asked.state.problems[found].problem.tasks[0]
    lines = report(asked.plan, asked.entries, asked.state, found)
    blocks = _with_foot(asked, log_blocks(asked.names, lines))
    session.emit(form, "log", asked, lines, blocks, flat(lines))
    return 0
