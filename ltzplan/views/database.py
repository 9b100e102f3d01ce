"""Tables as a database of SQLite: typed columns that say what they mean, and keys from table to table."""

import json
from collections.abc import Container, Mapping, Sequence
from dataclasses import is_dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple, get_args, get_origin

from ltzplan.model.codec import encode
from ltzplan.model.values import Day, Words
from ltzplan.reports.frame import Frame
from ltzplan.reports.rows import Rows
from ltzplan.reports.whole import KEYLESS, RECORDED
from ltzplan.rules.spoken import SINGULAR
from ltzplan.views.names import Names

if TYPE_CHECKING:
    from dataclasses import Field
    from sqlite3 import Connection

ABOUT = "about"
"""The table that says what the others were made from."""
LOOSE = ("papers", "clauses", "stages")
"""What a field refers to that need not be a row: a kind of paper, another ground than a clause, a completion reported."""
_TYPES = ((bool, "INTEGER"), (int, "INTEGER"), (Decimal, "NUMERIC"))
Value = str | int | float | None


class Column(NamedTuple):
    """A column: how the database is told of it, and what it means."""

    said: str
    meaning: str = ""


def as_sqlite(tables: Mapping[str, Rows[object]], names: Names, frame: Frame) -> bytes:
    """Return tables, and what they were made from, as a database: of the same tables the same content."""
    from sqlite3 import connect  # noqa: PLC0415 - only for this form

    base = connect(":memory:")
    told = {name: getattr(frame, name) for name in ("plan", "as_of", "known_on", "commit")} | {
        "lang": names.lang
    }
    made_from = [[key, value and str(value)] for key, value in told.items()]
    parts = [Column('"key" TEXT PRIMARY KEY', "What."), Column('"value" TEXT', "Its value.")]
    _make(base, ABOUT, "What the tables were made from.", parts, made_from)
    known = {name for name in tables if name not in KEYLESS}
    for name, rows in tables.items():
        _add(base, name, rows, names, known)
    base.commit()
    return base.serialize()


def _add(base: "Connection", name: str, rows: Rows[object], names: Names, known: Container[str]) -> None:
    """Add a table; what a column lists stands in a table of its own, in its order."""
    key, columns = ("id" if name in known else "row"), rows.columns
    listed = [one for one, field in columns.items() if _lists(field.type)]
    single = [one for one in columns if one not in listed]
    told: list[dict[str, object]] = [{"row": at, **row} for at, row in enumerate(rows.told(), 1)]
    described = [Column(_single(name, one, columns[one], known), _meant(columns[one])) for one in single]
    if key == "row":
        described.insert(0, Column('"row" INTEGER PRIMARY KEY', "Its place, from 1."))
        single.insert(0, "row")
    filled = [[_value(row[one], names) for one in single] for row in told]
    _make(base, name, rows.kind.__doc__ or "", described, filled)
    for one in listed:
        parts = [
            Column(
                f'"of" {"TEXT" if key == "id" else "INTEGER"} NOT NULL REFERENCES "{name}" ("{key}")',
                "Whose.",
            ),
            Column('"n" INTEGER NOT NULL', "Its place, from 1."),
            Column(
                f'"value" TEXT NOT NULL{_reference(name, one, columns[one], known)}', _meant(columns[one])
            ),
        ]
        filled = [
            [_value(row[key], names), n, _value(value, names)]
            for row in told
            for n, value in enumerate(_several(row[one]), 1)
        ]
        _make(base, f"{name}_{one}", f"What {one} of {name} lists.", parts, filled)


def _make(
    base: "Connection", name: str, meaning: str, columns: Sequence[Column], rows: Sequence[Sequence[Value]]
) -> None:
    """Make a table and fill it; what it and each column means stands after two dashes, which the database keeps."""
    lines = [
        f"  {one.said}{',' if at < len(columns) else ''}{f'  -- {one.meaning}' if one.meaning else ''}\n"
        for at, one in enumerate(columns, 1)
    ]
    base.execute(f'CREATE TABLE "{name}" (  -- {" ".join(meaning.split())}\n{"".join(lines)})')
    places = ", ".join("?" * len(columns))
    base.executemany(f'INSERT INTO "{name}" VALUES ({places})', rows)  # noqa: S608 - the names are ours


def _meant(field: "Field[object]") -> str:
    return " ".join(str(field.metadata.get("doc", "")).split())


def _single(table: str, name: str, field: "Field[object]", known: Container[str]) -> str:
    """Say of a column that holds one value its name, type and keys."""
    inner = {one for one in (get_args(field.type) or (field.type,)) if one is not type(None)}
    typed = f'"{name}" {next((told for kind, told in _TYPES if kind in inner), "TEXT")}'
    if name != "id" or table not in known:
        return typed + _reference(table, name, field, known)
    return f"{typed} PRIMARY KEY" + (' REFERENCES "records" ("id")' if table in RECORDED else "")


def _reference(table: str, name: str, field: "Field[object]", known: Container[str]) -> str:
    """Return the key by which a column names rows of another table: as its field tells, else as it is called."""
    called = SINGULAR.get(name.upper(), name if name in known else f"{name}s")
    target = field.metadata.get("refers", called)
    names_rows = target in known and target not in (table, *LOOSE)
    return f' REFERENCES "{target}" ("id")' if names_rows else ""


def _lists(hint: object) -> bool:
    """Whether a column holds a list."""
    return any(get_origin(one) is tuple for one in (hint, *get_args(hint)))


def _several(value: object) -> tuple[object, ...]:
    return tuple(value) if isinstance(value, tuple | list) else (value,)


def _value(value: object, names: Names) -> Value:
    """Return a value as a column holds it: what has parts as JSON."""
    match value:
        case None:
            return None
        case bool() | int():
            return int(value)
        case Decimal():
            return float(value)
        case str() | Words():
            return names.read(value)
        case Day():
            return value.text
        case datetime():
            return value.isoformat()
        case _ if isinstance(value, Mapping) or is_dataclass(value):
            return json.dumps(encode(value), ensure_ascii=False)
        case _:
            return str(encode(value))
