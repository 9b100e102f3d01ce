"""The fold: what counts on a day, records that name ones not here, moves that arrive by a merge."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from ltzplan.rules.fold import state_at
from ltzplan.rules.ledger import Ledger
from tests.build import entries, name_of, on, plan, problem, recheck, sort, state, update
from tests.rules.added_up import reports, skips, stage

# What counts on a day


@pytest.mark.parametrize(
    ("written", "before", "from_"),
    [("2020-05-10", "2020-05-09", "2020-05-10"), ("2020-05", "2020-05-30", "2020-05-31"), ("2020", "2020-12-30", "2020-12-31")],
)
def test_a_day_counts_from_itself_a_month_or_year_from_its_end(written, before, from_):
    """As-of takes in the whole day; a month or year counts from its last."""
    assert reports(update(day=written), day=before) == []
    assert reports(update(day=written), day=from_) == ["nil"]


@pytest.mark.parametrize("written", ["2020-05", "2020"])
def test_R10_a_running_month_counts_from_the_day_of_its_entry(written):
    """Nobody reports the future (local): what is said of a month or year that still runs is said of it so far."""
    said = update(day=written, entered_on="2020-05-20")
    assert reports(said, day="2020-05-19") == []
    assert reports(said, day="2020-05-20") == ["nil"]


def test_R10_the_day_of_entry_is_that_of_the_plans_zone():
    """Entered on 30 April in New York, it was 1 May in Shanghai, and May was running."""
    said = update(day="2020-05", entered_on="2020-05-20")
    at = datetime(2020, 4, 30, 20, tzinfo=timezone(timedelta(hours=-4)))
    abroad = replace(said, entered=replace(said.entered, at=at))
    assert reports(abroad, day="2020-05-01") == ["nil"]


def test_R10_records_sort_by_the_day_from_which_they_count():
    """A month reported while it runs is older than what is said after it."""
    running = update(day="2020-05", entered_on="2020-05-20", percent=10)
    later = update(day="2020-05-25", percent=20)
    assert reports(later, running) == ["10", "20"]


def test_known_on_takes_in_the_whole_day():
    """known-on: what had been entered by the end of that day in the plan's zone."""
    said = update(day="2020-05-10", entered_on="2020-06-30", hour=23)
    assert reports(said, known="2020-06-29") == []
    assert reports(said, known="2020-06-30") == ["nil"]


def test_as_of_and_known_on_are_two_clocks():
    """A record on an early day that was entered late is so, but was not known."""
    early, late = update(day="2020-05-10", percent=10), update(day="2020-03-10", percent=5, entered_on="2020-09-01")
    assert reports(early, late, day="2020-06-01") == ["5", "10"]
    assert reports(early, late, day="2020-06-01", known="2020-06-01") == ["10"]


def test_none_counts_before_one_that_it_names():
    """A sorting dated before the month's end on which its problem counts, counts with it."""
    raised = problem(day="2020-06")
    sorted_ = sort(raised, day="2020-06-10")
    assert state(plan(), raised, sorted_, day="2020-06-29").entries == ()
    [life] = state(plan(), raised, sorted_, day="2020-06-30").problems.values()
    assert life.state == "sorted"


def test_records_of_one_day_go_by_the_instant_of_entry():
    """Records sort by date, then by when they were entered."""
    later, earlier = update(stage="under_way", hour=15), update(stage="preliminary", hour=9)
    assert stage(later, earlier) == "under_way"


def test_several_records_of_one_file_go_by_their_place():
    """A problem and its sorting, written by one command at one instant."""
    raised = problem(day="2020-06-10")
    [life] = state(plan(), (raised, sort(raised, day="2020-06-10"))).problems.values()
    assert life.state == "sorted"


def test_the_order_of_files_never_matters_for_moves_dated_before_their_problem():
    """The order of files never matters; two moves that wait for one record keep their own order."""
    raised = problem(day="2020-06")
    listed = entries(raised, sort(raised, "bureaus", "2020-06-10"), sort(raised, "province", "2020-06-11"))
    for order in (listed, listed[::-1]):
        [life] = state_at(Ledger(plan(), order), on("2020-12-31")).problems.values()
        assert life.sort.needs == "province"


def test_the_order_of_files_never_matters_for_what_is_skipped():
    """The order of files never matters, for the list of skipped records either."""
    listed = entries(sort("T1-0000000000000000"), sort("T1-1111111111111111"))
    assert state_at(Ledger(plan(), listed), on("2020-12-31")) == state_at(Ledger(plan(), listed[::-1]), on("2020-12-31"))


# Records that name ones not here


def test_a_record_that_names_one_not_here_is_listed_and_stops_nobody():
    """A move whose problem has not arrived yet has no effect, and the rest goes on."""
    lost = sort("T1-0123456789abcdef")
    found = state(plan(), lost, update())
    assert skips(found) == [(name_of(lost), "names_unknown", None)]
    assert found.tasks["T1"].reports


def test_it_is_not_listed_before_its_day():
    """As-of never sees a later record, not even as a skipped one."""
    assert state(plan(), sort("T1-0123456789abcdef", day="2020-07-01"), day="2020-06-30").skipped == ()


def test_it_counts_once_the_other_arrives():
    """When the named record arrives, all is as if it had been there."""
    raised = problem()
    [life] = state(plan(), sort(raised), raised).problems.values()
    assert life.state == "sorted"


def test_what_answers_a_record_that_was_not_yet_known_is_listed():
    """known-on: a move known before its problem has nothing to move yet."""
    raised, sorted_ = problem(entered_on="2020-09-01"), None
    sorted_ = sort(raised, entered_on="2020-06-10")
    found = state(plan(), raised, sorted_, known="2020-08-01")
    assert [one.code for one in found.skipped] == ["names_unknown"]


# Moves twice by merge


def test_a_second_sorting_that_arrives_by_a_merge_counts_as_sorting_again():
    """demands-3: two sortings of one problem are both possible; the later holds."""
    raised = problem()
    found = state(plan(), raised, sort(raised, "province", "2020-06-12"), sort(raised, "own", "2020-06-11"))
    [life] = found.problems.values()
    assert (life.sort.needs, len(life.moves), found.skipped) == ("province", 2, ())


def test_a_second_acceptance_that_arrives_by_a_merge_has_no_effect():
    """demands-3: a closed problem is closed once; the other is listed."""
    raised = problem()
    twice = recheck(raised, day="2020-07-11")
    found = state(plan(), raised, recheck(raised), twice)
    assert skips(found) == [(name_of(twice), "impossible_move", "closed")]


def test_a_move_without_effect_may_be_reworded():
    """A correction of a move without effect has no effect either, and stops nobody."""
    raised = problem()
    late = sort(raised, day="2020-07-01")
    again = sort(raised, "province", "2020-07-02", replaces=late)
    found = state(plan(), raised, recheck(raised, day="2020-06-05"), late, again)
    assert [one.state for one in found.problems.values()] == ["closed"]
    assert [(one.entry.id, one.code) for one in found.skipped] == [(name_of(again), "impossible_move")]
    assert name_of(again) not in {one.id for one in found.entries}


def test_a_move_may_answer_the_last_move():
    """A move names the record it answers: the problem or its last move."""
    raised = problem()
    first = sort(raised)
    second = sort(first, "province", "2020-06-20")
    [life] = state(plan(), raised, first, second, recheck(second)).problems.values()
    assert (life.state, life.last_move) == ("closed", name_of(recheck(second)))
