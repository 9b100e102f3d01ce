"""What the records add up to on a day."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple

from ltzplan.dataclass import dataclass
from ltzplan.model.problem_state import BEGINS, IN_HAND, OVER, ProblemState
from ltzplan.model.records import Entry
from ltzplan.model.task_state import TaskState
from ltzplan.model.values import about


@dataclass(frozen=True, kw_only=True)
class Skip:
    """A record without effect, and why: it arrived by a merge and nothing stops for it."""

    entry: Entry = about("The record.")
    code: str = about("The reason.")
    state: str | None = about("The state that it met.", default=None)
    possible: tuple[str, ...] = about("The moves that a problem was open to then.", default=())


class Glance(NamedTuple):
    """What tells whether a question needs a problem, and how it stands beside others."""

    state: str
    """Its state of the life table."""
    tasks: Sequence[str]
    """Ids of its tasks."""
    ordered: bool = False
    """Whether an order was ever given."""
    reworded: Sequence[str] = ()
    """Ids of its later wordings."""
    follows: str | None = None
    """Id of the closed problem that it opened again."""
    needs: str | None = None
    """Id of the need of its sorting in force, while it is open."""
    day: str = ""
    """The last day of when it was raised, where there is a need."""

    @property
    def began(self) -> date:
        """The day from which it has been open, where there is a need."""
        return date.fromisoformat(self.day)

    @property
    def open(self) -> bool:
        """Whether somebody still has to deal with it."""
        return self.state not in OVER

    @property
    def moved(self) -> bool:
        """Whether it is elsewhere than where problems begin."""
        return self.state not in BEGINS


Seen = Glance | ProblemState


class Problems(Mapping[str, ProblemState]):
    """Problems by id, in order; each is read when a question needs it."""

    def __init__(self, glances: Mapping[str, Seen], read: Callable[[str], ProblemState]) -> None:
        """Take a glance of each, and what reads one."""
        self.glances, self._read = glances, read

    def __getitem__(self, id: str) -> ProblemState:
        """Return a problem; KeyError for none."""
        if id not in self.glances:
            raise KeyError(id)
        return self._read(id)

    def __iter__(self) -> Iterator[str]:
        """Return their ids."""
        return iter(self.glances)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.glances)

    @cached_property
    def open(self) -> tuple[ProblemState, ...]:
        """Those with which somebody still has to deal, in order."""
        return tuple(map(self.__getitem__, self.glances_of_open))

    @cached_property
    def moved(self) -> tuple[ProblemState, ...]:
        """The open ones that are elsewhere than where problems begin, in order."""
        return tuple(self[id] for id, one in self.glances_of_open.items() if one.moved)

    @cached_property
    def held(self) -> tuple[ProblemState, ...]:
        """Those which units have, or have answered, in order."""
        return tuple(self[id] for id, one in self.glances_of_open.items() if one.state in IN_HAND)

    @cached_property
    def ordered(self) -> tuple[ProblemState, ...]:
        """Those of which an order was ever given, in order."""
        return tuple(self[id] for id, one in self.glances.items() if one.ordered)

    def of(self, task: str) -> tuple[ProblemState, ...]:
        """The problems of a task, in order."""
        return tuple(self[id] for id, one in self.glances.items() if task in one.tasks)

    def open_of(self, task: str) -> tuple[ProblemState, ...]:
        """The open problems of a task, in order."""
        return tuple(map(self.__getitem__, self.open_ids_of(task)))

    def moved_of(self, task: str) -> tuple[ProblemState, ...]:
        """Those of a task that are elsewhere than where problems begin, in order."""
        return tuple(self[id] for id in self.open_ids_of(task) if self.glances[id].moved)

    def open_ids_of(self, task: str) -> Sequence[str]:
        """Ids of the open problems of a task, in order."""
        return self._open_of.get(task, ())

    def glances_of(self, task: str) -> Iterator[Seen]:
        """A glance of each of the open problems of a task, in order."""
        return (self.glances_of_open[id] for id in self.open_ids_of(task))

    @cached_property
    def glances_of_open(self) -> Mapping[str, Seen]:
        """A glance of each of the open ones, in order."""
        return {id: one for id, one in self.glances.items() if one.open}

    @cached_property
    def _open_of(self) -> Mapping[str, Sequence[str]]:
        found: dict[str, list[str]] = {}
        for id, one in self.glances_of_open.items():
            for task in dict.fromkeys(one.tasks):
                found.setdefault(task, []).append(id)
        return found


@dataclass(frozen=True, kw_only=True)
class State:
    """Everything that the records say on a day."""

    as_of: date = about("The day.")
    tasks: Mapping[str, TaskState] = about("Every task of the plan by id.")
    problems: Problems = about("Every problem by id, in order.")
    entries: Sequence[Entry] = about("The records in force, in order.")
    ids: Collection[str] = about("Ids of every record that there is, in force or not.", default=frozenset())
    dead: Mapping[str, Entry] = about("Records withdrawn or replaced, and by what.")
    skipped: tuple[Skip, ...] = about("Records without effect.")
    sessions: tuple[Entry, ...] = about("Dispatches held or put off, in order.", default=())
    papers: tuple[Entry, ...] = about("Papers issued, in order.", default=())

    @cached_property
    def ineffective(self) -> frozenset[str]:
        """Ids of the records without effect."""
        return frozenset(one.entry.id for one in self.skipped)

    def in_force(self, id: str) -> bool:
        """Whether a record is there, neither withdrawn nor replaced, and has effect."""
        return id in self.ids and id not in self.dead and id not in self.ineffective

    @cached_property
    def orders(self) -> tuple[Entry, ...]:
        """The orders in force, by day and then as they were entered."""
        given = {entry.id: entry for one in self.problems.ordered for entry in one.orders}
        return tuple(
            sorted(given.values(), key=lambda one: (one.day, one.record.entered.at, one.file, one.index))
        )
