"""Orders, replies and petitions: who holds a problem, and what each move does to whom (demands-3, effect-2)."""

from ltzplan.model.values import Day
from ltzplan.rules.life import overdue_problem, problem_days_late

from tests.build import extension, name_of, on, order, petition, plan, problem, recheck, reply, sort, state, withdrawal

RAISED = problem()
SORTED = sort(RAISED, "province")
NORTH, SOUTH = "works_north", "works_south"
GIVEN = order(SORTED, (NORTH, SOUTH), helpers=("lands",), due="2020-06-30")
START = (RAISED, SORTED, GIVEN)


def said(says, unit=NORTH, day="2020-06-20", **given):
    """Give a unit's reply to the order."""
    return reply(GIVEN, says, day, unit=unit, **given)


def found(*records, day="2020-12-31"):
    """Give the state that START and more records add up to."""
    return state(plan(), *START, *records, day=day)


def life(*records, day="2020-12-31"):
    """Give the one problem."""
    [one] = found(*records, day=day).problems.values()
    return one


def late(*records, day):
    """Tell whether the problem is late on a day, and for how many days it was."""
    one = life(*records, day=day)
    return overdue_problem(one, on(day)), problem_days_late(one, on(day))


def codes(*records):
    return [(one.entry.id, one.code, one.state) for one in found(*records).skipped]


DONE = said("done"), said("done", SOUTH)


def test_an_order_starts_every_unit_that_must_answer():
    """demands-3: one matter, one slip: its units, its date, its number; helpers hold nothing."""
    one = life()
    assert (one.state, one.units) == ("ordered", {NORTH: "ordered", SOUTH: "ordered"})
    assert (one.due.text, one.first_due.text, one.order) == ("2020-06-30", "2020-06-30", GIVEN)
    assert [entry.id for entry in one.orders] == [name_of(GIVEN)]


def test_the_problem_is_as_far_as_the_least_advanced_of_its_units():
    """demands-3: each unit has its own state; three cities each sign."""
    assert life(said("received")).state == "ordered"
    assert life(said("done")).state == "ordered"
    assert life(said("done"), said("received", SOUTH)).state == "received"
    one = life(said("received"), *DONE)
    assert (one.state, one.units, one.answered_on) == ("answered", {NORTH: "answered", SOUTH: "answered"}, on("2020-06-20"))


def test_a_unit_that_answered_waits_for_the_others():
    """demands-3: it may report progress, not answer twice; the code says what it met."""
    again = said("received", day="2020-06-21")
    assert codes(said("done"), again) == [(name_of(again), "impossible_move", "answered")]
    assert codes(said("done"), said("progress", day="2020-06-21")) == []


def test_progress_moves_nothing():
    """demands-3: --progress is said and seen, whoever says it."""
    for unit in (NORTH, "lands"):
        before, one = life(said("received")), life(said("received"), said("progress", unit, "2020-06-21"))
        assert (one.state, one.units, len(one.moves)) == (before.state, before.units, len(before.moves) + 1)


def test_a_helper_only_reports_progress():
    """demands-3: helpers need not answer, so they cannot."""
    for says in ("received", "done", "cannot"):
        assert codes(move := said(says, "lands")) == [(name_of(move), "only_helps", "ordered")]


def test_a_unit_that_was_not_assigned_has_no_say():
    """demands-3: what it says of another's order has no effect and is listed."""
    sole = order(SORTED, (NORTH,), number="2")
    move = reply(sole, "done", unit=SOUTH)
    skipped = state(plan(), RAISED, SORTED, sole, move).skipped
    assert [(one.code, one.state) for one in skipped] == [("not_its_order", "ordered")]


def test_nobody_answers_before_an_order():
    """demands-3: without an order there is nothing to answer."""
    move = reply(SORTED, "done", unit=NORTH)
    [skip] = state(plan(), RAISED, SORTED, move).skipped
    assert (skip.code, skip.state) == ("impossible_move", "sorted")


def test_cannot_of_one_unit_puts_the_whole_problem_back():
    """demands-3: it asks for another unit, and the problem goes back to sorting; its dates stay on record."""
    one = life(said("done", SOUTH), said("cannot"))
    assert (one.state, one.order, one.units, one.answered_on) == ("sorted", None, {}, None)
    assert (one.first_due.text, len(one.orders)) == ("2020-06-30", 1)


def test_after_cannot_a_new_order_starts_anew_and_the_first_date_stays():
    """demands-3: the new units have the new date; the first date is always shown."""
    gone = said("cannot")
    new = order(gone, ("lands",), "2020-07-10", due="2020-07-31", number="2")
    one = life(said("done", SOUTH), gone, new)
    assert (one.state, one.units, one.order) == ("ordered", {"lands": "ordered"}, new)
    assert (one.first_due.text, one.due.text, len(one.orders)) == ("2020-06-30", "2020-07-31", 2)


def test_a_return_sends_all_units_back():
    """demands-3: with a reason; each has to answer again, and it is counted."""
    one = life(*DONE, recheck(DONE[1], "return", "2020-06-25"))
    assert (one.state, one.units) == ("received", {NORTH: "received", SOUTH: "received"})
    assert (one.returns, one.answered_on, one.due.text) == (1, None, "2020-06-30")


def test_a_return_may_set_a_new_date():
    """demands-3: if given; the first one stays."""
    one = life(*DONE, recheck(DONE[1], "return", "2020-06-25", due=Day.parse("2020-07-15")))
    assert (one.due.text, one.first_due.text) == ("2020-07-15", "2020-06-30")


def test_acceptance_needs_the_answer_of_all():
    """demands-3: a problem is not closed over a unit's head."""
    early = recheck(said("done"), day="2020-06-25")
    assert codes(said("done"), early) == [(name_of(early), "impossible_move", "ordered")]
    one = life(*DONE, recheck(DONE[1], day="2020-06-25"))
    assert (one.state, one.closed_on, one.open) == ("closed", on("2020-06-25"), False)


def test_nobody_replies_to_what_is_closed():
    """demands-3: not even with progress, and what it met is the closed problem."""
    over = (*DONE, recheck(DONE[1], day="2020-06-25"))
    for says, unit in (("progress", NORTH), ("progress", "lands"), ("done", NORTH), ("received", "lands")):
        assert codes(*over, move := said(says, unit, "2020-06-26")) == [(name_of(move), "impossible_move", "closed")]


# effect-2: overdue


def test_overdue_begins_the_day_after_the_due_date():
    """effect-2: the day itself is still in time."""
    assert late(day="2020-06-30") == (False, 0)
    assert late(day="2020-07-01") == (True, 1)
    assert late(day="2020-07-10") == (True, 10)


def test_without_a_date_nothing_is_late():
    """effect-2: what nobody was assigned is not late."""
    [one] = state(plan(), RAISED, SORTED).problems.values()
    assert (overdue_problem(one, on("2020-12-31")), problem_days_late(one, on("2020-12-31"))) == (False, 0)


def test_what_all_answered_in_time_is_not_late_while_it_is_checked():
    """effect-2: a full set of done replies by the due date stands."""
    last = said("done", SOUTH, "2020-06-30")
    assert late(DONE[0], last, day="2020-08-01") == (False, 0)


def test_the_last_of_them_decides():
    """effect-2: one answer in time does not make the set whole."""
    last = said("done", SOUTH, "2020-07-04")
    assert late(DONE[0], day="2020-07-03") == (True, 3)
    assert late(DONE[0], last, day="2020-08-01") == (True, 3)


def test_the_clock_stops_while_the_secretariat_checks_and_restarts_on_return():
    """effect-2: days late are those at whose end a unit held the matter."""
    last = said("done", SOUTH, "2020-07-04")
    back = recheck(last, "return", "2020-07-20")
    assert late(DONE[0], last, back, day="2020-07-19") == (True, 3)
    assert late(DONE[0], last, back, day="2020-07-20") == (True, 4)
    assert late(DONE[0], last, back, day="2020-07-22") == (True, 6)


def test_a_return_with_a_new_date_leaves_the_days_that_it_was_late():
    """effect-2: until the new date it is not late, but it was."""
    last = said("done", SOUTH, "2020-07-04")
    back = recheck(last, "return", "2020-07-20", due=Day.parse("2020-07-25"))
    assert late(DONE[0], last, back, day="2020-07-25") == (False, 3)
    assert late(DONE[0], last, back, day="2020-07-27") == (True, 5)


def test_an_answer_in_time_that_is_returned_after_the_date_is_late_at_once():
    """effect-2: the standing answer protected it; none stands any more."""
    back = recheck(DONE[1], "return", "2020-07-05")
    assert late(*DONE, back, day="2020-07-04") == (False, 0)
    assert late(*DONE, back, day="2020-07-05") == (True, 1)


def test_a_closed_problem_keeps_the_days_it_was_late():
    """effect-2: overdue closed stays in the year's count, but it is late no more."""
    last = said("done", SOUTH, "2020-07-04")
    assert late(DONE[0], last, recheck(last, day="2020-07-06"), day="2020-12-31") == (False, 3)


def test_an_extension_asked_in_time_moves_the_date():
    """effect-2: the date in force counts, the first one stays visible."""
    more = extension(GIVEN, "2020-07-31", "2020-06-25")
    one = life(more)
    assert (one.state, one.due.text, one.first_due.text) == ("ordered", "2020-07-31", "2020-06-30")
    assert late(more, day="2020-07-31") == (False, 0)
    assert late(more, day="2020-08-02") == (True, 2)


def test_an_extension_asked_after_the_date_wipes_nothing():
    """effect-2: the days before it stay; from its day on the new date counts."""
    more = extension(GIVEN, "2020-07-31", "2020-07-11")
    assert late(more, day="2020-07-10") == (True, 10)
    assert late(more, day="2020-07-31") == (False, 10)
    assert late(more, day="2020-08-02") == (True, 12)


def test_two_extensions():
    """effect-2: each counts from its own day."""
    first, second = extension(GIVEN, "2020-07-10", "2020-07-04"), extension(GIVEN, "2020-07-20", "2020-07-15")
    assert late(first, second, day="2020-07-25") == (True, 3 + 4 + 5)


def test_what_is_checked_or_asked_of_others_is_not_extended():
    """demands-3: nobody's clock runs, so there is no date to move."""
    more = extension(DONE[1], "2020-07-31", "2020-06-25")
    assert codes(*DONE, more) == [(name_of(more), "impossible_move", "answered")]


def test_back_in_sorting_nobody_is_late():
    """effect-2: after cannot no unit holds it, until the next order."""
    gone = said("cannot", day="2020-07-04")
    new = order(gone, ("lands",), "2020-07-10", due="2020-07-11", number="2")
    assert late(gone, day="2020-07-20") == (False, 3)
    assert late(gone, new, day="2020-07-13") == (True, 3 + 2)


# demands-3: petitions


def test_while_a_petition_waits_no_unit_is_late():
    """demands-3, effect-2: the clock stops while a higher authority is asked, and runs on after the answer."""
    asked = petition(GIVEN, day="2020-07-04")
    answered = reply(asked, "answer", "2020-07-20", problem=name_of(RAISED))
    assert life(asked).state == "waiting"
    assert late(asked, day="2020-07-19") == (False, 3)
    assert late(asked, answered, day="2020-07-19") == (False, 3)
    assert late(asked, answered, day="2020-07-21") == (True, 5)


def test_the_answer_brings_back_the_state_before():
    """demands-3: the problem, and each of its units, stand as they did."""
    asked = petition(GIVEN, day="2020-06-22")
    answered = reply(asked, "answer", "2020-06-25", problem=name_of(RAISED))
    for moves in ((), (said("received"), said("done", SOUTH))):
        before, after = life(*moves), life(*moves, asked, answered)
        assert (after.state, after.units, after.petition, after.before) == (before.state, before.units, None, None)


def test_a_petition_before_any_order():
    """demands-3: what was sorted waits and is sorted again; no clock has ever run."""
    asked = petition(SORTED, day="2020-06-12")
    waiting = state(plan(), RAISED, SORTED, asked).problems[name_of(RAISED)]
    assert (waiting.state, waiting.pauses, waiting.petition.id) == ("waiting", (), name_of(asked))
    answered = reply(asked, "answer", "2020-06-25", problem=name_of(RAISED))
    assert state(plan(), RAISED, SORTED, asked, answered).problems[name_of(RAISED)].state == "sorted"


def test_while_it_waits_units_only_report_progress():
    """demands-3: waiting is waiting, also for a unit that had received the order."""
    asked = petition(GIVEN, day="2020-06-22")
    move = said("done", day="2020-06-23")
    assert codes(said("received"), asked, move) == [(name_of(move), "impossible_move", "waiting")]
    assert life(asked, said("progress", day="2020-06-23")).state == "waiting"


def test_a_petition_of_several_problems():
    """demands-3: all of them wait; each is answered by itself and stands as it did before."""
    other = problem(text="Other")
    asked = petition(GIVEN, other_sorted := sort(other, "province"), day="2020-06-22")
    one = reply(asked, "answer", "2020-06-25", problem=name_of(other))
    records = (*START, other, other_sorted, asked)
    assert [it.state for it in state(plan(), *records).problems.values()] == ["waiting", "waiting"]
    after = state(plan(), *records, one).problems
    assert (after[name_of(RAISED)].state, after[name_of(other)].state) == ("waiting", "sorted")


def test_a_petition_with_one_problem_that_cannot_wait_has_no_effect():
    """demands-3: all or none: a letter is not half sent."""
    unsorted = problem(text="Other")
    asked = petition(GIVEN, unsorted, day="2020-06-22")
    after = state(plan(), *START, unsorted, asked)
    assert [(one.code, one.state) for one in after.skipped] == [("impossible_move", "raised")]
    assert [one.state for one in after.problems.values()] == ["ordered", "raised"]


def test_a_petition_for_a_withdrawn_problem_has_no_effect():
    """demands-3: what is not there is not asked for."""
    other = problem(text="Other")
    asked = petition(GIVEN, sort(other), day="2020-06-22")
    after = state(plan(), *START, other, sort(other), withdrawal(other, "2020-06-20"), asked)
    assert [one.code for one in after.skipped] == ["answers_nothing", "answers_nothing"]


def test_the_next_move_does_not_answer_a_petition():
    """demands-3: a petition may speak of other problems, so moves answer what came before it."""
    assert life(petition(GIVEN, day="2020-06-22")).last_move == name_of(GIVEN)


# mending


def test_a_withdrawn_order_leaves_the_problem_sorted():
    """demands-3: an order given by mistake assigned nobody, and what was replied to it has no effect."""
    move = said("received")
    after = found(move, withdrawal(GIVEN, "2020-06-25"))
    [one] = after.problems.values()
    assert (one.state, one.order, one.orders, one.due) == ("sorted", None, (), None)
    assert [(skip.entry.id, skip.code) for skip in after.skipped] == [(name_of(move), "impossible_move")]


def test_a_reworded_order_keeps_its_turn_and_its_replies():
    """demands-3: a corrected figure counts as if it had been right at first."""
    new = order(SORTED, (NORTH, SOUTH), "2020-06-25", due="2020-06-28", replaces=GIVEN)
    one = life(said("received"), new, day="2020-07-06")
    assert (one.units, one.first_due.text, one.due.text) == ({NORTH: "received", SOUTH: "ordered"}, "2020-06-28", "2020-06-28")
    assert late(new, day="2020-07-02") == (True, 4)


def test_a_reworded_answer_was_given_on_its_first_day():
    """effect-2: who corrects a word of an answer given in time is not late for it."""
    again = said("done", day="2020-07-08", text="In better words", replaces=DONE[0])
    one = life(*DONE, again)
    assert (one.state, one.answered_on) == ("answered", on("2020-06-20"))
    assert late(*DONE, again, day="2020-07-31") == (False, 0)


def test_an_answer_dated_before_its_order_counts_from_the_order():
    """effect-2: no move counts before one that it names, so no clock runs backwards."""
    early = said("done", day="2020-06-01"), said("done", SOUTH, "2020-06-01")
    assert life(*early).answered_on == on("2020-06-12")


def test_a_correction_stays_with_its_matter():
    """demands-3: one matter, one slip; a slip is not carried to another problem, nor to another wording of its own."""
    raised, other = problem(), problem("T1", "2020-06-02", text="Other land")
    again = problem(day="2020-06-03", replaces=raised, text="Land, said better")
    given = order(raised)
    records = (raised, other, sort(raised), sort(other), given)
    carried = order(other, day="2020-06-13", replaces=given, number="2")
    assert [one.code for one in state(plan(), *records, carried).skipped] == ["replaces_other_matter"]
    kept = order(again, day="2020-06-13", replaces=given, require="At once")
    found = state(plan(), *records, again, kept)
    assert (found.skipped, found.problems[name_of(raised)].order.require) == ((), "At once")
