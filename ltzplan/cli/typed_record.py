"""What was said of a record, in words or ids, as files write it: each field is read as it says of itself."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache, partial
from typing import get_args

from ltzplan.cli.typed import Typed
from ltzplan.issues import Issue, Locator, below
from ltzplan.languages import LANGS
from ltzplan.model.codec import Described, described, form
from ltzplan.model.method import COMPLETED
from ltzplan.model.values import Day
from ltzplan.rules.claims import claimed_by, completes_at_once
from ltzplan.rules.typed import NONE, Named, nearest, number, several
from ltzplan.rules.typed_stages import Alike, stages_called
from ltzplan.text.speech import catalogue

Read = Callable[[str], str | Issue | None]
"""What reads a word: what it means, what stands against it, or nothing where the schema is to say that."""
_WITHIN = {"parts": "parts", "milestone": "milestones"}
"""The fields that name something of the record's own tasks, and what."""


class Reader:
    """Reads what was said of records, with the words of a run; a word that several of them say is read once."""

    def __init__(self, typed: Typed) -> None:
        """Take what reads words."""
        self.typed = typed
        self.part, self.within = cache(typed.part), cache(typed.within)
        self.fields = cache(self._fields)
        """Gives the fields of a kind of statement, each with what reads its words."""

    def _fields(self, kind: type) -> list[tuple[Described, Read]]:
        return [(one, cache(reader(self.typed, one))) for one in described(kind)]

    def as_written(
        self, kind: type, said: Mapping[str, object], place: Locator
    ) -> tuple[dict[str, object], list[Issue]]:
        """Return what was said of a record as files write it, and beside it every word that means none or several, at its place.

        Such a word stays as it was said, as does what has not the form of its field.
        """
        reading, fields = _Reading(self, place), self.fields(kind)
        given = dict(said) | {
            one.key: reading.value(one, read, said[one.key]) for one, read in fields if one.key in said
        }
        named = given.get("task") or given.get("tasks") or []
        tasks = tuple(one for one in (named if isinstance(named, list) else [named]) if isinstance(one, str))
        words = said.get("task") or said.get("tasks")
        if len(tasks) == 1 and not said.get("parts") and any(one.key == "parts" for one, _ in fields):
            [word] = words if isinstance(words, list) else [words]
            if part := self.part(tasks[0], str(word)):
                given["parts"] = [part]
        for field, _ in fields:
            if field.key in _WITHIN and field.key in said:
                within = partial(self.within, _WITHIN[field.key], tasks)
                given[field.key] = reading.value(field, within, said[field.key])
        return given, reading.issues


class _Reading:
    """One record being read, and what is wrong in it."""

    def __init__(self, reader: Reader, place: Locator) -> None:
        self.reader, self.place = reader, place
        self.issues = list[Issue]()

    def value(self, field: Described, read: Read, told: object) -> object:
        """Return what was said in a field, each word of it read."""
        key, (held, inner) = field.key, form(field.type)
        match form(inner)[0] if held == "optional" else held, told:
            case "list", list():
                return [one for at, word in enumerate(told) for one in self._several(read, word, key, at)]
            case "list", str() if told:
                return self._several(read, told, key)
            case "mapping", dict():
                return self._mapping(read, told, key)
            case "scalar" | "word", str() if told:
                return self._one(read, told, key)
            case "statement", dict():
                kind = _of(field.type)
                assert isinstance(kind, type)
                given, found = self.reader.as_written(kind, told, below(self.place, key))
                self.issues += found
                return given
            case _:
                return told

    def _one(self, read: Read, word: object, *path: str | int) -> object:
        found = read(word) if isinstance(word, str) else word
        if isinstance(found, Issue):
            self.issues.append(replace(found, place=self.place(path)))
        return word if found is None or isinstance(found, Issue) else found

    def _several(self, read: Read, word: object, *path: str | int) -> list[object]:
        """Return what a word means, or what those between its commas do where it is none itself."""
        parts = several(word) if isinstance(word, str) and not isinstance(read(word), str) else []
        return [self._one(read, one, *path) for one in (parts if len(parts) > 1 else [word])]

    def _mapping(self, read: Read, told: Mapping[object, object], key: str) -> dict[object, object]:
        turned = dict[object, object]()
        for word, one in told.items():
            id = self._one(read, word, key, str(word))
            if id in turned:
                where = self.place((key, str(word)), key=True)
                self.issues.append(Issue(code="duplicate_key", place=where, params={"key": str(word)}))
            turned[id] = _lines(one) if isinstance(one, str) else one
        return turned


def reader(typed: Typed, field: Described) -> Read:
    """Return what reads the words of a field; parts and milestones stay as they are, until the task is known."""
    kind = _of(field.type)
    match field:
        case Described(key=key) if key in _WITHIN:
            return lambda word: word
        case Described(typed="period"):
            return typed.period
        case Described() if kind is Day:
            return partial(typed.day, ahead=field.typed == "ahead")
        case Described() if kind is Decimal:
            return number
        case Described(refers="stages"):
            return partial(_stage, typed, field)
        case Described(refers=listed) if listed not in ("", "records"):
            return partial(typed.entry, listed)
        case Described(words=group) if isinstance(kind, tuple) and group:
            return partial(_word, typed, kind, field.key, group)
        case _:
            return _lines


def answers(typed: Typed, field: Described) -> Named:
    """Return the words that may stand in a field, each with its names; none where any text may."""
    kind = _of(field.type)
    if field.refers and field.refers != "records":
        known = typed.candidates(field.refers)
        return {id: names for id, names in known.items() if id != COMPLETED or field.refers != "stages"}
    return typed.words(kind, f"{field.words}.") if isinstance(kind, tuple) and field.words else NONE


def _stage(typed: Typed, field: Described, word: str) -> str | Issue:
    """Return the stage that was typed for a report, by what others call it too; only what may be reported is offered, and never the opposite."""
    own, alike = typed.candidates("stages", "stage."), typed.words(get_args(Alike), "also.stage.")
    read = typed.candidate(stages_called(own, alike, claimed_by(typed.plan)), word, "stages")
    if read == COMPLETED and completes_at_once(typed.plan):
        return claimed_by(typed.plan)
    if isinstance(read, str) or read.code != "unknown_id":
        return read
    offered = typed.candidate(answers(typed, field), word, "stages")
    read = offered if isinstance(offered, Issue) else read
    near = next(iter(nearest(word, own)), "")
    return replace(read, params={**read.params, "near": near if _denies(word) == _denies(near) else ""})


def _denies(word: str) -> bool:
    return any(re.search(catalogue(lang, "typed")["denies"], word.casefold()) for lang in LANGS)


def _word(typed: Typed, words: tuple[str, ...], key: str, group: str, word: str) -> str | Issue:
    """Return a word of the method, where that was typed for a field."""
    read = typed.word(words, word, key, f"{group}.", f"also.{group}.")
    if isinstance(read, Issue) and read.code == "not_one_of":
        return replace(read, params={"path": key, **read.params})
    return read


def _of(hint: object) -> object:
    """Return what a type of the model is of, once or several times or not at all; of words all of them."""
    held, inner = form(hint)
    return _of(inner) if held in ("optional", "list", "mapping") else inner


def _lines(text: str) -> str:
    """Return a text as it was typed, its lines ended as ours."""
    return text.replace("\r\n", "\n") if "\r" in text else text
