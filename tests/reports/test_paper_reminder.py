"""The reminder: the reports that are owed, and the notice to one unit."""

from ltzplan.model.method import Former, Unit, WorkingDays
from ltzplan.model.plan import LeadUnit
from ltzplan.model.values import Day
from tests.build import name_of, order, petition, plan, problem, reply, task, update
from tests.reports.papers import made, ordered


def test_reports_are_owed_by_unit():
    """levels-1: a task of two lead units is asked of both; what is not published is one list."""
    lands, works = LeadUnit(name="Lands", city="north"), LeadUnit(name="Works")
    the_plan = plan(task(lead_units=(lands, works)), task("T2", lead_units=(lands,)), task("T3"), task("T4", lead_units=(works,)))
    paper = made("reminder", the_plan, update("T4", "2020-02-29"), day="2020-02-29")
    assert [(one.unit, one.city, [silent.task for silent in one.tasks]) for one in paper.units] == [
        ("Lands", "north", ["T1", "T2"]), ("Works", None, ["T1"]),
    ]  # fmt: skip
    assert [(one.task, one.months) for one in paper.unknown] == [("T3", ("2020-01", "2020-02"))]
    assert dict(paper.figures) == {"owing": ("T1", "T2", "T3"), "unknown": ("T3",)}
    assert (paper.periods_owed, paper.unasked) == (6, ())


def test_fidelity_7_a_reminder_goes_to_somebody_and_says_by_when():
    """Local: the cities that take part where the lead unit is not published; so many working days from its day."""
    the_plan = plan(task("T3"), task("T4", cities=("south",)), task("T5", cities=()), working_days=WorkingDays(country="CN"))
    paper = made("reminder", the_plan, day="2020-04-30")
    assert [(one.unit, one.city, [silent.task for silent in one.tasks]) for one in paper.cities] == [
        ("North", "north", ["T3"]), ("South", "south", ["T3", "T4"]),
    ]  # fmt: skip
    assert [one.task for one in paper.unasked] == ["T5"]
    assert paper.by == Day.parse("2020-05-08").last
    assert [made("reminder", plan(), day="2020-04-30").by, made("reminder", the_plan, day="2098-04-30").by] == [Day.parse("2020-05-03").last, None]


def test_R8_a_unit_is_reminded_of_what_its_own_city_owes():
    """levels-1: what another city's unit reported is not its report."""
    lands, works = LeadUnit(name="Lands", city="north"), LeadUnit(name="Works", city="south")
    the_plan = plan(task(lead_units=(lands, works)))
    paper = made("reminder", the_plan, update(day="2020-01-31", office="north"), day="2020-01-31")
    assert [(one.unit, [silent.task for silent in one.tasks]) for one in paper.units] == [("Works", ["T1"])]
    assert paper.figures["owing"] == ("T1",)


def test_a_city_that_reported_is_not_reminded():
    paper = made("reminder", plan(), update(day="2020-01-31", office="north"), day="2020-01-31")
    assert [(one.city, [silent.task for silent in one.tasks]) for one in paper.cities] == [("south", ["T1"])]


def test_the_head_counts_what_the_annex_lists():
    """levels-1: what one city reported leaves the other's owed; each row of who owes is counted, with its periods."""
    the_plan = plan(task(), task("T2"), task("T3", cities=()))
    paper = made("reminder", the_plan, update(day="2020-01-31", office="north"), day="2020-01-31")
    assert paper.figures["owing"] == ("T1", "T2", "T3")
    annexed = [silent for one in (*paper.units, *paper.cities) for silent in one.tasks]
    assert (len(annexed), len(paper.unasked)) == (3, 1)
    assert (paper.rows_owed, paper.reports_owed, paper.periods_owed) == (4, 4, 2)


def test_a_nil_report_is_a_report():
    said = [update(day="2020-01-31", office=city, nil=True) for city in ("north", "south")]
    assert made("reminder", plan(), *said, day="2020-01-31").figures["owing"] == ()


def one_unit(unit, the_plan, *records, day="2020-06-30"):
    """Give a unit's notice in short: its orders with why, its tasks, who is copied."""
    paper = made("reminder", the_plan, *records, day=day, unit=unit)
    orders = [(one.view.text, one.reasons) for one in paper.orders]
    return orders, [(one.unit, [silent.task for silent in one.tasks]) for one in paper.units], paper.copied


def test_a_notice_has_what_is_the_units_own():
    """Local: its orders that are late, soon due or not signed for, the reports that it owes, who helps and follows up."""
    late, soon, other, far = (problem(text=text) for text in ("late", "soon", "other", "far"))
    slips = [
        ordered(late, units=("lands", "works_north"), due="2020-06-20", day="2020-06-10", helpers=("works_south",)),
        ordered(soon, due="2020-07-03", day="2020-06-29", tracked_by=("works_south", "lands")),
        ordered(other, units=("works_south",), due="2020-06-20", day="2020-06-10"),
        ordered(far, due="2020-09-30", day="2020-06-29"),
    ]
    took = reply(slips[0][1], "received", "2020-06-11")
    the_plan = plan(task(lead_units=(LeadUnit(name="Lands", city="north"), LeadUnit(name="Works of South", city="south"))), task("T2"))
    records = (late, soon, other, far, *(one for pair in slips for one in pair), took)
    orders, tasks, copied = one_unit("lands", the_plan, *records)
    assert orders == [("late", ("overdue",)), ("soon", ("due_soon",))]
    assert (tasks, copied) == ([("Lands", ["T1"])], ("works_south",))
    assert one_unit("works_north", the_plan, *records)[:2] == ([("late", ("overdue", "unsigned"))], [])
    figures = dict(made("reminder", the_plan, *records, day="2020-06-30", unit="works_north").figures)
    assert figures == {"owing": (), "chase.overdue": (name_of(late),), "chase.due_soon": (), "chase.unsigned": (name_of(late),)}
    asked_of_all = made("reminder", the_plan, *records, day="2020-06-30")
    assert (asked_of_all.orders, asked_of_all.copied, [*asked_of_all.figures]) == ((), (), ["owing", "unknown"])


def test_a_unit_that_answered_or_whose_matter_is_asked_above_is_not_reminded():
    """What the secretariat or a higher authority has is not the unit's."""
    raised, asked = problem(text="a"), problem(text="b")
    sorting, slip = ordered(raised, units=("lands", "works_south"), due="2020-06-20")
    above, letter = ordered(asked, "province", due="2020-06-20")
    records = (raised, sorting, slip, reply(slip, "done", "2020-06-18"), asked, above, letter, petition(letter, day="2020-06-12"))
    the_plan = plan(task(lead_units=(LeadUnit(name="Another"),)))
    assert one_unit("lands", the_plan, *records) == ([], [], ())
    assert [text for text, _ in one_unit("works_south", the_plan, *records)[0]] == ["a"]


def test_a_unit_is_reminded_of_its_own_delay():
    """effect-2: who was ordered later is late from its own order on."""
    raised = problem()
    sorting, slip = ordered(raised, units=("works_north",), due="2020-06-12")
    again = order(slip, ("works_north", "lands"), "2020-06-16", due="2020-06-20", number="2", because="Anew")
    papers = [made("reminder", plan(), raised, sorting, slip, again, unit=unit) for unit in ("works_north", "lands")]
    assert [paper.orders[0].view.overdue_days for paper in papers] == [3 + 10, 10]


def test_a_renamed_unit_is_reminded_under_its_name_of_the_day():
    """Whichever of its names the plan gives to the lead unit."""
    lands = Unit(name="Lands and Water", city="north", former=(Former(name="Lands", until=Day.parse("2020-03-31")),))
    the_plan = plan(task(lead_units=(LeadUnit(name="Lands", city="north"),)), units={"lands": lands})
    assert one_unit("lands", the_plan, day="2020-03-31")[1] == [("Lands", ["T1"])]
    assert one_unit("lands", the_plan, day="2020-04-30")[1] == [("Lands and Water", ["T1"])]
