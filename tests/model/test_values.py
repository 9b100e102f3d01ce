"""Days, months and years as they are written."""

from datetime import date

import pytest

from ltzplan.model.values import Day, Duration, as_text, folded


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2020-02-29", date(2020, 2, 29), date(2020, 2, 29)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2021-02", date(2021, 2, 1), date(2021, 2, 28)),
        ("2020", date(2020, 1, 1), date(2020, 12, 31)),
    ],
)
def test_a_day_month_or_year_counts_from_its_last_day(text, first, last):
    """date: day, month or year; a month counts from its end. It stays as it was written."""
    assert Day.parse(text) == Day(text, first, last)


@pytest.mark.parametrize(
    "text",
    ["", "20", "2020-", "2020-1", "2020-13", "2020-00", "2021-02-29", "2020-02-30", "0000", " 2020", "2020-02-01 ", "2020/02",
     "2020-2-1", "２０２０", "20200201", "2020-02-01T00:00", "-2020", "2020-02-01\n"],
)  # fmt: skip
def test_anything_else_is_no_date(text):
    """Impossible dates, full-width digits, other forms."""
    with pytest.raises(ValueError, match=r".*"):
        Day.parse(text)


def test_a_day_of_the_calendar_is_one_whole_day():
    """As-of is a day."""
    assert Day.of(date(2020, 2, 29)) == Day.parse("2020-02-29")


@pytest.mark.parametrize(
    ("told", "read"),
    [
        ("A1", "A1"),
        ("路基", "路基"),
        ("路基".encode().decode("ascii", "surrogateescape"), "路基"),
        ("\udcff", "\udcff"),
    ],
)
def test_faults_A5_text_that_came_as_bytes(told: str, read: str) -> None:
    """What a terminal sent as UTF-8 is read as such; what is none stays as it is, to be refused."""
    assert as_text(told) == read


@pytest.mark.parametrize("typed", ["North Roads", "NORTH roads", "Ｎorth　Roads"])
def test_bug_39_names_are_compared_without_case_and_width(typed: str) -> None:
    assert folded(typed) == folded("north roads")


def test_a_duration_is_counted_in_days_or_to_the_same_day_of_a_month():
    """Or to the last of a shorter month; nothing else is one, nor what leads beyond all dates."""
    after = {"1 day": "2020-02-01", "2 weeks": "2020-02-14", "1 month": "2020-02-29", "3 years": "2023-01-31"}
    assert {text: Duration.parse(text).after(date(2020, 1, 31)).isoformat() for text in after} == after
    for text in ("0 days", "soon", "1.5 years", "days"):
        with pytest.raises(ValueError, match=text):
            Duration.parse(text)
    for text in ("9999 years", "9999 weeks"):
        with pytest.raises(ValueError):  # noqa: PT011 - by the calendar, or by its end
            Duration.parse(text).after(date(9990, 1, 1))
