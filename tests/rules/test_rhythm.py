"""Duties in time: periods, report days, the next dispatch (demands-2)."""

import pytest

from ltzplan.rules.clock import ONE_DAY
from ltzplan.rules.rhythm import (
    cycle_of,
    cycles_between,
    days_of,
    dispatches,
    due_on,
    first_and_last_day,
    is_of,
    issued_from,
    label,
    last_dispatch,
    last_due,
    last_month,
    overlaps,
    period_of,
    read_label,
    span,
)
from ltzplan.rules.silence import owed
from tests.build import on, plan, session, state, update


def test_december_is_due_in_january():
    """demands-2 (local): the month after the year's last is the next year's first."""
    assert due_on(plan(due_day=10, of="next_month"), period_of(on("2020-12-31"), "monthly"), "monthly") == on("2021-01-10")


def test_the_31st_of_a_shorter_month_is_its_last_day():
    """demands-2 (local): a report day that a month does not have."""
    assert due_on(plan(due_day=31), period_of(on("2020-02-01"), "monthly"), "monthly") == on("2020-02-29")


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
    assert first_and_last_day(*read_label(name)) == (on(first), on(last))


@pytest.mark.parametrize("cycle", ["4 months", "24 months", "03-31 09-30", "06-15", "01-15 04-30 12-31"])
def test_the_periods_of_any_cycle_follow_each_other_and_are_read_again_by_name(cycle):
    """Of more than two ends a year a name tells the end before it and its own: its days are those of the plan all the same."""
    day = on("2019-12-20")
    for at in range(period_of(day, cycle), period_of(day, cycle) + 5):
        first, last = first_and_last_day(at, cycle)
        assert {period_of(one, cycle) for one in (first, last)} == {at}
        assert first_and_last_day(at + 1, cycle)[0] == last + ONE_DAY
        assert span([label(at, cycle)]) == (first, last)
        assert is_of(label(at, cycle), cycle)
        assert not is_of(label(at, cycle), "monthly")


@pytest.mark.parametrize(
    ("said", "cycle"),
    [
        ("monthly", "monthly"), ("3 months", "quarterly"), ("12 months", "yearly"), ("2 months", "2 months"), ("36 months", "36 months"),
        ("09-30 03-31 03-31", "03-31 09-30"), ("5 months", None), ("18 months", None), ("02-29", None), ("13-01", None), ("weekly", None), ("", None),
    ],
)  # fmt: skip
def test_how_a_cycle_may_be_said(said, cycle):
    assert cycle_of(said) == cycle


def test_a_report_on_a_period_of_days():
    """Due by the month of its last day, or the next; what has ended but is not due yet is none that was due last."""
    ends = "06-15 12-31"
    late = plan(due_day=10, of="next_month", dispatch=ends)
    due = [due_on(late, period_of(on(day), ends), ends) for day in ("2020-06-15", "2020-06-16")]
    assert due == [on("2020-07-10"), on("2021-01-10")]
    assert label(last_due(late, on("2020-07-09"), ends), ends) == "2019-06-16--2019-12-31"
    assert label(last_due(late, on("2020-07-10"), ends), ends) == "2020-01-01--2020-06-15"
    assert label(last_due(plan(dispatch=ends), on("2020-06-29"), ends), ends) == "2019-06-16--2019-12-31"
    assert [last_month(one) for one in ("2020Q2", "2020-01-01--2020-06-15")] == ["2020-06", "2020-06-15"]
    owing = state(late, update(day="2020-06-01", office="north"), day="2021-01-10").tasks["T1"]
    assert owed(late, owing, on("2021-01-10")) == ("2020-06-16--2020-12-31",)


@pytest.mark.parametrize("text", ["2020-07--2020-09", "2020-07--2020-06", "2020-06--2020-07", "2020-07-01--2020-08", "2020-07--x", "2020-13", "2020-1", "2020Q5", "2020Q", "2020H3", "20", "0000", "２０２０", "", "2020-07-01"])
def test_what_is_no_period(text):
    with pytest.raises(ValueError):  # noqa: PT011 - its text is what was typed
        read_label(text)


# ---- dispatches held, papers of periods


def last(*records, **asked):
    """Give the day of the last dispatch, of a level and portfolio where asked."""
    the_plan = plan()
    found = last_dispatch(the_plan, state(the_plan, *records), **asked)
    return found and found.record.date.text


def test_R9_a_level_has_its_own_last_dispatch():
    """levels-1 to levels-4: of a portfolio its own or one of all of them; put off and joint meetings are none."""
    held = (
        session("2020-02-10", portfolio="works"), session("2020-03-10", portfolio="people"), session("2020-04-10", level="mayors"),
        session("2020-05-10", level="unit"), session("2020-06-10", form=None, put_off="2020-06", because="Flood"),
        session("2020-07-10", level=None, joint_meeting=True),
    )  # fmt: skip
    assert last(*held) == "2020-04-10"
    assert [last(*held, level=one) for one in ("unit", "deputies", "mayors")] == ["2020-05-10", "2020-03-10", "2020-04-10"]
    assert [last(*held, level="deputies", portfolio=one) for one in ("works", "people")] == ["2020-02-10", "2020-03-10"]
    of_all = session("2020-03-20")
    assert last(*held, of_all, level="deputies", portfolio="works") == "2020-03-20"
    assert (last(held[0], level="mayors"), last()) == (None, None)


@pytest.mark.parametrize(
    ("periods", "day"), [(("2020-06",), "2020-07-01"), (("2020Q2", "2020H1"), "2020-07-01"), (("2020Q2", "2020"), "2021-01-01")]
)
def test_R12_a_paper_can_be_issued_the_day_after_its_periods(periods, day):
    """Local: of several, after the last of them."""
    assert issued_from(periods) == on(day)


def test_a_plan_goes_on_while_it_is_not_done():
    """Its days are from the signing to its end, or to today where that is over."""
    assert days_of(plan(), on("2020-06-30")) == (on("2020-01-01"), on("2020-12-31"))
    assert days_of(plan(), on("2021-02-01")) == (on("2020-01-01"), on("2021-02-01"))


@pytest.mark.parametrize(("period", "there"), [("2019-12", False), ("2020-01", True), ("2019Q4", False), ("2020", True), ("2021Q1", False)])
def test_a_period_overlaps_days_where_it_shares_one(period, there):
    assert overlaps(period, days_of(plan(), on("2020-06-30"))) == there


def test_a_plan_dispatches_by_a_level_or_in_a_rhythm():
    assert [dispatches(plan(levels=levels, dispatch=cycle)) for levels, cycle in (((), "monthly"), ((), None))] == [True, False]
    assert dispatches(plan(dispatch=None))
