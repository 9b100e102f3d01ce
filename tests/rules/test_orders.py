"""Orders and replies: who holds a problem, and what each move does to whom (demands-3, effect-2)."""

from ltzplan.model.records import AgendaItem
from ltzplan.model.values import Day
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
    session,
    sort,
    state,
    withdrawal,
)
from tests.rules.ordered import DONE, GIVEN, NORTH, RAISED, SORTED, SOUTH, codes, found, late, life, said


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


# demands-3: the ladder has every rung (R1, R23)


def up(needs="province", day="2020-07-04", **given):
    """Give another sorting, while units have the order."""
    return sort(GIVEN, needs, day, because="The bureaus cannot agree", **given)


def test_method_B1_what_is_ordered_and_late_is_sorted_up():
    """levels-2 to levels-4, effect-2: units are released, and what was late stays late; nobody is late any more."""
    one = life(up(), day="2020-07-20")
    assert (one.state, one.units, one.order, one.sort.needs) == ("sorted", {}, None, "province")
    assert [entry.id for entry in one.orders] == [name_of(GIVEN)]
    assert (one.first_due.text, late(up(), day="2020-07-20")) == ("2020-06-30", (False, 3))


def test_R1_from_every_state_that_units_are_in():
    """demands-3: the secretariat sorts, dismisses and orders anew when it is ordered, received or answered."""
    for before in ((), (said("received"), said("received", SOUTH)), DONE):
        assert life(*before, up()).state == "sorted"
        assert life(*before, sort(GIVEN, None, "2020-07-04")).state == "dismissed"
        assert life(*before, anew()).order.number == "2"


def anew(units=(NORTH, "lands"), day="2020-07-04", **given):
    """Give another order on the same matter."""
    return order(GIVEN, units, day, **{"due": "2020-07-20", "number": "2", "because": "By the leaders' word"} | given)


def test_R23_a_unit_keeps_its_state_where_an_order_follows_an_order():
    """demands-3: who is named again goes on; who is not is released; who is new begins."""
    one = life(said("received"), said("done", SOUTH), anew())
    assert (one.state, one.units) == ("ordered", {NORTH: "received", "lands": "ordered"})
    assert (one.due.text, one.first_due.text, len(one.orders)) == ("2020-07-20", "2020-06-30", 2)
    assert late(said("received"), anew(), day="2020-07-22") == (True, 3 + 2)
    assert life(*DONE, anew((NORTH,))).state == "answered"
    assert life(said("done"), anew((NORTH,))).answered_on == on("2020-07-04")
    assert life(*DONE, up(), order(up(), (NORTH,), "2020-07-06", due="2020-07-20")).units == {NORTH: "ordered"}


def test_R1_an_order_anew_has_its_reason():
    """demands-3: two orders that a merge joins are no order anew: the second has no effect and is listed."""
    other = anew(because=None)
    assert codes(other) == [(name_of(other), "reorder_without_reason", "ordered")]


def test_R1_an_order_that_was_late_is_not_withdrawn():
    """effect-2: a withdrawal wipes no day late; an order that never was stays in the life as void."""
    gone = withdrawal(GIVEN, "2020-07-02")
    assert codes(gone) == [(name_of(gone), "withdraws_late_order", None)]
    assert late(gone, day="2020-07-05") == (True, 5)
    early = withdrawal(GIVEN, "2020-06-30")
    one = life(early)
    assert (one.state, one.orders, [step.entry.id for step in one.steps if not step.moved]) == ("sorted", (), [name_of(GIVEN)])
    answered = life(*DONE, withdrawal(GIVEN, "2020-07-02"))
    assert (answered.state, answered.due) == ("sorted", None)


def test_R1_the_date_of_an_order_that_was_late_is_moved_by_an_extension_only():
    """effect-2: a correction of its words is taken, one of its date is not."""
    words = order(SORTED, (NORTH, SOUTH), "2020-07-02", due="2020-06-30", require="In better words", replaces=GIVEN)
    assert life(words).order.require == "In better words"
    dated = order(SORTED, (NORTH, SOUTH), "2020-07-02", due="2020-07-31", replaces=GIVEN)
    assert codes(dated) == [(name_of(dated), "redates_late_order", None)]
    gone = withdrawal(words, "2020-07-03")
    assert [code for _, code, _ in codes(words, gone)] == ["withdraws_late_order"]
    more = extension(GIVEN, "2020-07-31", "2020-07-02")
    assert late(more, day="2020-07-20") == (False, 1)


def test_R1_what_is_entered_after_the_order_was_late_wipes_nothing_whatever_day_it_bears():
    """effect-2: a correction keeps the day of the order, so that the day of its entry tells."""
    dated = order(SORTED, (NORTH, SOUTH), due="2020-07-31", replaces=GIVEN, entered_on="2020-07-10")
    gone = withdrawal(GIVEN, "2020-06-20", entered_on="2020-07-10")
    assert codes(dated) == [(name_of(dated), "redates_late_order", None)]
    assert codes(gone) == [(name_of(gone), "withdraws_late_order", None)]
    assert [skip.code for skip in found(dated, day="2020-06-25").skipped] == ["redates_late_order"]
    assert (late(dated, day="2020-07-05"), late(gone, day="2020-07-05")) == ((True, 5), (True, 5))
    answered = said("done", day="2020-06-28"), said("done", SOUTH, "2020-06-28")
    assert codes(*answered, dated) == []


def test_R1_an_order_that_met_its_problem_waiting_was_never_late():
    """levels-4: the petition asked about another problem too, which counts as much as its own records."""
    one, other = problem(text="One", day="2020-06-01"), problem(text="Other", day="2020-06-01")
    placed = sort(one, "province", day="2020-06-02"), sort(other, "province", day="2020-06-02")
    asked = petition(*placed, day="2020-06-03")
    idle = order(placed[0], (NORTH,), day="2020-06-04", due="2020-06-10")
    dated = order(placed[0], (NORTH,), day="2020-06-20", due="2020-07-10", replaces=idle)
    skipped = state(plan(), one, other, *placed, asked, idle, dated, day="2020-06-30").skipped
    assert [(skip.entry.id, skip.code) for skip in skipped] == [(name_of(dated), "impossible_move")]


def test_R1_an_order_upon_a_withdrawal_moves_nothing():
    """What an order that answers no problem hangs on need not be among the records of a problem."""
    one = problem(day="2020-06-01")
    gone = withdrawal(one, "2020-06-02")
    lost = order(gone, (NORTH,), day="2020-06-03", due="2020-06-10")
    dated = order(gone, (NORTH,), day="2020-06-03", due="2020-07-10", replaces=lost)
    assert not state(plan(), one, gone, lost, dated, day="2020-06-30").problems


def test_R23_a_new_order_ends_the_lateness_of_the_one_before():
    """effect-2: the first order was late and stays; the second was not, and may be withdrawn."""
    gone = withdrawal(anew(), "2020-07-10")
    assert codes(anew(), gone) == []
    assert late(anew(), gone, day="2020-07-12") == (True, 12)


def test_R23_an_unsorted_problem_is_accepted_with_its_reason():
    """demands-3: nobody closes in silence what nobody has looked at."""
    silent = recheck(RAISED, day="2020-06-10", text=None)
    found = state(plan(), RAISED, silent)
    assert [one.code for one in found.skipped] == ["accept_without_reason"]
    assert state(plan(), RAISED, recheck(RAISED, text=None, because="Settled")).skipped == ()


# demands-3: what a session decided (R2)


def test_R2_a_decision_waits_for_its_order():
    """demands-3: until something comes of it; a review decides nothing, nor a session without a word."""
    held = session("2020-06-11", RAISED)
    for records, decided in (
        ((RAISED, SORTED, held), True),
        ((RAISED, SORTED, held, GIVEN), False),
        ((RAISED, SORTED, held, sort(SORTED, "own", "2020-06-13")), False),
        ((RAISED, SORTED, held, GIVEN, said("cannot")), False),
        ((RAISED, SORTED, held, petition(SORTED, day="2020-06-13")), False),
        ((RAISED, SORTED, session("2020-06-11", matters=(AgendaItem(id=name_of(RAISED), decision="x", review=True),))), False),
        ((RAISED, SORTED, session("2020-06-11", matters=(AgendaItem(id=name_of(RAISED)),))), False),
    ):
        one = state(plan(), *records).problems[name_of(RAISED)]
        assert bool(one.decided) == decided


def test_R2_the_sorting_of_the_session_itself_is_part_of_what_it_decided():
    """demands-3: one file, one act."""
    held = session("2020-06-11", RAISED)
    with_it = (held, sort(RAISED, "bureaus", "2020-06-11"))
    assert state(plan(), RAISED, with_it).problems[name_of(RAISED)].decided.id == name_of(held)
