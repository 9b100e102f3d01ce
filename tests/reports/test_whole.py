"""All that is known, as tables."""

from ltzplan.reports.listing import LISTS
from ltzplan.reports.whole import KEYLESS, whole
from tests.build import ledger, name_of, order, plan, problem, reply, sort, state, update

RAISED = problem("T1", "2020-02-01")
SORTED = sort(RAISED, "bureaus", "2020-02-03")
ORDERED = order(SORTED, ("works_north",), "2020-02-05", due="2020-03-01")


def tables(*records):
    the_plan = plan()
    return whole(the_plan, state(the_plan, *records, day="2020-06-30"), ledger(the_plan, *records))


def test_every_list_and_two_tables_more():
    assert {*tables()} == {*LISTS, "lives", "figures"} and {*KEYLESS} < {*tables()}


def test_a_life_begins_with_its_raising_and_goes_on_with_its_moves():
    rows = tables(RAISED, SORTED, ORDERED)["lives"].told()
    assert [(row["record"], row["move"], row["state"]) for row in rows] == [
        (name_of(RAISED), None, "raised"),
        (name_of(SORTED), "sort", "sorted"),
        (name_of(ORDERED), "order", "ordered"),
    ]
    assert {row["problem"] for row in rows} == {name_of(RAISED)}


def test_who_moved_it_is_said():
    rows = tables(RAISED, SORTED, ORDERED, reply(ORDERED, "received", "2020-02-06", unit="works_north"))["lives"].told()
    assert [row["unit"] for row in rows] == [None, None, None, "works_north"]


def test_figures_stand_by_their_days():
    made = [update("T1", day, percent=percent) for day, percent in (("2020-03", 30), ("2020-02", 20))]
    assert [(str(row["percent"]), row["date"].text) for row in tables(*made)["figures"].told()] == [("20", "2020-02"), ("30", "2020-03")]
