"""The records of a plan: each in its turn, and linked once to the matters that it is about.

Records decide one another's effect within a thread: a task or problem, what a common petition or a
correction ties to it, with the sessions that took it up. So a question about one matter needs one thread.
"""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from copy import copy
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Self, TypeVar
from zoneinfo import ZoneInfo

from ltzplan.model.ids import subject_of
from ltzplan.model.naming import answered, mended, names
from ltzplan.model.plan import Plan
from ltzplan.model.records import Adjustment, Entry, Paper, Petition, Problem, Session, Update, Withdrawal
from ltzplan.rules.life import move_of

Turn = tuple[date, float, str, int, int]
Ids = tuple[str, ...]
Entries = tuple[Entry, ...]
Value = TypeVar("Value")


class Ledger:
    """Records in order: none before the day from which it counts, nor before one that it names.

    The order of the files that they came from never matters.
    """

    def __init__(self, plan: Plan, entries: Iterable[Entry]) -> None:
        """Take the plan and the records; what names a record that is not here has no turn."""
        self.plan = plan
        self._scope: frozenset[str] | None = None
        self.known: Mapping[str, Entry] = {one.id: counted(plan, one) for one in entries}
        self.turns = _turns(self.known)
        self.entries = tuple(self.known[id] for id in sorted(self.turns, key=self.turns.__getitem__))
        strays = (one for id, one in self.known.items() if id not in self.turns)
        self.strays = tuple(sorted(strays, key=own_turn))
        self._all, self._all_strays = self.entries, self.strays

    def day_of(self, entry: Entry) -> date:
        """Return the day of a record's turn; its own where it has none."""
        turn = self.turns.get(entry.id)
        return turn[0] if turn else entry.day

    @cached_property
    def roots(self) -> Mapping[str, Ids]:
        """By each record the problems or claims that it answers in the end, as they were named; else itself."""
        found: dict[str, Ids] = {}
        for entry in self._all:
            if move_of(entry.record):
                named = answered(entry.record)
                several = named if isinstance(entry.record, Petition) else named[:1]
                found[entry.id] = tuple(found[id][0] for id in several)
            else:
                found[entry.id] = (entry.id,)
        return found

    @cached_property
    def first(self) -> Mapping[str, str]:
        """By each record that is no move the first wording of what it says."""
        found: dict[str, str] = {}
        for entry in self._all:
            if not move_of(entry.record):
                found[entry.id] = next((found[id] for id in entry.record.replaces if id in found), entry.id)
        return found

    def origin(self, id: str) -> str:
        """Return the first wording of the problem or claim that a record answers in the end; else its own."""
        root = self.roots.get(id, (id,))[0]
        return self.first.get(root, root)

    @cached_property
    def matters(self) -> Mapping[str, Ids]:
        """By each record the tasks and problems that it is about, problems by their first wording."""
        found: dict[str, Ids] = {}
        for entry in (*self._all, *self._all_strays):
            found[entry.id] = tuple(dict.fromkeys(self._about(entry, found)))
        return found

    def _about(self, entry: Entry, found: Mapping[str, Ids]) -> Iterator[str]:
        record, named = entry.record, answered(entry.record)
        match record:
            case Update() | Adjustment(task=str()):
                yield record.task or ""
            case Problem():
                yield self.first.get(entry.id, entry.id)
            case Paper():
                named = tuple(id for id in record.concerns if id in found)
        for id in named:
            yield from found[id] if id in found else (subject_of(id) or id,)
        for id in mended(record):
            yield from found.get(id, ())

    def problems_of(self, id: str) -> Ids:
        """Return the problems that a record is about."""
        return tuple(one for one in self.matters[id] if one in self.known)

    def tasks_of(self, id: str) -> Ids:
        """Return the tasks that a record is about: its own, or those of its problems."""
        found = (self._tasks[one] if one in self.known else (one,) for one in self.matters[id])
        return tuple(dict.fromkeys(task for tasks in found for task in tasks))

    @cached_property
    def _tasks(self) -> Mapping[str, Ids]:
        """By each problem the tasks of all its wordings."""
        found: dict[str, Ids] = {}
        for entry in (*self._all, *self._all_strays):
            if isinstance(entry.record, Problem):
                id = self.first.get(entry.id, entry.id)
                found[id] = tuple(dict.fromkeys((*found.get(id, ()), *entry.record.tasks)))
        return found

    def about(self, id: str) -> frozenset[str]:
        """Return a problem itself, or a task with its problems."""
        return frozenset({id, *(one for one, tasks in self._tasks.items() if id in tasks)})

    def of(self, *ids: str) -> Self:
        """Return the ledger of what decides on tasks with their problems, or on problems."""
        matters = frozenset(one for id in ids for one in self.about(id))
        strays = tuple(one for one in self.strays if matters & {*self.matters[one.id]})
        return self._part({self._threads.get(one, one) for one in matters}, strays)

    @property
    def needed(self) -> Entries:
        """Its records, and what they name in any number of steps: without one of these they would not count."""
        found, waiting = set[str](), [one.id for one in self.entries]
        while waiting:
            if (id := waiting.pop()) not in found:
                found.add(id)
                waiting += names(self.known[id].record)
        return tuple(self.known[id] for id in sorted(found, key=self.turns.__getitem__))

    def without(self, id: str) -> Self:
        """Return the ledger of what a record, and all that names it, helps to decide, but without these."""
        gone, waiting = set[str](), [id]
        while waiting:
            if (one := waiting.pop()) not in gone:
                gone.add(one)
                waiting += self._naming.get(one, ())
        touched = (*gone, *(matter for one in gone for matter in self.matters[one]))
        return self._part({self._threads.get(one, one) for one in touched}, gone=gone)

    def named_by(self, id: str) -> Entries:
        """Return the records that name a record, in order."""
        return tuple(self.known[one] for one in self._naming.get(id, ()))

    def stands_alone(self, id: str) -> bool:
        """Whether a record names no other, and none names it."""
        return not (names(self.known[id].record) or id in self._naming)

    def decides(self, matter: str) -> bool:
        """Whether what decides on a task or problem is here; of a ledger that is no part of another it always is."""
        return self._scope is None or self._threads.get(matter, matter) in self._scope

    def _part(self, threads: set[str], strays: Entries = (), gone: AbstractSet[str] = frozenset()) -> Self:
        part = copy(self)
        part._scope = frozenset(threads)  # noqa: SLF001 - its own kind
        held = {one for thread in threads for one in self._held.get(thread, ())}
        found = (one for thread in threads | held for one in self._members.get(thread, ()))
        listed = (one for one in found if one.id not in gone)
        part.entries = tuple(sorted(listed, key=lambda one: self.turns[one.id]))
        part.strays = strays
        return part

    @cached_property
    def _threads(self) -> Mapping[str, str]:
        """By each matter and record the thread that it is in."""
        joined: dict[str, str] = {}

        def thread(id: str) -> str:
            while (up := joined.setdefault(id, id)) != id:
                joined[id] = id = joined[up]
            return id

        for entry in self._all:
            record = entry.record
            own = () if isinstance(record, Session | Paper | Withdrawal) else self.matters[entry.id]
            for id in (*own, *mended(record)):
                joined[thread(id)] = thread(entry.id)
        return {id: thread(id) for id in (*joined, *self.known)}

    @cached_property
    def _members(self) -> Mapping[str, list[Entry]]:
        """By each thread its records, in order."""
        return _grouped((self._threads[one.id], one) for one in self._all)

    @cached_property
    def _held(self) -> Mapping[str, list[str]]:
        """By each thread those of the sessions that took its matters up, and of the papers about them."""
        beside = [one.id for one in self._all if isinstance(one.record, Session | Paper)]
        matters = ((matter, self._threads[one]) for one in beside for matter in self.matters[one])
        return _grouped((self._threads.get(matter, matter), held) for matter, held in matters)

    @cached_property
    def _naming(self) -> Mapping[str, list[str]]:
        """By each record those that name it."""
        return _grouped((id, one.id) for one in self._all for id in names(one.record))


def _grouped(pairs: Iterable[tuple[str, Value]]) -> Mapping[str, list[Value]]:
    found: dict[str, list[Value]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found


def counted(plan: Plan, entry: Entry) -> Entry:
    """Return a record with the day from which it counts.

    A month or year that was running when it was entered counts from that day in the plan's zone, for nobody
    reports the future; a past one from its last day (local).
    """
    day = entry.record.date
    if day.first == day.last or entry.counts:
        return entry
    entered = entered_on(plan, entry)
    return replace(entry, counts=entered) if day.first <= entered <= day.last else entry


def entered_on(plan: Plan, entry: Entry) -> date:
    """Return the day on which a record was entered, in the plan's zone."""
    return entry.record.entered.at.astimezone(ZoneInfo(plan.header.time_zone)).date()


def own_turn(entry: Entry) -> Turn:
    """Return a record's place in time, were it to name no other."""
    return (entry.day, entry.record.entered.at.timestamp(), entry.file, entry.index, 0)


def _turns(known: Mapping[str, Entry]) -> dict[str, Turn]:
    """Return each record's place in time; none for one that names what is not here."""
    own = {id: own_turn(one) for id, one in known.items()}
    naming = {id: named for id, one in known.items() if (named := names(one.record))}
    turns = {id: turn for id, turn in own.items() if id not in naming}
    waiting = sorted(naming, key=own.__getitem__)
    while waiting:
        later = []
        for id in waiting:
            if not all(one in turns for one in naming[id]):
                later.append(id)
                continue
            turn = own[id]
            for one in naming[id]:
                if turns[one] >= turn:
                    turn = (*turns[one][:4], turns[one][4] + 1)
            turns[id] = turn
        if len(later) == len(waiting):
            break
        waiting = later
    return turns
