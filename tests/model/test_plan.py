"""Questions to a plan."""

from dataclasses import replace

from ltzplan.model.method import Former, Unit, WorkKind
from ltzplan.model.plan import Part, Target
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
    unit = Unit(name="Natural Resources", former=former)
    days = ("2018-12-31", "2019-03-31", "2019-04-01")
    assert [unit.name_on(on(day)) for day in days] == ["Land", "Land and Water", "Natural Resources"]


def test_the_plans_end_may_stand_for_a_date_that_a_task_of_its_own_lacks():
    """Undated (local): never for what is carried over, never in place of a task's own date."""
    own, dated, before = task(), task("T2", due="2020-06-30"), task("C1", origin="carried_over")
    for undated, due in (("none", None), ("plan_end", Day.parse("2020-12-31"))):
        the_plan = plan(own, dated, before, undated=undated)
        assert [the_plan.due(one) for one in (own, dated, before)] == [due, Day.parse("2020-06-30"), None]


def test_a_cooperation_item_may_be_a_cross_region_project_too():
    """focus-3: by its mark, or by its kind; the kind of such projects is then the task's too."""
    kinds = {"joint": WorkKind(name="Joint"), "region": WorkKind(name="Region", cross_region=True)}
    the_plan = plan(kinds=kinds)
    told = [({"kind": "joint"}, ("joint",), False), ({"kind": "region"}, ("region",), True), ({}, (), False)]
    marked = [({"kind": "joint"}, ("joint", "region"), True), ({"kind": "region"}, ("region",), True), ({}, ("region",), True)]
    for cross_region, expected in ((False, told), (True, marked)):
        for given, known, crosses in expected:
            one = task(cross_region=cross_region, **given)
            assert (the_plan.kinds_of(one), the_plan.crosses_regions(one)) == (known, crosses)


def test_a_part_promises_what_it_says_itself_and_nothing_of_the_whole():
    own, whole = Target(en="Ten wells"), Target(en="Forty wells")
    of = replace(task(target=whole), parts={"north": Part(en="North", target=own), "south": Part(en="South")})
    assert [of.promise(part) for part in (None, "north", "south", "east")] == [whole, own, None, None]
