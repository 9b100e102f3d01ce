"""What has a day: how each stands, in which of two readings, and from which milestone it is counted (local)."""

from dataclasses import replace

import pytest

from ltzplan.model.method import ProblemRhythm, Rhythm, WorkRhythm
from ltzplan.model.plan import Milestone, Part, Target, Within
from ltzplan.model.values import Day, Duration
from ltzplan.rules.checks import plan_findings
from ltzplan.rules.clock import days_late
from ltzplan.rules.dated import dated, dated_of, late_beside, not_started
from ltzplan.rules.silence import owed
from tests.build import (
    adjustment,
    claim,
    name_of,
    on,
    order,
    petition,
    plan,
    problem,
    recheck,
    sort,
    state,
    task,
    update,
)

DAY = Day.parse("2020-06-30")
COUNTED = Within(within=Duration.parse("90 days"), milestone="permit")
PARTS = {"a": Part(en="A", target=Target(due=DAY)), "b": Part(en="B")}
FULL = task(
    further_targets=(Target(en="More", due=DAY), Target(en="One day")), parts={},
    milestones=("permit", Milestone(id="half", due=DAY)),
)  # fmt: skip


def stands(*records, day="2020-07-10", of=FULL, **given):
    """Give how what a task has with a day stands, by what it is."""
    the_plan = plan(replace(of, parts=given.pop("parts", PARTS)), done="built", **given)
    found = dated_of(the_plan, state(the_plan, *records, day=day).tasks["T1"], on(day))
    return {one.what: (one.state, one.due and one.due.text) for one in found}


def test_what_else_a_task_promises_is_late_too():
    """From the day after its own, soon within the days of the plan's light, and done with the task."""
    late = ("late", "2020-06-30")
    assert stands() == {"target": late, "part": late, "milestone": late}
    assert {one for one, _ in stands(day="2020-06-30").values()} == {"soon"}
    assert {one for one, _ in stands(day="2020-05-30").values()} == {"due"}
    assert {one for one, _ in stands(claim(day="2020-07-01")).values()} == {"done"}
    assert stands(adjustment(withdrawn=True)) == {}


def test_what_is_due_with_its_task_is_not_late_beside_it():
    """A milestone is: who reaches it need not be who answers for the task."""
    of = replace(FULL, target=Target(due=DAY))
    found = dated_of(plan(of), state(plan(of), day="2020-07-10").tasks["T1"], on("2020-07-10"))
    assert [(one.what, late_beside(one, DAY)) for one in found] == [("task", False), ("target", False), ("milestone", True)]


def test_without_a_light_that_says_it_soon_is_as_the_plan_chases():
    assert {one for one, _ in stands(day="2020-06-23", lights=()).values()} == {"soon"}
    assert {one for one, _ in stands(day="2020-06-22", lights=()).values()} == {"due"}


@pytest.mark.parametrize("said", [{"stage": "built"}, {"percent": 100}, {"stage": "under_way", "percent": 100}])
def test_a_part_is_done_by_its_stage_or_its_percent(said):
    assert stands(update(parts=("a",), **said))["part"] == ("done", "2020-06-30")
    assert stands(update(parts=("b",), **said), update(parts=("a",), percent=99))["part"][0] == "late"


def test_what_is_counted_from_a_milestone_has_its_day_once_that_is_reached():
    """From the day by which it was reached; until then undated, and no finding of the plan."""
    of = task(target=Target(en="Open", due_within=COUNTED), milestones=("permit",))
    assert stands(of=of, parts={}) == {"task": ("undated", None)}
    reached = update(day="2020-03-01", milestone="permit", text="x")
    assert stands(reached, of=of, parts={}) == {"task": ("late", "2020-05-30")}
    moved = adjustment(day="2020-03-02", due="2020-12-01")
    assert stands(reached, moved, of=of, parts={}) == {"task": ("due", "2020-12-01")}
    assert plan_findings(plan(of, undated="plan_end")) == []
    wrong = replace(of, milestones=(Milestone(id="permit", due_within=COUNTED),))
    assert {one.code for one in plan_findings(plan(wrong))} == {"unknown_id"}


def test_of_two_readings_the_later_counts_and_between_them_the_day_is_disputed():
    """A decision settles it, and so does a claim."""
    of = task(target=Target(due=DAY, due_also=Day.parse("2020-09-30")))
    the_plan = plan(of)

    def found(*records, day):
        return dated_of(the_plan, state(the_plan, *records, day=day).tasks["T1"], on(day))[0]

    days = ("2020-06-30", "2020-07-01", "2020-09-30", "2020-10-01")
    assert [found(day=day).due_disputed for day in days] == [False, True, True, False]
    assert [found(day=day).state for day in days] == ["due", "due", "soon", "late"]
    assert not found(adjustment(due="2020-08-31"), day="2020-07-01").due_disputed
    assert not found(claim(), day="2020-07-01").due_disputed


def test_a_date_that_is_taken_off_leaves_what_was_late_before():
    """demands-2 (local): the first date stays visible."""
    the_plan = plan(task(due="2020-06-30"))
    one = state(the_plan, adjustment(day="2020-07-11", no_due=True)).tasks["T1"]
    assert (one.due, one.first_due.text, days_late(one.dues, (), on("2020-12-31"))) == (None, "2020-06-30", 10)
    assert dated_of(the_plan, one, on("2020-12-31")) == ()


def test_a_task_whose_start_lies_ahead_is_not_started_and_owes_nothing():
    the_plan = plan(task(start="2020-06-15"))
    one = state(the_plan, day="2020-06-14").tasks["T1"]
    assert [not_started(one.task, on(day)) for day in ("2020-06-14", "2020-06-15")] == [True, False]
    assert owed(the_plan, one, on("2020-06-14")) == ()


def test_orders_petitions_and_duties_stand_in_the_same_list():
    """In the order of their days; what the units have answered is theirs no more."""
    raised = problem()
    sorted_ = sort(raised, "province")
    given = (raised, sorted_, order(sorted_, due="2020-06-30"))
    asked = petition(given[-1], answer_by=Day.parse("2020-07-05"))

    def found(*records, day="2020-07-10"):
        the_plan = plan()
        listed = dated(the_plan, state(the_plan, *records, day=day))
        assert [one.due.last for one in listed] == sorted(one.due.last for one in listed)
        return [(one.what, one.id, one.state) for one in listed if one.tasks or one.id in ("2020-06", "2020-07")]

    duty, next_ = ("duty", "2020-06", "late"), ("duty", "2020-07", "soon")
    assert found(*given) == [("order", name_of(raised), "late"), duty, next_]
    assert found(*given, asked) == [duty, ("petition", name_of(raised), "late"), next_]
    closed = recheck(sorted_)
    assert found(raised, sorted_, closed, day="2020-07-10") == [duty, next_]


def test_duties_of_the_work_and_of_the_problems_are_told_apart():
    """demands-2: a summary of each falls due on one day."""
    rhythm = Rhythm(work=WorkRhythm(summary=("quarterly",)), problems=ProblemRhythm(summary=("quarterly",)))
    both = replace(plan(), rhythm=rhythm)
    first, second, *_ = dated(both, state(both))
    assert (first.due, first.id, first.duty) == (second.due, second.id, second.duty)
    assert (first.of, second.of) == ("work", "problems")
