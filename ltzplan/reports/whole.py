"""What is all that is known on a day, as tables that name each other?"""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from ltzplan.dataclass import dataclass
from ltzplan.model.plan import Plan
from ltzplan.model.state import State
from ltzplan.model.values import Day, about
from ltzplan.reports.listing import LISTS, listing
from ltzplan.reports.rows import Rows, rows_of
from ltzplan.rules.ledger import Ledger
from ltzplan.rules.life import move_of

RECORDED = ("problems", "orders", "petitions", "sessions", "papers")
"""The lists whose rows are each a record."""
KEYLESS = ("silent", "dated", "doubts", "lives", "figures")
"""The tables whose rows no other names: several may be of one id."""


@dataclass(frozen=True, kw_only=True)
class LifeRow:
    """A step in the life of a problem, and the state that it came to."""

    problem: str = about("Id of the problem.")
    date: date = about("The day of the step.")
    record: str = about("Id of the record that says so.")
    move: str | None = about("The move.", words="move")
    unit: str | None = about("Id of the unit that made it; null: another did.", refers="units")
    state: str = about("State in the life table after it.", words="state")


@dataclass(frozen=True, kw_only=True)
class FigureRow:
    """A percent as an office stated it of a task."""

    task: str = about("Id of the task.")
    part: str | None = about("Id of the part; null: the whole.")
    city: str | None = about("Id of the city; null: all.", refers="cities")
    measure: str | None = about("Id of what it measures.", refers="measures")
    date: Day = about("The day it speaks of.")
    percent: Decimal = about("Percent, 0 to 100.")
    office: str = about("Id of the office that stated it.", refers="offices")
    record: str = about("Id of the update that says so.")


def whole(plan: Plan, state: State, ledger: Ledger) -> Mapping[str, Rows[object]]:
    """Return every list by name, the lives of the problems and the figures of the tasks."""
    listed = {kind: listing(plan, state, ledger, kind) for kind in LISTS}
    return listed | {"lives": rows_of(LifeRow, _lives(state)), "figures": rows_of(FigureRow, _figures(state))}


def _lives(state: State) -> Iterator[LifeRow]:
    for id, one in state.problems.items():
        yield LifeRow(problem=id, date=one.raised.day, record=id, move=None, unit=None, state=one.begins)
        for step in one.moves:
            record = step.entry.record
            yield LifeRow(
                problem=id, date=step.day, record=step.entry.id, move=move_of(record), unit=getattr(record, "unit", None),
                state=step.state,
            )  # fmt: skip


def _figures(state: State) -> Iterator[FigureRow]:
    for id, task in state.tasks.items():
        for one in sorted(task.figures, key=lambda figure: figure.date.last):
            yield FigureRow(
                task=id, **vars(one.piece), date=one.date, percent=one.percent, office=one.office, record=one.entry.id
            )  # fmt: skip
