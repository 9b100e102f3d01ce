"""Due dates, and the runs of days on which they do not count."""

from dataclasses import dataclass
from datetime import date

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
    """A due date, and the day from which it is in force."""

    since: date
    due: Day
