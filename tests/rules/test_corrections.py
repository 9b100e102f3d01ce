"""Mending: what replaces a record, what takes it back, and who may."""

import pytest

from ltzplan.rules.corrections import mending_refused
from tests.build import name_of, plan, problem, sort, state, task, update, withdrawal
from tests.rules.added_up import reports, skips


def test_replaces_counts_from_its_own_date():
    """What replaces others does so from its own date."""
    old = update(percent=40)
    new = update(percent=45, day="2020-07-10", replaces=old)
    assert reports(old, new, day="2020-07-09") == ["40"]
    assert reports(old, new, day="2020-07-10") == ["45"]


def test_a_correction_that_is_corrected_leaves_the_first_out_of_force():
    """Replaces is for wording and figures: the first wording stays replaced."""
    first = update(percent=40)
    second = update(percent=45, replaces=first, hour=13)
    third = update(percent=50, replaces=second, hour=14)
    assert reports(first, second, third) == ["50"]


def test_a_correction_that_is_withdrawn_lets_the_first_stand():
    """Withdrawal is for what should not exist: the correction was a mistake."""
    first = update(percent=40)
    second = update(percent=45, replaces=first, hour=13)
    assert reports(first, second, withdrawal(second)) == ["40"]


def test_a_withdrawal_takes_a_record_out_from_its_day_on():
    """A withdrawn record stays readable, without effect."""
    said = update(percent=40)
    gone = withdrawal(said, "2020-08-01")
    assert reports(said, gone, day="2020-07-31") == ["40"]
    assert reports(said, gone, day="2020-08-01") == []
    assert state(plan(), said, gone).dead[name_of(said)].record == gone


def test_a_withdrawal_of_a_withdrawal_restores():
    """The withdrawal was the mistake."""
    said = update(percent=40)
    gone = withdrawal(said)
    assert reports(said, gone, withdrawal(gone, "2020-09-01")) == ["40"]


def test_a_reworded_withdrawal_takes_back_what_it_says_now():
    """Replaces mends a withdrawal's wording as any other record's."""
    said, other = update(percent=40), update(percent=50, hour=13)
    gone = withdrawal(said)
    assert reports(said, other, gone, withdrawal(other, "2020-08-02", replaces=gone)) == ["40"]


@pytest.mark.parametrize(
    ("office", "code"), [("north", None), ("south", "mends_other_office"), ("secretariat", None)]
)
def test_an_office_mends_its_own_records_the_secretariat_any(office, code):
    """offices: who may write what; a mending that arrives by a merge has no effect and is listed."""
    said = update(percent=40, office="north")
    for mending in (withdrawal(said, office=office), update(percent=45, replaces=said, hour=13, office=office)):
        found = state(plan(), said, mending)
        assert [one.code for one in found.skipped] == ([code] if code else [])
        assert (name_of(said) in found.dead) == (code is None)
        assert mending_refused(plan(), mending, said) == code


def test_replaces_never_crosses_kinds():
    """Three ways of mending, never crossed: an update does not replace a problem."""
    raised = problem()
    wrong = update(day="2020-06-02", replaces=raised)
    found = state(plan(), raised, wrong)
    assert skips(found) == [(name_of(wrong), "replaces_other_kind", None)]
    assert found.tasks["T1"].reports == ()
    assert len(found.problems) == 1


def test_a_problem_reworded_before_it_was_sorted_keeps_its_id():
    """A problem is named by the record that raised it."""
    raised = problem()
    again = problem(text="Clearer", replaces=raised, hour=13)
    [life] = state(plan(), raised, again, sort(again)).problems.values()
    assert (life.id, life.problem.text, life.state) == (name_of(raised), "Clearer", "sorted")


def test_a_problem_reworded_after_it_was_sorted_stays_sorted():
    """Replaces mends the wording; what was decided stays decided."""
    raised = problem()
    again = problem(text="Clearer", replaces=raised, day="2020-07-01")
    found = state(plan(), raised, sort(raised), again)
    [life] = found.problems.values()
    assert (life.id, life.problem.text, life.state) == (name_of(raised), "Clearer", "sorted")
    assert life.raised.record.date.text == "2020-06-01"
    assert not found.skipped


def test_two_problems_made_one_keep_the_moves_of_both():
    """Replaces may name several: the first one's life goes on."""
    first, second = problem(), problem(text="The same", hour=13)
    both = problem(text="Both", replaces=(first, second), day="2020-07-01")
    [life] = state(plan(), first, second, sort(second), both).problems.values()
    assert (life.id, life.state) == (name_of(first), "sorted")


def test_a_reworded_sorting_is_the_one_in_force():
    """Replaces from its own date: need, reason and record are those of the new wording."""
    raised = problem()
    first = sort(raised, "bureaus")
    second = sort(raised, "province", "2020-07-01", replaces=first)
    [before] = state(plan(), raised, first, second, day="2020-06-30").problems.values()
    [after] = state(plan(), raised, first, second).problems.values()
    assert (before.sort.needs, before.last_move) == ("bureaus", name_of(first))
    assert (after.sort.needs, after.sorted_by.id) == ("province", name_of(second))
    assert [one.entry.id for one in after.moves] == [name_of(second)]


def test_a_withdrawn_sorting_leaves_the_problem_unsorted():
    """A withdrawal takes the move out of the life."""
    raised = problem()
    sorted_ = sort(raised)
    [life] = state(plan(), raised, sorted_, withdrawal(sorted_)).problems.values()
    assert (life.state, life.sort) == ("raised", None)


def test_moves_of_a_withdrawn_problem_are_without_effect_and_listed():
    """A move that has no effect is listed, stopping nobody."""
    raised = problem()
    sorted_ = sort(raised)
    found = state(plan(), raised, sorted_, withdrawal(raised))
    assert found.problems == {}
    assert [one.entry.id for one in found.skipped] == [name_of(sorted_)]


def test_a_move_on_a_problem_that_was_refused_is_listed():
    """Clash of records that are readable but impossible together: listed, stops nobody."""
    theirs = problem(office="north")
    wrong = problem(office="south", replaces=theirs, hour=13)
    found = state(plan(), theirs, wrong, sort(wrong))
    assert [one.entry.record.kind for one in found.skipped] == ["problem", "sort"]
    assert [one.state for one in found.problems.values()] == ["raised"]


@pytest.mark.parametrize(
    ("other", "settled"),
    [({}, True), ({"task": "T2"}, False), ({"measure": "investment"}, False), ({"parts": ("a",)}, False), ({"city": "north"}, False)],
)
def test_a_settlement_is_of_one_figure(other, settled):
    """Two reports that speak of other things are not settled by one; a report without a figure may be replaced with them."""
    one = update(percent=50, measure="works", office="north")
    two = update(**{"percent": 40, "measure": "works", "office": "south"} | other)
    three = update(text="No figure")
    settles = update(day="2020-07-01", percent=45, measure="works", replaces=tuple(map(name_of, (one, two, three))))
    found = state(plan(task(parts=("a",)), task("T2")), one, two, three, settles)
    assert [skip.code for skip in found.skipped] == ([] if settled else ["replaces_other_matter"])
