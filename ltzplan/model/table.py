"""A table as an office keeps it: rows of texts, each with the address by which its reader finds it."""

from typing import NamedTuple

from ltzplan.dataclass import dataclass


class Cell(NamedTuple):
    """What a cell shows, lines parted by line feeds; empty where it shows nothing."""

    text: str
    at: str
    """Its column and row, as C5. A merged cell has its first place, and stands at every place that it covers."""


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A sheet or a table of a document: rows of one width."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    above: tuple[str, ...] = ()
    """The paragraphs of a document that stand over it, below the table before."""
