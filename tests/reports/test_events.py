"""Events of a calendar: what each is called, on which day it is, and how often it changed."""

from datetime import UTC, datetime
from itertools import pairwise

from ltzplan.model.plan import Milestone, Target, Within
from ltzplan.model.values import Day, Duration
from ltzplan.reports.calendar import calendar
from ltzplan.reports.events import events
from tests.build import (
    adjustment,
    ledger,
    name_of,
    order,
    paper,
    petition,
    plan,
    problem,
    reply,
    session,
    sort,
    state,
    task,
    update,
    withdrawal,
)

RAISED = problem("T1", "2020-02-01")
SORTED = sort(RAISED, "bureaus", "2020-02-03")
ORDERED = order(SORTED, ("works_north",), "2020-02-05", due="2020-05-01")


def event(uid, day, *records, edited=(), **given):
    """Give an event of a day by the end of its name, as the plan was edited at some instants."""
    the_plan = plan(task(**({"due": "2020-06-30"} | given)))
    now = state(the_plan, *records, day=day)
    found = {one.uid: one for one in events(the_plan, now, ledger(the_plan, *records), calendar(the_plan, now), edited)}
    assert all(name.startswith(f"{the_plan.header.id}-") and name.endswith("@ltz") for name in found)
    return found[f"{the_plan.header.id}-{uid}@ltz"]


def grows(*found):
    """Whether each is a later wording of the one before, under its name."""
    return len({one.uid for one in found}) == 1 and all(
        one.sequence < later.sequence and one.changed < later.changed for one, later in pairwise(found)
    )


def test_before_any_change_an_event_is_as_old_as_the_plan():
    found = event("task-T1", "2020-01-31")
    assert (found.sequence, found.changed) == (0, datetime(2019, 12, 31, 16, tzinfo=UTC))
    assert found.day.isoformat() == "2020-06-30"


def test_it_changes_when_it_becomes_soon_due_and_late_and_at_no_other_day():
    quiet, same, soon, late = (event("task-T1", day) for day in ("2020-03-01", "2020-03-02", "2020-06-30", "2020-07-01"))
    assert (quiet.sequence, quiet.changed) == (same.sequence, same.changed)
    assert grows(quiet, soon, late)


def test_a_day_that_is_put_off_when_it_had_passed_grows_all_the_same():
    late = event("task-T1", "2020-07-05")
    longer = event("task-T1", "2020-07-06", adjustment("T1", "2020-07-06", due="2020-12-31"))
    assert grows(late, longer) and longer.day.isoformat() == "2020-12-31"


def test_a_day_that_is_edited_in_the_plan_grows_as_one_that_a_record_puts_off():
    """Duties of the plan as well; and where what was late is late no more."""
    edited = [datetime(2020, 7, 5, 1, tzinfo=UTC)]
    late, longer = event("task-T1", "2020-07-05"), event("task-T1", "2020-07-05", edited=edited, due="2020-12-31")
    assert grows(late, longer) and longer.changed == edited[0]
    both = event("task-T1", "2020-07-07", adjustment("T1", "2020-07-06", due="2020-11-30"), edited=edited, due="2020-12-31")
    assert grows(longer, both) and both.changed > edited[0]
    assert grows(*(event("work-dispatch-2020-11", "2020-07-05", edited=one) for one in ((), edited)))


def test_what_is_withdrawn_changes_it_once_more():
    given = adjustment("T1", "2020-03-06", due="2020-12-31")
    put_off = event("task-T1", "2020-03-06", given)
    back = event("task-T1", "2020-03-08", given, withdrawal(given, "2020-03-07"))
    assert grows(put_off, back) and back.day.isoformat() == "2020-06-30"


def test_a_report_of_progress_changes_nothing():
    told = update("T1", "2020-03-06", percent=20), session("2020-03-05", "T1"), paper("bulletin", "2020-03-05", periods=("2020-02",))
    assert event("task-T1", "2020-03-08", *told).sequence == 0
    assert grows(event("task-T1", "2020-03-08"), event("task-T1", "2020-03-08", update("T1", "2020-03-06", percent=100)))


def test_an_order_changes_with_the_moves_of_its_problem():
    uid = f"order-T1-{name_of(RAISED)}"
    given = RAISED, SORTED, ORDERED
    assert grows(
        event(uid, "2020-02-06", *given),
        event(uid, "2020-02-08", *given, reply(ORDERED, "received", "2020-02-07", unit="works_north")),
    )


def test_a_petition_is_its_own_event():
    high = sort(RAISED, "province", "2020-02-03")
    asked = petition(high, day="2020-02-10", answer_by=Day.parse("2020-03-31"))
    assert event(f"petition-T1-{name_of(RAISED)}", "2020-02-12", RAISED, high, asked).day.isoformat() == "2020-03-31"


def test_a_duty_changes_when_it_is_missed_held_and_held_no_more():
    held = session("2020-01-15", entered_on="2020-02-15")
    seen = [
        event("work-dispatch-2020-01", "2020-01-20"),
        event("work-dispatch-2020-01", "2020-02-10"),
        event("work-dispatch-2020-01", "2020-02-16", held),
        event("work-dispatch-2020-01", "2020-02-18", held, withdrawal(held, "2020-02-17")),
    ]
    assert [one.of.state for one in seen] == ["due", "missed", "held", "missed"]
    assert grows(*seen)


def test_what_is_counted_from_a_milestone_that_is_not_reached_has_no_event_yet():
    counted = Target(en="Open", due_within=Within(within=Duration.parse("90 days"), milestone="permit"))
    the_plan = plan(task(target=counted, milestones=(Milestone(id="permit", en="Permit"),)))
    now = state(the_plan, day="2020-03-01")
    found = calendar(the_plan, now)
    assert [one.state for one in found.dated] == ["undated"]
    assert not [one for one in events(the_plan, now, ledger(the_plan), found) if one.of in found.dated]


def test_what_was_stated_later_changes_nothing_yet():
    later = adjustment("T1", "2020-06-06", due="2020-12-31")
    assert event("task-T1", "2020-03-08", later).sequence == 0
