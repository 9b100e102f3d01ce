"""A report as one table: its columns, also where there is no row."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Rows:
    """The rows of one table, each a value a column."""

    columns: tuple[str, ...]
    rows: Sequence[Mapping[str, Any]]


def rows_of(kind: Any, found: Iterable[Any]) -> Rows:
    """Give dataclasses of one kind as rows, a field a column."""
    names = tuple(kind.__dataclass_fields__)
    return Rows(names, [{name: getattr(one, name) for name in names} for one in found])
