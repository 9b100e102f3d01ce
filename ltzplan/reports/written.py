"""What did a record that was just written change, and what comes next?"""

from collections.abc import Iterator
from decimal import Decimal

from ltzplan.dataclass import dataclass
from ltzplan.model.plan import Plan
from ltzplan.model.records import Entry, Update
from ltzplan.model.state import State
from ltzplan.model.task_state import TaskState
from ltzplan.model.values import Day, Text, about
from ltzplan.reports.change import Change, changed, marks_of_problem, marks_of_task
from ltzplan.reports.matter import title
from ltzplan.reports.record_line import RecordLine, said
from ltzplan.reports.todo import ToType
from ltzplan.rules.progress import Percent, stated
from ltzplan.rules.queue import HOLDERS, Queue, holders, is_for, waiting
from ltzplan.rules.silence import owed


@dataclass(frozen=True, kw_only=True)
class NextStep:
    """What a matter waits for now."""

    queue: Queue = about("What is to be done.", words="queue")
    mine: bool = about("Whether the office that wrote the record does it.")
    command: str = about("What to type; words in capitals are to be filled in.")


@dataclass(frozen=True, kw_only=True)
class Written:
    """A record as it was understood, and what it changed of a task or problem."""

    said: RecordLine = about("The record.")
    id: str | None = about("Id of the task or problem; null: it is of none.", default=None)
    title: Text | None = about("Title, or what stands in the way.", default=None)
    was: Decimal | None = about("The percent that was stated before of the same.", default=None)
    was_on: Day | None = about("The day that it speaks of.", default=None)
    served: tuple[str, ...] = about("The periods that it reported on, and that were owed.", default=())
    owed: tuple[str, ...] = about("The periods still owed of the task.", default=())
    state: str | None = about("The problem's state; null of a task.", words="state", default=None)
    holders: tuple[str, ...] = about("Ids of who has the problem.", refers=HOLDERS, default=())
    due: Day | None = about("Its due date in force.", default=None)
    changes: tuple[Change, ...] = about("What changed of it.", default=())
    then: tuple[NextStep, ...] = about("What it waits for.", default=())


def written(
    plan: Plan, before: State, after: State, entry: Entry, matters: tuple[str, ...], to_type: ToType
) -> Written:
    """Return what a record changed between two states of a day, of the first of the matters that it is about."""
    id = next((one for one in matters if one in after.tasks or one in after.problems), None)
    if id is None:
        return Written(said=said(entry))
    return (_of_task if id in after.tasks else _of_problem)(plan, before, after, entry, id, to_type)


def _of_task(plan: Plan, before: State, after: State, entry: Entry, id: str, to_type: ToType) -> Written:
    earlier, now, day = before.tasks[id], after.tasks[id], after.as_of
    reports = isinstance(entry.record, Update)
    owing, left = (owed(plan, one, day) if reports else () for one in (earlier, now))
    was = _stated_before(earlier, entry)
    then, since = (marks_of_task(plan, one, id, day) for one in (before, after))
    return Written(
        said=said(entry),
        id=id,
        title=now.task.name,
        was=was.percent if was else None,
        was_on=was.date if was else None,
        served=tuple(one for one in owing if one not in left),
        owed=left,
        due=now.due if not reports else None,
        changes=tuple(changed(then, since, day, entry.id)),
        then=tuple(_then(plan, after, entry, id, to_type)),
    )


def _stated_before(task: TaskState, entry: Entry) -> Percent | None:
    """Return the percent that was stated before of what an update speaks of; None where it states none."""
    record = entry.record
    if not isinstance(record, Update) or record.percent is None or record.background:
        return None
    return stated(task, next(iter(record.parts), None), record.city)


def _of_problem(plan: Plan, before: State, after: State, entry: Entry, id: str, to_type: ToType) -> Written:
    earlier, now, day = before.problems.get(id), after.problems[id], after.as_of
    changes = changed(
        marks_of_problem(plan, earlier, day), marks_of_problem(plan, now, day), day, entry.id, id
    )
    for task in now.problem.tasks:
        changes += changed(
            marks_of_task(plan, before, task, day), marks_of_task(plan, after, task, day), day, entry.id
        )
    return Written(
        said=said(entry),
        id=id,
        title=title(after, id),
        state=now.state,
        holders=holders(plan, now, day),
        due=now.due,
        changes=tuple(changes),
        then=tuple(_then(plan, after, entry, id, to_type)),
    )


def _then(plan: Plan, state: State, entry: Entry, id: str, to_type: ToType) -> Iterator[NextStep]:
    for one in waiting(plan, state):
        if one.id == id and one.queue not in ("chase", "follow", "report"):
            mine = is_for(plan, one, entry.record.entered.office)
            yield NextStep(queue=one.queue, mine=mine, command=to_type(plan, state, one))
