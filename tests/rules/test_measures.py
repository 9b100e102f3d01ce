"""What a year's evaluation counts (effect-3): each case of a measure, met or not, and whose it is."""

from dataclasses import replace

import pytest

from ltzplan.model.method import ProblemRhythm, Rhythm
from ltzplan.model.plan import LeadUnit
from ltzplan.model.values import Day, Words
from ltzplan.rules.measures import arrived, cases, leading
from ltzplan.rules.outcomes import WHOLE, outcomes
from tests.build import (
    LOCAL,
    adjustment,
    claim,
    entries,
    ledger,
    on,
    order,
    paper,
    plan,
    problem,
    reply,
    session,
    sort,
    state,
    task,
    update,
)

PLAN = plan(task(), task("X", origin="project"), due_day=25)
ROADS = ("area", "roads")
NORTH, SOUTH = ("city", "north"), ("city", "south")


def found(*records, day="2020-03-31", first="2020-01-01", last="2020-12-31", of=PLAN):
    there = state(of, *records, day=day)
    solved = outcomes(of, there, on(first), on(last))
    return list(cases(of, ledger(of, *records).known, there, solved, on(first), on(last)))


def met(cases, measure, subject=WHOLE):
    return {one.id: one.met for one in cases if one.measure == measure and subject in one.subjects}


def test_dispatches_held_are_counted_when_their_period_is_over():
    """Held or merged is held, put off no case, missed against it; the running period is not judged yet."""
    held, merged = session("2020-01-15"), session("2020-03-15", merges=("2020-02",), because="Rain")
    off = session("2020-04-02", form=None, put_off="2020-04", because="Rain")
    assert met(found(held, merged, off, day="2020-06-30"), "dispatches_held") == {
        "dispatch/2020-01": True, "dispatch/2020-02": True, "dispatch/2020-03": True, "dispatch/2020-05": False,
    }  # fmt: skip
    assert met(found(day="2020-01-31"), "dispatches_held") == {}


@pytest.mark.parametrize(("issued", "in_time"), [("2020-02-29", True), ("2020-03-01", False)])
def test_a_paper_is_in_time_until_the_next_dispatch_period_is_over(issued, in_time):
    """The bulletin of January counts in February."""
    rhythm = Rhythm(work=PLAN.rhythm.work, problems=ProblemRhythm(bulletin="monthly", rests_on=LOCAL), reports=PLAN.rhythm.reports)
    monthly = replace(PLAN, rhythm=rhythm)
    bulletin = paper(day=issued, periods=("2020-01",))
    assert met(found(bulletin, day="2020-03-01", of=monthly), "papers_in_time") == {"bulletin/problems/2020-01": in_time}
    assert met(found(day="2020-02-29", of=monthly), "papers_in_time") == {}
    assert met(found(day="2020-03-01", of=monthly), "papers_in_time") == {"bulletin/problems/2020-01": False}
    assert met(found(bulletin, day="2020-04-01", first="2020-03-01", of=monthly), "papers_in_time") == {
        "bulletin/problems/2020-02": False
    }


def test_reports_of_each_period_by_their_day():
    """A report late by a day is not punctual; a nil report counts; no dispatch of the plan is a city's or an area's."""
    counted = found(update(day="2020-01-25"), update(day="2020-03-20", entered_on="2020-03-26", text="So"))
    assert met(counted, "reports_punctual") == {"T1/2020-01": True, "T1/2020-02": False, "T1/2020-03": False}
    assert met(counted, "reports_punctual", ROADS) == met(counted, "reports_punctual")
    assert all(one.subjects == (WHOLE,) for one in counted if one.measure == "dispatches_held")


def test_method_B12_no_city_is_credited_with_anothers_report():
    """effect-3, levels-1: a city's own reports count for it; the secretariat's own word is nobody's."""
    counted = found(update(day="2020-01-20", office="north"), update(day="2020-02-20"), update(day="2020-03-20", city="south"))
    assert list(met(counted, "reports_punctual").values()) == [True, True, True]
    assert list(met(counted, "reports_punctual", NORTH).values()) == [True, False, False]
    assert list(met(counted, "reports_punctual", SOUTH).values()) == [False, False, True]


def test_method_B12_one_report_is_counted_once():
    """A report is no second time a dispatch held: dispatches are the plan's own."""
    counted = found(update(day="2020-01-20", office="north"))
    assert {one.measure for one in counted if NORTH in one.subjects} == {"reports_punctual"}


def test_no_report_is_asked_for_after_a_claim_or_an_end():
    """As months owed are counted."""
    assert list(met(found(claim(day="2020-01-20")), "reports_punctual")) == ["T1/2020-01"]
    assert list(met(found(adjustment(day="2020-02-20", withdrawn=True)), "reports_punctual")) == ["T1/2020-01"]


def test_the_day_a_report_arrived():
    """As stated, as entered, as first entered; what was entered after the day asked about by its own date."""
    day = on("2020-12-31")

    def came(*records):
        listed = entries(*records)
        return arrived(listed[-1], {one.id: one for one in listed}, day)

    assert came(update(day="2020-06-20", entered_on="2020-07-03")) == on("2020-07-03")
    assert came(update(day="2020-06-20", entered_on="2020-07-03", received=Day.parse("2020-06-24"))) == on("2020-06-24")
    assert came(update(day="2020-06-20", entered_on="2026-11-24")) == on("2020-06-20")
    first = update(day="2020-06-20", entered_on="2020-06-24")
    assert came(first, update(day="2020-06-20", entered_on="2020-09-01", percent=5, replaces=first)) == on("2020-06-24")


def test_lead_units_answer_for_reports_where_they_are_known():
    """By name, of today or of before; one that is not registered by its name; their cities, else all."""
    lands = LeadUnit(name="Lands", city="north")
    led = plan(task(lead_units=(lands, LeadUnit(name=Words(en="Far")))))
    january = [one for one in found(update(day="2020-01-20"), of=led) if one.id == "T1/2020-01"]
    assert [(one.subjects, one.met) for one in january] == [
        ((WHOLE, ROADS), True), ((NORTH,), False), ((("unit", "lands"),), False), ((("unit", "Far"),), True),
    ]  # fmt: skip
    assert leading(led, LeadUnit(name=Words(zh="国土", en="Lands"))) == "lands"
    assert leading(led, LeadUnit(name=Words(zh="远", en="Far"))) == "远"
    assert leading(led, LeadUnit(name="Far")) == "Far"


def test_orders_are_cases_of_the_whole_and_of_its_units():
    """Answered in time, accepted in time, not returned; none where none is due."""
    raised = problem(day="2020-01-10")
    sorted_ = sort(raised, day="2020-01-12")
    ordered = order(sorted_, day="2020-01-15", due="2020-02-15")
    counted = found(raised, sorted_, ordered, reply(ordered, day="2020-02-10"))
    problems = [(one.measure, one.met, len(one.subjects)) for one in counted if one.measure not in ("dispatches_held", "reports_punctual")]
    assert problems == [
        ("orders_answered_in_time", True, 2), ("not_returned", True, 2),
        ("orders_answered_in_time", True, 2), ("not_returned", True, 2),
    ]  # fmt: skip
