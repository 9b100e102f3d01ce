"""Records on disk: their bytes, ids, paths and the reader.

A file holds `key: JSON value` lines; several records that one command made are parted by `---`.
A record's id ends in the first 16 hex digits of the SHA-256 of its bytes, a file's name in those
of the whole file. An archive holds such files; each is read as if it stood alone, and keeps its path.
"""

import json
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cached_property
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Self, TypeVar

from ltzplan.dataclass import built
from ltzplan.model.codec import described, encode, record_of, record_said
from ltzplan.model.naming import names, subject
from ltzplan.model.records import Common, Entry, Record, Session, Withdrawal
from ltzplan.store.bundle import is_archive
from ltzplan.store.files import Disk, append
from ltzplan.store.index import Index, SoundFile, covered, covers

PARTING = b"---\n"
LIMIT = 64 * 2**20
FULL = LIMIT // 2
"""So many bytes a file is filled with at most, so that an archive, in which each line stands further in, can hold it."""
Item = TypeVar("Item")
Watched = Callable[[Collection[str]], Iterable[str]]
"""What returns the names of files one by one, and may tell somebody how many are done."""
_COMMON = frozenset(one.key for one in described(Common))


def plain(statement: object) -> dict[str, object]:
    """A dataclass as what JSON knows, without the fields that say nothing."""
    said: dict[str, object] = encode(statement, brief=True)
    return said


def to_bytes(record: Record) -> bytes:
    """Give a record's bytes: its kind, its own fields, then the common ones."""
    lines = sorted(record_said(record).items(), key=lambda line: line[0] in _COMMON)
    return "".join([f"{key}: {_JSON.encode(value)}\n" for key, value in lines]).encode()


def digest(data: bytes) -> str:
    """Give the 16 hex digits that stand for bytes."""
    return sha256(data).hexdigest()[:16]


def id_of(record: Record) -> str:
    """Give a record's id."""
    return f"{subject(record)}-{digest(to_bytes(record))}"


class RecordFile:
    """Records of one command, and the one file that holds them."""

    def __init__(self, records: Sequence[Record], parts: Sequence[bytes] | None = None) -> None:
        """Take the records, with their bytes where these are known; the first names the file."""
        self.records = tuple(records)
        self.parts = tuple(map(to_bytes, records) if parts is None else parts)

    @classmethod
    def joined(cls, files: Sequence[Self]) -> Self:
        """Put the records of several files into one."""
        return cls([*chain(*(one.records for one in files))], [*chain(*(one.parts for one in files))])

    @cached_property
    def data(self) -> bytes:
        """Its bytes."""
        return PARTING.join(self.parts)

    @cached_property
    def path(self) -> str:
        """Its path below the records folder."""
        return path_of(self.records[0], digest(self.data))

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Its records with their ids."""
        return tuple(
            Entry(id=f"{subject(one)}-{digest(part)}", record=one, file=self.path, index=at)
            for at, (one, part) in enumerate(zip(self.records, self.parts, strict=True))
        )

    @property
    def sound(self) -> SoundFile:
        """What the index keeps of it."""
        ids = (one.id for one in self.entries)
        said = map(as_json, self.parts)
        return sound_file("", sha256(self.data).hexdigest(), zip(ids, said, strict=True))

    def write(self, root: Path, disk: Disk) -> Path:
        """Store it below the records folder; its path."""
        path = root / self.path
        append(path, self.data, disk)
        return path


def by_subject(singles: Iterable[RecordFile]) -> list[RecordFile]:
    """Put new records, each in a file of its own, into one for each folder and subject; return these as they are to be stored.

    Nothing is stored before what it names: a record that names one which waits in another file ends that file.
    """
    ended = list[RecordFile]()
    waiting: dict[str, list[RecordFile]] = {}
    where: dict[str, str] = {}

    def end(key: str) -> None:
        these = waiting.pop(key)
        for one in these:
            del where[one.entries[0].id]
        ended.extend(map(RecordFile.joined, filled(these, lambda one: len(one.data) + len(PARTING), FULL)))

    for single in singles:
        [entry] = single.entries
        key = _together(entry)
        for named in names(entry.record):
            if where.get(named, key) != key:
                end(where[named])
        waiting.setdefault(key, []).append(single)
        where[entry.id] = key
    for key in [*waiting]:
        end(key)
    return ended


def _together(entry: Entry) -> str:
    """Return what records have in common that may stand in one file.

    A session stands alone, for what shares its file came of it; and a withdrawal, for it is not undone as what it would stand beside.
    """
    record = entry.record
    return entry.id if isinstance(record, Session | Withdrawal) else f"{folder_of(record)}/{subject(record)}"


def filled(items: Iterable[Item], size: Callable[[Item], int], limit: int) -> Iterator[list[Item]]:
    """Return items one after the other in lists, in each as many as a limit to their sizes lets in, and at least one."""
    part, total = list[Item](), 0
    for one in items:
        if (total := total + size(one)) > limit and part:
            yield part
            part, total = [], size(one)
        part.append(one)
    if part:
        yield part


def count_in(data: bytes) -> int:
    """Return how many records the bytes of a file hold."""
    return data.count(b"\n" + PARTING) + 1


def path_of(first: Record, found: str) -> str:
    """The path below the records folder of a file whose first record and digest these are."""
    return f"{folder_of(first)}/{first.date.text}-{subject(first)}-{first.kind}-{found}.yaml"


def folder_of(record: Record) -> str:
    """Return the folder below the records folder in which a record stands: its office's, of the year that it speaks of."""
    return f"{record.entered.office}/{record.date.text[:4]}"


Instants = dict[datetime, datetime]
"""Instants that are taken, each with the next one to try."""
_TICK = timedelta(microseconds=1)


def instants(entries: Iterable[Entry]) -> Instants:
    """Give the instants that records have."""
    taken = (entry.record.entered.at for entry in entries)
    return {at: at + _TICK for at in taken}


def next_free(record: Record, taken: Instants) -> Record:
    """Move the entry's instant on where a record has it, so that what was entered first counts and is known as the first."""
    at = typed = record.entered.at
    while at in taken:
        at = taken[at]
    taken[typed] = taken[at] = at + _TICK
    return record if at == typed else replace(record, entered=replace(record.entered, at=at))


_JSON = json.JSONEncoder(ensure_ascii=False)
"""Made once, for making one costs more than a line."""


def sound_file(how: str, whole: str, held: Iterable[tuple[str, str]]) -> SoundFile:
    """Give what the index keeps of a file: how it stands, its digest, and each record's id and what it says as JSON."""
    told = (f"[{_JSON.encode(id)}, {said}]" for id, said in held)
    return SoundFile(how, whole, f"[{', '.join(told)}]".encode())


def as_json(data: bytes) -> str:
    """Give the lines of a record as one JSON object."""
    lines = data.decode().removesuffix("\n").split("\n")
    return "{" + ", ".join(['"' + line.replace(": ", '": ', 1) for line in lines]) + "}"


def entries_of(
    files: Mapping[str, SoundFile], places: Mapping[str, Container[int]] | None = None
) -> Iterator[Entry]:
    """Give the records of files that were found sound, by path, or those at some places in them."""
    told = json.loads(b"[%b]" % b",".join([one.held for one in files.values()]))
    for name, held in zip(files, told, strict=True):
        for index, (id, said) in enumerate(held):
            if places is None or index in places[name]:
                yield built(Entry, id=id, record=record_of(said), file=name, index=index, counts=None)


def entries_in(index: Index, told: str) -> tuple[Entry, ...] | None:
    """Return the records of the files that an index knows; None where they are not those that something told: see `covered`."""
    known = index.files()
    if covered(covers(known)) != told:
        return None
    return once_each(entries_of({path: known[path] for path in sorted(known) if not is_archive(path)}))


def once_each(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return records without second copies of one."""
    found = dict[str, Entry]()
    for entry in entries:
        found.setdefault(entry.id, entry)
    return tuple(found.values())
