"""Questions to a plan."""

from ltzplan.model.method import Former, Registered
from ltzplan.model.values import Day

from tests.build import on, plan, task


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


def test_a_unit_has_the_name_of_the_day():
    """units: a renamed unit is the same unit; its former names have their last days."""
    former = (Former(name="Land", until=Day.parse("2018")), Former(name="Land and Water", until=Day.parse("2019-03-31")))
    unit = Registered(name="Natural Resources", former=former)
    days = ("2018-12-31", "2019-03-31", "2019-04-01")
    assert [unit.name_on(on(day)) for day in days] == ["Land", "Land and Water", "Natural Resources"]
