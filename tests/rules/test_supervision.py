"""What is followed up to the principal leaders (effect-2)."""

from ltzplan.rules.supervision import supervised

from tests.build import claim, plan, problem, recheck, sort, state, task

LATE = task(due="2020-04-10")


def found(*records, day="2020-04-15", **given):
    the_plan = plan(LATE, task("T2", due="2020-12-31"), **given)
    return [(one.id, one.grounds, one.days) for one in supervised(the_plan, state(the_plan, *records, day=day))]


def test_an_overdue_task_is_supervised():
    """effect-2; overdue tasks as a second rule (local)."""
    assert found() == [("T1", ("overdue",), 5)]


def test_nothing_is_supervised_on_its_due_day():
    """effect-2: overdue begins the day after."""
    assert found(day="2020-04-10") == []


def test_a_plan_without_that_rule_supervises_no_task():
    """effect-2: overdue tasks are a rule of the plan's own."""
    assert found(supervision=()) == []


def test_a_completed_task_is_not_supervised():
    """effect-2: what is accepted is followed up no more, also where it was late."""
    said = claim(day="2020-04-12")
    assert found(said, recheck(said, day="2020-04-14")) == []


def test_a_claim_made_in_time_keeps_it_off():
    """effect-2: what waits for the secretariat is not late."""
    assert found(claim(day="2020-04-10")) == []


def test_a_key_problem_without_an_order_is_not_yet_supervised():
    """effect-2: supervised are problems assigned; sorting alone assigns nothing."""
    raised = problem(day="2020-04-01")
    assert found(raised, sort(raised, day="2020-04-02", key=True), day="2020-04-05") == []
