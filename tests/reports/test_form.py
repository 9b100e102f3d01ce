"""What has an office to fill in for a period, and what did it say last?"""

from dataclasses import replace

from ltzplan.model.form import Stood
from ltzplan.model.method import Office, ReportRhythm, Rhythm
from ltzplan.model.plan import LeadUnit
from ltzplan.model.records import Update
from ltzplan.model.values import Counted, Words
from ltzplan.reports.form import form, moved_last, speaker, value_of
from tests.build import claim, name_of, on, order, plan, problem, reply, sort, state, task, update
from tests.reports.queues import ANSWERING

RAISED = problem(day="2020-06-01")
SORTED = sort(RAISED, day="2020-06-03")
GIVEN = order(SORTED, ("works_north", "works_south"), "2020-06-05", due="2020-06-12")


def asked(*records, day="2020-06-15", office="north", unit=None, period=None, the_plan=None):
    the_plan = the_plan or plan(task("T1"), task("T2"), offices=ANSWERING)
    return form(the_plan, state(the_plan, *records, day=day), office, unit, period)


def ids(found):
    return [(one.task.id, one.city) for one in found.reports]


def test_the_period_is_that_whose_day_is_nearest_of_what_is_owed():
    """Where none is, or its day is farther off than the next, the one that has begun; a task that was reported on is not asked for again."""
    assert (asked().period, ids(asked())) == ("2020-05", [("T1", None), ("T2", None)])
    done = update(day="2020-06-10", office="north", text="x")
    assert ids(asked(done)) == [("T2", None)]
    served = [update(id, day="2020-05-31", office="north", text="x") for id in ("T1", "T2")]
    assert (asked(*served).period, ids(asked(*served, done))) == ("2020-06", [("T2", None)])
    the_plan = plan(due_day=25)
    assert [asked(day=day, the_plan=the_plan).period for day in ("2020-06-08", "2020-06-24", "2020-06-28", "2020-07-01")] == ["2020-05", "2020-06", "2020-06", "2020-06"]
    assert asked(day="2021-05-01").period == "2020-12", "after the plan's end the last of it"


def test_an_earlier_period_is_asked_by_name():
    assert ids(asked(update(day="2020-04-10", office="north", text="x"), period="2020-04")) == [("T2", None)]
    assert asked(period="2019-04").reports == ()


def test_nothing_is_owed_of_what_is_over():
    found = asked(claim(day="2020-06-02", office="north"), claim("T2", day="2020-06-02", office="north"))
    assert (found.reports, found.period) == ((), "2020-06")


def test_a_plan_without_a_rhythm_asks_for_what_is_open_this_month():
    without = plan(task("T1"), task("T2"), offices=ANSWERING, dispatch=None)
    assert without.rhythm.reported is None
    found = asked(claim(day="2020-06-02", office="north"), the_plan=without)
    assert (found.period, ids(found)) == ("2020-06", [("T2", None)])
    assert ids(asked(the_plan=without, period="2020-05")) == [("T1", None), ("T2", None)]


def test_a_plan_without_tasks_has_no_problems_to_raise():
    assert asked().raises and not asked(the_plan=replace(plan(offices=ANSWERING), tasks=())).raises


def test_a_member_without_an_office_is_named():
    offices = {id: one for id, one in plan().offices.items() if id != "south"}
    the_plan = plan(task("T1"), task("T2", cities=()), offices=offices)
    assert ids(asked(office="secretariat", the_plan=the_plan)) == [("T1", "south"), ("T2", None)]


def test_a_units_form_leaves_out_what_others_lead():
    led = task("T2", lead_units=(LeadUnit(name="Works of North", unit="works_north", city="north"),))
    the_plan = plan(task("T1"), led, offices=ANSWERING)
    assert ids(asked(unit="lands", the_plan=the_plan)) == [("T1", None)]
    assert ids(asked(unit="works_north", the_plan=the_plan)) == [("T1", None), ("T2", None)]


def test_last_words_are_those_of_any_part_and_figures_those_of_the_whole():
    first = update(day="2020-03-31", office="north", percent=40, stage="under_way", text="first")
    second = update(day="2020-04-30", office="north", text="second")
    others = update(day="2020-05-31", office="south", text="others")
    part = update(day="2020-05-30", office="north", parts=("p",), text="of a part", percent=90)
    also = update(day="2020-05-31", office="north", city="south", next="of a share")
    the_plan = plan(task(parts=("p",)), offices=ANSWERING)
    [found] = asked(first, second, others, part, also, the_plan=the_plan).reports
    assert found.date == also.date
    assert found.said == {
        "percent": Stood(value="40", record=name_of(first)),
        "measure": Stood(value="investment", record=name_of(first)),
        "stage": Stood(value="under_way", record=name_of(first)),
        "text": Stood(value="of a part", record=name_of(part)),
        "next": Stood(value="of a share", record=name_of(also)),
    }
    assert asked(the_plan=the_plan).reports[0].date is None


def test_problems_are_raised_by_who_may():
    the_plan = plan(offices={"desk": Office(name="Desk", may=("update",))})
    assert asked().raises and not asked(office="desk", the_plan=the_plan).raises


def test_a_value_is_told_as_it_is_typed():
    the_plan = plan()
    said = replace(update(text="x"), count=Counted(done=5, total=12), text=Words(zh="甲"), next=Words(zh="乙", en="b"))
    assert isinstance(said, Update)
    assert [value_of(the_plan, said, name) for name in ("count", "text", "next", "date", "stage")] == ["5/12", "甲", "b", "2020-06-30", ""]


def test_orders_are_asked_of_their_own_unit():
    """With the last move of others, on which an answer stands."""
    received = reply(GIVEN, "received", "2020-06-06", unit="works_north")
    [one] = asked(RAISED, SORTED, GIVEN, received).orders
    assert (one.problem, one.unit, one.number, one.require, one.title, one.state) == (
        name_of(RAISED), "works_north", "1", "See to it", "Land is missing", "received",
    )  # fmt: skip
    assert one.due and one.due.last == on("2020-06-12")
    assert one.stood == Stood(value=name_of(GIVEN), record=name_of(GIVEN))
    assert asked(RAISED, SORTED, GIVEN, unit="lands").orders == ()
    assert [one.unit for one in asked(RAISED, SORTED, GIVEN, unit="works_north").orders] == ["works_north"]


def test_an_answer_to_what_nothing_moved_stands_on_the_problem():
    the_state = state(plan(), RAISED)
    assert moved_last(the_state.problems[name_of(RAISED)], "lands").value == name_of(RAISED)


def test_a_row_stands_on_the_reports_of_who_owes_it():
    the_plan = plan(task("T1"), task("T2", cities=("south",)))
    one, two = the_plan.tasks
    assert [speaker(the_plan, one, "north", None), speaker(the_plan, two, "north", None), speaker(the_plan, two, "secretariat", "south")] == ["north", None, "south"]


def test_reports_of_quarters_are_asked_by_the_quarter():
    the_plan = replace(plan(offices=ANSWERING), rhythm=Rhythm(reports=ReportRhythm(every="quarterly")))
    assert asked(the_plan=the_plan).period == "2020Q2"
