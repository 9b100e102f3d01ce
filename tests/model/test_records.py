"""What a record names, and the task that names it."""

import pytest
from ltzplan.model.records import names, subject

from tests.build import problem, recheck, sort, update, withdrawal

ID = "T7-0123456789abcdef"


@pytest.mark.parametrize(
    ("record", "task", "named"),
    [
        (update("T7"), "T7", ()),
        (update("T7", replaces=ID), "T7", (ID,)),
        (problem(("T7", "T1")), "T7", ()),
        (problem("T7", follows=ID, replaces="T7-1"), "T7", (ID, "T7-1")),
        (sort(ID), "T7", (ID,)),
        (recheck(ID), "T7", (ID,)),
        (withdrawal(ID), "T7", (ID,)),
    ],
)
def test_a_record_names_what_it_answers_follows_withdraws_or_replaces(record, task, named):
    """A move names the record it answers; with several tasks the first names it."""
    assert subject(record) == task
    assert names(record) == named
