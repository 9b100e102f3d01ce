"""Stages and completion: what is claimed, accepted, returned and reopened."""

import pytest

from ltzplan.rules.claims import claimed_by
from ltzplan.rules.references import offered
from tests.build import adjustment, claim, name_of, on, plan, recheck, sort, state, task, update, withdrawal
from tests.rules.added_up import skips, stage

BY_CLAIM = plan(completion="claim")


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


def test_completion_is_claimed_by_the_plans_own_word_where_it_has_one():
    assert claimed_by(plan()) == "reported_complete"
    assert claimed_by(plan(done="finished")) == "finished"


def test_where_a_claim_completes_no_stage_of_its_own_is_offered_beside_the_plans_word():
    assert offered(plan(done="finished"), "stages") == ("reported_complete", "completed")
    assert offered(plan(done="finished", completion="claim"), "stages") == ()
    assert offered(plan(completion="claim"), "stages") == ("reported_complete",)
    assert offered(plan(completion="claim"), "sorts") == ("other",)
