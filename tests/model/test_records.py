"""What a record names, and the task that names it."""

import pytest

from ltzplan.model.naming import names, subject
from tests.build import (
    adjustment,
    extension,
    order,
    paper,
    petition,
    problem,
    recheck,
    reply,
    session,
    sort,
    update,
    withdrawal,
)  # fmt: skip

ID, OTHER = "T7-0123456789abcdef", "T8-0123456789abcdef"


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
        (order(ID), "T7", (ID,)),
        (order(ID, session=OTHER), "T7", (ID, OTHER)),
        (reply(ID), "T7", (ID,)),
        (reply(OTHER, "answer", problem=ID), "T7", (OTHER, ID)),
        (petition(ID, OTHER), "T7", (ID, OTHER)),
        (petition(), "", ()),
        (extension(ID), "T7", (ID,)),
        (adjustment("T7", withdrawn=True), "T7", ()),
        (session("2020-06-15", ID, "T1"), "deputies", (ID,)),
        (session(level=None, joint_meeting=True), "joint", ()),
        (paper(), "bulletin", ()),
        (paper("minutes", concerns=(ID,), corrects=OTHER), "minutes", (ID, OTHER)),
    ],
)
def test_a_record_names_what_it_answers_follows_withdraws_or_replaces(record, task, named):
    """A move names the record it answers; with several tasks the first names it."""
    assert subject(record) == task
    assert names(record) == named
