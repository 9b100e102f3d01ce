"""What is odd in a record that is about to be stored: said to its writer, never refused."""

import pytest

from ltzplan.model.records import Source
from ltzplan.rules.odd import odd
from tests.build import (
    claim,
    entries,
    order,
    plan,
    problem,
    recheck,
    reply,
    session,
    sort,
    state,
    task,
    update,
)

PLAN = plan(task(parts=("a", "b")), task("T2"))
DAY = "2020-12-31"
SHOWN = Source(title="photo.jpg")


def found(new, *before, day=DAY):
    """Name what is odd in a new record after others."""
    states = (state(PLAN, *records, day=day) for records in (before, (*before, new)))
    return [one.doubt for one in odd(PLAN, *states, entries(new))]


def test_a_claim_that_nothing_shows():
    """Neither a file nor a source; where a claim completes by itself nobody checks it."""
    assert found(claim(office="north")) == ["claim_without_words"]
    assert found(claim(office="north", text="Done")) == ["claim_without_evidence"]
    assert found(claim(office="north", source=SHOWN)) == []
    settled = plan(completion="claim")
    states = (state(settled, *records, day=DAY) for records in ((), (claim(),)))
    assert [one.doubt for one in odd(settled, *states, entries(claim()))] == []


def test_an_acceptance_of_what_not_all_cities_claimed():
    """levels-1: of a common task those that did not claim are named; a claim of the task as a whole is of all."""
    north, south, whole = (claim(office=office, day=f"2020-06-2{n}") for n, office in enumerate(("north", "south", "secretariat")))
    assert found(recheck(north, evidence=SHOWN), north) == ["not_claimed_by_all"]
    assert found(recheck(north, evidence=SHOWN), north, south) == found(recheck(whole, evidence=SHOWN), whole) == []
    assert found(recheck(north, "return"), north) == []


def test_a_first_report_is_not_odd():
    assert found(update(text="Begun")) == []


def test_a_period_that_the_office_reported_on_already():
    """Another office's report is none of it, nor one of another period, part or city, nor background."""
    new = update(day="2020-06-20", text="Goes on")
    assert found(new, update(text="Begun")) == ["already_reported"]
    for other in (
        update(text="Begun", office="north"),
        update(text="Begun", day="2020-05-31"),
        update(text="Begun", parts=("a",)),
        update(text="Begun", city="north"),
        update(text="Begun", background=True),
        update(text="Begun", percent=5),
    ):
        assert found(new, other) == []
    for news in (claim(day="2020-06-20", text="Done"), update(day="2020-06-20", text="Open again", reopen=True)):
        assert "already_reported" not in found(news, update(text="Begun"))


def test_a_report_of_today_while_an_earlier_month_is_owed():
    """Who names a month, corrects, opens again or tells of the background means it; nothing is owed once that month is reported."""
    today = "2020-12-10"
    assert found(update(text="Goes on", day=today), day=today) == ["earlier_owed"]
    assert found(claim(day=today, source=SHOWN), day=today) == ["earlier_owed"]
    for told in ({"day": "2020-12", "entered_on": today}, {"day": today, "background": True}, {"day": today, "reopen": True}):
        assert "earlier_owed" not in found(update(text="Goes on", **told), day=today)
    assert found(update(text="Goes on", day=today), update(text="Begun", day="2020-11-30"), day=today) == []


def test_a_correction_repeats_nothing():
    first = update(text="Begun")
    assert found(update(text="Begun", replaces=first), first) == []


def test_a_correction_that_goes_to_another_task():
    first = update("T1", text="Begun")
    assert found(update("T2", text="Begun", replaces=first), first) == ["other_task"]


@pytest.mark.parametrize(
    ("said", "doubts"),
    [({"text": "Goes on"}, ["same_words"]), ({"text": "Goes on well"}, []), ({"text": "Goes on", "nil": True}, [])],
)
def test_the_words_of_the_last_report(said, doubts):
    assert found(update(day="2020-07-31", **said), update(day="2020-06-30", text="Goes on")) == doubts


def test_something_accepted_that_no_file_shows():
    claimed = claim()
    assert found(recheck(claimed), claimed) == ["without_evidence"]
    assert found(recheck(claimed, evidence={"title": "photo.jpg"}), claimed) == []
    assert found(recheck(claimed, "return"), claimed) == []


def test_a_dispatch_of_a_level_and_day_that_is_there_already():
    """Of another day, level or portfolio, put off or corrected it is none."""
    held = session("2020-06-15", text="Met")
    assert found(session("2020-06-15", text="Met again"), held) == ["same_session"]
    for other in (session("2020-06-16"), session("2020-06-15", portfolio="services"), session("2020-06-15", replaces=held)):
        assert "same_session" not in found(other, held)


def test_what_does_not_add_up_by_it():
    """A figure that falls; what did not add up before is no news of it."""
    fell = (update(day="2020-03-31", percent=60), update(day="2020-04-30", percent=50))
    assert found(update(day="2020-06-30", percent=40), fell[0]) == ["percent_fell"]
    assert found(update(day="2020-06-30", percent=70), *fell) == []


def test_of_a_problem_nothing_is_asked_twice():
    raised = problem()
    sorted_ = sort(raised)
    given = order(sorted_)
    assert found(reply(given), raised, sorted_, given) == []


def test_a_citys_percent_of_the_whole_of_a_task_of_several():
    """Not its own share or a part's, not the secretariat's, no correction, and not where the task is the city's alone."""
    whole = update(percent="90", measure="works", office="north")
    assert found(whole) == ["whole_of_several"]
    for other in (
        update(percent="90", measure="works", office="north", city="north"), update(percent="90", measure="works", office="north", parts=("a",)),
        update(percent="90", measure="works"), update(office="north"),
    ):  # fmt: skip
        assert found(other) == []
    alone = plan(task(cities=("north",)))
    assert list(odd(alone, state(alone, day=DAY), state(alone, whole, day=DAY), entries(whole))) == []
