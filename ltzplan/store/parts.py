"""The parts of a tally that stand beside it in the index: how each is made, and read where a question needs it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache, cached_property
from hashlib import sha256
from typing import TYPE_CHECKING

from ltzplan.model.codec import decoder, encode
from ltzplan.model.ids import subject_of
from ltzplan.model.problem_state import ProblemState
from ltzplan.model.records import Entry
from ltzplan.model.values import Text
from ltzplan.rules.ledger import Ledger
from ltzplan.store.index import OPEN, RECENT, Index
from ltzplan.store.records import entries_of

if TYPE_CHECKING:
    from ltzplan.store.tally import Tally

_PROBLEMS = "problems "
_WORDING = "problem"
MANY = 100
"""So many of the records that were entered last are kept beside a tally."""


class LostError(Exception):
    """The index does not know a part of a tally any more, or knows it otherwise."""


class Parts:
    """The parts of a tally that are read only when they are asked for, each once."""

    def __init__(self, index: Index, tally: "Tally") -> None:
        """Take the tally, and the index that keeps its parts."""
        self.index, self.tally = index, tally
        self.thread = cache(self._read_thread)
        """Gives the records that decide on a task; None where the index does not know them."""
        self.problem = cache(self._read_problem)
        """Gives a problem; LostError where the index does not know it."""
        self.ids = cache(self._read_ids)
        """Gives the ids of the records of a subject, in order; LostError where the index does not know them."""
        self._problems = dict[str, Mapping[str, object]]()
        self._states = set[str]()

    @cached_property
    def recent(self) -> tuple[Entry, ...] | None:
        """The records that were entered last, in order, at most `MANY`; None where the index does not know them."""
        part = self._part(RECENT)
        return None if part is None else decoder(tuple[Entry, ...])(part)

    def entered_since(self, instant: datetime) -> tuple[Entry, ...] | None:
        """Return the records that were entered at an instant and later; None where they may be more than are kept."""
        recent = self.recent
        if recent is None or (len(recent) == MANY and recent[0].record.entered.at >= instant):
            return None
        return tuple(one for one in recent if one.record.entered.at >= instant)

    @property
    def in_the_way(self) -> Mapping[str, Text]:
        """What stands in the way, by each open problem; LostError where the index does not know it."""
        told: Mapping[str, Text] = decoder(Mapping[str, Text])(self._found(OPEN))
        return told

    def _read_thread(self, task: str) -> tuple[Entry, ...] | None:
        part = self._part(_thread(task))
        places = decoder(Mapping[str, tuple[int, ...]])(part or {})
        files = self.index.rows(places)
        if part is None or len(files) < len(places):
            return None
        return tuple(entries_of(files, places))

    def _read_problem(self, id: str) -> ProblemState:
        """Read a problem with those of its task in its state; where these are the second ones in it, with all in it."""
        state = self.tally.problems[id].state
        name = problems_name(id, state)
        if name not in self._problems:
            alike = (
                one for one in self.tally.marks if one.startswith(_PROBLEMS) and one.endswith(f" {state}")
            )
            found = self._parts(alike if state in self._states else [name])
            self._problems |= decoder(Mapping[str, Mapping[str, object]])(found)
            self._states.add(state)
        if id not in self._problems.get(name, {}):
            raise LostError(id)
        return _problem_of(self._problems[name][id])

    def _read_ids(self, subject: str) -> Sequence[str]:
        return str(self._found(_ids(subject))).split()

    def _found(self, name: str) -> object:
        if (told := self._part(name)) is None:
            raise LostError(name)
        return told

    def _part(self, name: str) -> object:
        return self._parts([name]).get(name)

    def _parts(self, names: Iterable[str]) -> dict[str, object]:
        """Return by name, as JSON, those that the index knows."""
        told, marks = self.index.told(names), self.tally.marks
        return {name: said for name, (mark, said) in told.items() if mark == marks.get(name)}


def _thread(task: str) -> str:
    return f"thread {task}"


def _ids(subject: str) -> str:
    return f"ids {subject}"


def problems_name(id: str, state: str) -> str:
    """Return under which name a problem is kept in a state: with those of its task that are in it."""
    return f"{_PROBLEMS}{subject_of(id)} {state}"


def threads_said(threads: Mapping[str, Ledger]) -> dict[str, object]:
    """Return the places of the records that decide on tasks, as parts."""
    return {_thread(task): _places(one) for task, one in threads.items()}


def _places(part: Ledger) -> dict[str, list[int]]:
    """Return by each file the places of the records of a ledger, and of what they name."""
    found: dict[str, list[int]] = {}
    for entry in (*part.needed, *part.strays):
        found.setdefault(entry.file, []).append(entry.index)
    return found


def problems_said(problems: Iterable[ProblemState]) -> dict[str, object]:
    """Return problems as parts; of each part all that are in it."""
    found: dict[str, dict[str, object]] = {}
    for one in problems:
        found.setdefault(problems_name(one.id, one.state), {})[one.id] = _problem_said(one)
    return {**found}


def _problem_said(one: ProblemState) -> dict[str, object]:
    """Return a problem as JSON; one that was not reworded is said but once."""
    said: dict[str, object] = encode(one, brief=True)
    if one.problem is one.raised.record:
        del said[_WORDING]
    return said


def _problem_of(said: object) -> ProblemState:
    assert isinstance(said, dict)
    one: ProblemState = decoder(ProblemState)(said)
    if _WORDING not in said:
        vars(one)[_WORDING] = one.raised.record
    return one


def ids_said(ids: Mapping[str, Sequence[str]]) -> dict[str, object]:
    """Return the ids of the records of subjects, in order, as parts."""
    return {_ids(subject): " ".join(listed) for subject, listed in ids.items()}


def recent_said(entries: Iterable[Entry]) -> dict[str, object]:
    """Return those of records that were entered last as a part."""
    last = sorted(entries, key=lambda one: (one.record.entered.at, one.id))[-MANY:]
    return {RECENT: [encode(one) for one in last]}


def in_the_way_said(texts: Mapping[str, Text | None]) -> dict[str, object]:
    """Return what stands in the way, by each open problem, as a part."""
    return {OPEN: {id: encode(text or "") for id, text in texts.items()}}


def marks_of(parts: Mapping[str, object]) -> dict[str, str]:
    """Return how parts are marked: each by what it says."""
    return {name: sha256(repr(one).encode()).hexdigest()[:16] for name, one in parts.items()}
