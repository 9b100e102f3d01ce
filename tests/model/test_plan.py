"""Questions to a plan."""

from tests.build import plan, task


def test_a_task_by_its_id():
    """None where the plan has no such task."""
    assert plan(task("T2")).task("T2").id == "T2"
    assert plan().task("T9") is None


def test_levels_rank_from_the_lowest():
    """levels: lowest first."""
    assert [plan().rank(one.id) for one in plan().levels] == [0, 1, 2]


def test_the_portfolio_of_an_area():
    """portfolio: the areas under one vice mayor; default: one an area."""
    assert plan().portfolio("roads") == "works"
    assert plan(portfolios={}).portfolio("roads") == "roads"
