"""What a record that was just written changed, and what comes next."""

from decimal import Decimal

from ltzplan.cli.to_type import to_type
from ltzplan.reports.written import stated, written
from tests.build import (
    adjustment,
    claim,
    entries,
    ledger,
    name_of,
    order,
    paper,
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
from tests.reports.queues import ANSWERING

PLAN = plan(task(due="2020-12-31"), task("T2"))


def answers(*new, before=(), day="2020-07-01", the_plan=PLAN):
    """Tell what the records of one command changed."""
    records = (*before, *new)
    states = (state(the_plan, *some, day=day) for some in (before, records))
    return written(the_plan, *states, entries(*new), ledger(the_plan, *records), to_type)


def after(new, *before, day="2020-07-01", the_plan=PLAN):
    """Tell what a record changed."""
    [found] = answers(new, before=before, day=day, the_plan=the_plan)
    return found


def changes(found):
    return [(one.what, one.before, one.after) for one in found.changes]


def test_a_report_serves_what_was_owed_and_moves_the_light():
    found = after(update(day="2020-06-30", percent=5), update(day="2020-04-30", percent=10))
    assert (found.id, found.title, found.was, found.was_on.text) == ("T1", "Task T1", Decimal(10), "2020-04-30")
    assert (found.served, found.missed, found.owed) == (("2020-06",), ("2020-01", "2020-02", "2020-03", "2020-05"), ())
    assert changes(found) == []
    assert changes(after(update(percent=60), update(day="2020-04-30", percent=10))) == [("light", "far_behind", "on_course")]


def test_a_report_that_leaves_something_owed():
    found = after(update(day="2020-05-31"))
    assert (found.owed, found.period) == (("2020-06",), "2020-05")
    assert after(update(day="2020")).period is None
    assert after(update(background=True)).period is None


def test_a_figure_of_the_background_is_held_against_nothing():
    found = after(update(percent=5, background=True), update(day="2020-04-30", percent=10))
    assert (found.was, found.was_on, found.served) == (None, None, ())


def test_a_figure_is_held_against_the_last_of_an_earlier_day_of_the_same():
    """Of another measure, part or later day is another figure; of several parts nothing is said."""
    parted = plan(task(parts=("a", "b")))
    for other in ({"measure": "works"}, {"parts": ("a",)}, {"city": "north"}, {"day": "2020-07-01"}):
        assert after(update(percent=5), update(**{"day": "2020-04-30", "percent": 10} | other), the_plan=parted).was is None
    assert after(update(percent=5, parts=("a", "b")), update(day="2020-04-30", percent=10, parts=("a",)), the_plan=parted).was is None
    assert after(update(percent=5, parts=("a",)), update(day="2020-04-30", percent=10, parts=("a",)), the_plan=parted).was == 10


def test_nil_an_end_and_what_is_taken_back_are_said():
    first = update(day="2020-05-31")
    assert after(update()).said.nil
    ended = after(adjustment(merged_into="T2"))
    assert (ended.ends, ended.into, ended.due) == ("merged", ("T2",), None)
    assert after(withdrawal(first), first, day="2020-08-02").withdraws == name_of(first)


def test_a_problem_that_is_taken_back_is_said_by_what_it_was():
    raised = problem()
    found = after(withdrawal(raised), raised, day="2020-08-02")
    assert (found.id, found.title, found.withdraws, found.then) == (name_of(raised), "Land is missing", name_of(raised), ())


def test_a_correction_names_what_it_corrects_and_its_withdrawal_what_is_in_force_again():
    first = update(day="2020-05-31", percent=40)
    mended = update(day="2020-05-31", percent=30, replaces=first)
    assert [(one.record, one.percent) for one in after(mended, first).said.corrects] == [(name_of(first), 40)]
    back = withdrawal(mended)
    found = after(back, first, mended, day="2020-08-02")
    assert [(one.record, one.percent) for one in found.restored] == [(name_of(first), 40)]
    again = after(withdrawal(back, day="2020-08-03"), first, mended, back, day="2020-08-04")
    assert [one.record for one in again.restored] == [name_of(mended)]
    assert after(withdrawal(first), first, day="2020-08-02").restored == ()


def test_of_the_records_of_one_command_each_matter_is_said_by_the_last():
    """A session says what it took up; a problem that it sorts and orders is said once."""
    raised, other = problem(), problem("T2", text="Other")
    held = session("2020-06-15", raised, "T2")
    sorted_ = sort(raised, day="2020-06-15")
    given = order(sorted_, day="2020-06-15")
    found = answers(held, sorted_, given, before=(raised, other))
    told = [(one.id, one.said.kind, [(taken.id, taken.decision) for taken in one.took_up]) for one in found]
    assert told == [
        (None, "session", [(name_of(raised), "So be it"), ("T2", "So be it")]), (name_of(raised), "order", []),
    ]  # fmt: skip


def test_after_a_session_its_minutes_are_next_before_what_it_decided():
    raised = problem()
    sorted_ = sort(raised, day="2020-06-15")
    held = session("2020-06-15", raised)
    found = answers(held, sorted_, order(sorted_, day="2020-06-15"), before=(raised,))
    assert [step.command for one in found for step in one.then] [:1] == [f"ltz paper minutes --session {name_of(held)} --issue"]
    assert after(session("2020-06-16", raised, replaces=[name_of(held)]), raised, held).then == ()
    assert after(session("2020-06-16", put_off="2020-06", form=None), raised).then == ()


def test_who_takes_back_a_report_owes_it_again_and_a_problem_is_back_in_its_queue():
    """Of its own city, whoever else reported; what was owed before is not owed again."""
    first, mine, theirs = update(day="2020-04-30", office="north"), update(day="2020-06-30", office="north"), update(day="2020-06-30", office="south")
    found = after(withdrawal(mine, day="2020-07-01", office="north"), first, mine, theirs, the_plan=plan(task(), offices=ANSWERING))
    assert found.owed_again == ("2020-05", "2020-06")
    assert [(one.queue, one.mine) for one in found.then if one.mine] == [("report", True)]
    assert "update T1 --date 2020-06" in found.then[0].command
    again = after(withdrawal(first, day="2020-07-01", office="north"), first, mine, the_plan=plan(task(), offices=ANSWERING))
    assert (again.owed_again, again.then) == ((), ())
    raised = problem()
    sorted_ = sort(raised)
    back = after(withdrawal(sorted_, day="2020-07-01"), raised, sorted_)
    assert (back.state, [one.queue for one in back.then]) == ("raised", ["sort"])


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


def test_what_a_level_has_to_decide_comes_on_its_agenda_and_what_it_decided_is_ordered():
    raised = problem()
    sorted_ = sort(raised)
    [next] = after(sorted_, raised).then
    assert next.command == "ltz paper agenda --level deputies --draft FILE"
    [next] = answers(raised, sorted_, session("2020-06-20", raised))[0].then
    assert next.command.startswith(f"ltz order {name_of(raised)}")


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


def test_what_a_record_says_of_its_matter_without_what_it_changed():
    raised, held = problem(), session()
    known = state(PLAN, raised, sort(raised), held)
    sorted_ = entries(sort(raised))[0]
    found = stated(known, sorted_, ledger(PLAN, raised, sort(raised), held))
    assert (found.id, found.said.move, found.changes, found.then) == (name_of(raised), "sort", (), ())
    assert stated(known, *entries(held), ledger(PLAN, held)).id is None
    ended = adjustment(withdrawn=True)
    found = stated(known, *entries(ended), ledger(PLAN, ended))
    assert (found.id, found.title, found.ends) == ("T1", "Task T1", "withdrawn")
