"""Who must deal with a matter: the need decides, the highest counts."""

import pytest

from ltzplan.rules.levels import (
    grounds_of_level,
    level_since,
    portfolio_of,
    problem_level,
    risen,
    sorted_level,
    task_level,
    turn,
)
from tests.build import (
    name_of,
    on,
    order,
    plan,
    problem,
    recheck,
    reply,
    session,
    sort,
    state,
    task,
    withdrawal,
)


def levels(the_plan, *records, day="2020-12-31"):
    found = state(the_plan, *records, day=day)
    return [task_level(the_plan, found, one) for one in the_plan.tasks]


@pytest.mark.parametrize(
    ("needs", "level"), [("own", "unit"), ("bureaus", "deputies"), ("cities", "deputies"), ("province", "mayors")]
)
def test_the_need_gives_the_level(needs, level):
    """levels-1, levels-2, levels-3, levels-4: each need leads to the level that the plan says."""
    raised = problem()
    found = state(plan(), raised, sort(raised, needs)).problems[name_of(raised)]
    assert sorted_level(plan(), found) == level == problem_level(plan(), found, on("2020-12-31"))


def test_an_unsorted_problem_has_no_level():
    """demands-3: a problem has no level until the secretariat has sorted it; a need is never guessed."""
    raised = problem(needs="province")
    found = state(plan(), raised)
    assert problem_level(plan(), found.problems[name_of(raised)], found.as_of) is None
    assert task_level(plan(), found, plan().tasks[0]) == "unit"


def test_a_task_without_problems_stands_where_the_plan_says():
    """levels-1, levels-4: the standing level follows from the need of the task itself."""
    one = task(needs="province")
    assert plan(one).standing_level(one) == "mayors"
    assert levels(plan(one)) == ["mayors"]


def test_the_highest_of_several_problems_counts():
    """levels-1 to levels-4: a task's current level is the highest of its sorted open problems."""
    first, second = problem(), problem(text="Another")
    assert levels(plan(), first, second, sort(first, "province"), sort(second, "own")) == ["mayors"]


def test_a_lower_problem_never_lowers_a_standing_level():
    """levels-4: the standing level is a floor."""
    raised = problem()
    assert levels(plan(task(needs="province")), raised, sort(raised, "bureaus")) == ["mayors"]


@pytest.mark.parametrize("end", ["closed", "dismissed", "withdrawn"])
def test_a_problem_no_longer_open_holds_no_level(end):
    """demands-3: closed, dismissed or withdrawn, a problem lifts nothing."""
    raised = problem()
    ends = {
        "closed": recheck(raised),
        "dismissed": sort(raised, None, "2020-07-01"),
        "withdrawn": withdrawal(raised),
    }
    assert levels(plan(), raised, sort(raised, "province"), ends[end]) == ["unit"]


def test_a_closed_problem_has_no_level_of_its_own():
    """demands-3: what is closed is before nobody."""
    raised = problem()
    found = state(plan(), raised, sort(raised, "province"), recheck(raised))
    assert problem_level(plan(), found.problems[name_of(raised)], found.as_of) is None


def test_sorting_again_moves_it_down_as_well_as_up():
    """demands-3: the last sorting counts."""
    raised = problem()
    up = sort(raised, "province")
    assert levels(plan(), raised, up, sort(up, "own", "2020-07-01")) == ["unit"]


def test_a_problem_of_several_tasks_lifts_each_of_them():
    """levels-2: one matter, several tasks."""
    raised = problem(("T1", "T2"))
    assert levels(plan(task(), task("T2"), task("T3")), raised, sort(raised)) == ["deputies", "deputies", "unit"]


def test_the_plan_sets_no_rising_unless_it_says_so():
    """The 2019 method sets none: however long it is open, a problem stays where its need puts it."""
    raised = problem(day="2010-01-01")
    assert levels(plan(), raised, sort(raised, "own")) == ["unit"]


@pytest.mark.parametrize(
    ("day", "level"), [("2020-03-14", "unit"), ("2020-03-15", "deputies"), ("2020-12-31", "deputies")]
)
def test_open_for_n_cycles_is_one_level_up(day, level):
    """escalate_after (local): open for N dispatch cycles, one level up and no further."""
    raised = problem(day="2020-01-15")
    assert levels(plan(escalate_after=2), raised, sort(raised, "own", "2020-01-20"), day=day) == [level]


def since(the_plan, raised, *records, day="2020-12-31"):
    found = state(the_plan, raised, *records, day=day).problems[name_of(raised)]
    told = level_since(the_plan, found, on(day))
    return told and told.isoformat()


def test_a_problem_is_before_a_level_from_its_sorting_on():
    """levels-1 to levels-4: not from its raising, which nobody had sorted."""
    raised = problem(day="2020-05-01")
    assert since(plan(), raised, sort(raised, "bureaus", "2020-05-04"), order(raised, day="2020-05-06")) == "2020-05-04"
    assert since(plan(), raised) is None


def test_what_is_sorted_again_to_the_same_level_stays_there():
    """Another sorting starts it anew only where it comes to another level."""
    raised = problem(day="2020-05-01")
    first = sort(raised, "bureaus", "2020-05-04")
    assert since(plan(), raised, first, sort(first, "cities", "2020-06-01")) == "2020-05-04"
    up = sort(first, "province", "2020-06-01")
    assert since(plan(), raised, first, up) == "2020-06-01"
    assert since(plan(), raised, first, up, sort(up, "bureaus", "2020-07-01")) == "2020-07-01"


def test_what_rose_is_before_its_level_from_that_day_on():
    """escalate_after (local): also where it was sorted to that level afterwards."""
    raised, rising = problem(day="2020-01-15"), plan(escalate_after=2)
    low = sort(raised, "own", "2020-01-20")
    assert since(rising, raised, low, day="2020-03-14") == "2020-01-20"
    assert since(rising, raised, low) == "2020-03-15"


def test_a_closed_problem_is_before_none_since_never():
    """demands-3: what is over is before nobody."""
    raised = problem()
    assert since(plan(), raised, sort(raised, "province"), recheck(raised)) is None


def test_cycles_are_those_of_the_dispatch():
    """escalate_after (local): where dispatch is quarterly, a cycle is a quarter."""
    raised = problem(day="2020-01-15")
    sorted_ = sort(raised, "own", "2020-01-20")
    quarterly = plan(escalate_after=1, dispatch="quarterly")
    assert levels(quarterly, raised, sorted_, day="2020-04-14") == ["unit"]
    assert levels(quarterly, raised, sorted_, day="2020-04-15") == ["deputies"]


def test_a_month_counts_from_its_end():
    """escalate_after (local): a problem dated by a month is open from the month's last day."""
    raised = problem(day="2020-01")
    sorted_ = sort(raised, "own", "2020-02-01")
    assert levels(plan(escalate_after=1), raised, sorted_, day="2020-02-28") == ["unit"]
    assert levels(plan(escalate_after=1), raised, sorted_, day="2020-02-29") == ["deputies"]


def test_nothing_rises_above_the_highest_level():
    """escalate_after (local): the highest level has none above it."""
    raised = problem(day="2020-01-15")
    assert levels(plan(escalate_after=1), raised, sort(raised, "province")) == ["mayors"]


def test_an_unsorted_problem_does_not_rise():
    """demands-3: without a level there is none to go up from."""
    assert levels(plan(escalate_after=1), problem(day="2020-01-15")) == ["unit"]


def test_a_closed_problem_has_not_risen():
    """escalate_after (local): only what is open grows old."""
    raised = problem(day="2020-01-15")
    the_plan = plan(escalate_after=1)
    found = state(the_plan, raised, recheck(raised, day="2020-02-01"))
    assert not risen(the_plan, found.problems[name_of(raised)], found.as_of)


def whose(*records, day="2020-06-30", **given):
    """Give whose turn the one problem is."""
    the_plan = plan(**given)
    [one] = state(the_plan, *records, day=day).problems.values()
    return turn(the_plan, one, on(day))


def test_R2_what_was_decided_is_the_secretariats_to_order():
    """demands-3: by its level or a higher one; a lower one's word is none."""
    raised = problem()
    sorted_, held = sort(raised), session("2020-06-15", raised)
    assert whose(raised, sorted_) == "decide"
    assert whose(raised, sorted_, held) == "to_order"
    assert whose(raised, sorted_, session("2020-06-15", raised, level="mayors")) == "to_order"
    assert whose(raised, sorted_, session("2020-06-15", raised, level="unit")) == "decide"
    assert whose(raised, sorted_, session("2020-06-15", raised, level=None, joint_meeting=True)) == "decide"


def test_R2_of_the_lowest_need_the_sort_is_enough():
    """levels-1: it is in the unit's hands, until time lifts it (local)."""
    raised = problem()
    records = raised, sort(raised, "own")
    assert whose(*records) == "in_hand"
    assert whose(*records, day="2020-09-30", escalate_after=2) == "decide"


def test_stranger_10_what_the_secretariat_checks_no_level_decides():
    """effect-1: answered late, it is the secretariat's to check; late in a unit's hands it is its level's."""
    raised = problem()
    given = order(sort(raised), due="2020-06-20")
    records = raised, sort(raised), given
    assert whose(*records) == "decide"
    assert whose(*records, reply(given, day="2020-06-25")) == "in_hand"


def test_R15_the_portfolio_is_the_matters():
    """levels-2: as sorted, else that of the area of its first task; a later sorting counts."""
    raised = problem()
    first = sort(raised, portfolio="people")

    def of(*records):
        [one] = state(plan(), raised, *records).problems.values()
        return portfolio_of(plan(), one)

    assert of() == of(sort(raised)) == "works"
    assert of(first) == "people"
    assert of(first, sort(first, day="2020-06-20")) == "works"
    lost = state(plan(), raised).problems[name_of(raised)]
    assert portfolio_of(plan(task("T9")), lost) == ""


def test_method_B8_what_has_risen_rests_on_the_time_rule():
    """escalate_after (local): at the top nothing has risen."""
    raised = problem(day="2020-01-15")
    the_plan = plan(escalate_after=2)

    def grounds(*records, day="2020-06-30"):
        [one] = state(the_plan, raised, *records, day=day).problems.values()
        return grounds_of_level(the_plan, one, on(day))

    assert grounds(sort(raised, "own", "2020-01-20"), day="2020-02-20") == ("clause-1",)
    assert grounds(sort(raised, "own", "2020-01-20")) == ("local",)
    assert grounds(sort(raised, "province", "2020-01-20")) == ("clause-1",)
    assert grounds() == ()
