"""The gatekeeper: pydantic over the model's dataclasses. Nothing else imports pydantic.

Each dataclass becomes a typed dictionary whose scalars are read from text by strict patterns,
and then the dataclass itself; so the model depends on nothing and JSON Schema comes for free.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from types import UnionType
from typing import (
    Annotated,
    Any,
    ClassVar,
    Literal,
    NotRequired,
    Protocol,
    Required,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    TypeAdapter,
    ValidationError,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError
from typing_extensions import TypedDict

from ltzplan.issues import Issue, LtzError, Place
from ltzplan.model.method import Condition
from ltzplan.model.plan import Plan
from ltzplan.model.records import Record
from ltzplan.model.values import HIDDEN, Day, Words, as_text
from ltzplan.store.yaml import Plain, suspect

_WHOLE = re.compile(r"0|[1-9][0-9]{0,8}", re.ASCII)
_DECIMAL = re.compile(r"(0|[1-9][0-9]{0,8})(\.[0-9]{1,6})?", re.ASCII)
_INSTANT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{6})?[+-][0-9]{2}:[0-9]{2}", re.ASCII
)


def _shown(value: object) -> str:
    """Give what a finding shows of a value: the text itself, else the name of its form."""
    if isinstance(value, str):
        return value[:80].encode("utf-8", "backslashreplace").decode()
    forms = {dict: "form.mapping", list: "form.list", type(None): "form.nothing", bool: "form.boolean"}
    return forms.get(type(value), "form.number")


def _wrong(code: str, value: object, **params: object) -> PydanticCustomError:
    return PydanticCustomError(code, code, {"value": _shown(value), **params})


def _scalar(code: str, read: Callable[[str], Any], *accepted: type) -> PlainValidator:
    def check(value: object) -> Any:
        if type(value) in accepted:
            return value
        if not isinstance(value, str):
            raise _wrong(code, value)
        try:
            return read(value)
        except (ValueError, ArithmeticError):
            raise _wrong(code, value) from None

    return PlainValidator(check)


def _matching(pattern: re.Pattern[str], read: Callable[[str], Any]) -> Callable[[str], Any]:
    def check(text: str) -> Any:
        if pattern.fullmatch(text) is None:
            raise ValueError(text)
        return read(text)

    return check


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise _wrong("not_text", value)
    if not value.strip():
        raise _wrong("empty_text", value)
    if hidden := HIDDEN.search(value):
        if (told := as_text(value)) != value:
            return _text(told)
        if "\udc80" <= hidden[0] <= "\udcff":
            raise _wrong("not_utf8", value, found=f"0x{ord(hidden[0]) & 0xFF:02x}")
        raise _wrong("hidden_character", value, character=f"U+{ord(hidden[0]):04X}")
    return str(value) if isinstance(value, Plain) else value


def _true_or_false(value: object) -> bool:
    if value is True or value is False:
        return value
    if isinstance(value, Plain) and value in ("true", "false"):
        return value == "true"
    raise _wrong("not_true_or_false", value)


def _condition(value: object) -> Condition:
    dated, limited = (
        ("accepted", "overdue", "otherwise"),
        ("points_behind_over", "points_behind", "percent_of_schedule_below", "due_within_days"),
    )
    if isinstance(value, str) and value in dated:
        return Condition(str(value))
    if isinstance(value, dict) and len(value) == 1:
        [(name, limit)] = value.items()
        if name in limited and isinstance(limit, str) and _DECIMAL.fullmatch(limit):
            return Condition(name, Decimal(limit))
    raise _wrong("not_a_condition", value, expected=", ".join((*dated, *limited)))


def _words(value: object) -> str | Words:
    if isinstance(value, str):
        return _text(value)
    if not isinstance(value, dict):
        raise _wrong("not_text", value)
    unknown = [key for key in value if key not in ("zh", "en")]
    if unknown or not value:
        raise _wrong("not_bilingual", ", ".join(unknown) or "{}")
    given = {key: _text(text) for key, text in value.items() if text is not None}
    if not given:
        raise _wrong("empty_text", "")
    return Words(**given)


_TEXT_SCHEMA = {
    "anyOf": [
        {"type": "string"},
        {
            "type": "object",
            "properties": {"zh": {"type": "string"}, "en": {"type": "string"}},
            "additionalProperties": False,
            "minProperties": 1,
        },
    ]
}
_SCALARS: dict[Any, Any] = {
    str: Annotated[str, PlainValidator(_text), WithJsonSchema({"type": "string"})],
    bool: Annotated[bool, PlainValidator(_true_or_false), WithJsonSchema({"type": "boolean"})],
    int: Annotated[
        int,
        _scalar("not_a_whole_number", _matching(_WHOLE, int), int),
        WithJsonSchema({"type": "integer", "minimum": 0}),
    ],
    Decimal: Annotated[
        Decimal,
        _scalar("not_a_number", _matching(_DECIMAL, Decimal), Decimal),
        WithJsonSchema({"type": "string", "pattern": _DECIMAL.pattern}),
    ],
    Day: Annotated[
        Day,
        _scalar("not_a_date", Day.parse, Day),
        WithJsonSchema({"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"}),
    ],
    date: Annotated[date, WithJsonSchema({"type": "string", "format": "date"})],
    datetime: Annotated[
        datetime,
        _scalar("not_an_instant", _matching(_INSTANT, datetime.fromisoformat), datetime),
        WithJsonSchema({"type": "string", "format": "date-time"}),
    ],
    Condition: Annotated[
        Condition,
        PlainValidator(_condition),
        WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "object", "maxProperties": 1}]}),
    ],
    Words: Annotated[Words, PlainValidator(_words), WithJsonSchema(_TEXT_SCHEMA)],
}


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _type(hint: Any) -> Any:
    """Give the type that the door checks for a type of the model."""
    if hint in _SCALARS:
        return _SCALARS[hint]
    if isinstance(hint, type) and is_dataclass(hint):
        return _door(hint)
    origin, inner = get_origin(hint), get_args(hint)
    if origin is tuple:
        return Annotated[tuple[_type(inner[0]), ...], BeforeValidator(_as_list)]  # type: ignore[misc]
    if origin is Mapping:
        return dict[str, _type(inner[1])]  # type: ignore[misc]
    if origin in (Union, UnionType):
        if set(inner) >= {str, Words}:
            inner = (Words, *(one for one in inner if one not in (str, Words)))
        if type(None) in inner:
            rest = [one for one in inner if one is not type(None)]
            return _type(Union[tuple(rest)]) | None  # noqa: UP007
        if len(inner) == 1:
            return _type(inner[0])
        return Annotated[Union[tuple(map(_type, inner))], Field(union_mode="left_to_right")]  # noqa: UP007
    return hint


@cache
def _door(cls: Any) -> Any:
    """Give the typed dictionary that becomes the dataclass once it is checked."""
    hints, shape, keys = get_type_hints(cls), {}, {}
    if get_origin(hints.get("kind")) is ClassVar:
        shape["kind"] = Required[Literal[cls.kind]]
    for one in fields(cls):
        key = one.metadata.get("key", one.name)
        keys[key] = one.name
        told = Annotated[_type(hints[one.name]), Field(description=one.metadata.get("doc"))]  # type: ignore[valid-type]
        required = one.default is MISSING and one.default_factory is MISSING
        shape[key] = Required[told] if required else NotRequired[told]
    door = TypedDict(cls.__name__, shape)  # type: ignore[misc]
    setattr(door, "__pydantic_config__", ConfigDict(extra="forbid"))  # noqa: B010 - mypy knows no such name
    door.__doc__ = cls.__doc__

    def make(values: dict[str, Any]) -> Any:
        return cls(**{keys[key]: value for key, value in values.items() if key in keys})

    return Annotated[door, AfterValidator(make)]


@cache
def adapter(cls: Any) -> TypeAdapter[Any]:
    """Give the checker of a dataclass, or of the union of the records."""
    if cls is Record:
        union: Any = Annotated[Union[tuple(map(_door, get_args(cls)))], Field(discriminator="kind")]  # noqa: UP007
        return TypeAdapter(union)
    return TypeAdapter(_type(cls))


class Placing(Protocol):
    """Gives the place of a value, or of its key; None for what stands in no file."""

    def __call__(self, path: tuple[Any, ...], *, key: bool = False) -> Place | None:
        """Give the place."""


def check(cls: Any, data: object, place: Placing) -> Any:
    """Turn plain data into the dataclass; LtzError with every finding, each at its place."""
    try:
        return adapter(cls).validate_python(data)
    except ValidationError as error:
        found = error.errors(include_url=False)
        choices = [
            one for one in found if not (one["type"] == "literal_error" and "[" in str(one["loc"][-1]))
        ]
        issues: dict[Any, Issue] = {}
        for one in choices or found:
            tag = int(cls is Record and len(one["loc"]) > 1)
            steps = [step for step in one["loc"][tag:] if "[" not in str(step)]
            issue = _issue(cls, one, steps, place(tuple(steps), key=one["type"] == "extra_forbidden"))
            issues.setdefault((issue.code, issue.place, *issue.params.items()), issue)
        raise LtzError(*issues.values()) from None


def _issue(cls: Any, error: Any, steps: list[Any], place: Place | None) -> Issue:
    key = str(next((step for step in reversed(steps) if isinstance(step, str)), ""))
    code, told = error["type"], error["input"]
    params = {"path": ".".join(map(str, steps)), "key": key}
    params |= {name: str(value) for name, value in error.get("ctx", {}).items()}
    match code:
        case "extra_forbidden":
            return Issue(code=_near_key(cls, key, params), place=place, params=params)
        case "missing" | "union_tag_not_found":
            code = "missing_key"
            params["key"] = "kind" if error["type"] == "union_tag_not_found" else key
        case "union_tag_invalid":
            code, params["value"] = "unknown_kind", _shown(params.get("tag"))
            params["expected"] = ", ".join(one.kind for one in get_args(Record))
        case "literal_error":
            expected = params["expected"].replace("' or '", ", ").replace("', '", ", ").strip("'")
            code, params = "not_one_of", params | {"value": _shown(told), "expected": expected}
        case _ if code.endswith("_type"):
            expected = "list" if code in ("tuple_type", "list_type") else "mapping"
            code = (suspect(told) if isinstance(told, str) else None) or "wrong_type"
            params |= {"value": _shown(told), "expected": expected}
        case _:
            pass
    return Issue(code=code, place=place, params=params)


@cache
def _keys(hint: Any) -> frozenset[str]:
    """Give every key that a type of the model knows, however deep."""
    if isinstance(hint, type) and is_dataclass(hint):
        own = (one.metadata.get("key", one.name) for one in fields(hint))
        return frozenset(own).union(*(_keys(one.type) for one in fields(hint)))  # type: ignore[arg-type]
    return frozenset().union(*map(_keys, get_args(hint)))


def _near_key(cls: Any, key: str, params: dict[str, str]) -> str:
    """Put the nearest known key into the parameters; give the code of an unknown key."""
    from difflib import get_close_matches  # noqa: PLC0415 - only where something is wrong

    near = get_close_matches(key, sorted(_keys(cls) - {key}), 1, 0.6)
    odd = next((f"U+{ord(one):04X}" for one in key if not one.isascii()), "")
    params |= {"near": near[0] if near else "", "character": odd}
    return "look_alike_key" if odd and near else "unknown_key"


def json_schema(cls: Any) -> dict[str, Any]:
    """Give the JSON Schema of what the door lets in."""
    return adapter(cls).json_schema(ref_template="#/$defs/{model}")


__all__ = ["Plan", "Record", "adapter", "check", "json_schema"]
