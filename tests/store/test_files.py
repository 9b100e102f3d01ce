"""What lies in the data folder and is not ours, and records that were changed on the way."""

import os
from contextlib import contextmanager
from pathlib import Path

import pytest

from ltzplan.store.files import foreign
from ltzplan.store.records import RecordFile, to_bytes
from ltzplan.store.source import Folder
from ltzplan.store.workspace import load
from tests.build import update

OTHERS = (
    "Thumbs.db", "THUMBS.DB", "ehthumbs.db", "desktop.ini", "Desktop.ini", "tasks.yaml~", "tasks.yaml.orig", "x.rej",
    "tasks.yaml.bak", ".tasks.yaml.swp", "4913.swp", "x.swo", "x.tmp", "~$tasks.docx", "#tasks.yaml#", "lost+found",
    "tasks (conflicted copy 2026-02-12).yaml", "tasks (li's conflicted copy 2026-02-12).yaml", "__MACOSX", "@eaDir",
    "tasks (李的冲突副本 2026-02-12).yaml", "tasks.sync-conflict-20260212-101500-ABCDEFG.yaml", "Icon\r",
    "4913", "x.swx", "tasks.lnk", "tasks_BACKUP_2041.yaml", "tasks.yaml.LOCAL.2041.yaml", "tasks (冲突).yaml",
)  # fmt: skip
OURS = ("tasks.yaml", "records", "north", "2026", "2026-02-12-A1-update-0123456789abcdef.yaml", "tasks (2).yaml", "notes.txt")


@pytest.mark.parametrize("name", OTHERS)
def test_bug_03_a_name_that_systems_and_editors_give(name: str) -> None:
    assert foreign(name)


@pytest.mark.parametrize("name", OURS)
def test_bug_03_a_name_that_is_to_be_looked_at(name: str) -> None:
    assert not foreign(name)


@pytest.mark.parametrize("below", ["", "records", "records/north", "records/north/2026"])
@pytest.mark.parametrize("name", OTHERS)
def test_bug_03_files_of_others_stop_nobody(blank: Path, below: str, name: str) -> None:
    """Wherever they lie, as a file or as a folder, they are a warning and are not read."""
    folder = blank / "data" / below
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text("x")
    (folder / f"{name}.d~").mkdir()
    (folder / f"{name}.d~" / "inner.yaml").write_text("x")
    space, issues = load(blank / "data")
    assert space
    hidden = name.startswith(".")
    assert [(one.code, one.severity) for one in issues] == [("foreign_file", "warning")] * (0 if hidden else 2)


def stored(blank: Path) -> Path:
    """Give the file of a record that was stored."""
    record = update("A1", day="2026-02-12", text="piles driven")
    path = blank / "data" / "records" / RecordFile([record]).path
    path.parent.mkdir(parents=True)
    path.write_bytes(to_bytes(record))
    return path


def test_bug_03_a_conflicted_copy_of_a_record_is_not_read(blank: Path) -> None:
    path = stored(blank)
    path.with_name(f"{path.stem} (conflicted copy).yaml").write_bytes(path.read_bytes() + b" ")
    space, issues = load(blank / "data")
    assert space
    assert len(space.entries) == 1
    assert [one.code for one in issues] == ["foreign_file"]


@pytest.mark.parametrize("copy", ["{stem} (1).yaml", "{stem} - 副本.yaml", "Copy of {stem}.yaml"])
def test_bug_03_a_copy_is_told_its_place_and_not_called_edited(blank: Path, copy: str) -> None:
    path = stored(blank)
    path.with_name(copy.format(stem=path.stem)).write_bytes(path.read_bytes())
    _, issues = load(blank / "data")
    assert [(one.code, one.params["expected"][-len(path.name) :]) for one in issues] == [
        ("record_renamed", path.name)
    ]


def test_bug_03_a_name_of_record_form_with_another_digest_stops(blank: Path) -> None:
    path = stored(blank)
    path.with_name(path.name.replace("-update-", "-update-0")).write_bytes(path.read_bytes())
    path.rename(path.with_name("2026-02-12-A1-update-0123456789abcdef.yaml"))
    space, issues = load(blank / "data")
    assert space is None
    assert {one.code for one in issues} == {"record_edited"}


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data.replace(b"\n", b"\r\n"),
        lambda data: data.replace(b"\n", b"\r"),
        lambda data: data.replace(b"\n", b"\r\n", 1),
        lambda data: data[:-1],
        lambda data: data + b"\n",
    ],
)
def test_bug_15_a_record_that_differs_in_line_ends_only(blank: Path, spoil: object) -> None:
    path = stored(blank)
    path.write_bytes(spoil(path.read_bytes()))
    space, issues = load(blank / "data")
    assert space is None
    assert [one.code for one in issues] == ["line_ends"]


def test_bug_15_other_changes_beside_the_line_ends_are_an_edit(blank: Path) -> None:
    path = stored(blank)
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n").replace(b"piles", b"poles"))
    assert [one.code for one in load(blank / "data")[1]] == ["record_edited"]


def test_a_file_that_vanishes_while_a_folder_is_read_hides_no_other(tmp_path, monkeypatch):
    """The spare file of a write under way is there for a moment only."""
    for name in ("a", ".spare", "z"):
        (tmp_path / name).touch()
    scandir = os.scandir

    @contextmanager
    def vanishing(path):
        with scandir(path) as found:
            listed = sorted(found, key=lambda one: one.name)
        (tmp_path / ".spare").unlink()
        yield listed

    monkeypatch.setattr("ltzplan.store.sight.os.scandir", vanishing)
    assert {one.name for one in Folder(tmp_path).items()} >= {"a", "z"}
