"""A problem, its sorting and its order; and the queue of an office that records add up to."""

from ltzplan.cli.to_type import to_type
from ltzplan.model.method import Office
from ltzplan.reports.todo import todo
from tests.build import order, plan, problem, sort, state

RAISED = problem(day="2020-06-01")
SORTED = sort(RAISED, day="2020-06-03")
BOTH = order(SORTED, ("works_north", "works_south"), "2020-06-05", due="2020-06-12")
NOBODY_OWES = {"due_day": 31, "signed": "2020-06-01"}
"""Nothing is owed before the end of June 2020."""


REPLIES = ("update", "problem", "reply", "withdrawal")
ANSWERING = plan().offices | {
    "north": Office(name="North", may=REPLIES, city="north"),
    "south": Office(name="South", may=REPLIES, city="south"),
}
ASIDE = ("chase", "follow", "dispatch")
"""Queues of which a test asks by name."""


def queue(*records, office="secretariat", day="2020-06-15", the_plan=None, aside=ASIDE, unit=None, **given):
    """Give an office's queue, without those of `aside`."""
    the_plan = the_plan or plan(**NOBODY_OWES | given)
    items = todo(the_plan, state(the_plan, *records, day=day), office, to_type, unit).items
    return tuple(item for item in items if item.queue not in aside)
