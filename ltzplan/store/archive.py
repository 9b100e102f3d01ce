"""A year that is over, put into one file: no record is deleted, only the file in which it stood."""

import contextlib
import errno
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Self

from ltzplan.dataclass import dataclass
from ltzplan.issues import LtzError, Place, refuse
from ltzplan.store.bundle import bundled, is_archive, name_of, unbundled
from ltzplan.store.files import Disk, append, foreign, read_bytes
from ltzplan.store.git import tree
from ltzplan.store.records import LIMIT, PARTING, Watched, digest, filled
from ltzplan.store.source import Folder

Files = Mapping[str, bytes]


def _ours(name: str) -> bool:
    """Whether the reader takes a file of this name for one of records or an archive."""
    return name.endswith(".yaml") and not name.startswith(".") and not foreign(name)


def _single(files: Files) -> dict[str, bytes]:
    """Return the files that are no archives."""
    return {name: data for name, data in files.items() if not is_archive(name)}


def _opened(files: Files) -> dict[str, bytes]:
    """Return the single files and those that archives hold."""
    held = (unbundled(data) for name, data in files.items() if is_archive(name))
    return {name: data for one in (*held, _single(files)) for name, data in one.items()}


@dataclass(frozen=True, kw_only=True)
class OfficeYear:
    """The files of an office and a year, by name: those of its folder, and those of the commit."""

    folder: Path
    here: Files
    committed: Files

    @classmethod
    def of(cls, folder: Path, watched: Watched = iter) -> Self:
        """Read them, which may be watched; LtzError where that cannot be done."""
        names = [one.name for one in Folder(folder).items() if _ours(one.name)]
        here = {name: read_bytes(folder / name, LIMIT) for name in watched(names)}
        committed = {name: blob.data or b"" for name, blob in tree(folder, "HEAD").items() if _ours(name)}
        return cls(folder=folder, here=here, committed=committed)

    @property
    def differing(self) -> list[str]:
        """The files of records that the commit does not hold as they are here, each by itself or in an archive."""
        here, there = _opened(self.here), _opened(self.committed)
        return sorted(name for name in here.keys() | there.keys() if here.get(name) != there.get(name))

    @property
    def single(self) -> dict[str, bytes]:
        """The files that are to stand in an archive alone: they stand alone here, or do in the commit."""
        return _single(self.committed) | _single(self.here)

    def archives(self) -> dict[str, bytes]:
        """Return the archives, by name, that hold the single files: those that are there, and those to be written.

        LtzError for what no archive can hold.
        """
        there = {name: data for name, data in self.here.items() if is_archive(name)}
        held = _opened(there)
        rest = {name: data for name, data in _single(self.here).items() if name not in held}
        new = {name_of(self.folder.name, digest(data)): data for data in self._bundles(rest)}
        return {
            name: data for name, data in (there | new).items() if self.single.keys() & unbundled(data).keys()
        }

    def is_committed(self, archives: Files) -> bool:
        """Whether the commit holds archives, and the single files no more."""
        return archives.keys() <= self.committed.keys() and not _single(self.committed)

    def _bundles(self, files: Files) -> Iterator[bytes]:
        """Bundle files, as many in one as a file of records may be large."""
        bundles = [self._bundle(name, data) for name, data in sorted(files.items())]
        yield from map(b"".join, filled(bundles, len, LIMIT))

    def _bundle(self, name: str, data: bytes) -> bytes:
        one = bundled({name: data})
        if len(one) > LIMIT or unbundled(one) != {name: data}:
            raise refuse("record_form", Place(file=str(self.folder / name)))
        return one

    def store(self, archives: Files, disk: Disk) -> None:
        """Write the archives that are not there; then, once they are read back, remove the files that stand alone.

        LtzError where the disk refuses; killed at any point, each record is there once or twice, and counts once.
        """
        for name, data in archives.items():
            append(self.folder / name, data, disk)
        held = _opened({name: read_bytes(self.folder / name, LIMIT) for name in archives})
        single = _single(self.here)
        if any(held.get(name) != data for name, data in single.items()):
            raise self._not_removed(os.strerror(errno.EIO))
        try:
            for name in single:
                with contextlib.suppress(FileNotFoundError):
                    disk.unlink(self.folder / name)
            disk.sync_folder(self.folder)
        except OSError as error:
            raise self._not_removed(error.strerror or str(error)) from error

    def _not_removed(self, reason: str) -> LtzError:
        return refuse("not_removed", Place(file=str(self.folder)), reason=reason)


def count(files: Files) -> int:
    """Return how many records files hold."""
    return sum(1 + data.count(b"\n" + PARTING) for data in files.values())
