"""LOOK: the verbs that read."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any

import typer

from ltzplan.cli import options as opt
from ltzplan.cli.meant import matter
from ltzplan.cli.session import Asked, Session, forms, pick, pick_portfolio
from ltzplan.issues import refuse
from ltzplan.model.plan import Plan
from ltzplan.model.state import COMPLETED, REPORTED_COMPLETE
from ltzplan.model.values import folded
from ltzplan.reports.rows import rows_of
from ltzplan.reports.status import Chosen, TaskRow
from ltzplan.rules.lights import UNLIT
from ltzplan.text.speech import CATALOGUES
from ltzplan.views.blocks import Block
from ltzplan.views.frame import foot

TABULAR = ("text", "json", "csv", "md")


def _chosen(plan: Plan, typed: Mapping[str, str | None]) -> Chosen:
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
            ids[name] = pick_portfolio(plan, value)
        else:
            ids[name] = pick(plan, lists[name], value, (UNLIT,) if name == "light" else ())
    return Chosen(**ids)


def _state(typed: str) -> str:
    """Give the state that was typed, by its id or its word."""
    ids = [key.removeprefix("state.") for key in CATALOGUES if key.startswith("state.")]
    words = {folded(word): id for id in ids for word in (id, *CATALOGUES[f"state.{id}"])}
    if folded(typed) not in words:
        raise refuse("not_one_of", key="--state", value=typed, expected=", ".join(ids))
    return words[folded(typed)]


def with_foot(asked: Asked, blocks: Iterator[Block], hint: str = "") -> Iterator[Block]:
    """Give a report's blocks, and what was read below them."""
    yield from blocks
    yield from foot(asked.names, asked.frame, asked.state, hint)


def asked_for(
    ctx: typer.Context, shared: Any, known: Sequence[str], under: str | None = None
) -> tuple[Session, Asked, Chosen]:
    """Ask what was typed: the session, the state of the day, and the tasks it is narrowed to."""
    session = Session.of(ctx)
    session.raw = getattr(shared, "raw", False)
    shared.form = forms("text" if shared.form is None else shared.form, *known)
    asked = session.ask(shared.as_of, shared.known_on, shared.rev, under)
    typed = {name: getattr(shared, name, None) for name in opt.NARROWING}
    return session, asked, _chosen(asked.plan, typed)


@opt.shares(opt.NARROWING, opt.READING, opt.RAW)
def status(ctx: typer.Context, shared: Any) -> int:
    """Where the plan stands."""
    from ltzplan.reports.status import status as report  # noqa: PLC0415 - only this verb's
    from ltzplan.views.status import status_blocks  # noqa: PLC0415

    session, asked, chosen = asked_for(ctx, shared, TABULAR)
    found = report(asked.plan, asked.state, chosen)
    hint = asked.names.say("status.next", id=found.tasks[0].id) if found.tasks else ""
    blocks = with_foot(asked, status_blocks(asked.names, asked.frame, found), hint)
    session.emit(shared.form, "status", asked, found, blocks, rows_of(TaskRow, found.tasks))
    return 0


@opt.shares(opt.NARROWING, opt.READING, opt.RAW)
def escalate(
    ctx: typer.Context, shared: Any, exit_code: Annotated[bool, opt.flag("--exit-code")] = False
) -> int:
    """Who must act now."""
    from ltzplan.reports.escalation import escalation, flat  # noqa: PLC0415 - only this verb's
    from ltzplan.views.escalation import escalation_blocks  # noqa: PLC0415

    session, asked, chosen = asked_for(ctx, shared, TABULAR)
    found = escalation(asked.plan, asked.state, chosen)
    matters: list[Any] = [*found.unsorted, *(one for level in found.levels for one in level.matters)]
    hint = asked.names.say("esc.next", id=asked.names.short(matters[0].id)) if matters else ""
    blocks = with_foot(asked, escalation_blocks(asked.names, asked.frame, found), hint)
    session.emit(shared.form, "escalation", asked, found, blocks, flat(found))
    return 1 if exit_code and found.calls_for_action else 0


Id = Annotated[str, opt.argument("ID", "id")]


@opt.shares(opt.READING)
def show(ctx: typer.Context, shared: Any, id: Id) -> int:
    """One task, or one problem."""
    from ltzplan.reports.show import show_problem, show_task  # noqa: PLC0415 - only this verb's
    from ltzplan.views.problem import problem_blocks  # noqa: PLC0415
    from ltzplan.views.show import task_blocks  # noqa: PLC0415

    session, asked, _ = asked_for(ctx, shared, ("text", "json"))
    found = matter(asked.plan, asked.state, id)
    if asked.plan.task(found):
        view = show_task(asked.plan, asked.state, found)
        blocks = task_blocks(asked.names, view, session.width())
        session.emit(shared.form, "task", asked, view, with_foot(asked, blocks))
    else:
        life = show_problem(asked.plan, asked.state, found)
        blocks = problem_blocks(asked.names, life)
        session.emit(shared.form, "problem", asked, life, with_foot(asked, blocks))
    return 0


@opt.shares(opt.READING)
def why(
    ctx: typer.Context,
    shared: Any,
    id: Annotated[str, opt.argument("ID", "why")],
    under: Annotated[str | None, opt.option("--under", "FILE")] = None,
) -> int:
    """Why something stands where it stands."""
    from ltzplan.reports.why import why as report  # noqa: PLC0415 - only this verb's
    from ltzplan.views.why import why_blocks  # noqa: PLC0415

    if ":" in id:
        from ltzplan.cli.paper import why_figure  # noqa: PLC0415 - only for a figure of a paper

        shared.form = forms(shared.form or "text", "text", "json")
        return why_figure(Session.of(ctx), shared, id)
    session, asked, _ = asked_for(ctx, shared, ("text", "json"), under)
    found = report(asked.plan, asked.entries, asked.state, matter(asked.plan, asked.state, id))
    blocks = why_blocks(asked.names, found, {entry.id: entry for entry in asked.entries})
    session.emit(shared.form, "why", asked, found, with_foot(asked, blocks))
    return 0


@opt.shares(opt.NARROWING, opt.READING, opt.RAW)
def list_(
    ctx: typer.Context,
    shared: Any,
    kind_of_list: Annotated[str, opt.argument("KIND", "list")],
    state: Annotated[opt.Maybe, opt.option("--state", "STATE")] = None,
    open_: Annotated[bool, opt.flag("--open")] = False,
) -> int:
    """Lists of tasks, problems, records, and of the plan's own words."""
    from ltzplan.reports.listing import LISTS, OF_TASKS, WITH_STATE, listing  # noqa: PLC0415 - only this verb's
    from ltzplan.views.data import table  # noqa: PLC0415

    if kind_of_list not in LISTS:
        raise refuse("not_one_of", key="KIND", value=kind_of_list, expected=", ".join(LISTS))
    session, asked, chosen = asked_for(ctx, shared, TABULAR)
    if kind_of_list not in OF_TASKS and chosen != Chosen():
        raise refuse("not_narrowed", kind=kind_of_list, kinds=", ".join(OF_TASKS))
    for option, typed, kinds in (("--state", state, WITH_STATE), ("--open", open_, ("problems",))):
        if typed and kind_of_list not in kinds:
            raise refuse("not_of_list", option=option, kind=kind_of_list, kinds=", ".join(kinds))
    rows = listing(
        asked.plan, asked.state, asked.entries, kind_of_list, chosen, state and _state(state), only_open=open_
    )
    if kind_of_list == "doubts":
        from ltzplan.views.doubts import with_questions  # noqa: PLC0415 - only this list's

        rows = with_questions(asked.names, rows)
    if shared.form == "text" and not rows.rows:
        session.talk(asked.names.say("list.none"))
    session.emit(shared.form, "list", asked, {kind_of_list: rows.rows}, table(rows, asked.names), rows)
    return 0


@opt.shares(opt.READING, opt.RAW)
def log(
    ctx: typer.Context, shared: Any, id: Annotated[str | None, opt.argument("[ID]", "log")] = None
) -> int:
    """What was recorded, and what it changed."""
    from ltzplan.reports.log import flat  # noqa: PLC0415 - only this verb's
    from ltzplan.reports.log import log as report  # noqa: PLC0415
    from ltzplan.views.log import log_blocks  # noqa: PLC0415

    session, asked, _ = asked_for(ctx, shared, TABULAR)
    found = None if id is None else matter(asked.plan, asked.state, id)
    lines = report(asked.plan, asked.entries, asked.state, found)
    session.emit(
        shared.form, "log", asked, lines, with_foot(asked, log_blocks(asked.names, lines)), flat(lines)
    )
    return 0
