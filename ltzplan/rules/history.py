"""The one fold: plan and records in, the state of a day out. The order of files never matters."""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import assert_never

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


def state_at(
    plan: Plan, entries: Iterable[Entry], as_of: date, known_before: datetime | None = None
) -> State:
    """Give the state at the end of a day, from the records entered before an instant.

    A record counts from its day (a month or year from its last), and none before one it names.
    """
    known = {
        entry.id: entry for entry in entries if known_before is None or entry.record.entered.at < known_before
    }
    turns = _turns(known)
    listed = _in_order(known, turns)
    present = [entry for entry in listed if entry.id in turns and turns[entry.id][0] <= as_of]
    dead, skipped = _mended(plan, {entry.id: entry for entry in present})
    for entry in listed:
        if entry.id not in turns and entry.record.date.last <= as_of:
            skipped[entry.id] = Skip(entry=entry, code="names_unknown")
    fold = Fold(plan, known, dead, skipped)
    for entry in present:
        fold.add(entry, turns[entry.id][0])
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


def days(plan: Plan, entries: Iterable[Entry], last: date) -> Iterator[State]:
    """Give the state of every day up to the last, from the signing or the first record on.

    Days on which nothing was recorded share what the records add up to; it holds no list of records.
    """
    known = {entry.id: entry for entry in entries}
    turns = _turns(known)
    listed = [one for one in _in_order(known, turns) if one.id in turns and turns[one.id][0] <= last]
    of_day = {day: list(these) for day, these in groupby(listed, key=lambda one: turns[one.id][0])}
    present: list[Entry] = []
    fold = Fold(plan, known, {}, {})
    day = min((plan.header.signed.first, *of_day))
    state = _state(fold, day)
    while day <= last:
        new = of_day.get(day, [])
        present += new
        if any(one.record.replaces or isinstance(one.record, Withdrawal) for one in new):
            dead, skipped = _mended(plan, {entry.id: entry for entry in present})
            fold, new = Fold(plan, known, dead, skipped), present
        for entry in new:
            fold.add(entry, turns[entry.id][0])
        state = _state(fold, day) if new else replace(state, as_of=day)
        yield state
        day += timedelta(days=1)


def _state(fold: Fold, day: date) -> State:
    tasks = {id: task.state() for id, task in fold.tasks.items()}
    return State(as_of=day, tasks=tasks, problems=dict(fold.problems), entries=(), dead={}, skipped=())


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
    return (entry.record.date.last, entry.record.entered.at, entry.file, entry.index, 0)


def _mended(plan: Plan, present: Mapping[str, Entry]) -> tuple[dict[str, Entry], dict[str, Skip]]:
    """Give what withdrawals and replacements put out of force, and those of them without effect.

    What is withdrawn mends nothing; what is replaced goes on replacing, but withdraws no more.
    """
    dead: dict[str, Entry] = {}
    skipped: dict[str, Skip] = {}
    for entry in reversed(present.values()):  # type: ignore[call-overload]
        record = entry.record
        mended = list(record.replaces)
        if entry.id in dead:
            mended = [] if withdrawn(entry.id, dead) else mended
        elif isinstance(record, Withdrawal):
            mended.append(record.withdraws)
        refused = (
            mending_refused(plan, record, present[id].record) or _crossed(record, present[id].record, present)
            for id in mended
        )
        if code := next(filter(None, refused), None):
            skipped[entry.id] = Skip(entry=entry, code=code)
        else:
            dead.update((id, entry) for id in mended if id not in dead)
    return dead, skipped


def _crossed(record: Record, mended: Record, present: Mapping[str, Entry]) -> str | None:
    """Say that a move would carry what it corrects to another problem or claim."""
    if isinstance(record, Withdrawal) or _origin(record, present) == _origin(mended, present):
        return None
    return "replaces_other_matter"


def _origin(record: Record, present: Mapping[str, Entry]) -> str:
    """Follow what a move answers, and what that corrects, to the record at the root; empty for no move."""
    found, named = "", answered(record) if move_of(record) else ()
    while named and named[0] in present:
        found = named[0]
        root = present[found].record
        named = answered(root) if move_of(root) else root.replaces
    return found


def mending_refused(plan: Plan, record: Record, mended: Record) -> str | None:
    """Say why a record may not replace or withdraw another: of another kind, of another office."""
    if type(record) is not type(mended) and not isinstance(record, Withdrawal):
        return "replaces_other_kind"
    office = plan.offices.get(record.entered.office)
    own = record.entered.office == mended.entered.office
    return None if own or (office and office.may == "all") else "mends_other_office"
