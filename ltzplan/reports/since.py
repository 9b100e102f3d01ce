"""What changed of tasks and problems between two moments, and which reports came in?"""

from collections.abc import Collection
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
    offices: tuple[str, ...] = about(
        "Ids of the offices whose records of it, or of its problems, came in since; none: time alone changed it.",
        refers="offices",
        default=(),
    )
    by: tuple[str, ...] = about("Who typed them: one for each of the offices.", default=())


@dataclass(frozen=True, kw_only=True)
class Since:
    """What changed since a day or a commit."""

    since: str = about("The day, or the commit, with which it is compared.")
    changes: tuple[Move, ...] = about("What changed: of the tasks in their order, then of the problems.")
    entered: datetime | None = about(
        "The moment of its entry, where it is a session and only what was entered by then is compared with.",
        default=None,
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
    told = {
        id: found
        for id in (*tasks, *problems)
        if (found := [*changed(marks_of(plan, before, id), marks_of(plan, after, id), after.as_of)])
    }
    moves = list[Move]()
    for id, found in told.items():
        hands = _hands(before, after, id, told)
        moves += (
            Move(
                id=id,
                task=tasks.get(id) or problems[id],
                title=title(after, id) or "",
                what=one.what,
                before=one.before or None,
                after=one.after or None,
                offices=tuple(office for office, _ in hands),
                by=tuple(by for _, by in hands),
            )
            for one in found
        )
    came = (one for id in tasks for one in after.tasks[id].updates if one.id not in before.ids)
    return Since(since=named, entered=entered, changes=tuple(moves), reports=tuple(map(said, came)))


def _hands(before: State, after: State, id: str, changed: Collection[str]) -> list[tuple[str, str]]:
    """Give the offices and persons whose records of a problem came in since, or of a task and those of its problems that changed."""
    task = after.tasks.get(id)
    problems = [
        after.problems[one]
        for one in changed
        if one in after.problems and id in (one, *after.problems[one].tasks)
    ]
    came = [one.entry for one in task.steps] if task else []
    came += (entry for one in problems for entry in (one.raised, *(step.entry for step in one.steps)))
    entered = (one.record.entered for one in came if one.id not in before.ids)
    return [*dict.fromkeys((one.office, one.by) for one in entered)]
