"""What was decided to change of a task: its date, its promise, its being (demands-2, local)."""

from ltzplan.rules.lights import facts_of, light, overdue_days, unlit_because
from ltzplan.rules.silence import owed
from tests.build import (
    adjustment,
    claim,
    ledger,
    on,
    paper,
    petition,
    plan,
    problem,
    recheck,
    session,
    state,
    task,
    update,
)

PLAN = plan(task(due="2020-06-30"), task("T2"))


def found(*records, day="2020-12-31"):
    return state(PLAN, *records, day=day).tasks["T1"]


def lit(*records, day):
    """Give the light, why there is none, and the days late."""
    facts = facts_of(PLAN, found(*records, day=day), on(day))
    burning = light(PLAN, facts)
    return burning.light if burning else unlit_because(facts), overdue_days(facts)


def test_a_new_date_stands_beside_the_first():
    """demands-2 (local): the first date stays visible."""
    one = found(adjustment(due="2020-09-30"))
    assert [(dated.since, dated.due.text) for dated in one.dues[1:]] == [(on("2020-06-20"), "2020-09-30")]
    assert (one.due.text, one.dues[0].due.text, len(one.adjustments)) == ("2020-09-30", "2020-06-30", 1)


def test_a_task_without_a_date_gets_its_first():
    """demands-2 (local): where none was published, one can be decided."""
    one = state(PLAN, adjustment("T2", due="2020-09-30")).tasks["T2"]
    assert (one.due.text, len(one.dues)) == ("2020-09-30", 1)


def test_an_extension_in_time_keeps_it_from_being_late():
    """effect-2: the date in force counts."""
    more = adjustment(due="2020-09-30")
    assert lit(more, day="2020-09-30") == ("due_soon", 0)
    assert lit(more, day="2020-10-02") == ("overdue", 2)


def test_an_extension_asked_after_the_date_wipes_nothing():
    """effect-2: the days before it stay."""
    more = adjustment(day="2020-07-11", due="2020-09-30")
    assert lit(more, day="2020-07-10") == ("overdue", 10)
    assert lit(more, day="2020-09-15") == ("due_soon", 10)
    assert lit(more, day="2020-10-02") == ("overdue", 12)


def test_a_new_promise():
    """demands-2 (local): the last one decided is in force."""
    first, second = adjustment(target="Half"), adjustment(day="2020-06-21", target="A third")
    assert found(first, second).target == "A third"
    assert found(first, adjustment(day="2020-06-21", due="2020-09-30")).target == "Half"
    assert found().target is None


def test_a_task_ceases_to_be_one_of_its_own():
    """demands-2 (local): withdrawn, merged or split; it lights nothing and is not late."""
    ways = {"withdrawn": {"withdrawn": True}, "merged": {"merged_into": "T2"}, "split": {"split_into": ("T2",)}}
    for how, said in ways.items():
        gone = adjustment(**said)
        one = found(gone)
        assert (one.ended, one.ended_on) == (how, on("2020-06-20"))
        assert lit(gone, claim(), recheck(claim()), day="2020-12-31") == ("ended", 0)
    assert (found().ended, found().ended_on) == (None, None)


def test_what_ended_late_keeps_the_days_until_then():
    """effect-2: the day it ended nobody held it any more."""
    gone = adjustment(day="2020-07-11", withdrawn=True)
    assert lit(gone, day="2020-12-31") == ("ended", 10)


def test_what_ended_stays_ended_whatever_is_decided_later():
    """demands-2 (local): a later date of its own does not move the day it ended."""
    one = found(adjustment(withdrawn=True), adjustment(day="2020-08-01", due="2020-09-30"))
    assert (one.ended, one.ended_on) == ("withdrawn", on("2020-06-20"))


def test_what_ended_owes_no_report_from_that_month_on():
    """levels-1: nobody reports on what is none of the plan's."""
    gone = adjustment(day="2020-03-10", withdrawn=True)
    assert owed(PLAN, found(gone), on("2020-12-31")) == ("2020-01", "2020-02")
    assert owed(PLAN, found(gone, update(day="2020-01-31")), on("2020-12-31")) == ("2020-02",)


def test_whose_a_record_is():
    """demands-2: an adjustment its task's, a session's those of its matters, a paper nobody's, a petition its problems'."""
    raised = problem(("T1", "T2"))
    known = ledger(PLAN, raised, adjustment("T2", due="2020-09-30"), session("2020-06-15", raised, "T3"), paper(), petition(raised))
    assert [known.tasks_of(one) for one in known.known] == [("T1", "T2"), ("T2",), ("T1", "T2", "T3"), (), ("T1", "T2")]
