"""Questions to a state."""

from datetime import date

import pytest

from ltzplan.model.state import Glance
from ltzplan.rules.silence import reported_by
from tests.build import claim, name_of, plan, problem, recheck, sort, state, task, update


def test_the_last_report_is_the_one_of_the_latest_day():
    """Of two of one day it is the one entered last; none where there is none."""
    first, second = update(day="2020-06-30", hour=9), update(day="2020-06-30", hour=10, text="x")
    older = update(day="2020-05-01", entered_on="2020-08-01")
    assert state(plan(), first, second, older).tasks["T1"].last_report.id == name_of(second)
    assert state(plan()).tasks["T1"].last_report is None


def test_R10_a_year_that_runs_is_not_the_last_report_until_its_end():
    """It counts from the day of its entry, so that what is reported after it is the last."""
    year, later = update(day="2020", entered_on="2020-03-20", office="north"), update(day="2020-04-02", office="north")
    found = state(plan(), year, later, day="2020-04-30").tasks["T1"]
    assert found.last_report.id == name_of(later)
    assert reported_by(plan(), found)["north"].text == "2020-04-02"
    assert state(plan(), year, later, day="2020-03-31").tasks["T1"].last_report.id == name_of(year)


def test_the_claim_is_the_one_that_stands_or_was_accepted():
    """claimed_on: the claim that stands or was accepted."""
    said = claim()
    assert state(plan(), said).tasks["T1"].claim.entry.id == name_of(said)
    assert state(plan(), said, recheck(said)).tasks["T1"].claim.entry.id == name_of(said)
    assert state(plan(), said, recheck(said, "return")).tasks["T1"].claim is None


def test_the_open_problems_of_a_task():
    """A problem of several tasks is each one's; what is over is nobody's."""
    shared, own, over = problem(("T1", "T2")), problem(), problem(text="Over")
    found = state(plan(task(), task("T2")), shared, own, over, sort(over, None))
    assert {one.id for one in found.problems.open_of("T1")} == {name_of(shared), name_of(own)}
    assert {one.id for one in found.problems.open_of("T2")} == {name_of(shared)}
    assert {one.id for one in found.problems.of("T1")} == {name_of(shared), name_of(own), name_of(over)}
    assert {one.id for one in found.problems.open} == {name_of(shared), name_of(own)}
    assert len(found.problems) == len([*found.problems]) == 3
    with pytest.raises(KeyError):
        found.problems["T1"]


@pytest.mark.parametrize(("state", "is_open", "moved"), [("raised", True, False), ("open", True, False), ("sorted", True, True), ("closed", False, True)])
def test_a_glance_tells_what_a_look_at_the_problem_would(state, is_open, moved):
    seen = Glance(state, ("T1",))
    assert (seen.open, seen.moved) == (is_open, moved)
    assert Glance(state, ("T1",), needs="units", day="2020-03-31").began == date(2020, 3, 31)


def test_a_problem_names_the_closed_one_that_it_opened_again():
    first = problem()
    again = problem(text="Again", follows=name_of(first))
    found = state(plan(), first, again).problems
    assert (found[name_of(first)].follows, found[name_of(again)].follows) == (None, name_of(first))
    assert found.ordered == ()


def test_the_next_move_answers_the_last():
    """A move names the record it answers."""
    raised = problem()
    sorted_ = sort(raised)
    assert state(plan(), raised).problems[name_of(raised)].last_move == name_of(raised)
    assert state(plan(), raised, sorted_).problems[name_of(raised)].last_move == name_of(sorted_)
