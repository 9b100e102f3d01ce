"""A record is stored whole or not at all, whatever happens between the first call and the last."""

import errno
import os
import signal
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from ltzplan.issues import LtzError
from ltzplan.model.records import Entered, Problem, Record, Sort, Update
from ltzplan.model.values import Day, Words
from ltzplan.store.files import Disk, NotDurableError
from ltzplan.store.reader import Records
from ltzplan.store.records import RecordFile, id_of, to_bytes
from ltzplan.store.source import Folder
from tests.build import write

CALLS = ("make_folder", "open_new", "write", "sync", "close", "link", "unlink", "sync_folder")
ZONE = timezone(timedelta(hours=8))
unix = pytest.mark.skipif(sys.platform == "win32", reason="no fork and no SIGKILL")


def an_update(number: int = 0, writer: int = 0) -> Update:
    at = datetime(2026, 11, 24, 15, writer, 0, number, tzinfo=ZONE)
    return Update(
        task="T1",
        date=Day.parse("2020-07-31"),
        percent=Decimal("81.55"),
        measure="investment",
        text=Words(zh=f"第{number}条，累计完成投资", en=None),
        entered=Entered(at=at, office=f"office{writer % 2}", by="tester"),
    )


def a_raised_problem() -> tuple[Problem, Sort]:
    entered = Entered(at=datetime(2026, 11, 24, 15, tzinfo=ZONE), office="secretariat", by="tester")
    day = Day.parse("2020-10-23")
    problem = Problem(tasks=("T1",), date=day, text="征地未完", needs="bureaus", entered=entered)
    sort = Sort(
        answers=id_of(problem), sort="land_acquisition", needs="bureaus", because="归副市长", date=day,
        entered=entered,
    )  # fmt: skip
    return problem, sort


CASES: dict[str, Sequence[Record]] = {"one record": [an_update()], "two in a file": a_raised_problem()}


class Counting(Disk):
    """Counts the calls and does something before or after one of them."""

    def __init__(
        self,
        at: int = -1,
        *,
        before: Callable[[], None] | None = None,
        after: Callable[[], None] | None = None,
    ) -> None:
        super().__init__()
        self.at, self.before, self.after = at, before, after
        self.calls: list[tuple[str, object]] = []


def _counted(name: str) -> Callable[..., object]:
    def call(self: Counting, *given: object) -> object:
        number = len(self.calls)
        self.calls.append((name, given[-1] if name == "link" else given[0]))
        if number == self.at and self.before:
            self.before()
        result = getattr(Disk, name)(self, *given)
        if number == self.at and self.after:
            self.after()
        return result

    return call


for _name in CALLS:
    setattr(Counting, _name, _counted(_name))


def test_the_seam_is_whole() -> None:
    public = {name for name in vars(Disk) if not name.startswith("_")}
    assert public == set(CALLS), "a new call of Disk is to be counted and failed here too"


@cache
def calls_of(case: str, *, second: bool = False) -> tuple[str, ...]:
    """Give the names of the calls of a write, found by making it once."""
    with TemporaryDirectory() as folder:
        root = Path(folder, "records")
        if second:
            write(root, [replace(CASES[case][0], text="之前的一条")], Disk())
        disk = Counting()
        write(root, CASES[case], disk)
        return tuple(name for name, _ in disk.calls)


POINTS = [
    (case, second, at)
    for case in CASES
    for second in (False, True)
    for at in range(len(calls_of(case, second=second)))
]
NAMED = [
    f"{case}, {'folder there' if second else 'new folder'}, {at} {calls_of(case, second=second)[at]}"
    for case, second, at in POINTS
]


def prepared(folder: Path, case: str, *, second: bool) -> tuple[Path, list[str]]:
    root = folder / "records"
    if not second:
        return root, []
    before = replace(CASES[case][0], text="之前的一条")
    write(root, [before], Disk())
    return root, [id_of(before)]


def found(root: Path) -> list[str]:
    """Give the ids that a reader finds; it must find nothing wrong."""
    records = Records(Folder(root))
    assert records.issues == []
    return sorted(entry.id for entry in records.entries)


def spares(root: Path) -> list[Path]:
    return [path for path in root.rglob(".*") if path.is_file()]


def in_child(act: Callable[[], object]) -> int:
    """Do something in a child process; give how it ended."""
    child = os.fork()
    if child == 0:
        try:
            act()
        except BaseException:  # noqa: BLE001
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@unix
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize(("case", "second", "at"), POINTS, ids=NAMED)
def test_killed_at_any_point(tmp_path: Path, case: str, second: bool, at: int, when: str) -> None:
    root, before = prepared(tmp_path, case, second=second)
    records = CASES[case]
    ended = in_child(lambda: write(root, records, Counting(at, **{when: die})))
    assert ended == -signal.SIGKILL
    new = sorted(id_of(one) for one in records)
    linked = calls_of(case, second=second).index("link")
    there = at > linked or (at == linked and when == "after")
    assert found(root) == sorted(before + (new if there else []))

    again = write(root, records, Disk())
    assert found(root) == sorted(before + new)
    assert again == root / RecordFile(records).path
    assert again.read_bytes() == b"---\n".join(map(to_bytes, records))


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO], ids=["ENOSPC", "EIO"])
@pytest.mark.parametrize(("case", "second", "at"), POINTS, ids=NAMED)
def test_any_call_fails_once(tmp_path: Path, case: str, second: bool, at: int, number: int) -> None:
    root, before = prepared(tmp_path, case, second=second)
    records = CASES[case]
    new = sorted(id_of(one) for one in records)

    def fail() -> None:
        raise OSError(number, os.strerror(number))

    calls = calls_of(case, second=second)
    if calls[at] == "unlink":  # the record stands; only its spare name is left, which is not ours to read
        write(root, records, Counting(at, before=fail))
        assert found(root) == sorted(before + new)
    elif at > calls.index("link"):  # the record stands, and only its name is not yet safe
        with pytest.raises(NotDurableError) as caught:
            write(root, records, Counting(at, before=fail))
        assert [one.code for one in caught.value.issues] == ["not_durable"]
        assert found(root) == sorted(before + new)
        assert spares(root) == []
    else:
        with pytest.raises(LtzError) as caught:
            write(root, records, Counting(at, before=fail))
        assert [one.code for one in caught.value.issues] == ["not_stored"]
        assert caught.value.issues[0].params["reason"] == os.strerror(number)
        assert found(root) == sorted(before)
        assert spares(root) == []

    write(root, records, Disk())
    assert found(root) == sorted(before + new)


@pytest.mark.parametrize("case", CASES)
def test_faults_T4_a_link_that_was_made_and_reported_as_failed(tmp_path: Path, case: str) -> None:
    """Over a network the answer may be lost: the name tells that it is stored."""

    def fail() -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    write(tmp_path, CASES[case], Counting(calls_of(case).index("link"), after=fail))
    assert found(tmp_path) == sorted(map(id_of, CASES[case]))


@pytest.mark.parametrize("case", CASES)
def test_what_is_stored_is_safe_before_the_exit(tmp_path: Path, case: str) -> None:
    """Bytes are synced before they get their name, and every new name before the write says that it is done."""
    disk = Counting()
    root = tmp_path / "data" / "records"
    path = write(root, CASES[case], disk)
    names = [name for name, _ in disk.calls]
    assert names.index("write") < names.index("sync") < names.index("close") < names.index("link")
    assert ("sync_folder", path.parent) in disk.calls[names.index("link") :]
    made = [(at, folder) for at, (name, folder) in enumerate(disk.calls) if name == "make_folder"]
    assert [folder for _, folder in made] == [
        tmp_path / "data",
        root,
        root / path.parent.parent.name,
        path.parent,
    ]
    for at, folder in made:
        assert ("sync_folder", folder.parent) in disk.calls[at:]


@pytest.mark.parametrize(
    "at", [at + 1 for at, name in enumerate(calls_of("one record")) if name == "make_folder"]
)
def test_a_retry_syncs_the_folders_that_the_first_try_made(tmp_path: Path, at: int) -> None:
    """A folder that was made, and could not be synced into its parent, is no safe place yet."""
    root = tmp_path / "records"

    def fail() -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    first = Counting(at, before=fail)
    with pytest.raises(LtzError):
        write(root, CASES["one record"], first)
    unsafe = first.calls[at - 1][1].parent
    retry = Counting()
    write(root, CASES["one record"], retry)
    assert ("sync_folder", unsafe) in retry.calls


def test_another_writers_folder_may_not_be_safe_yet(tmp_path: Path) -> None:
    """Between a writer's mkdir and its sync another one finds the folder: it must not rely on it."""
    root = tmp_path / "records"
    other = Counting()
    mine = Counting(
        calls_of("one record").index("sync_folder"),
        before=lambda: write(root, [an_update(1)], other) and None,
    )
    write(root, CASES["one record"], mine)
    at_that_time = mine.calls[calls_of("one record").index("sync_folder")][1]
    assert ("sync_folder", at_that_time) in other.calls
    assert len(found(root)) == 2


class Stingy(Disk):
    """Writes at most a few bytes at a call, as a full or slow disk may."""

    def write(self, handle: int, data: bytes) -> int:
        return super().write(handle, data[:7])


@pytest.mark.parametrize("case", CASES)
def test_a_short_write_is_completed(tmp_path: Path, case: str) -> None:
    path = write(tmp_path, CASES[case], Stingy())
    assert path.read_bytes() == b"---\n".join(map(to_bytes, CASES[case]))
    assert found(tmp_path) == sorted(map(id_of, CASES[case]))


def test_what_a_crash_left_stops_nobody(tmp_path: Path) -> None:
    path = write(tmp_path, [an_update()], Disk())
    for number, half in enumerate((b"", b'kind: "upda', to_bytes(an_update(9)), b"\xff\xfe\x00")):
        (path.parent / f".{path.name[:40]}.{number:016x}").write_bytes(half)
    (tmp_path / ".left").write_bytes(b"x")
    (tmp_path / "office0" / ".left").mkdir()
    assert found(tmp_path) == [id_of(an_update())]
    write(tmp_path, [an_update(1)], Disk())
    assert len(found(tmp_path)) == 2


def test_the_same_write_twice_is_one_record(tmp_path: Path) -> None:
    first = write(tmp_path, [an_update()], Disk())
    stamp = first.stat().st_mtime_ns
    assert write(tmp_path, [an_update()], Disk()) == first
    assert first.stat().st_mtime_ns == stamp
    assert found(tmp_path) == [id_of(an_update())]
    assert spares(tmp_path) == []


@pytest.mark.skipif(
    sys.platform == "win32" or not hasattr(os, "geteuid") or os.geteuid() == 0,
    reason="root may write anywhere",
)
def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    root = tmp_path / "records"
    root.mkdir(mode=0o555)
    try:
        with pytest.raises(LtzError) as caught:
            write(root, [an_update()], Disk())
    finally:
        root.chmod(0o755)
    assert [one.code for one in caught.value.issues] == ["not_stored"]


def test_a_file_where_a_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "office0").write_text("no folder")
    with pytest.raises(LtzError) as caught:
        write(tmp_path, [an_update()], Disk())
    assert [one.code for one in caught.value.issues] == ["not_stored"]


WRITERS, EACH = 8, 25


@unix
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_eight_writers_and_a_reader(tmp_path: Path) -> None:
    """Eight processes and a twin of the first write into two offices; the reader sees no half."""
    root = tmp_path / "records"
    batches = [[an_update(number, writer) for number in range(EACH)] for writer in (*range(WRITERS), 0)]
    children = []
    waits, starts = os.pipe()
    for batch in batches:
        child = os.fork()
        if child == 0:
            try:
                os.read(waits, 1)
                for one in batch:
                    write(root, [one], Disk())
            except BaseException:  # noqa: BLE001
                os._exit(1)
            os._exit(0)
        children.append(child)
    running, seen, looks, ends = set(children), 0, 0, []
    while running:
        now = len(found(root))
        assert now >= seen, "a record that was seen has gone"
        seen, looks = now, looks + 1
        if looks == 1:
            os.write(starts, bytes(len(batches)))
            continue
        for child in list(running):
            done, status = os.waitpid(child, os.WNOHANG)
            if done:
                running.remove(child)
                ends.append(os.waitstatus_to_exitcode(status))
    assert ends == [0] * len(batches)
    for end in (waits, starts):
        os.close(end)
    written = {id_of(one) for batch in batches for one in batch}
    assert found(root) == sorted(written)
    assert len(written) == WRITERS * EACH
    assert spares(root) == []
    assert len(list(root.rglob("*.yaml"))) == len(written)
