"""An archive: a year's files in one, read as if each stood alone, whatever happens while it is made or to it later."""

import errno
import os
import shutil
import signal
import sqlite3
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ltzplan.issues import Issue, LtzError
from ltzplan.model.records import Entry
from ltzplan.store import archive, records
from ltzplan.store.archive import OfficeYear
from ltzplan.store.bundle import bundled, is_archive, name_of, unbundled
from ltzplan.store.files import Disk, read_bytes
from ltzplan.store.index import Found, Index
from ltzplan.store.reader import Records
from ltzplan.store.records import RecordFile, digest, to_bytes
from ltzplan.store.sight import Sight
from ltzplan.store.source import Folder
from ltzplan.store.workspace import load
from tests.conftest import DATA, run_git
from tests.examples import thinned
from tests.store.test_durability import CASES, Counting, an_update, die, in_child, unix
from tests.test_properties import PLAN

YEAR = Path("records", "secretariat", "2020")


@pytest.fixture
def data(tmp_path: Path, repository: Callable[[Path], Path]) -> Path:
    """The shipped plan and its records, committed."""
    shutil.copytree(DATA, tmp_path / "data")
    repository(tmp_path)
    run_git(tmp_path, "add", "--all")
    run_git(tmp_path, "commit", "--quiet", "-m", "start")
    return tmp_path / "data"


def made(folder: Path, disk: Disk | None = None) -> Path:
    """Archive a folder, but for its commit; give the path of the archive."""
    files = OfficeYear.of(folder)
    [name] = archives = files.archives()
    files.store(archives, disk or Disk())
    return folder / name


def read(data: Path) -> tuple[list[Entry], list[Issue]]:
    found = Records(Folder(data / "records"))
    return [*found.entries], found.issues


def sealed(folder: Path, text: bytes) -> Path:
    """Put bytes into a folder under the name that an archive of them has."""
    (path := folder / name_of(folder.name, digest(text))).write_bytes(text)
    return path


# ---- its bytes


@given(st.dictionaries(st.from_regex(r"[a-zA-Z0-9_.-]+\.yaml", fullmatch=True), st.lists(st.text().map(lambda one: one.replace("\n", "").encode(errors="replace")), min_size=1)))
def test_what_was_bundled_comes_back_to_the_byte(files: Mapping[str, list[bytes]]) -> None:
    """Whatever a line holds: the head of another file, spaces, marks of YAML."""
    whole = {name: b"".join(line + b"\n" for line in lines) for name, lines in files.items()}
    assert unbundled(bundled(whole)) == dict(sorted(whole.items()))


def test_it_is_yaml_and_no_line_stands_in_it_as_it_stood(data: Path) -> None:
    """Any YAML reader gives each file's text; git's search for renamed files finds no line again."""
    files = {one.name: one.read_bytes() for one in (data / YEAR).iterdir()}
    text = bundled(files)
    assert {name: said.encode() for name, said in yaml.safe_load(text).items()} == files
    lines = {line for one in files.values() for line in one.split(b"\n") if line}
    assert not lines & {*text.split(b"\n")}


def test_no_record_is_called_like_an_archive() -> None:
    """Not even one of a whole year, of a task of that name."""
    assert is_archive("north/2020/2020-archive-0123456789abcdef.yaml")
    assert not is_archive("north/2020/2020-archive-update-0123456789abcdef.yaml")


# ---- read as if each file stood alone


def test_before_half_way_and_after_the_same_is_read(data: Path) -> None:
    """The same records in the same order, of the same files."""
    before, _ = read(data)
    for folder in sorted((data / "records" / "secretariat").iterdir()):
        kept = {one.name: one.read_bytes() for one in folder.iterdir()}
        path = made(folder)
        assert [one.name for one in folder.iterdir()] == [path.name]
        assert read(data) == (before, [])
        for name in list(kept)[::2]:
            (folder / name).write_bytes(kept[name])
        assert read(data) == (before, [])
        for name in list(kept)[::2]:
            (folder / name).unlink()


def test_several_records_of_one_command_stay_together(tmp_path: Path) -> None:
    two = CASES["two in a file"]
    path = RecordFile(two).write(tmp_path, Disk())
    before = [*Records(Folder(tmp_path)).entries]
    sealed(path.parent, bundled({path.name: path.read_bytes()}))
    path.unlink()
    after = Records(Folder(tmp_path))
    assert ([*after.entries], after.issues) == (before, [])
    assert [one.index for one in after.entries] == [0, 1]


def test_a_record_of_two_archives_and_of_a_file_counts_once(data: Path) -> None:
    """As after two clones archived the same year apart."""
    before, _ = read(data)
    files = {one.name: one.read_bytes() for one in (data / YEAR).iterdir()}
    sealed(data / YEAR, bundled(files))
    sealed(data / YEAR, bundled(dict(list(files.items())[:9])))
    for name in list(files)[:5]:
        (data / YEAR / name).unlink()
    assert read(data) == (before, [])


def test_a_commit_that_holds_an_archive_is_read_like_the_folder(data: Path) -> None:
    before, _ = load(data)
    made(data / YEAR)
    run_git(data, "add", "--all")
    run_git(data, "commit", "--quiet", "-m", "archived")
    for revision in ("HEAD", "HEAD~1"):
        space, issues = load(data, revision=revision)
        assert ([*space.entries], issues) == ([*before.entries], [])


# ---- killed, or refused by the disk


def calls() -> list[str]:
    """Give the calls of the disk by which a year of three files is archived."""
    with TemporaryDirectory() as folder:
        made(three(Path(folder)), disk := Counting())
        return [name for name, _ in disk.calls]


def three(root: Path) -> Path:
    """Store three records of one year; give its folder."""
    [folder] = {RecordFile([an_update(number)]).write(root, Disk()).parent for number in range(3)}
    return folder


CALLS = calls()
NAMED = [f"{at} {name}" for at, name in enumerate(CALLS)]


@unix
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("at", range(len(CALLS)), ids=NAMED)
def test_killed_at_any_point_both_readings_are_equal(tmp_path: Path, at: int, when: str) -> None:
    folder = three(tmp_path)
    before = [*Records(Folder(tmp_path)).entries]
    assert in_child(lambda: made(folder, Counting(at, **{when: die}))) == -signal.SIGKILL
    for again in (False, True):
        if again and any(not is_archive(one.name) for one in folder.glob("*.yaml")):
            made(folder)
        found = Records(Folder(tmp_path))
        assert ([*found.entries], found.issues) == (before, [])
    [path] = folder.glob("*.yaml")
    assert is_archive(path.name)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO], ids=["ENOSPC", "EIO"])
@pytest.mark.parametrize("at", range(len(CALLS)), ids=NAMED)
def test_a_call_that_fails_loses_nothing_and_may_be_repeated(tmp_path: Path, at: int, number: int) -> None:
    """No file is removed before the archive is safe."""
    folder = three(tmp_path)
    before = [*Records(Folder(tmp_path)).entries]

    def fail() -> None:
        raise OSError(number, os.strerror(number))
    if at == CALLS.index("unlink"):  # the spare name of the archive, which is nobody's
        made(folder, Counting(at, before=fail))
    else:
        with pytest.raises(LtzError) as caught:
            made(folder, Counting(at, before=fail))
        safe = CALLS.index("unlink") + 1  # the folder holds the archive for good
        code = "not_stored" if at < safe else "not_durable" if at == safe else "not_removed"
        assert [one.code for one in caught.value.issues] == [code]
        assert len([*folder.glob("*-update-*")]) == 3 or code == "not_removed"
    found = Records(Folder(tmp_path))
    assert ([*found.entries], found.issues) == (before, [])
    if [*folder.glob("*-update-*")]:
        made(folder)
    assert [is_archive(one.name) for one in folder.glob("*.yaml")] == [True]
    assert [*Records(Folder(tmp_path)).entries] == before


def test_an_archive_that_is_read_back_otherwise_removes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that lies: the files stay."""
    folder = three(tmp_path)
    files = OfficeYear.of(folder)
    other = bundled({name: data.replace(b"81.55", b"81.56") for name, data in files.here.items()})
    monkeypatch.setattr(archive, "read_bytes", lambda path, limit: other)
    with pytest.raises(LtzError) as caught:
        files.store(files.archives(), Disk())
    assert [one.code for one in caught.value.issues] == ["not_removed"]
    assert len([*folder.glob("*-update-*")]) == 3


def test_a_year_that_is_larger_than_a_file_may_be_becomes_several(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = three(tmp_path)
    before = [*Records(Folder(tmp_path)).entries]
    files = OfficeYear.of(folder)
    monkeypatch.setattr(archive, "LIMIT", len(bundled(files.here)) - 1)
    archives = files.archives()
    assert len(archives) == 2
    files.store(archives, Disk())
    assert sorted(archives) == sorted(one.name for one in folder.iterdir())
    assert [*Records(Folder(tmp_path)).entries] == before


def test_what_no_archive_can_hold_is_named_and_stays(tmp_path: Path) -> None:
    """A record without its last line end, which ltz never wrote."""
    path = tmp_path / RecordFile([an_update()]).path
    whole = to_bytes(an_update()).rstrip(b"\n")
    path = path.with_name(path.name.replace(path.stem.rpartition("-")[2], digest(whole)))
    path.parent.mkdir(parents=True)
    path.write_bytes(whole)
    assert not Records(Folder(tmp_path)).issues
    with pytest.raises(LtzError) as caught:
        OfficeYear.of(path.parent).archives()
    assert [(one.code, one.place.file) for one in caught.value.issues] == [("record_form", str(path))]
    assert path.exists()


# ---- damaged: each is named, at its line where the archive itself is as its name says


def resealed(change: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    """Damage an archive and give it the name that its new bytes have."""

    def damage(path: Path) -> None:
        sealed(path.parent, change(path.read_bytes()))
        path.unlink()

    return damage


def at_line(text: bytes, found: bytes) -> int:
    return text.count(b"\n", 0, text.index(found)) + 1


DAMAGES: dict[str, tuple[Callable[[Path], object], str, bool]] = {
    "a byte": (lambda path: path.write_bytes(path.read_bytes().replace(b"T", b"t", 1)), "record_edited", False),
    "cut": (lambda path: path.write_bytes(path.read_bytes()[:-9]), "record_edited", False),
    "empty": (lambda path: path.write_bytes(b""), "empty_file", False),
    "line ends": (lambda path: path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n")), "line_ends", False),
    "conflict": (lambda path: path.write_bytes(b"<<<<<<< HEAD\n" + path.read_bytes()), "conflict_marker", False),
    "too large": (lambda path: os.truncate(path, records.LIMIT + 1), "too_large", False),
    "a copy": (lambda path: shutil.copy(path, path.with_stem(f"{path.stem} (1)")), "record_renamed", False),
    "of another year": (lambda path: path.rename(path.with_name(path.name.replace("2020", "2021"))), "record_renamed", False),
    "a figure": (resealed(lambda text: text.replace(b'"81.55"', b'"81.56"')), "record_edited", True),
    "a name": (resealed(lambda text: text.replace(b"-T1-update-35471b53eb202937", b"-T1-update-35471b53eb202938")), "record_edited", True),
    "a kind in a name": (resealed(lambda text: text.replace(b"-T1-update-35471b53eb202937", b"-T1-updates-35471b53eb202937")), "record_renamed", True),
    "an indent": (resealed(lambda text: text.replace(b'  percent: "81.55"', b' percent: "81.55"')), "record_form", True),
    "a line between": (resealed(lambda text: text.replace(b"2020-07-31-T1", b"\n2020-07-31-T1")), "record_form", True),
    "no head": (resealed(lambda text: text.partition(b"\n")[2]), "record_form", False),
    "nothing held": (resealed(lambda text: b"a"), "record_form", False),
    "no last line end": (resealed(lambda text: text[:-1]), "record_form", False),
    "twice": (resealed(lambda text: text + text), "record_form", False),
    "an archive": (resealed(lambda text: bundled({name_of("2020", digest(text)): text})), "record_form", False),
    "a record": (resealed(lambda text: text.replace(b"\n  ", b"\n").split(b"\n", 1)[1]), "record_form", False),
}  # fmt: skip


@pytest.mark.parametrize(("damage", "half_way"), thinned([*((one, one[0] == "a") for one in DAMAGES)], 2))
def test_whatever_is_damaged_is_named(data: Path, tmp_path: Path, damage: str, half_way: bool) -> None:
    """Also where the files still stand beside it, and where an index knew it sound."""
    path = made(data / YEAR)
    load(data, cache=tmp_path / "cache")
    text = path.read_bytes()
    if half_way:
        run_git(data, "checkout", "--", ".")
    do, code, has_line = DAMAGES[damage]
    do(path)
    for cache in (None, tmp_path / "cache"):
        space, issues = load(data, cache=cache)
        assert space is None
        assert {one.code for one in issues} == {code}
        assert all(is_archive(one.place.file) or "(1)" in one.place.file for one in issues)
        if has_line:
            near = at_line(text, b"2020-07-31-T1-update")
            assert near <= issues[0].place.line <= near + 5


def test_an_archive_in_the_folder_of_another_office_says_where_its_records_belong(data: Path) -> None:
    path = made(data / YEAR)
    other = data / "records" / "north" / "2020"
    other.mkdir(parents=True)
    path.rename(other / path.name)
    issues = Records(Folder(data / "records")).issues
    assert [one.code for one in issues] == ["record_renamed"] * 22
    assert [one.place.line for one in issues] == sorted({one.place.line for one in issues})
    assert issues[0].params["expected"].startswith("secretariat/2020/")


def test_what_is_wrong_in_a_held_record_is_shown_at_its_line(data: Path) -> None:
    """As the plan sees it: a task that there is not."""
    path = made(data / YEAR)
    said = b'kind: "update"\ntask: "T99"\nnil: true\ndate: "2020-12-31"\nentered: {"at": "2026-11-24T15:00:00+08:00", "office": "secretariat", "by": "x"}\n'
    name = f"2020-12-31-T99-update-{digest(said)}.yaml"
    text = bundled(unbundled(path.read_bytes()) | {name: said})
    path.unlink()
    path = sealed(path.parent, text)
    _, issues = load(data)
    assert [(one.code, one.place.file, one.place.line, one.place.excerpt) for one in issues] == [
        ("unknown_id", str(path), at_line(text, b'  task: "T99"'), 'task: "T99"')
    ]


# ---- the index


def rows_of(cache: Path) -> set[tuple[str, ...]]:
    with closing(sqlite3.connect(next(cache.iterdir()))) as index:
        return {*index.execute("select * from kept")}


def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give a list of what the reader opens from now on."""
    found: list[str] = []
    monkeypatch.setattr("ltzplan.store.source.read_bytes", lambda path, limit: found.append(path) or read_bytes(path, limit))
    return found


@pytest.mark.parametrize("left", [0, 9], ids=["after", "half-way"])
def test_a_warm_read_opens_neither_archive_nor_record(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, left: int) -> None:
    later = time.time() + 60
    kept = {one: one.read_bytes() for one in (data / YEAR).iterdir()}
    made(data / YEAR)
    assert all(one.write_bytes(said) for one, said in list(kept.items())[:left])
    cold, _ = load(data, cache=tmp_path / "cache", seen=Sight(data, later))
    found = opened(monkeypatch)
    warm, _ = load(data, cache=tmp_path / "cache", seen=Sight(data, later))
    assert found == [f"{data}/tasks.yaml"]
    assert [*warm.entries] == [*cold.entries]


def test_an_archive_of_what_was_read_before_is_one_more_file_read_and_one_more_row(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it holds is known already: nothing is checked again."""
    later = time.time() + 60
    before, _ = load(data, cache=tmp_path / "cache", seen=Sight(data, later))
    rows = rows_of(tmp_path / "cache")
    path = made(data / YEAR)
    found = opened(monkeypatch)
    monkeypatch.setattr("ltzplan.store.workspace._record_findings", lambda *_: pytest.fail("checked again"))
    after, _ = load(data, cache=tmp_path / "cache", seen=Sight(data, later))
    assert found == [f"{data}/tasks.yaml", str(path)]
    assert {name for name, *_ in rows_of(tmp_path / "cache") ^ rows} == {"folders", f"secretariat/2020/{path.name}"}
    assert [*after.entries] == [*before.entries]


@given(draw=st.data())
def test_with_an_index_the_answer_is_the_one_without(draw: st.DataObject) -> None:
    """Whatever stood alone or in an archive when it was written, whichever rows were lost, and however all stands now."""
    with TemporaryDirectory() as made_for_this:
        root = Path(made_for_this)
        [folder] = {RecordFile([an_update(number)]).write(root / "records", Disk()).parent for number in range(5)}
        files = {one.name: one.read_bytes() for one in folder.iterdir()}
        some = st.sets(st.sampled_from(sorted(files)), min_size=1)
        index = Index(root / "cache", root, "key")
        index.keep(PLAN, Found())
        for later in (60, 120, 180):
            for one in folder.iterdir():
                one.unlink()
            held = [draw.draw(some) for _ in range(draw.draw(st.integers(0, 2)))]
            for names in held:
                sealed(folder, bundled({name: files[name] for name in names}))
            for name in files.keys() - set().union(*held) | draw.draw(some):
                (folder / name).write_bytes(files[name])
            cold, seen = Records(Folder(root / "records")), Sight(root / "records", time.time() + later)
            for again in (False, True):
                warm = Records(Folder(root / "records", seen), Index(root / "cache", root, "key"))
                assert (warm.entries, warm.issues, len(warm.entries)) == (cold.entries, [], 5)
                assert not (again and warm.fresh)
                index.keep(PLAN, warm.found)
            lost = draw.draw(st.sets(st.tuples(st.sampled_from(sorted(warm.files)))))
            with closing(sqlite3.connect(next((root / "cache").iterdir()), isolation_level=None)) as rows:
                rows.executemany("delete from kept where name = ?", lost)
            assert Records(Folder(root / "records", seen), Index(root / "cache", root, "key")).entries == cold.entries
