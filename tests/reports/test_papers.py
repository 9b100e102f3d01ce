"""What all papers share: their periods, and a figure opened to the records behind it."""

from ltzplan.model.values import Day
from ltzplan.reports.papers.paper import last_period, opened
from ltzplan.rules.rhythm import span
from tests.build import claim, name_of, plan, problem, session, state, update
from tests.reports.papers import made, ordered

# ---- periods


def test_the_last_period_that_has_ended():
    """A day that ends a period is in time for it."""
    assert [last_period(Day.parse(day).last, "monthly") for day in ("2020-06-30", "2020-07-01", "2020-01-01")] == [
        "2020-06", "2020-06", "2019-12",
    ]  # fmt: skip
    assert last_period(Day.parse("2020-06-30").last, "quarterly") == "2020Q2"


def test_several_periods_are_one_time():
    """demands-2: one paper may cover a quarter and its year."""
    first, last = span(("2020Q4", "2020"))
    assert (first.isoformat(), last.isoformat()) == ("2020-01-01", "2020-12-31")


# ---- a figure, opened


def test_a_figure_opens_to_the_records_behind_it():
    """Problems with their moves, tasks with their reports in order, sessions as they are."""
    raised = problem()
    sorting, slip = ordered(raised, day="2020-06-10")
    said = update(day="2020-06-02", stage="under_way")
    held = session("2020-06-15")
    records = (raised, sorting, slip, said, held, claim(day="2020-06-20"))
    paper = made("summary", plan(), *records, day="2020-06-30", periods=("2020-06",))
    now = state(plan(), *records, day="2020-06-30")
    by_name = {name: opened(now, "summary-1", paper, n) for n, name in enumerate(paper.figures, 1)}
    assert by_name["assigned"].records == {name_of(raised): (name_of(raised), name_of(sorting), name_of(slip))}
    assert by_name["stage.reported_complete"].records == {"T1": (name_of(said), name_of(claim(day="2020-06-20")))}
    assert by_name["dispatches"].records == {name_of(held): (name_of(held),)}
    assert (by_name["assigned"].paper, by_name["assigned"].figure, by_name["closed"].ids) == ("summary", "assigned", ())
