"""Whose it is (levels-1, demands-3)."""

import pytest

from ltzplan.model.method import Office, Unit
from ltzplan.rules.offices import is_for_office, office_of_unit
from tests.build import plan


def offices(kind, *cities, **given):
    the_plan = plan(**given)
    return [id for id in the_plan.offices if is_for_office(the_plan, id, kind, cities)]


@pytest.mark.parametrize(
    ("kind", "cities", "whose"),
    [
        ("sort", (), ["secretariat"]),
        ("update", (), ["secretariat"]),
        ("update", ("north",), ["north"]),
        ("update", ("north", "south"), ["north", "south"]),
        ("order", ("north",), ["secretariat"]),
        ("reply", ("north",), ["secretariat"]),
        ("update", (None,), ["secretariat"]),
    ],
)
def test_what_concerns_a_city_is_for_its_office_where_one_may_write_it(kind, cities, whose):
    """demands-3: the secretariat has the rest."""
    assert offices(kind, *cities) == whose


def test_a_plan_whose_offices_all_have_a_city_leaves_nothing_to_nobody():
    both = {"a": Office(name="A", may="all", city="north"), "b": Office(name="B", may=("sort",), city="south")}
    assert offices("sort", offices=both) == ["a", "b"]
    assert offices("order", "south", offices=both) == ["a"]


def test_a_unit_is_reported_for_by_the_office_of_its_city():
    the_plan = plan(units={"lands": Unit(name="Lands", city="south"), "rail": Unit(name="Rail")})
    assert [office_of_unit(the_plan, one) for one in the_plan.units] == ["south", "secretariat"]
