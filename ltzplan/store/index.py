"""An index of what was read and found sound, so that it need not be read again; it is no truth.

It lies in the user's own cache folder, never beside the data, for one content of the plan file and one version of
ltz, and may be deleted at any time. A row that is damaged is none, and nobody waits for another's reading or writing.
"""

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
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


class SoundFile(NamedTuple):
    """A file of records that was found sound: how it stood, the SHA-256 of its bytes, and its records as JSON."""

    how: str
    digest: str
    held: str


def key_of(plan: bytes) -> str:
    """Return the key of a plan file's content under this program."""
    return sha256(program().encode() + plan).hexdigest()


class Index:
    """What is known of a workspace for one content of its plan file; nothing where there is no index."""

    def __init__(self, folder: Path | None, data: Path, key: str, of: str = "") -> None:
        """Read it; that of commits is another than that of the folder."""
        name = sha256(os.fsencode(f"{data.resolve()}{of}")).hexdigest()[:16] + ".index"
        self._file = folder / name if folder and sqlite3 else None
        self._key = key
        known = self._read()
        plan = known.pop(PLAN, None)
        current = plan is not None and plan.digest == key
        self.plan: Plan | None = decoder(Plan)(json.loads(plan.held)) if plan and current else None
        self.files: Mapping[str, SoundFile] = known if current else {}

    def keep(self, plan: Plan, files: Mapping[str, SoundFile]) -> None:
        """Keep what was found sound; where that cannot be done, nothing is lost."""
        if self.plan and files == self.files:
            return
        said = json.dumps(encode(plan, brief=True), ensure_ascii=False)
        told = {**files, PLAN: SoundFile("", self._key, said)}
        gone = () if self.plan is None else ((name,) for name in self.files.keys() - files.keys())
        new = ((name, *row) for name, row in told.items() if self.files.get(name) != row)
        with suppress(OSError, ValueError), self._opened(anew=True) as rows:
            rows.execute(_TABLE)
            if self.plan is None:
                rows.execute("delete from kept")
            rows.executemany("delete from kept where name = ?", gone)
            rows.executemany(
                "insert or replace into kept values(?, ?, ?, ?, ?)", ((*one, _sum(one)) for one in new)
            )
            rows.commit()

    def _read(self) -> dict[str, SoundFile]:
        """Return every row that is as it was written."""
        with suppress(OSError), self._opened() as rows:
            found = rows.execute("select name, how, digest, held, sum from kept").fetchall()
            return {row[0]: SoundFile(*row[1:]) for *row, told in found if told == _sum(row)}
        return {}

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


def _sum(row: Iterable[object]) -> str:
    """What tells that a row is as it was written."""
    return sha256("\0".join(map(str, row)).encode()).hexdigest()
