"""The reader of record files: what is not known to be sound is read and checked, the rest is not even looked at."""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import cache, cached_property
from hashlib import sha256
from itertools import chain, zip_longest
from pathlib import Path

from ltzplan.issues import Issue, LtzError, Place, Steps, gathered, refuse
from ltzplan.model.naming import subject
from ltzplan.model.records import FORMAT, Entry, Record
from ltzplan.store.bundle import bundled, is_archive, name_of, unbundled
from ltzplan.store.files import foreign
from ltzplan.store.index import NO_FOLDER, FolderStood, Found, Index, SoundFile, Stood, covers
from ltzplan.store.records import (
    LIMIT,
    PARTING,
    Watched,
    as_json,
    digest,
    entries_of,
    once_each,
    path_of,
    sound_file,
    to_bytes,
)
from ltzplan.store.source import FileTree, FolderItem, stranger


def _unix(data: bytes) -> bytes:
    """Give bytes with the line ends that a record is written with."""
    return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").rstrip(b"\n") + b"\n"


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    said = dict(pairs)
    if len(said) < len(pairs):
        raise ValueError(pairs)
    return said


class _RecordText:
    """One record's bytes within a file, and the line on which they start."""

    def __init__(self, file: str, data: bytes, line: int) -> None:
        self.file, self.data, self.line = file, data, line

    @cached_property
    def json(self) -> str:
        return as_json(self.data)

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
            return self._of(json.loads(self.json))
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


class Records:
    """What a folder of records holds, and what is wrong in it."""

    def __init__(self, source: FileTree, index: Index | None = None, watched: Watched = iter) -> None:
        """Read every file of a folder, but those that an index knows and that stand as they stood; it may be watched."""
        self.fresh: list[Entry] = []
        """The records that were read and are not known to be sound."""
        self.issues: list[Issue] = []
        self._index = index or Index(None, Path(), None)
        self._sound: dict[str, SoundFile] = {}
        self._known: dict[str, Stood] = {}
        self._here: dict[str, str] = {}
        self._still: list[str] = []
        self._read: dict[str, list[Entry]] = {}
        self._chunks: dict[tuple[str, int], _RecordText] = {}
        self._source, self._shown_as = source, source.shown_as
        self._archive_of: dict[str, str] = {}
        before, seen = self._index.folders, dict[str, str]()
        self._take_all(self._files("", 0, seen), watched)
        for folder in before.keys() - seen.keys() - {*self._still}:
            self._known |= self._index.listed(folder)
        here = self._here.keys() | self._archive_of.keys()
        gone = tuple(self._known.keys() - here)
        self.covers = covers(here) | {folder: before[folder].covers for folder in self._still}
        """By each folder of files what tells which ones."""
        stand = {
            one: FolderStood(how, self.covers.get(one, "")) for one, how in seen.items() if not self.issues
        }
        other = {one: stood for one, stood in stand.items() if stood != before.get(one, NO_FOLDER)}
        self.found = Found(self._sound, gone, other)
        """What the index does not know yet, or otherwise."""

    def holds(self, path: str) -> bool:
        """Whether a file of records stands at a path, an archive too."""
        folder, _, name = path.rpartition("/")
        return path in self._here or (folder in self._still and name in self._names(folder))

    @cached_property
    def _names(self) -> Callable[[str], frozenset[str]]:
        items = self._source.items
        return cache(lambda folder: frozenset(one.name for one in items(folder) if one.name[0] != "."))

    @cached_property
    def files(self) -> dict[str, str]:
        """How every file stands, by path: archives, and each file that stands alone or in one."""
        while self._still:
            self._take_all(self._files_in(self._still.pop()))
        return dict(sorted((dict.fromkeys(self._archive_of, "") | self._here).items()))

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """All records, by their files; LtzError where one can be read no more."""
        files, read = self.files, {**self._read}
        known = {} if read.keys() >= {*files} - {*self._archive_of.values()} else self._index.files()
        for path in files:
            if not (path in read or path in known or is_archive(path)):
                read[path] = [*self._anew(path)]
        kept = {path: known[path] for path in files if not (path in read or is_archive(path))}
        entries = (*chain(*read.values()), *entries_of(kept))
        return once_each(sorted(entries, key=lambda one: (one.file, one.index)))

    def place(self, entry: Entry, path: Steps) -> Place:
        """Give the place of a field of a record that was read."""
        return self._chunks[entry.file, entry.index].place(path)

    def _take_all(self, files: Iterable[tuple[str, str]], watched: Watched = iter) -> None:
        """Take files, each with how it stands; those that stand as they stood are not read."""
        here = dict(sorted(files))
        self._here |= here
        unsure = [path for path in here if not self._stands(path, here[path])]
        rows = self._index.rows(path for path in unsure if path in self._known)
        for path in watched(unsure):
            with gathered(self.issues):
                self._look(path, here[path], rows.get(path))

    def _files(self, folder: str, depth: int, seen: dict[str, str]) -> Iterator[tuple[str, str]]:
        """Give the paths of record files that may be others, and how they stand; depth 0 holds offices, 1 years.

        The folders in which they stand are noted as `seen`, those in which none can be another as still.
        """
        for one in self._items(folder):
            path = f"{folder}/{one.name}" if folder else one.name
            if one.name.startswith("."):
                continue
            if foreign(one.name) or one.kind != "folder":
                self.issues.append(stranger(Place(file=f"{self._shown_as}/{path}"), one))
            elif depth == 0:
                yield from self._files(path, 1, seen)
            elif (how := self._source.how(path)) and how == self._index.folders.get(path, NO_FOLDER).how:
                self._still.append(path)
            else:
                seen[path] = how
                yield from self._files_in(path)

    def _files_in(self, folder: str) -> Iterator[tuple[str, str]]:
        """Give the paths of the files of records of an office and year, and how they stand."""
        self._known |= self._index.listed(folder)
        for one in self._items(folder):
            path = f"{folder}/{one.name}"
            if one.name.startswith("."):
                continue
            if (
                (path in self._known or not foreign(one.name))
                and one.kind == "file"
                and one.name.endswith(".yaml")
            ):
                yield path, one.how
            else:
                self.issues.append(stranger(Place(file=f"{self._shown_as}/{path}"), one))

    def _items(self, folder: str) -> Iterator[FolderItem]:
        try:
            yield from self._source.items(folder)
        except LtzError as error:
            self.issues.extend(error.issues)

    def _stands(self, path: str, how: str) -> bool:
        """Whether a file stands as it stood when it was found sound."""
        stood = self._known.get(path)
        same = bool(how) and stood is not None and stood[0] == how
        return same and (not is_archive(path) or self._holds(path))

    def _look(self, path: str, how: str, known: SoundFile | None) -> None:
        """Read a file that may be another now, unless its bytes are known to be sound."""
        data = self._source.read(path, LIMIT)
        whole = sha256(data).hexdigest()
        kept = self._sound.get(path)
        if known and known.digest == whole and (not is_archive(path) or self._holds(path)):
            kept = known
        if kept and kept.digest == whole:
            if how:
                self._sound[path] = kept._replace(how=how)
            return
        self._take(path, data, whole, Place(file=f"{self._shown_as}/{path}"), how)

    def _holds(self, archive: str) -> bool:
        """Note which files an archive holds; False where the index does not know all of them."""
        row = self._index.rows([archive]).get(archive)
        names = json.loads(row.held) if row else []
        known = bool(names) and all(name in self._known for name in names)
        self._archive_of |= dict.fromkeys(names if known else (), archive)
        return known

    def _take(self, path: str, data: bytes, whole: str, at: Place, how: str) -> None:
        """Take what a file's bytes hold, of which `whole` is the digest, and which begin at a place."""
        if is_archive(path):
            held = json.dumps(self._files_of(path, data, at, whole[:16])).encode()
            self._sound[path] = SoundFile(how, whole, held)
            return
        self._read[path] = entries = [*self._records(path, data, at, whole[:16])]
        self.fresh += entries
        said = ((one.id, self._chunks[path, one.index].json) for one in entries)
        self._sound[path] = sound_file(how, whole, said)

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
                if (whole := sha256(text).hexdigest()) != self._digest_of(names[-1]):
                    self._take(names[-1], text, whole, replace(at, line=line), "")
            line += text.count(b"\n") + 1
        self._archive_of |= dict.fromkeys(names, path)
        return names

    def _digest_of(self, path: str) -> str | None:
        """Return the digest of a file that was found sound, now or before."""
        now, before = self._sound.get(path), self._known.get(path)
        return now.digest if now else before[1] if before else None

    def _anew(self, path: str) -> Iterator[Entry]:
        """Read a file that was known to be sound, where the index lost what it held."""
        at = Place(file=f"{self._shown_as}/{path}")
        if path in self._here:
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
        if subject(first) and path != (expected := path_of(first, found)):
            raise refuse("record_renamed", at, expected=expected)
        for index, (record, whole) in enumerate(records):
            told = found if whole is data else digest(whole)
            yield Entry(id=f"{subject(record)}-{told}", record=record, file=path, index=index)


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
