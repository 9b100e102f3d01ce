"""By which words an entry of the plan is called."""

from ltzplan.model.method import Former, Unit
from ltzplan.model.values import Day, Words
from ltzplan.rules.spoken import spoken
from tests.build import plan, task


def test_an_entry_is_called_by_all_its_names():
    """In every language, former ones too."""
    lands = Unit(name=Words(zh="资源局", en="Lands"), former=(Former(name="Soil", until=Day.parse("2019")),))
    assert spoken(lands) == ("资源局", "Lands", "Soil")


def test_lists_and_mappings_are_spoken_of_alike():
    """A light has the word that it burns as; a part without a name of its own is its word."""
    assert list(plan(task(), task("T2")).listed("tasks")) == ["T1", "T2"]
    assert list(plan().listed("cities")) == ["north", "south"]
    assert "overdue" in plan().listed("lights")
    assert spoken("opened") == ("opened",)
