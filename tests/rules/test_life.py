"""A problem's life: the one table, walked exhaustively (clause demands-3)."""

from dataclasses import replace

import pytest

from ltzplan.model.problem_state import OPEN
from ltzplan.rules.life import BEFORE, LIFE, RAISED, after, move_of, moved_by, possible_moves
from tests.build import (
    adjustment,
    entries,
    extension,
    name_of,
    on,
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
    update,
    withdrawal,
)

STATES = ("raised", "sorted", "dismissed", "ordered", "received", "answered", "waiting", "closed")
MOVES = {
    "sort": lambda answered: sort(answered, day="2020-07-01"),
    "dismiss": lambda answered: sort(answered, None, "2020-07-01"),
    "order": lambda answered: order(answered, day="2020-07-01", due="2020-07-31", because="Anew"),
    "petition": lambda answered: petition(answered, day="2020-07-01"),
    "received": lambda answered: reply(answered, "received", "2020-07-01"),
    "progress": lambda answered: reply(answered, "progress", "2020-07-01"),
    "done": lambda answered: reply(answered, "done", "2020-07-01"),
    "cannot": lambda answered: reply(answered, "cannot", "2020-07-01"),
    "answer": lambda answered: reply(answered, "answer", "2020-07-01"),
    "extend": lambda answered: extension(answered, day="2020-07-01"),
    "accept": lambda answered: recheck(answered, day="2020-07-01"),
    "return": lambda answered: recheck(answered, "return", "2020-07-01"),
}
POSSIBLE = {
    ("raised", "sort"): "sorted",
    ("raised", "dismiss"): "dismissed",
    ("raised", "accept"): "closed",
    ("sorted", "sort"): "sorted",
    ("sorted", "dismiss"): "dismissed",
    ("sorted", "accept"): "closed",
    ("sorted", "order"): "ordered",
    ("sorted", "petition"): "waiting",
    ("ordered", "sort"): "sorted",
    ("ordered", "dismiss"): "dismissed",
    ("ordered", "order"): "ordered",
    ("ordered", "received"): "received",
    ("ordered", "progress"): "ordered",
    ("ordered", "done"): "answered",
    ("ordered", "cannot"): "sorted",
    ("ordered", "extend"): "ordered",
    ("ordered", "petition"): "waiting",
    ("received", "sort"): "sorted",
    ("received", "dismiss"): "dismissed",
    ("received", "order"): "received",
    ("received", "progress"): "received",
    ("received", "done"): "answered",
    ("received", "cannot"): "sorted",
    ("received", "extend"): "received",
    ("received", "petition"): "waiting",
    ("answered", "sort"): "sorted",
    ("answered", "dismiss"): "dismissed",
    ("answered", "order"): "answered",
    ("answered", "progress"): "answered",
    ("answered", "accept"): "closed",
    ("answered", "return"): "received",
    ("waiting", "progress"): "waiting",
    ("waiting", "extend"): "waiting",
    ("waiting", "answer"): "before",
}


def way_to(where):
    """Give the records that lead a problem to a state; to waiting from received."""
    raised = problem()
    sorted_, given = sort(raised, "province"), order(raised)
    ways = {
        "raised": [],
        "sorted": [sorted_],
        "dismissed": [sort(raised, None)],
        "closed": [recheck(raised, day="2020-06-10")],
        "ordered": [sorted_, given],
        "received": [sorted_, given, reply(raised, "received", "2020-06-13")],
        "answered": [sorted_, given, reply(raised, "done", "2020-06-14")],
        "waiting": [sorted_, given, reply(raised, "received", "2020-06-13"), petition(raised)],
    }
    return [raised, *ways[where]]


def test_the_table_names_these_states_and_moves_only():
    """demands-3: a state or move more needs its row here."""
    assert {state for state, _ in LIFE} | set(LIFE.values()) == {*STATES, OPEN, BEFORE}
    assert {move for _, move in LIFE} == set(MOVES)


@pytest.mark.parametrize("move", MOVES)
@pytest.mark.parametrize("where", STATES)
def test_every_move_from_every_state(where, move):
    """demands-3: a possible move leads where the table says; any other has no effect and is listed.

    A unit that had the order before keeps its state under the next one, and the problem with it.
    """
    *before, answered = way_to(where)
    moved = MOVES[move](answered)
    found = state(plan(), *before, answered, moved)
    [life] = found.problems.values()
    expected = POSSIBLE.get((where, move))
    assert after(where, move) == ("ordered" if expected and move == "order" else expected)
    assert life.state == ("received" if expected == BEFORE else expected or where)
    assert [(one.entry.id, one.state) for one in found.skipped] == ([] if expected else [(name_of(moved), where)])
    assert (name_of(moved) in {one.id for one in found.entries}) == bool(expected)


def test_a_life_begins_raised():
    """demands-3: who raises a problem does not sort it."""
    assert [one.state for one in state(plan(), problem()).problems.values()] == [RAISED]


@pytest.mark.parametrize("where", STATES)
def test_the_possible_moves_are_named(where):
    """demands-3: who asks, or is refused, learns what is possible."""
    [found] = state(plan(), *way_to(where)).problems.values()
    assert set(possible_moves(plan(), found)) == {move for state, move in POSSIBLE if state == where}


def test_who_is_refused_learns_what_the_problem_is_open_to():
    """levels-4: a petition is not among it where nothing is asked above."""
    raised = problem()
    for needs, above in (("bureaus", set()), ("province", {"petition"})):
        [found] = state(plan(), raised, sort(raised, needs), reply(raised, "done")).skipped
        assert (found.code, found.state, set(found.possible)) == ("impossible_move", "sorted", {"sort", "dismiss", "accept", "order"} | above)


def test_what_is_no_move_moves_nothing():
    """demands-3: updates, problems, withdrawals, sessions, papers, adjusted tasks are no moves."""
    raised = problem()
    assert [move_of(one) for one in (update(), raised, withdrawal(raised), session(), paper(), adjustment())] == [None] * 6
    assert after("raised", None) is None


def test_an_extension_without_a_date_changes_none():
    """demands-3: the checks refuse it; the table alone would let it pass."""
    [before] = state(plan(), *way_to("ordered")).problems.values()
    [entry] = entries(replace(extension(before.last_move), due=None))
    moved = moved_by(entry, before, on("2020-07-01"))
    assert (moved.state, moved.dues, len(moved.moves)) == (before.state, before.dues, len(before.moves) + 1)


def test_an_open_problem_is_one_that_somebody_must_deal_with():
    """demands-3: closed and dismissed are ends, the rest is open."""
    lives = {where: next(iter(state(plan(), *way_to(where)).problems.values())) for where in STATES}
    assert {where for where, life in lives.items() if life.open} == set(STATES) - {"closed", "dismissed"}


def test_a_problem_is_not_reopened_but_followed():
    """demands-3: reopening is a new problem that follows the old one."""
    raised = problem()
    again = problem(day="2020-09-01", follows=name_of(raised))
    found = state(plan(), raised, recheck(raised), again)
    assert [one.state for one in found.problems.values()] == ["closed", "raised"]
