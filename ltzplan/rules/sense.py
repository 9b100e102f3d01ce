"""Moves that make no sense: a list of functions of one shape. Refused where they are typed or imported.

What comes by a merge is in doubt instead, and stops nobody. To add one: one function, one line in
SENSELESS, its refusal in text/LANG/errors.py and its question in text/LANG/lists.py.
"""

from collections.abc import Callable, Iterator, Mapping

from ltzplan.dataclass import dataclass
from ltzplan.model.plan import Plan, Task
from ltzplan.model.records import (
    Adjustment,
    Entry,
    Paper,
    Petition,
    Problem,
    Record,
    Session,
    Update,
    Withdrawal,
)
from ltzplan.model.state import State
from ltzplan.model.values import about
from ltzplan.rules.ledger import Ledger
from ltzplan.rules.rhythm import counts_as_dispatch


@dataclass(frozen=True, kw_only=True)
class Senseless:
    """A record that makes no sense where it stands."""

    code: str = about("Why.")
    entry: Entry = about("The record.")
    id: str = about("Id of the task that it is about.")
    params: Mapping[str, str] = about("What its sentence says.", default_factory=dict)


Found = Iterator[Senseless]


def of_an_ended_task(_: Plan, state: State) -> Found:
    """A task that was withdrawn, merged or split is reported on and changed no more.

    Nor does another go on in it: so no two are merged in a ring. A correction makes nothing new.
    """
    ended: dict[str, tuple[Entry, str]] = {}
    for entry, change in _changes(state):
        if change.task and change.ends:
            ended.setdefault(change.task, (entry, change.ends))
    for entry in state.entries if ended else ():
        record = entry.record
        for id in () if record.replaces else _of(record):
            if id in ended and _after(entry, ended[id][0]):
                yield _ended(entry, id, *ended[id])
        for id in record.into if isinstance(record, Adjustment) else ():
            if id in ended and ended[id][0].record.entered.at <= record.entered.at:
                yield _ended(entry, id, *ended[id])


def _changes(state: State) -> Iterator[tuple[Entry, Adjustment]]:
    return ((one, one.record) for one in state.entries if isinstance(one.record, Adjustment))


def _of(record: Record) -> tuple[str, ...]:
    """Give the tasks that a report, a problem or an adjustment is of; background is none."""
    match record:
        case Update(background=False) | Adjustment(task=str()):
            return (record.task or "",)
        case Problem():
            return record.tasks
        case _:
            return ()


def _ended(entry: Entry, id: str, by: Entry, how: str) -> Senseless:
    return Senseless(code="task_ended", entry=entry, id=id, params={"how": how, "date": by.record.date.text})


def of_a_completed_task(_: Plan, state: State) -> Found:
    """What the secretariat has found completed is reported on and changed no more, unless it reopens it (local).

    Nor does another task go on in it.
    """
    changes = list(_changes(state))
    for id, task in state.tasks.items():
        if accepted := task.acceptance:
            said = {"date": accepted.record.date.text}
            changed = (one for one, change in changes if id == change.task or id in change.into)
            for entry in (*task.reports, *changed):
                if not entry.record.replaces and _after(entry, accepted):
                    yield Senseless(code="task_completed", entry=entry, id=id, params=said)


def _after(entry: Entry, end: Entry) -> bool:
    """Tell whether a record speaks of days after another only, or of its day and was entered later."""
    first, last = entry.record.date.first, end.record.date.last
    return first > last or (first == last and entry.record.entered.at > end.record.entered.at)


def reopened_when_open(_: Plan, state: State) -> Found:
    """Only what is completed can be reopened."""
    for task in state.tasks.values():
        for entry in task.idle:
            yield Senseless(code="not_completed", entry=entry, id=task.task.id)


def before_the_signing(plan: Plan, state: State) -> Found:
    """Nothing was done under a plan before it was signed: in January people still type last year.

    Background may be older, and what is carried over or continues an earlier plan; a joint meeting too,
    which signs it.
    """
    signed = plan.header.signed
    early = [one for one in state.entries if one.record.date.last < signed.first]
    ledger = Ledger(plan, state.entries if early else ())
    for entry in early:
        record = entry.record
        if isinstance(record, Paper | Withdrawal) or (isinstance(record, Update) and record.background):
            continue
        named = [state.tasks[id].task for id in ledger.tasks_of(entry.id) if id in state.tasks]
        joint = isinstance(record, Session) and not counts_as_dispatch(plan, record)
        if not joint and not any(_older(task, record) for task in named):
            id, said = named[0].id if named else entry.id, {"date": record.date.text, "signed": signed.text}
            yield Senseless(code="before_signing", entry=entry, id=id, params=said)


def _older(task: Task, record: Record) -> bool:
    """Tell whether a task, or a part of it that a record names, was there before the plan."""
    parts = (task.parts.get(id) for id in getattr(record, "parts", ()))
    return task.origin == "carried_over" or any(one and one.continues for one in (task, *parts))


def answer_wanted_in_the_past(_: Plan, state: State) -> Found:
    """No answer is wanted by a day before that on which it is asked for."""
    for entry in state.entries:
        record = entry.record
        if isinstance(record, Problem | Petition):
            wanted = record.wanted_by if isinstance(record, Problem) else record.answer_by
            if wanted and wanted.last < record.date.first:
                yield Senseless(
                    code="wanted_in_past", entry=entry, id=entry.id,
                    params={"wanted": wanted.text, "date": record.date.text},
                )  # fmt: skip


SENSELESS: tuple[Callable[[Plan, State], Found], ...] = (
    of_an_ended_task, of_a_completed_task, reopened_when_open, before_the_signing, answer_wanted_in_the_past,
)  # fmt: skip


def senseless(plan: Plan, state: State) -> Found:
    """Give every record of a state that makes no sense where it stands."""
    return (one for find in SENSELESS for one in find(plan, state))
