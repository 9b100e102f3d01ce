"""Silence: periods owed since the last report, and every one missed (levels-1)."""

import pytest

from ltzplan.model.plan import LeadUnit
from ltzplan.rules.silence import missed, missed_in, never_reported, owed, reported_by, reporters, to_be_owed
from tests.build import claim, entries, on, plan, recheck, state, task, update


def months(*records, day="2020-06-30", **given):
    """Give what T1 owes on a day, of a plan signed on 2020-01-01 unless told otherwise."""
    the_plan = plan(task(), **given)
    return owed(the_plan, state(the_plan, *records, day=day).tasks["T1"], on(day))


def gaps(*records, day="2020-06-30", **given):
    """Give every period that T1 has missed by a day."""
    the_plan = plan(task(), **given)
    return missed(the_plan, state(the_plan, *records, day=day).tasks["T1"], on(day))


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


def test_quarters_are_owed_where_dispatch_is_quarterly():
    """demands-2: a plan with another cadence owes its periods, not months."""
    given = {"dispatch": "quarterly", "due_day": 10, "of": "next_month"}
    assert months(day="2020-07-09", **given) == ("2020Q1",)
    assert months(day="2020-07-10", **given) == ("2020Q1", "2020Q2")


def test_a_report_clears_its_whole_quarter():
    """demands-2: a report of any day of the quarter is that quarter's report."""
    assert months(update(day="2020-04-01"), day="2020-12-31", dispatch="quarterly") == ("2020Q3", "2020Q4")


def test_owed_are_the_months_later_than_the_last_report():
    """demands-2: earlier gaps are missed, and owed no longer."""
    assert months(update(day="2020-04-02")) == ("2020-05", "2020-06")


@pytest.mark.parametrize(
    "said",
    [{}, {"parts": ("a",), "text": "Of a part"}, {"milestone": "opened"}, {"next": "What comes"}, {"city": "north", "text": "x"}],
)
def test_any_update_is_a_report(said):
    """demands-2: nil, of a part, a milestone: a report is a report, silence is not."""
    assert months(update(day="2020-06-01", **said)) == ()


def test_fidelity_4_4_a_year_serves_no_period():
    """demands-2: what speaks of a year, such as a work plan, is no month's report; of a yearly rhythm it is."""
    assert months(update(day="2020"), day="2020-12-31")[-1] == "2020-12"
    assert months(update(day="2020"), day="2020-12-31", dispatch="yearly") == ()


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
    """levels-1: from the return on months are owed; never those whose report day passed while the claim stood."""
    said = claim(day="2020-02-10")
    assert months(said, recheck(said, "return", "2020-05-01")) == ("2020-05", "2020-06")


def test_R23_months_whose_report_day_passed_while_a_claim_stood_are_never_owed():
    """levels-1: neither owed nor missed, whatever becomes of the claim; what was reported all the same counts."""
    said = claim(day="2020-02-10")
    back = recheck(said, "return", "2020-05-01")
    assert gaps(said, back) == ("2020-01", "2020-05", "2020-06")
    assert gaps(said, back, update(day="2020-03-05")) == ("2020-01", "2020-05", "2020-06")


def test_R8_a_nil_report_ends_the_silence_and_never_makes_good():
    """levels-1: silent since the last report, and what was missed, are two numbers."""
    said = update(day="2020-06-10", nil=True)
    assert (months(said), gaps(said)) == ((), ("2020-01", "2020-02", "2020-03", "2020-04", "2020-05"))


def test_stranger_5_a_nil_report_wipes_no_year_of_silence():
    """levels-1: of the calendar year and of all."""
    given = {"day": "2020-03-31", "signed": "2019-11-10"}
    found = gaps(update(day="2020-03-20", nil=True), **given)
    assert (missed_in(found, 2020), len(found)) == (2, 4)


def test_R8_the_silence_freezes_at_the_plans_end():
    """demands-2 (local): nothing falls due after the end, unless reports are due until completion."""
    assert len(months(day="2020-12-31")) == len(months(day="2026-11-24")) == 12
    assert len(months(day="2021-03-31", until="completion")) == 15
    assert months(update(day="2021-02-01"), day="2021-03-31") == ()
    assert len(gaps(update(day="2021-02-01"), day="2021-03-31")) == 12
    assert len(months(day="2021-01-09", due_day=10, of="next_month")) == 11
    assert len(months(day="2021-06-30", due_day=10, of="next_month")) == 12


@pytest.mark.parametrize(("start", "first"), [("2020-03-10", "2020-03"), ("2018-05-01", "2020-01"), (None, "2020-01")])
def test_R8_reports_fall_due_from_the_signing_or_a_later_start(start, first):
    """demands-2 (local): a task that starts in March owes nothing of February."""
    the_plan = plan(task(start=start))
    assert owed(the_plan, state(the_plan).tasks["T1"], on("2020-06-30"))[0] == first


def test_nothing_is_owed_before_the_rhythm_begins():
    """demands-2 (local): who begins to keep records in April owes nothing of January; a signing that is later counts."""
    assert months(since="2020-04", day="2020-05-31") == ("2020-04", "2020-05")
    assert months(since="2019-06-15", day="2020-01-31") == ("2020-01",)


NEXT = {"due_day": 5, "of": "next_month"}


@pytest.mark.parametrize(
    ("days", "missing"),
    [
        (("2020-02-05",), ("2020-02", "2020-03")),
        (("2020-02-06",), ("2020-01", "2020-03")),
        (("2020-02-03", "2020-02-04"), ("2020-03",)),
        (("2020-01",), ("2020-02", "2020-03")),
        (("2020-02",), ("2020-01", "2020-03")),
        (("2020-01-03",), ("2020-02", "2020-03")),
    ],
)
def test_R23_with_next_month_a_report_by_the_due_day_serves_the_period_before(days, missing):
    """demands-2 (local): if that is not served yet, else its own; a month says which it is of."""
    assert gaps(*(update(day=day) for day in days), day="2020-04-30", **NEXT) == missing


def test_R7_background_serves_no_period():
    """levels-1: acts of others, plans and comment are no report, and no last one."""
    said = update(day="2020-06-10", background=True, text="The province approved the line")
    the_plan = plan()
    found = state(the_plan, said, day="2020-06-30").tasks["T1"]
    assert (len(months(said)), found.last_report, found.reports, len(found.updates)) == (6, None, (), 1)


def test_R8_no_city_is_credited_with_anothers_report():
    """levels-1: a city's office reports for its city, the secretariat for the city it names, else for nobody."""
    said = [
        update(day="2020-06-05", office="north"),
        update(day="2020-06-20"),
        update(day="2020-05-31", city="south"),
        update(day="2020-04-30", on_behalf_of="south"),
        update(day="2020-06-22", office="north", city="south", text="What North says of South is North's"),
    ]
    the_plan = plan()
    found = state(the_plan, *said, day="2020-06-30").tasks["T1"]
    assert {city: day and day.text for city, day in reported_by(the_plan, found).items()} == {
        "north": "2020-06-22", "south": "2020-05-31",
    }  # fmt: skip
    assert reporters(the_plan, found, on("2020-06-30")) == ("2020-06", ("north",))
    assert reporters(the_plan, found, on("2020-01-01")) == ("", ())
    assert owed(the_plan, found, on("2020-06-30"), "south") == ("2020-06",)
    assert owed(the_plan, found, on("2020-06-30"), "north") == owed(the_plan, found, on("2020-06-30")) == ()


def test_R8_where_lead_units_are_known_their_cities_owe():
    """levels-1: the lead units answer for their task."""
    the_plan = plan(task(lead_units=(LeadUnit(name="Lands", city="north"), LeadUnit(name="Far"))))
    found = state(the_plan).tasks["T1"]
    assert reported_by(the_plan, found) == {"north": None}
    assert missed(the_plan, found, on("2020-06-30"), "south") == ()
    assert len(missed(the_plan, found, on("2020-06-30"), "north")) == 6


def test_R21_a_settlement_leaves_the_reports_as_they_were():
    """It settles figures: who reported in May has reported in May, and nobody reported in June by it."""
    one = update(day="2020-05-31", percent=50, office="north", stage="under_way")
    two = update(day="2020-05-31", percent=60, office="south")
    settled = update(day="2020-06-12", percent=55, of="2020-05-31", replaces=(one, two))
    the_plan = plan()
    found = state(the_plan, one, two, settled, day="2020-06-30").tasks["T1"]
    assert (gaps(one, two, settled)[-2:], found.stage, found.last_report.record) == (("2020-04", "2020-06"), "under_way", two)
    assert (found.due, [figure.percent for figure in found.figures]) == (None, [55])
    assert found.steps[-1].corrected == (entries(one)[0], entries(two)[0])


def test_each_unit_of_a_group_owes_its_own_report():
    """levels-1: a period is reported on once each has, and owed while one has not."""
    leads = tuple(LeadUnit(name=city, city=city, group="all") for city in ("north", "south"))
    the_plan = plan(task(lead_units=leads), signed="2020-05-01")
    half = (update(day="2020-05-31", city="north"), update(day="2020-06-30", city="north"), update(day="2020-06-29", city="south"))
    one = state(the_plan, *half, day="2020-06-30").tasks["T1"]
    assert (owed(the_plan, one, on("2020-06-30")), missed(the_plan, one, on("2020-06-30"))) == ((), ("2020-05",))
    alone = state(the_plan, *half[:2], day="2020-06-30").tasks["T1"]
    assert owed(the_plan, alone, on("2020-06-30")) == ("2020-05", "2020-06")
    assert reporters(the_plan, alone, on("2020-06-30")) == ("2020-06", ("north",))


def test_what_is_to_be_owed_is_the_next_period_once_it_has_begun():
    """levels-1 (local): nothing where no reports are owed."""
    the_plan = plan(task(), due_day=25)
    known = state(the_plan, update(day="2020-04-30", text="x")).tasks["T1"]
    asked = {day: to_be_owed(the_plan, known, on(day)) for day in ("2020-06-24", "2020-06-28", "2020-07-01")}
    assert asked == {"2020-06-24": ("2020-05", "2020-06"), "2020-06-28": ("2020-05", "2020-06"), "2020-07-01": ("2020-05", "2020-06", "2020-07")}
    assert to_be_owed(plan(dispatch=None), known, on("2020-07-01")) == ()


def test_a_task_on_which_nothing_was_ever_reported_is_named_whatever_is_owed():
    found = state(plan(task(), task("T2")), update(), day="2020-06-30")
    assert never_reported(found.tasks.values()) == ["T2"]
