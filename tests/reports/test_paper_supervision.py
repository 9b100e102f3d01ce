"""The register of what is supervised: orders, answers, and overdue tasks."""

from ltzplan.model.method import SupervisionRule
from ltzplan.model.plan import LeadUnit
from tests.build import LOCAL, adjustment, name_of, plan, problem, reply, task
from tests.reports.papers import made, ordered


def test_the_register_says_what_was_ordered_answered_and_who_follows():
    """effect-2: also an overdue task, with its dates."""
    rules = tuple(SupervisionRule(ground=ground, rests_on=LOCAL) for ground in ("key", "overdue", "overdue_task"))
    lead = LeadUnit(name="Works")
    the_plan = plan(task(due="2020-06-01"), task("T2", due="2020-05-01", lead_units=(lead,)), task("T3"), supervision=rules)
    raised, calm = problem(), problem(text="b")
    sorting, slip = ordered(raised, due="2020-06-20", key=True, tracked_by=("works_north",))
    records = (raised, calm, sorting, slip, *ordered(calm), reply(slip, "received", "2020-06-12"), adjustment("T2", due="2020-06-20"))
    paper = made("supervision", the_plan, *records)
    assert paper.unanswered == ()
    assert made("supervision", the_plan, raised, sorting, slip).unanswered == (name_of(raised),)
    [one] = paper.problems
    assert (one.view.id, one.grounds, one.days) == (name_of(raised), ("key", "overdue"), 10)
    [given] = one.orders
    assert (given.slip.require, given.slip.tracked_by, [said.says for said in given.answers]) == ("See to it", ("works_north",), ["received"])
    assert [(late.task, late.due.text, late.first_due.text, late.days, late.lead_units) for late in paper.tasks] == [
        ("T1", "2020-06-01", "2020-06-01", 29, None), ("T2", "2020-06-20", "2020-05-01", 59, ("Works",)),
    ]  # fmt: skip
    assert {name: len(ids) for name, ids in paper.figures.items()} == {
        "supervision.key": 1, "supervision.overdue": 1, "supervision.returned_twice": 0, "supervision.tasks": 2,
    }  # fmt: skip
