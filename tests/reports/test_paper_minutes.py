"""The minutes of a session: its matters, what it decided and the orders that followed."""

from tests.build import name_of, order, plan, problem, reply, session, sort, withdrawal
from tests.reports.papers import made


def test_minutes_name_matters_decisions_and_the_orders_that_followed():
    """demands-3: an order on a matter that is not listed is listed beside."""
    raised, other = problem(), problem(text="b")
    held = session("2020-06-11", raised, "T1", attended=("A mayor",))
    sorting, others = sort(raised), sort(other)
    slips = order(sorting, session=held), order(others, number="2", session=held)
    unheld = order(reply(slips[1], "cannot", "2020-06-15"), number="3", day="2020-06-16")
    records = (raised, other, held, sorting, others, *slips, reply(slips[1], "cannot", "2020-06-15"), unheld)
    paper = made("minutes", plan(), *records, concerns=(name_of(held),))
    assert [(one.text, one.decision, len(one.orders)) for one in paper.matters] == [
        ("Land is missing", "So be it", 1), ("Task T1", "So be it", 0),
    ]  # fmt: skip
    assert [one.number for one in paper.others] == ["2"]
    assert (paper.level, paper.held_on.text, paper.attended) == ("deputies", "2020-06-11", ("A mayor",))
    assert [len(paper.figures[name]) for name in ("taken_up", "decided", "reviewed", "ordered")] == [2, 2, 0, 2]


def test_minutes_of_what_is_not_there_any_more():
    """A withdrawn problem keeps its place without words; an order of a corrected session is the new one's."""
    raised = problem()
    held = session("2020-06-11", raised)
    sorting = sort(raised)
    slip = order(sorting, session=held)
    better = session("2020-06-11", raised, replaces=held, hour=13, text="Better")
    paper = made("minutes", plan(), raised, held, sorting, slip, better, concerns=(name_of(better),))
    assert [len(one.orders) for one in paper.matters] == [1]
    gone = made("minutes", plan(), raised, held, withdrawal(raised, "2020-06-20"), concerns=(name_of(held),))
    assert [(one.text, one.tasks) for one in gone.matters] == [("", (name_of(raised),))]
