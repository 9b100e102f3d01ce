"""The gatekeeper: pydantic's core over the fields of the model's dataclasses. Nothing else imports pydantic.

Each dataclass becomes a typed dictionary whose scalars are read from text by strict patterns,
and then the dataclass itself; so the model depends on nothing. The core is told directly what to check: to have
pydantic derive that from types costs more than all else that a small plan needs.
"""

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import Any, get_args  # noqa: TID251 - of every class that there is

from pydantic_core import CoreSchema, PydanticCustomError, SchemaValidator, ValidationError, core_schema

from ltzplan.issues import Issue, Locator, LtzError, Place, refuse
from ltzplan.model.codec import KINDS, NUMBER, SCALARS, described, form
from ltzplan.model.method import Condition, Cycle
from ltzplan.model.plan import Plan
from ltzplan.model.records import Record
from ltzplan.model.values import DAY, DURATION, HIDDEN, Counted, Day, Duration, Text, Words, as_text
from ltzplan.rules.rhythm import MONTHS, cycle_of
from ltzplan.store.plain import Plain, suspect

_WHOLE = re.compile(r"0|[1-9][0-9]{0,8}", re.ASCII)
_COUNT = re.compile(rf"(?P<done>{_WHOLE.pattern})(?:/(?P<total>{_WHOLE.pattern}))?", re.ASCII)
_NUMBER = re.compile(NUMBER, re.ASCII)
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


def _scalar(kind: type, code: str, pattern: re.Pattern[str]) -> Callable[[Any], Any]:
    read = SCALARS[kind].read

    def check(value: Any) -> Any:
        if type(value) is kind:
            return value
        try:
            if isinstance(value, str) and pattern.fullmatch(value):
                return read(str(value))
        except (ValueError, ArithmeticError):
            pass
        raise _wrong(code, value)

    return check


def _one_of(words: tuple[str, ...]) -> Callable[[Any], str]:
    def check(value: Any) -> str:
        if value in words:
            return str(value)
        raise _wrong("not_one_of", value, expected=", ".join(words))

    return check


def _unless(words: tuple[str, ...]) -> Callable[[Any, Callable[[Any], Any]], Any]:
    return lambda value, check: str(value) if value in words else check(value)


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
    dated, staged, limited = (
        ("accepted", "overdue", "otherwise"),
        "stage_in",
        ("points_behind_over", "points_behind", "percent_of_schedule_below", "due_within_days"),
    )
    if isinstance(value, str) and value in dated:
        return Condition(str(value))
    if isinstance(value, dict) and len(value) == 1:
        [(name, limit)] = value.items()
        if name in limited and isinstance(limit, str) and _NUMBER.fullmatch(limit):
            return Condition(str(name), Decimal(limit))
        if name == staged and (listed := _as_list(limit)) and isinstance(listed, list):
            return Condition(staged, stages=tuple(map(_text, listed)))
    raise _wrong("not_a_condition", value, expected=", ".join((*dated, staged, *limited)))


def _cycle(value: object) -> str:
    ends = value.get("on") if isinstance(value, dict) and len(value) == 1 else None
    told = " ".join(map(str, ends)) if isinstance(ends, list) else value
    if isinstance(told, str) and (cycle := cycle_of(told)):
        return cycle
    raise _wrong("not_one_of", value, expected=", ".join((*MONTHS, "2 months", "{on: [03-31, 09-30]}")))


def _counted(value: object) -> Counted:
    """Read a count as files write it, or as it is typed."""
    told = value
    if isinstance(value, str) and (typed := _COUNT.fullmatch(value)):
        told = {key: one for key, one in typed.groupdict().items() if one}
    if isinstance(told, dict) and "done" in told and told.keys() <= {"done", "total"}:
        return Counted(**{key: _SCALARS[int](one) for key, one in told.items()})
    raise _wrong("not_a_count", value)


def _words(value: object) -> str | Words:
    if isinstance(value, str):
        return _text(value)
    if not isinstance(value, dict):
        raise _wrong("not_text", value)
    unknown = [key for key in value if key not in Words.__dataclass_fields__]
    if unknown or not value:
        raise _wrong("not_bilingual", ", ".join(unknown) or "{}")
    given = {key: _text(text) for key, text in value.items() if text is not None}
    if not given:
        raise _wrong("empty_text", "")
    return Words(**given)


_SCALARS: dict[Any, Callable[[Any], Any]] = {
    object: lambda anything: anything,
    str: _text,
    bool: _true_or_false,
    int: _scalar(int, "not_a_whole_number", _WHOLE),
    Decimal: _scalar(Decimal, "not_a_number", _NUMBER),
    Day: _scalar(Day, "not_a_date", DAY),
    Duration: _scalar(Duration, "not_a_duration", DURATION),
    datetime: _scalar(datetime, "not_an_instant", _INSTANT),
    Counted: _counted,
    Cycle: _cycle,
    Condition: _condition,
    Text: _words,
}


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _door(hint: Any) -> CoreSchema:
    """Give what pydantic checks of a type of the model."""
    match form(hint):
        case "scalar", _:
            return core_schema.no_info_plain_validator_function(_SCALARS[hint])
        case "statement", _:
            return _statement(hint)
        case "list", one:
            listed = core_schema.tuple_schema([_door(one)], variadic_item_index=0)
            return core_schema.no_info_before_validator_function(_as_list, listed)
        case "mapping", one:
            return core_schema.dict_schema(core_schema.str_schema(), _door(one))
        case "word", words:
            return core_schema.no_info_plain_validator_function(_one_of(words))
        case "optional", one:
            return core_schema.nullable_schema(_door(one))
        case _, either:
            word, other = either
            return core_schema.no_info_wrap_validator_function(_unless(get_args(word)), _door(other))


@cache
def _statement(cls: Any) -> CoreSchema:
    """Give the typed dictionary that becomes the dataclass once it is checked; nothing is what is left out."""
    renamed = {one.key: one.name for one in described(cls) if one.key != one.name}
    keys = {
        one.key: core_schema.typed_dict_field(
            _door(one.type) if one.required else core_schema.nullable_schema(_door(one.type)),
            required=one.required,
        )
        for one in described(cls)
    }
    return core_schema.no_info_after_validator_function(
        lambda said: cls(
            **{renamed.get(key, key): value for key, value in said.items() if value is not None}
        ),
        core_schema.typed_dict_schema(keys, extra_behavior="forbid"),
    )


@cache
def _validator(cls: Any) -> SchemaValidator:
    return SchemaValidator(_statement(cls))


def check(cls: Any, data: Any, place: Locator) -> Any:
    """Turn plain data into the dataclass; LtzError with every finding, each at its place."""
    if cls is Record:
        cls, data = _of_kind(data, place)
    try:
        return _validator(cls).validate_python(data)
    except ValidationError as error:
        issues: dict[Any, Issue] = {}
        for one in error.errors(include_url=False):
            issue = _issue(cls, one, place(one["loc"], key=one["type"] == "extra_forbidden"))
            issues.setdefault((issue.code, issue.place, *issue.params.items()), issue)
        raise LtzError(*issues.values()) from None


def _of_kind(data: dict[str, Any], place: Locator) -> tuple[Any, dict[str, Any]]:
    """Give the class of the record's kind, and what it says beside that; LtzError where there is no such kind."""
    params = {"path": "", "key": "kind"}
    if "kind" not in data:
        raise refuse("missing_key", place(()), **params)
    told = str(data["kind"])
    if told not in KINDS:
        raise refuse("unknown_kind", place(()), value=_shown(told), expected=", ".join(KINDS), **params)
    return KINDS[told], {key: value for key, value in data.items() if key != "kind"}


def _issue(cls: Any, error: Any, place: Place | None) -> Issue:
    code, told = error["type"], error["input"]
    key = next((step for step in reversed(error["loc"]) if isinstance(step, str)), "")
    params = {"path": ".".join(map(str, error["loc"])), "key": key}
    params |= {name: str(value) for name, value in error.get("ctx", {}).items()}
    if code == "extra_forbidden":
        code = "state_in_plan" if _reports(cls, error["loc"]) else _near_key(cls, key, params)
    elif code == "missing":
        code = "missing_key"
    elif code.endswith("_type"):
        code = (suspect(told) if isinstance(told, str) else None) or "wrong_type"
        params |= {"value": _shown(told), "expected": "list" if error["type"] == "tuple_type" else "mapping"}
    return Issue(code=code, place=place, params=params)


def _reports(cls: Any, path: Sequence[str | int]) -> bool:
    """Tell whether a key of a task says how far it is, which no plan does."""
    words = ("status", "state", "stage", "percent", "progress", "done", "completed")
    return cls is Plan and path[0] == "tasks" and path[2:] in [(one,) for one in words]


@cache
def _keys(hint: Any) -> frozenset[str]:
    """Give every key that a type of the model knows, however deep."""
    own = described(hint) if form(hint)[0] == "statement" else ()
    return frozenset(one.key for one in own).union(*map(_keys, [one.type for one in own] or get_args(hint)))


def _near_key(cls: Any, key: str, params: dict[str, str]) -> str:
    """Put the nearest known key into the parameters; give the code of an unknown key."""
    from difflib import get_close_matches  # noqa: PLC0415 - only where something is wrong

    near = get_close_matches(key, sorted(_keys(cls) - {key}), 1, 0.6)
    odd = next((f"U+{ord(one):04X}" for one in key if not one.isascii()), "")
    params |= {"near": near[0] if near else "", "character": odd}
    return "look_alike_key" if odd and near else "unknown_key"
