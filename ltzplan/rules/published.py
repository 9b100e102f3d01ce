"""What was published: of the plan what rests on its sources, of the records those that say where they were published (local)."""

from collections.abc import Iterator
from dataclasses import replace

from ltzplan.model.method import Grounds
from ltzplan.model.plan import Milestone, Part, Plan, Target, Task
from ltzplan.model.records import Entry
from ltzplan.model.state import State
from ltzplan.rules.ledger import Ledger
from ltzplan.rules.references import NAMED_GROUNDS


def published(plan: Plan, state: State) -> Ledger:
    """Give the ledger of what was published of a plan and of the records in force on a day; all else is not in it.

    What was corrected or withdrawn is nobody's word any more, whether that was published or not.
    """
    return Ledger(published_plan(plan), tuple(published_entries(state)))


def published_entries(state: State) -> Iterator[Entry]:
    """Give the records in force that say where they were published, without what the office alone knows of them."""
    for entry in state.entries:
        if source := entry.record.source:
            record = replace(
                entry.record,
                source=replace(source, note=None, sha256=None),
                evidence=None,
                received=None,
                replaces=(),
                entered=replace(entry.record.entered, by=""),
            )
            yield replace(entry, record=record)


def published_plan(plan: Plan) -> Plan:
    """Give a plan with its names and rules, and of its promises those that rest on a source; no remark, reason or contact."""
    return replace(
        plan,
        header=replace(plan.header, list=None, grounds={}),
        article={},
        notes=(),
        areas=tuple(replace(one, goal=one.goal if public(one.rests_on) else None) for one in plan.areas),
        levels=tuple(
            replace(one, decides=one.decides if public(one.rests_on) else None) for one in plan.levels
        ),
        needs={id: replace(one, because=None) for id, one in plan.needs.items()},
        offices={id: replace(one, because=None) for id, one in plan.offices.items()},
        lights=tuple(replace(one, because=None) for one in plan.lights),
        units={id: replace(one, contact=None, aliases=()) for id, one in plan.units.items()},
        tasks=tuple(_task(one) for one in plan.tasks),
        cases=(),
        redacted=(),
    )


def public(grounds: Grounds) -> bool:
    """Tell whether a statement rests on anything but our own reading or convention."""
    return any(one not in NAMED_GROUNDS for one in grounds)


def _task(task: Task) -> Task:
    return Task(
        id=task.id,
        no=task.no,
        name=task.name,
        summary=task.summary if _says(task, "summary") else None,
        area=task.area,
        section=task.section,
        origin=task.origin,
        kind=task.kind,
        cross_region=task.cross_region,
        cities=task.cities,
        lead_units=task.lead_units if _says(task, "lead_units") else None,
        supporting_units=task.supporting_units if _says(task, "supporting_units") else None,
        start=task.start if _says(task, "start") else None,
        target=_promise(task.target) or Target(),
        other_wordings=tuple(filter(None, map(_promise, task.other_wordings))),
        further_targets=tuple(filter(None, map(_promise, task.further_targets))),
        parts={id: _part(one) for id, one in task.parts.items()},
        milestones=tuple(map(_milestone, task.milestones)),
        recurring=tuple(one for one in task.recurring if public(one.rests_on)),
        dispatch=replace(task.dispatch, because=None) if task.dispatch else None,
    )


def _says(task: Task, field: str) -> bool:
    """Tell whether a field of a task rests on a source, by the grounds that the plan gives for it."""
    ground = task.grounds.get(field)
    return ground is not None and public(ground.rests_on)


def _promise(target: Target) -> Target | None:
    return replace(target, because=None) if public(target.rests_on) else None


def _part(part: Part) -> Part:
    """Keep what a part is called; its promise where it rests on a source."""
    return replace(part, target=_promise(part.target) if part.target else None, continues=None, because=None)


def _milestone(one: Milestone) -> Milestone:
    """Keep what a milestone is called; its day where it rests on a source."""
    return one if public(one.rests_on) else Milestone(id=one.id, zh=one.zh, en=one.en, rests_on=one.rests_on)
