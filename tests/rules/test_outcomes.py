"""What became of the assigned problems (effect-3): answered, accepted, returned, and in how many days."""

from ltzplan.model.values import Day
from ltzplan.rules.outcomes import WHOLE, lives, outcomes
from tests.build import (
    extension,
    name_of,
    on,
    order,
    petition,
    plan,
    problem,
    recheck,
    reply,
    sort,
    state,
    task,
)

PLAN = plan(task(), task("T2", area="schools"))
RAISED = problem(day="2020-06-01")
SORTED = sort(RAISED, day="2020-06-10")
ORDERED = order(SORTED, day="2020-06-12", due="2020-06-30")
BOTH = order(SORTED, ("works_north", "works_south"), day="2020-06-12", due="2020-06-30")


def found(*records, day="2020-12-31", first="2020-01-01", last="2020-12-31"):
    state_then = state(PLAN, RAISED, SORTED, *records, day=day)
    return {one.unit: one for one in outcomes(PLAN, state_then, on(first), on(last))}


def verdicts(one):
    return (one.orders_answered_in_time, one.orders_accepted_in_time, one.not_returned)


def test_nobody_was_assigned():
    """What was never ordered is no case."""
    assert found() == {}


def test_solved_in_time():
    """Answered and accepted in time, never returned; days from the order to the acceptance."""
    done = reply(ORDERED, day="2020-06-20")
    of = found(done, ORDERED, recheck(done, day="2020-07-10"))
    assert list(of) == [None, "lands"]
    for one in of.values():
        assert verdicts(one) == (True, True, True)
        assert (one.problem, one.level, one.days, one.days_late, one.closed) == (
            name_of(RAISED), "deputies", 28, 0, on("2020-07-10"),
        )  # fmt: skip
    assert of[None].subjects == (WHOLE, ("area", "roads"))
    assert of["lands"].subjects == (("unit", "lands"), ("city", "north"))


def test_the_date_itself_is_in_time_and_the_next_day_is_late():
    """Answered late it is closed late too, and stays in the year's count."""
    assert found(ORDERED, reply(ORDERED, day="2020-06-30"))[None].orders_answered_in_time is True
    late = reply(ORDERED, day="2020-07-02")
    one = found(ORDERED, late, recheck(late, day="2020-07-10"))[None]
    assert (verdicts(one), one.days_late) == ((False, False, True), 1)


def test_not_answered_is_no_case_before_it_is_due_and_late_after():
    """The day after the date in force it is late."""
    assert found(ORDERED, day="2020-06-30")["lands"].orders_answered_in_time is None
    assert found(ORDERED, day="2020-07-01")["lands"].orders_answered_in_time is False
    assert verdicts(found(ORDERED, day="2020-07-01")[None]) == (False, None, None)


def test_the_date_in_force_on_the_day_of_the_answer_counts():
    """An extension in time saves it; one after the date does not wipe out the days late."""
    early, late = extension(ORDERED, day="2020-06-25"), extension(ORDERED, day="2020-07-05")
    done = reply(ORDERED, day="2020-07-20")
    closed = recheck(done, day="2020-07-25")
    assert verdicts(found(ORDERED, early, done, closed)[None]) == (True, True, True)
    one = found(ORDERED, late, done, closed)[None]
    assert (verdicts(one), one.days_late) == ((True, False, True), 4)


def test_returned_and_answered_again():
    """The first answer was in time; the return is counted for the whole and for the unit."""
    done = reply(ORDERED, day="2020-06-20")
    back = recheck(done, "return", day="2020-06-25", due=Day.parse("2020-07-20"))
    again = reply(back, day="2020-07-15")
    of = found(ORDERED, done, back, again, recheck(again, day="2020-07-18"))
    assert [(verdicts(one), one.returns) for one in of.values()] == [((True, True, False), 1)] * 2


def test_each_unit_has_its_own_clock():
    """One of two answers late: the whole is late, the other is not."""
    north = reply(BOTH, day="2020-06-20", unit="works_north")
    south = reply(BOTH, day="2020-07-03", unit="works_south")
    of = found(BOTH, north, south, recheck(south, day="2020-07-10"))
    assert {unit: one.orders_answered_in_time for unit, one in of.items()} == {
        None: False, "works_north": True, "works_south": False,
    }  # fmt: skip
    assert {unit: one.days_late for unit, one in of.items()} == {None: 2, "works_north": 0, "works_south": 2}
    assert {unit: one.orders_accepted_in_time for unit, one in of.items()} == {
        None: False, "works_north": True, "works_south": False,
    }  # fmt: skip


def test_only_those_who_have_not_answered_are_late():
    """Still open: what is answered is no case against the one who answered."""
    north = reply(BOTH, day="2020-06-20", unit="works_north")
    of = found(BOTH, north, day="2020-08-01")
    assert {unit: one.orders_answered_in_time for unit, one in of.items()} == {
        None: False, "works_north": True, "works_south": False,
    }  # fmt: skip


def test_a_unit_that_cannot_has_answered_and_the_rest_is_the_next_ones():
    """To say in time that it cannot is an answer; what follows is not its own."""
    cannot = reply(ORDERED, "cannot", day="2020-06-20")
    next_ = order(cannot, ("works_north",), day="2020-06-22", due="2020-07-15", number="2")
    done = reply(next_, day="2020-07-10", unit="works_north")
    back = recheck(done, "return", day="2020-07-12")
    again = reply(back, day="2020-07-14", unit="works_north")
    of = found(ORDERED, cannot, next_, done, back, again, recheck(again, day="2020-07-20"))
    assert verdicts(of["lands"]) == (True, None, None)
    assert verdicts(of["works_north"]) == (True, True, False)
    assert (of["lands"].returns, of["works_north"].returns) == (0, 1)


def test_waiting_for_a_higher_authority_is_left_out_and_its_days_with_it():
    """While it waits it is no case; afterwards its days are not counted."""
    above = sort(SORTED, "province", day="2020-06-11")
    asked = petition(ORDERED, day="2020-06-15")
    assert found(above, ORDERED, asked) == {}
    noted = reply(asked, "progress", day="2020-06-18")
    answer = reply(asked, "answer", day="2020-07-15")
    longer = extension(ORDERED, due="2020-08-15", day="2020-07-15", hour=13)
    done = reply(ORDERED, day="2020-08-01")
    of = found(above, ORDERED, asked, noted, answer, longer, done, recheck(done, day="2020-08-11"))
    assert [(one.days, one.days_late) for one in of.values()] == [(30, 0), (30, 0)]


def test_of_a_period_are_those_ordered_by_its_end_and_not_closed_before_it():
    """Carried in and assigned, as in a bulletin."""
    done = reply(ORDERED, day="2020-06-20")
    records = ORDERED, done, recheck(done, day="2020-07-10")
    assert found(*records, first="2020-07-10", last="2020-07-31")
    assert not found(*records, first="2020-07-11", last="2020-07-31")
    assert found(*records, first="2020-06-01", last="2020-06-12")
    assert not found(*records, first="2020-06-01", last="2020-06-11")


def test_lives_end_in_the_state_itself():
    """Replayed move by move, a problem comes out as the fold leaves it."""
    done = reply(ORDERED, day="2020-06-20")
    [problem_then] = state(PLAN, RAISED, SORTED, ORDERED, done).problems.values()
    assert lives(problem_then)[-1] == problem_then
    assert [one.state for one in lives(problem_then)] == ["raised", "sorted", "ordered", "answered"]


def test_a_unit_of_no_city_is_its_own_only():
    """No city is guessed."""
    from dataclasses import replace

    units = {id: replace(one, city=None) for id, one in PLAN.units.items()}
    alone = replace(PLAN, units=units)
    of = outcomes(alone, state(alone, RAISED, SORTED, ORDERED), on("2020-01-01"), on("2020-12-31"))
    assert [one.subjects for one in of][1] == (("unit", "lands"),)


def test_R1_an_order_that_was_late_when_it_was_taken_away_was_not_answered_in_time():
    """effect-3: its case stays, whatever the next order's units do; of a unit that is named again it goes on."""
    up = sort(ORDERED, "province", day="2020-07-06")
    new = order(up, ("works_north",), day="2020-07-07", due="2020-07-31", number="2")
    done = reply(new, day="2020-07-10", unit="works_north")
    of = found(ORDERED, up, new, done)
    assert (of[None].orders_answered_in_time, of["lands"].orders_answered_in_time) == (False, False)
    assert of["works_north"].orders_answered_in_time is True
    early = sort(ORDERED, "province", day="2020-06-30")
    assert found(ORDERED, early, order(early, day="2020-07-07", due="2020-07-31", number="2"), reply(ORDERED, day="2020-07-10"))[None].orders_answered_in_time
    again = order(ORDERED, ("lands", "works_north"), day="2020-07-06", due="2020-07-31", number="2", because="Anew")
    both = [reply(again, day="2020-07-10", unit=unit) for unit in ("lands", "works_north")]
    of = found(ORDERED, again, *both)
    assert (of[None].orders_answered_in_time, of["lands"].orders_answered_in_time) == (False, True)


def test_what_was_not_met_is_held_against_the_order_that_was_in_force():
    """effect-3: that which was late when it was taken away or was never answered, under which the days late came, that was returned."""
    cannot = reply(ORDERED, "cannot", day="2020-06-20")
    assert found(ORDERED, cannot, day="2020-06-25")["lands"].missed_by == {}
    again = order(ORDERED, ("lands", "works_north"), day="2020-07-06", due="2020-07-31", number="2", because="Anew")
    north, south = (reply(again, day=day, unit=unit) for unit, day in (("works_north", "2020-07-10"), ("lands", "2020-08-03")))
    back = recheck(south, "return", day="2020-08-05", due=Day.parse("2020-08-31"))
    more = [reply(back, day="2020-08-10", unit=unit, hour=13) for unit in ("works_north", "lands")]
    of = found(ORDERED, again, north, south, back, *more, recheck(more[-1], day="2020-08-12"))
    late, answered, returned = "orders_accepted_in_time", "orders_answered_in_time", "not_returned"
    assert {unit: one.missed_by for unit, one in of.items()} == {
        None: {answered: "1", late: "1", returned: "2"},
        "lands": {answered: "2", late: "1", returned: "2"},
        "works_north": {returned: "2"},
    }
    assert found(ORDERED, day="2020-07-01")["lands"].missed_by == {answered: "1"}
