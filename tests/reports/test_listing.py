"""Lists: of the plan's words, of tasks, problems, records and of who is silent."""

import pytest
from ltzplan.reports.listing import LISTS, OF_TASKS, listing
from ltzplan.reports.status import Chosen

from tests.build import entries, name_of, plan, problem, sort, state, task, update

PLAN = plan(task(), task("T2", area="schools"))


def rows(kind, *records, **chosen):
    found = listing(PLAN, state(PLAN, *records, day="2020-06-30"), entries(*records), kind, Chosen(**chosen))
    assert list(found) == [kind]
    return found[kind]


@pytest.mark.parametrize(
    ("kind", "ids"),
    [
        ("tasks", ["T1", "T2"]),
        ("areas", ["roads", "schools"]),
        ("levels", ["unit", "deputies", "mayors"]),
        ("needs", ["own", "bureaus", "cities", "province"]),
        ("sorts", ["land", "other"]),
        ("measures", ["investment", "works"]),
        ("stages", ["not_started", "preliminary", "under_way"]),
        ("offices", ["secretariat", "north", "south"]),
        ("clauses", ["clause-1"]),
    ],
)
def test_the_plans_words(kind, ids):
    """Every list of the plan, in the plan's order."""
    assert [one["id"] for one in rows(kind)] == ids


def test_every_kind_of_list_has_one_shape():
    """Each row of a list has the same columns."""
    raised = problem()
    for kind in LISTS:
        assert len({tuple(one) for one in rows(kind, raised, sort(raised), update())}) == 1


def test_tasks_can_be_chosen():
    """Filters narrow the list of tasks."""
    assert [one["id"] for one in rows("tasks", area="schools")] == ["T2"]


def test_problems_with_what_became_of_them():
    """Open or not, each with its state, who holds it and since when."""
    raised = problem()
    [one] = rows("problems", raised, sort(raised))
    assert (one["id"], one["state"], one["level"], one["held_by"]) == (name_of(raised), "sorted", "deputies", "deputies")


def test_records_with_their_effect():
    """Every record, in order, with its place and effect."""
    said = update(percent=5)
    [one] = rows("records", said)
    assert (one["id"], one["kind"], one["effect"], one["office"]) == (name_of(said), "update", "in_force", "secretariat")


def test_the_silent():
    """levels-1: whose reports are missing, and which."""
    assert rows("silent", update(day="2020-05-31")) == [
        {"task": "T1", "months": ("2020-06",)},
        {"task": "T2", "months": ("2020-01", "2020-02", "2020-03", "2020-04", "2020-05", "2020-06")},
    ]


def test_problems_records_and_silence_are_narrowed_too():
    """Every list of tasks' matters keeps to the tasks that are chosen."""
    late = problem("T1", "2020-06-01")
    for kind in OF_TASKS:
        assert rows(kind, late, area="roads")
        assert not rows(kind, late, origin="project")
