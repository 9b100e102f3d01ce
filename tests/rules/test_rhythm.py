"""Duties in time: reports owed, periods, the next dispatch (demands-2)."""

import pytest
from ltzplan.rules.rhythm import bounds, cycles_between, due_on, issued_from, label, last_dispatch, owed, period_of, read_label

from tests.build import claim, on, plan, recheck, session, state, task, update


def months(*records, day="2020-06-30", **given):
    """Give what T1 owes on a day, of a plan signed on 2020-01-01 unless told otherwise."""
    the_plan = plan(task(), **given)
    return owed(the_plan, state(the_plan, *records, day=day).tasks["T1"], on(day))


def test_months_are_owed_from_the_signing_on():
    """levels-1, demands-2: each month from that of signing, its report due at the month's end."""
    assert months(day="2020-03-31", signed="2020-01-20") == ("2020-01", "2020-02", "2020-03")


def test_a_month_is_owed_once_its_report_day_has_come():
    """demands-2: due at the end of its report day: as-of takes in the whole day."""
    assert months(day="2020-03-30") == ("2020-01", "2020-02")
    assert months(day="2020-03-31")[-1] == "2020-03"


@pytest.mark.parametrize(("day", "last"), [("2020-03-24", "2020-02"), ("2020-03-25", "2020-03")])
def test_a_report_day_within_the_month(day, last):
    """demands-2 (local): due_day 25 of the same month."""
    assert months(day=day, due_day=25)[-1] == last


@pytest.mark.parametrize(("day", "last"), [("2020-03-09", "2020-01"), ("2020-03-10", "2020-02")])
def test_a_report_day_in_the_next_month(day, last):
    """demands-2 (local): due_day 10 of the month after."""
    assert months(day=day, due_day=10, of="next_month")[-1] == last


def test_december_is_due_in_january():
    """demands-2 (local): the month after the year's last is the next year's first."""
    assert due_on(plan(due_day=10, of="next_month"), period_of(on("2020-12-31"), "monthly")) == on("2021-01-10")


def test_the_31st_of_a_shorter_month_is_its_last_day():
    """demands-2 (local): a report day that a month does not have."""
    assert due_on(plan(due_day=31), period_of(on("2020-02-01"), "monthly")) == on("2020-02-29")


def test_quarters_are_owed_where_dispatch_is_quarterly():
    """demands-2: a plan with another cadence owes its periods, not months."""
    given = {"dispatch": "quarterly", "due_day": 10, "of": "next_month"}
    assert months(day="2020-07-09", **given) == ("2020Q1",)
    assert months(day="2020-07-10", **given) == ("2020Q1", "2020Q2")


def test_a_report_clears_its_whole_quarter():
    """demands-2: a report of any day of the quarter is that quarter's report."""
    assert months(update(day="2020-04-01"), day="2020-12-31", dispatch="quarterly") == ("2020Q3", "2020Q4")


def test_owed_are_the_months_later_than_the_last_report():
    """demands-2: earlier gaps are no longer owed (they count in the evaluation)."""
    assert months(update(day="2020-04-02")) == ("2020-05", "2020-06")


@pytest.mark.parametrize(
    "said",
    [{}, {"parts": ("a",), "text": "Of a part"}, {"milestone": "opened"}, {"next": "What comes"}, {"city": "north", "text": "x"}],
)
def test_any_update_is_a_report(said):
    """demands-2: nil, of a part, a milestone: a report is a report, silence is not."""
    assert months(update(day="2020-06-01", **said)) == ()


def test_a_year_counts_for_december():
    """demands-2: a year's date counts for its last month."""
    assert months(update(day="2020"), day="2021-01-31") == ("2021-01",)


def test_a_report_on_an_earlier_month_entered_later_clears_nothing_more():
    """demands-2: the last report is the one of the latest day, not the one entered last."""
    late = update(day="2020-02-01", entered_on="2020-06-30")
    assert months(update(day="2020-05-31"), late) == ("2020-06",)


def test_before_the_signing_nothing_is_owed():
    """demands-2: reports older than the plan neither owe nor clear."""
    assert months(update(day="2018-05-01"), day="2019-12-31") == ()
    assert months(update(day="2018-05-01"), day="2020-01-31") == ("2020-01",)


def test_no_month_after_that_of_a_standing_claim_is_owed():
    """levels-1: who waits for the secretariat's check owes nothing."""
    assert months(claim(day="2020-02-10"), day="2020-12-31") == ()


def test_after_the_acceptance_nothing_is_owed():
    """levels-1: what is completed is reported on no more."""
    said = claim(day="2020-02-10")
    assert months(said, recheck(said, day="2020-05-01"), day="2020-12-31") == ()


def test_a_claim_that_was_returned_no_longer_excuses():
    """levels-1: from the return on, the months after the claim are owed."""
    said = claim(day="2020-02-10")
    assert months(said, recheck(said, "return", "2020-05-01")) == ("2020-03", "2020-04", "2020-05", "2020-06")


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
