"""What the method adds to status, show, why and log: adjustments, stated counts, orders, supervision."""

import pytest

from ltzplan.model.method import SupervisionRule
from ltzplan.reports.filter import TaskFilter
from ltzplan.reports.log import log
from ltzplan.reports.show import show_problem, show_task
from ltzplan.reports.status import status
from ltzplan.reports.why import why
from tests.build import (
    Source,
    adjustment,
    claim,
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

RULES = tuple(SupervisionRule(ground=ground, rests_on=("clause-1",)) for ground in ("key", "overdue", "returned"))


@pytest.mark.parametrize(
    ("said", "ended", "into"),
    [
        ({"withdrawn": True}, "withdrawn", ()),
        ({"merged_into": "T2"}, "merged", ("T2",)),
        ({"split_into": ("T2", "T3")}, "split", ("T2", "T3")),
        ({"target": "Another"}, None, ()),
    ],
)
def test_a_task_that_ended_says_so(said, ended, into):
    """The row and the task's page name what it goes on in."""
    the_plan = plan(task(), task("T2"), task("T3"))
    given = state(the_plan, adjustment(**said), adjustment(day="2020-07-01", target="Later words"))
    [row] = [one for one in status(the_plan, given).tasks if one.id == "T1"]
    assert (row.ended, row.into) == (ended, into)
    first, _ = show_task(the_plan, given, "T1").adjustments
    assert (first.ended, first.into, first.because, first.approved_by) == (ended, into, "Rain", "The deputy")


def test_the_first_date_of_an_adjusted_task_stays_visible():
    the_plan = plan(task(due="2020-06-30"))
    view = show_task(the_plan, state(the_plan, adjustment(due="2020-09-30")), "T1")
    assert (view.row.due.text, view.row.first_due.text) == ("2020-09-30", "2020-06-30")
    assert [one.due.text for one in view.adjustments] == ["2020-09-30"]


def test_what_a_session_stated_stands_beside_our_own_count():
    """Never as ours: from its day on, the last one, where all tasks are shown."""
    the_plan = plan(task(), task("T2"), task("C1", origin="carried_over"))
    said = session(
        "2020-06-15", level=None, joint_meeting=True, stated={"met": 24, "not_met": 6, "opened": 1},
        source=Source(title="A paper"),
    )  # fmt: skip
    met = update("T1", "2020-05-31", annual_target="met"), update("C1", "2020-05-31", annual_target="met"), update("T2", stage="under_way")
    older, silent = session("2020-01-15", stated={"met": 1}), session("2020-06-20")

    def stated(day, **chosen):
        return status(the_plan, state(the_plan, *met, older, said, silent, day=day), TaskFilter(**chosen)).summary.stated

    found = stated("2020-06-30")
    assert (found.record, found.date.text, found.joint_meeting, found.source.title) == (
        name_of(said), "2020-06-15", True, "A paper",
    )  # fmt: skip
    assert (found.counts, found.ours, found.unknown) == ({"met": 24, "not_met": 6, "opened": 1}, {"met": 1, "not_met": 0}, 1)
    assert stated("2020-06-14").counts == {"met": 1}
    assert stated("2020-01-14") is None
    assert stated("2020-06-30", area="roads") is None


def test_R14_our_count_is_that_of_the_sessions_own_day():
    """Fidelity 4.5: met and not met as stated by then, not stages of today; what was stated last by then holds."""
    the_plan = plan(task(), task("T2"), task("T3"), task("T4"))
    said = session("2020-06-15", level=None, joint_meeting=True, stated={"met": 3, "not_met": 1})
    targets = (
        update("T1", "2020-06-15", annual_target="met"), update("T1", "2020-07-01", annual_target="not_met"),
        update("T2", "2020-05-01", annual_target="met"), update("T2", "2020-06-01", annual_target="not_met"),
        update("T3", "2020-06-16", annual_target="met"), update("T3", "2020-06-10", stage="under_way"),
    )  # fmt: skip
    found = status(the_plan, state(the_plan, said, *targets)).summary.stated
    assert (found.ours, found.unknown) == ({"met": 1, "not_met": 1}, 2)


def test_a_problem_shows_its_order_and_its_petition():
    raised = problem()
    sorting = sort(raised, "province")
    slip = order(sorting, ("lands",), helpers=("works_north",), tracked_by=("works_south",), require="Do it")
    letter = petition(slip, number="8")
    the_plan = plan()

    def view(*records):
        return show_problem(the_plan, state(the_plan, raised, *records), name_of(raised))

    found = view(sorting, slip, letter)
    assert (found.order, found.ordered_on.text, found.number, found.require) == (name_of(slip), "2020-06-12", "1", "Do it")
    assert (found.helpers, found.tracked_by) == (("works_north",), ("works_south",))
    assert (found.petition.record, found.petition.number, found.petition.to, found.petition.since.text) == (
        name_of(letter), "8", "The province", "2020-06-15",
    )  # fmt: skip
    before = view(sorting)
    assert (before.order, before.ordered_on, before.require, before.helpers, before.petition) == (None, None, None, (), None)
    assert [(one.move, one.number, one.units, one.unit) for one in found.moves[2:]] == [
        ("order", "1", ("lands",), None), ("petition", "8", (), None),
    ]  # fmt: skip


def steps(*records, day="2020-07-10", rules=RULES):
    """Give the steps of why the problem of the first record stands where it stands, by rule."""
    the_plan = plan(supervision=rules)
    found = why(ledger(the_plan, *records), state(the_plan, *records, day=day), name_of(records[0]))
    return {one.rule: one for one in found.steps}


def test_why_a_problem_is_late_and_followed_up():
    """effect-2: each ground with its record and clause."""
    raised = problem()
    sorting = sort(raised)
    slip = order(sorting, key=True)
    moved = extension(slip, "2020-07-05")
    found = steps(raised, sorting, slip, moved)
    assert found["ordered"].records == (name_of(slip), name_of(moved))
    assert found["ordered"].params == {"number": "1", "units": "lands", "due": "2020-07-05", "first": "2020-06-30"}
    late = found["late"]
    assert (late.holds, late.records, late.rests_on, late.params["days"]) == (True, (name_of(moved),), "clause-1", "5")
    held = {rule: one.holds for rule, one in found.items() if rule.startswith("supervised")}
    assert held == {"supervised.key": True, "supervised.overdue": True, "supervised.returned": False}
    assert found["supervised.returned"].params == {"returns": "0", "times": "2"}


def test_why_a_problem_is_not_late():
    """Answered in time by all who must; or a higher authority is asked."""
    raised = problem()
    sorting = sort(raised, "province")
    slip = order(sorting)
    done, letter = reply(slip), petition(slip)
    answered = steps(raised, sorting, slip, done)
    assert answered["answered_in_time"].records == (name_of(done),)
    assert not answered["late"].holds
    asked = steps(raised, sorting, slip, letter, rules=())
    assert asked["asked"].records == (name_of(letter),)
    assert (asked["late"].holds, asked["late"].rests_on) == (False, "local")
    assert "answered_in_time" not in asked and not any(rule.startswith("supervised") for rule in asked)
    assert "ordered" not in steps(raised, sorting)


def test_why_a_problem_was_returned():
    raised = problem()
    sorting = sort(raised)
    slip = order(sorting)
    done = reply(slip, day="2020-06-14")
    back = recheck(done, "return", "2020-06-16")
    again = reply(back, day="2020-06-18")
    twice = recheck(again, "return", "2020-06-20")
    found = steps(raised, sorting, slip, done, back, again, twice)["supervised.returned"]
    assert (found.holds, found.records) == (True, (name_of(back), name_of(twice)))


def test_the_log_of_a_problem_is_its_own():
    """Its wordings and moves, what mends them, who took it up; nothing of another that shared a letter or session."""
    raised, other = problem(), problem(text="Other")
    reworded = problem(text="Land is still missing", replaces=raised, day="2020-06-02")
    follows = problem(text="Again", follows=name_of(raised), day="2020-09-01")
    sorting, sorted_too = sort(raised, "province"), sort(other, "province")
    held = session("2020-06-11", raised, other)
    slip, slip_too = order(sorting, session=held), order(sorted_too, number="2", session=held)
    letter = petition(slip, slip_too)
    answers = [reply(letter, "answer", problem=name_of(one), day="2020-06-25") for one in (raised, other)]
    printed = paper("order", "2020-06-12", concerns=(name_of(slip),))
    gone = withdrawal(sorted_too, day="2020-10-01")
    records = raised, other, reworded, follows, sorting, sorted_too, held, slip, slip_too, letter, *answers, printed, gone
    the_plan = plan(task(), task("T2"))
    found = log(ledger(the_plan, *records, update(), claim("T2")), state(the_plan, *records), name_of(raised))
    assert [one.said.record for one in found.log] == [
        name_of(one) for one in (raised, reworded, sorting, held, slip, printed, letter, answers[0])
    ]  # fmt: skip
    assert not any(one.changes for one in found.log)
    late = [(one.what, one.after, one.on.isoformat()) for one in found.since]
    assert late == [("overdue", "yes", "2020-07-01")], "its order counts, though another's is of the same session and letter"
