"""The index: what it holds changes nothing but the time."""

import os
import shutil
import sqlite3
import time
from contextlib import closing
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ltzplan.model.codec import encode
from ltzplan.model.records import Update
from ltzplan.store.files import Disk, read_bytes
from ltzplan.store.index import Index, key_of
from ltzplan.store.records import RecordFile
from ltzplan.store.sight import Sight
from ltzplan.store.tally import added_up
from ltzplan.store.workspace import load

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture
def data(tmp_path):
    shutil.copytree(DATA, tmp_path / "data")
    return tmp_path / "data"


def both(data, cache):
    cold, issues = load(data, cache=cache)
    assert not issues
    warm, issues = load(data, cache=cache)
    assert not issues
    return cold, warm


def test_warm_equals_cold(data, tmp_path):
    """The plan and every record come back as they were checked."""
    cold, warm = both(data, tmp_path / "cache")
    assert warm.plan == cold.plan
    assert [*warm.entries] == [*cold.entries]


def leaves(said):
    """Give the small values of JSON, and its keys."""
    if isinstance(said, dict):
        return [*said, *(leaf for one in said.values() for leaf in leaves(one))]
    return [leaf for one in said for leaf in leaves(one)] if isinstance(said, list) else [said]


def test_what_the_door_lets_in_is_text_like_any_other(data):
    """That a text was written without quotes is the reader's matter: nothing after it sees the difference."""
    space, _ = load(data)
    assert {type(one) for one in leaves(encode(space.plan))} == {str, int, bool, type(None)}


def test_a_warm_read_loads_neither_pydantic_nor_yaml(data, tmp_path):
    """That is what the cache is for."""
    import subprocess
    import sys

    code = (
        "import sys; from pathlib import Path; from ltzplan.store.workspace import load\n"
        "space, _ = load(Path(sys.argv[1]), cache=Path(sys.argv[2]))\n"
        "print(len(space.entries), 'pydantic_core' in sys.modules, 'yaml' in sys.modules)"
    )
    run = [sys.executable, "-c", code, str(data), str(tmp_path / "cache")]
    said = [subprocess.run(run, capture_output=True, text=True, check=True).stdout.split() for _ in range(2)]
    assert said == [["77", "True", "True"], ["77", "False", "False"]]


def test_a_warm_read_opens_no_record_file(data, tmp_path, monkeypatch):
    """What stands as it stood is not read again, once it is older than a tick."""
    later = time.time() + 60
    cold, _ = load(data, cache=tmp_path / "cache", seen=Sight(data, later))
    opened = []
    monkeypatch.setattr("ltzplan.store.source.read_bytes", lambda path, limit: opened.append(path) or read_bytes(path, limit))
    warm, _ = load(data, cache=tmp_path / "cache", seen=Sight(data, later))
    assert opened == [f"{data}/tasks.yaml"]
    assert [*warm.entries] == [*cold.entries]


def test_a_young_file_is_read_whatever_its_time_says(data, tmp_path):
    """As many bytes within the same tick: neither size nor time tells it."""
    load(data, cache=tmp_path / "cache", seen=Sight(data, time.time()))
    record = next((data / "records").rglob("*-T1-update-*.yaml"))
    before = record.stat()
    record.write_bytes(record.read_bytes().replace(b"a", b"b"))
    os.utime(record, ns=(before.st_atime_ns, before.st_mtime_ns))
    space, issues = load(data, cache=tmp_path / "cache", seen=Sight(data, time.time()))
    assert space is None
    assert [issue.code for issue in issues] == ["record_edited"]


def test_one_more_record_is_one_more_file_read(data, tmp_path, monkeypatch):
    later = time.time() + 60
    record = next((data / "records").rglob("*-T1-update-*.yaml"))
    away = record.rename(tmp_path / record.name)
    load(data, cache=tmp_path / "cache", seen=Sight(data, later))
    away.rename(record)
    opened = []
    monkeypatch.setattr("ltzplan.store.source.read_bytes", lambda path, limit: opened.append(path) or read_bytes(path, limit))
    for _ in range(2):
        space, _ = load(data, cache=tmp_path / "cache", seen=Sight(data, later))
        assert len(space.entries) == 77
    assert opened == [f"{data}/tasks.yaml", str(record), f"{data}/tasks.yaml"]


def test_files_that_may_be_others_are_looked_up_together(data, tmp_path, monkeypatch):
    """As after a copy of the folder, when all are young: their bytes are read, and the index is opened a few times only."""
    load(data, cache=tmp_path)
    opened = []
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *at, **how: opened.append(at) or connect(*at, **how))
    for path in (files := [*(data / "records").rglob("*.yaml")]):
        path.touch()
    space, _ = load(data, cache=tmp_path)
    assert len(space.entries) >= len(files) > 2 * len(opened)


def test_only_the_folder_in_which_a_file_is_another_is_gone_through(data, tmp_path, monkeypatch):
    later = time.time() + 60
    before, _ = load(data, cache=tmp_path / "cache", seen=Sight(data, later))
    record = next((data / "records").rglob("*-T1-update-*.yaml"))
    record.touch()
    listed, gone_through = Index.listed, []
    monkeypatch.setattr(Index, "listed", lambda self, folder: gone_through.append(folder) or listed(self, folder))
    for _ in range(2):
        load(data, cache=tmp_path / "cache", seen=Sight(data, later))
    assert gone_through == [str(record.parent.relative_to(data / "records"))]
    after, _ = load(data, cache=tmp_path / "cache", seen=Sight(data, later))
    assert [*after.entries] == [*before.entries]


def test_an_index_that_another_is_writing_is_not_waited_for(data, tmp_path):
    cold, _ = load(data, cache=tmp_path / "cache")
    [file] = (tmp_path / "cache").iterdir()
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("begin exclusive")
        space, issues = load(data, cache=tmp_path / "cache")
    assert not issues
    assert [*space.entries] == [*cold.entries]


def test_what_became_text_in_the_index_is_read_anew(data, tmp_path):
    cold, _ = both(data, tmp_path / "cache")
    [file] = (tmp_path / "cache").iterdir()
    with closing(sqlite3.connect(file)) as rows:
        rows.execute("update kept set held = cast(held as text)")
        rows.commit()
    for _ in range(2):
        space, issues = load(data, cache=tmp_path / "cache")
        assert not issues
        assert [*space.entries] == [*cold.entries]


def test_a_name_that_is_no_text_is_kept_like_any_other(data, tmp_path):
    """Git may know a file of such a name that is left out of the folder."""
    load(data, cache=tmp_path / "cache")
    index = Index(tmp_path / "cache", data, key_of((data / "tasks.yaml").read_bytes()))
    index.tell({"absent": ("", ["\udcff.yaml"])})
    assert index.told(["absent"]) == {"absent": ("", ["\udcff.yaml"])}


def test_a_changed_plan_is_read_anew(data, tmp_path):
    """The key is the plan file's content."""
    both(data, tmp_path / "cache")
    plan = data / "tasks.yaml"
    plan.write_bytes(plan.read_bytes().replace(b"id: czt-2019", b"id: czt-2020"))
    space, _ = load(data, cache=tmp_path / "cache")
    assert space.plan.header.id == "czt-2020"


def test_an_edited_record_is_found_all_the_same(data, tmp_path):
    """A digest that was sound says nothing of other bytes."""
    both(data, tmp_path / "cache")
    record = next((data / "records").rglob("*-T1-update-*.yaml"))
    record.write_bytes(record.read_bytes() + b" ")
    space, issues = load(data, cache=tmp_path / "cache")
    assert space is None
    assert [issue.code for issue in issues] == ["record_edited"]


@pytest.mark.parametrize("held", [b"", b"{", b"[]", b'{"key": 1}', b"\xff", b'{"key": "x", "plan": {}}'])
def test_a_spoilt_cache_is_no_cache(data, tmp_path, held):
    """It is derived, and may be lost at any time."""
    cold, _ = both(data, tmp_path / "cache")
    [file] = (tmp_path / "cache").iterdir()
    file.write_bytes(held)
    space, issues = load(data, cache=tmp_path / "cache")
    assert not issues
    assert space.plan == cold.plan


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """A workspace that was read once: its data, its cache file, what that holds, and what was read."""
    folder = tmp_path_factory.mktemp("kept")
    shutil.copytree(DATA, folder / "data")
    cold, _ = load(folder / "data", cache=folder / "cache")
    [file] = (folder / "cache").iterdir()
    return folder / "data", file, file.read_bytes(), cold


@given(draw=st.data())
def test_faults_T5_a_damaged_cache_changes_no_answer(kept, draw):
    """A byte that flipped, bytes that are missing or too many, wherever it be."""
    data, file, sound, cold = kept
    at = draw.draw(st.integers(0, len(sound) - 1))
    cut = draw.draw(st.integers(0, 40))
    put = draw.draw(st.binary(max_size=3))
    file.write_bytes(sound[:at] + put + sound[at + cut :])
    space, issues = load(data, cache=file.parent)
    assert not issues
    assert (space.plan, [*space.entries]) == (cold.plan, [*cold.entries])


@pytest.mark.parametrize("date", [b"2020-12-31", b"2019-11-"])
def test_faults_T5_a_date_that_was_changed_in_the_cache_is_not_believed(kept, date):
    data, file, sound, cold = kept
    assert date in sound
    file.write_bytes(sound.replace(date, date.replace(b"20", b"21", 1)))
    space, _ = load(data, cache=file.parent)
    assert space.plan == cold.plan


@pytest.mark.parametrize(
    "body", [b"[" * 100_000, b'{"plan": {}, "digests": []}', b"null", b'{"plan": null, "digests": 5}', b""]
)
def test_faults_T5_no_cache_ends_a_command(kept, body):
    """Also where it starts with a digest, of another version or of nothing."""
    data, file, sound, cold = kept
    for first in (sound.partition(b"\n")[0], sha256(body).hexdigest().encode(), b""):
        file.write_bytes(first + b"\n" + body)
        space, issues = load(data, cache=file.parent)
        assert not issues
        assert space.plan == cold.plan


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such thing on Windows")
@pytest.mark.parametrize("make", [os.mkdir, getattr(os, "mkfifo", None), lambda path: path.symlink_to("/dev/zero")])
def test_faults_T5_what_is_no_file_is_no_cache(data, tmp_path, make):
    """A pipe that nobody writes, or a device without end, would be read for ever."""
    cold, _ = both(data, tmp_path / "cache")
    [file] = (tmp_path / "cache").iterdir()
    file.unlink()
    make(file)
    space, issues = load(data, cache=tmp_path / "cache")
    assert not issues
    assert space.plan == cold.plan


def test_faults_T5_validate_reads_nothing_from_the_cache(kept, ltz, monkeypatch, tmp_path):
    """Whatever a cache says, the plan and every record are checked anew."""
    data, _file, _sound, _ = kept
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert ltz("--data", str(data), "status").code == 0
    assert any((tmp_path / "ltz").iterdir())
    monkeypatch.setattr("ltzplan.store.index.decoder", lambda hint: pytest.fail("the cache was read"))
    monkeypatch.setattr("ltzplan.store.records.record_of", lambda said: pytest.fail("the cache was believed"))
    assert ltz("--data", str(data), "validate").code == 0


@pytest.mark.skipif(os.name == "nt", reason="names are text there")
def test_faults_T11_a_folder_whose_name_is_no_text(tmp_path):
    data = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe"))
    shutil.copytree(DATA, data)
    both(data, tmp_path / "cache")


def test_bug_03_a_warning_leaves_the_cache_in_use(data, tmp_path, monkeypatch):
    """What stops nobody does not make every read a cold one."""
    (data / "Thumbs.db").write_text("x")
    load(data, cache=tmp_path / "cache")
    monkeypatch.setattr("ltzplan.store.workspace._checked", lambda *_: pytest.fail("checked again"))
    space, issues = load(data, cache=tmp_path / "cache")
    assert space
    assert [one.code for one in issues] == ["foreign_file"]


def test_a_program_that_cannot_be_told_from_another_keeps_nothing(data, tmp_path, monkeypatch):
    monkeypatch.setattr("ltzplan.store.index.program", lambda: None)
    space, issues = load(data, cache=tmp_path / "cache")
    assert space
    assert not issues
    assert not (tmp_path / "cache").exists()


def test_where_nothing_can_be_kept_nothing_is_lost(data, tmp_path):
    """A cache folder that cannot be made is passed over."""
    (tmp_path / "cache").write_text("a file")
    space, issues = load(data, cache=tmp_path / "cache" / "below")
    assert space
    assert not issues


def test_a_run_answers_of_the_records_with_which_it_began(data, tmp_path):
    """What another stores meanwhile is the next run's, also where the index no longer holds just those."""
    before, _ = load(data, cache=tmp_path / "cache")
    added_up(before, "stood", date(2030, 1, 1)).keep()
    space, _ = load(data, cache=tmp_path / "cache", stood="stood")
    assert space.tally
    update = next(one.record for one in before.entries if isinstance(one.record, Update))
    RecordFile([replace(update, text="x")]).write(data / "records", Disk())
    after, _ = load(data, cache=tmp_path / "cache")
    assert len(after.entries) == len(before.entries) + 1
    assert [*space.entries] == [*before.entries]
