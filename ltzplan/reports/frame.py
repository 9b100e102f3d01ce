"""What stands round every report: its day, and what it was made from."""

from datetime import date

from ltzplan.dataclass import dataclass
from ltzplan.model.state import State
from ltzplan.model.values import about


@dataclass(frozen=True, kw_only=True)
class Ineffective:
    """A record without effect on the day."""

    record: str = about("Id.")
    code: str = about("Why.")
    state: str | None = about("The state that it met.")
    office: str | None = about("Id of the office that entered it.", refers="offices", default=None)
    by: str = about("Who typed it.", default="")


@dataclass(frozen=True, kw_only=True)
class Read:
    """What a report was made from."""

    tasks: int = about("Tasks read, of every origin.")
    records: int = about("Records read.")
    skipped: int = about("Records without effect on that day.")
    without_effect: tuple[Ineffective, ...] = about("These records.", default=())
    uncommitted: int = about("Files of the data folder that differ from the commit.")
    absent: int = about("Files that git has and left out of the folder: a sparse checkout.", default=0)
    unwatched: int = about("Files read that git was told not to look at: ignored or marked.", default=0)
    refused: bool = about("Git would not read the repository.", default=False)


@dataclass(frozen=True, kw_only=True)
class Frame:
    """The day, the knowledge and the sources of a report."""

    plan: str = about("Id of the plan.")
    as_of: date = about("The day that is asked about.")
    known_on: date | None = about("The day by whose end it was entered; null: all of it.")
    commit: str | None = about("The commit that is checked out, or was asked for; null: none.")
    read: Read = about("What was read.")


def without_effect(state: State) -> tuple[Ineffective, ...]:
    """The records of a state that have no effect, in order."""
    told = ((one, one.entry.record.entered) for one in state.skipped)
    return tuple(
        Ineffective(record=one.entry.id, code=one.code, state=one.state, office=entered.office, by=entered.by)
        for one, entered in told
    )
