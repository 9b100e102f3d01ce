"""How many tasks of each group are done, late, behind and silent?"""

from dataclasses import replace

import pytest

from ltzplan.model.method import Term
from ltzplan.model.plan import LeadUnit, Target
from ltzplan.reports.counts import counts
from ltzplan.reports.filter import ALL, TaskFilter
from ltzplan.reports.status import status
from tests.build import claim, order, plan, problem, recheck, reply, sort, state, task, update

TASKS = (
    task("A", due="2020-06-30", lead_units=(LeadUnit(name="Roads bureau"), LeadUnit(name="Land bureau"))),
    task("B", area="schools", due="2020-03-31"),
    task("C", lead_units=(LeadUnit(name="Land bureau"),)),
)


def table(by):
    the_plan, raised, said = plan(*TASKS), problem("C"), claim("B", day="2020-03-10")
    known = sort(raised)
    records = (raised, known, order(known), said, recheck(said, day="2020-03-20"), update("C", stage="under_way", day="2020-07-31"))
    now = state(the_plan, *records, day="2020-07-31")
    found = counts(the_plan, now, status(the_plan, now, ALL).tasks, by)
    assert found.by == by
    return {one.group: (one.tasks, one.completed, one.unreported, one.overdue, one.warning, one.silent, one.open_problems) for one in found.counts}


def test_every_count_of_a_group():
    """Tasks, completed, never reported on, overdue, of a light that warns, that owe a report, open problems."""
    assert table("area") == {"roads": (2, 0, 1, 1, 1, 1, 1), "schools": (1, 1, 0, 0, 0, 0, 0)}


@pytest.mark.parametrize(
    ("by", "groups"),
    [
        ("area", ["roads", "schools"]),
        ("lead", ["Roads bureau", "Land bureau", None]),
        ("unit", ["lands", "Roads bureau", "Land bureau", None]),
        ("stage", ["under_way", "completed", None]),
        ("level", ["unit", "deputies"]),
        ("due", ["2020-03-31", "2020-06-30", None]),
    ],
)
def test_groups_come_as_the_plan_lists_them(by, groups):
    """A lead or unit as it comes, a day by itself, and those of no group last."""
    assert [*table(by)] == groups


def test_a_unit_has_the_tasks_that_it_leads_and_those_whose_problems_it_has_and_only_these_are_its_own():
    """By unit and of a unit mean the same; a leading unit neither has nor is late with what another has in hand, and who answered has it and is not late."""
    the_plan = plan(task(lead_units=(LeadUnit(name="Roads bureau", unit="roads"),)))
    raised, other = problem(), problem(text="Another")
    known = sort(raised)
    slip = order(known, ("lands", "works_north"), due="2020-06-30")
    done = reply(slip, day="2020-06-20", unit="works_north")
    now = state(the_plan, raised, other, sort(other), known, slip, done, day="2020-07-31")
    found = {one.group: one for one in counts(the_plan, now, status(the_plan, now, ALL).tasks, "unit").counts}
    assert {id: (one.tasks, one.open_problems, one.late_problems) for id, one in found.items()} == {
        "lands": (1, 1, 1), "works_north": (1, 1, 0), "roads": (1, 0, 0),
    }  # fmt: skip
    assert [len(status(the_plan, now, TaskFilter(unit=id)).tasks) for id in (*found, "water")] == [1, 1, 1, 0]


def test_a_task_of_two_leads_counts_in_each():
    """Once each; how many there are is told beside."""
    assert [one[0] for one in table("lead").values()] == [1, 2, 1]
    the_plan = plan(*TASKS)
    now = state(the_plan, day="2020-07-31")
    assert counts(the_plan, now, status(the_plan, now, ALL).tasks, "lead").tasks == 3


def test_what_is_beside_the_plans_own_tasks_is_told():
    """They are counted in their groups, and said apart by origin."""
    the_plan = plan(task(), task("C1", origin="carried_over"))
    now = state(the_plan, day="2020-07-31")
    found = counts(the_plan, now, status(the_plan, now, ALL).tasks, "area")
    assert (found.tasks, dict(found.not_counted)) == (2, {"carried_over": 1})


def test_the_worst_come_first_where_the_plan_has_no_order():
    """Overdue tasks before problems; those of no group stay last, and stages, levels and days as they are."""
    the_plan, raised = plan(*TASKS, task("D", lead_units=(LeadUnit(name="Water bureau"),))), problem("D")
    now = state(the_plan, raised, day="2020-07-31")
    rows = status(the_plan, now, ALL).tasks
    lead, level = (counts(the_plan, now, rows, by) for by in ("lead", "level"))
    assert [one.group for one in lead.worst_first] == ["Land bureau", "Roads bureau", "Water bureau", None]
    assert level.worst_first == level.counts


def test_a_problem_that_is_late_in_hand_makes_its_group_the_worst():
    """Counted once for a group, though of several of its tasks; of one group alone, or where an order is meant, none is the worst."""
    raised, other = problem(("A", "C"), text="Late"), problem("B", text="In time")
    sorting, given = (sort(one) for one in (raised, other))
    the_plan = plan(*(replace(one, target=Target()) for one in TASKS))
    now = state(the_plan, raised, other, sorting, given, order(sorting, due="2020-06-20"), order(given, due="2020-12-31"), day="2020-07-31")
    rows = status(the_plan, now, ALL).tasks
    found = counts(the_plan, now, rows, "area")
    assert (found.worst.group, found.worst.late_problems, found.worst.open_problems) == ("roads", 1, 2)
    assert counts(the_plan, now, rows, "stage").worst is None
    assert counts(the_plan, now, rows[:1], "area").worst is None
    early = state(the_plan, day="2019-12-01")
    assert counts(the_plan, early, status(the_plan, early, ALL).tasks, "area").worst is None


def test_a_member_is_counted_by_what_it_owes_itself():
    """One task of both: who reported owes nothing, the other does; a task of no member counts in none."""
    the_plan = plan(task("A", cities=("north", "south")), task("B", cities=()))
    now = state(the_plan, update("A", office="north", city="north"), day="2020-07-01")
    found = counts(the_plan, now, status(the_plan, now, ALL).tasks, "member").counts
    assert [(one.group, one.tasks, one.silent) for one in found] == [("north", 1, 0), ("south", 1, 1), (None, 1, 1)]


def test_tasks_are_counted_by_the_kinds_of_their_notes():
    """Once each, however often one was noted."""
    the_plan = plan(task("A"), task("B"), note_kinds={"challenge": Term(name="Challenge"), "step": Term(name="Step")})
    noted = (update("A", notes={"step": "x"}), update("A", notes={"step": "y", "challenge": "z"}, day="2020-07-01"))
    now = state(the_plan, *noted, claim("B"), day="2020-07-31")
    found = counts(the_plan, now, status(the_plan, now, ALL).tasks, "note").counts
    assert [(one.group, one.tasks) for one in found] == [("challenge", 1), ("step", 1), (None, 1)]


def test_a_city_is_late_with_what_its_own_units_were_late_with():
    """Both take part in the task, and one unit holds the problem; answered late it is overdue until it is accepted."""
    the_plan, raised = plan(), problem()
    known = sort(raised)
    given = order(known, units=("lands", "works_south"), due="2020-06-30")
    in_time = reply(given, day="2020-06-29", unit="works_south")
    late = reply(in_time, day="2020-07-08", unit="lands")
    for records in ((raised, known, given, in_time), (raised, known, given, in_time, late)):
        now = state(the_plan, *records, day="2020-07-10")
        rows = status(the_plan, now, ALL).tasks
        found = {one.group: one.late_problems for by in ("member", "unit") for one in counts(the_plan, now, rows, by).counts}
        assert found == {"north": 1, "south": 0, "lands": 1, "works_south": 0}
