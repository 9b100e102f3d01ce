"""From when on a problem is late, and for how many days (effect-2)."""

from ltzplan.model.values import Day
from ltzplan.rules.life import first_due_of, late_in_hand, overdue_problem, problem_days_late
from tests.build import extension, name_of, on, order, petition, plan, recheck, sort, state
from tests.rules.ordered import DONE, GIVEN, NORTH, RAISED, SORTED, SOUTH, codes, late, life, said


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


def in_hand(*records, day, unit=None):
    """Tell whether anybody, or one unit, has the problem late on a day, and for how many days."""
    one = life(*records, day=day)
    return late_in_hand(one, on(day), unit), problem_days_late(one, on(day), unit)


def test_what_was_answered_late_is_late_in_nobodys_hands():
    """effect-2: it is overdue until it is accepted, but no unit has it; the return makes it late again."""
    last = said("done", SOUTH, "2020-07-04")
    back = recheck(last, "return", "2020-07-20")
    assert in_hand(DONE[0], day="2020-07-03") == (True, 3)
    assert (late(DONE[0], last, day="2020-07-10"), in_hand(DONE[0], last, day="2020-07-10")) == ((True, 3), (False, 3))
    assert in_hand(DONE[0], last, back, day="2020-07-20") == (True, 4)
    assert in_hand(DONE[0], petition(GIVEN, day="2020-07-03"), day="2020-07-10") == (False, 2)


def test_a_unit_is_late_with_what_it_has_itself():
    """effect-2: neither who has answered nor who was ordered later bears the days of the others."""
    again = order(GIVEN, (SOUTH, "lands"), "2020-07-11", due="2020-07-31", number="2", because="Anew")
    assert in_hand(DONE[0], day="2020-07-10", unit=NORTH) == (False, 0)
    assert in_hand(DONE[0], day="2020-07-10", unit=SOUTH) == (True, 10)
    assert [in_hand(again, day="2020-07-20", unit=unit) for unit in (NORTH, SOUTH, "lands")] == [(False, 10), (False, 10), (False, 0)]
    assert in_hand(again, day="2020-08-02", unit="lands") == (True, 2)


def test_the_first_due_date_of_a_unit_is_that_of_the_order_by_which_it_got_the_matter():
    """effect-2: as first set, whatever was extended since; a unit that is let go and named anew begins anew."""
    again = order(GIVEN, (SOUTH, "lands"), "2020-07-11", due="2020-07-31", number="2", because="Anew")
    more = extension(again, "2020-08-31", "2020-07-20")
    back = order(again, (NORTH, "lands"), "2020-07-25", due="2020-09-30", number="3", because="Anew")
    one = life(again, more, back)
    assert one.first_due.text == "2020-06-30"
    assert [first_due_of(one, unit).text for unit in (NORTH, "lands")] == ["2020-09-30", "2020-07-31"]
    assert first_due_of(life(again), SOUTH).text == "2020-06-30"
    assert first_due_of(life(sort(GIVEN, day="2020-06-20")), SOUTH) is None
