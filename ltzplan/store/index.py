"""An index of what was read and found sound, so that it need not be read again; it is no truth.

It lies in the user's own cache folder, never beside the data, for one content of the plan file and one version of
ltz, and may be deleted at any time. A row that is damaged is none, and nobody waits for another's reading or writing.
"""

import json
import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from functools import cached_property
from hashlib import sha256
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from ltzplan.model.codec import decoder, encode
from ltzplan.model.plan import Plan
from ltzplan.store.stamp import program

try:
    import sqlite3
except ImportError:  # a Python that was built without it
    sqlite3 = None  # type: ignore[assignment]

PLAN, OPEN, RECENT, FOLDERS = "plan", "open", "recent", "folders"
"""Under which names stand the plan, the open problems by id with what stands in the way, the records entered last, and the
folders of files.
"""
_TABLES = (
    "create table if not exists kept(name text primary key, how text, digest text, held blob, sum text) without rowid",
    "create index if not exists standing on kept(how, digest)",
)
_ROWS = "select name, how, digest, held, sum from kept"
_LISTED = (
    "select name, how, digest from kept where name > ? and name < ?"
    " and typeof(name) = 'text' and typeof(how) = 'text' and typeof(digest) = 'text'"
)
_AT_ONCE = 500
"""So many names are asked for in one question; SQLite takes a thousand at least."""
_PUT = "insert or replace into kept values(?, ?, ?, ?, ?)"


Row = tuple[str, str, str, bytes, str]
"""A name, what `SoundFile` says, and what tells that it says what was written."""
Stood = tuple[str, str]
"""How a file stood, and the SHA-256 of its bytes."""


class SoundFile(NamedTuple):
    """A file of records that was found sound: how it stood, the SHA-256 of its bytes, and its records as JSON."""

    how: str
    digest: str
    held: bytes


class FolderStood(NamedTuple):
    """How a folder of files stood, empty: that is not known; and what tells which files it holds."""

    how: str
    covers: str


NO_FOLDER = FolderStood("", "")


class Found(NamedTuple):
    """What a reader found: files that are sound, the paths of those that are gone, and how folders stand."""

    files: Mapping[str, SoundFile] = MappingProxyType({})
    gone: Collection[str] = ()
    folders: Mapping[str, FolderStood] = MappingProxyType({})


NOTHING = Found()


def covers(files: Iterable[str]) -> dict[str, str]:
    """Return by each folder what tells which of files stand in it: their names end in digests of their bytes."""
    found: dict[str, list[str]] = {}
    for path in sorted(files):
        found.setdefault(_folder(path), []).append(path)
    return {folder: _told(paths) for folder, paths in found.items()}


def covered(folders: Mapping[str, str]) -> str:
    """Return what tells all files, from what tells those of each folder."""
    return _told(map("\n".join, sorted(folders.items())))


def _told(names: Iterable[str]) -> str:
    return sha256("\n".join(names).encode("utf-8", "surrogateescape")).hexdigest()


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def key_of(plan: bytes) -> str | None:
    """Return the key of a plan file's content under this program; None where it cannot be told which one this is."""
    code = program()
    return sha256(code.encode() + plan).hexdigest() if code else None


class Index:
    """What is known of a workspace for one content of its plan file; nothing where there is no index."""

    def __init__(self, folder: Path | None, data: Path, key: str | None, of: str = "") -> None:
        """Open it; that of commits is another than that of the folder."""
        name = sha256(os.fsencode(f"{data.resolve()}{of}")).hexdigest()[:16] + ".index"
        self._file = folder / name if folder and sqlite3 and key else None
        self._key = key or ""
        plan = self.rows([PLAN]).get(PLAN)
        self._plan = plan if plan and plan.digest == key else None

    @cached_property
    def plan(self) -> Plan | None:
        """The plan that was found sound; None: there is no index of this one."""
        return decoder(Plan)(json.loads(self._plan.held)) if self._plan else None

    def listed(self, folder: str) -> dict[str, Stood]:
        """Return the files of a folder that were found sound, by path: how each stood, and its digest."""
        if self._plan:
            with suppress(OSError), self._opened() as rows:
                return {name: (how, digest) for name, how, digest in rows.execute(_LISTED, _within(folder))}
        return {}

    @cached_property
    def folders(self) -> Mapping[str, FolderStood]:
        """The folders of files that were found sound, by path."""
        _, told = self.told([FOLDERS]).get(FOLDERS, ("", None))
        return _folders(told)

    def files(self) -> dict[str, SoundFile]:
        """Return the files of records that were found sound, by path."""
        if self._plan:
            with suppress(OSError), self._opened() as rows:
                return _sound(rows.execute(f"{_ROWS} where name like '%/%'"))
        return {}

    def keep(self, plan: Plan, found: Found) -> None:
        """Keep a plan and what was found; where that cannot be done, nothing is lost."""
        if self._plan:
            self._write({}, found)
        else:
            self._plan = SoundFile("", self._key, _json(encode(plan, brief=True)))
            self._write({PLAN: self._plan}, found, anew=True)

    def tell(self, said: Mapping[str, tuple[str, object]], found: Found = NOTHING) -> None:
        """Keep by name what is to be known, as JSON, with how it stood or is marked; and what was found."""
        self._write({name: SoundFile(how, self._key, _json(one)) for name, (how, one) in said.items()}, found)

    def told(self, names: Iterable[str]) -> dict[str, tuple[str, object]]:
        """Return what was told under these names, each with how it stood."""
        rows = self.rows(names) if self._plan else {}
        return {
            name: (row.how, json.loads(row.held)) for name, row in rows.items() if row.digest == self._key
        }

    def how(self, name: str) -> str | None:
        """Return how that stood which was told under a name; None where nothing was."""
        with suppress(OSError), self._opened() as rows:
            found = rows.execute("select how from kept where name = ?", (name,)).fetchone()
            return found[0] if found else None
        return None

    def rows(self, names: Iterable[str]) -> dict[str, SoundFile]:
        """Return the rows of these names that are as they were written."""
        waiting, found = iter(names), list[Row]()
        with suppress(OSError), self._opened() as rows:
            while some := [*islice(waiting, _AT_ONCE)]:
                found += rows.execute(f"{_ROWS} where name in ({', '.join('?' * len(some))})", some)
        return _sound(found)

    def _write(self, told: Mapping[str, SoundFile], found: Found, *, anew: bool = False) -> None:
        """Write rows, or nothing: only those of one content of the plan file stand together."""
        if not (self._plan and (told or any(found))):
            return
        with suppress(OSError, ValueError), self._opened(anew=anew) as rows:
            rows.execute("begin immediate")
            for statement in _TABLES:
                rows.execute(statement)
            if anew:
                rows.execute("delete from kept")
            elif rows.execute("select digest from kept where name = ?", (PLAN,)).fetchone() != (self._key,):
                return
            rows.executemany("delete from kept where name = ?", ((one,) for one in found.gone))
            rows.executemany(_PUT, _rows({**told, **found.files}))
            if any(found):
                rows.executemany(_PUT, _rows({FOLDERS: self._told_of(rows, found)}))
            rows.commit()

    def _told_of(self, rows: "sqlite3.Connection", found: Found) -> SoundFile:
        """Return the row of the folders: how one stands holds only of the files that were seen in it."""
        before = _sound(rows.execute(f"{_ROWS} where name = ?", (FOLDERS,))).get(FOLDERS)
        told = {**_folders(json.loads(before.held) if before else None)}
        for folder in {*map(_folder, (*found.files, *found.gone)), *found.folders}:
            paths = sorted(name for name, *_ in rows.execute(_LISTED, _within(folder)))
            now = _told(paths)
            stood = found.folders.get(folder, NO_FOLDER)
            told[folder] = stood if stood.covers == now else FolderStood("", now)
            if not paths:
                del told[folder]
        return SoundFile("", self._key, _json(told))

    @contextmanager
    def _opened(self, *, anew: bool = False) -> "Iterator[sqlite3.Connection]":
        """Open the file, OSError where that cannot be; one that is damaged is removed, and one in use is left alone."""
        if (
            self._file is None
            or self._file.is_symlink()
            or not (self._file.is_file() or (anew and not self._file.exists()))
        ):
            raise FileNotFoundError(self._file)
        if anew:
            self._file.parent.mkdir(parents=True, exist_ok=True)
        try:
            with closing(sqlite3.connect(self._file, timeout=0)) as rows:
                rows.execute("pragma synchronous = off")
                yield rows
        except sqlite3.OperationalError as error:
            raise BlockingIOError(self._file) from error
        except sqlite3.Error as error:
            self._file.unlink()
            raise FileNotFoundError(self._file) from error


def _within(folder: str) -> tuple[str, str]:
    """Return between which two names the paths below a folder stand."""
    return f"{folder}/", f"{folder}0"


def _folders(told: object) -> dict[str, FolderStood]:
    return {name: FolderStood(*one) for name, one in told.items()} if isinstance(told, dict) else {}


def _json(said: object) -> bytes:
    return json.dumps(said, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _rows(new: Mapping[str, SoundFile]) -> Iterator[Row]:
    return ((name, *one, _sum(name, *one)) for name, one in new.items())


def _sound(rows: Iterable[Row]) -> dict[str, SoundFile]:
    return {
        name: SoundFile(how, digest, held)
        for name, how, digest, held, told in rows
        if isinstance(held, bytes) and told == _sum(name, how, digest, held)
    }


def _sum(name: str, how: str, digest: str, held: bytes) -> str:
    """What tells that a row is as it was written."""
    return sha256(f"{name}\0{how}\0{digest}\0".encode() + held).hexdigest()
