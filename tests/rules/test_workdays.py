"""Working days (local): weekends, holidays and make-up days, and nothing beyond what the table lists."""

from datetime import timedelta

import pytest

from ltzplan.issues import LtzError
from ltzplan.rules.workdays import add_working_days, next_working_day
from tests.build import on


@pytest.mark.parametrize(
    ("start", "n", "day"),
    [
        ("2020-06-08", 0, "2020-06-08"),
        ("2020-06-08", 4, "2020-06-12"),
        ("2020-06-12", 1, "2020-06-15"),
        ("2020-01-17", 1, "2020-01-19"),
        ("2020-09-25", 1, "2020-09-27"),
        ("2020-09-30", 1, "2020-10-09"),
        ("2020-09-30", 2, "2020-10-10"),
        ("2020-01-23", 1, "2020-02-03"),
        ("2018-12-28", 1, "2018-12-29"),
        ("2019-12-31", 1, "2020-01-02"),
    ],
)
def test_make_up_days_count_and_holidays_do_not(start, n, day):
    """The eight days of 2020-10-01, the Sunday worked before them, the longer spring festival of 2020."""
    assert add_working_days(on(start), n, "CN") == on(day)


@pytest.mark.parametrize(
    "day", ["2018-12-29", "2019-02-02", "2019-02-03", "2019-04-28", "2019-05-05", "2019-09-29", "2019-10-12"]
)
def test_make_up_days_of_2019(day):
    """Those of the two notices for 2019; the second moved the days of May and is what the lower bound knows."""
    assert next_working_day(on(day) - timedelta(days=1), "CN") == on(day)


def test_a_year_that_the_table_does_not_list_is_said_not_guessed():
    with pytest.raises(LtzError) as raised:
        add_working_days(on("2098-12-25"), 5, "CN")
    assert raised.value.issues[0].code == "no_working_days"
    assert raised.value.issues[0].params == {"year": "2098", "country": "CN"}


def test_only_the_years_that_a_count_enters_matter():
    """From the last day of the first year without a decree on, the count stands in listed years only."""
    assert add_working_days(on("2000-12-31"), 1, "CN") == on("2001-01-02")
    with pytest.raises(LtzError):
        add_working_days(on("2000-12-30"), 1, "CN")


def test_a_country_that_moves_no_days_needs_no_decree():
    assert add_working_days(on("2098-12-24"), 1, "DE") == on("2098-12-29")


def test_a_country_without_a_table_is_refused():
    with pytest.raises(LtzError) as raised:
        add_working_days(on("2020-06-08"), 1, "ZZ")
    assert raised.value.issues[0].code == "unknown_country"


def test_the_next_working_day():
    """Null where the table does not list the year; without a country the next day."""
    assert next_working_day(on("2020-09-30"), "CN") == on("2020-10-09")
    assert next_working_day(on("2098-12-25"), "CN") is None
    assert next_working_day(on("2020-09-30"), None) == on("2020-10-01")
