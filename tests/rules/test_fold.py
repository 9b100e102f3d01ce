"""The fold: what counts on a day, mending, completion, moves that arrive by a merge."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from ltzplan.rules.corrections import mending_refused
from ltzplan.rules.fold import state_at
from ltzplan.rules.ledger import Ledger
from tests.build import (
    adjustment,
    claim,
    entries,
    name_of,
    on,
    plan,
    problem,
    recheck,
    sort,
    state,
    task,
    update,
    withdrawal,
)

BY_CLAIM = plan(completion="claim")


def reports(*records, day="2020-12-31", known=None, the_plan=None):
    """Give the percents and texts of T1's reports that are in force."""
    found = state(the_plan or plan(), *records, day=day, known=known).tasks["T1"].reports
    return [str(one.record.percent or one.record.text or "nil") for one in found]


def stage(*records, day="2020-12-31", the_plan=None):
    return state(the_plan or plan(), *records, day=day).tasks["T1"].stage


def skips(found):
    return [(one.entry.id, one.code, one.state) for one in found.skipped]


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


# Mending


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


def test_a_claim_accepted_twice_is_accepted_once():
    """A second acceptance by a merge is listed."""
    said = claim()
    second = recheck(said, day="2020-07-12")
    found = state(plan(), said, recheck(said), second)
    assert skips(found) == [(name_of(second), "impossible_move", "completed")]


def test_a_sorting_of_a_claim_has_no_effect():
    """A claim is no problem: it is accepted or returned, never sorted."""
    said = claim()
    wrong = sort(said, day="2020-07-01")
    assert skips(state(plan(), said, wrong)) == [(name_of(wrong), "impossible_move", "reported_complete")]


def test_a_recheck_of_an_update_that_claims_nothing_has_no_effect():
    """Accept and return come after a claim only."""
    said = update(stage="under_way")
    wrong = recheck(said)
    assert skips(state(plan(), said, wrong)) == [(name_of(wrong), "impossible_move", "under_way")]


def test_a_recheck_of_a_withdrawn_claim_has_no_effect():
    """Where the claim was taken back there is nothing to accept."""
    said = claim()
    wrong = recheck(said, day="2020-09-01")
    found = state(plan(), said, withdrawal(said), wrong)
    assert [one.entry.id for one in found.skipped] == [name_of(wrong)]
    assert not found.tasks["T1"].completed


def test_a_move_may_answer_the_last_move():
    """A move names the record it answers: the problem or its last move."""
    raised = problem()
    first = sort(raised)
    second = sort(first, "province", "2020-06-20")
    [life] = state(plan(), raised, first, second, recheck(second)).problems.values()
    assert (life.state, life.last_move) == ("closed", name_of(recheck(second)))


# Stages and completion


def test_no_stage_stated_is_null():
    """Where none is stated the stage is null."""
    assert stage(update(percent=5)) is None


def test_the_last_stage_stated_holds():
    """An update without a stage leaves it as it was."""
    assert stage(update(stage="under_way"), update(day="2020-07-01", percent=5)) == "under_way"


def test_a_claim_is_reported_complete_and_not_completed():
    """A unit's claim waits for the secretariat; a hundred percent is neither."""
    assert stage(update(percent=100, stage="under_way")) == "under_way"
    assert stage(claim()) == "reported_complete"


def test_only_the_acceptance_completes():
    """Completed is what the secretariat's accept gives; done counts from the acceptance."""
    said = claim()
    assert stage(said, recheck(said, day="2020-07-10"), day="2020-07-09") == "reported_complete"
    assert stage(said, recheck(said, day="2020-07-10"), day="2020-07-10") == "completed"


def test_a_returned_claim_falls_back_to_the_stage_before():
    """A return ends the claim; the last stage stated holds again."""
    said = claim()
    assert stage(update(stage="preliminary", day="2020-05-01"), said, recheck(said, "return")) == "preliminary"


def test_a_unit_takes_its_claim_back_by_a_stage_of_the_whole():
    """The last stage stated holds: a later one ends the claim."""
    found = state(plan(), claim(), update(day="2020-07-05", stage="under_way")).tasks["T1"]
    assert found.stage == "under_way"
    assert [one.until for one in found.claims] == [on("2020-07-05")]


@pytest.mark.parametrize("said", [{"percent": 90}, {"stage": "under_way", "parts": ("a",)}, {"stage": "under_way", "city": "north"}])
def test_a_report_on_less_than_the_whole_leaves_the_claim(said):
    """A claim is of the whole; what is said of a part or a figure does not take it back."""
    assert stage(claim(), update(day="2020-07-05", **said)) == "reported_complete"


def test_a_second_claim_while_one_stands_keeps_the_first_day():
    """Several lead units may claim: it stands since the first."""
    first, second = claim(), claim(day="2020-07-05")
    found = state(plan(), first, second).tasks["T1"]
    assert [(one.since, one.until) for one in found.claims] == [(on("2020-06-30"), None)]
    assert stage(first, second, recheck(second)) == "completed"


def test_a_claim_again_after_a_return_starts_anew():
    """Each claim stands from its own day."""
    first, second = claim(), claim(day="2020-08-01")
    found = state(plan(), first, recheck(first, "return"), second).tasks["T1"]
    assert [(one.since, one.until) for one in found.claims] == [
        (on("2020-06-30"), on("2020-07-10")),
        (on("2020-08-01"), None),
    ]
    assert found.claim.entry.id == name_of(second)


def test_a_recheck_of_the_returned_claim_does_not_touch_the_new_one():
    """A move names what it answers: the old claim stands no more."""
    first, second = claim(), claim(day="2020-08-01")
    late = recheck(first, day="2020-08-02")
    found = state(plan(), first, recheck(first, "return"), second, late)
    assert [one.entry.id for one in found.skipped] == [name_of(late)]
    assert found.tasks["T1"].stage == "reported_complete"


def test_a_claim_reworded_on_its_own_day_keeps_its_acceptance():
    """Replaces mends the wording; what answered the claim answers it still."""
    said = claim(hour=9)
    again = claim(hour=10, text="Clearer", replaces=said)
    assert stage(said, recheck(said), again) == "completed"


def test_a_claim_moved_to_another_task_takes_its_acceptance_along():
    """Replaces mends what was stated: the acceptance answers the claim as it now stands."""
    wrong = claim("T1", hour=9)
    right = claim("T2", hour=10, replaces=wrong)
    found = state(plan(task(), task("T2")), wrong, right, recheck(wrong))
    assert [one.completed for one in found.tasks.values()] == [False, True]


def test_nothing_said_after_completion_undoes_it():
    """What is accepted stays accepted until the acceptance is withdrawn."""
    said = claim()
    accepted = recheck(said)
    later = update(day="2020-08-01", stage="under_way")
    assert stage(said, accepted, later) == "completed"
    assert stage(said, accepted, withdrawal(accepted)) == "reported_complete"


def test_a_claim_completes_where_the_plan_says_so():
    """completion: claim: a plan whose tasks are not rechecked."""
    assert stage(claim(), the_plan=BY_CLAIM) == "completed"


def test_there_is_nothing_to_recheck_where_the_claim_completes():
    """completion: claim: an acceptance that arrives all the same is listed."""
    said = claim()
    found = state(BY_CLAIM, said, recheck(said))
    assert [one.code for one in found.skipped] == ["impossible_move"]
    assert found.tasks["T1"].acceptance is None


def test_milestone_and_annual_target_are_not_completion():
    """Opened to traffic is a milestone, annual target met is a field; neither is completion."""
    opened = plan(task(milestones=("opened",)))
    said = update(milestone="opened", annual_target="met", percent=100)
    assert stage(said, the_plan=opened) is None


@pytest.mark.parametrize("piece", [{"parts": ("a",)}, {"city": "north"}])
def test_R6_a_stage_of_a_part_or_city_stays_the_parts(piece):
    """levels-1: as a percent does; neither before a stage of the whole nor after it."""
    the_plan = plan(task(parts=("a",)))
    of_piece = update(day="2020-07-01", stage="preliminary", **piece)
    assert stage(of_piece, the_plan=the_plan) is None
    assert stage(update(stage="under_way"), of_piece, the_plan=the_plan) == "under_way"


def test_fidelity_4_2_a_new_link_does_not_send_the_task_back():
    """The whole is under way though one part is only prepared."""
    the_plan = plan(task(parts=("old", "new")))
    said = update(stage="under_way"), update(day="2020-07-01", stage="not_started", parts=("new",))
    assert stage(*said, the_plan=the_plan) == "under_way"


OWN = {"done": "finished"}


def completing(*records, day="2020-12-31", **given):
    found = state(plan(**OWN, **given), *records, day=day).tasks["T1"]
    return found.stage, found.completed, found.waits


FINISHED = update(stage="finished")


def test_R18_the_plans_own_word_is_the_claim_and_waits():
    """levels-1: under its own name, until the secretariat accepts or returns it."""
    accepted, returned = recheck(FINISHED), recheck(FINISHED, "return")
    assert completing(FINISHED) == ("finished", False, True)
    assert completing(FINISHED, accepted) == ("finished", True, False)
    assert completing(update(stage="under_way", day="2020-05-01"), FINISHED, returned) == ("under_way", False, False)
    assert completing(claim()) == ("reported_complete", False, True)


def test_R18_where_a_claim_completes_the_last_stage_stated_counts():
    """completion: claim: a later other stage opens it again, and its reports are owed again."""
    by_claim, later = {"completion": "claim"}, update(day="2020-08-01", stage="under_way")
    assert completing(FINISHED, **by_claim) == ("finished", True, False)
    assert completing(FINISHED, later, **by_claim) == ("under_way", False, False)
    assert completing(FINISHED, later, update(day="2020-09-01", stage="finished"), **by_claim) == ("finished", True, False)
    assert completing(FINISHED, update(day="2020-08-01", percent=90), **by_claim) == ("finished", True, False)


def test_R18_a_part_that_is_finished_finishes_no_task():
    the_plan = plan(task(parts=("a",)), **OWN)
    assert stage(update(stage="finished", parts=("a",)), the_plan=the_plan) is None


def test_R18_a_completed_task_is_reopened_by_the_secretariat():
    """Its reopening is no report; the stage before holds, unless it states one; then it may be claimed anew."""
    before, accepted = update(stage="under_way", day="2020-05-01"), recheck(FINISHED)
    reopened = update(day="2020-09-01", reopen=True, text="The bridge is closed")
    assert completing(before, FINISHED, accepted, reopened) == ("under_way", False, False)
    stated = update(day="2020-09-01", reopen=True, stage="preliminary", text="x")
    assert completing(FINISHED, accepted, stated) == ("preliminary", False, False)
    again = update(day="2020-10-01", stage="finished")
    assert completing(FINISHED, accepted, reopened, again, recheck(again, day="2020-10-10")) == ("finished", True, False)
    found = state(plan(**OWN), FINISHED, accepted, reopened).tasks["T1"]
    assert (found.last_report.record, found.acceptance, found.claim) == (FINISHED, None, None)


def test_code_B3_a_withdrawn_tasks_claim_cannot_be_accepted():
    """What has ended waits for nobody, and no check completes it."""
    said, gone = claim(), adjustment(day="2020-07-01", withdrawn=True)
    found = state(plan(), said, gone, recheck(said, day="2020-07-10"))
    assert (found.tasks["T1"].completed, found.tasks["T1"].waits) == (False, False)
    assert [(one.code, one.entry.record.kind) for one in found.skipped] == [("impossible_move", "recheck")]


def test_R21_a_claim_whose_figure_was_settled_is_still_to_be_accepted():
    """A settlement settles the figure and leaves the claim as it was."""
    said = claim(percent=100, office="north")
    other = update(percent=90, office="south", hour=13)
    settled = update(day="2020-07-02", percent=98, of="2020-06-30", replaces=(said, other))
    assert stage(said, other, settled) == "reported_complete"
    assert stage(said, other, settled, recheck(said)) == "completed"


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
