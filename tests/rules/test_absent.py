"""What a plan may do without: levels, needs, a rhythm, units, areas; the rules then ask nothing of it."""

from ltzplan.model.method import Rhythm
from ltzplan.reports.status import status
from ltzplan.reports.why import why
from ltzplan.rules.checks import plan_findings
from ltzplan.rules.doubts import doubts
from ltzplan.rules.duties import duties, next_dispatch
from ltzplan.rules.levels import problem_level, risen, rises_on, task_level, turn
from ltzplan.rules.lights import light_of
from ltzplan.rules.measures import cases
from ltzplan.rules.offices import writes
from ltzplan.rules.queue import waiting
from ltzplan.rules.silence import missed, owed, reporters
from tests.build import (
    ledger,
    lights,
    name_of,
    on,
    order,
    plan,
    problem,
    recheck,
    reply,
    session,
    state,
    task,
    update,
)

DATED = lights(("done", "accepted"), ("late", "overdue"), ("fine", "otherwise"))


def bare(*tasks, **changes):
    given = {"levels": (), "needs": {}, "rhythm": Rhythm(), "units": {}, "areas": (), "portfolios": {}, "lights": DATED}
    return plan(*(tasks or (task(area=None, dispatch=None),)), **{**given, **changes})


def the(problem, found):
    return found.problems[name_of(problem)]


def test_without_needs_a_problem_is_open_and_in_hand_until_it_is_closed_with_a_reason():
    raised = problem()
    found = state(bare(), raised)
    assert (the(raised, found).state, turn(bare(), the(raised, found), found.as_of)) == ("open", "in_hand")
    assert problem_level(bare(), the(raised, found), found.as_of) is None
    assert [(one.queue, one.office) for one in waiting(bare(), found)] == [("solve", bare().sorting_office)]
    assert the(raised, state(bare(), raised, recheck(raised, text="Solved"))).state == "closed"
    assert [one.code for one in state(bare(), raised, recheck(raised, text=None)).skipped] == ["accept_without_reason"]


def test_without_needs_a_unit_is_ordered_at_once_and_hands_it_back_open():
    raised = problem()
    given = order(raised)
    back = reply(given, "cannot")
    assert the(raised, state(plan(needs={}), raised, given)).state == "ordered"
    assert the(raised, state(plan(needs={}), raised, given, back)).state == "open"
    assert [writes(bare(), kind) for kind in ("sort", "order", "session", "update")] == [False, False, False, True]


def test_without_levels_a_task_has_none_and_with_them_it_stands_at_the_lowest():
    assert task_level(bare(), state(bare()), bare().tasks[0]) is None
    assert [one.rule for one in why(ledger(bare(), problem()), state(bare(), problem()), "T1").steps] == [
        "accepted", "overdue", "otherwise", "unlit",
    ]  # fmt: skip
    low = plan(task(dispatch=None))
    assert [one.rule for one in why(ledger(low), state(low), "T1").steps][:2] == ["standing_level", "highest_level"]
    assert plan_findings(low) == []
    assert task_level(low, state(low), low.tasks[0]) == "unit"


def test_without_a_rhythm_nothing_is_owed_and_nothing_is_due():
    calm = plan(rhythm=Rhythm())
    found = state(calm, update(), update(day="2020-07-31"), session())
    one = found.tasks["T1"]
    assert (owed(calm, one, found.as_of), missed(calm, one, found.as_of), reporters(calm, one, found.as_of)) == ((), (), ("", ()))
    assert (duties(calm, found), next_dispatch(calm, found)) == ((), None)
    assert (doubts(calm, found), status(calm, found).summary.period) == ([], "")
    measured = cases(calm, {}, found, (), on("2020-01-01"), on("2020-12-31"))
    assert "reports_punctual" not in {one.measure for one in measured}


def test_without_a_rhythm_no_problem_rises():
    held = plan(rhythm=Rhythm(), escalate_after=1)
    raised = problem()
    found = state(held, raised)
    assert (risen(held, the(raised, found), found.as_of), rises_on(held, the(raised, found))) == (False, None)


def test_where_no_light_asks_for_a_percent_otherwise_asks_for_none():
    due = bare(task(area=None, dispatch=None, due="2020-12-31"))
    found = state(due, day="2020-06-30")
    assert light_of(due, found.tasks["T1"], on("2020-06-30")) == "fine"
    assert light_of(due, found.tasks["T1"], on("2021-01-01")) == "late"
