"""A problem that two units were ordered to settle, and what more records make of it."""

from ltzplan.rules.life import overdue_problem, problem_days_late
from tests.build import on, order, plan, problem, reply, sort, state

RAISED = problem()
SORTED = sort(RAISED, "province")
NORTH, SOUTH = "works_north", "works_south"
GIVEN = order(SORTED, (NORTH, SOUTH), helpers=("lands",), due="2020-06-30")
START = (RAISED, SORTED, GIVEN)


def said(says, unit=NORTH, day="2020-06-20", **given):
    """Give a unit's reply to the order."""
    return reply(GIVEN, says, day, unit=unit, **given)


def found(*records, day="2020-12-31"):
    """Give the state that START and more records add up to."""
    return state(plan(), *START, *records, day=day)


def life(*records, day="2020-12-31"):
    """Give the one problem."""
    [one] = found(*records, day=day).problems.values()
    return one


def late(*records, day):
    """Tell whether the problem is late on a day, and for how many days it was."""
    one = life(*records, day=day)
    return overdue_problem(one, on(day)), problem_days_late(one, on(day))


def codes(*records):
    return [(one.entry.id, one.code, one.state) for one in found(*records).skipped]


DONE = said("done"), said("done", SOUTH)
