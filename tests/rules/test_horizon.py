"""How far from the plan a day may lie."""

from datetime import date

import pytest

from ltzplan.model.values import Day
from ltzplan.rules.checks import plan_findings
from ltzplan.rules.horizon import horizon, is_far, moved
from ltzplan.rules.record_checks import record_findings
from tests.build import on, plan, problem, task, update
from tests.rules.found import codes

PLAN = plan()


def test_faults_T6b_twenty_years_on_either_side():
    """From the signing back, from the end or today on."""
    assert horizon(PLAN, on("2020-06-01")) == (on("2000-01-01"), on("2040-12-31"))
    assert horizon(PLAN, on("2026-02-28")) == (on("2000-01-01"), on("2046-02-28"))
    assert moved(on("2020-02-29"), 1) == on("2021-02-28")
    assert moved(date(1, 1, 1), -20) == date(1, 1, 1)
    assert moved(date(9999, 1, 1), 20) == date(9999, 1, 1)


@pytest.mark.parametrize(
    ("text", "far"),
    [("1999-12-31", True), ("2000", False), ("1999", True), ("2040-12", False), ("2041", True), ("9999", True)],
)
def test_faults_T6b_what_touches_the_range_is_in_it(text, far):
    """A month or year that is partly within is within."""
    assert is_far(Day.parse(text), *horizon(PLAN, on("2020-06-01"))) is far


def test_faults_T6b_a_record_is_judged_by_the_day_it_was_entered():
    """Entered later, the same day is near; so no record that was sound becomes unsound."""
    wanted = Day.parse("2045-01-01")
    early = problem(wanted_by=wanted, entered_on="2020-06-01")
    assert codes(record_findings(PLAN, early)) == [("far_day", "wanted_by")]
    assert codes(record_findings(PLAN, problem(wanted_by=wanted, entered_on="2026-06-01"))) == []
    assert codes(record_findings(PLAN, update(day="1990-01-01", text="x"))) == [("far_day", "date")]


def test_faults_T6b_days_of_a_plan():
    """Its end by itself, any other day by its signing and end."""
    assert codes(plan_findings(plan(ends="2121"))) == [("far_day", "plan.ends")]
    assert codes(plan_findings(plan(task(due="2090-01-01")))) == [("far_day", "tasks.0.target.due")]
    assert codes(plan_findings(plan(task(due="2040-01-01")))) == []
