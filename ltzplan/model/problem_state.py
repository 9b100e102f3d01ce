"""A problem on a day: what its steps say."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TypeVar

from ltzplan.dataclass import dataclass
from ltzplan.model.due import DueDate, Pause, WithDueDates
from ltzplan.model.records import Entry, Order, Petition, Problem, Recheck, Record, Sort
from ltzplan.model.values import about

BEGINS = RAISED, OPEN = "raised", "open"
"""How a problem begins: to be sorted, or in a plan that sorts none just open."""
HELD = ("ordered", "received")
"""The states in which a unit holds the matter, so that its clock runs."""
IN_HAND = (*HELD, "answered")
OVER = ("closed", "dismissed")
"""The states in which nobody has to deal with a problem any more."""
_Kind = TypeVar("_Kind", bound=Record)


@dataclass(frozen=True, kw_only=True)
class ProblemStep:
    """What a record did to a problem in its turn."""

    entry: Entry = about("The record: a move, a session that took it up, or an order that was withdrawn.")
    day: date = about("The day of its turn; a reworded move keeps its first.")
    moved: bool = about("Whether it is a move in force.", default=True)
    state: str = about("The problem's state after it, of the life table.")
    units: Mapping[str, str] = about(
        "State of each unit that must answer, after it; none: nobody is assigned.", default_factory=dict
    )
    decided: Entry | None = about(
        "The session that decided on the problem, where nothing came of that yet.", default=None
    )


@dataclass(frozen=True, kw_only=True)
class ProblemState(WithDueDates):
    """A problem on a day."""

    id: str = about("Id of the record that raised it.")
    raised: Entry = about("The record that raised it.")
    problem: Problem = about("Its wording in force.")
    wordings: tuple[str, ...] = about("Ids of its wordings, the first one first.", default=())
    steps: tuple[ProblemStep, ...] = about("What its records did, in order.", default=())
    begins: str = about("The state in which it begins.", default=RAISED)

    @property
    def state(self) -> str:
        """Its state of the life table."""
        return self.steps[-1].state if self.steps else self.begins

    @property
    def open(self) -> bool:
        """Whether somebody still has to deal with it."""
        return self.state not in OVER

    @property
    def tasks(self) -> tuple[str, ...]:
        """Ids of its tasks."""
        return self.problem.tasks

    @property
    def follows(self) -> str | None:
        """Id of the closed problem that it opened again."""
        raised = self.raised.record
        return raised.follows if isinstance(raised, Problem) else None

    @property
    def moved(self) -> bool:
        """Whether it is elsewhere than where problems begin."""
        return self.state not in BEGINS

    @property
    def ordered(self) -> bool:
        """Whether an order was ever given."""
        return bool(self.orders)

    @property
    def units(self) -> Mapping[str, str]:
        """State of each unit that must answer."""
        return self.steps[-1].units if self.steps else {}

    @property
    def decided(self) -> Entry | None:
        """The session that decided on it, where nothing came of that yet."""
        return self.steps[-1].decided if self.steps else None

    @cached_property
    def moves(self) -> tuple[ProblemStep, ...]:
        """What moved it, in order."""
        return tuple(step for step in self.steps if step.moved)

    def _moves_of(self, kind: type[_Kind]) -> list[tuple[Entry, _Kind]]:
        moves = (one.entry for one in self.moves)
        return [(one, one.record) for one in moves if isinstance(one.record, kind)]

    @property
    def last_move(self) -> str:
        """Id that the next move answers; a petition may speak of other problems too."""
        own = (one.entry.id for one in reversed(self.moves) if not isinstance(one.entry.record, Petition))
        return next(own, self.id)

    @cached_property
    def sorted_by(self) -> Entry | None:
        """The record of the last sorting."""
        return next((entry for entry, _ in reversed(self._moves_of(Sort))), None)

    @cached_property
    def sort(self) -> Sort | None:
        """The sorting in force; None where it is not sorted, or dismissed."""
        last = self.sorted_by.record if self.sorted_by else None
        return last if isinstance(last, Sort) and not last.dismissed else None

    @property
    def needs(self) -> str | None:
        """Id of the need of its sorting in force; None: it is not sorted, or handed back."""
        return self.sort.needs if self.sort else None

    @property
    def began(self) -> date:
        """The day from which it has been open."""
        return self.raised.record.date.last

    @cached_property
    def orders(self) -> tuple[Entry, ...]:
        """Every order given, in order."""
        return tuple(entry for entry, _ in self._moves_of(Order))

    @cached_property
    def order(self) -> Order | None:
        """The order in force; None: nobody is assigned."""
        orders = self._moves_of(Order) if self.units else []
        return orders[-1][1] if orders else None

    @cached_property
    def petition(self) -> Entry | None:
        """The petition that waits for its answer."""
        letters = self._moves_of(Petition) if self.state == "waiting" else []
        return letters[-1][0] if letters else None

    @property
    def before(self) -> str:
        """The state before its last petition."""
        states = [self.begins, *(one.state for one in self.moves)]
        asked = (at for at, one in enumerate(self.moves) if isinstance(one.entry.record, Petition))
        return states[max(asked, default=0)]

    @cached_property
    def dues(self) -> tuple[DueDate, ...]:
        """Its due dates, the first one first."""
        setting = (one for one in self.moves if one.state != "closed")
        said = ((one.day, getattr(one.entry.record, "due", None)) for one in setting)
        return tuple(DueDate(day, due) for day, due in said if due)

    def pauses(self, unit: str | None = None) -> tuple[Pause, ...]:
        """The runs of days on which no unit held the matter, or a certain one did not (effect-2)."""
        found = [Pause(entry=self.raised, since=self.raised.day)]
        for one in self.moves:
            state = one.units.get(unit) if unit and one.state != "waiting" else one.state
            if state in HELD and found[-1].until is None:
                found[-1] = replace(found[-1], until=one.day)
            elif state not in HELD and found[-1].until is not None:
                found.append(Pause(entry=one.entry, since=one.day))
        return tuple(found)

    @cached_property
    def returns(self) -> int:
        """How often it was returned."""
        return sum(check.verdict == "return" for _, check in self._moves_of(Recheck))

    @cached_property
    def answered_on(self) -> date | None:
        """The day of the last done reply of a full set."""
        found = None
        for one in self.moves:
            if one.state == "answered":
                found = found or one.day
            elif one.state != "closed":
                found = None
        return found

    @property
    def closed_on(self) -> date | None:
        """The day it was accepted."""
        return self.moves[-1].day if self.state == "closed" else None

    def age(self, as_of: date) -> int:
        """Days since it was raised; once it has ended, those that it was open."""
        return ((as_of if self.open else self.moves[-1].day) - self.raised.day).days
