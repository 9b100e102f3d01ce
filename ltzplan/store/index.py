"""An index of what was read and found sound, so that it need not be read again; it is no truth.

It lies in the user's own cache folder, never beside the data, for one content of the plan file and one version of
ltz, and may be deleted at any time. A row that is damaged is none, and nobody waits for another's reading or writing.
"""

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from ltzplan.model.codec import decoder, encode
from ltzplan.model.plan import Plan
from ltzplan.store.stamp import program

try:
    import sqlite3
except ImportError:  # a Python that was built without it
    sqlite3 = None  # type: ignore[assignment]

PLAN = "plan"
_TABLE = "create table if not exists kept(name text primary key, how text, digest text, held text, sum text) without rowid"
_ROWS = "select name, how, digest, held, sum from kept"
_ROW = "insert or replace into kept values(?, ?, ?, ?, ?)"


class SoundFile(NamedTuple):
    """A file of records that was found sound: how it stood, the SHA-256 of its bytes, and its records as JSON."""

    how: str
    digest: str
    held: str


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

    @cached_property
    def files(self) -> Mapping[str, SoundFile]:
        """The files of records that were found sound, by path."""
        if self._plan:
            with suppress(OSError), self._opened() as rows:
                return _sound(rows.execute(f"{_ROWS} where name like '%/%'"))
        return {}

    def keep(self, plan: Plan, files: Mapping[str, SoundFile]) -> None:
        """Keep what was found sound; where that cannot be done, nothing is lost."""
        if self._plan and files == self.files:
            return
        said = _json(encode(plan, brief=True))
        new = {name: one for name, one in files.items() if self.files.get(name) != one}
        gone = [(name,) for name in self.files.keys() - files.keys()]
        if self._plan is None:
            new[PLAN] = SoundFile("", self._key, said)
            self._write(("delete from kept", [()]), (_ROW, _rows(new)))
        else:
            self._write(("delete from kept where name = ?", gone), (_ROW, _rows(new)))

    def add(self, name: str, file: SoundFile) -> None:
        """Keep a file that was just written, and checked before."""
        if self._plan:
            self._write((_ROW, _rows({name: file})))

    def tell(self, how: str, said: Mapping[str, object]) -> None:
        """Keep JSON by name, of a folder that stands so."""
        self._write(
            (_ROW, _rows({name: SoundFile(how, self._key, _json(one)) for name, one in said.items()}))
        )

    def told(self, name: str, how: str) -> object | None:
        """Return what was told under a name of a folder that stood so, as JSON; None where that is not known."""
        row = self.rows([name]).get(name) if self._plan else None
        return json.loads(row.held) if row and (row.how, row.digest) == (how, self._key) else None

    def rows(self, names: Iterable[str]) -> dict[str, SoundFile]:
        """Return the rows of these names that are as they were written."""
        query = f"{_ROWS} where name = ?"
        with suppress(OSError), self._opened() as rows:
            return _sound(row for name in names for row in rows.execute(query, (name,)))
        return {}

    def _write(self, *told: tuple[str, Iterable[Sequence[str]]]) -> None:
        """Write all that is told, or nothing."""
        with suppress(OSError, ValueError), self._opened(anew=True) as rows:
            rows.execute(_TABLE)
            for statement, values in told:
                rows.executemany(statement, values)
            rows.commit()

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


def _json(said: object) -> str:
    return json.dumps(said, ensure_ascii=False)


def _rows(new: Mapping[str, SoundFile]) -> Iterator[Sequence[str]]:
    rows = ((name, *one) for name, one in new.items())
    return ((*row, _sum(row)) for row in rows)


def _sound(rows: Iterable[Sequence[str]]) -> dict[str, SoundFile]:
    return {row[0]: SoundFile(*row[1:]) for *row, told in rows if told == _sum(row)}


def _sum(row: Iterable[object]) -> str:
    """What tells that a row is as it was written."""
    return sha256("\0".join(map(str, row)).encode()).hexdigest()
