"""Days and periods as people type them, with marks of an invented language beside the usual ones."""

from datetime import date

import pytest

from ltzplan.issues import Issue
from ltzplan.rules.typed_days import MARKS, day, period

SAID = {"年": "y", "月": "m", "日": "d", "底": "e", "季": "q", "半年": "h", "上半年": "h 1", "第": "", "of": "", "july": "7 m", "end": "e", "上旬": "10 d", "下旬": "e"}
WORDS = SAID | {name: mark for name, mark in MARKS.items() if mark[:1] in "+-"}
TODAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("typed", "past", "ahead"),
    [
        ("2020-07-31", "2020-07-31", "2020-07-31"), ("2020年7月31日", "2020-07-31", "2020-07-31"), ("7月31日", "2026-07-31", "2027-07-31"),
        ("11月27日", "2026-11-27", "2026-11-27"), ("11月", "2026-11", "2026-11"), ("7月", "2026-07", "2027-07"), ("2020年", "2020", "2020"),
        ("20年7月", "2020-07", "2020-07"), ("31日", "2026-10-31", "2026-12-31"), ("月底", "2026-10-31", "2026-11-30"), ("年底", "2025-12-31", "2026-12-31"),
        ("2020年底", "2020-12-31", "2020-12-31"), ("end of 2020", "2020-12-31", "2020-12-31"), ("底", None, None), ("end of", None, None), ("7月底", "2026-07-31", "2027-07-31"), ("end of 月", "2026-10-31", "2026-11-30"),
        ("2月29日", "2024-02-29", "2028-02-29"), ("2月30日", None, None), ("2020年2月30日", None, None), ("13月", None, None),
        ("today", "2026-11-27", "2026-11-27"), ("yesterday", "2026-11-26", "2026-11-26"), ("last_month", "2026-10", "2026-10"),
        ("last_year", "2025", "2025"), ("last_month底", "2026-10-31", "2026-10-31"), ("二〇二〇年七月三十一日", "2020-07-31", "2020-07-31"),
        ("十月", "2026-10", "2027-10"), ("十一月廿一日", "2026-11-21", "2027-11-21"), ("2020/7/31", "2020-07-31", "2020-07-31"),
        ("2020.7", "2020-07", "2020-07"), ("20200731", "2020-07-31", "2020-07-31"), ("202007", "2020-07", "2020-07"), ("201007", None, None),
        ("july 31, 2020", "2020-07-31", "2020-07-31"), ("31 july", "2026-07-31", "2027-07-31"), ("july 2020", "2020-07", "2020-07"),
        ("7/31", "2026-07-31", "2027-07-31"), ("31/7/2020", "2020-07-31", "2020-07-31"), ("7/7", "2026-07-07", "2027-07-07"),
        ("end of july 2020", "2020-07-31", "2020-07-31"), ("2020年三季底", "2020-09-30", "2020-09-30"), ("end of q 3 2020", None, None),
        ("三季底", "2026-09-30", "2027-09-30"), ("四季底", "2026-12-31", "2026-12-31"), ("5季底", None, None), ("2020年7月上旬", "2020-07-10", "2020-07-10"),
        ("上旬 of july 2020", "2020-07-10", "2020-07-10"), ("7月下旬", "2026-07-31", "2027-07-31"), ("31/31", None, None), ("junk", None, None), ("", None, None), ("百日", None, None),
    ],
)  # fmt: skip
def test_a_day_without_its_year_is_the_nearest_on_the_side_where_it_lies(typed, past, ahead):
    assert day(typed, WORDS, TODAY) == past
    assert day(typed, WORDS, TODAY, ahead=True) == ahead


def test_of_two_numbers_the_month_is_first_where_the_language_has_it_so():
    """Elsewhere both readings are told; and everywhere where the year comes last."""
    assert day("7/8", WORDS, TODAY, month_first=True) == "2026-07-08"
    both = Issue(code="ambiguous_date", params={"value": "7/8", "one": "2026-07-08", "other": "2026-08-07"})
    assert day("7/8", WORDS, TODAY) == both
    assert isinstance(day("7/8/2020", WORDS, TODAY, month_first=True), Issue)


@pytest.mark.parametrize(
    ("typed", "cycle", "read"),
    [
        ("2020Q3", None, "2020Q3"), ("2020-07", None, "2020-07"), ("7月", None, "2026-07"), ("12月", None, "2025-12"), ("2020年", None, "2020"),
        ("三季", None, "2026Q3"), ("2020年第3季", None, "2020Q3"), ("上半年", None, "2026H1"), ("2020年上半年", None, "2020H1"), ("last_quarter", None, "2026Q3"),
        ("10", "monthly", "2026-10"), ("12", "monthly", "2025-12"), ("3", "quarterly", "2026Q3"), ("2", "half_yearly", "2026H2"), ("10", "yearly", None),
        ("10", None, None), ("13", "monthly", None), ("5", "quarterly", None), ("2020年5季", None, None), ("7月31日", None, None), ("junk", None, None),
    ],
)  # fmt: skip
def test_a_period_without_its_year_is_the_latest_that_has_begun(typed, cycle, read):
    assert period(typed, WORDS, TODAY, cycle) == read


def test_a_quarter_that_has_not_begun_is_last_year_s():
    assert period("四季", WORDS, date(2026, 7, 1)) == "2025Q4"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("4月", "2026-04"), ("12月", "2026-12"), ("1月", "2026-01"), ("二季", "2026Q2"), ("上半年", "2026H1"), ("last_month", "2026-02"),
        ("2025年4月", None), ("2020年4月", None), ("9月31日", None),
    ],
)  # fmt: skip
def test_a_period_without_its_year_is_the_nearest_within_some_days(typed, read):
    """In March April is to come; a year that is said stays, however far; where none lies within it is the latest."""
    within = (date(2026, 1, 1), date(2026, 12, 31))
    found = period(typed, WORDS, date(2026, 3, 10), "monthly", within)
    assert found == (read or period(typed, WORDS, date(2026, 3, 10), "monthly"))


def test_of_a_plan_of_years_the_period_nearest_to_today_is_meant():
    within = (date(2024, 1, 1), date(2028, 12, 31))
    assert [period(one, WORDS, date(2026, 3, 10), None, within) for one in ("4月", "12月", "3月")] == ["2026-04", "2025-12", "2026-03"]
    assert period("4月", WORDS, date(2030, 3, 10), None, within) == "2028-04"
