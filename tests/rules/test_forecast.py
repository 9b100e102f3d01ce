"""What units expect for the year's end, held against the light."""

import pytest

from ltzplan.model.method import Term
from ltzplan.rules.forecast import expected
from tests.build import name_of, plan, state, task, update

FORECASTS = {id: Term(name=id) for id in ("on_time", "difficult", "late")}
PLAN = plan(task(due="2020-12-31"), forecasts=FORECASTS)


def found(*records, day="2020-07-01"):
    there = state(PLAN, *records, day=day)
    return expected(PLAN, there, there.tasks["T1"])


def test_nobody_said():
    """Silence is no forecast; last year's word is none of this year's end."""
    assert found(update(percent=50)) is None
    assert found(update(forecast="late"), day="2021-07-01") is None


def test_the_last_word_counts_by_the_day_it_speaks_of():
    """With who stated it; a report without a forecast takes nothing back."""
    last = update(day="2020-06-30", forecast="late", on_behalf_of="north")
    one = found(last, update(day="2020-03-31", forecast="on_time", entered_on="2020-07-01"), update(day="2020-07-01", percent=5))
    assert (one.task, one.forecast, one.office, one.record) == ("T1", "late", "north", name_of(last))


@pytest.mark.parametrize(
    ("percent", "forecast", "light", "agrees"),
    [
        (50, "on_time", "on_course", True),
        (50, "late", "on_course", False),
        (10, "on_time", "far_behind", False),
        (10, "difficult", "far_behind", True),
        (None, "on_time", "unlit", None),
    ],
)
def test_held_against_the_light(percent, forecast, light, agrees):
    """The first forecast goes with a light that is well, the others with one that is behind."""
    given = {} if percent is None else {"percent": percent}
    one = found(update(day="2020-06-30", forecast=forecast, **given))
    assert (one.light, one.agrees) == (light, agrees)


def test_due_soon_says_neither():
    """A light of dates only leaves the forecast alone."""
    assert found(update(day="2020-06-30", forecast="late", percent=95), day="2020-12-15").agrees is None
