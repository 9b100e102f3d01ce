"""Percents: what was stated of what, and where two offices differ."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Literal

from ltzplan.dataclass import dataclass
from ltzplan.model.plan import Plan, Task
from ltzplan.model.records import Entry, Update
from ltzplan.model.task_state import Figure, Scope, TaskState, kept
from ltzplan.model.values import Counted, Day, about
from ltzplan.rules.rhythm import last_due, period_of


@dataclass(frozen=True, kw_only=True)
class Percent:
    """How far a task or a part has come, and by what word."""

    percent: Decimal | None = about("Percent; null while two offices differ.")
    basis: Literal["stated", "derived"] = about("Stated, or worked out from every part.")
    measure: str | None = about("What it measures.")
    date: Day = about("The day it speaks of.")
    figures: tuple[Figure, ...] = about("The figures that say so.")

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Give the updates that say so."""
        return tuple(figure.entry for figure in self.figures)


def fresh(plan: Plan, day: date, as_of: date) -> bool:
    """Tell whether a percent of a day is still to be relied upon (local).

    Not where more report periods than the plan allows were due since its own, after the plan's end too.
    """
    limit, cycle = plan.rhythm.reports.percent_fresh_for, plan.rhythm.reported
    return limit is None or cycle is None or last_due(plan, as_of, cycle) - period_of(day, cycle) <= limit


def latest(figures: Sequence[Figure], piece: Scope) -> tuple[Figure, ...]:
    """Give the figures of a piece that speak of the latest day, one an office: the last that it stated."""
    of_piece = [figure for figure in figures if figure.piece == piece]
    day = max(figure.date.last for figure in of_piece)
    newest = (figure for figure in of_piece if figure.date.last == day)
    return tuple({figure.office: figure for figure in newest}.values())


def differ(figures: Sequence[Figure]) -> bool:
    """Tell whether offices state different percents."""
    return len({figure.percent for figure in figures}) > 1


@kept
def disagreements(task: TaskState) -> tuple[tuple[Figure, ...], ...]:
    """Give, for each piece whose newest figures differ between offices, those figures."""
    pieces = dict.fromkeys(figure.piece for figure in task.figures)
    return tuple(found for piece in pieces if differ(found := latest(task.figures, piece)))


@dataclass(frozen=True, kw_only=True)
class Counting:
    """How many of what was promised are done."""

    count: Counted = about("How many, and of how many.")
    date: Day = about("The day that it speaks of.")


@kept
def counted(task: TaskState, part: str | None, city: str | None) -> Counting | None:
    """Give what was counted last of the whole, of a part or of a city's share, by the day that it speaks of."""
    updates = (one.record for one in reversed(task.reports) if isinstance(one.record, Update))
    found = (
        Counting(count=one.count, date=one.date)
        for one in updates
        if one.count and one.city == city and (part in one.parts if part else not one.parts)
    )
    return max(found, key=lambda one: one.date.last, default=None)


@kept
def stated(task: TaskState, part: str | None, city: str | None) -> Percent | None:
    """Give the newest percent stated of the whole, of a part or of a city's share."""
    of_it = [f for f in task.figures if (f.piece.part, f.piece.city) == (part, city)]
    if not of_it:
        return None
    newest = max(reversed(of_it), key=lambda figure: figure.date.last)
    figures = latest(task.figures, newest.piece)
    return Percent(
        percent=None if differ(figures) else newest.percent,
        basis="stated",
        measure=newest.piece.measure,
        date=newest.date,
        figures=figures,
    )


def percent_of(task: TaskState) -> Percent | None:
    """Give the percent of the whole: stated, else derived where every part has one measure."""
    return stated(task, None, None) or derived(task.task, task)


def counting(task: TaskState) -> frozenset[str]:
    """Return the ids of the updates whose figures give the percent of the whole, or might where another were not."""
    found = (stated(task, part, None) for part in (None, *task.task.parts))
    return frozenset(entry.id for one in found if one for entry in one.entries)


@kept
def apart(task: TaskState) -> tuple[str, ...]:
    """Return the ids of the updates with the newest percents of parts and cities that do not count for the whole."""
    percent, pieces = percent_of(task), dict.fromkeys(figure.piece for figure in task.figures)
    counted = {entry.id for entry in percent.entries} if percent else set[str]()
    newest = (latest(task.figures, piece) for piece in pieces if piece.part or piece.city)
    ids = dict.fromkeys(figure.entry.id for figures in newest for figure in figures)
    return tuple(id for id in ids if id not in counted)


def derived(task: Task, state: TaskState) -> Percent | None:
    """Give the weighted percent of all parts; None where one is missing or measures another thing."""
    found = {id: stated(state, id, None) for id in task.parts}
    parts = {id: part for id, part in found.items() if part and part.percent is not None}
    if not task.parts or len(parts) < len(task.parts):
        return None
    if len({part.measure for part in parts.values()}) > 1:
        return None
    weights = {id: task.parts[id].weight or Decimal(1) for id in parts}
    total = sum((weights[id] * (part.percent or 0) for id, part in parts.items()), Decimal(0))
    oldest = min(parts.values(), key=lambda part: part.date.last)
    percent = rounded(total / sum(weights.values()))
    return Percent(
        percent=percent,
        basis="derived",
        measure=oldest.measure,
        date=oldest.date,
        figures=tuple(figure for part in parts.values() for figure in part.figures),
    )


def rounded(percent: Decimal) -> Decimal:
    """Round to one decimal, half up: the one way in which a worked-out percent is shown."""
    return percent.quantize(Decimal("0.1"), rounding="ROUND_HALF_UP")
