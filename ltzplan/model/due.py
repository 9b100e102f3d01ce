"""Due dates, and the runs of days on which they do not count."""

from abc import ABC, abstractmethod
from datetime import date

from ltzplan.dataclass import dataclass
from ltzplan.model.records import Entry
from ltzplan.model.values import Day, about


@dataclass(frozen=True, kw_only=True)
class Pause:
    """A run of days on which no unit held the matter.

    A claim or an answer was being checked, a higher authority was asked, or it waited to be ordered.
    """

    entry: Entry = about("The record that began it: of a task, the claim.")
    since: date = about("The day it began.")
    until: date | None = about("The day a unit held the matter again; null: it lasts.", default=None)


@dataclass(frozen=True)
class DueDate:
    """A due date, and the day from which it is in force; None: from then on there is none."""

    since: date
    due: Day | None


class WithDueDates(ABC):
    """What has due dates, of which the last is in force."""

    @property
    @abstractmethod
    def dues(self) -> tuple[DueDate, ...]:
        """Its due dates, the first one first."""

    @property
    def due(self) -> Day | None:
        """The due date in force."""
        return self.dues[-1].due if self.dues else None

    @property
    def first_due(self) -> Day | None:
        """The first due date, which no extension or decision wipes out."""
        return self.dues[0].due if self.dues else None
