"""The evaluation of a period: both halves, weighed, for the plan, its cities, areas and units."""

from dataclasses import replace
from decimal import Decimal

from ltzplan.model.method import Term, WeightedMeasure
from ltzplan.model.plan import LeadUnit
from ltzplan.reports.papers.evaluation import evaluation, flat
from ltzplan.reports.papers.paper import PaperRequest
from ltzplan.rules.measures import OF_PROBLEMS
from tests.build import (
    LOCAL,
    ledger,
    name_of,
    order,
    paper,
    petition,
    plan,
    problem,
    recheck,
    reply,
    sort,
    state,
    task,
    update,
)  # fmt: skip

WEIGHTS = tuple(
    WeightedMeasure(measure=measure, weight=Decimal(weight), rests_on=LOCAL)
    for measure, weight in zip(("dispatches_held", "papers_in_time", "reports_punctual", *OF_PROBLEMS), (20, 15, 15, 20, 20, 10), strict=True)
)
PLAN = plan(
    task(), task("T2", area="schools", lead_units=(LeadUnit(name="Lands", city="north"),)), task("X", origin="project"),
    evaluation=WEIGHTS, forecasts={"on_time": Term(name="On time")},
)  # fmt: skip


def solved(day, *, units=("lands",), due="2020-03-31", done="2020-02-20", accepted="2020-03-10", task="T1", needs="bureaus"):
    """A problem ordered on a day, answered by its units and accepted."""
    raised = problem(task, day="2020-01-02", text=f"Ordered {day} {units} {task}")
    sorted_ = sort(raised, needs, day="2020-01-05")
    ordered = order(sorted_, units, day=day, due=due, number=f"{day} {task}")
    replies = [reply(ordered, day=done, unit=unit) for unit in units]
    return [raised, sorted_, ordered, *replies, recheck(replies[-1], day=accepted)]


def found(*records, day="2020-12-31", of=PLAN, **asked):
    head = PaperRequest(**{"paper": "evaluation", "periods": ("2020",)} | asked)
    return evaluation(of, state(of, *records, day=day), ledger(of, *records), head)


def arithmetic(one):
    return {m.measure: (len(m.met), len(m.missed), m.percent) for m in one.measures}


def test_the_arithmetic():
    """Each measure n of m in percent times its weight; what has no case is left out of the sum."""
    first, second = solved("2020-01-10"), solved("2020-01-20", due="2020-02-10")
    report = found(*first, *second)
    assert arithmetic(report.whole) == {
        "dispatches_held": (0, 11, Decimal("0.0")),
        "papers_in_time": (0, 0, None),
        "reports_punctual": (0, 24, Decimal("0.0")),
        "orders_answered_in_time": (1, 1, Decimal("50.0")),
        "orders_accepted_in_time": (1, 1, Decimal("50.0")),
        "not_returned": (2, 0, Decimal("100.0")),
    }
    assert report.whole.score == Decimal("35.3")  # (50 x 20 + 50 x 20 + 100 x 10) / (20 + 15 + 20 + 20 + 10)
    answered = report.whole.measures[3]
    assert [one.orders for one in report.whole.measures] == [(), (), (), ("2020-01-20 T1",), ("2020-01-20 T1",), ()]
    assert (answered.met, answered.missed, answered.weight) == ((name_of(first[0]),), (name_of(second[0]),), 20)


def test_per_city_unit_and_area():
    """A city's and a unit's cases are those of the units; an area's those of its tasks."""
    report = found(*solved("2020-01-10", units=("lands", "works_south")), update("T2", day="2020-06-10", office="north"))
    assert [(one.of, one.id) for one in (report.whole, *report.cities, *report.areas, *report.units)] == [
        ("plan", ""), ("city", "north"), ("city", "south"), ("area", "roads"), ("area", "schools"),
        ("unit", "lands"), ("unit", "works_south"),
    ]  # fmt: skip
    lands, south = report.units
    assert arithmetic(lands)["reports_punctual"] == (1, 11, Decimal("8.3"))
    assert arithmetic(south)["reports_punctual"] == (0, 0, None)
    assert arithmetic(south)["not_returned"] == (1, 0, Decimal("100.0"))
    assert arithmetic(report.areas[1])["orders_answered_in_time"] == (0, 0, None)
    assert report.leads_unknown == ("T1",)


def test_as_one_table():
    """A row for each measure of the plan, and of each city, area and unit."""
    report = found(*solved("2020-01-10"))
    subjects = (report.whole, *report.cities, *report.areas, *report.units)
    rows = flat(report).rows
    assert [(row.of, row.id, row.measure) for row in rows] == [(one.of, one.id, m.measure) for one in subjects for m in one.measures]
    assert [(row.met, row.missed, row.percent) for row in rows[: len(WEIGHTS)]] == [*arithmetic(report.whole).values()]


def test_time_to_solve_by_level():
    """Median and longest, the highest level first; a problem that two units of a city shared counts once."""
    records = [
        *solved("2020-01-10", units=("lands", "works_north")),
        *solved("2020-01-20"),
        *solved("2020-01-30", task="T2", needs="province"),
    ]
    report = found(*records)
    assert [(one.level, len(one.problems), one.median, one.longest) for one in report.whole.solved] == [
        ("mayors", 1, 40, 40), ("deputies", 2, 55, 60),
    ]  # fmt: skip
    assert [len(one.problems) for one in report.cities[0].solved] == [1, 2]
    assert report.cities[1].solved == ()


def test_closed_late_stays_in_the_count_and_what_was_closed_before_does_not():
    """A problem closed in the period is in it, however late it was answered."""
    late = solved("2020-01-10", due="2020-01-31")
    assert found(*late).whole.measures[4].missed == (name_of(late[0]),)
    assert found(*late).problems[0].days_late == 19
    report = found(*late, periods=("2020Q2",), day="2020-06-30")
    assert (report.problems, report.whole.solved) == ((), ())


def test_waiting_is_left_out_and_named():
    """What waits for a higher authority is no case of anybody."""
    waiting = solved("2020-01-10", needs="province")[:3]
    asked = petition(waiting[-1], day="2020-02-01")
    report = found(*waiting, asked)
    assert report.figures["waiting_for_province"] == (name_of(waiting[0]),)
    assert arithmetic(report.whole)["orders_answered_in_time"] == (0, 0, None)


def test_no_ranking_unless_asked():
    """The plan's order; with rank the best first, and what has no score last."""
    records = [*solved("2020-01-10", due="2020-01-31"), *solved("2020-01-20", units=("works_south",))]
    assert [one.id for one in found(*records).cities] == ["north", "south"]
    ranked = found(*records, options=("rank",))
    assert [(one.id, one.place) for one in ranked.cities] == [("south", 1), ("north", 2)]
    assert {one.place for one in found(*records).cities} == {None}
    assert (ranked.whole.weights, ranked.weights_rest_on) == (sum(m.weight for m in ranked.whole.measures if m.percent is not None), LOCAL)
    unweighed = found(*records, options=("rank",), of=replace(PLAN, evaluation=WEIGHTS[1:2]))
    assert [(one.id, one.score) for one in unweighed.cities] == [("north", None), ("south", None)]


def test_it_knows_what_was_issued_of_its_period():
    """Of the same periods and kind only."""
    other = paper("bulletin", day="2020-12-30", periods=("2020",)), paper("evaluation", day="2020-12-30", periods=("2019",))
    assert found(*other).issued is None
    same = paper("evaluation", day="2020-12-31", periods=("2020",))
    assert found(same).issued == name_of(same)


def test_its_figures():
    """What the bulletin counts, and of each measure what is met and what is not."""
    first, second = solved("2020-01-10"), solved("2020-01-20", due="2020-02-10")
    figures = found(*first, *second).figures
    assert figures["closed"] == figures["assigned"] == (name_of(first[0]), name_of(second[0]))
    assert figures["orders_answered_in_time"] == (name_of(first[0]),)
    assert figures["orders_answered_in_time.missed"] == (name_of(second[0]),)


def test_of_the_last_period_and_as_it_ended():
    """Unless told otherwise the last year that has ended, as it stood on its last day."""
    report = found(*solved("2020-01-10", accepted="2021-01-05"), day="2021-03-01", periods=())
    assert (report.periods, report.until.isoformat(), report.figures["closed"]) == (("2020",), "2020-12-31", ())


def test_what_is_expected_of_the_years_end():
    """The forecasts of the plan's tasks, and who did not say; nothing where the plan asks for none."""
    report = found(update(day="2020-06-30", forecast="on_time"), update("X", day="2020-06-30", forecast="on_time"))
    assert ([one.task for one in report.expected], report.not_expected) == (["T1"], ("T2",))
    silent = found(of=replace(PLAN, forecasts={}))
    assert (silent.expected, silent.not_expected) == ((), ())
