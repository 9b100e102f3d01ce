"""Lists: of the plan's words, of tasks, problems, records and of who is silent."""

from dataclasses import replace

import pytest

from ltzplan.model.method import Former, Unit
from ltzplan.model.plan import LeadUnit, Target
from ltzplan.model.values import Day, Words
from ltzplan.reports.escalation import escalation
from ltzplan.reports.filter import TaskFilter
from ltzplan.reports.listing import LISTS, OF_TASKS, listing
from tests.build import (
    extension,
    ledger,
    name_of,
    order,
    paper,
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
    withdrawal,
)  # fmt: skip

PLAN = plan(task(), task("T2", area="schools"))


def rows(kind, *records, **chosen):
    found = listing(PLAN, state(PLAN, *records, day="2020-06-30"), ledger(PLAN, *records), kind, TaskFilter(**chosen))
    return found.told()


def test_a_list_of_tasks_can_be_laid_beside_the_table_that_the_plan_was_made_of():
    """What stands in files beside is at the end, and on no screen."""
    units = {"lead_units": (LeadUnit(name="Roads"),), "supporting_units": (LeadUnit(name="Parks"), LeadUnit(name="Water"))}
    target = Target(en="Ten lamps", due=Day.parse("2020-06-30"), due_words="by June")
    made = plan(replace(task(no="3", summary="All streets", target=target), **units), task("T2", target=Target(due=None)))
    found = listing(made, state(made, day="2020-05-31"), ledger(made), "tasks")
    first, second = found.told()
    beside = LISTS["tasks"].of_files
    assert tuple(found.columns)[-len(beside) :] == beside
    assert [first[one] for one in beside] == ["3", None, ("Roads",), ("Parks", "Water"), "All streets", Words(en="Ten lamps"), "by June"]
    assert (second["promise"], second["supporting"]) == (None, ())


@pytest.mark.parametrize(
    ("kind", "ids"),
    [
        ("tasks", ["T1", "T2"]),
        ("areas", ["roads", "schools"]),
        ("levels", ["unit", "deputies", "mayors"]),
        ("needs", ["own", "bureaus", "cities", "province"]),
        ("sorts", ["land", "other"]),
        ("measures", ["investment", "works"]),
        ("stages", ["not_started", "preliminary", "under_way"]),
        ("offices", ["secretariat", "north", "south"]),
        ("units", ["lands", "works_north", "works_south"]),
        ("clauses", ["clause-1"]),
    ],
)
def test_the_plans_words(kind, ids):
    """Every list of the plan, in the plan's order."""
    assert [one["id"] for one in rows(kind)] == ids


def test_records_are_listed_by_who_entered_them():
    """And may be read from the newest on."""
    records = (update(day="2020-02-01"), update(day="2020-03-01", office="north"), update(day="2020-04-01"))
    found = listing(PLAN, state(PLAN, *records, day="2020-06-30"), ledger(PLAN, *records), "records", by="secretariat")
    assert [one["date"].text for one in found.backwards().told()] == ["2020-04-01", "2020-02-01"]


def test_every_kind_of_list_has_one_shape():
    """Each row of a list has the same columns, and each column the field that says what it means."""
    raised = problem()
    for kind in LISTS:
        sorted_ = sort(raised, "province")
        ordered = order(sorted_)
        others = petition(ordered), session("2020-06-15", raised), paper(day="2020-06-20"), *FELL
        columns = listing(PLAN, state(PLAN), ledger(PLAN), kind).columns
        assert {tuple(one) for one in rows(kind, raised, sorted_, ordered, *others)} == {tuple(columns)}
        assert all(one.metadata["doc"] for one in columns.values())


def test_tasks_can_be_chosen():
    """Filters narrow the list of tasks."""
    assert [one["id"] for one in rows("tasks", area="schools")] == ["T2"]


def test_problems_with_what_became_of_them():
    """Open or not, each with its state, who holds it and since when."""
    raised = problem()
    [one] = rows("problems", raised, sort(raised))
    assert (one["id"], one["state"], one["level"], one["held_by"]) == (name_of(raised), "sorted", "deputies", "deputies")


def test_a_units_problems_are_those_of_its_tasks_and_those_in_its_hands():
    """Not another of a task that it only has because of one in hand, nor one that is over; so it is in who must act."""
    the_plan = plan(task(), task("T2", lead_units=(LeadUnit(name="Lands", unit="lands"),)))
    held, beside, over, led = (problem(id, text=text) for id, text in (("T1", "held"), ("T1", "beside"), ("T1", "over"), ("T2", "led")))
    slips = [(one, sort(one), order(one, number=str(n))) for n, one in enumerate((held, over))]
    done = reply(over, day="2020-06-20")
    records = (beside, sort(beside), led, *slips[0], *slips[1], done, recheck(done, day="2020-06-25"))
    now, chosen = state(the_plan, *records, day="2020-06-30"), TaskFilter(unit="lands")
    found = listing(the_plan, now, ledger(the_plan, *records), "problems", chosen).told()
    assert [one["text"] for one in found] == ["held", "led"]
    acting = escalation(the_plan, now, chosen)
    assert [one.title for one in (*acting.unsorted, *acting.levels[1].matters)] == ["led", "held"]


def test_records_with_their_effect():
    """Every record, in order, with its place and effect."""
    said = update(percent=5)
    [one] = rows("records", said)
    assert (one["id"], one["kind"], one["effect"], one["office"]) == (name_of(said), "update", "in_force", "secretariat")


def test_the_silent():
    """levels-1: whose reports are missing, and which; a city owes what it did not report itself."""
    half_year = tuple(f"2020-0{month}" for month in range(1, 7))
    assert rows("silent", update(day="2020-05-31", office="north")) == [
        {
            "task": "T1", "months": ("2020-06",), "reported_by": {"north": Day.parse("2020-05-31"), "south": None}, "partly": False,
            "owed_by": {"north": ("2020-06",), "south": half_year},
        },
        {
            "task": "T2", "months": half_year, "reported_by": {"north": None, "south": None}, "partly": False,
            "owed_by": {"north": half_year, "south": half_year},
        },
    ]  # fmt: skip


def test_a_task_that_only_one_city_is_silent_on_is_listed():
    """levels-1: with the periods owed for longest, and that it is reported on in part."""
    said = update("T2", day="2020-06-30", office="north"), update(day="2020-06-30", office="north"), update(day="2020-05-31", office="south")
    found = [(one["task"], one["months"][0], len(one["months"]), one["partly"]) for one in rows("silent", *said)]
    assert found == [("T1", "2020-06", 1, True), ("T2", "2020-01", 6, True)]
    assert [one["task"] for one in rows("silent", *said, city="north")] == []


def test_problems_records_and_silence_are_narrowed_too():
    """Every list of tasks' matters keeps to the tasks that are chosen."""
    raised = problem("T1", "2020-06-01")
    sorted_ = sort(raised)
    ordered = order(sorted_)
    records = raised, sorted_, ordered, petition(ordered), session("2020-06-15", raised), *FELL
    for kind in OF_TASKS:
        assert rows(kind, *records, area="roads")
        assert not rows(kind, *records, origin="project")


REPORTED = update(office="north", city="north")
RAISED = problem()
SORTED = sort(RAISED)
ORDERED = order(SORTED, helpers=("works_south",))
FELL = [update(day="2020-04-30", percent=9), update(day="2020-05-31", percent=8)]


def states(kind, *records):
    return [one["state"] for one in rows(kind, RAISED, SORTED, *records)]


def test_orders_and_how_they_stand():
    """One in hand stands where its problem stands, with the date in force; a void one keeps its number."""
    longer = extension(ORDERED, due="2020-08-31", day="2020-06-20")
    [one] = rows("orders", RAISED, SORTED, ORDERED, longer)
    assert (one["number"], one["problem"], one["units"], one["helpers"]) == (
        "1", name_of(RAISED), ("lands",), ("works_south",)
    )
    assert (one["state"], one["due"].text, one["first_due"].text) == ("ordered", "2020-08-31", "2020-06-30")
    back = reply(ORDERED, "cannot", day="2020-06-20")
    assert states("orders", ORDERED, back) == ["handed_back"]
    assert states("orders", ORDERED, back, order(back, number="2", day="2020-06-22")) == ["handed_back", "ordered"]
    assert states("orders", ORDERED, withdrawal(ORDERED, day="2020-06-20")) == ["void"]
    assert states("orders", ORDERED, order(SORTED, require="More", replaces=ORDERED)) == ["void", "ordered"]
    assert states("orders", ORDERED, order(SORTED, number="2", day="2020-06-20")) == ["ordered", "void"]
    assert not rows("orders", RAISED, SORTED, order(SORTED, day="2020-07-01"))


def test_a_void_order_is_still_of_its_problem():
    [one] = rows("orders", RAISED, SORTED, ORDERED, withdrawal(ORDERED, day="2020-06-20"))
    assert (one["state"], one["problem"]) == ("void", name_of(RAISED))


def test_petitions_wait_or_are_answered():
    """Void where withdrawn or without effect."""
    above = sort(SORTED, "province", day="2020-06-11")
    asked = petition(ORDERED, number="7")
    [one] = rows("petitions", RAISED, SORTED, above, ORDERED, asked)
    assert (one["number"], one["problems"], one["state"]) == ("7", (name_of(RAISED),), "waiting")
    assert (one["joined_by"], one["answer_by"]) == (("north", "south"), None)
    assert states("petitions", above, ORDERED, asked, reply(asked, "answer")) == ["replied"]
    assert states("petitions", above, ORDERED, asked, withdrawal(asked, day="2020-06-20")) == ["void"]
    assert states("petitions", above, ORDERED, asked, petition(ORDERED, day="2020-06-16")) == ["waiting", "void"]


def test_sessions_held_put_off_and_joint():
    """With what they took up, and the periods beside their own."""
    held = session("2020-06-15", RAISED, merges=("2020-05",), because="Rain")
    off = session("2020-06-16", form=None, put_off="2020-07", because="Rain")
    joint = session("2020-06-17", level=None, joint_meeting=True, text="All met")
    found = rows("sessions", RAISED, held, off, joint, withdrawal(joint, day="2020-06-20"))
    assert [(one["state"], one["periods"], one["text"]) for one in found] == [
        ("held", ("2020-05",), "Rain"), ("put_off", ("2020-07",), "Rain"), ("void", (), "All met"),
    ]  # fmt: skip
    assert found[0]["matters"] == (name_of(RAISED),)
    assert states("sessions", joint) == ["joint"]


def test_papers_issued_corrected_and_void():
    """A corrected one stays: it was issued."""
    first = paper(day="2020-06-01", periods=("2020-05",), number="1")
    second = paper(day="2020-06-02", periods=("2020-05",), corrects=name_of(first))
    third = paper(day="2020-06-03", periods=("2020-05",))
    found = rows("papers", first, second, third, withdrawal(third, day="2020-06-04"))
    assert [(one["state"], one["number"]) for one in found] == [("corrected", "1"), ("issued", None), ("void", None)]


def test_units_with_their_open_problems():
    """A renamed unit is the same unit."""
    lands = Unit(name="Lands", city="north", former=(Former(name="Fields", until=Day.parse("2020-05-31")),))
    renamed = plan(units={"lands": lands})
    listed = RAISED, SORTED, order(SORTED)
    [one] = listing(renamed, state(renamed, *listed), ledger(renamed, *listed), "units").told()
    assert (one["name"], one["former"], one["problems"]) == ("Lands", ("Fields",), (name_of(RAISED),))


def test_members_with_what_they_answer_for_and_owe():
    """What the one reported the other still owes."""
    of = plan(task(cities=("north", "south")), units={"lands": Unit(name="Lands", city="north")})
    found = listing(of, state(of, REPORTED, day="2020-07-01"), ledger(of, REPORTED), "members").told()
    told = [(one["id"], one["offices"], one["units"], one["tasks"], one["silent"]) for one in found]
    assert told == [("north", ("north",), ("lands",), ("T1",), ()), ("south", ("south",), (), ("T1",), ("T1",))]


def test_doubts_with_their_records():
    """Each with what its question is made of."""
    found = listing(PLAN, state(PLAN, *FELL, day="2020-06-30"), ledger(PLAN, *FELL), "doubts")
    [one], [row] = found.told(), found.rows
    assert (one["doubt"], one["id"], one["records"]) == ("percent_fell", "T1", tuple(map(name_of, FELL)))
    assert row.params["measure"] == "investment"


def test_stranger_7_problems_by_their_own_level_and_state():
    """--level means the problem's level and not the task's; --state and --open its state."""
    low, high, done = problem(text="Low"), problem(text="High"), problem(text="Done")
    sorts = sort(low), sort(high, needs="province"), sort(done, day="2020-06-11")
    listed = low, high, done, *sorts, recheck(sorts[2], day="2020-06-12")
    assert [one["text"] for one in rows("problems", *listed, level="deputies")] == ["Low"]
    assert [one["text"] for one in rows("problems", *listed, level="mayors")] == ["High"]

    def texts(**how):
        found = listing(PLAN, state(PLAN, *listed, day="2020-06-30"), ledger(PLAN, *listed), "problems", **how)
        return sorted((one["text"], one["days"]) for one in found.told())

    assert texts(in_state="closed") == [("Done", 11)]
    assert texts(only_open=True) == [("High", 29), ("Low", 29)]


def test_an_order_is_open_until_its_problem_is_over_and_a_petition_until_it_is_answered():
    """Some columns of a list are the same rows."""
    back = reply(ORDERED, "cannot", day="2020-06-20")
    again, asked = order(back, number="2", day="2020-06-22"), petition(ORDERED, number="7")
    above = sort(SORTED, "province", day="2020-06-11")

    def there(kind, *records):
        given = RAISED, SORTED, ORDERED, *records
        found = listing(PLAN, state(PLAN, *given, day="2020-06-30"), ledger(PLAN, *given), kind, only_open=True)
        return [one["number"] for one in found.only(["number"]).told()]

    assert there("orders", back, again) == ["2"]
    assert there("petitions", above, asked) == ["7"]
    assert there("petitions", above, asked, reply(asked, "answer")) == []


def test_a_record_of_no_task_is_listed_unless_some_tasks_are_asked_for():
    """A joint meeting that took up nothing is a record too."""
    told, meeting = update(), session(level=None, joint_meeting=True)
    found = {one: [row["id"] for row in rows("records", told, meeting, **chosen)] for one, chosen in (("all", {}), ("roads", {"area": "roads"}))}
    assert found == {"all": [name_of(meeting), name_of(told)], "roads": [name_of(told)]}


def test_what_has_a_day_is_listed_of_some_tasks_or_of_all_with_the_duties():
    """Of some tasks no duty is; what is done is not open."""
    raised = problem("T2", day="2020-06-01")
    given = (raised, sort(raised), order(sort(raised)))
    assert [(one["what"], one["state"]) for one in rows("dated", *given, area="schools")] == [("order", "soon")]
    assert {one["what"] for one in rows("dated", *given)} == {"order", "duty"}
    assert rows("dated", *given, area="roads") == []


def test_tasks_whose_start_lies_ahead_can_be_picked():
    the_plan = plan(task(start="2020-07-01"), task("T2", target=Target(due=None)))
    found = listing(the_plan, state(the_plan, day="2020-06-30"), ledger(the_plan), "tasks", TaskFilter(not_started=True))
    assert [one["id"] for one in found.told()] == ["T1"]


def test_what_is_late_is_found_among_problems_orders_and_petitions():
    """An order that another took the place of is not, nor what was answered in time, nor a list that knows no day."""
    raised, asked = problem(), problem(text="Asked")
    known, sent = sort(raised), sort(asked, "province")
    first, again = order(known, due="2020-07-01"), order(known, due="2020-06-20", day="2020-06-12", because="sooner")
    letter = petition(sent, answer_by=Day.parse("2020-06-25"), day="2020-06-11")
    said = (raised, asked, known, sent, first, again, letter)

    def late(kind, day="2020-06-30"):
        return [one["id"] for one in listing(PLAN, state(PLAN, *said, day=day), ledger(PLAN, *said), kind, in_state="late").told()]

    assert late("problems") == [name_of(raised)]
    assert late("orders") == [name_of(again)]
    assert late("petitions") == [name_of(letter)]
    assert late("orders", "2020-06-20") == late("petitions", "2020-06-25") == late("sessions") == []
