"""What has a day by which it is due: one list of tasks, what else they promise, milestones, orders, petitions and duties."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from ltzplan.dataclass import dataclass
from ltzplan.model.plan import Milestone, Part, Plan, Target, Task, due_of
from ltzplan.model.problem_state import HELD, ProblemState
from ltzplan.model.records import Petition, Update
from ltzplan.model.state import State
from ltzplan.model.task_state import TaskState, kept
from ltzplan.model.values import Day, Text, Words, about
from ltzplan.rules.duties import Kind as DutyKind
from ltzplan.rules.duties import Of, duties
from ltzplan.rules.progress import stated

What = Literal["task", "target", "part", "milestone", "order", "petition", "duty"]
Awaited = Literal["late", "soon", "due", "undated", "done"]
"""How what has a day stands: `soon` is within days, that day itself too, `due` before."""


@dataclass(frozen=True, kw_only=True)
class Dated:
    """What is due, by when, and how it stands."""

    what: What = about("What it is.", words="dated")
    id: str = about(
        "Id of the task, part, milestone or problem; number of a further target; period of a duty."
    )
    tasks: tuple[str, ...] = about("Ids of its tasks; none of a duty.", default=())
    due: Day | None = about("By when; null: counted from a milestone that is not reached.", default=None)
    days: int | None = about("Days to it; once it has passed, days since.", default=None)
    state: Awaited = about("How it stands.", words="state")
    text: Text | None = about("Its name, or what stands in the way.", default=None)
    duty: DutyKind | None = about("The kind of duty.", words="duty", default=None)
    of: Of | None = about(
        "Whether that is of the work or of the assigned problems.", words="duty.of", default=None
    )
    counted_from: str | None = about("Id of the milestone from whose day it is counted.", default=None)
    due_words: Text | None = about("By when, in the words that were published.", default=None)
    due_disputed: bool = about("Of two readings of its day only one has passed.", default=False)


def dated(plan: Plan, state: State) -> tuple[Dated, ...]:
    """Everything with a day, the first due first, what has none yet last (local)."""
    found = [one for task in state.tasks.values() for one in dated_of(plan, task, state.as_of)]
    found += [*_given(plan, state), *_duties(plan, state)]
    return tuple(sorted(found, key=lambda one: one.due.last if one.due else date.max))


def dated_of(plan: Plan, task: TaskState, as_of: date) -> tuple[Dated, ...]:
    """A task's own day, and those of its parts, further targets and milestones; none once it is over (local).

    While a claim stands nothing of it is late: then the task as a whole is in question.
    """
    over = task.completed or task.claim is not None
    return tuple(
        Dated(
            what=what,
            id=id,
            tasks=(task.task.id,),
            due=due,
            days=abs((due.last - as_of).days) if due else None,
            state=_standing(plan, due, as_of, done=over or done),
            text=named if isinstance(named, str | Words) else _text(named),
            counted_from=promise.due_within.milestone if promise.due_within else None,
            due_words=promise.due_words,
            due_disputed=disputed(promise, due, as_of) and not (over or done),
        )
        for what, id, named, promise, due, done in (() if task.over_on else _promises(plan, task))
        if due or promise.due_within
    )


_Promise = tuple[What, str, Text | Target | Part | Milestone, Target | Milestone, Day | None, bool]
"""What, its id, what names it, what says its day, that day, and whether it is done by itself."""


def _promises(plan: Plan, task: TaskState) -> Iterator[_Promise]:
    of, reached = task.task, task.reached
    if task.due or not task.dues:
        yield "task", of.id, of.name, of.target, task.due, False
    for number, one in enumerate(of.further_targets, 1):
        yield "target", str(number), one, one, due_of(one, reached), False
    for id, part in of.parts.items():
        if part.target:
            yield "part", id, part, part.target, due_of(part.target, reached), part_done(plan, task, id)
    for point in of.milestones:
        yield "milestone", point.id, point, point, due_of(point, reached), point.id in reached


def late_beside(one: Dated, due: Day | None) -> bool:
    """Whether a part, further target or milestone is late by itself: not a promise that is due with its task (local)."""
    return one.state == "late" and not falls_due_with_task(one, due)


def falls_due_with_task(one: Dated, due: Day | None) -> bool:
    """Whether what is no milestone is due when its task is, or after: then the task says it (local)."""
    return one.what != "milestone" and bool(due and one.due and one.due.last >= due.last)


def expected_by(one: ProblemState) -> date | None:
    """Give by when it is to be answered: by the units that have it, or by the authority that is asked; None: no day is set."""
    due = _answer_due(one)
    return due.last if due else None


def _answer_due(one: ProblemState) -> Day | None:
    letter = one.petition.record if one.petition else None
    return letter.answer_by if isinstance(letter, Petition) else one.due if one.state in HELD else None


def _text(named: Target | Part | Milestone) -> Text | None:
    return Words(zh=named.zh, en=named.en) if named.zh or named.en else None


@kept
def part_done(plan: Plan, task: TaskState, part: str) -> bool:
    """Whether the stage last stated of a part is one that completes, or the percent is all of it (local)."""
    updates = (one.record for one in reversed(task.updates))
    stages = (one.stage for one in updates if isinstance(one, Update) and part in one.parts and not one.city)
    stage, percent = plan.stages.get(next(filter(None, stages), "")), stated(task, part, None)
    return (stage is not None and stage.completes) or (percent is not None and percent.percent == WHOLE)


WHOLE = 100
"""The percent of what is done."""


def disputed(promise: Target | Milestone, due: Day | None, as_of: date) -> bool:
    """Whether of two readings of a day, the later of which is in force, only the earlier one has passed (local)."""
    readings = [one.last for one in (promise.due, promise.due_also) if one]
    return due is not None and due.last in readings and min(readings) < as_of <= max(readings)


def not_started(task: Task, as_of: date) -> bool:
    """Whether a task's start lies ahead: nothing is expected of it yet (local)."""
    return task.start is not None and task.start.first > as_of


def soon(plan: Plan) -> int:
    """Within how many days what is due is due soon: as the plan's light says, else as it chases (local)."""
    limits = (one.when.limit for one in plan.lights if one.when.name == "due_within_days")
    return int(next(filter(None, limits), plan.chase.due_within_days))


def _standing(plan: Plan, due: Day | None, as_of: date, *, done: bool) -> Awaited:
    if done:
        return "done"
    if due is None:
        return "undated"
    left = (due.last - as_of).days
    return "late" if left < 0 else "soon" if left <= soon(plan) else "due"


def _given(plan: Plan, state: State) -> Iterator[Dated]:
    """The orders in units' hands, and the petitions that wait for their answer (demands-3)."""
    for one in state.problems.moved:
        if due := _answer_due(one):
            yield Dated(
                what="petition" if one.petition else "order", id=one.id, tasks=one.problem.tasks, text=one.problem.text,
                due=due, days=abs((due.last - state.as_of).days), state=_standing(plan, due, state.as_of, done=False),
            )  # fmt: skip


def _duties(plan: Plan, state: State) -> Iterator[Dated]:
    """What the rhythm asks for, once in a period (demands-2)."""
    for one in duties(plan, state):
        due, done = Day.of(one.due), one.state not in ("due", "missed")
        yield Dated(
            what="duty", id=one.period, duty=one.duty, of=one.of, due=due, days=abs((one.due - state.as_of).days),
            state=_standing(plan, due, state.as_of, done=done),
        )  # fmt: skip
