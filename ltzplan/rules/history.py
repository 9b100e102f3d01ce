"""The one fold: plan and records in, the state of a day out. The order of files never matters."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import assert_never
from zoneinfo import ZoneInfo

from ltzplan.model.plan import Plan
from ltzplan.model.records import (
    Adjustment,
    Entry,
    Order,
    Paper,
    Petition,
    Problem,
    Recheck,
    Record,
    Reply,
    Session,
    Sort,
    Update,
    Withdrawal,
    answered,
    names,
)
from ltzplan.model.state import Skip, State
from ltzplan.rules.fold import Fold, withdrawn
from ltzplan.rules.life import move_of

Turn = tuple[date, datetime, str, int, int]


def state_at(plan: Plan, entries: Iterable[Entry], as_of: date) -> State:
    """Give the state at the end of a day: a record counts from its day, and none before one it names."""
    known = {entry.id: counted(plan, entry) for entry in entries}
    turns = _turns(known)
    listed = _in_order(known, turns)
    present = [entry for entry in listed if entry.id in turns and turns[entry.id][0] <= as_of]
    fold, dead, skipped = _folded(plan, known, present, turns)
    for entry in listed:
        if entry.id not in turns and entry.day <= as_of:
            skipped[entry.id] = Skip(entry=entry, code="names_unknown")
    return State(
        as_of=as_of,
        tasks={id: task.state() for id, task in fold.tasks.items()},
        problems=fold.problems,
        entries=tuple(one for one in present if one.id not in dead and one.id not in skipped),
        dead=dead,
        skipped=tuple(sorted(skipped.values(), key=lambda skip: _own_turn(skip.entry))),
        sessions=tuple(fold.sessions),
        papers=tuple(fold.papers),
    )


def counted(plan: Plan, entry: Entry) -> Entry:
    """Give a record with the day from which it counts.

    A month or year that was running when it was entered counts from that day in the plan's zone, for nobody
    reports the future; a past one from its last day (local).
    """
    day = entry.record.date
    if day.first == day.last or entry.counts:
        return entry
    entered = _entered_on(plan, entry)
    return replace(entry, counts=entered) if day.first <= entered <= day.last else entry


def _entered_on(plan: Plan, entry: Entry) -> date:
    return entry.record.entered.at.astimezone(ZoneInfo(plan.header.time_zone)).date()


def days(plan: Plan, entries: Iterable[Entry], last: date) -> Iterator[State]:
    """Give the state of every day up to the last, from the signing or the first record on.

    Days on which nothing was recorded share what the records add up to; it holds no list of records.
    """
    growing = Growing(plan, entries)
    of_day = {day: list(these) for day, these in groupby(growing.entries, key=growing.day_of) if day <= last}
    day = min((plan.header.signed.first, *of_day))
    state = growing.state(day)
    while day <= last:
        for entry in of_day.get(day, ()):
            growing.add(entry)
        state = growing.state(day) if day in of_day else replace(state, as_of=day)
        yield state
        day += timedelta(days=1)


class Growing:
    """The state while records are added one by one, each of those that have a turn, in its turn."""

    def __init__(self, plan: Plan, entries: Iterable[Entry]) -> None:
        """Take the plan and the records that will be added."""
        self._plan, self._known = plan, {entry.id: counted(plan, entry) for entry in entries}
        self._turns = _turns(self._known)
        self.entries = [one for one in _in_order(self._known, self._turns) if one.id in self._turns]
        self._present: list[Entry] = []
        self._fold = Fold(plan, self._known, {}, {})

    def day_of(self, entry: Entry) -> date:
        """Give the day from which a record counts; its own where it names one that is not here."""
        return self._turns.get(entry.id, (entry.day,))[0]

    def add(self, entry: Entry) -> None:
        """Add a record; what mends earlier ones has them all added anew, what has no turn does nothing."""
        new = entry.id in self._turns
        self._present += [entry] if new else []
        if new and (entry.record.replaces or isinstance(entry.record, Withdrawal)):
            self._fold, _, _ = _folded(self._plan, self._known, self._present, self._turns)
        elif new:
            self._fold.add(entry, self.day_of(entry))

    def state(self, day: date) -> State:
        """Give what the records so far add up to; it holds no list of records."""
        tasks = {id: task.state() for id, task in self._fold.tasks.items()}
        problems = dict(self._fold.problems)
        return State(as_of=day, tasks=tasks, problems=problems, entries=(), dead={}, skipped=())


def _folded(
    plan: Plan, known: Mapping[str, Entry], present: Sequence[Entry], turns: Mapping[str, Turn]
) -> tuple[Fold, dict[str, Entry], dict[str, Skip]]:
    """Add up the records that are there, in order; give also what is out of force, and what has no effect."""
    late = _taking_back_late_orders(plan, known, present, turns)
    dead, skipped = _mended(plan, {entry.id: entry for entry in present}, late)
    fold = Fold(plan, known, dead, skipped)
    for entry in present:
        fold.add(entry, turns[entry.id][0])
    return fold, dead, skipped


def _taking_back_late_orders(
    plan: Plan, known: Mapping[str, Entry], present: Sequence[Entry], turns: Mapping[str, Turn]
) -> dict[str, str]:
    """Find what would withdraw an order that was late, or correct its date: it wipes nothing (effect-2).

    A correction keeps the day of what it corrects, so that it is judged by the day on which it was entered.
    """
    found: dict[str, str] = {}
    taken_back = [(entry, order) for entry in present for order in _orders_taken_back(entry, known)]
    listed = _in_order(known, turns)[: len(turns)] if taken_back else []
    for entry, order in taken_back:
        day = max(turns[entry.id][0], _entered_on(plan, entry))
        before: dict[str, Entry] = {}
        for one in _asked_together(known, listed, _origin(order.record, known)):
            there = all(mended in before for mended in _mends(one.record))
            if there and one.id not in found and _known_to(entry, one, turns, day):
                before[one.id] = one
        dead, skipped = _mended(plan, before, {})
        fold = Fold(plan, known, dead, skipped)
        for id, one in before.items():
            fold.add(one, turns[id][0])
        if fold.order_days_late(order.id, day):
            withdraws = isinstance(entry.record, Withdrawal)
            found[entry.id] = "withdraws_late_order" if withdraws else "redates_late_order"
    return found


def _asked_together(known: Mapping[str, Entry], listed: Sequence[Entry], problem: str) -> list[Entry]:
    """Give the records of a problem and of those that one petition asks about with it: they wait together."""
    problems, found = [problem], set[str]()
    for id in problems:
        for entry in of_problem(listed, id):
            found.add(entry.id)
            if isinstance(entry.record, Petition):
                roots = (root_of(one, known) for one in entry.record.answers)
                problems += [root for root in roots if root not in problems]
    return [entry for entry in listed if entry.id in found]


def _known_to(entry: Entry, other: Entry, turns: Mapping[str, Turn], day: date) -> bool:
    """Tell whether a record stood before another, or was entered before it of a day that had come by then."""
    earlier = other.record.entered.at < entry.record.entered.at and turns[other.id][0] <= day
    return earlier or turns[other.id] < turns[entry.id]


def _orders_taken_back(entry: Entry, known: Mapping[str, Entry]) -> Iterator[Entry]:
    """Give the orders that a record withdraws, or to which it gives another due date."""
    record = entry.record
    named = (record.withdraws,) if isinstance(record, Withdrawal) else record.replaces
    for one in (known[id] for id in named):
        redated = isinstance(record, Order) and isinstance(one.record, Order) and record.due != one.record.due
        if isinstance(one.record, Order) and (redated or isinstance(record, Withdrawal)):
            yield one


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """Sort records by their turn: none before one that it names; what names none that is here, last."""
    known = {entry.id: entry for entry in entries}
    return _in_order(known, _turns(known))


def tasks_of(entry: Entry, known: Mapping[str, Entry]) -> tuple[str, ...]:
    """Give the tasks that a record is about: its own, or those of what it answers or withdraws."""
    record = entry.record
    match record:
        case Update():
            return (record.task,)
        case Problem():
            return record.tasks
        case Adjustment() if record.task:
            return (record.task,)
        case Paper():
            return ()
        case Sort() | Order() | Petition() | Reply() | Recheck() | Session() | Withdrawal() | Adjustment():
            named = answered(record)
        case _:
            assert_never(record)
    here = [tasks_of(known[id], known) if id in known else (id.rpartition("-")[0] or id,) for id in named]
    return tuple(dict.fromkeys(task for tasks in here for task in tasks))


def problems_of(entry: Entry, known: Mapping[str, Entry]) -> tuple[str, ...]:
    """Give the problems that a record is about, by the ids of their first wordings."""
    record = entry.record
    named = (entry.id,) if isinstance(record, Problem) else answered(record)
    here = [root_of(id, known) for id in named if id in known]
    if isinstance(record, Withdrawal):
        return tuple(one for id in named if id in known for one in problems_of(known[id], known))
    return tuple(dict.fromkeys(id for id in here if isinstance(known[id].record, Problem)))


def concerning(entries: Iterable[Entry], tasks: AbstractSet[str]) -> list[Entry]:
    """Give the records of tasks, with those that they name or are named by, in any number of steps."""
    listed, linked = {one.id: one for one in entries}, dict[str, list[str]]()
    for entry in listed.values():
        record = entry.record
        for id in record.replaces if isinstance(record, Problem) else names(record):
            linked.setdefault(entry.id, []).append(id)
            linked.setdefault(id, []).append(entry.id)
    waiting = [id for id, one in listed.items() if tasks & {*tasks_of(one, listed)}]
    found: set[str] = set()
    while waiting:
        if (id := waiting.pop()) not in found:
            found.add(id)
            waiting += linked.get(id, ())
    return [one for id, one in listed.items() if id in found]


def of_problem(entries: Iterable[Entry], id: str) -> list[Entry]:
    """Give the records of one problem: its wordings, its moves, what mends them, and who took it up.

    `entries` are in order. What another problem shares with it, a petition or session, brings that
    other's records not along.
    """
    found = {id}
    listed = []
    for entry in entries:
        record = entry.record
        match record:
            case Problem():
                named = record.replaces
            case Order():
                named = (record.answers, *record.replaces)
            case Reply() if record.problem:
                named = (record.problem, *record.replaces)
            case _:
                named = names(record)
        if entry.id == id or found.intersection(named):
            found.add(entry.id)
            listed.append(entry)
    return listed


def _in_order(known: Mapping[str, Entry], turns: Mapping[str, Turn]) -> list[Entry]:
    """Give what has a turn in the order of the turns, then the rest; most stand in order already."""
    rest = (entry for id, entry in known.items() if id not in turns)
    return [known[id] for id in sorted(turns, key=turns.__getitem__)] + sorted(rest, key=_own_turn)


def _turns(known: Mapping[str, Entry]) -> dict[str, Turn]:
    """Give each record's place in time; none for one that names what is not here."""
    turns: dict[str, Turn] = {}
    waiting = sorted(known.values(), key=_own_turn)
    while waiting:
        later = []
        for entry in waiting:
            named = names(entry.record)
            if not all(id in turns for id in named):
                later.append(entry)
                continue
            turn = _own_turn(entry)
            for id in named:
                if turns[id] >= turn:
                    turn = (*turns[id][:4], turns[id][4] + 1)
            turns[entry.id] = turn
        if len(later) == len(waiting):
            break
        waiting = later
    return turns


def _own_turn(entry: Entry) -> Turn:
    return (entry.day, entry.record.entered.at, entry.file, entry.index, 0)


def _mended(
    plan: Plan, present: Mapping[str, Entry], late: Mapping[str, str]
) -> tuple[dict[str, Entry], dict[str, Skip]]:
    """Give what withdrawals and replacements put out of force, and those of them without effect.

    `late`: those that would take back an order that was late, with the code.

    What is withdrawn mends nothing; what is replaced goes on replacing, but withdraws no more.
    """
    dead: dict[str, Entry] = {}
    skipped: dict[str, Skip] = {}
    for entry in reversed(present.values()):  # type: ignore[call-overload]
        record = entry.record
        mended = _mends(record)
        if entry.id in dead:
            mended = () if withdrawn(entry.id, dead) else record.replaces
        refused = (
            mending_refused(plan, record, present[id].record) or _crossed(record, present[id].record, present)
            for id in mended
        )
        if code := late.get(entry.id) or next(filter(None, refused), None):
            skipped[entry.id] = Skip(entry=entry, code=code)
        else:
            dead.update((id, entry) for id in mended if id not in dead)
    return dead, skipped


def _mends(record: Record) -> tuple[str, ...]:
    return (*record.replaces, record.withdraws) if isinstance(record, Withdrawal) else record.replaces


def _crossed(record: Record, mended: Record, present: Mapping[str, Entry]) -> str | None:
    """Say that a move would carry what it corrects to another problem or claim, or a settlement to another figure."""
    if isinstance(record, Withdrawal):
        return None
    other = _origin(record, present) != _origin(mended, present)
    if isinstance(record, Update) and isinstance(mended, Update) and record.settles:
        other = record.task != mended.task or (
            mended.percent is not None and _piece(record) != _piece(mended)
        )
    return "replaces_other_matter" if other else None


def _piece(update: Update) -> tuple[object, ...]:
    return update.parts, update.city, update.measure


def _origin(record: Record, present: Mapping[str, Entry]) -> str:
    """Give the root of what a move answers; empty for no move."""
    return root_of(answered(record)[0], present) if move_of(record) else ""


def root_of(id: str, known: Mapping[str, Entry]) -> str:
    """Follow a move to what it answers, and that to what it corrects, up to the first record of the matter."""
    named: tuple[str, ...] = (id,)
    while named and named[0] in known:
        id = named[0]
        record = known[id].record
        named = answered(record) if move_of(record) else record.replaces
    return id


def mending_refused(plan: Plan, record: Record, mended: Record) -> str | None:
    """Say why a record may not replace or withdraw another: of another kind, of another office."""
    if type(record) is not type(mended) and not isinstance(record, Withdrawal):
        return "replaces_other_kind"
    office = plan.offices.get(record.entered.office)
    own = record.entered.office == mended.entered.office
    return None if own or (office and office.may == "all") else "mends_other_office"
