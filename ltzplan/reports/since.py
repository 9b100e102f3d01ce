"""What changed of tasks and problems between two moments, and which reports came in?"""

from collections.abc import Iterator, Mapping
from datetime import datetime

from ltzplan.dataclass import dataclass
from ltzplan.model.plan import Plan
from ltzplan.model.state import State
from ltzplan.model.values import Text, about
from ltzplan.reports.change import What, changed, marks_of
from ltzplan.reports.filter import ALL, TaskFilter
from ltzplan.reports.matter import title
from ltzplan.reports.record_line import RecordLine, said
from ltzplan.reports.status import status


@dataclass(frozen=True, kw_only=True)
class Move:
    """What is other than it was of a task or problem."""

    id: str = about("Id of the task or problem.")
    task: str = about("Id of the task; of a problem's several, the first.")
    title: Text = about("Title, or what stands in the way.")
    what: What = about("What changed.", words="list")
    before: str | None = about(
        "Its id, figure or date before; of lateness yes or no, of supervision the grounds; null: none.",
        words="state",
        refers="stages lights levels",
    )
    after: str | None = about("The same after.", words="state", refers="stages lights levels")


@dataclass(frozen=True, kw_only=True)
class Since:
    """What changed since a day or a commit."""

    since: str = about("The day, or the commit, with which it is compared.")
    changes: tuple[Move, ...] = about("What changed: of the tasks in their order, then of the problems.")
    entered: datetime | None = about(
        "The moment of its entry, where it is a session and only what was entered by then is compared with.",
        default=None,
    )
    steps: Mapping[str, tuple[RecordLine, ...]] = about(
        "By the id of each task and problem that changed its records that came in since, in order.",
        default_factory=dict,
    )
    reports: tuple[RecordLine, ...] = about("The reports on these tasks that came in since.", default=())


def since(
    plan: Plan,
    before: State,
    after: State,
    named: str,
    chosen: TaskFilter = ALL,
    entered: datetime | None = None,
) -> Since:
    """Compare two states under one plan, of the tasks that are chosen now."""
    tasks = {row.id: row.id for row in status(plan, after, chosen).tasks}
    problems = {id: one.tasks[0] for id, one in after.problems.glances.items() if tasks.keys() & {*one.tasks}}
    moves = [
        Move(
            id=id,
            task=task,
            title=title(after, id) or "",
            what=one.what,
            before=one.before or None,
            after=one.after or None,
        )
        for id, task in (*tasks.items(), *problems.items())
        for one in changed(marks_of(plan, before, id), marks_of(plan, after, id), after.as_of)
    ]
    told = dict.fromkeys(one.id for one in moves)
    came = {id: tuple(_steps(before, after, id)) for id in {**tasks, **told}}
    return Since(
        since=named,
        entered=entered,
        changes=tuple(moves),
        steps={id: came[id] for id in told if came[id]},
        reports=tuple(one for id in tasks for one in came[id] if one.kind == "update"),
    )


def _steps(before: State, after: State, id: str) -> Iterator[RecordLine]:
    """Give the records of a task or problem that came in since, in order; none of a problem that is there no more."""
    if task := after.tasks.get(id):
        told = [(one.entry, one.corrected) for one in task.steps]
    else:
        problem = after.problems[id]
        told = [(one, ()) for one in (problem.raised, *(step.entry for step in problem.steps))]
    yield from (said(one, corrected) for one, corrected in told if one.id not in before.ids)
