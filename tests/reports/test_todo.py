"""What waits for my office, how long, and what to type?"""

from dataclasses import replace

from ltzplan.model.method import Office, ProblemRhythm, ReportRhythm, Rhythm, Urgency, WorkRhythm
from ltzplan.model.plan import Unit
from ltzplan.reports.todo import todo

from tests.build import (
    LOCAL,
    adjustment,
    claim,
    name_of,
    on,
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
)

RAISED = problem(day="2020-06-01")
SORTED = sort(RAISED, day="2020-06-03")
BOTH = order(SORTED, ("works_north", "works_south"), "2020-06-05", due="2020-06-12")
REPLIES = ("update", "problem", "reply", "withdrawal")
ANSWERING = plan().offices | {
    "north": Office(name="North", may=REPLIES, city="north"),
    "south": Office(name="South", may=REPLIES, city="south"),
}
NOBODY_OWES = {"due_day": 31, "signed": "2020-06-01"}
"""Nothing is owed before the end of June 2020."""


def queue(*records, office="secretariat", day="2020-06-15", the_plan=None, **given):
    """Give an office's queue."""
    the_plan = the_plan or plan(**NOBODY_OWES | given)
    return todo(the_plan, state(the_plan, *records, day=day), office).items


def one(*records, **given):
    """Give the only thing that waits."""
    [item] = queue(*records, **given)
    return item


def what(items):
    return [(item.queue, item.id) for item in items]


# ---- problems


def test_a_raised_problem_is_to_be_sorted_by_the_secretariat_only():
    item = one(RAISED)
    assert (item.queue, item.id, item.tasks, item.title) == ("sort", name_of(RAISED), ("T1",), "Land is missing")
    assert (item.since, item.days, item.due) == (on("2020-06-01"), 14, None)
    assert item.command == f"ltz sort {name_of(RAISED)} --as SORT --needs NEED --because TEXT"
    assert queue(RAISED, office="north") == ()
    assert "--needs bureaus" in one(problem(needs="bureaus")).command


def test_a_sorted_problem_is_to_be_ordered():
    """By an urgency of the plan, where it has one."""
    item = one(RAISED, SORTED)
    assert (item.queue, item.since, item.days) == ("order", on("2020-06-03"), 12)
    assert item.command == f"ltz order {name_of(RAISED)} --unit UNIT --due DATE --require TEXT"
    assert "--urgency URGENCY" in one(RAISED, SORTED, urgencies={"normal": Urgency(name="normal", days=10)}).command


def test_an_order_is_to_be_answered_by_the_office_of_the_units_city():
    """By when; not by the secretariat, nor by a unit that has answered."""
    received = reply(BOTH, "received", "2020-06-06", unit="works_north")
    given = (RAISED, SORTED, BOTH, received)
    item = one(*given, office="north", offices=ANSWERING)
    assert (item.queue, item.id, item.unit) == ("answer", name_of(RAISED), "works_north")
    assert (item.since, item.days, item.due) == (on("2020-06-05"), 10, on("2020-06-12"))
    assert item.command == f"ltz reply {name_of(RAISED)} --unit works_north --done --text TEXT"
    assert "--received" in one(*given, office="south", offices=ANSWERING).command
    assert queue(*given, offices=ANSWERING) == ()
    done = reply(received, "done", "2020-06-08", unit="works_north")
    assert queue(*given, done, office="north", offices=ANSWERING) == ()
    assert what(queue(*given, done, office="south", offices=ANSWERING)) == [("answer", name_of(RAISED))]


def test_the_secretariat_enters_what_a_city_without_such_an_office_answers():
    """In this plan no city's office may reply."""
    assert what(queue(RAISED, SORTED, BOTH, the_plan=plan(**NOBODY_OWES))) == [
        ("answer", name_of(RAISED)), ("answer", name_of(RAISED)),
    ]  # fmt: skip


def test_nobody_answers_while_the_province_is_asked():
    asked = petition(BOTH, day="2020-06-07")
    assert queue(RAISED, SORTED, BOTH, asked) == queue(RAISED, SORTED, BOTH, asked, office="north") == ()


def test_what_all_have_answered_is_to_be_rechecked_and_comes_back_when_returned():
    given = order(SORTED, day="2020-06-05")
    done = reply(given, day="2020-06-08")
    item = one(RAISED, SORTED, given, done)
    assert (item.queue, item.since) == ("recheck", on("2020-06-08"))
    assert item.command == f"ltz accept {name_of(RAISED)} --text TEXT --evidence FILE"
    back = recheck(done, "return", "2020-06-10")
    [item] = queue(RAISED, SORTED, given, done, back)
    assert (item.queue, item.unit, item.since) == ("answer", "lands", on("2020-06-10"))
    assert queue(RAISED, SORTED, given, done, recheck(done, day="2020-06-10")) == ()


def test_orders_with_one_number_are_told_apart_by_correcting_the_later():
    other = problem("T1", "2020-06-02")
    sorts = sort(other, day="2020-06-03")
    first, second = order(SORTED, day="2020-06-05"), order(sorts, day="2020-06-06")
    found = [item for item in queue(RAISED, SORTED, first, other, sorts, second) if item.queue == "renumber"]
    assert [(item.id, item.title, item.records) for item in found] == [
        (name_of(other), "1", (name_of(first), name_of(second)))
    ]
    assert found[0].command == f"ltz order {name_of(other)} --replaces {name_of(second)} --date 2020-06-06"


def test_an_order_without_effect_has_no_number_to_settle():
    """The correction of an order that was taken back."""
    first = order(SORTED, day="2020-06-05")
    better = order(SORTED, day="2020-06-05", replaces=first, require="Better", hour=13)
    other = problem("T1", "2020-06-02")
    sorts = sort(other, day="2020-06-03")
    second = order(sorts, day="2020-06-06")
    found = queue(RAISED, SORTED, first, better, withdrawal(first, "2020-06-08"), other, sorts, second)
    assert "renumber" not in {item.queue for item in found}


# ---- tasks


def test_a_claim_is_to_be_accepted():
    item = one(claim(day="2020-06-10"))
    assert (item.queue, item.id, item.days) == ("accept", "T1", 5)
    assert item.command == "ltz accept T1 --text TEXT --evidence FILE"
    assert queue(claim(day="2020-06-10"), office="north") == ()
    assert queue(claim(day="2020-06-10"), adjustment(day="2020-06-12", withdrawn=True)) == ()


def test_figures_that_differ_are_to_be_settled():
    """Of the whole, of a part and of a city's share; the command replaces all of them."""
    said = {"percent": 10}, {"percent": 20}
    for more, flags in (({}, ""), ({"parts": ("a",), "city": "north"}, " --part a --city north")):
        two = [
            update(day="2020-06-10", office=office, **figure, **more)
            for office, figure in zip(("north", "south"), said, strict=True)
        ]
        item = one(*two, the_plan=plan(task(parts=("a",)), **NOBODY_OWES))
        names = tuple(map(name_of, two))
        assert (item.queue, item.id, item.days, item.records) == ("settle", "T1", 5, names)
        assert item.command == (
            f"ltz update T1{flags} --percent PERCENT --measure investment --date 2020-06-10"
            f" --replaces {names[0]} --replaces {names[1]}"
        )
        assert queue(*two, office="north", the_plan=plan(task(parts=("a",)), **NOBODY_OWES)) == ()


LED = replace(task("T2"), lead_units=(Unit(name="Works", city="north"),))
ALONE = replace(task("T3"), lead_units=(Unit(name="A company"),), cities=("south",))
SIGNED = plan(task(), LED, ALONE, task("T4"), task("T5", cities=()), signed="2020-05-01")


def test_reports_owed_are_one_row_where_the_lead_unit_is_not_published():
    """A row for each task whose lead unit is in the office's city, one for all the others of the city."""
    north, south = (queue(office=office, day="2020-06-30", the_plan=SIGNED) for office in ("north", "south"))
    assert [(item.id, item.tasks, item.periods) for item in north] == [
        ("T2", ("T2",), ("2020-05", "2020-06")), (None, ("T1", "T4"), ("2020-05", "2020-06")),
    ]  # fmt: skip
    assert [item.command for item in north] == ["ltz update T2 --text TEXT", "ltz list silent --city north"]
    assert {item.since for item in north} == {on("2020-05-31")}
    assert [(item.id, item.tasks) for item in south] == [("T3", ("T3",)), (None, ("T1", "T4"))]


def test_a_task_of_no_city_is_the_secretariats():
    item = one(day="2020-06-30", the_plan=SIGNED)
    assert (item.tasks, item.command) == (("T5",), "ltz list silent")


def test_the_command_names_the_last_month_owed_once_it_is_over():
    late = queue(office="north", day="2020-07-02", the_plan=SIGNED)
    assert late[0].command == "ltz update T2 --date 2020-06 --text TEXT"


def test_the_longest_silence_is_told():
    item = queue(update("T1", "2020-05-20", office="north"), office="north", day="2020-06-30", the_plan=SIGNED)[0]
    assert item.id == "T2"
    rest = [i for i in queue(update("T1", "2020-05-20"), office="north", day="2020-06-30", the_plan=SIGNED) if i.id is None]
    assert (rest[0].tasks, rest[0].periods, rest[0].since) == (("T1", "T4"), ("2020-05", "2020-06"), on("2020-05-31"))


# ---- the regime


def test_a_session_is_to_be_written_down():
    held = session("2020-06-10", text="Met")
    item = one(held)
    assert (item.queue, item.id, item.title, item.due, item.days) == (
        "write_down", name_of(held), "Met", on("2020-06-11"), 5,
    )  # fmt: skip
    assert item.level == "deputies"
    assert item.command == f"ltz paper minutes --session {name_of(held)} --issue"
    assert queue(held, office="north") == ()


def test_papers_are_due_on_their_day_and_wait_until_issued():
    """A row a kind; the oldest period first; a summary of the work and of the problems is one paper."""
    work = WorkRhythm(dispatch="monthly", summary=("quarterly", "half_yearly"), evaluation="yearly", rests_on=LOCAL)
    problems = ProblemRhythm(bulletin="monthly", summary=("quarterly",), rests_on=LOCAL)
    rhythm = Rhythm(work=work, problems=problems, reports=ReportRhythm(due_day="last", rests_on=LOCAL))
    the_plan = plan(task(lead_units=(Unit(name="X", city="north"),)), rhythm=rhythm, signed="2020-05-01")
    issued = paper("bulletin", "2020-06-02", periods=("2020-05",))
    before = queue(day="2020-06-29", the_plan=the_plan)
    assert [(item.paper, item.periods, item.command) for item in before] == [
        ("bulletin", ("2020-05",), "ltz paper bulletin --month 2020-05 --issue")
    ]
    found = queue(issued, day="2020-06-30", the_plan=the_plan)
    assert [(item.paper, item.periods, item.command, item.days) for item in found] == [
        ("summary", ("2020Q2", "2020H1"), "ltz paper summary --quarter 2020Q2 --issue", 0),
        ("bulletin", ("2020-06",), "ltz paper bulletin --month 2020-06 --issue", 0),
    ]
    assert queue(issued, day="2020-06-30", the_plan=the_plan, office="south") == ()


def test_queues_stand_in_order_and_the_longest_first():
    later = problem("T1", "2020-06-05")
    found = queue(later, RAISED, claim(day="2020-06-10"), problem("T1", "2020-06-02"), sort(later))
    assert [item.queue for item in found] == ["sort", "sort", "order", "accept"]
    assert [item.days for item in found[:2]] == [14, 13]
