"""The records of an import: those of a folder and a subject are one file, and none is stored before what it names."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from ltzplan.model.naming import names, subject
from ltzplan.model.records import Session, Withdrawal
from ltzplan.store import records
from ltzplan.store.files import Disk
from ltzplan.store.reader import Records
from ltzplan.store.records import RecordFile, by_subject, folder_of, id_of
from ltzplan.store.source import Folder
from tests.build import order, paper, problem, session, sort, update
from tests.test_properties import histories


def together(*these):
    """Give what stands together, in the order in which it is to be stored."""
    return [[*one.records] for one in by_subject(RecordFile([one]) for one in these)]


def test_what_is_of_a_task_and_year_is_one_file_named_after_its_first_record():
    first, other, second = update("T1"), update("T2"), update("T1", day="2020-07-01")
    assert together(first, other, second) == [[first, second], [other]]
    file = by_subject(RecordFile([one]) for one in (first, second))[0]
    assert (file.path, file.data) == (RecordFile([first, second]).path, RecordFile([first, second]).data)
    assert [one.id for one in file.entries] == [id_of(first), id_of(second)]
    assert len(together(first, update("T1", day="2021-07-01"))) == 2


def test_what_names_a_record_that_waits_elsewhere_ends_its_file():
    """A problem of one year and its sorting of the next; what is said of the task later is a file of its own."""
    raised = problem(day="2020-12-01")
    before, sorting, after = update(day="2020-11-01"), sort(raised, day="2021-01-10"), update(day="2020-12-31")
    assert together(raised, before, sorting, after) == [[raised, before], [sorting], [after]]
    assert together(raised, sort(raised, day="2020-12-02"), before) == [[raised, sort(raised, day="2020-12-02"), before]]


def test_a_session_stands_alone():
    """What shares its file came of it; two of a level and year did not come of one another."""
    raised, first = problem(), session("2020-06-15", "T1")
    second = session("2020-06-16", raised)
    slip = order(sort(raised), day="2020-06-16", session=id_of(second))
    assert together(first, raised, second, slip) == [[raised], [second], [first], [slip]]
    assert together(paper(), paper(day="2020-08-01")) == [[paper(), paper(day="2020-08-01")]]


def test_a_file_is_filled_as_far_as_an_archive_can_hold_it(monkeypatch: pytest.MonkeyPatch):
    three = [update(day=f"2020-0{month}-01") for month in (1, 2, 3)]
    size = len(RecordFile(three[:2]).data + records.PARTING)
    for full, files in ((size, [three[:2], three[2:]]), (size - 1, [[one] for one in three]), (1, [[one] for one in three])):
        monkeypatch.setattr(records, "FULL", full)
        assert together(*three) == files


@given(histories(12))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_wherever_storing_stops_all_that_is_named_is_there(drawn):
    """Of any batch: files are as they are read, hold each record once and in its turn, and name what stands in them or before."""
    known = {id_of(one): one for one in drawn}
    files, stored = by_subject(RecordFile([one]) for one in known.values()), []
    for file in files:
        stored += [one.id for one in file.entries]
        assert {id for one in file.records for id in names(one)} & known.keys() <= {*stored}
        assert len({(folder_of(one), subject(one)) for one in file.records}) == 1
        assert len(file.records) == 1 or not any(isinstance(one, Session | Withdrawal) for one in file.records)
        turns = [[*known].index(one.id) for one in file.entries]
        assert all(one < next for one, next in pairwise(turns))
        assert file.data == RecordFile(file.records).data
    assert sorted(stored) == sorted(known)


def test_they_are_read_as_they_were_written(tmp_path: Path):
    raised = problem()
    files = by_subject(RecordFile([one]) for one in (raised, update("T2"), sort(raised), update("T1")))
    for one in files:
        one.write(tmp_path, Disk())
    read = Records(Folder(tmp_path))
    assert read.issues == []
    assert sorted(read.entries, key=lambda one: one.id) == sorted((entry for one in files for entry in one.entries), key=lambda one: one.id)
