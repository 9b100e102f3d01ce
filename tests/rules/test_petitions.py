"""Petitions: while a higher authority is asked, a problem waits (demands-3, levels-4)."""

from dataclasses import replace

from tests.build import extension, name_of, petition, plan, problem, reply, sort, state, withdrawal
from tests.rules.ordered import GIVEN, RAISED, SORTED, SOUTH, START, codes, late, life, said


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
        assert (after.state, after.units, after.petition) == (before.state, before.units, None)


def test_a_petition_before_any_order():
    """demands-3: what was sorted waits and is sorted again; no clock has ever run."""
    asked = petition(SORTED, day="2020-06-12")
    waiting = state(plan(), RAISED, SORTED, asked).problems[name_of(RAISED)]
    assert (waiting.state, waiting.pauses()[0].until, waiting.petition.id) == ("waiting", None, name_of(asked))
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


def test_R23_while_the_province_is_asked_the_date_moves_by_extension_only():
    """demands-3: no day counts, the date stays; the secretariat extends."""
    asked = petition(GIVEN, day="2020-06-22")
    one = life(asked, day="2020-07-20")
    assert (one.state, one.due.text, late(asked, day="2020-07-20")) == ("waiting", "2020-06-30", (False, 0))
    assert life(asked, extension(GIVEN, "2020-08-31", "2020-07-01")).due.text == "2020-08-31"


def test_R3_only_what_is_asked_above_is_petitioned():
    """levels-4: of a need that says so, or of the highest level where none does; by a merge it is listed."""
    low = sort(RAISED)
    asked = petition(low, day="2020-06-22")
    assert [one.code for one in state(plan(), RAISED, low, asked).skipped] == ["not_asked_above"]
    needs = plan().needs
    said_so = plan(needs=needs | {"cities": replace(needs["cities"], level="mayors", asks_above=True)})
    above = sort(RAISED, "cities")
    assert state(said_so, RAISED, above, petition(above)).problems[name_of(RAISED)].state == "waiting"
    assert [one.code for one in state(said_so, RAISED, SORTED, petition(SORTED)).skipped] == ["not_asked_above"]
