"""What does a record change of a task or problem, and what comes next once it is written?"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from ltzplan.dataclass import dataclass
from ltzplan.model.naming import mended
from ltzplan.model.plan import HOLDERS, Plan
from ltzplan.model.records import (
    Adjustment,
    Ended,
    Entry,
    Order,
    Paper,
    Problem,
    Session,
    Sort,
    Update,
    Withdrawal,
)
from ltzplan.model.state import State
from ltzplan.model.task_state import Figure, Scope, TaskState
from ltzplan.model.values import Day, Text, about
from ltzplan.reports.change import Change, changed, marks_of_problem, marks_of_task, steps_of
from ltzplan.reports.matter import title
from ltzplan.reports.record_line import RecordLine, said
from ltzplan.reports.todo import ToType
from ltzplan.rules.ledger import Ledger
from ltzplan.rules.queue import Queue, Waiting, holders, is_for, waiting
from ltzplan.rules.rhythm import counts_as_dispatch
from ltzplan.rules.silence import counts_for, missed, owed


@dataclass(frozen=True, kw_only=True)
class NextStep:
    """What a matter waits for now."""

    queue: Queue = about("What is to be done.", words="queue")
    mine: bool = about("Whether the office that wrote the record does it.")
    offices: tuple[str, ...] = about("Ids of the offices that do it.", refers="offices")
    command: str = about("What to type; words in capitals are to be filled in.")


@dataclass(frozen=True, kw_only=True)
class TakenUp:
    """A matter that a session took up."""

    id: str = about("Id of the task or problem.")
    title: Text | None = about("Title, or what stands in the way.")
    decision: Text | None = about("What was decided; null: nothing.")


@dataclass(frozen=True, kw_only=True)
class Effects:
    """What a record changed of a task or problem."""

    id: str | None = about("Id of the task or problem; null: it is of none.", default=None)
    title: Text | None = about("Title, or what stands in the way.", default=None)
    was: Decimal | None = about("The percent that was stated before of the same.", default=None)
    was_on: Day | None = about("The day that it speaks of.", default=None)
    served: tuple[str, ...] = about("The periods that it reported on, and on which nobody had.", default=())
    missed: tuple[str, ...] = about("The due periods on which nobody ever reported.", default=())
    owed: tuple[str, ...] = about("The periods still owed of the task.", default=())
    owed_again: tuple[str, ...] = about(
        "The periods owed by the office that takes back a report, and that it did not owe before.", default=()
    )
    state: str | None = about("The problem's state; null of a task.", words="state", default=None)
    holders: tuple[str, ...] = about("Ids of who has the problem.", refers=HOLDERS, default=())
    due: Day | None = about("Its due date in force.", default=None)
    steps: tuple[Change, ...] = about(
        "How far it came: a task's stage, the percents that a correction changed, a problem's state, level and turn, and by "
        "when either is due.",
        default=(),
    )
    changes: tuple[Change, ...] = about("What else changed of it.", default=())


@dataclass(frozen=True, kw_only=True)
class Written(Effects):
    """A record as it was understood, what it changed of a task or problem, and what that waits for."""

    said: RecordLine = about("The record.")
    ends: Ended | None = about("How the task ceases to be one of its own.", words="list.ended", default=None)
    into: tuple[str, ...] = about("Ids of the tasks that it goes on in.", default=())
    tasks: tuple[str, ...] = about(
        "Ids of the tasks that a problem that is raised holds up.", refers="tasks", default=()
    )
    instead: str | None = about(
        "Number of the order in force that an order takes the place of.", default=None
    )
    withdraws: str | None = about("Id of the record that it takes back.", default=None)
    restored: tuple[RecordLine, ...] = about("What is in force again by that.", default=())
    wanted_by: Day | None = about("By when an answer to the problem is wanted.", default=None)
    recommended_by: Day | None = about("By when what a sort recommends is to be done.", default=None)
    period: str | None = about("The period that a report counts for.", default=None)
    took_up: tuple[TakenUp, ...] = about("The tasks and problems that a session took up.", default=())
    then: tuple[NextStep, ...] = about("What it waits for.", default=())


def written(
    plan: Plan, before: State, after: State, entries: Sequence[Entry], ledger: Ledger, to_type: ToType
) -> tuple[Written, ...]:
    """Return what the records of one command changed between two states of a day: of each matter by the last of them.

    What they correct beside goes before. A session or paper says what it is. The ledger links the records to what they are about.
    """
    ordered = sorted(entries, key=lambda one: not one.record.replaces)
    last = {_matter(after, entry, ledger): entry for entry in ordered}
    return tuple(
        replace(
            _written(plan, before, after, entry, id, to_type),
            said=said(entry, _known(ledger, entry.record.replaces)),
            restored=tuple(said(one) for one in _restored(after, entry, ledger)),
        )
        for id, entry in last.items()
    )


def _known(ledger: Ledger, ids: Iterable[str]) -> list[Entry]:
    return [ledger.known[id] for id in ids if id in ledger.known]


def _restored(after: State, entry: Entry, ledger: Ledger) -> list[Entry]:
    """Return what a record took the place of, or took back, that now is withdrawn itself."""
    taken = _known(ledger, filter(None, [_withdrawn(entry)]))
    return [one for back in taken for one in _known(ledger, mended(back.record)) if one.id not in after.dead]


def stated(state: State, entry: Entry, ledger: Ledger) -> Written:
    """Return what a record says of its matter, without what it changed."""
    return _stated(state, entry, _matter(state, entry, ledger))


def _matter(state: State, entry: Entry, ledger: Ledger) -> str:
    """Return the id of the task or problem that a record is about; of a session or paper its own."""
    alone = isinstance(entry.record, Session | Paper)
    about = () if alone else ledger.matters[entry.id]
    return next((one for one in about if one in state.tasks or one in ledger.known), entry.id)


def _written(plan: Plan, before: State, after: State, entry: Entry, id: str, to_type: ToType) -> Written:
    if id not in after.tasks and id not in after.problems:
        minutes = tuple(_minutes(plan, after, entry, to_type))
        return replace(_stated(before, entry, id), then=minutes)
    changed = effects(plan, before, after, entry, id)
    then = tuple(_then(plan, after, entry, id, to_type, owes_again=bool(changed.owed_again)))
    period = _period(plan, after, entry, id)
    instead = _instead(before, entry, id)
    return replace(_stated(after, entry, id), **vars(changed), instead=instead, period=period, then=then)


def _period(plan: Plan, after: State, entry: Entry, id: str) -> str | None:
    reports = isinstance(entry.record, Update) and not entry.record.background
    return counts_for(plan, entry, after.tasks[id].reports) if reports else None


def _stated(state: State, entry: Entry, id: str) -> Written:
    record = entry.record
    return Written(
        said=said(entry),
        id=id if id in state.tasks or id in state.problems else None,
        title=title(state, id),
        ends=_ends(entry),
        into=getattr(record, "into", ()),
        tasks=record.tasks if isinstance(record, Problem) else (),
        wanted_by=record.wanted_by if isinstance(record, Problem) else None,
        recommended_by=record.recommends.due if isinstance(record, Sort) and record.recommends else None,
        took_up=tuple(
            TakenUp(id=one.id, title=title(state, one.id), decision=one.decision) for one in record.matters
        )
        if isinstance(record, Session)
        else (),
        withdraws=_withdrawn(entry),
    )


def effects(plan: Plan, before: State, after: State, entry: Entry, id: str) -> Effects:
    """Return what a record changed of a task or problem, between the states of a day without it and with it; either has that."""
    if id in after.tasks:
        return _of_task(plan, before, after, entry, id)
    return _of_problem(plan, before, after, entry, id)


def _ends(entry: Entry) -> Ended | None:
    return entry.record.ends if isinstance(entry.record, Adjustment) else None


def _withdrawn(entry: Entry) -> str | None:
    return entry.record.withdraws if isinstance(entry.record, Withdrawal) else None


def _instead(before: State, entry: Entry, id: str) -> str | None:
    stood = (problem := before.problems.get(id)) and problem.order
    return stood.number if stood and isinstance(entry.record, Order) and not entry.record.replaces else None


def _of_task(plan: Plan, before: State, after: State, entry: Entry, id: str) -> Effects:
    earlier, now, day = before.tasks[id], after.tasks[id], after.as_of
    reports = isinstance(entry.record, Update)
    unserved, never = (missed(plan, one, day) if reports else () for one in (earlier, now))
    left = owed(plan, now, day) if reports else ()
    was = _stated_before(earlier, entry)
    then, since = (marks_of_task(plan, one, id, day) for one in (before, after))
    return Effects(
        id=id,
        title=now.task.name,
        was=was.percent if was else None,
        was_on=was.date if was else None,
        served=tuple(one for one in unserved if one not in never),
        missed=tuple(one for one in never if one not in left),
        owed=left,
        owed_again=tuple(_owed_again(plan, earlier, now, day, entry)),
        due=None if reports or _ends(entry) else now.due,
        steps=(*_steps(plan, before, after, entry, id), *_amended(earlier, entry, day)),
        changes=tuple(changed(then, since, day, entry.id)),
    )


def _amended(before: TaskState, entry: Entry, day: date) -> Iterator[Change]:
    """Give the percents that a correction changed, of whatever it speaks of."""
    record = entry.record
    if isinstance(record, Update) and record.replaces:
        replaced = dict.fromkeys(one.percent for one in before.figures if one.entry.id in record.replaces)
        now = "" if record.percent is None else str(record.percent)
        for was in map(str, replaced or [""]):
            if was != now:
                yield Change(what="percent", before=was, after=now, on=day, record=entry.id)


def _owed_again(plan: Plan, before: TaskState, now: TaskState, day: date, entry: Entry) -> Iterator[str]:
    """Give what whoever takes back a report owes by that."""
    if isinstance(entry.record, Withdrawal):
        city = plan.offices[entry.record.entered.office].city
        known = owed(plan, before, day, city)
        yield from (one for one in owed(plan, now, day, city) if one not in known)


def _steps(plan: Plan, before: State, after: State, entry: Entry, id: str) -> tuple[Change, ...]:
    then, since = (steps_of(plan, one, id) for one in (before, after))
    return tuple(changed(then, since, after.as_of, entry.id, id if id in after.problems else None))


def _stated_before(task: TaskState, entry: Entry) -> Figure | None:
    """Return the last figure of an earlier day of what an update speaks of; None where it states none, or of several parts."""
    record = entry.record
    if not isinstance(record, Update) or record.percent is None or record.background or record.parts[1:]:
        return None
    piece = Scope(next(iter(record.parts), None), record.city, record.measure)
    day = (record.percent_date or record.date).last
    earlier = [one for one in task.figures if one.piece == piece and one.date.last < day]
    return max(reversed(earlier), key=lambda one: one.date.last, default=None)


def _of_problem(plan: Plan, before: State, after: State, entry: Entry, id: str) -> Effects:
    earlier, now, day = before.problems.get(id), after.problems.get(id), after.as_of
    changes = changed(
        marks_of_problem(plan, earlier, day), marks_of_problem(plan, now, day), day, entry.id, id
    )
    for task in one.problem.tasks if (one := now or earlier) else ():
        changes += changed(
            marks_of_task(plan, before, task, day), marks_of_task(plan, after, task, day), day, entry.id
        )
    return Effects(
        id=id,
        title=title(after if now else before, id),
        state=now.state if now else None,
        holders=holders(plan, now, day) if now else (),
        due=now.due if now else None,
        steps=_steps(plan, before, after, entry, id),
        changes=tuple(changes),
    )


def _then(
    plan: Plan, state: State, entry: Entry, id: str, to_type: ToType, *, owes_again: bool
) -> Iterator[NextStep]:
    for one in waiting(plan, state):
        if one.id == id and one.queue not in (
            "chase",
            "follow",
            "solve",
            *(() if owes_again else ("report",)),
        ):
            step = replace(one, way="agenda") if one.queue == "order" and one.level else one
            yield _step(plan, state, entry, step, to_type)


def _step(plan: Plan, state: State, entry: Entry, one: Waiting, to_type: ToType) -> NextStep:
    offices = tuple(office for office in plan.offices if is_for(plan, one, office))
    mine = entry.record.entered.office in offices
    return NextStep(queue=one.queue, mine=mine, offices=offices, command=to_type(plan, state, one))


def _minutes(plan: Plan, state: State, entry: Entry, to_type: ToType) -> Iterator[NextStep]:
    """Return that a dispatch just held is to be written down (demands-3); not a correction of its record."""
    held = entry.record
    if isinstance(held, Session) and counts_as_dispatch(plan, held) and not held.replaces:
        one = Waiting(queue="write_down", kind="paper", id=entry.id, since=entry.day)
        yield _step(plan, state, entry, one, to_type)
