"""Moves that make no sense: refused where they are typed, in doubt where they come by a merge."""

import pytest

from ltzplan.model.plan import Part
from ltzplan.model.values import Day
from ltzplan.rules.doubts import doubts
from ltzplan.rules.sense import senseless
from tests.build import (
    adjustment,
    claim,
    extension,
    name_of,
    order,
    paper,
    petition,
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
)  # fmt: skip

PLAN = plan(task(), task("T2"), task("T3"))


def found(*records, of=PLAN):
    """Give the code, the task and the record of each; the doubts say the same."""
    listed = list(senseless(of, state(of, *records)))
    in_doubt = [(one.doubt, one.id, one.records) for one in doubts(of, state(of, *records))]
    assert {(one.code, one.id, (one.entry.id,)) for one in listed} <= {*in_doubt}
    return [(one.code, one.id, one.entry.record) for one in listed]


GONE = adjustment(day="2020-02-05", withdrawn=True)
LATER = "2020-02-12"


@pytest.mark.parametrize(
    "record",
    [
        update(day=LATER),
        update(day="2020-02-05", hour=15),
        problem(("T2", "T1"), LATER),
        adjustment(day=LATER, due="2020-12-31"),
        adjustment(day=LATER, merged_into="T2"),
        adjustment("T2", LATER, merged_into="T1"),
        adjustment("T2", LATER, split_into=("T3", "T1")),
        adjustment("T2", "2020-01-15", entered_on=LATER, merged_into="T1"),
    ],
)
def test_bug_41_an_ended_task_is_worked_on_no_more(record):
    """Reported, its difficulties raised, its date changed, or another merged into it: none of these."""
    assert found(GONE, record) == [("task_ended", "T1", record)]


@pytest.mark.parametrize(
    "record",
    [
        update(day="2020-02-04"),
        update(day="2020-02"),
        update(day=LATER, background=True, text="x"),
        problem(day="2020-01-20"),
        adjustment("T2", LATER, due="2020-12-31"),
        claim("T2", LATER),
    ],
)
def test_what_came_before_the_end_or_is_background_stands(record):
    """The end decides nothing about the days before it."""
    assert found(GONE, record) == []


def test_bug_19_no_two_tasks_are_merged_in_a_ring():
    """Whichever was entered last leads into a task that had ended; a chain leads on."""
    first = adjustment("T1", "2020-02-10", merged_into="T2")
    second = adjustment("T2", "2020-02-12", merged_into="T1")
    dated_back = adjustment("T2", "2020-02-05", entered_on="2020-02-12", merged_into="T1")
    assert found(first, second) == [("task_ended", "T1", second)]
    assert ("task_ended", "T1", dated_back) in found(first, dated_back)
    assert found(first, adjustment("T2", "2020-02-12", merged_into="T3")) == []


def test_a_correction_makes_nothing_new():
    """What is mended after the end was there before it."""
    said = update(day="2020-01-20", text="x")
    assert found(said, GONE, update(day=LATER, text="y", replaces=said)) == []
    assert found(GONE, adjustment(day="2020-02-03", withdrawn=True, replaces=GONE)) == []


CLAIMED = claim(day="2020-03-01")
ACCEPTED = recheck(CLAIMED, day="2020-03-10")


def test_R18_a_completed_task_is_reported_on_no_more():
    """Unless it is background, or of a day before; where a claim completes, the last word counts."""
    later = update(day="2020-04-10", text="x")
    assert found(CLAIMED, ACCEPTED, later) == [("task_completed", "T1", later)]
    assert found(CLAIMED, ACCEPTED, update(day="2020-04-10", background=True, text="x")) == []
    assert found(CLAIMED, ACCEPTED, update(day="2020-03-05", entered_on="2020-04-10", text="x")) == []
    assert found(CLAIMED, later, of=plan(completion="claim")) == []


@pytest.mark.parametrize(
    "change",
    [
        adjustment(day="2020-04-10", due="2020-12-31"),
        adjustment(day="2020-04-10", withdrawn=True),
        adjustment("T2", "2020-04-10", merged_into="T1"),
        adjustment("T2", "2020-04-10", split_into=("T3", "T1")),
    ],
)
def test_bug_19_a_completed_task_is_changed_no_more_and_none_goes_on_in_it(change):
    """It is done: what another task has left would be done by nobody."""
    assert found(CLAIMED, ACCEPTED, change) == [("task_completed", "T1", change)]
    reopened = update(day="2020-04-01", reopen=True, text="x")
    assert found(CLAIMED, ACCEPTED, reopened, change) == []


def test_R18_only_what_is_completed_is_reopened():
    """The reopening itself is no report; after it reports go on."""
    reopened = update(day="2020-04-10", reopen=True, text="x")
    assert found(CLAIMED, ACCEPTED, reopened, update(day="2020-05-10", text="x")) == []
    assert found(CLAIMED, reopened) == [("not_completed", "T1", reopened)]


RAISED = problem(day="2019-12-20")
SORTED = sort(RAISED, "province", "2019-12-21")
ORDERED = order(SORTED, day="2019-12-22")


@pytest.mark.parametrize(
    "records",
    [
        (update(day="2019-12-20", text="x"),),
        (update(day="2019-12", text="x"),),
        (RAISED, SORTED, ORDERED, extension(ORDERED, day="2019-12-23"), reply(ORDERED, day="2019-12-24")),
        (RAISED, SORTED, petition(SORTED, day="2019-12-24")),
        (adjustment(day="2019-12-20", due="2020-12-31"),),
        (session("2019-12-20", "T1"),),
    ],
)
def test_bug_43_nothing_of_the_plan_is_older_than_its_signing(records):
    """In January people still type last year: reports, problems and all that answers them, and dispatches."""
    assert [(code, id) for code, id, _ in found(*records)] == [("before_signing", "T1")] * len(records)


def test_bug_43_a_dispatch_of_nothing_is_named_itself():
    held = session("2019-12-20")
    assert found(held) == [("before_signing", name_of(held), held)]


def test_what_may_be_older_than_the_plan():
    """Background, what is carried over or continues an earlier plan, and the meeting that signs it."""
    old = plan(
        task("C1", origin="carried_over"),
        task("C2", continues="2018"),
        task("C3", parts=("a",)),
        task("T1"),
    )
    parted = {"a": Part(en="a", continues="2018")}
    old = plan(*(one if one.id != "C3" else type(one)(**vars(one) | {"parts": parted}) for one in old.tasks))
    assert found(
        update("C1", "2019-04-20", text="x"),
        update("C2", "2019-04-20", text="x"),
        update("C3", "2019-04-20", text="x", parts=("a",)),
        update("T1", "2019-04-20", text="x", background=True),
        session("2019-04-20", level=None, joint_meeting=True),
        paper(day="2019-04-20"),
        of=old,
    ) == []  # fmt: skip
    assert [code for code, _, _ in found(update("C3", "2019-04-20", text="x"), of=old)] == ["before_signing"]


def test_no_answer_is_wanted_in_the_past():
    """Neither by who raises a problem, nor by who asks a higher authority."""
    past, ahead = ({"wanted_by": Day.parse(day)} for day in ("2020-05-31", "2020-06-01"))
    wrong = problem(day="2020-06-01", **past)
    assert found(wrong) == [("wanted_in_past", name_of(wrong), wrong)]
    raised = problem(day="2020-06-01", **ahead)
    sorted_ = sort(raised, "province")
    asked = petition(sorted_, day="2020-06-15", answer_by=Day.parse("2020-06-14"))
    assert [one[0] for one in found(raised, sorted_, asked)] == ["wanted_in_past"]


def test_a_withdrawal_may_mend_it():
    """What was taken back is in doubt no more."""
    assert found(GONE, update(day=LATER), withdrawal(GONE)) == []
