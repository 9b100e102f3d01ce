"""Working days of a country, make-up days included; what the table does not list is refused, not guessed."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from ltzplan.issues import refuse

if TYPE_CHECKING:
    from holidays import HolidayBase


def add_working_days(start: date, n: int, country: str) -> date:
    """Give the n-th working day after a day (local).

    `country` is an ISO 3166 code. LtzError `unknown_country` where there is no table of it,
    `no_working_days` where the count enters a year whose make-up days the table does not list.
    """
    table, day = _table(country), start
    while n > 0:
        day += timedelta(days=1)
        if not _lists(table, day.year):
            raise refuse("no_working_days", year=day.year, country=country)
        n -= table.is_working_day(day)
    return day


def next_working_day(day: date, country: str | None) -> date | None:
    """Give the working day after a day (local); None where the table does not list that year.

    Without a country every day is a working day.
    """
    if country is None:
        return day + timedelta(days=1)
    table = _table(country)
    first = day + timedelta(days=1)
    while _lists(table, first.year) and not table.is_working_day(first):
        first += timedelta(days=1)
    return first if _lists(table, first.year) else None


def working_days_passed(first: date, last: date, country: str | None) -> int:
    """Count the working days after a day up to another (local).

    Without a country, or in a year that the table does not list, every day is a working day.
    """
    table = None if country is None else _table(country)
    days = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
    return sum(table is None or not _lists(table, day.year) or table.is_working_day(day) for day in days)


def _table(country: str) -> "HolidayBase":
    import holidays  # noqa: PLC0415 - only where working days are counted

    try:
        return holidays.country_holidays(country)
    except NotImplementedError:
        raise refuse("unknown_country", country=country) from None


def _lists(table: "HolidayBase", year: int) -> bool:
    """Tell whether a year's holidays are known: where work is moved to weekends, each year by decree."""
    moved = (
        table.special_public_holidays if table.has_substituted_holidays else (date.min.year, table.end_year)
    )
    return bool(min(moved) <= year <= max(moved))
