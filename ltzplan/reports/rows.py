"""A report as one table: its columns, also where there is no row."""

from collections.abc import Iterable, Sequence
from dataclasses import Field, dataclass, fields
from typing import Any, Generic, TypeVar, get_args

Row = TypeVar("Row")


@dataclass(frozen=True)
class Rows(Generic[Row]):
    """The rows of one table: objects of one class, of which each column is a field."""

    kind: type[Row]
    rows: Sequence[Row]
    paths: tuple[str, ...]
    """Where each column stands in a row: `due`, `said.date` of what a row holds, `said.record as id` by another name."""

    @property
    def columns(self) -> dict[str, "Field[Any]"]:
        """The columns by name, with the field that says what each means."""
        return {name: _field(self.kind, path) for name, path in map(_parted, self.paths)}

    def told(self) -> list[dict[str, Any]]:
        """The rows as values by column; null where a row of several classes has no such field."""
        named = [*map(_parted, self.paths)]
        return [{name: _value(row, path) for name, path in named} for row in self.rows]


def rows_of(kind: type[Row], found: Iterable[Row], *paths: str) -> Rows[Row]:
    """The objects of a class as rows; every field is a column where none is named."""
    return Rows(kind, [*found], paths or tuple(one.name for one in fields(kind)))  # type: ignore[arg-type]


def _parted(column: str) -> tuple[str, list[str]]:
    path, _, name = column.partition(" as ")
    steps = path.split(".")
    return name or steps[-1], steps


def _field(kind: Any, path: list[str]) -> "Field[Any]":
    """The field at the end of a path; of several classes that of the first that has it."""
    step, *rest = path
    one = next(found for one in (kind, *get_args(kind)) if (found := _fields(one).get(step)))
    return _field(one.type, rest) if rest else one


def _fields(kind: Any) -> dict[str, "Field[Any]"]:
    return getattr(kind, "__dataclass_fields__", {})


def _value(row: Any, path: list[str]) -> Any:
    for step in path:
        row = getattr(row, step, None)
    return row
