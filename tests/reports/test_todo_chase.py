"""What the secretariat looks after each day: what is late or owed, reported on, followed and not held (R4)."""

from ltzplan.cli.to_type import to_type
from ltzplan.model.method import Office, SupervisionRule, WorkingDays
from ltzplan.model.plan import Milestone, Target
from ltzplan.model.values import Day
from ltzplan.reports.todo import todo
from tests.build import (
    LOCAL,
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
)
from tests.reports.queues import ANSWERING, BOTH, NOBODY_OWES, RAISED, SORTED, queue


def chased(*records, **given):
    found = queue(*records, **{"aside": ("follow", "dispatch", "answer")} | given)
    return [(item.id, item.reasons, item.holders) for item in found if item.queue == "chase"]


def test_a_milestone_past_its_day_is_to_be_chased():
    """local: what has no order has nobody who holds it; reached, it is chased no more."""
    opened = Milestone(id="opened", due=Day.parse("2020-05-31"))
    asked = {"the_plan": plan(task(milestones=(opened,)), **NOBODY_OWES), "day": "2020-06-10"}
    assert chased(**asked) == [("T1", ("milestone",), ())]
    assert chased(update(day="2020-06-09", milestone="opened"), **asked) == []


def test_what_a_task_promised_and_the_task_itself_where_nobody_supervises_it_are_to_be_chased():
    """local: by the secretariat, or in a plan where nobody orders by the first office."""
    promised = {"further_targets": (Target(en="x", due=Day.parse("2020-05-31")),), "due": "2020-06-05"}
    late = [("T1", ("target",), ()), ("T1", ("overdue",), ())]
    reporting = {"offices": {"north": Office(name="North", may=("update",))}, "needs": {}, "office": "north"}
    for more in ({}, reporting):
        asked = {"the_plan": plan(task(**promised), supervision=(), **NOBODY_OWES, **{k: v for k, v in more.items() if k != "office"})}
        assert chased(**asked, day="2020-06-10", **{k: v for k, v in more.items() if k == "office"}) == late
    assert chased(the_plan=plan(task(**promised), **NOBODY_OWES), day="2020-06-10") == late[:1]


def test_R4_what_is_late_due_soon_or_not_signed_for_is_to_be_chased():
    """effect-1: with who has it, least advanced first; what is answered is chased no more."""
    received = reply(BOTH, "received", "2020-06-06", unit="works_north")
    done = [reply(BOTH, "done", "2020-06-08", unit=unit) for unit in ("works_north", "works_south")]
    given, both = (RAISED, SORTED, BOTH), ("works_south", "works_north")
    assert chased(*given, day="2020-06-05") == [(name_of(RAISED), ("due_soon",), ("works_north", "works_south"))]
    assert chased(*given, received, day="2020-06-08") == [(name_of(RAISED), ("due_soon", "unsigned"), both)]
    assert chased(*given, received, day="2020-06-13") == [(name_of(RAISED), ("overdue", "unsigned"), both)]
    assert chased(*given, *done, day="2020-06-20") == []


def test_R4_not_signed_for_counts_working_days():
    """Local: 25 and 26 June 2020 were a holiday in China, 28 June a day made up."""
    given = order(SORTED, day="2020-06-24", due="2020-12-31")
    days = {"working_days": WorkingDays(country="CN")}
    assert chased(RAISED, SORTED, given, day="2020-06-27", **days) == []
    assert chased(RAISED, SORTED, given, day="2020-06-29", **days) == []
    assert chased(RAISED, SORTED, given, day="2020-06-30", **days) == [(name_of(RAISED), ("unsigned",), ("lands",))]
    assert chased(RAISED, SORTED, given, day="2020-06-26") == []
    assert chased(RAISED, SORTED, given, day="2020-06-27") == [(name_of(RAISED), ("unsigned",), ("lands",))]


def test_R4_an_answer_from_above_is_asked_after_too():
    """levels-4: by when it was expected; without such a day nobody knows that it is late."""
    above = sort(RAISED, "province", day="2020-06-04")
    asked = petition(above, day="2020-06-07", answer_by=Day.parse("2020-06-20"))
    who = ()
    assert chased(RAISED, above, asked, day="2020-06-12") == []
    assert chased(RAISED, above, asked, day="2020-06-13") == [(name_of(RAISED), ("due_soon",), who)]
    assert chased(RAISED, above, asked, day="2020-06-21") == [(name_of(RAISED), ("overdue",), who)]
    assert chased(RAISED, above, petition(above, day="2020-06-07"), day="2020-12-01") == []


def test_method_B3_what_is_late_stands_in_the_secretariats_todo():
    """An order 15 days late, key: to be chased, and a report to the principal leaders is due."""
    rules = tuple(SupervisionRule(ground=one, rests_on=LOCAL) for one in ("key", "overdue"))
    given = order(SORTED, day="2020-06-05", due="2020-06-10", key=True)
    found = queue(RAISED, SORTED, given, day="2020-06-25", aside=("answer", "dispatch", "follow"), supervision=rules)
    assert [(item.queue, item.command) for item in found] == [
        ("chase", "ltz paper reminder --unit lands"), ("supervise", "ltz paper supervision --issue"),
    ]  # fmt: skip


def test_R4_a_supervision_report_is_due_while_a_ground_stands():
    """effect-2: until it is issued, and again when another ground stands."""
    rules = tuple(SupervisionRule(ground=one, rests_on=LOCAL) for one in ("key", "overdue", "returned", "overdue_task"))
    given = order(SORTED, day="2020-06-05", due="2020-06-20", key=True)
    first, second = (paper("supervision", day) for day in ("2020-06-10", "2020-06-22"))

    def supervised(*records, day, the_plan=None):
        found = queue(RAISED, SORTED, given, *records, day=day, the_plan=the_plan, aside=(), supervision=rules)
        return [(item.records, item.since) for item in found if item.queue == "supervise"]

    key, late = ([((name_of(RAISED),), on(day))] for day in ("2020-06-05", "2020-06-21"))
    assert supervised(day="2020-06-06") == key
    assert supervised(first, day="2020-06-15") == []
    assert supervised(first, day="2020-06-21") == late
    assert supervised(first, second, day="2020-07-15") == []
    back = [
        reply(given, "done", "2020-06-23"), recheck(given, "return", "2020-06-24"),
        reply(given, "done", "2020-06-25"), recheck(given, "return", "2020-06-26"),
    ]  # fmt: skip
    assert supervised(first, second, *back, day="2020-07-15") == [((name_of(RAISED),), on("2020-06-26"))]
    overdue = plan(task("T9", due="2020-06-25"), task(), supervision=rules, **NOBODY_OWES)
    assert supervised(first, second, day="2020-07-15", the_plan=overdue) == [(("T9",), on("2020-06-26"))]


def test_R4_dispatches_not_held_are_one_row():
    """demands-2: those that were missed, and one that is due within days."""
    the_plan = plan(signed="2020-05-10", due_day=31)
    held = session("2020-06-10"), paper("minutes", "2020-06-11", concerns=(name_of(session("2020-06-10")),))

    def missed(*records, day):
        found = queue(*records, day=day, the_plan=the_plan, aside=())
        return [(item.periods, item.due) for item in found if item.queue == "dispatch"]

    assert missed(day="2020-05-20") == []
    assert missed(day="2020-05-25") == [(("2020-05",), on("2020-05-31"))]
    assert missed(day="2020-06-28") == [(("2020-05", "2020-06"), on("2020-06-30"))]
    assert missed(*held, day="2020-06-28") == [(("2020-05",), on("2020-05-31"))]


def ways(*records, day="2020-06-15", office="secretariat", **given):
    the_plan = plan(**given)
    return [one.command for one in todo(the_plan, state(the_plan, *records, day=day), office, to_type).ways]


def test_a_missed_dispatch_is_merged_into_one_held_now_or_put_off():
    """Of many periods it is left open which."""
    due = {"signed": "2020-02-10", "due_day": 31, "offices": {"secretariat": Office(name="S", may=("session",))}}
    assert ways(day="2020-02-28", **due) == []
    assert ways(day="2020-04-30", **due) == [
        "ltz session --level LEVEL --form FORM --merges 2020-02,2020-03 --because TEXT",
        "ltz session --level LEVEL --put-off PERIOD --because TEXT",
    ]  # fmt: skip
    assert ways(day="2020-03-10", **due)[1].endswith("--put-off 2020-02 --because TEXT")
    assert "--merges PERIOD --because" in ways(day="2020-06-10", **due)[0]


def test_nothing_new_is_said_of_all_tasks_that_owe_one_report_and_a_level_gets_one_agenda():
    """A single task has the same beside the command with a text."""
    three = {"tasks": tuple(task(id) for id in ("T1", "T2", "T3")), "signed": "2020-05-01"}
    assert ways(office="north", **three) == ["ltz update T1 T2 T3 --date 2020-05 --nil"]
    assert ways(update("T2", "2020-05-31", office="north"), office="north", **three)[0] == "ltz update T1 T3 --date 2020-05 --nil"
    later = problem("T2", "2020-06-02"), sort(problem("T2", "2020-06-02"), day="2020-06-03")
    assert ways(RAISED, SORTED, *later, **NOBODY_OWES) == ["ltz paper agenda --level deputies --draft FILE"]


def test_what_is_late_comes_first_and_what_others_have_last():
    """The queue of what is late for longest, and in a queue likewise; then what is due within days."""
    other, third = problem(day="2020-06-01", text="Other"), problem(day="2020-06-02", text="Third")
    sorts = [sort(one, day="2020-06-03") for one in (other, third)]
    given = (
        order(sorts[0], ("works_north",), "2020-06-04", due="2020-06-11", number="2"),
        order(sorts[1], ("works_north",), "2020-06-14", due="2020-09-30", number="3"),
    )  # fmt: skip
    new = problem(day="2020-06-04", text="New")
    found = queue(RAISED, SORTED, BOTH, other, third, *sorts, *given, new, day="2020-06-16", aside=("dispatch",), offices=ANSWERING)
    assert [(one.queue, one.id) for one in found] == [
        ("chase", name_of(other)), ("chase", name_of(RAISED)), ("sort", name_of(new)), ("follow", name_of(third)),
    ]  # fmt: skip


def test_R4_a_city_sees_each_task_that_owes_and_its_own_problems():
    """From its raising to its end; the secretariat what it ordered, where it is in no other queue."""
    own = problem(day="2020-06-01", office="north")
    sorting = sort(own, day="2020-06-03")
    given = order(sorting, day="2020-06-05", due="2020-06-12")

    there = {"offices": ANSWERING}

    def followed(*records, office="north", **given):
        found = queue(own, *records, office=office, aside=(), **given)
        return [(item.id, item.holders, item.due) for item in found if item.queue == "follow"]

    assert followed() == [(name_of(own), ("secretariat",), None)]
    assert followed(sorting) == [(name_of(own), ("deputies",), None)]
    assert followed(sorting, given) == [(name_of(own), ("lands",), on("2020-06-12"))]
    assert followed(sorting, given, office="south") == []
    assert followed(sorting, given, office="secretariat") == []  # it asks after it: it is due soon
    longer = order(sorting, day="2020-06-15", due="2020-09-30")
    assert followed(sorting, longer, office="secretariat") == []  # it answers for a city that cannot
    assert followed(sorting, longer, office="secretariat", **there) == [(name_of(own), ("lands",), on("2020-09-30"))]
    assert followed(sorting, longer, **there) == []  # it has to answer itself
    above = sort(own, "province", day="2020-06-03")
    assert followed(above, petition(above, day="2020-06-07")) == [(name_of(own), (), None)]
    assert followed(recheck(own, day="2020-06-09")) == []
    behalf = problem(day="2020-06-02", on_behalf_of="south", text="Other")
    assert [item.queue for item in queue(behalf, office="south", aside=())] == ["follow"]
