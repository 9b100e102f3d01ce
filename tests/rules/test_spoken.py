"""By which words an entry of the plan is meant."""

import pytest

from ltzplan.model.method import Former, Unit
from ltzplan.model.values import Day, Words
from ltzplan.rules.spoken import meant, spoken
from tests.build import plan, task

LANDS = Unit(name=Words(zh="资源局", en="Lands"), former=(Former(name="Soil", until=Day.parse("2019")),))
UNITS = {"lands": LANDS, "works": Unit(name="Works")}


@pytest.mark.parametrize(
    ("typed", "found"),
    [("lands", ["lands"]), ("资源局", ["lands"]), ("LANDS", ["lands"]), ("soil", ["lands"]), ("ｗｏｒｋｓ", ["works"]), ("land", [])],
)
def test_an_entry_is_meant_by_its_id_and_all_its_names(typed, found):
    """Former ones too; case and width do not count, a piece does not do."""
    assert meant(UNITS, typed) == found


def test_two_entries_of_one_name_are_both_meant():
    """Which, has to be asked."""
    assert meant({"a": LANDS, "b": LANDS}, "Lands") == ["a", "b"]


def test_lists_and_mappings_are_spoken_of_alike():
    """A light has the word that it burns as; a part without a name of its own is its word."""
    assert list(plan(task(), task("T2")).listed("tasks")) == ["T1", "T2"]
    assert list(plan().listed("cities")) == ["north", "south"]
    assert "overdue" in plan().listed("lights")
    assert spoken("opened") == ("opened",)
