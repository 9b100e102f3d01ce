"""What did a record that was just written change, and what comes next?"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from ltzplan.dataclass import dataclass
from ltzplan.model.plan import Plan
from ltzplan.model.records import Adjustment, Ended, Entry, Paper, Session, Update, Withdrawal
from ltzplan.model.state import State
from ltzplan.model.task_state import Figure, Scope, TaskState
from ltzplan.model.values import Day, Text, about
from ltzplan.reports.change import Change, changed, marks_of_problem, marks_of_task
from ltzplan.reports.matter import title
from ltzplan.reports.record_line import RecordLine, said
from ltzplan.reports.todo import ToType
from ltzplan.rules.ledger import Ledger
from ltzplan.rules.queue import HOLDERS, Queue, holders, is_for, waiting
from ltzplan.rules.silence import missed, owed


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
    nil: bool = about("Says openly that nothing is new.", default=False)
    ends: Ended | None = about("How the task ceases to be one of its own.", words="list.ended", default=None)
    into: tuple[str, ...] = about("Ids of the tasks that it goes on in.", default=())
    withdraws: str | None = about("Id of the record that it takes back.", default=None)
    took_up: tuple[str, ...] = about("Ids of the tasks and problems that a session took up.", default=())
    was: Decimal | None = about("The percent that was stated before of the same.", default=None)
    was_on: Day | None = about("The day that it speaks of.", default=None)
    served: tuple[str, ...] = about("The periods that it reported on, and on which nobody had.", default=())
    missed: tuple[str, ...] = about("The due periods on which nobody ever reported.", default=())
    owed: tuple[str, ...] = about("The periods still owed of the task.", default=())
    state: str | None = about("The problem's state; null of a task.", words="state", default=None)
    holders: tuple[str, ...] = about("Ids of who has the problem.", refers=HOLDERS, default=())
    due: Day | None = about("Its due date in force.", default=None)
    changes: tuple[Change, ...] = about("What changed of it.", default=())
    then: tuple[NextStep, ...] = about("What it waits for.", default=())


def written(
    plan: Plan, before: State, after: State, entries: Sequence[Entry], ledger: Ledger, to_type: ToType
) -> tuple[Written, ...]:
    """Return what the records of one command changed between two states of a day: of each matter by the last of them.

    A session or paper says what it is. The ledger links the records to what they are about.
    """
    last = {_matter(after, entry, ledger): entry for entry in entries}
    return tuple(_written(plan, before, after, entry, id, to_type) for id, entry in last.items())


def stated(state: State, entry: Entry, ledger: Ledger) -> Written:
    """Return what a record says of its matter, without what it changed."""
    return _stated(state, entry, _matter(state, entry, ledger))


def _matter(state: State, entry: Entry, ledger: Ledger) -> str:
    """Return the id of the task or problem that a record is about; of a session or paper its own."""
    alone = isinstance(entry.record, Session | Paper)
    about = () if alone else ledger.matters[entry.id]
    return next((one for one in about if one in state.tasks or one in ledger.known), entry.id)


def _written(plan: Plan, before: State, after: State, entry: Entry, id: str, to_type: ToType) -> Written:
    if id in after.tasks:
        return _of_task(plan, before, after, entry, id, to_type)
    if id in after.problems:
        return _of_problem(plan, before, after, entry, id, to_type)
    return _stated(before, entry, id)


def _stated(state: State, entry: Entry, id: str) -> Written:
    record = entry.record
    return Written(
        said=said(entry),
        id=id if id in state.tasks or id in state.problems else None,
        title=title(state, id),
        nil=getattr(record, "nil", False),
        ends=_ends(entry),
        into=getattr(record, "into", ()),
        took_up=tuple(one.id for one in record.matters) if isinstance(record, Session) else (),
        withdraws=_withdrawn(entry),
    )


def _ends(entry: Entry) -> Ended | None:
    return entry.record.ends if isinstance(entry.record, Adjustment) else None


def _withdrawn(entry: Entry) -> str | None:
    return entry.record.withdraws if isinstance(entry.record, Withdrawal) else None


def _of_task(plan: Plan, before: State, after: State, entry: Entry, id: str, to_type: ToType) -> Written:
    earlier, now, day = before.tasks[id], after.tasks[id], after.as_of
    reports = isinstance(entry.record, Update)
    unserved, never = (missed(plan, one, day) if reports else () for one in (earlier, now))
    left = owed(plan, now, day) if reports else ()
    was = _stated_before(earlier, entry)
    ends = _ends(entry)
    then, since = (marks_of_task(plan, one, id, day) for one in (before, after))
    return Written(
        said=said(entry),
        id=id,
        title=now.task.name,
        nil=getattr(entry.record, "nil", False),
        ends=ends,
        into=getattr(entry.record, "into", ()),
        withdraws=_withdrawn(entry),
        was=was.percent if was else None,
        was_on=was.date if was else None,
        served=tuple(one for one in unserved if one not in never),
        missed=tuple(one for one in never if one not in left),
        owed=left,
        due=None if reports or ends else now.due,
        changes=tuple(changed(then, since, day, entry.id)),
        then=tuple(_then(plan, after, entry, id, to_type)),
    )


def _stated_before(task: TaskState, entry: Entry) -> Figure | None:
    """Return the last figure of an earlier day of what an update speaks of; None where it states none, or of several parts."""
    record = entry.record
    if not isinstance(record, Update) or record.percent is None or record.background or record.parts[1:]:
        return None
    piece = Scope(next(iter(record.parts), None), record.city, record.measure)
    day = (record.percent_date or record.date).last
    earlier = [one for one in task.figures if one.piece == piece and one.date.last < day]
    return max(reversed(earlier), key=lambda one: one.date.last, default=None)


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
        withdraws=_withdrawn(entry),
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
            to_decide = one.queue == "order" and one.level
            step = replace(one, way="agenda") if to_decide else one
            yield NextStep(queue=one.queue, mine=mine, command=to_type(plan, state, step))
