"""What changed of tasks and problems between two moments, and how?"""

from ltzplan.reports.filter import TaskFilter
from ltzplan.reports.since import since
from tests.build import name_of, order, plan, problem, sort, state, task, update, withdrawal


def moves(the_plan, *records, before="2020-06-15", day="2020-07-31", **chosen):
    states = (state(the_plan, *records, day=one) for one in (before, day))
    found = since(the_plan, *states, before, TaskFilter(**chosen))
    assert found.since == before
    return [(one.id, one.what, one.before, one.after) for one in found.changes]


def test_of_a_task_its_stage_figure_light_level_and_due_date():
    """What did not change is not told."""
    the_plan = plan(task(due="2020-12-31"), task("T2"))
    raised = problem(day="2020-06-20")
    records = (
        update(day="2020-06-01", stage="preliminary", percent="40"), update(day="2020-07-01", stage="under_way", percent="5"),
        raised, sort(raised, day="2020-06-25"),
    )  # fmt: skip
    assert moves(the_plan, *records) == [
        ("T1", "stage", "preliminary", "under_way"),
        ("T1", "percent", "40", "5"),
        ("T1", "level", "unit", "deputies"),
        ("T1", "light", "on_course", "far_behind"),
        (name_of(raised), "state", None, "sorted"),
        (name_of(raised), "level", None, "deputies"),
        (name_of(raised), "turn", None, "decide"),
    ]
    assert moves(the_plan, *records, before="2020-07-31") == []
    assert moves(the_plan, *records, area="schools") == []


def test_the_reports_that_came_in():
    """Of the tasks that are chosen, as they stand; what came before is not new."""
    old, kept, gone = update(day="2020-06-01"), update("T2", day="2020-07-01", nil=True), update(day="2020-07-02", text="Wrong")
    the_plan, records = plan(task(), task("T2", area="schools")), (old, kept, gone, withdrawal(gone, day="2020-07-03"), update(day="2020-07-20"))
    states = (state(the_plan, *records, day=one) for one in ("2020-06-15", "2020-07-31"))
    before, after = states
    came = since(the_plan, before, after, "2020-06-15").reports
    assert [(one.record[:2], one.date.text) for one in came] == [("T1", "2020-07-20"), ("T2", "2020-07-01")]
    assert [one.record[:2] for one in since(the_plan, before, after, "2020-06-15", TaskFilter(area="schools")).reports] == ["T2"]


def test_of_a_problem_its_state_turn_and_due_date():
    """The whole way, however many steps."""
    raised = problem()
    known = sort(raised, day="2020-06-20")
    assert moves(plan(), raised, known, order(known, day="2020-06-22")) == [
        ("T1", "level", "unit", "deputies"),
        (name_of(raised), "state", "raised", "ordered"),
        (name_of(raised), "level", None, "deputies"),
        (name_of(raised), "turn", None, "decide"),
        (name_of(raised), "due", None, "2020-06-30"),
        (name_of(raised), "overdue", "no", "yes"),
    ]


def test_a_task_that_another_plan_did_not_have_is_new():
    """Its words come from nothing."""
    old, new = plan(), plan(task(), task("T2", due="2020-12-31"))
    found = since(new, state(old, day="2020-07-31"), state(new, day="2020-07-31"), "HEAD~1")
    assert ("T2", "due", None, "2020-12-31") in [(one.id, one.what, one.before, one.after) for one in found.changes]
