"""What a day would be without one record: only the matters that hang on it are folded again."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from ltzplan.model.plan import Plan
from ltzplan.model.records import Adjustment, Entry, Paper, Problem, Record, Session, Update, names
from ltzplan.model.state import State
from ltzplan.rules.history import state_at


class Absence:
    """The records of a day, parted into matters: no record of one changes what another comes to.

    What a problem follows, and the session that decided an order, must only be there. So they hold no
    matters together; that one of them is not there takes away all that names it.
    """

    def __init__(self, plan: Plan, entries: Iterable[Entry], state: State) -> None:
        """Take the plan, the records from which the state was made, and the state."""
        self._plan, self._state = plan, state
        self._known = {entry.id: entry for entry in entries}
        self._named = {id: _here(names(one.record), self._known) for id, one in self._known.items()}
        self._naming = _turned(self._named)
        joined = {id: _here(_moved(one.record, self._known), self._known) for id, one in self._known.items()}
        self._joined, self._joining = joined, _turned(joined)

    def without(self, id: str, task: str | None) -> State:
        """Give the state without a record, in which the problems and this task are as they would be."""
        matters = self._matters(_reached([id], lambda one: self._naming.get(one, ())))
        changed = {_task(self._known[one].record) for one in matters}
        if task and task in changed:
            own = (one for one, entry in self._known.items() if _task(entry.record) == task)
            matters |= self._matters(own)
        there = _reached(matters, lambda one: self._named[one]) - {id}
        entries = (self._known[one] for one in there)
        folded = state_at(self._plan, entries, self._state.as_of)
        problems = {one: known for one, known in self._state.problems.items() if one not in matters}
        problems |= {one: known for one, known in folded.problems.items() if one in matters}
        tasks = {task: folded.tasks[task]} if task and task in changed else {}
        return replace(self._state, problems=problems, tasks={**self._state.tasks, **tasks})

    def _matters(self, ids: Iterable[str]) -> set[str]:
        """Give every record of the matters that some records belong to."""
        return _reached(ids, lambda one: (*self._joined[one], *self._joining.get(one, ())))


def _moved(record: Record, known: Mapping[str, Entry]) -> tuple[str, ...]:
    """Give the records that one changes something of."""
    if isinstance(record, Problem | Session | Paper):
        return record.replaces
    return tuple(id for id in names(record) if id in known and not isinstance(known[id].record, Session))


def _task(record: Record) -> str | None:
    return record.task if isinstance(record, Update | Adjustment) else None


def _here(ids: Iterable[str], known: Mapping[str, Entry]) -> tuple[str, ...]:
    return tuple(id for id in ids if id in known)


def _turned(named: Mapping[str, tuple[str, ...]]) -> Mapping[str, list[str]]:
    """Give by each record those that name it."""
    naming: dict[str, list[str]] = {}
    for id, these in named.items():
        for one in these:
            naming.setdefault(one, []).append(id)
    return naming


def _reached(start: Iterable[str], following: Callable[[str], Iterable[str]]) -> set[str]:
    """Give what is reached from some records, in any number of steps."""
    found: set[str] = set()
    waiting = list(start)
    while waiting:
        if (id := waiting.pop()) not in found:
            found.add(id)
            waiting += following(id)
    return found
