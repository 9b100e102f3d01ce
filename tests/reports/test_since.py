"""What changed of tasks and problems between two moments, and how?"""

from ltzplan.reports.filter import TaskFilter
from ltzplan.reports.since import since
from ltzplan.rules.fold import state_at, state_left_by
from ltzplan.rules.ledger import Ledger
from tests.build import (
    entries,
    name_of,
    on,
    order,
    plan,
    problem,
    session,
    sort,
    state,
    task,
    update,
    withdrawal,
)


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


def test_what_came_in_of_a_task_that_changed():
    """With what it corrects; of a task that did not change only its reports are told."""
    old = update(day="2020-06-01", percent="40", office="north")
    new = update(day="2020-06-20", percent="45", replaces=old, office="north")
    beside = update("T2", day="2020-06-21", background=True, text="Plans")
    the_plan, records = plan(task(), task("T2")), (old, new, beside)
    before, after = (state(the_plan, *records, day=one) for one in ("2020-06-15", "2020-07-31"))
    found = since(the_plan, before, after, "2020-06-15")
    [(id, [step])] = found.steps.items()
    assert (id, step.office, [one.record for one in step.corrects]) == ("T1", "north", [name_of(old)])
    assert [one.record for one in found.reports] == [name_of(new), name_of(beside)]


def test_what_came_in_of_a_problem_that_changed():
    """Each record in order, with who entered it; of one that was withdrawn nothing is left."""
    raised, gone = problem(day="2020-06-01", office="north"), problem(day="2020-06-02", text="Gone")
    known = sort(raised, day="2020-06-25")
    records = (raised, gone, known, order(known, day="2020-06-26"), withdrawal(gone, day="2020-06-20"))
    before, after = (state(plan(), *records, day=one) for one in ("2020-06-15", "2020-07-31"))
    found = since(plan(), before, after, "2020-06-15").steps
    assert {id: [(one.kind, one.date.text) for one in steps] for id, steps in found.items()} == {
        name_of(raised): [("sort", "2020-06-25"), ("order", "2020-06-26")],
    }  # fmt: skip


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


def test_on_the_day_of_a_dispatch_the_moment_of_its_entry_decides():
    """What its own file says is its outcome; one that was entered later is compared by days."""
    the_plan, raised = plan(task(), task("T2")), problem(day="2020-06-01")
    held, sorted_ = session("2020-06-15", raised, hour=10), sort(raised, day="2020-06-15", hour=11)
    morning = update(day="2020-06-15", stage="preliminary", hour=9)
    noon, late = update("T2", day="2020-06-15", stage="under_way", hour=12), update("T2", day="2020-05-31", nil=True, entered_on="2020-06-16")

    def changed(held, *more):
        records = entries(raised, morning, (held, sorted_), noon, *more)
        known = Ledger(the_plan, records)
        [session] = [one for one in records if one.record is held]
        before, entered = state_left_by(known, session, on("2020-06-16"))
        found = since(the_plan, before, state_at(known, on("2020-06-16")), "2020-06-15", entered=entered)
        return entered, [(one.id, one.what) for one in found.changes], [one.record[:2] for one in found.reports]

    copied = update("T2", day="2020-05-30", nil=True, entered_on="2026-01-01")
    assert changed(held, late, copied) == (held.entered.at, [("T2", "stage")], ["T2", "T2"])
    afterwards = session("2020-06-15", raised, entered_on="2020-06-17")
    assert changed(afterwards)[::2] == (None, [])
