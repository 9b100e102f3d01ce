"""How a task has moved."""

from ltzplan.rules.trend import rise, stage_changes
from tests.build import claim, plan, recheck, state, task, update


def of(*records, day="2020-12-31", **given):
    return state(plan(task(**given)), *records, day=day).tasks["T1"]


def risen(*records, **given):
    found = rise(of(*records, **given))
    return found and (str(found.percent), found.since.text)


def test_a_percent_is_held_against_the_last_of_an_earlier_day():
    """Of the same measure, whatever was typed later of the days before."""
    first, second = update(day="2020-03", percent="70"), update(day="2020-07", percent="81.55")
    other = update(day="2020-06", percent="10", measure="works")
    assert risen(first, second, other) == ("11.55", "2020-03")
    assert risen(second, update(day="2020-08", percent="80")) == ("-1.55", "2020-07")


def test_what_has_nothing_before_it_has_not_moved():
    """One figure, none, figures of parts only, and offices that differ."""
    assert risen() is risen(update(day="2020-07", percent="50")) is None
    assert risen(update(day="2020-07", percent="50"), update(day="2020-07", percent="60", office="north")) is None
    assert risen(update(day="2020-07", percent="50", parts=("a",)), parts=("a", "b")) is None


def test_stages_are_told_step_by_step():
    """A report that repeats the stage is no step; a claim and its return are."""
    said = claim(day="2020-05-01")
    found = of(update(day="2020-03-01", stage="under_way"), update(day="2020-04-01", stage="under_way"), said, recheck(said, "return", day="2020-05-10"))
    assert [(str(one.day), one.before, one.after) for one in stage_changes(found)] == [
        ("2020-03-01", None, "under_way"),
        ("2020-05-01", "under_way", "reported_complete"),
        ("2020-05-10", "reported_complete", "under_way"),
    ]
