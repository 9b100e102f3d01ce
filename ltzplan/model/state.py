"""What the records add up to on a day."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from functools import cached_property

from ltzplan.dataclass import dataclass
from ltzplan.model.problem_state import ProblemState
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


@dataclass(frozen=True, kw_only=True)
class State:
    """Everything that the records say on a day."""

    as_of: date = about("The day.")
    tasks: Mapping[str, TaskState] = about("Every task of the plan by id.")
    problems: Mapping[str, ProblemState] = about("Every problem by id, in order.")
    entries: Sequence[Entry] = about("The records in force, in order.")
    ids: AbstractSet[str] = about("Ids of every record that there is, in force or not.", default=frozenset())
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
        given = {entry.id: entry for one in self.problems.values() for entry in one.orders}
        return tuple(
            sorted(given.values(), key=lambda one: (one.day, one.record.entered.at, one.file, one.index))
        )

    def problems_of(self, task: str) -> tuple[ProblemState, ...]:
        """The open problems of a task."""
        return tuple(self._open.get(task, ()))

    @cached_property
    def _open(self) -> Mapping[str, list[ProblemState]]:
        found: dict[str, list[ProblemState]] = {}
        for one in self.problems.values():
            for task in dict.fromkeys(one.problem.tasks if one.open else ()):
                found.setdefault(task, []).append(one)
        return found
