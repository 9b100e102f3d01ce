"""Duties in time: periods, report days, the next dispatch (demands-2)."""

import pytest
from ltzplan.rules.rhythm import bounds, cycles_between, due_on, label, next_dispatch, period_of, read_label

from tests.build import on, plan


def test_december_is_due_in_january():
    """demands-2 (local): the month after the year's last is the next year's first."""
    assert due_on(plan(due_day=10, of="next_month"), period_of(on("2020-12-31"), "monthly")) == on("2021-01-10")


def test_the_31st_of_a_shorter_month_is_its_last_day():
    """demands-2 (local): a report day that a month does not have."""
    assert due_on(plan(due_day=31), period_of(on("2020-02-01"), "monthly")) == on("2020-02-29")


@pytest.mark.parametrize(
    ("cycle", "name", "following"),
    [
        ("monthly", "2020-12", "2021-01"),
        ("quarterly", "2020Q4", "2021Q1"),
        ("half_yearly", "2020H2", "2021H1"),
        ("yearly", "2020", "2021"),
    ],
)
def test_the_next_dispatch_is_the_next_period(cycle, name, following):
    """demands-2: in the plan's own cycle."""
    assert label(period_of(on("2020-12-31"), cycle), cycle) == name
    assert next_dispatch(plan(dispatch=cycle), on("2020-12-31")) == following


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        ("2020-01-15", "2020-02-14", 0),
        ("2020-01-15", "2020-02-15", 1),
        ("2020-01-31", "2020-02-29", 1),
        ("2020-01-31", "2020-04-30", 3),
        ("2020-12-15", "2021-01-15", 1),
        ("2020-06-30", "2020-01-01", 0),
    ],
)
def test_whole_cycles_are_counted(first, last, months):
    """escalate_after (local): from day to day; a month's end stands for the days that it lacks."""
    assert cycles_between(on(first), on(last), "monthly") == months
    assert cycles_between(on(first), on(last), "quarterly") == months // 3


@pytest.mark.parametrize(
    ("name", "cycle", "first", "last"),
    [
        ("2020-02", "monthly", "2020-02-01", "2020-02-29"),
        ("2020Q4", "quarterly", "2020-10-01", "2020-12-31"),
        ("2020H1", "half_yearly", "2020-01-01", "2020-06-30"),
        ("2020", "yearly", "2020-01-01", "2020-12-31"),
    ],
)
def test_a_period_has_a_name_and_two_ends(name, cycle, first, last):
    """demands-2: half years end on 06-30 and 12-31."""
    assert read_label(name) == (period_of(on(last), cycle), cycle)
    assert label(*read_label(name)) == name
    assert bounds(*read_label(name)) == (on(first), on(last))


@pytest.mark.parametrize("text", ["2020-13", "2020-1", "2020Q5", "2020Q", "2020H3", "20", "0000", "２０２０", "", "2020-07-01"])
def test_what_is_no_period(text):
    with pytest.raises(ValueError):
        read_label(text)
