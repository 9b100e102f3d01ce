"""Reading and writing files so that nothing is followed out, cut off or lost."""

import contextlib
import hashlib
import os
import re
import stat
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from ltzplan.issues import LtzError, Place, refuse

Read = TypeVar("Read")
FOLDERS = 3
"""Folders that a write may have to make: records, office, year. Each is made safe in every run,
for another writer may just have made it and not yet have got so far."""
PLAN_LIMIT, TABLE_LIMIT = 4 * 2**20, 16 * 2**20
"""Bytes of a file that people write: of YAML, and of a table."""
FOLDERS_CAN_SYNC = os.name != "nt"
_FOREIGN = (
    r"thumbs\.db|ehthumbs.*\.db|desktop\.ini|icon\r|\$recycle\.bin|system volume information|lost\+found|__macosx|@eadir"
    r"|~\$.*|#.*#|4913|.*\.sw[a-z]|.*[._](backup|base|local|remote)[._]\d+\.\w+"
)
_FOREIGN_ENDS = ("~", ".orig", ".rej", ".bak", ".tmp", ".temp", ".part", ".crdownload", ".lnk")
_FOREIGN_PARTS = (
    "conflicted copy",
    "case conflict",
    "sync-conflict",
    "冲突副本",
    "冲突文件",
    "冲突的副本",
    "(冲突)",
)


def foreign(name: str) -> bool:
    """Tell whether a name is one that systems, editors and shared drives give to files of their own."""
    told = name.lower()
    within = any(part in told for part in _FOREIGN_PARTS)
    return within or told.endswith(_FOREIGN_ENDS) or re.fullmatch(_FOREIGN, told) is not None


def read_bytes(path: Path | str, limit: int) -> bytes:
    """Give a regular file's bytes, at most one more than `limit`; LtzError for anything else."""
    return _of_file(path, lambda handle, size: _bytes(handle, min(size, limit) + 1))


def _bytes(handle: int, most: int) -> bytes:
    data = b""
    while more := os.read(handle, most - len(data)):
        data += more
    return data


def read_given(path: str, limit: int) -> bytes:
    """Give the bytes of what a person names: a regular file, or what a shell hands over to be read once.

    The latter is `-`, the standard input, or stands below /dev: `/dev/stdin`, `<(..)`. A FIFO of the disk may
    have no writer for ever. At most one more byte than `limit`; LtzError for anything else.
    """
    if path != "-" and not path.startswith("/dev/"):
        return read_bytes(path, limit)
    try:
        with open(0 if path == "-" else path, "rb", closefd=path != "-") as file:
            return file.read(limit + 1)
    except OSError as error:
        raise refuse("unreadable", Place(file=path), file=path, reason=error.strerror) from None


def text_of(name: str, data: bytes) -> str:
    """Give a file's text, without a mark of byte order, lines ended as ours; LtzError unless UTF-8."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise refuse("not_utf8", Place(file=name, line=line), found=f"0x{data[error.start]:02x}") from None
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


def sha256_of(path: Path) -> str:
    """Give the SHA-256 of a regular file of any size; LtzError for anything else."""
    return _of_file(path, _sha256)


def _sha256(handle: int, _: int) -> str:
    with open(handle, "rb", closefd=False) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _of_file(path: Path | str, read: Callable[[int, int], Read]) -> Read:
    """Give what is read of a regular file by its handle and size."""
    try:
        found = os.stat(path)  # noqa: PTH116 - ten thousand files: a Path or a buffer costs more than their reading
        if stat.S_ISREG(found.st_mode):
            handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
            try:
                return read(handle, found.st_size)
            finally:
                os.close(handle)
    except FileNotFoundError:
        raise refuse("file_missing", Place(file=str(path)), file=path) from None
    except OSError as error:
        raise refuse("unreadable", Place(file=str(path)), file=path, reason=error.strerror) from None
    raise refuse("not_a_file", Place(file=str(path)), file=path)


class Disk:
    """The calls of durable writes, each on its own so that a test can make any of them fail."""

    def __init__(self) -> None:
        """Begin with no folder that is known to be safe."""
        self.safe: set[Path] = set()
        """Folders that are there and whose names a power failure leaves: once in a run is enough."""

    def make_folder(self, path: Path) -> None:
        """Make one folder, unless it is there."""
        with contextlib.suppress(FileExistsError):
            path.mkdir()

    def open_new(self, path: Path) -> int:
        """Open a new file for writing."""
        return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o644)

    def write(self, handle: int, data: bytes) -> int:
        """Write what fits; give how many bytes."""
        return os.write(handle, data)

    def sync(self, handle: int) -> None:
        """Make a file's bytes safe."""
        os.fsync(handle)

    def close(self, handle: int) -> None:
        """Close a file."""
        os.close(handle)

    def link(self, source: Path, target: Path) -> None:
        """Give the file its name, unless the name is taken."""
        os.link(source, target)

    def unlink(self, path: Path) -> None:
        """Remove a name."""
        path.unlink()

    def sync_folder(self, path: Path) -> None:
        """Make a folder's names safe."""
        if FOLDERS_CAN_SYNC:
            handle = os.open(path, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


class NotDurableError(LtzError):
    """It is stored, and might not outlast a power failure."""


def append(path: Path, data: bytes, disk: Disk) -> None:
    """Store bytes under a new name for ever: all of them or none, and never over another file.

    The name tells the bytes, so a name that is taken is this very write, done before.
    LtzError `not_stored` where the disk refuses, and nothing half-written is ever read;
    `NotDurableError` where the file has its name and only the folder could not be made safe.
    """
    try:
        if path.parent not in disk.safe:
            _make_folders(path, disk)
        spare = _spare(path)
        try:
            _fill(spare, data, disk)
            _name(spare, path, disk)
        finally:
            with contextlib.suppress(OSError):
                disk.unlink(spare)
    except OSError as error:
        raise refuse("not_stored", Place(file=str(path)), reason=error.strerror or error) from error
    try:
        disk.sync_folder(path.parent)
    except OSError as error:
        told = refuse("not_durable", Place(file=str(path)), reason=error.strerror or error)
        raise NotDurableError(*told.issues) from error


def _make_folders(path: Path, disk: Disk) -> None:
    above = [folder for folder in path.parents[FOLDERS:] if not folder.exists()]
    for folder in reversed([*path.parents[:FOLDERS], *above]):
        if folder not in disk.safe:
            disk.make_folder(folder)
            disk.sync_folder(folder.parent)
            disk.safe.add(folder)


def write_new(path: Path, data: bytes, disk: Disk) -> None:
    """Write a file that somebody asked for: all of it or nothing, and never over another.

    LtzError `file_there` where the name is taken, `not_stored` where the disk refuses.
    """
    if path.exists():
        raise refuse("file_there", file=path)
    spare = _spare(path)
    try:
        _fill(spare, data, disk)
        spare.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            disk.unlink(spare)
        raise refuse("not_stored", Place(file=str(path)), reason=error.strerror or error) from error


def write_new_folder(path: Path, files: Mapping[str, bytes], disk: Disk) -> None:
    """Write a folder of files that somebody asked for, in the same way."""
    if path.exists():
        raise refuse("file_there", file=path)
    spare = _spare(path)
    try:
        spare.mkdir()
        for name, data in files.items():
            _fill(spare / name, data, disk)
        spare.rename(path)
    except OSError as error:
        import shutil  # noqa: PLC0415 - only for what failed

        shutil.rmtree(spare, ignore_errors=True)
        raise refuse("not_stored", Place(file=str(path)), reason=error.strerror or error) from error


def _spare(path: Path) -> Path:
    """Return a name beside a path that nothing has yet."""
    return path.parent / f".{path.name[:40]}.{os.urandom(8).hex()}"


def _name(spare: Path, path: Path, disk: Disk) -> None:
    """Give a filled file its name; an error of a call that did it all the same counts for nothing."""
    try:
        disk.link(spare, path)
    except OSError:
        if not path.exists():
            raise


def _fill(path: Path, data: bytes, disk: Disk) -> None:
    handle = disk.open_new(path)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[disk.write(handle, bytes(rest)) :]
        disk.sync(handle)
    finally:
        disk.close(handle)
