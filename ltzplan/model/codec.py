"""The fields of the model's dataclasses, and the one walk over them: to JSON, back from it, and as JSON Schema.

What comes back was checked before; who checks it, `store/schema.py`, walks over the same fields and forms.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin  # noqa: TID251 - of every class that there is

from ltzplan.model.method import Condition, Cycle, Named
from ltzplan.model.records import Common, Entry, Record
from ltzplan.model.values import DAY, DURATION, Counted, Day, Duration, Text, Words


class Described(NamedTuple):
    """A field of a dataclass: what it is called, in files too, what it holds and means, and what it may leave unsaid."""

    name: str
    key: str
    type: Any
    doc: str
    refers: str
    words: str
    typed: str
    required: bool
    default: Any


@cache
def described(cls: Any) -> tuple[Described, ...]:
    """The fields of a dataclass, in order; `refers` is the list of the plan that a field names."""
    return tuple(
        Described(
            one.name,
            one.metadata.get("key", one.name),
            one.type,
            one.metadata.get("doc", ""),
            one.metadata.get("refers", ""),
            one.metadata.get("words", ""),
            one.metadata.get("typed", ""),
            one.default is one.default_factory is MISSING,
            one.default if one.default_factory is MISSING else one.default_factory(),
        )
        for one in fields(cls)
    )


class Scalar(NamedTuple):
    """How a small value is written in JSON, read again, and described."""

    write: Callable[[Any], Any]
    read: Callable[[Any], Any]
    schema: Mapping[str, Any]


def _text(said: Any) -> Text:
    return said if isinstance(said, str) else decoder(Words)(said)


NUMBER = r"(0|[1-9][0-9]{0,8})(\.[0-9]{1,6})?"
_DAYS = "[01][0-9]-[0-3][0-9]"
_BILINGUAL = {
    "type": "object",
    "properties": {lang: {"type": ["string", "null"]} for lang in Words.__dataclass_fields__},
    "additionalProperties": False,
    "minProperties": 1,
}
SCALARS: dict[Any, Scalar] = {
    type(None): Scalar(lambda _: None, lambda _: None, {"type": "null"}),
    object: Scalar(lambda anything: anything, lambda said: said, {}),
    str: Scalar(str, str, {"type": "string"}),
    bool: Scalar(bool, bool, {"type": "boolean"}),
    int: Scalar(int, int, {"type": "integer", "minimum": 0}),
    Decimal: Scalar(str, Decimal, {"type": "string", "pattern": NUMBER}),
    Day: Scalar(attrgetter("text"), Day.parse, {"type": "string", "pattern": f"^{DAY.pattern}$"}),
    Duration: Scalar(
        attrgetter("text"), Duration.parse, {"type": "string", "pattern": f"^{DURATION.pattern}$"}
    ),
    date: Scalar(date.isoformat, date.fromisoformat, {"type": "string", "format": "date"}),
    datetime: Scalar(datetime.isoformat, datetime.fromisoformat, {"type": "string", "format": "date-time"}),
    Counted: Scalar(
        lambda one: {"done": one.done} | ({} if one.total is None else {"total": one.total}),
        lambda said: Counted(**said),
        {
            "type": "object",
            "properties": {key: {"type": "integer"} for key in ("done", "total")},
            "required": ["done"],
        },
    ),
    Cycle: Scalar(
        str,
        str,
        {
            "anyOf": [
                {
                    "type": "string",
                    "pattern": f"^({'|'.join(get_args(Named))}|[0-9]+ months|{_DAYS}( {_DAYS})*)$",
                },
                {"type": "object", "properties": {"on": {"type": "array", "items": {"type": "string"}}}},
            ]
        },
    ),
    Condition: Scalar(
        lambda one: {one.name: limit} if (limit := _limit(one)) else one.name,
        lambda said: Condition(said) if isinstance(said, str) else _limited(*said, *said.values()),
        {"anyOf": [{"type": "string"}, {"type": "object", "maxProperties": 1}]},
    ),
    Text: Scalar(lambda text: text, _text, {"anyOf": [{"type": "string"}, _BILINGUAL]}),
}


def _limit(one: Condition) -> str | list[str]:
    return [*one.stages] if one.limit is None else str(one.limit)


def _limited(name: str, told: str | list[str]) -> Condition:
    """A condition with its limit, or with its stages."""
    if isinstance(told, list):
        return Condition(name, stages=tuple(told))
    return Condition(name, Decimal(told))


KINDS: dict[str, Any] = {one.kind: one for one in get_args(Record)}
"""Every kind of record, by its name."""


def record_said(record: Record) -> dict[str, Any]:
    """A record as JSON: its kind, and the fields that say more than their default."""
    return {"kind": record.kind, **encode(record, brief=True)}


def record_of(said: Mapping[str, Any]) -> Record:
    """The record that JSON says, which was checked before."""
    told = {**said}
    record: Record = decoder(KINDS[told.pop("kind")])(told)
    return record


def _entry(said: Mapping[str, Any]) -> Entry:
    counts = said.get("counts")
    return Entry(
        id=said["id"],
        record=record_of(said["record"]),
        file=said["file"],
        index=said["index"],
        counts=date.fromisoformat(counts) if counts else None,
    )


SCALARS[Entry] = Scalar(
    lambda one: {
        **({"counts": one.counts.isoformat()} if one.counts else {}),
        "id": one.id,
        "file": one.file,
        "index": one.index,
        "record": record_said(one.record),
    },
    _entry,
    {"type": "object"},
)
"""A record with its id and place; how it looks is the index's own affair."""

AS_IS = (str, bool, int, object, str | None)
"""What is the same in JSON."""

Form = Literal["scalar", "statement", "list", "mapping", "word", "optional", "either"]


@cache
def form(hint: Any) -> tuple[Form, Any]:
    """What a type of the model is, and of what: of which type, of which words, or either of which types."""
    origin, inner = get_origin(hint), get_args(hint)
    if hint in SCALARS:
        return "scalar", hint
    if is_dataclass(hint):
        return "statement", hint
    if origin is tuple:
        return "list", inner[0]
    if origin in (Mapping, dict):
        return "mapping", inner[1]
    if origin is Literal:
        return "word", inner
    if type(None) in inner:
        return "optional", Union[tuple(one for one in inner if one is not type(None))]  # noqa: UP007
    return "either", inner


def encode(value: Any, *, brief: bool = False) -> Any:
    """A value as what JSON knows; `brief` leaves out the fields of a dataclass that say no more than their default."""
    return _writer(value.__class__, brief)(value)


@cache
def _writer(cls: Any, brief: bool) -> Callable[[Any], Any]:
    """What turns the values of a class into what JSON knows."""
    if scalar := SCALARS.get(cls):
        return scalar.write
    if issubclass(cls, tuple | list):
        return lambda value: [_writer(one.__class__, brief)(one) for one in value]
    if issubclass(cls, Mapping):
        return lambda value: {key: _writer(one.__class__, brief)(one) for key, one in value.items()}
    written = [(one.name, one.key, one.default if brief else MISSING) for one in described(cls)]

    def said(value: Any) -> dict[str, Any]:
        held, found = value.__dict__, {}
        for name, key, default in written:
            one = held[name]
            if one is not default and (one.__class__ is not default.__class__ or one != default):
                found[key] = _writer(one.__class__, brief)(one)
        return found

    return said


@cache
def decoder(hint: Any) -> Callable[[Any], Any]:
    """What turns the JSON of a type, which was checked before, back into it."""
    match form(hint):
        case "scalar", _:
            return SCALARS[hint].read
        case "statement", _:
            return _maker(hint)
        case "list", one:
            make = decoder(one)
            return lambda said: tuple(map(make, said))
        case "mapping", one:
            make = decoder(one)
            return lambda said: {key: make(value) for key, value in said.items()}
        case "optional", one:
            make = decoder(one)
            return lambda said: None if said is None else make(said)
        case _:  # words; or words, else a number or a list of words
            return lambda said: tuple(said) if isinstance(said, list) else said


def _maker(cls: Any) -> Callable[[Any], Any]:
    """What makes a dataclass of its JSON; as that was checked before, no argument is checked again."""
    keys = {one.key: (one.name, None if one.type in AS_IS else decoder(one.type)) for one in described(cls)}
    defaults = {one.name: one.default for one in described(cls)}

    def make(said: Mapping[str, Any]) -> Any:
        made = object.__new__(cls)
        held = made.__dict__
        held.update(defaults)
        for key, value in said.items():
            name, read = keys[key]
            held[name] = read(value) if read else value
        return made

    return make


def json_schema(hint: Any) -> dict[str, Any]:
    """The JSON Schema of what `encode` gives of a type, and of what its files hold."""
    found: dict[str, Any] = {}

    def told(hint: Any) -> dict[str, Any]:
        match form(hint):
            case "scalar", _:
                return {**SCALARS[hint].schema}
            case "statement", _:
                if hint.__name__ not in found:
                    found[hint.__name__] = statement(hint)
                return {"$ref": f"#/$defs/{hint.__name__}"}
            case "list", one:
                return {"type": "array", "items": told(one)}
            case "mapping", one:
                return {"type": "object", "additionalProperties": told(one)}
            case "word", words:
                return {"type": "string", "enum": list(words)}
            case "optional", one:
                return {"anyOf": [told(one), told(type(None))]}
            case _:
                return {"anyOf": [told(one) for one in get_args(hint)]}

    def statement(cls: Any) -> dict[str, Any]:
        kind = {"kind": told(Literal[cls.kind])} if issubclass(cls, Common) else {}
        keys = {
            one.key: told(one.type) | ({"description": one.doc} if one.doc else {}) for one in described(cls)
        }
        return {
            "title": cls.__name__,
            "description": cls.__doc__,
            "type": "object",
            "properties": kind | keys,
            "required": [*kind, *(one.key for one in described(cls) if one.required)],
            "additionalProperties": False,
        }

    whole = statement(hint) if is_dataclass(hint) else told(hint)
    return whole | {"$defs": found}
