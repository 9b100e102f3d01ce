"""A report as one table: its columns, also where there is no row."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Generic, TypeVar, get_args

from ltzplan.dataclass import dataclass

if TYPE_CHECKING:
    from dataclasses import Field

Row_co = TypeVar("Row_co", covariant=True)


@dataclass(frozen=True)
class Rows(Generic[Row_co]):
    """The rows of one table: objects of one class, of which each column is a field."""

    kind: type[Row_co]
    rows: Sequence[Row_co]
    paths: Mapping[str, Sequence[str]]
    """Where in a row each column stands: a field, and of what a row holds a field of that."""

    @property
    def columns(self) -> "dict[str, Field[object]]":
        """The columns by name, with the field that says what each means."""
        return {name: _field(self.kind, path) for name, path in self.paths.items()}

    def only(self, names: Iterable[str]) -> "Rows[Row_co]":
        """The same with some columns, in the order of their names."""
        return Rows(self.kind, self.rows, {name: self.paths[name] for name in names})

    def backwards(self) -> "Rows[Row_co]":
        """The same in the opposite order."""
        return Rows(self.kind, self.rows[::-1], self.paths)

    def told(self) -> list[dict[str, object]]:
        """The rows as values by column; null where a row of several classes has no such field."""
        return [{name: _value(row, path) for name, path in self.paths.items()} for row in self.rows]


def rows_of(kind: type[Row_co], found: Iterable[Row_co], columns: str = "") -> Rows[Row_co]:
    """Objects of a class as rows: every field a column, or some such as `due said.date id=said.record`."""
    listed = columns.split() or kind.__dataclass_fields__  # type: ignore[attr-defined]
    return Rows(kind, [*found], dict(map(_parted, listed)))


def _parted(column: str) -> tuple[str, list[str]]:
    name, _, path = column.rpartition("=")
    steps = path.split(".")
    return name or steps[-1], steps


def _field(kind: object, path: Sequence[str]) -> "Field[object]":
    """The field at the end of a path; of several classes that of the first that has it."""
    known = (getattr(one, "__dataclass_fields__", {}) for one in (kind, *get_args(kind)))
    found: Field[object] = next(fields[path[0]] for fields in known if path[0] in fields)
    return _field(found.type, path[1:]) if path[1:] else found


def _value(row: object, path: Sequence[str]) -> object:
    for step in path:
        row = getattr(row, step, None)
    return row
