"""Milestones past their day (local)."""

import pytest

from ltzplan.model.plan import Milestone
from ltzplan.model.values import Day
from ltzplan.rules.dated import dated_of
from tests.build import adjustment, claim, on, plan, recheck, state, task, update

HALF = Milestone(id="half", en="Half of it", due=Day.parse("2020-06-30"))


def late(*records, day="2020-07-10", **given):
    the_plan = plan(task(milestones=(HALF, "undated"), **given))
    found = dated_of(the_plan, state(the_plan, *records, day=day).tasks["T1"], on(day))
    return [(one.id, one.due.text, one.days) for one in found if one.state == "late"]


LATE = [("half", "2020-06-30", 10)]


def reached(day="2020-06-20", **given):
    return update(day=day, milestone="half", text="x", **given)


def test_bug_30_a_milestone_past_its_day_is_late():
    """From the day after its own, until it is reached."""
    assert late() == LATE
    assert late(day="2020-06-30") == []
    assert late(reached()) == late(reached("2020-07-05")) == []
    assert late(reached("2020-07-05"), day="2020-07-04") == [("half", "2020-06-30", 4)]


@pytest.mark.parametrize(
    ("said", "given", "found"),
    [
        ((reached(parts=("a",)),), {"parts": ("a", "b")}, LATE),
        ((reached(parts=("a",)), reached(parts=("b",))), {"parts": ("a", "b")}, []),
        ((reached(city="north"),), {}, LATE),
        ((reached(city="north"), reached(city="south")), {}, []),
    ],
)
def test_what_a_part_or_city_reached_is_reached_once_all_have(said, given, found):
    """As a percent or stage of a part stays the part's."""
    assert late(*said, **given) == found


def test_a_claim_or_an_end_puts_the_whole_task_in_question():
    """What is claimed to be complete, or given up, has no milestone that is late."""
    said = claim(day="2020-07-01")
    assert late(said) == late(adjustment(day="2020-07-01", withdrawn=True)) == []
    assert late(said, recheck(said, "return", "2020-07-05")) == LATE


def test_background_may_say_that_one_was_reached():
    """An approval by the province is a milestone too."""
    assert late(reached(background=True)) == []
