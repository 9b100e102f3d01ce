"""What is said twice at once is one record; what differs, is older or another office's is not."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ltzplan.model.records import Entry
from ltzplan.rules.again import WITHIN, held_before, reported_already, said_already, said_before, said_undated
from ltzplan.store.records import id_of
from tests.build import entries, order, petition, plan, problem, reply, session, sort, state, task, update


def later(record, by=timedelta(minutes=1), **changes):
    """Give a record again, entered later."""
    entered = replace(record.entered, at=record.entered.at + by)
    return replace(record, entered=entered, **changes)


def as_new(*records):
    """Give the records of a command that is not yet stored."""
    return [Entry(id=id_of(one), record=one, file="", index=at) for at, one in enumerate(records)]


def found(known, *records):
    before = said_before(as_new(*records), known)
    return before and [one.id for one in before]


def test_the_same_again_is_the_first_one():
    first = update(text="piles driven")
    known = entries(update(text="other"), first)
    assert found(known, later(first)) == [id_of(first)]
    assert found(known, later(first, -timedelta(microseconds=1))) == [id_of(first)]


@pytest.mark.parametrize(
    ("by", "changes"),
    [
        (WITHIN, {}),
        (timedelta(minutes=1), {"text": "piles driven."}),
        (timedelta(minutes=1), {"nil": True}),
    ],
)
def test_what_differs_or_is_older_is_another(by, changes):
    first = update(text="piles driven")
    assert found(entries(first), later(first, by, **changes)) is None


def test_another_offices_is_another():
    first = update(text="piles driven")
    other = replace(first, entered=replace(first.entered, office="south"))
    assert found(entries(first), other) is None


def test_records_of_one_command_are_compared_together():
    """The second names the first by its id, which follows from the entry."""
    raised = problem(text="land")
    known = entries((raised, sort(raised, day="2020-06-01", because="two cities")))
    again = later(raised)
    assert found(known, again, later(sort(again, day="2020-06-01", because="two cities"))) == [one.id for one in known]
    assert found(known, again, later(sort(again, day="2020-06-01", because="else"))) is None
    assert found(known, again, sort("T1-0000000000000000")) is None


def test_one_record_is_known_wherever_it_stands():
    """A file may hold several that were each said by itself, as the rows of an import are."""
    first, second = update(text="piles driven"), update(text="deck laid")
    known = entries((first, second))
    assert found(known, later(second)) == [id_of(second)]
    assert found(known, later(second, text="else")) is None


def test_a_move_that_answers_what_it_repeats():
    """The last move is the first of the two; that counts as answering what the first one did."""
    raised, sorting = problem(), sort("T1-0000000000000000")
    slip = order(id_of(sorting), number="〔2020〕1号")
    known = entries(raised, sorting, slip)
    assert found(known, later(slip, answers=id_of(slip), number="〔2020〕2号")) == [id_of(slip)]
    told = reply(slip, "progress")
    other = reply(slip, "progress", text="else")
    assert found(entries(slip, told, other), later(told, answers=id_of(told))) == [id_of(told)]
    assert found(entries(slip, told, other), later(told, answers=id_of(other))) is None


def test_a_session_sent_again_is_the_one_that_is_there():
    """What the tool says of an order that stands already is no difference."""
    raised, sorting = problem(), sort("T1-0000000000000000")
    held = session("2020-06-15", raised)
    slip = order(id_of(sorting), day="2020-06-15", number="〔2020〕1号", origin="session", session=id_of(held))
    again = later(held)
    anew = later(slip, answers=id_of(slip), number="〔2020〕2号", session=id_of(again), because="So be it")
    known = entries((held, slip))
    assert found(known, again, anew) == [one.id for one in known]


def test_a_session_that_decided_the_same_is_the_same_whenever_it_is_sent():
    """One that took up nothing is known by its hour alone, and another office's is another."""
    held = session("2020-06-15", "T1")
    known = entries(held, session("2020-06-15"))
    a_day = timedelta(days=1)
    assert held_before(later(held, a_day), known) == known[:1]
    for other in (later(held, a_day, text="Met"), later(session("2020-06-15"), a_day), update()):
        assert held_before(other, known) is None
    assert held_before(replace(held, entered=replace(held.entered, office="south")), known) is None


def test_what_is_no_move_of_one_problem():
    held, asked = session(), petition("T1-0000000000000000")
    assert found(entries(held, asked), later(held)) == [id_of(held)]
    assert found(entries(held, asked), later(asked)) == [id_of(asked)]


def test_what_tells_no_day_is_what_was_said_word_for_word_where_there_are_no_periods():
    said = [update(day=f"2020-0{month}-20", text=text) for month, text in ((4, "x"), (5, "x"), (6, "y"))]
    known, new = state(plan(), *said), update(day="2020-07-01", text="x")
    bare = plan(dispatch=None)
    assert [one.id for one in said_undated(bare, known, new)] == [id_of(said[1]), id_of(said[0])]
    assert [*said_undated(plan(), known, new)] == []
    assert [one.id for one in said_undated(plan(), known, update(day="2020-06-25", text="z"))] == [id_of(said[2])]
    assert [*said_undated(bare, known, ASKED)] == []


def test_what_an_office_reported_already_of_the_same_and_the_same_period():
    """The nearest in time first; neither another office's, part's, period's or measure's, nor what was corrected."""
    of = plan(task(parts=("a", "b")))
    near, far, figure = update(day="2020-06-20"), update(day="2020-06-01", text="x"), update(day="2020-06-10", percent=5)
    others = update(day="2020-05-31", text="x"), update(office="north", text="x"), update(parts=("a",), text="x")
    known = state(of, near, far, figure, *others)

    def already(new, of=of, known=known):
        return [one.id for one in reported_already(of, known, new)]

    assert already(update(day="2020-06-25", text="y")) == [*map(id_of, (near, figure, far))]
    assert already(update(day="2020-06-25", percent=6, measure="works")) == [id_of(near), id_of(far)]
    bare = plan(task(parts=("a", "b")), dispatch=None)
    assert already(update(day="2020-06-20", text="y"), bare) == [id_of(near)]


ASKED = problem(day="2020-06-01")
GIVEN = order(ASKED, ("lands",), "2020-06-12")


@pytest.mark.parametrize(
    ("new", "there"),
    [
        (reply(GIVEN, "done", "2020-06-25", text="So it stands"), True),
        (reply(GIVEN, "done", "2020-06-25", text="Otherwise"), False),
        (reply(GIVEN, "progress", "2020-06-25", text="So it stands"), False),
        (reply(GIVEN, "done", "2020-06-25", text="So it stands", office="north"), False),
        (problem(day="2020-06-25"), True),
        (problem(day="2020-06-25", text="Money is missing"), False),
        (problem(("T1", "T2"), day="2020-06-25"), False),
        (problem("T2", day="2020-06-25"), False),
        (sort(ASKED), False),
    ],
)
def test_a_move_and_a_problem_are_there_in_the_same_words(new, there):
    """Whenever they were entered."""
    known = state(plan(task("T1"), task("T2")), ASKED, sort(ASKED, day="2020-06-10"), GIVEN, reply(GIVEN, "done", "2020-06-20"))
    assert bool([*said_already(plan(), known, new)]) == there


def test_a_reworded_problem_is_there_in_its_last_words():
    reworded = problem(day="2020-06-02", text="Money is missing", replaces=ASKED)
    known = state(plan(), ASKED, reworded)
    [found] = said_already(plan(), known, problem(day="2020-06-25", text="Money is missing"))
    assert (found.id, found.record.text) == (id_of(reworded), "Money is missing")
    assert [*said_already(plan(), known, ASKED)] == []


def test_reports_are_there_by_their_period():
    known = state(plan(), update(day="2020-06-10", text="x"))
    assert [*said_already(plan(), known, update(day="2020-06-20", text="y"))] == [*reported_already(plan(), known, update(day="2020-06-20", text="y"))]
