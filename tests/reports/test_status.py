"""Where does the plan stand?"""

from decimal import Decimal

import pytest

from ltzplan.model.plan import Milestone
from ltzplan.model.values import Day
from ltzplan.reports.filter import TaskFilter
from ltzplan.reports.status import status
from tests.build import (
    adjustment,
    claim,
    name_of,
    order,
    petition,
    plan,
    problem,
    recheck,
    reply,
    sort,
    state,
    task,
    update,
)  # fmt: skip


def report(the_plan, *records, day="2020-12-31", **chosen):
    return status(the_plan, state(the_plan, *records, day=day), TaskFilter(**chosen))


def row(*records, day="2020-12-31", **given):
    return report(plan(task(**given)), *records, day=day).tasks[0]


def ids(the_plan, *records, **chosen):
    return [one.id for one in report(the_plan, *records, **chosen).tasks]


def test_dated_tasks_come_first_the_soonest_first():
    """Dated tasks first, then as planned."""
    the_plan = plan(task("A"), task("B", due="2020-12-31"), task("C"), task("D", due="2020-06"))
    assert ids(the_plan) == ["D", "B", "A", "C"]


def test_a_row_of_a_silent_task():
    """What is not known is null; silence lights nothing."""
    found = row(due="2020-12-31", day="2020-03-31")
    assert (found.light, found.unlit_because) == ("unlit", "no_percent")
    assert (found.stage, found.percent, found.percent_basis, found.measure, found.last_report) == (None,) * 5
    assert (found.months_owed, found.open_problems, found.overdue_days) == (3, 0, 0)


def test_a_row_of_a_task_on_its_way():
    """The percent with its measure and date; the schedule beside it, rounded."""
    said = update(day="2020-05", percent="81.55", stage="under_way", annual_target="met")
    found = row(said, due="2020-12-31", day="2020-10-31")
    assert (found.percent, found.percent_basis, found.measure, found.percent_date.text) == (
        Decimal("81.55"),
        "stated",
        "investment",
        "2020-05",
    )
    assert (found.schedule, found.light, found.stage) == (Decimal("83.3"), "on_course", "under_way")
    assert (found.last_report.text, found.months_owed, found.annual_target) == ("2020-05", 5, "met")
    assert (found.due.text, found.first_due.text, found.claimed_on) == ("2020-12-31", "2020-12-31", None)


def test_a_derived_percent_is_marked_and_rounded():
    """percent_basis says that it is worked out."""
    said = [update(percent=p, parts=(id,)) for id, p in (("a", 10), ("b", 20), ("c", 20))]
    found = row(*said, parts=("a", "b", "c"))
    assert (found.percent, found.percent_basis) == (Decimal("16.7"), "derived")


def test_a_disagreement_has_no_percent_and_names_both():
    """While the latest figure is in disagreement the percent is null."""
    north, south = update(percent=40, office="north"), update(percent=60, office="south")
    found = row(north, south)
    assert found.percent is None
    [one] = found.disagreements
    assert (one.task, one.measure, one.part, one.city, one.date.text) == ("T1", "investment", None, None, "2020-06-30")
    assert {(two.record, two.office, two.percent) for two in one.figures} == {
        (name_of(north), "north", 40),
        (name_of(south), "south", 60),
    }


def test_the_level_in_force_beside_the_standing_one():
    """levels-1: standing level and current level are two columns."""
    raised = problem()
    found = row(raised, sort(raised, "province"))
    assert (found.level, found.standing_level, found.open_problems) == ("mayors", "unit", 1)


def test_the_claim_that_stands_or_was_accepted():
    """claimed_on: on time is judged by it, done counts from the acceptance."""
    said = claim(day="2020-06-30")
    assert row(said).claimed_on.text == "2020-06-30"
    found = row(said, recheck(said))
    assert (found.claimed_on.text, found.stage, found.light) == ("2020-06-30", "completed", "done")
    assert row(said, recheck(said, "return")).claimed_on is None


def test_the_last_annual_target_stated_holds():
    """Annual target met is a field; a report that does not mention it leaves it."""
    said = update(annual_target="not_met"), update(annual_target="met", day="2020-07-01"), update(day="2020-08-01")
    assert row(*said).annual_target == "met"
    assert row().annual_target is None


def test_parts_and_cities_shares_are_rows_of_their_own():
    """Of a part it stays the part's, and of a city the city's; parts as planned."""
    found = row(
        update(percent=30, city="north"),
        update(parts=("b",), stage="under_way", milestone="opened"),
        update(parts=("b",), text="No stage", day="2020-07-01"),
        update(parts=("b",), city="south", percent=5),
        parts=("a", "b"),
    )
    assert [(one.part, one.city) for one in found.parts] == [(None, "north"), ("a", None), ("b", None), ("b", "south")]
    north, a, b, _ = found.parts
    assert (north.percent, a.percent, a.stage) == (30, None, None)
    assert (b.stage, b.milestones, b.percent) == ("under_way", ("opened",), None)


def test_R7_background_of_a_city_is_no_share_of_its_own():
    """It says nothing of the work, there either."""
    assert row(update(background=True, city="north")).parts == ()


def test_the_numbers_of_the_plans_own_tasks_add_up():
    """Besides the plan's tasks, others are dispatched but not counted."""
    the_plan = plan(
        *(task(f"T{n}", due="2020-12-31" if n > 3 else None) for n in range(1, 7)),
        task("C1", origin="carried_over"),
        task("X1", origin="project"),
    )
    done = claim("T1")
    records = (
        done,
        recheck(done),
        claim("T2"),
        update("T3", stage="under_way"),
        update("T4", stage="preliminary"),
        update("T5"),
        update("C1", stage="under_way"),
    )
    found = report(the_plan, *records, day="2020-10-31").summary
    counts = found.tasks
    assert (counts.total, counts.completed, counts.reported_complete) == (6, 1, 1)
    assert dict(counts.stages) == {"under_way": 1, "preliminary": 1, "not_started": 0}
    assert (counts.no_stage, counts.no_report) == (1, 1)
    assert counts.not_counted == {"carried_over": 1, "project": 1}
    assert (found.dated, found.undated) == ({"unlit": ("T4", "T5", "T6")}, 3)
    assert (found.period, found.silent, found.days_to_end) == ("2020-10", 4, 61)


def test_problems_are_counted_once_each():
    """A problem of two tasks is one problem."""
    the_plan = plan(task(), task("T2"))
    first, second, third = problem(("T1", "T2")), problem(), problem("T2")
    found = report(the_plan, first, second, third, sort(first), recheck(third)).summary.problems
    assert (found.open, found.unsorted, found.in_hand, found.overdue) == (2, 1, 1, 0)


def test_method_B10_one_word_for_where_a_problem_is():
    """demands-3 (R20): to sort, to order, in hand, to recheck, with the province; they add up."""
    names = ("unsorted", "to_order", "lowest", "ordered", "answered", "waiting")
    raised = {name: problem(text=name) for name in names}
    needs = {"lowest": "own", "waiting": "province"}
    sorts = {name: sort(raised[name], needs.get(name, "bureaus")) for name in names[1:]}
    given = {name: order(sorts[name], due="2020-12-31") for name in ("ordered", "answered")}
    records = (*raised.values(), *sorts.values(), *given.values(), reply(given["answered"]), petition(sorts["waiting"]))
    found = report(plan(), *records).summary.problems
    assert (found.unsorted, found.to_order, found.with_units, found.to_recheck, found.waiting) == (1, 1, 2, 1, 1)
    assert (found.open, found.in_hand) == (6, 5)


def test_supervision_and_disagreements_are_counted_of_all_that_is_shown():
    """Also of tasks besides the plan's own."""
    the_plan = plan(task(due="2020-04-10"), task("C1", origin="carried_over"))
    said = update("C1", percent=40, office="north"), update("C1", percent=60, office="south")
    found = report(the_plan, *said).summary
    assert (found.supervision, found.disagreements, found.dated) == (1, 1, {"overdue": ("T1",)})


def test_before_the_signing_no_period_was_due():
    """Reports are owed from the signing month on."""
    assert report(plan(), day="2019-12-31").summary.period == ""


def test_a_plan_without_tasks_is_a_plan():
    """Nothing to count is no crash."""
    found = report(plan(tasks=())).summary
    assert (found.tasks.total, found.silent, found.period) == (0, 0, "2020-12")


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({}, ["T1", "T2", "C1"]),
        ({"area": "schools"}, ["T2"]),
        ({"city": "south"}, ["T1", "C1"]),
        ({"level": "mayors"}, ["T2"]),
        ({"light": "unlit"}, ["T2", "C1"]),
        ({"stage": "under_way"}, ["C1"]),
        ({"kind": "joint"}, ["T2"]),
        ({"origin": "carried_over"}, ["C1"]),
        ({"portfolio": "works"}, ["T1", "C1"]),
        ({"portfolio": "works", "origin": "plan"}, ["T1"]),
    ],
)
def test_tasks_can_be_chosen(chosen, expected):
    """Filters: each narrows, together they narrow more."""
    the_plan = plan(
        task("T1", due="2020-04-10"),
        task("T2", area="schools", needs="province", kind="joint", cities=("north",)),
        task("C1", origin="carried_over"),
    )
    assert ids(the_plan, update("C1", stage="under_way"), **chosen) == expected


def test_problems_of_what_is_not_shown_are_not_counted():
    """The summary is of the tasks that are chosen."""
    the_plan = plan(task(), task("T2", area="schools"))
    assert report(the_plan, problem(), area="schools").summary.problems.open == 0


def test_adjusted_tasks_stay_in_the_count():
    """demands-2 (local): the 30 stay 30, `of them 2 adjusted`; old reports do not change."""
    the_plan = plan(task(due="2020-06-30"), task("T2"), task("C1", origin="carried_over"))
    changes = adjustment(due="2020-09-30"), adjustment("T2", merged_into="T1"), adjustment("C1", withdrawn=True)
    found = report(the_plan, *changes)
    assert (found.summary.tasks.total, found.summary.tasks.adjusted) == (2, 2)
    rows = {one.id: one for one in found.tasks}
    assert (rows["T1"].due.text, rows["T1"].first_due.text) == ("2020-09-30", "2020-06-30")
    assert (rows["T2"].light, rows["T2"].unlit_because) == ("unlit", "ended")
    assert report(the_plan, *changes, day="2020-06-19").summary.tasks.adjusted == 0


def test_problems_past_their_date_are_counted():
    """effect-2: in a unit's hands, and open."""
    raised = problem()
    given = order(sort(raised))
    assert report(plan(), raised, sort(raised), given, day="2020-06-30").summary.problems.overdue == 0
    assert report(plan(), raised, sort(raised), given).summary.problems.overdue == 1
    assert report(plan(), raised, sort(raised)).summary.problems.overdue == 0


def test_method_A2_a_percent_has_its_own_day():
    """The last report is another's: R5."""
    said = update(day="2020-07-31", percent="81.55"), update(day="2020-10-15", text="Works go on")
    found = report(plan(task(due="2020-12-31"), percent_fresh_for=1), *said, day="2020-10-20").tasks[0]
    assert (found.percent, found.percent_date.text, found.last_report.text) == (Decimal("81.55"), "2020-07-31", "2020-10-15")
    assert (found.light, found.unlit_because, found.lit_on) == ("unlit", "old_percent", None)


def test_R5_the_day_on_which_an_old_percent_gave_the_light():
    found = report(plan(task(due="2020-12-31"), percent_fresh_for=1), update(day="2020-06-30", percent=20), day="2020-10-20").tasks[0]
    assert (found.light, found.lit_on.isoformat()) == ("behind", "2020-06-30")


def test_R8_silence_is_two_numbers_and_each_citys():
    """Silent since the last report, missed in the year and in all, and the last report of each city."""
    said = update(day="2020-02-20", office="north"), update(day="2020-05-31")
    found = report(plan(signed="2019-11-10"), *said, day="2020-06-30").tasks[0]
    assert (found.months_owed, found.months_missed.year, found.months_missed.all) == (1, 4, 6)
    assert {city: day and day.text for city, day in found.reported_by.items()} == {"north": "2020-02-20", "south": None}


def test_of_a_city_what_it_owes_itself_is_counted():
    """levels-1: what another reported is not its report."""
    reported = update(day="2020-02-29", office="north"), update(day="2020-03-31", office="north")
    for city, owes, misses in (("north", 0, 1), ("south", 3, 3)):
        found = report(plan(), *reported, day="2020-03-31", city=city)
        assert (found.tasks[0].months_owed, found.tasks[0].months_missed.all, found.summary.silent) == (owes, misses, int(owes > 0))


def test_R18_by_whatever_word_it_is_completed_it_is_counted_once():
    """Stage is the plan's own word, completed says that it holds; the counts add up."""
    said = [update(f"T{n}", stage="finished") for n in (1, 2)]
    tasks = task(), task("T2"), task("T3")
    found = report(plan(*tasks, done="finished"), *said, recheck(said[0]), claim("T3"))
    assert [(one.stage, one.completed) for one in found.tasks] == [
        ("finished", True), ("finished", False), ("reported_complete", False),
    ]  # fmt: skip
    counts = found.summary.tasks
    assert (counts.completed, counts.reported_complete, counts.stages["finished"]) == (1, 2, 0)
    done = report(plan(*tasks, done="finished"), *said, recheck(said[0]), stage="completed").tasks
    assert [one.id for one in done] == ["T1"]


def test_bug_30_milestones_past_their_day_are_counted():
    half = Milestone(id="half", en="Half", due=Day.parse("2020-06-30"))
    found = report(plan(task(milestones=(half,))), day="2020-07-10")
    assert [one.milestone for one in found.tasks[0].late_milestones] == ["half"]
    assert found.summary.late_milestones == 1


@pytest.mark.parametrize(
    ("day", "until", "period"),
    [("2019-12-31", "end", ""), ("2020-06-29", "end", "2020-05"), ("2026-01-31", "end", "2020-12"), ("2026-01-31", "completion", "2026-01")],
)
def test_R8_the_period_whose_reports_were_due_last(day, until, period):
    """None before the signing; after the plan's end the last one, unless reports are due until completion."""
    assert report(plan(until=until), day=day).summary.period == period


def test_a_task_whose_date_was_moved_is_late_no_more():
    """demands-2: the days late before stay; what is claimed after its day is late until it is accepted."""
    the_plan = plan(task(due="2020-06-15"))
    moved, claimed = adjustment(day="2020-06-20", due="2020-08-31"), claim(day="2020-06-20")
    found = [status(the_plan, state(the_plan, *records, day="2020-06-30")).tasks[0] for records in ((), (moved,), (claimed,))]
    assert [(row.overdue_days, row.late) for row in found] == [(15, True), (4, False), (4, True)]
