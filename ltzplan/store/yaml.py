"""The one door for YAML: bytes in, plain data with places out, over a stream of events.

Scalars stay text, the unquoted are marked, for the schema to convert. Nothing is constructed.
"""

import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property, reduce
from itertools import islice

import yaml

from ltzplan.issues import LtzError, Place, Steps, refuse
from ltzplan.model.values import HIDDEN
from ltzplan.store.files import PLAN_LIMIT, text_of
from ltzplan.store.plain import Plain, suspect

EVENTS_OF: type = getattr(yaml, "CLoader", yaml.Loader)

EVENTS, DEPTH = 400_000, 16

_CONFLICT = re.compile(r"^(<{7}|={7}|>{7}|\|{7})( |$)", re.MULTILINE)
_NULLS = {"", "~", "null"}


def events_source() -> str:
    """Name the source of events and its version."""
    if EVENTS_OF is yaml.Loader:
        return f"PyYAML {yaml.__version__}, pure Python"
    version = ".".join(map(str, sys.modules["yaml._yaml"].get_version()))
    return f"PyYAML {yaml.__version__}, libyaml {version}"


class YamlText:
    """A text behind the gate, with the places of its values once it is built."""

    def __init__(self, name: str, data: bytes) -> None:
        """Pass the gate; LtzError for what no reader should see."""
        self.name = name
        self._root: list[object] = []
        self._places: dict[tuple[int, str | int], tuple[int, int]] = {}
        self._keys: dict[tuple[int, str | int], tuple[int, int]] = {}
        self.also: Mapping[str, Steps] = {}
        """Where a key that is not there may be said otherwise."""
        self.text = self._gate(data)

    def _gate(self, data: bytes) -> str:
        if len(data) > PLAN_LIMIT:
            raise refuse("too_large", Place(file=self.name), limit=f"{PLAN_LIMIT // 2**20} MiB")
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise refuse("not_utf8", Place(file=self.name), found="UTF-16")
        self.text = text = text_of(self.name, data)
        for code, found in (
            ("tab", text.find("\t")),
            ("hidden_character", _start(HIDDEN.search(text))),
            ("conflict_marker", _start(_CONFLICT.search(text))),
            ("directive", _start(re.search(r"^%", text, re.MULTILINE))),
        ):
            if found >= 0:
                line = text.count("\n", 0, found)
                column = found - (text.rfind("\n", 0, found) + 1)
                raise refuse(code, self.at(line, column), character=f"U+{ord(text[found]):04X}")
        return text

    def at(self, line: int, column: int) -> Place:
        """Give the place of a line and column counted from 0."""
        excerpt = self.lines[line] if line < len(self.lines) else None
        return Place(file=self.name, line=line + 1, column=column + 1, excerpt=excerpt)

    @cached_property
    def lines(self) -> list[str]:
        """Give the lines of the text that passed the gate, or was refused at it."""
        return self.text.split("\n")

    def place(self, path: Steps, *, key: bool = False) -> Place:
        """The place of the value, of its key, or of the nearest value around it; and whose it is."""
        inner, at = self._root[0], self._places[id(self._root), 0]
        path = tuple(self._written(path))
        for step in path:
            if found := self._places.get((id(inner), step)):
                at = self._keys.get((id(inner), step), found) if key else found
                inner = _within(inner, step)
        return replace(self.at(*at), entry=self._entry(path))

    def _written(self, path: Steps) -> Iterator[str | int]:
        """The way to a value as it is written."""
        inner = self._root[0]
        for known in path:
            there = isinstance(inner, dict) and known not in inner
            for step in self.also.get(str(known), (known,)) if there else (known,):
                inner = _within(inner, step)
                yield step

    def _entry(self, path: Steps) -> str | None:
        """Name the entry that a path leads into: of a list by its id, of a mapping of mappings by its key."""
        inner = reduce(_within, path[:2], self._root[0]) if path[1:] else None
        if not isinstance(inner, dict):
            return None
        if isinstance(path[1], str):
            return f"{path[0]}.{path[1]}"
        named = inner.get("light" if path[0] == "lights" else "id", inner.get("label"))
        return str(named) if isinstance(named, str) else None

    def build(self) -> object:
        """Give the document as dicts, lists, texts and None; LtzError for anything else."""
        try:
            return self._build(islice(self._events(), EVENTS))
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            if error.context and "quoted scalar" in error.context:
                mark = error.context_mark
            if error.context == "while scanning a simple key":
                mark = error.context_mark
            if mark is None:
                raise refuse("syntax", Place(file=self.name)) from None
            raise self._syntax(mark.line, mark.column) from None
        except (yaml.YAMLError, ValueError, OverflowError):
            raise refuse("syntax", Place(file=self.name)) from None

    def _events(self) -> Iterator[yaml.Event]:
        """Give the events; a libyaml that gives up on deep nesting withholds those it has read ahead of it."""
        given = 0
        try:
            for event in yaml.parse(self.text, Loader=EVENTS_OF):
                given += 1
                yield event
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark
            if mark is None or "nesting" not in (error.problem or ""):
                raise
            read = self.text[: mark.index]
            yield from islice(yaml.parse(read, Loader=EVENTS_OF), given, None)

    def _build(self, events: Iterator[yaml.Event]) -> object:  # noqa: PLR0915 - one loop over the events
        """Build with an explicit stack of containers, each with the key that waits for its value."""
        stack: list[list[object] | dict[str, object]] = [self._root]
        keys: list[str | None] = [None]
        documents = 0
        for event in events:
            inner: list[object] | dict[str, object] | None = None
            value: object
            if isinstance(event, yaml.ScalarEvent):
                value = self._scalar(event)
            elif isinstance(event, yaml.MappingStartEvent):
                value = inner = {}
            elif isinstance(event, yaml.SequenceStartEvent):
                value = inner = []
            elif isinstance(event, yaml.CollectionEndEvent):
                stack.pop()
                keys.pop()
                continue
            elif isinstance(event, yaml.AliasEvent):
                raise self._refuse("anchor", event)
            else:
                documents += isinstance(event, yaml.DocumentStartEvent)
                if documents > 1:
                    raise self._refuse("several_documents", event)
                continue
            if event.anchor:
                raise self._refuse("anchor", event)
            if event.tag:
                raise self._refuse("tag", event, tag=event.tag)
            holder, key = stack[-1], keys[-1]
            assert event.start_mark
            here = (event.start_mark.line, event.start_mark.column)
            if isinstance(holder, list):
                self._places[id(holder), len(holder)] = here
                holder.append(value)
            elif key is None:
                keys[-1] = key = self._key(value, event, holder)
                self._keys[id(holder), key] = here
                self._places[id(holder), key] = here
                continue
            else:
                holder[key] = value
                keys[-1] = None
                if value is not None:
                    self._places[id(holder), key] = here
            if inner is not None:
                if len(stack) > DEPTH:
                    raise self._refuse("too_deep", event, limit=DEPTH)
                stack.append(inner)
                keys.append(None)
        if not self._root:
            raise refuse("empty_file", Place(file=self.name))
        if len(stack) > 1:
            raise refuse("too_large", Place(file=self.name), limit=f"{EVENTS:,} values")
        return self._root[0]

    def _syntax(self, line: int, column: int) -> LtzError:
        """Blame a look-alike on the line or on the nearest one before it, else the place itself."""
        lines = self.lines
        before = next((at for at in range(min(line, len(lines)) - 1, -1, -1) if lines[at].strip()), line)
        for at in (line, before):
            code = suspect(lines[at]) if at < len(lines) else None
            if code:
                return refuse(code, self.at(at, column if at == line else 0))
        return refuse("syntax", self.at(line, column))

    def _refuse(self, code: str, event: yaml.Event, **params: object) -> LtzError:
        assert event.start_mark
        return refuse(code, self.at(event.start_mark.line, event.start_mark.column), **params)

    def _scalar(self, event: yaml.ScalarEvent) -> str | None:
        """Give a text, marked where it was unquoted; only escapes can still hide a character."""
        value: str = event.value
        if event.style == '"' and (hidden := HIDDEN.search(value)):
            raise self._refuse("hidden_character", event, character=f"U+{ord(hidden[0]):04X}")
        if event.style:
            return value
        return None if value in _NULLS else Plain(value)

    def _key(self, value: object, event: yaml.Event, holder: dict[str, object]) -> str:
        if not isinstance(value, str):
            raise self._refuse("key_not_text", event)
        if not value.isascii() and (code := suspect(value)):
            raise self._refuse(code, event)
        if value in holder:
            raise self._refuse("duplicate_key", event, key=value)
        return value


def _within(value: object, step: str | int) -> object:
    """What stands in a value at a step; None where there is no such step."""
    if isinstance(value, dict):
        return value.get(step)
    return value[step] if isinstance(value, list) and isinstance(step, int) and step < len(value) else None


def _start(match: re.Match[str] | None) -> int:
    return match.start() if match else -1


def read(name: str, data: bytes) -> tuple[object, YamlText]:
    """Read one document; give its data and the source that knows the places of its values."""
    source = YamlText(name, data)
    return source.build(), source
