"""What a plan may not say."""

from dataclasses import replace
from decimal import Decimal

import pytest

from ltzplan.model.method import Chase, Need, Office, Papers, Portfolio, Unit
from ltzplan.model.plan import Area, Milestone, Part, Section, Target
from ltzplan.model.sources import Document, Ground
from ltzplan.model.values import Day
from ltzplan.rules import checks, record_checks
from ltzplan.rules.checks import plan_findings
from tests.build import LOCAL, lights, plan, task
from tests.rules.found import of_plan


def test_a_sound_plan_has_no_findings():
    """The plan that the tests build is sound."""
    assert of_plan() == []


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"needs": {"own": Need(name="x", level="nobody", rests_on=LOCAL)}}, "needs.own.level"),
        ({"portfolios": {"p": Portfolio(name="p", areas=("roads", "schools", "sea"))}}, "portfolios.p.areas.2"),
        ({"offices": {"o": Office(name="o", may="all", city="west")}}, "offices.o.city"),
        ({"units": {"u": Unit(name="u", city="west")}}, "units.u.city"),
        ({"units": {"u": Unit(name="u", portfolio="sea")}}, "units.u.portfolio"),
        ({"tasks": (task(area="sea"),)}, "tasks.0.area"),
        ({"tasks": (task(kind="odd"),)}, "tasks.0.kind"),
        ({"tasks": (task(cities=("west",)),)}, "tasks.0.cities.0"),
        ({"tasks": (replace(task(), parts={"a": Part(en="a", cities=("west",))}),)}, "tasks.0.parts.a.cities.0"),
        ({"tasks": (task(target=Target(en="x", verb="wish", rests_on=LOCAL)),)}, "tasks.0.target.verb"),
    ],
)
def test_what_names_an_entry_names_one_that_is_there(changes, path):
    """A reference to a list of the plan leads somewhere."""
    assert ("unknown_id", path) in of_plan(**changes)


def test_an_unknown_id_shows_what_is_near():
    """Did you mean."""
    [found] = plan_findings(plan(task(area="roadss")))
    assert found.params == {"list": "areas", "value": "roadss", "near": "roads"}


def test_a_task_names_a_need_and_a_level_that_are_there():
    """A standing level without need or level is found twice."""
    one = task()
    wrong = replace(one, dispatch=replace(one.dispatch, needs="wish", level="nobody"))
    assert of_plan(wrong) == [
        ("unknown_id", "tasks.0.dispatch.needs"),
        ("unknown_id", "tasks.0.dispatch.level"),
    ]


def test_every_ground_is_known():
    """rests_on names a clause, a paragraph, derived or local."""
    assert of_plan(areas=(Area(id="roads", name="x", rests_on=("nowhere",)), Area(id="schools", name="y"))) == [
        ("unknown_id", "areas.0.rests_on.0")
    ]


@pytest.mark.parametrize("level", ["deputies", "mayors"])
def test_a_level_against_its_need_is_refused(level):
    """levels-1 to levels-4: the loader refuses a standing level that contradicts its need."""
    one = task()
    wrong = replace(one, dispatch=replace(one.dispatch, level=level))
    [found] = plan_findings(plan(wrong))
    assert (found.code, found.params["expected"]) == ("level_against_need", "unit")


def test_R3_what_is_asked_above_is_the_highest_levels():
    """levels-4: a need that a petition asks for leads to the highest level."""
    needs = plan().needs
    low = needs | {"bureaus": replace(needs["bureaus"], asks_above=True)}
    top = needs | {"province": replace(needs["province"], asks_above=True)}
    assert of_plan(needs=low) == [("asks_above_too_low", "needs.bureaus.asks_above")]
    assert of_plan(needs=top) == []


def test_a_ground_is_given_for_a_field():
    """derived: name, cities, kind and the like say on what they rest; nothing else can."""
    known = {name: Ground(rests_on=("clause-1",)) for name in ("name", "cities", "kind", "cross_region")}
    assert of_plan(task(grounds=known)) == []
    assert of_plan(task(grounds={"city": Ground(rests_on=("local",))})) == [("unknown_key", "tasks.0.grounds.city")]
    assert of_plan(task(grounds={"kind": Ground(rests_on=("clause-9",))})) == [("unknown_id", "tasks.0.grounds.kind.rests_on.0")]


def test_a_unit_names_a_source_of_the_plan():
    """local: where its name was found."""
    units, sources = {"lands": Unit(name="Lands", source="page")}, {"page": Document(title="A page", url="http://example.org")}
    assert of_plan(units=units, sources=sources) == []
    assert of_plan(units=units) == [("unknown_id", "units.lands.source")]


def test_an_area_holds_what_it_expects():
    """Expects counts the plan's own tasks only."""
    areas = (Area(id="roads", name="x", expects=1), Area(id="schools", name="y"))
    assert of_plan(task(), task("C1", origin="carried_over"), areas=areas) == []
    assert of_plan(task(), task("T2"), areas=areas) == [("count_against_expects", "areas.0.expects")]


def test_each_area_has_one_portfolio_where_portfolios_are_given():
    """levels-2: dispatch by portfolio needs to know whose an area is."""
    assert of_plan(portfolios={}) == []
    found = of_plan(portfolios={"p": Portfolio(name="p", areas=("roads",)), "q": Portfolio(name="q", areas=())})
    assert found == [("portfolio_without_areas", "portfolios.q"), ("area_needs_one_portfolio", "areas.1")]


def test_nothing_ends_before_it_starts():
    """Neither the plan, nor its rhythm, nor a task."""
    assert of_plan(signed="2020-01-01", ends="2019-12-31") == [("dates_backwards", "plan.ends")]
    assert of_plan(task(start="2020-05-01", due="2020-04-30")) == [("dates_backwards", "tasks.0.target.due")]
    assert of_plan(ends="2020-12-31", since="2021-01") == [("dates_backwards", "rhythm.since")]


def test_numbers_keep_to_their_range():
    """A report day, days to wait, cycles, weights."""
    waits = {"papers": Papers(due_after_days=367), "chase": Chase(reports_working_days=-1)}
    found = of_plan(task(parts={"a": "0"}), due_day=32, escalate_after=0, **waits)
    assert found == [
        ("out_of_range", "rhythm.reports.due_day"),
        ("out_of_range", "papers.due_after_days"),
        ("out_of_range", "chase.reports_working_days"),
        ("out_of_range", "escalate_after"),
        ("out_of_range", "tasks.0.parts.a.weight"),
    ]


def test_a_weighted_milestone_has_a_day():
    """Schedule by milestones (local): a weight counts from a day on."""
    dated = Milestone(id="a", due=Day.parse("2020-05"), weight=Decimal(2))
    assert of_plan(task(milestones=(dated, Milestone(id="b", weight=Decimal(1))))) == [
        ("missing_key", "tasks.0.milestones.1")
    ]
    assert of_plan(task(milestones=(replace(dated, weight=Decimal(0)),))) == [
        ("out_of_range", "tasks.0.milestones.0.weight")
    ]


def test_a_milestone_is_no_later_than_its_task():
    """It is a point on the way; of a task without a date it may be any day."""
    half = Milestone(id="half", due=Day.parse("2020-07-01"))
    assert of_plan(task(due="2020-06-30", milestones=(half,))) == [("milestone_after_due", "tasks.0.milestones.0.due")]
    assert of_plan(task(due="2020-07", milestones=(half,)), task("T2", milestones=(half,))) == []


def test_a_light_after_otherwise_never_burns():
    """The first match counts, and otherwise matches all that could follow."""
    assert of_plan(lights=lights(("green", "otherwise"), ("red", "overdue"))) == [("never_reached", "lights.0.when")]


def test_the_lists_of_checks_are_whole():
    """A check that nobody runs checks nothing."""
    listed = {one.__name__ for one in (*checks.PLAN_CHECKS, *record_checks.RECORD_CHECKS)} | {"cases"}
    found = {
        name
        for module in (checks, record_checks)
        for name, one in vars(module).items()
        if getattr(one, "__annotations__", {}).get("return") == checks.Findings and not name.startswith("_") and name != "unknown"
    }
    assert found == listed


def test_a_task_lies_in_the_area_of_its_section():
    sections = (Section(id="bus", name="Bus", area="schools"), Section(id="any", name="Any"))
    tasks = (task(section="bus"), task("T2", section="any"), task("T3", section="bus", area="schools"))
    assert of_plan(*tasks, sections=sections) == [("area_against_section", "tasks.0.area")]
