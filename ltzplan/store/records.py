"""Records on disk: their bytes, ids, paths and the reader.

A file holds `key: JSON value` lines; several records that one command made are parted by `---`.
A record's id ends in the first 16 hex digits of the SHA-256 of its bytes, a file's name in those
of the whole file.
"""

import json
from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from ltzplan.issues import Issue, LtzError, Place, Steps, refuse
from ltzplan.model.codec import described, encode, record_of, record_said
from ltzplan.model.records import FORMAT, Common, Entry, Record, subject
from ltzplan.store.files import Disk, append, foreign
from ltzplan.store.index import Index, SoundFile
from ltzplan.store.source import FileTree, stranger

PARTING = b"---\n"
LIMIT = 64 * 2**20
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


def _unix(data: bytes) -> bytes:
    """Give bytes with the line ends that a record is written with."""
    return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").rstrip(b"\n") + b"\n"


def id_of(record: Record) -> str:
    """Give a record's id."""
    return f"{subject(record)}-{digest(to_bytes(record))}"


class RecordFile:
    """The records of one command, and the one file that holds them."""

    def __init__(self, records: Sequence[Record]) -> None:
        """Take the records; the first names the file."""
        self.records = tuple(records)

    @cached_property
    def _parts(self) -> tuple[bytes, ...]:
        return tuple(map(to_bytes, self.records))

    @cached_property
    def data(self) -> bytes:
        """Its bytes."""
        return PARTING.join(self._parts)

    @cached_property
    def path(self) -> str:
        """Its path below the records folder."""
        return _path(self.records[0], digest(self.data))

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Its records with their ids."""
        return tuple(
            Entry(id=f"{subject(one)}-{digest(part)}", record=one, file=self.path, index=at)
            for at, (one, part) in enumerate(zip(self.records, self._parts, strict=True))
        )

    @property
    def sound(self) -> SoundFile:
        """What the index keeps of it."""
        ids = (one.id for one in self.entries)
        return sound_file("", sha256(self.data).hexdigest(), zip(ids, self._parts, strict=True))

    def write(self, root: Path, disk: Disk) -> Path:
        """Store it below the records folder; its path."""
        path = root / self.path
        append(path, self.data, disk)
        return path


def _path(first: Record, found: str) -> str:
    date = first.date.text
    return f"{first.entered.office}/{date[:4]}/{date}-{subject(first)}-{first.kind}-{found}.yaml"


Instants = dict[tuple[str, datetime], datetime]
"""Instants that are taken, each with the date for which it is, and the next one to try."""
_TICK = timedelta(microseconds=1)


def instants(entries: Iterable[Entry]) -> Instants:
    """Give the instants that records have."""
    records = (entry.record for entry in entries)
    return {(one.date.text, one.entered.at): one.entered.at + _TICK for one in records}


def next_free(record: Record, taken: Instants) -> Record:
    """Move the entry's instant on where a record of its date has it, so that what was entered first counts first."""
    date, typed = record.date.text, record.entered.at
    at = typed
    while (date, at) in taken:
        at = taken[date, at]
    taken[date, typed] = taken[date, at] = at + _TICK
    return record if at == typed else replace(record, entered=replace(record.entered, at=at))


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    said = dict(pairs)
    if len(said) < len(pairs):
        raise ValueError(pairs)
    return said


_JSON = json.JSONEncoder(ensure_ascii=False)
"""Made once, for making one costs more than a line."""


class _RecordText:
    """One record's bytes within a file, and the line on which they start."""

    def __init__(self, file: str, data: bytes, line: int) -> None:
        self.file, self.data, self.line = file, data, line

    @cached_property
    def lines(self) -> list[str]:
        return self.data.decode(errors="replace").split("\n")

    def place(self, path: Steps, *, key: bool = False) -> Place:  # noqa: ARG002 - a key has its line
        keys = [line.partition(": ")[0] for line in self.lines]
        line = next((keys.index(step) for step in path if step in keys), 0)
        excerpt = self.lines[line] if line < len(self.lines) else None
        return Place(file=self.file, line=self.line + line, column=1, excerpt=excerpt)

    def record(self) -> Record:
        """Give the record; it is read at once, and line by line to find what is wrong."""
        with suppress(LtzError, ValueError, RecursionError):
            return self._of(json.loads(_as_json(self.data)))
        said: dict[str, object] = {}
        try:
            self._add_to(said)
        except (ValueError, RecursionError):
            at = Place(file=self.file, line=self.line + len(said))
            raise refuse("record_form", at) from None
        return self._of(said)

    def _add_to(self, said: dict[str, object]) -> None:
        for text in self.data.decode().removesuffix("\n").split("\n"):
            key, _, value = text.partition(": ")
            if not key.isidentifier() or key in said:
                raise ValueError(key)
            said[key] = json.loads(value, object_pairs_hook=_once)

    def _of(self, said: dict[str, object]) -> Record:
        """Give the record that says this; LtzError where it is unsound, or written otherwise."""
        newest = said.get("format", FORMAT)
        if newest != FORMAT:
            raise refuse("newer_format", self.place(("format",)), found=newest, known=FORMAT)
        from ltzplan.store.schema import check  # noqa: PLC0415 - imports pydantic

        record: Record = check(Record, said, self.place)
        if to_bytes(record) != self.data:
            raise refuse("record_form", self.place(()))
        return record


def sound_file(how: str, whole: str, held: Iterable[tuple[str, bytes]]) -> SoundFile:
    """Give what the index keeps of a file: how it stands, its digest, and each record's id and what its bytes say."""
    told = (f"[{_JSON.encode(id)}, {_as_json(data)}]" for id, data in held)
    return SoundFile(how, whole, f"[{', '.join(told)}]")


def _as_json(data: bytes) -> str:
    """Give the lines of a record as one JSON object."""
    lines = data.decode().removesuffix("\n").split("\n")
    return "{" + ", ".join(['"' + line.replace(": ", '": ', 1) for line in lines]) + "}"


def entries_of(name: str, file: SoundFile, places: Container[int] | None = None) -> Iterator[Entry]:
    """Give the records of a file that was found sound, or those at some places in it."""
    for index, (id, said) in enumerate(json.loads(file.held)):
        if places is None or index in places:
            yield Entry(id=id, record=record_of(said), file=name, index=index)


class Records:
    """What a folder of records holds, and what is wrong in it."""

    def __init__(self, source: FileTree, index: Index | None = None) -> None:
        """Read every file of a folder, but those that an index knows and that stand as they stood."""
        self.fresh: list[Entry] = []
        """The records that were read and are not known to be sound."""
        self.found: dict[str, SoundFile] = {}
        """What the index does not know yet, by path."""
        self.issues: list[Issue] = []
        self._index = index or Index(None, Path(), None)
        self._read: dict[str, list[Entry]] = {}
        self._chunks: dict[tuple[str, int], _RecordText] = {}
        self._source, self._shown_as = source, source.shown_as
        self.files = dict(sorted(self._files("", 0)))
        """How every file stands, by path."""
        for path, how in self.files.items():
            try:
                self._look(path, how)
            except LtzError as error:
                self.issues.extend(error.issues)

    @property
    def gone(self) -> tuple[str, ...]:
        """The paths of files that the index knows and that are not here."""
        return tuple(self._index.listing.keys() - self.files.keys())

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """All records, by their files; LtzError where one can be read no more."""
        known, found = self._index.files(), dict[str, Entry]()
        for path in self.files:
            kept = None if path in self._read else known.get(path)
            listed = entries_of(path, kept) if kept else self._read.get(path) or self._anew(path)
            for entry in listed:
                found.setdefault(entry.id, entry)
        return tuple(found.values())

    def place(self, entry: Entry, path: Steps) -> Place:
        """Give the place of a field of a record that was read."""
        return self._chunks[entry.file, entry.index].place(path)

    def _files(self, folder: str, depth: int) -> Iterator[tuple[str, str]]:
        """Give the paths of record files, and how they stand; depth 0 holds offices, 1 years."""
        known = self._index.listing
        try:
            for one in self._source.items(folder):
                path = f"{folder}/{one.name}" if folder else one.name
                if one.name.startswith("."):
                    continue
                ours = path in known or not foreign(one.name)
                if ours and one.kind == "folder" and depth < 2:  # noqa: PLR2004
                    yield from self._files(path, depth + 1)
                elif ours and one.kind == "file" and one.name.endswith(".yaml") and depth == 2:  # noqa: PLR2004
                    yield path, one.how
                else:
                    self.issues.append(stranger(Place(file=f"{self._shown_as}/{path}"), one))
        except LtzError as error:
            self.issues.extend(error.issues)

    def _look(self, name: str, how: str) -> None:
        """Read a file, unless its bytes are known to be sound."""
        stood = self._index.listing.get(name)
        if stood and how and stood[0] == how:
            return
        data = self._source.read(name, LIMIT)
        whole = sha256(data).hexdigest()
        if stood and stood[1] == whole and (kept := self._index.rows([name]).get(name)):
            if how:
                self.found[name] = kept._replace(how=how)
            return
        self._read[name] = entries = [*self._records(name, data, whole[:16])]
        self.fresh += entries
        held = ((one.id, self._chunks[name, one.index].data) for one in entries)
        self.found[name] = sound_file(how, whole, held)

    def _anew(self, name: str) -> Iterator[Entry]:
        """Read a file that was known to be sound, where the index lost what it held."""
        data = self._source.read(name, LIMIT)
        return self._records(name, data, digest(data))

    def _records(self, name: str, data: bytes, found: str) -> Iterator[Entry]:
        """Give the records that the bytes of a file hold; `found` is their digest."""
        shown = f"{self._shown_as}/{name}"
        if len(data) > LIMIT:
            raise refuse("too_large", Place(file=shown), limit=f"{LIMIT // 2**20} MiB")
        if not data:
            raise refuse("empty_file", Place(file=shown))
        if data.startswith(b"<<<<<<<") or b"\n<<<<<<<" in data:
            raise refuse("conflict_marker", Place(file=shown))
        told = name.removesuffix(".yaml").rpartition("-")[2]
        copied = found in name and told.strip("0123456789abcdef")
        if found != told and not copied:
            code = "line_ends" if digest(_unix(data)) == told else "record_edited"
            raise refuse(code, Place(file=shown), file=shown, found=found, told=told)
        line, records = 1, []
        for index, part in enumerate(data.split(b"\n" + PARTING)):
            whole = part if part.endswith(b"\n") else part + b"\n"
            chunk = self._chunks[name, index] = _RecordText(shown, whole, line)
            line += whole.count(b"\n") + 1
            records.append((chunk.record(), whole))
        first = records[0][0]
        if subject(first) and name != (expected := _path(first, found)):
            raise refuse("record_renamed", Place(file=shown), expected=expected)
        for index, (record, whole) in enumerate(records):
            yield Entry(id=f"{subject(record)}-{digest(whole)}", record=record, file=name, index=index)
