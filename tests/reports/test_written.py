"""What a record that was just written changed, and what comes next."""

from decimal import Decimal

from ltzplan.cli.to_type import to_type
from ltzplan.reports.written import written
from tests.build import (
    claim,
    entries,
    ledger,
    order,
    paper,
    plan,
    problem,
    recheck,
    reply,
    sort,
    state,
    task,
    update,
)

PLAN = plan(task(due="2020-12-31"), task("T2"))


def after(new, *before, day="2020-07-01", the_plan=PLAN):
    """Tell what a record changed."""
    records = (*before, new)
    [entry] = entries(new)
    matters = ledger(the_plan, *records).matters[entry.id]
    return written(the_plan, state(the_plan, *before, day=day), state(the_plan, *records, day=day), entry, matters, to_type)


def changes(found):
    return [(one.what, one.before, one.after) for one in found.changes]


def test_a_report_serves_what_was_owed_and_moves_the_light():
    found = after(update(day="2020-06-30", percent=5), update(day="2020-04-30", percent=10))
    assert (found.id, found.title, found.was, found.was_on.text) == ("T1", "Task T1", Decimal(10), "2020-04-30")
    assert (found.served, found.owed) == (("2020-05", "2020-06"), ())
    assert changes(found) == []
    assert changes(after(update(percent=60), update(day="2020-04-30", percent=10))) == [("light", "far_behind", "on_course")]


def test_a_report_that_leaves_something_owed():
    assert after(update(day="2020-05-31")).owed == ("2020-06",)


def test_a_figure_of_the_background_is_held_against_nothing():
    found = after(update(percent=5, background=True), update(day="2020-04-30", percent=10))
    assert (found.was, found.was_on, found.served) == (None, None, ())


def test_a_claim_waits_for_its_check_by_the_secretariat():
    found = after(claim(office="north"))
    assert [(one.queue, one.mine) for one in found.then] == [("accept", False)]
    assert found.then[0].command.startswith("ltz accept T1")


def test_an_accepted_task_owes_nothing_and_says_its_due_date():
    claimed = claim()
    found = after(recheck(claimed), claimed, day="2020-08-01")
    assert (found.said.move, found.due.text, found.owed) == ("accept", "2020-12-31", ())


def test_a_problem_is_with_somebody_and_raises_its_task():
    raised = problem()
    found = after(sort(raised), raised)
    assert (found.state, found.holders, found.title) == ("sorted", ("deputies",), "Land is missing")
    assert changes(found) == [("level", "unit", "deputies")]
    assert [(one.queue, one.mine) for one in found.then] == [("order", True)]


def test_a_problem_that_is_new():
    found = after(problem(("T1", "T2")))
    assert (found.state, found.holders) == ("raised", ("secretariat",))
    assert [one.queue for one in found.then] == ["sort"]


def test_a_late_answer_ends_the_lateness():
    raised = problem()
    sorted_ = sort(raised)
    given = order(sorted_)
    found = after(reply(given, day="2020-07-05"), raised, sorted_, given, day="2020-07-10")
    assert ("overdue", "yes", "no") in changes(found)


def test_what_is_of_no_task_says_only_itself():
    found = after(paper())
    assert (found.id, found.said.kind, found.then) == (None, "paper", ())
