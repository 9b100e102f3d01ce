"""What is followed up to the principal leaders (effect-2)."""

from dataclasses import replace

from ltzplan.model.method import SupervisionRule
from ltzplan.rules.supervision import supervised
from tests.build import claim, order, petition, plan, problem, recheck, reply, sort, state, task

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


ALL = tuple(SupervisionRule(ground=one, rests_on=("local",)) for one in ("key", "overdue", "returned"))


def followed(*records, day="2020-07-10", rules=ALL):
    the_plan = plan(supervision=rules)
    return [(one.grounds, one.days) for one in supervised(the_plan, state(the_plan, *records, day=day))]


def ordered(**given):
    raised = problem()
    return raised, sort(raised), order(sort(raised), **given)


def returned(times, *start):
    """Give records in which an order is answered and returned so many times, and the last of them."""
    records, last = [*start], start[-1]
    for n in range(times):
        done = reply(last, "done", f"2020-06-{13 + 2 * n}")
        last = recheck(done, "return", f"2020-06-{14 + 2 * n}")
        records += [done, last]
    return records


def test_a_key_order_is_followed_from_the_first_day():
    """effect-2: problems assigned and key."""
    assert followed(*ordered(key=True), day="2020-06-12") == [(("key",), 0)]
    assert followed(*ordered(), day="2020-06-12") == []


def test_an_overdue_order_is_followed():
    """effect-2: problems assigned and overdue, with the days in the unit's hands."""
    assert followed(*ordered(), day="2020-06-30") == []
    assert followed(*ordered()) == [(("overdue",), 10)]


def test_what_was_returned_twice_is_followed():
    """effect-2; twice is local, and the plan may say another number."""
    start = ordered(due="2020-12-31")
    thrice = (replace(ALL[2], times=3),)
    assert followed(*returned(1, *start)) == []
    assert followed(*returned(2, *start)) == [(("returned_twice",), 0)]
    assert followed(*returned(2, *start), rules=thrice) == []
    assert followed(*returned(3, *start), rules=thrice) == [(("returned_twice",), 0)]


def test_all_grounds_are_given():
    """effect-2: who is asked why learns all of it."""
    assert followed(*returned(2, *ordered(key=True))) == [(("key", "overdue", "returned_twice"), 10)]


def test_a_plan_without_a_rule_does_not_follow_by_it():
    """effect-2: the grounds are the plan's."""
    assert followed(*returned(2, *ordered(key=True)), rules=()) == []


def test_R23_while_the_secretariat_has_it_the_ground_overdue_rests():
    """effect-1, effect-2: answered late or sorted anew it is with the secretariat; its days late stay."""
    start = ordered()
    assert followed(*start) == [(("overdue",), 10)]
    done = reply(start[-1], "done", "2020-07-05")
    assert followed(*start, done) == []
    assert followed(*ordered(key=True), reply(ordered(key=True)[-1], "done", "2020-07-05")) == [(("key",), 4)]
    assert followed(*start, sort(start[-1], "province", "2020-07-05")) == []
    assert followed(*start, done, recheck(done, "return", "2020-07-08")) == [(("overdue",), 7)]


def test_only_what_is_ordered_is_followed():
    """effect-2: not what is closed, waits for an answer from above, or is back in sorting."""
    start = ordered(key=True)
    done = reply(start[-1], "done")
    assert followed(*start, done) == [(("key",), 0)]
    assert followed(*start, done, recheck(done, day="2020-06-25")) == []
    above = start[0], sort(start[0], "province"), start[-1]
    assert followed(*above, petition(start[-1], day="2020-06-25")) == []
    assert followed(*start, reply(start[-1], "cannot")) == []
