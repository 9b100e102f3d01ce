"""The recipes by which a workspace is made as bad as a case of ltzplan/text/errors says."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

from openpyxl import load_workbook

from tests.errors_page import Case

ROOT = Path(__file__).parent.parent


def _the(space: Path, pattern: str) -> Path:
    """Give the one file that a pattern means, or the path itself where it is not there yet."""
    found = sorted(space.glob(pattern)) if "*" in pattern else [space / pattern]
    assert len(found) == 1, f"{pattern}: {found}"
    return found[0]


def remove(path: Path) -> None:
    """Remove a file or folder."""
    shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink(missing_ok=True)


def folder(path: Path) -> None:
    """Put a folder in a file's place."""
    remove(path)
    path.mkdir(parents=True)


def fifo(path: Path) -> None:
    """Put a FIFO in a file's place."""
    remove(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    os.mkfifo(path)


def holding(path: Path, text: str) -> None:
    """Put a text, written to the byte."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8"))


def octets(path: Path, hex: str) -> None:
    """Put bytes, given in hex, at the end of a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes((path.read_bytes() if path.exists() else b"") + bytes.fromhex(hex))


def template(path: Path, part: str, find: str, put: str) -> None:
    """Put our template of Word, one part of it changed or added."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with ZipFile(ROOT / "ltzplan/text/zh/pages/paper.zh.docx") as ours, ZipFile(path, "w") as changed:
        for name in {*ours.namelist(), part}:
            text = ours.read(name).decode() if name in ours.namelist() else ""
            changed.writestr(name, re.sub(find, put, text) if name == part else text)


def encoded(path: Path, encoding: str) -> None:
    """Save a UTF-8 file in another encoding."""
    path.write_bytes(path.read_bytes().decode("utf-8").encode(encoding))


def linked(path: Path, to: str) -> None:
    """Put a symbolic link in a file's place; what it leads to is made where it is not there."""
    target = Path(os.path.normpath(path.parent / to))
    if path.exists() and not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        path.rename(target)
    remove(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(to)


def unreadable(path: Path) -> None:
    """Take away the right to read."""
    path.chmod(0)


def unwritable(path: Path) -> None:
    """Take away the right to write."""
    path.mkdir(parents=True, exist_ok=True)
    path.chmod(0o500)


def sized(path: Path, mib: int) -> None:
    """Make a file as large as told, without filling the disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.truncate(mib * 2**20)


def nested(path: Path, depth: int, put: str = "a: ", open: str = "[", close: str = "]") -> None:
    """Nest brackets as deep as told."""
    path.write_text(put + open * depth + close * depth + "\n", encoding="utf-8")


def repeated(path: Path, text: str, times: int) -> None:
    """Write a text many times."""
    path.write_text(text * times, encoding="utf-8")


def renamed(path: Path, to: str) -> None:
    """Give another name, below the data folder."""
    target = _data(path) / to.replace("DIGEST", path.stem.rpartition("-")[2])
    target.parent.mkdir(parents=True, exist_ok=True)
    path.rename(target)


def copied(path: Path, to: str) -> None:
    """Copy under another name, below the data folder."""
    target = _data(path) / to.replace("DIGEST", path.stem.rpartition("-")[2])
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, target)


def _data(path: Path) -> Path:
    return next(one for one in path.parents if one.name == "data")


def cut(path: Path, octets: int) -> None:
    """Cut the last bytes off."""
    path.write_bytes(path.read_bytes()[:-octets])


def sealed(path: Path, text: str = "", hex: str = "", depth: int = 0) -> None:
    """Write a record's bytes under the name that tells them: DIGEST in the path. NESTED is so many brackets."""
    data = bytes.fromhex(hex) or text.replace("NESTED", "[" * depth + "]" * depth).encode("utf-8")
    path = path.with_name(path.name.replace("DIGEST", sha256(data).hexdigest()[:16]))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def git(path: Path, words: str) -> None:
    """Run git in a folder."""
    subprocess.run(["git", *words.split()], cwd=path, check=True, capture_output=True)


def cells(path: Path, put: dict[str, str | float]) -> None:
    """Put values into cells of a workbook, each by sheet and address."""
    book = load_workbook(path)
    for at, value in put.items():
        sheet, _, cell = at.rpartition("!")
        book[sheet][cell] = value
    book.save(path)


def packed(path: Path, part: str) -> None:
    """Put one more part into a workbook."""
    with ZipFile(path, "a") as book:
        book.writestr(part, "x")


RECIPES: dict[str, Callable[..., None]] = {
    one.__name__: one
    for one in (
        remove, folder, fifo, holding, octets, encoded, linked, unreadable, unwritable, sized, nested, repeated,
        renamed, copied, cut, sealed, git, cells, packed, template,
    )
}  # fmt: skip


def make(case: Case, space: Path) -> None:
    """Do to a sound workspace what the case says."""
    for path, text in case.files.items():
        holding(space / path, text)
    for change in case.change:
        file = _the(space, change.get("file", "data/tasks.yaml"))
        text = file.read_bytes().decode("utf-8")
        assert text.count(change["find"]) == 1, change["find"]
        file.write_bytes(text.replace(change["find"], change["put"]).encode("utf-8"))
    for made in case.make:
        rest = {key: value for key, value in made.items() if key not in ("how", "path")}
        RECIPES[made["how"]](_the(space, made["path"]), **rest)
