"""Ids of records: only those of the subject that is asked about are read."""

import pytest

from ltzplan.model.ids import Ids


def test_ids_are_found_beside_those_of_their_subject():
    """In order, whatever order they came in; of another subject nothing is read."""
    listed = {"T1": ("T1-1", "T1-3", "T1-5"), "T2": ("T2-1",)}
    read = []
    ids = Ids({"T1": 3, "T2": 1, "T3": 1}, lambda subject: read.append(subject) or listed[subject])
    assert [*ids.around("T1-3")] == ["T1-1", "T1-3", "T1-5"]
    assert [*ids.around("T1-4")] == ["T1-3", "T1-5"]
    assert [*ids.around("T1-")] == ["T1-1", "T1-3"]
    assert [*ids.around("T9-1")] == []
    assert "T1-3" in ids
    assert "T1-4" not in ids
    assert "T1" not in ids
    assert 1 not in ids
    assert len(ids) == 5
    assert {*read} == {"T1"}
    with pytest.raises(KeyError):
        tuple(ids)


def test_ids_at_hand_are_put_in_order():
    ids = Ids.of({"T2-1", "T1-3", "T1-1"})
    assert [*ids] == ["T1-1", "T1-3", "T2-1"]
    assert Ids.of(ids) is ids
