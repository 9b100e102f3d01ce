"""The cases that a plan holds beside its rules: what they imagine comes out as they foretell."""

from decimal import Decimal

from ltzplan.model.method import Schedule
from ltzplan.model.plan import Case, Milestone
from ltzplan.model.values import Day
from ltzplan.rules.checks import case_level, cases
from tests.build import plan
from tests.rules.found import codes


def of_case(**case):
    return codes(cases(plan(cases=(Case(name="x", **case),))))


def test_a_case_that_comes_out_says_nothing():
    """Rule cases written beside the rules."""
    assert of_case(needs=("own", "province"), level="mayors") == []
    assert of_case(standing="province", needs=("own",), level="mayors") == []
    assert of_case(due=Day.parse("2020-06-30"), as_of=Day.parse("2020-07-01"), light="overdue") == []
    on_time = {"due": Day.parse("2020-06-30"), "claimed": Day.parse("2020-06-30"), "as_of": Day.parse("2020-07-01")}
    assert of_case(**on_time, light="unlit") == []
    assert of_case(**on_time, accepted=True, light="done") == []


def test_R5_a_case_says_the_day_of_its_percent():
    """percent_date; without it the percent is of the day of the question."""
    said = {"name": "x", "due": Day.parse("2020-12-31"), "percent": Decimal(90), "as_of": Day.parse("2020-10-31")}
    for day, light in (("2020-07-31", "unlit"), ("2020-09-30", "on_course"), (None, "on_course")):
        case = Case(**said, percent_date=Day.parse(day) if day else None, light=light)
        assert codes(cases(plan(cases=(case,), percent_fresh_for=1))) == []


def test_a_case_that_fails_is_found():
    """levels-1 to levels-4, lights: what the rules say against what the case foretells."""
    assert of_case(level="mayors") == [("case_failed", "cases.0.level")]
    assert of_case(percent=Decimal(5), light="done") == [("case_failed", "cases.0.light")]
    assert of_case(start=Day.parse("2020-02-01"), accepted=True, light="unlit") == [("case_failed", "cases.0.light")]


def test_a_case_of_a_schedule_by_milestones():
    """A case says the milestones that it imagines; without them its schedule is by day."""
    by = Schedule(by="milestones")
    points = (Milestone(id="a", due=Day.parse("2020-03-01"), weight=Decimal(1)),)
    said = {"due": Day.parse("2020-12-31"), "as_of": Day.parse("2020-03-01"), "percent": Decimal(75), "name": "x"}
    for milestones, light in ((points, "behind"), ((), "on_course")):
        case = Case(**said, milestones=milestones, light=light)
        assert codes(cases(plan(cases=(case,), schedule=by))) == []


def test_a_case_with_an_unknown_need_is_found():
    """A case can be misspelt too."""
    assert of_case(needs=("bureau",), level="deputies") == [("unknown_id", "cases.0.needs")]


def test_a_case_without_needs_stands_lowest():
    """levels-1: without problems a task is its lead unit's."""
    assert case_level(plan(), Case(name="x")) == "unit"
