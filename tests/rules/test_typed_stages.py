"""Stages as others call them."""

import pytest

from ltzplan.rules.typed import meant
from ltzplan.rules.typed_stages import stages_called

ALIKE = {"not_started": ["未启动", "not started"], "under_way": ["推进", "进行中", "启动"], "done": ["已完成", "complete"]}
PLAN = {"not_started": ["未启动"], "moving": ["推进"], "finished": ["办结"]}


@pytest.mark.parametrize(
    ("typed", "id"),
    [("not started", ["not_started"]), ("进行中", ["moving"]), ("启动", ["moving"]), ("Complete", ["finished"]), ("已完成", ["finished"]), ("中断", [])],
)
def test_what_means_the_same_as_one_stage_is_that_stage(typed, id):
    """启动 is a piece of 未启动, and means the opposite."""
    assert meant(typed, stages_called(PLAN, ALIKE, "finished")) == id


def test_where_two_stages_mean_the_same_neither_is_called_after_the_other():
    two = {"moving": ["推进"], "begun": ["启动"]}
    assert stages_called(two, ALIKE, "claimed") == {**two, "claimed": ["已完成", "complete"]}
    own = {"on_hold": ["进行中"], "moving": ["推进"]}
    assert meant("进行中", stages_called({"on_hold": ["暂缓"], "moving": ["推进"]}, ALIKE, "claimed")) == ["moving"]
    assert stages_called(own, ALIKE, "claimed")["moving"] == ["推进"]
