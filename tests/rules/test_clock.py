"""Days late: the day after the date in force, at whose end a unit held the matter (effect-2)."""

import pytest

from ltzplan.model.due import DueDate, Pause
from ltzplan.model.values import Day
from ltzplan.rules.clock import days_late
from tests.build import on

DUE = ("2020-06-12", "2020-06-30")


def late(day, *pauses, dues=(DUE,)):
    dated = [DueDate(on(since), Day.parse(due)) for since, due in dues]
    paused = [Pause(entry=None, since=on(since), until=until and on(until)) for since, until in pauses]
    return days_late(dated, paused, on(day))


@pytest.mark.parametrize(("day", "days"), [("2020-06-12", 0), ("2020-06-30", 0), ("2020-07-01", 1), ("2020-07-31", 31)])
def test_days_are_counted_from_the_day_after(day, days):
    """effect-2: overdue begins the day after the due date."""
    assert late(day) == days


def test_without_a_date_none():
    """effect-2: nothing is late that has no date."""
    assert late("2020-12-31", dues=()) == 0


def test_a_month_is_due_at_its_end():
    """effect-2: a month or year counts from its last day."""
    assert late("2020-07-02", dues=(("2020-06-12", "2020-06"),)) == 2


@pytest.mark.parametrize(
    ("pause", "days"),
    [
        (("2020-06-20", "2020-06-25"), 10),
        (("2020-06-20", None), 0),
        (("2020-06-20", "2020-07-04"), 7),
        (("2020-07-04", "2020-07-06"), 8),
        (("2020-07-04", "2020-07-04"), 10),
        (("2020-07-04", None), 3),
        (("2020-07-10", None), 9),
        (("2020-07-11", None), 10),
    ],
)
def test_a_pause_takes_its_days_away(pause, days):
    """effect-2: from the day it begins to the day before a unit holds the matter again."""
    assert late("2020-07-10", pause) == days


def test_several_pauses():
    """effect-2: each takes its own days."""
    assert late("2020-07-10", ("2020-07-02", "2020-07-04"), ("2020-07-05", "2020-07-06"), ("2020-07-09", None)) == 5


def test_a_new_date_counts_from_the_day_it_was_set():
    """effect-2: what was late before stays late."""
    dues = (DUE, ("2020-07-04", "2020-07-08"))
    assert [late(f"2020-07-{day:02}", dues=dues) for day in (3, 4, 8, 9)] == [3, 3, 3, 4]


def test_a_nearer_date_makes_nothing_late_before_it_was_set():
    """effect-2: nobody was late by a date that nobody knew."""
    assert late("2020-06-25", dues=(DUE, ("2020-06-20", "2020-06-15"))) == 6


def test_two_dates_of_one_day():
    """effect-2: the last one set counts."""
    assert late("2020-07-05", dues=(DUE, ("2020-07-02", "2020-07-03"), ("2020-07-02", "2020-07-31"))) == 1


def test_a_pause_over_a_change_of_date():
    """effect-2: a pause counts against each date for the days in which that one was in force."""
    dues = (DUE, ("2020-07-05", "2020-07-06"))
    assert late("2020-07-10", ("2020-07-03", "2020-07-09"), dues=dues) == 2 + 2
