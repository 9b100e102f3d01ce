"""What is to be held and issued, and was it?"""

from ltzplan.model.plan import LeadUnit
from ltzplan.reports.calendar import calendar
from tests.build import name_of, order, plan, problem, session, sort, state, task


def test_the_calendar_gives_every_duty_as_the_contract_says():
    """duty, of, period, due, state, by, ends; the whole plan."""
    held = session("2020-01-15")
    the_plan = plan()
    found = calendar(the_plan, state(the_plan, held, day="2020-02-29")).duties
    assert [vars(one) | {"due": one.due.isoformat(), "ends": one.ends.isoformat()} for one in found[:3]] == [
        {"duty": "dispatch", "of": "work", "period": "2020-01", "due": "2020-01-31", "state": "held", "by": name_of(held), "ends": "2020-01-31", "because": None},
        {"duty": "dispatch", "of": "work", "period": "2020-02", "due": "2020-02-29", "state": "due", "by": None, "ends": "2020-02-29", "because": None},
        {"duty": "dispatch", "of": "work", "period": "2020-03", "due": "2020-03-31", "state": "due", "by": None, "ends": "2020-03-31", "because": None},
    ]
    assert len(found) == 12


def test_what_else_has_a_day_stands_beside_the_duties():
    the_plan = plan(task("T1", due="2020-06-30"), task("T2"))
    assert [(one.what, one.id, one.state) for one in calendar(the_plan, state(the_plan, day="2020-06-30")).dated] == [("task", "T1", "soon")]


def test_of_a_unit_what_it_leads_helps_or_must_answer():
    """No duty of the whole plan; an order that it helps with is another's."""
    raised, other = problem("T2", "2020-02-01"), problem("T2", "2020-02-02")
    given = [one for made in (raised, other) for one in (made, sort(made, "bureaus", "2020-02-03"))]
    mine = order(given[1], ("works_north",), "2020-02-05", due="2020-05-01")
    theirs = order(given[3], ("works_south",), "2020-02-05", due="2020-05-01", number="2")
    the_plan = plan(task("T1", due="2020-06-30", lead_units=(LeadUnit(name="Works of North", unit="works_north"),)), task("T2", due="2020-06-30"))
    found = calendar(the_plan, state(the_plan, *given, mine, theirs, day="2020-02-29"), "works_north")
    assert [(one.what, one.id) for one in found.dated] == [("order", name_of(raised)), ("task", "T1")] and not found.duties
