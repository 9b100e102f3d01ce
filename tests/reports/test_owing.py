"""Who owes reports, of how many tasks, and since when?"""

from ltzplan.model.plan import LeadUnit
from ltzplan.reports.escalation import silent_in_part, silent_of
from ltzplan.reports.owing import owing
from tests.build import on, plan, state, task, update

PLAN = plan(
    task("T1", lead_units=(LeadUnit(name="Roads bureau"), LeadUnit(name="Land bureau"))), task("T2"),
    task("T3", lead_units=(LeadUnit(name="Land bureau"),), cities=("north",)),
)  # fmt: skip
REPORTS = (update("T1", day="2020-05-31", office="north"), update("T3", day="2020-04-30", office="north"))


def told(by):
    now = state(PLAN, *REPORTS, day="2020-07-01")
    silent = [one for task in now.tasks.values() if (one := silent_of(PLAN, task, on("2020-07-01")))]
    found = owing(PLAN, now, silent, by)
    return [(one.who, one.tasks, one.since, one.periods, one.last_report and one.last_report.text) for one in found]


def test_by_city_each_owes_what_it_did_not_report_itself():
    """Who owes longest comes first, then who owes most; its tasks too, and the day of its last report on any of them."""
    assert told("city") == [
        ("north", ("T2", "T3", "T1"), "2020-01", 6, "2020-05-31"), ("south", ("T1", "T2"), "2020-01", 6, None),
    ]  # fmt: skip


def test_by_lead_unit_a_task_of_two_is_of_each():
    """And one that names none of none."""
    assert told("unit") == [
        (None, ("T2",), "2020-01", 6, None), ("Land bureau", ("T3", "T1"), "2020-05", 2, "2020-05-31"),
        ("Roads bureau", ("T1",), "2020-06", 1, "2020-05-31"),
    ]  # fmt: skip


def test_a_unit_of_a_city_owes_what_its_city_does():
    """And nothing where that reported; who has not is found though the task was reported on."""
    leads = (LeadUnit(name="Roads", city="north"), LeadUnit(name="Lands", city="south"))
    the_plan = plan(task(lead_units=leads))
    now = state(the_plan, update(day="2020-06-30", office="north"), day="2020-07-01")
    silent = silent_in_part(the_plan, now.tasks["T1"], on("2020-07-01"))
    assert [(one.who, one.periods) for one in owing(the_plan, now, [silent], "unit")] == [("Lands", 6)]


def test_of_a_group_that_leads_only_who_has_not_reported_owes():
    the_plan = plan(task("T4", lead_units=(LeadUnit(name="North", city="north", group=True), LeadUnit(name="South", city="south"))))
    now = state(the_plan, update("T4", day="2020-06-30", office="north"), day="2020-07-01")
    silent = silent_of(the_plan, now.tasks["T4"], on("2020-07-01"))
    assert [one.who for one in owing(the_plan, now, [silent], "city")] == ["south"]


def test_where_all_have_reported_nobody_owes():
    the_plan = plan(task())
    reported = (update(day="2020-06-30", office="north"), update(day="2020-06-30", office="south"))
    now = state(the_plan, *reported, day="2020-07-01")
    assert silent_in_part(the_plan, now.tasks["T1"], on("2020-07-01")) is None
