"""How far from the plan a day may lie: beyond it is a slip of the pen."""

from collections.abc import Iterator
from datetime import MAXYEAR, MINYEAR, date
from functools import cache

from ltzplan.model.plan import Plan
from ltzplan.model.values import Day, last_of_month

YEARS, LONGEST = 20, 100
"""Years before the signing and after the end or the day of writing; and the longest plan."""


def horizon(plan: Plan, today: date) -> tuple[date, date]:
    """Give the first and the last day that a record or a question may name on a day (local)."""
    last = max(plan.header.ends.last, today)
    return moved(plan.header.signed.first, -YEARS), moved(last, YEARS)


@cache
def moved(day: date, years: int) -> date:
    """Give the same day some years before or after, as far as dates go."""
    year = min(max(day.year + years, MINYEAR), MAXYEAR)
    return date(year, day.month, min(day.day, last_of_month(year, day.month).day))


def is_far(day: Day, first: date, last: date) -> bool:
    """Tell whether a day, month or year lies wholly outside of two days."""
    return day.last < first or day.first > last


def far_days(statement: object, first: date, last: date) -> Iterator[tuple[str, Day]]:
    """Give the days of a statement, each with its field, that lie outside of two days."""
    for name, value in vars(statement).items():
        if isinstance(value, Day) and is_far(value, first, last):
            yield name, value
