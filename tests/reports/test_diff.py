"""Rules on trial: the history replayed under another plan, and what would have differed."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from ltzplan.model.values import Day
from ltzplan.reports.diff import diff
from ltzplan.reports.why import why
from ltzplan.rules.fold import days, state_at
from ltzplan.rules.ledger import Ledger
from ltzplan.rules.lights import light_of
from tests.build import (
    entries,
    ledger,
    lights,
    name_of,
    on,
    order,
    plan,
    problem,
    recheck,
    sort,
    state,
    task,
    update,
    withdrawal,
)
from tests.examples import examples
from tests.test_properties import PLAN, histories

DAYS = {"start": "2020-01-01", "due": "2020-04-10"}
"""A schedule of exactly a hundred days: on the n-th day after 1 January n percent are asked for."""
RAISED = problem(day="2020-03-10")
SORTED = sort(RAISED, "own", day="2020-03-20")


def told(ours, other, *records, over="2020", as_of="2020-12-31"):
    found = diff(ours, other, entries(*records), Day.parse(over), on(as_of))
    return [
        (one.id, one.what, str(one.since), one.until and str(one.until), one.ours, one.other, one.later or -(one.earlier or 0) or None)
        for one in found.changes
    ]


def stricter(points=5):
    """Give lights that find a task behind earlier, otherwise those of the tests."""
    return lights(("done", "accepted"), ("behind", "points_behind", points), ("on_course", "otherwise"))


def test_against_itself_nothing():
    """The same rules say the same of the same records."""
    the_plan = plan(task(**DAYS), escalate_after=1)
    assert told(the_plan, the_plan, RAISED, SORTED, update(day="2020-01-05", percent=1)) == []


def test_a_light_that_comes_earlier():
    """From when, until when, and by how many days: behind by 5 points on the 7th, by 10 on the 12th."""
    ours, other = (plan(task(**DAYS), lights=stricter(points)) for points in (10, 5))
    records = (update(day="2020-01-03", percent=2), update(day="2020-03-01", percent=60))
    assert told(ours, other, *records) == [
        ("T1", "light", "2020-01-08", "2020-01-12", "on_course", "behind", -5),
        ("T1", "light", "2020-03-06", "2020-03-10", "on_course", "behind", -5),
    ]


def test_a_light_that_comes_later():
    """The other way round the plan on trial is late."""
    ours, other = (plan(task(**DAYS), lights=stricter(points)) for points in (5, 10))
    assert told(ours, other, update(day="2020-01-03", percent=2)) == [
        ("T1", "light", "2020-01-08", "2020-01-12", "behind", "on_course", 5)
    ]


def test_a_light_that_never_comes():
    """What does not come on the other side by the last day has no number of days."""
    ours, other = plan(task(**DAYS), lights=stricter(200)), plan(task(**DAYS), lights=stricter(5))
    report = update(day="2020-01-03", percent=2)
    assert told(ours, other, report) == [("T1", "light", "2020-01-08", None, "on_course", "behind", None)]
    assert told(other, ours, report) == [("T1", "light", "2020-01-08", None, "behind", "on_course", None)]


def test_a_level_that_waiting_raises():
    """escalate_after: a problem, and the task with it, goes up with the cycles that it is open."""
    ours, other = plan(escalate_after=3), plan(escalate_after=1)
    closed = recheck(RAISED, day="2020-07-01")
    assert told(ours, other, RAISED, SORTED, closed) == [
        ("T1", "level", "2020-04-10", "2020-06-09", "unit", "deputies", -61),
        (name_of(RAISED), "level", "2020-04-10", "2020-06-09", "unit", "deputies", -61),
    ]


def test_a_need_that_leads_elsewhere():
    """needs: the same sorting leads to another level from its day on; both move on one day."""
    needs = dict(plan().needs)
    other = plan(needs=needs | {"own": replace(needs["own"], level="mayors")})
    id = name_of(RAISED)
    assert told(plan(), other, RAISED, SORTED) == [
        ("T1", "level", "2020-03-20", None, "unit", "mayors", None),
        (id, "level", "2020-03-20", None, "unit", "mayors", None),
    ]
    again = sort(RAISED, "province", day="2020-05-01")
    assert told(plan(), other, RAISED, SORTED, again)[1] == (
        id, "level", "2020-03-20", "2020-04-30", "unit", "mayors", -42,
    )  # fmt: skip


def test_what_is_withdrawn_has_no_level_any_more():
    """The replay knows on each day what was in force on it, and no more."""
    other = plan(escalate_after=1)
    records = (RAISED, SORTED, withdrawal(RAISED, day="2020-05-01"))
    assert told(plan(), other, *records)[1] == (
        name_of(RAISED), "level", "2020-04-10", "2020-04-30", "unit", "deputies", None,
    )  # fmt: skip


def test_a_task_of_one_plan_only():
    """A task that the other plan does not have has no light there."""
    found = told(plan(task()), plan(task(), task("T2", needs="bureaus")))
    assert found == [
        ("T2", "level", "2020-01-01", None, None, "deputies", None),
        ("T2", "light", "2020-01-01", None, None, "unlit", None),
    ]


def test_only_what_lies_in_the_period_and_before_the_day():
    """A run that reaches into the period keeps its true beginning; nothing after the day of the question."""
    ours, other = plan(escalate_after=3), plan(escalate_after=1)
    records = (RAISED, SORTED, recheck(RAISED, day="2020-07-01"))
    assert told(ours, other, *records, over="2020-05")[0][2:4] == ("2020-04-10", None)
    assert told(ours, other, *records, over="2020-03") == told(ours, other, *records, over="2020-07") == []
    assert told(ours, other, *records, as_of="2020-04-09") == []
    assert told(ours, other, *records, over="2021", as_of="2020-05-01") == []
    assert told(ours, other, *records, over="2019") == []


def test_rows_name_the_matter():
    """What a table shows of a run."""
    ours, other = plan(escalate_after=3), plan(escalate_after=1)
    found = diff(ours, other, entries(RAISED, SORTED), Day.parse("2020"), on("2020-04-30"))
    assert (found.over, str(found.first), str(found.last)) == ("2020", "2020-01-01", "2020-04-30")
    assert [row.title for row in found.changes] == ["Task T1", "Land is missing"]


def test_every_row_is_what_why_says():
    """A row is reproduced by `ltz why ID --as-of DAY`, under the one plan and under the other."""
    ours = plan(task(**DAYS), task("T2", due="2020-06-30"), escalate_after=3)
    other = plan(task(**DAYS), task("T2", due="2020-06-30"), lights=stricter(), escalate_after=1)
    records = (RAISED, SORTED, order(SORTED, day="2020-03-25"), update(day="2020-01-03", percent=2), update("T2", percent=40))
    found = diff(ours, other, entries(*records), Day.parse("2020"), on("2020-12-31"))
    assert len(found.changes) > 4
    for one in found.changes:
        for the_plan, value in ((ours, one.ours), (other, one.other)):
            for day in (one.since, one.until or found.last):
                said = why(ledger(the_plan, *records), state(the_plan, *records, day=str(day)), one.id)
                assert getattr(said, one.what) == value


@given(histories(), st.sampled_from((None, 1)))
@settings(max_examples=examples(15))
def test_a_day_of_the_replay_is_the_state_of_that_day(records, cycles):
    """Replayed day by day, the history is what `state_at` says of each day."""
    the_plan = replace(PLAN, escalate_after=cycles)
    listed = entries(*records)
    last = on("2020-12-31")
    seen = list(days(Ledger(the_plan, listed), last))
    assert [one.as_of for one in seen] == [seen[0].as_of + timedelta(days=n) for n in range(len(seen))]
    assert seen[-1].as_of == last
    for one in seen[:: max(len(seen) // 12, 1)]:
        expected = state_at(Ledger(the_plan, listed), one.as_of)
        assert (one.tasks, one.problems) == (expected.tasks, expected.problems)
        assert light_of(the_plan, one.tasks["T1"], one.as_of) == light_of(the_plan, expected.tasks["T1"], one.as_of)
