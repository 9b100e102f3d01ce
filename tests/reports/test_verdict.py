"""How does the plan stand, in a few lines?"""

from ltzplan.model.plan import Target
from ltzplan.model.values import Day
from ltzplan.reports.filter import ALL
from ltzplan.reports.status import status
from ltzplan.reports.verdict import verdict
from tests.build import (
    claim,
    name_of,
    order,
    petition,
    plan,
    problem,
    recheck,
    reply,
    session,
    sort,
    state,
    task,
    update,
)
from tests.reports.papers import ordered


def report(the_plan, *records, day="2020-07-31"):
    known = state(the_plan, *records, day=day)
    return verdict(the_plan, known, status(the_plan, known, ALL))


def remarks(found):
    return {one.row.id: [remark.what for remark in one.remarks] for one in found.noted}


def test_where_nothing_is_wrong_all_is_quiet():
    """One line an area, in the plan's order, with the stages that were reported and those who owe."""
    the_plan = plan(task(), task("T2"), task("T3", area="schools"), task("T4"))
    found = report(the_plan, update(stage="under_way"), update("T2"), day="2020-06-30")
    assert (found.lights, found.late_problems, found.unsorted, found.next_due, found.since, found.noted) == ({}, None, None, None, None, ())
    assert [(one.area, one.tasks, one.stages, one.unreported, one.owed) for one in found.quiet] == [
        ("roads", ("T1", "T2", "T4"), {"under_way": 1, None: 1}, 1, 1),
        ("schools", ("T3",), {}, 1, 1),
    ]


def test_what_is_in_trouble_comes_first_the_gravest_before_others():
    """Past its due date, a unit that is late, a light that warns, figures that differ, a claim, a problem."""
    the_plan = plan(
        task("A", due="2020-06-30"), task("B"), task("C", due="2020-12-31"), task("D"), task("E"), task("F"), task("G", due="2020-07-20"),
    )  # fmt: skip
    late, open_one, other = problem("B"), problem("F", text="Money"), problem("B", text="Trees", day="2020-05-01")
    known = sort(late)
    found = report(
        the_plan, late, known, order(known), open_one, other,
        update("C", percent="1"), update("D", percent="5"), update("D", percent="6", office="north"), claim("E"),
    )  # fmt: skip
    assert remarks(found) == {
        "A": ["overdue"], "G": ["overdue"], "B": ["problem_overdue", "problems"], "C": ["light"], "D": ["disagreement"],
        "E": ["claimed"], "F": ["problems"],
    }  # fmt: skip
    assert found.lights == {"overdue": ("A", "G"), "far_behind": ("C",)}
    assert (found.late_problems.count, found.late_problems.id, found.late_problems.days) == (1, late_id(found), 31)
    assert next(one.remarks[0].late_now for one in found.noted if one.row.id == "B")
    assert (found.unsorted.count, found.unsorted.days) == (2, 91)
    assert (found.next_due.due.text, found.next_due.tasks) == ("2020-12-31", ("C",))
    by_id = {one.row.id: one.remarks for one in found.noted}
    assert (by_id["A"][0].days, by_id["C"][0].id, by_id["B"][1].places, by_id["D"][0].count) == (31, "far_behind", {"unsorted": 1}, 1)


def test_what_was_answered_late_is_overdue_in_nobodys_hands():
    """effect-2: until it is accepted it is counted; its days are of before."""
    raised = problem()
    known = sort(raised)
    slip = order(known)
    [noted] = report(plan(), raised, known, slip, reply(slip, day="2020-07-04")).noted
    assert [(one.what, one.days, one.late_now) for one in noted.remarks] == [("problem_overdue", 3, False)]


def late_id(found):
    return next(one.remarks[0].id for one in found.noted if one.row.id == "B")


def test_of_two_late_ones_the_later_comes_first():
    """By days; of lights in the plan's order."""
    the_plan = plan(*(task(id, due="2020-12-31") for id in "AB"), task("C", due="2020-06-30"), task("D", due="2020-05-31"))
    found = report(the_plan, update("A", percent="30"), update("B", percent="1"))
    assert [one.row.id for one in found.noted] == ["D", "C", "B", "A"]


def test_a_late_milestone_is_named():
    """With its days."""
    from ltzplan.model.plan import Milestone
    from ltzplan.model.values import Day

    point = Milestone(id="m", en="Ground broken", due=Day.parse("2020-06-30"))
    [one] = report(plan(task(milestones=(point,)))).noted
    assert [(remark.what, remark.id, remark.days) for remark in one.remarks] == [("milestone", "m", 31)]


def test_what_moved_since_the_last_dispatch_is_told():
    """A stage from what it was at the dispatch, and a figure of a later day; not what was before, nor a way there and back."""
    held, before = session("2020-06-15"), update("A", day="2020-06-01", stage="preliminary", percent="10")
    the_plan = plan(*(task(id) for id in "ABC"))
    there = (update("C", day="2020-06-01", stage="preliminary"), update("C", day="2020-06-20", stage="under_way"), update("C", day="2020-06-25", stage="preliminary"))
    found = report(
        the_plan, before, held, *there, update("B", day="2020-06-01", stage="under_way"),
        update("A", day="2020-07-01", stage="under_way", percent="20"),
    )  # fmt: skip
    assert str(found.since) == "2020-06-15"
    assert remarks(found) == {"A": ["stage", "figure"]}
    [one] = found.noted
    assert (one.remarks[0].change.before, one.remarks[0].change.after, str(one.rise.percent)) == ("preliminary", "under_way", "10")


def test_what_is_done_is_quiet():
    """Late or not, and a problem that is answered is with the secretariat."""
    said = claim("A", day="2020-07-10")
    the_plan = plan(task("A", due="2020-06-30"), task("B"))
    raised = problem("B")
    known = sort(raised)
    given = order(known)
    found = report(the_plan, said, recheck(said), raised, known, given, reply(given, day="2020-06-20"))
    assert remarks(found) == {"B": ["problems"]}
    assert [(one.tasks, one.stages) for one in found.quiet] == [(("A",), {"completed": 1})]


def test_a_part_or_further_target_past_its_day_is_in_trouble_and_one_ahead_is_due_next():
    """It is named beside its task, which is not due itself."""
    late, ahead = (Target(en="x", due=Day.parse(day)) for day in ("2020-07-01", "2020-08-15"))
    found = report(plan(task("A", further_targets=(late, ahead)), task("B", due="2020-09-01")))
    assert remarks(found) == {"A": ["promise"]}
    assert (found.noted[0].remarks[0].days, found.noted[0].remarks[0].id) == (30, "1")
    assert (found.next_due.tasks, found.next_due.days, [one.id for one in found.next_due.dated]) == (("A",), 15, ["2"])


def test_a_task_that_is_due_by_one_of_two_readings_is_looked_at():
    """Between the two days; before both it is quiet, after both it is late."""
    the_plan = plan(task(target=Target(due=Day.parse("2020-06-30"), due_also=Day.parse("2020-09-30"))))
    days = ("2020-06-30", "2020-07-31", "2020-10-01")
    assert [remarks(report(the_plan, day=day)).get("T1", []) for day in days] == [[], ["due_disputed"], ["overdue"]]


def test_what_falls_due_next_may_be_the_answer_to_an_order_or_petition():
    """While a unit, or the authority above, has it; what is past is late, not next."""
    the_plan = plan(task(due="2020-12-31"))
    raised, late = problem(), problem(text="Late")
    sorting, slip = ordered(raised, due="2020-08-15")
    found = report(the_plan, raised, sorting, slip, late, *ordered(late, due="2020-06-20"), day="2020-07-01").next_due
    assert (found.due.text, found.days, found.tasks, found.problems) == ("2020-08-15", 45, (), (name_of(raised),))
    answered = reply(slip, says="done", day="2020-07-02")
    done = report(the_plan, raised, sorting, slip, answered, day="2020-07-03").next_due
    assert (done.tasks, done.problems) == (("T1",), ())
    asked = petition(slip, answer_by=Day.parse("2020-09-01"), day="2020-06-20")
    assert report(the_plan, raised, sorting, slip, asked, day="2020-07-01").next_due.problems == (name_of(raised),)
