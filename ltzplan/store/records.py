"""Records on disk: their bytes, ids, paths and the reader.

A file holds `key: JSON value` lines; several records that one command made are parted by `---`.
A record's id ends in the first 16 hex digits of the SHA-256 of its bytes, a file's name in those
of the whole file. An archive holds such files; each is read as if it stood alone, and keeps its path.
"""

import json
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cached_property
from hashlib import sha256
from itertools import chain, zip_longest
from pathlib import Path

from ltzplan.issues import Issue, LtzError, Place, Steps, gathered, refuse
from ltzplan.model.codec import described, encode, record_of, record_said
from ltzplan.model.records import FORMAT, Common, Entry, Record, subject
from ltzplan.store.bundle import bundled, is_archive, name_of, unbundled
from ltzplan.store.files import Disk, append, foreign
from ltzplan.store.index import Index, SoundFile
from ltzplan.store.source import FileTree, stranger

PARTING = b"---\n"
LIMIT = 64 * 2**20
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


def entries_of(
    files: Mapping[str, SoundFile], places: Mapping[str, Container[int]] | None = None
) -> Iterator[Entry]:
    """Give the records of files that were found sound, by path, or those at some places in them."""
    told = json.loads(f"[{','.join(one.held for one in files.values())}]")
    for name, held in zip(files, told, strict=True):
        for index, (id, said) in enumerate(held):
            if places is None or index in places[name]:
                yield Entry(id=id, record=record_of(said), file=name, index=index)


def entries_in(index: Index) -> tuple[Entry, ...] | None:
    """Return the records of all files that an index knows; None where it lost one."""
    alone = [path for path in sorted(index.listing) if not is_archive(path)]
    known = index.files()
    if not known.keys() >= {*alone}:
        return None
    return _once_each(entries_of({path: known[path] for path in alone}))


def _once_each(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    found = dict[str, Entry]()
    for entry in entries:
        found.setdefault(entry.id, entry)
    return tuple(found.values())


class Records:
    """What a folder of records holds, and what is wrong in it."""

    def __init__(self, source: FileTree, index: Index | None = None, watched: Watched = iter) -> None:
        """Read every file of a folder, but those that an index knows and that stand as they stood; it may be watched."""
        self.fresh: list[Entry] = []
        """The records that were read and are not known to be sound."""
        self.found: dict[str, SoundFile] = {}
        """What the index does not know yet, by path."""
        self.issues: list[Issue] = []
        self._index = index or Index(None, Path(), None)
        self._read: dict[str, list[Entry]] = {}
        self._chunks: dict[tuple[str, int], _RecordText] = {}
        self._source, self._shown_as = source, source.shown_as
        self._archive_of: dict[str, str] = {}
        here = dict(sorted(self._files("", 0)))
        self.paths = here.keys()
        """The paths at which something stands, archives included."""
        for path in watched(self.paths):
            if not self._stands(path, here[path]):
                with gathered(self.issues):
                    self._look(path, here[path])
        self.files = dict(sorted((dict.fromkeys(self._archive_of, "") | here).items()))
        """How every file stands, by path: archives, and each file that stands alone or in one."""

    @property
    def gone(self) -> tuple[str, ...]:
        """The paths of files that the index knows and that are not here."""
        return tuple(self._index.listing.keys() - self.files.keys())

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """All records, by their files; LtzError where one can be read no more."""
        known, read = self._index.files(), {**self._read}
        for path in self.files:
            if not (path in read or path in known or is_archive(path)):
                read[path] = [*self._anew(path)]
        kept = {path: known[path] for path in self.files if not (path in read or is_archive(path))}
        entries = (*chain(*read.values()), *entries_of(kept))
        return _once_each(sorted(entries, key=lambda one: (one.file, one.index)))

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

    def _stands(self, path: str, how: str) -> bool:
        """Whether a file stands as it stood when it was found sound."""
        stood = self._index.listing.get(path)
        same = bool(how) and stood is not None and stood[0] == how
        return same and (not is_archive(path) or self._holds(path))

    def _look(self, path: str, how: str) -> None:
        """Read a file that may be another now, unless its bytes are known to be sound."""
        stood = self._index.listing.get(path)
        data = self._source.read(path, LIMIT)
        whole = sha256(data).hexdigest()
        kept = self.found.get(path)
        if stood and stood[1] == whole and (not is_archive(path) or self._holds(path)):
            kept = self._index.rows([path]).get(path)
        if kept and kept.digest == whole:
            if how:
                self.found[path] = kept._replace(how=how)
            return
        self._take(path, data, Place(file=f"{self._shown_as}/{path}"), how)

    def _holds(self, archive: str) -> bool:
        """Note which files an archive holds; False where the index does not know all of them."""
        row = self._index.rows([archive]).get(archive)
        names = json.loads(row.held) if row else []
        known = bool(names) and all(name in self._index.listing for name in names)
        self._archive_of |= dict.fromkeys(names if known else (), archive)
        return known

    def _take(self, path: str, data: bytes, at: Place, how: str) -> None:
        """Take what a file's bytes hold, which begin at a place."""
        whole = sha256(data).hexdigest()
        if is_archive(path):
            held = json.dumps(self._files_of(path, data, at, whole[:16]))
            self.found[path] = SoundFile(how, whole, held)
            return
        self._read[path] = entries = [*self._records(path, data, at, whole[:16])]
        self.fresh += entries
        said = ((one.id, self._chunks[path, one.index].data) for one in entries)
        self.found[path] = sound_file(how, whole, said)

    def _files_of(self, path: str, data: bytes, at: Place, found: str) -> list[str]:
        """Take the files that an archive holds, each as if it stood alone; return their paths."""
        _refuse_bytes(path, data, at, found)
        files = unbundled(data)
        if (sound := bundled(files)) != data:
            both = enumerate(zip_longest(data.split(b"\n"), sound.split(b"\n")), 1)
            raise refuse("record_form", replace(at, line=next(line for line, (a, b) in both if a != b)))
        folder = path.rpartition("/")[0]
        if path != (expected := f"{folder}/{name_of(folder.rpartition('/')[2], found)}"):
            raise refuse("record_renamed", at, expected=expected)
        line, names = 2, []
        for name, text in files.items():
            names.append(f"{folder}/{name}")
            with gathered(self.issues):
                if sha256(text).hexdigest() != self._known(names[-1]):
                    self._take(names[-1], text, replace(at, line=line), "")
            line += text.count(b"\n") + 1
        self._archive_of |= dict.fromkeys(names, path)
        return names

    def _known(self, path: str) -> str | None:
        """Return the digest of a file that was found sound, now or before."""
        now, before = self.found.get(path), self._index.listing.get(path)
        return now.digest if now else before[1] if before else None

    def _anew(self, path: str) -> Iterator[Entry]:
        """Read a file that was known to be sound, where the index lost what it held."""
        at = Place(file=f"{self._shown_as}/{path}")
        if path in self.paths:
            data = self._source.read(path, LIMIT)
        else:
            at = Place(file=f"{self._shown_as}/{self._archive_of[path]}")
            data = unbundled(self._source.read(self._archive_of[path], LIMIT)).get(
                path.rpartition("/")[2], b""
            )
        return self._records(path, data, at, digest(data))

    def _records(self, path: str, data: bytes, at: Place, found: str) -> Iterator[Entry]:
        """Give the records that the bytes of a file hold; `found` is their digest."""
        _refuse_bytes(path, data, at, found)
        line, records = at.line or 1, []
        for index, part in enumerate(data.split(b"\n" + PARTING)):
            whole = part if part.endswith(b"\n") else part + b"\n"
            chunk = self._chunks[path, index] = _RecordText(at.file, whole, line)
            line += whole.count(b"\n") + 1
            records.append((chunk.record(), whole))
        first = records[0][0]
        if subject(first) and path != (expected := _path(first, found)):
            raise refuse("record_renamed", at, expected=expected)
        for index, (record, whole) in enumerate(records):
            yield Entry(id=f"{subject(record)}-{digest(whole)}", record=record, file=path, index=index)


def _refuse_bytes(path: str, data: bytes, at: Place, found: str) -> None:
    """Refuse bytes that are none of a file of this name; `found` is their digest."""
    if len(data) > LIMIT:
        raise refuse("too_large", at, limit=f"{LIMIT // 2**20} MiB")
    if not data:
        raise refuse("empty_file", at)
    if data.startswith(b"<<<<<<<") or b"\n<<<<<<<" in data:
        raise refuse("conflict_marker", at)
    told = path.removesuffix(".yaml").rpartition("-")[2]
    copied = found in path and told.strip("0123456789abcdef")
    if found != told and not copied:
        code = "line_ends" if digest(_unix(data)) == told else "record_edited"
        raise refuse(code, at, file=at.file, found=found, told=told)
