"""`ltz show` on a screen: a problem, who has it by which order, and its life."""

from collections.abc import Iterator

from ltzplan.model.plan import HOLDERS
from ltzplan.model.records import Recommendation
from ltzplan.reports.show import ProblemView
from ltzplan.views.blocks import LATE, Block, Heading, Para, section
from ltzplan.views.matters import (
    decided_said,
    due_said,
    held_said,
    late_said,
    petition_said,
    step_said,
    units_said,
)
from ltzplan.views.names import Names


def problem_blocks(names: Names, view: ProblemView) -> Iterator[Block]:
    """Give a problem's life."""
    yield from problem_stands(names, view)
    life = (Para(step_said(names, one), indent=2, hang=4) for one in view.moves)
    yield from section(names.say("problem.life"), life)
    moves = names.say("list.semi").join(
        names.say(
            "problem.possible_by",
            office=names.of("offices", office),
            moves=names.join(names.say(f"move.{move}") for move in own),
        )
        for office, own in view.possible_by.items()
    )
    yield Para(names.say("problem.possible", moves=moves or names.say("none")), hang=4)
    yield Para(names.say("show.because", id=names.short(view.id)))


def problem_stands(names: Names, view: ProblemView) -> Iterator[Block]:
    """Give what a problem is, and where it stands."""
    state = names.say(f"state.{view.state}")
    title = "problem.title_ended" if view.closed_on else "problem.title"
    yield Heading(names.say(title, id=view.id, state=state, days=view.days), 1)
    yield Para(names.say("problem.text", text=names.read(view.text)), hang=4)
    parts = names.join(names.part(view.tasks, part) for part in view.parts)
    tasks = names.join(f"{id} {names.of('tasks', id)}" for id in view.tasks)
    yield Para(names.say("problem.tasks", tasks=tasks, parts=names.bracket(parts)), hang=4)
    if view.holders:
        held = {"raised": "problem.held_raised", "waiting": "problem.held_above"}.get(
            view.state, "problem.held"
        )
        above = names.read(view.petition.to) if view.petition else ""
        said = {
            "held": held_said(names, view.holders),
            "holder": names.all_of(HOLDERS, view.holders),
            "since": view.held_since.text,
            "above": above,
        }
        yield Para(names.say(held, **said), hang=4)
    if view.closed_on:
        yield Para(_closed(names, view))
    if view.decided:
        decided = decided_said(names, view.decided)
        yield Para(
            names.say("problem.decided", decided=decided, session=names.short(view.decided.session)), hang=4
        )
    if view.needs:
        yield Para(
            names.say(
                "problem.sorted",
                sort=names.of("sorts", view.sort),
                needs=names.of("needs", view.needs),
                level=names.level(view.level) + _level_since(names, view) + _portfolio(names, view),
                key="  " + names.say("esc.key") if view.key else "",
            ),
            hang=4,
        )
    if view.recommended:
        yield Para(_recommended(names, view.recommended), hang=4)
    if view.proposed_need and not view.needs:
        yield Para(names.say("problem.proposed", need=names.of("needs", view.proposed_need)))
    if names.plan.cities:
        cities = names.say("not_stated") if view.concerns is None else names.all_of("cities", view.concerns)
        yield Para(names.say("problem.concerns", cities=cities or names.say("none")))
    unsaid = dict.fromkeys(view.unsaid if view.positions else (), names.say("problem.unsaid"))
    for city, text in {**view.positions, **unsaid}.items():
        yield Para(
            names.say("problem.position", city=names.of("cities", city), text=names.read(text)), hang=4
        )
    if view.tried:
        yield Para(names.say("problem.tried", text=names.read(view.tried)), hang=4)
    if view.wanted_by:
        yield Para(names.say("problem.wanted", date=view.wanted_by.text))
    yield from _order(names, view)
    if view.source:
        yield Para(names.source(view.source))


def problem_in_hand(names: Names, view: ProblemView) -> Iterator[Block]:
    """Give the same to whoever must act on it, with what was answered since it was last ordered."""
    yield from problem_stands(names, view)
    ordered = max((at for at, one in enumerate(view.moves) if one.kind == "order"), default=len(view.moves))
    for one in view.moves[ordered:]:
        if one.kind == "reply":
            yield Para(step_said(names, one), indent=2, hang=4)


def _level_since(names: Names, view: ProblemView) -> str:
    return names.say("matter.level_since", since=view.level_since) if view.level_since else ""


def _portfolio(names: Names, view: ProblemView) -> str:
    portfolio = names.of("portfolios", view.portfolio)
    return names.say("problem.portfolio", portfolio=portfolio) if portfolio else ""


def _recommended(names: Names, one: Recommendation) -> str:
    """Say what the level is recommended to decide, with whom and by when."""
    units = names.all_of("units", one.units)
    return names.say(
        "problem.recommended",
        text=names.read(one.text),
        units=names.bracket(units),
        due=names.bracket(due_said(names, one.due, None)),
    )


def _closed(names: Names, view: ProblemView) -> str:
    """Say when it was closed, and whether in time where units had it."""
    how = ""
    if view.in_time is not None:
        how = names.say("problem.in_time" if view.in_time else "problem.late", days=view.overdue_days)
    state = names.say(f"state.{view.state}")
    return names.say("problem.closed", date=view.closed_on, state=state, how=how)


def _order(names: Names, view: ProblemView) -> Iterator[Block]:
    """Give what is required of whom, by when, how late it is, and what a higher authority is asked."""
    if view.order and view.ordered_on:
        state = None if len(view.units) > 1 else view.state
        units = units_said(names, view.units, "answered" if view.closed_on else state)
        helpers, trackers = (names.all_of("units", one) for one in (view.helpers, view.tracked_by))
        said = [names.say("problem.order", number=view.number, date=view.ordered_on.text), units]
        said += [names.say("problem.helpers", units=helpers)] if helpers else []
        said += [names.say("problem.trackers", units=trackers)] if trackers else []
        if view.kept:
            said.append(names.say("problem.kept", units=names.all_of("units", view.kept)))
        yield Para("  ".join(said), hang=4)
        yield Para(names.say("problem.require", text=names.read(view.require)), hang=4)
    said = [due_said(names, view.due, view.first_due), late_said(names, view.overdue_days, now=view.late_now)]
    said += [names.say("problem.returns", count=view.returns)] if view.returns else []
    if any(said):
        yield Para("  ".join(filter(None, said)), colour=LATE if view.late_now else None)
    if view.petition:
        yield Para(petition_said(names, view.petition), hang=4)
