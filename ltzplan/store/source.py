"""Where plan and records are read from: a folder on disk, or the objects of a commit in git."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol, Self

from ltzplan.issues import Issue, Place, refuse
from ltzplan.store.files import foreign, read_bytes
from ltzplan.store.git import Blob
from ltzplan.store.sight import YOUNG, Sight, UnsureError

if TYPE_CHECKING:
    import os

Kind = Literal["file", "folder", "link", "other"]
_MODES: dict[str, Kind] = {"100644": "file", "100755": "file", "120000": "link"}


class FolderItem(NamedTuple):
    """A name in a folder, and what stands there; `how` a file stands tells another one, empty: it may change unseen."""

    name: str
    kind: Kind
    how: str = ""


def stranger(place: Place, one: FolderItem) -> Issue:
    """Find what is not ours: of systems and editors it stops nobody, and nothing follows a link."""
    if foreign(one.name):
        return Issue(code="foreign_file", place=place, params={"file": one.name}, severity="warning")
    return Issue(
        code="symlink" if one.kind == "link" else "unknown_file", place=place, params={"file": one.name}
    )


class FileTree(Protocol):
    """A folder of named bytes; errors name it as `shown_as`."""

    shown_as: str

    def below(self, name: str) -> Self:
        """Give the folder of this name."""

    def items(self, folder: str = "") -> Iterator[FolderItem]:
        """Give what stands in a folder, in no order; LtzError where that cannot be told."""

    def how(self, folder: str) -> str:
        """Return what tells how the files of a folder stand; empty: that is not known."""

    def read(self, name: str, limit: int) -> bytes:
        """Give a file's bytes, at most one more than `limit`; LtzError for anything else."""

    def leads_out(self, name: str) -> bool:
        """Tell whether a name is a link to what is not below the folder."""


class Folder:
    """A folder on disk."""

    def __init__(self, path: Path, seen: Sight | None = None, below: str = "") -> None:
        """Take a path, which is also how errors name it, and of which look it is a part."""
        self._path, self.shown_as = path, str(path)
        self._seen, self._below = seen or Sight(path), below

    def below(self, name: str) -> Self:
        """Give the folder of this name."""
        return type(self)(self._path / name, self._seen, f"{self._below}/{name}")

    def items(self, folder: str = "") -> Iterator[FolderItem]:
        """Give what stands in a folder; nothing where there is no folder."""
        try:
            found = self._seen.folder(f"{self._below}/{folder}").items
        except (FileNotFoundError, NotADirectoryError):
            return
        except OSError as error:
            raise refuse("unreadable", Place(file=str(self._path / folder)), reason=error.strerror) from None
        for one in found:
            yield FolderItem(one.name, kind := _kind(one), self._how(one, kind))

    def _how(self, one: "os.DirEntry[str]", kind: Kind) -> str:
        if kind != "file":
            return ""
        try:
            found = one.stat(follow_symlinks=False)
        except OSError:  # such as a spare file of a write under way: the others stand all the same
            return ""
        changed = max(found.st_mtime, found.st_ctime)
        told = f"{found.st_ino} {found.st_size} {found.st_mtime_ns} {found.st_ctime_ns}"
        return told if changed < self._seen.at - YOUNG else ""

    def how(self, folder: str) -> str:
        """Return what tells how the files of a folder stand; empty: one may change unseen."""
        try:
            found = self._seen.folder(f"{self._below}/{folder}")
            return found.digest if found.newest < (self._seen.at - YOUNG) * 10**9 else ""
        except (OSError, OverflowError, UnsureError):
            return ""

    def read(self, name: str, limit: int) -> bytes:
        """Give a regular file's bytes."""
        return read_bytes(f"{self._path}/{name}", limit)

    def leads_out(self, name: str) -> bool:
        """Tell whether a link leads out; one that leads nowhere or round is for the reader to name."""
        path = self._path / name
        try:
            return path.is_symlink() and not path.resolve().is_relative_to(self._path.resolve())
        except (OSError, RuntimeError):
            return False


def _kind(one: "os.DirEntry[str]") -> Kind:
    if one.is_file(follow_symlinks=False):
        return "file"
    return "link" if one.is_symlink() else "folder" if one.is_dir() else "other"


class Tree:
    """A folder as a commit holds it; a link in it leads nowhere."""

    def __init__(self, files: Mapping[str, Blob], shown_as: str) -> None:
        """Take what git gave of the folder, by path."""
        self._files, self.shown_as = files, shown_as
        self._items: dict[str, dict[str, FolderItem]] = {}
        for path, blob in files.items():
            kind, how = _MODES.get(blob.mode, "other"), blob.oid
            while path:
                path, _, name = path.rpartition("/")  # noqa: PLW2901 - up to the top
                self._items.setdefault(path, {})[name] = FolderItem(name, kind, how)
                kind, how = "folder", ""

    def below(self, name: str) -> Self:
        """Give the folder of this name."""
        inner = {
            path[len(name) + 1 :]: one for path, one in self._files.items() if path.startswith(f"{name}/")
        }
        return type(self)(inner, f"{self.shown_as}/{name}")

    def items(self, folder: str = "") -> Iterator[FolderItem]:
        """Give what stands in a folder; nothing where there is no folder."""
        return iter(self._items.get(folder, {}).values())

    def how(self, folder: str) -> str:  # noqa: ARG002 - as every folder
        """Say nothing: each file tells it."""
        return ""

    def read(self, name: str, limit: int) -> bytes:
        """Give a file's bytes."""
        shown = f"{self.shown_as}/{name}"
        if name not in self._files:
            raise refuse("file_missing", Place(file=shown), file=shown)
        data = self._files[name].data
        if data is None:
            raise refuse("unreadable", Place(file=shown), reason="git: no such object in this clone")
        return data[: limit + 1]

    def leads_out(self, name: str) -> bool:
        """Tell whether a name is a link."""
        return name in self._files and self._files[name].mode == "120000"
