"""What waits for my office, in short?"""

from ltzplan.cli.to_type import to_type
from ltzplan.reports.home import home
from tests.build import name_of, order, plan, problem, sort, state
from tests.reports.queues import BOTH, NOBODY_OWES, RAISED, SORTED


def queues(*records, office="secretariat", day="2020-06-15"):
    """Give what waits for an office by queue: how many, how many late, and what to type."""
    the_plan = plan(**NOBODY_OWES)
    found = home(the_plan, state(the_plan, *records, day=day), office, to_type)
    assert found.office == office
    return {one.queue: (one.count, one.late, one.command) for one in found.queues}


def test_each_queue_is_counted_with_what_to_type_for_the_one_that_waits_longest():
    other = problem(day="2020-06-02", text="other")
    first = f"ltz sort {name_of(RAISED)} --as SORT --needs NEED --because TEXT"
    assert queues(other, RAISED)["sort"] == (2, 0, first)
    assert "sort" not in queues(other, RAISED, office="north")


def test_of_those_that_are_late_the_first_is_typed():
    later = problem(day="2020-06-02", text="other")
    answer = sort(later, day="2020-06-03")
    due = order(answer, ("lands",), "2020-06-04", due="2020-06-30")
    known = (RAISED, SORTED, BOTH, later, answer, due)  # which was assigned a day earlier
    assert queues(*known)["chase"] == (2, 1, "ltz paper reminder --unit works_north")
    assert queues(*known, day="2020-07-01")["chase"] == (2, 2, "ltz paper reminder --unit works_north")  # late for longer
    assert queues(RAISED, SORTED, BOTH, day="2020-06-12")["chase"][:2] == (1, 0)  # on the last day it is not late


def test_nothing_waits_for_who_has_no_office():
    assert queues(RAISED, office=None) == {}
