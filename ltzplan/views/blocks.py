"""Documents as blocks: headings, paragraphs, tables, and the weight of each kind of thing."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from typing import Literal, NamedTuple

from ltzplan.dataclass import dataclass

HEADING, ID, COMMAND, LATE, WARNING, GOOD, QUIET = "bold", "cyan", "cyan", "red", "yellow", "green", "dim"
"""What a screen sets off, and how: what may be typed in one colour. Alike everywhere, never alone: the word says it too."""


class Span(NamedTuple):
    """A piece of text and the colour or weight that a screen may give it beside the word.

    Where a table is too wide for the screen its `short` form stands instead; where rows are stacked
    a `quiet` one, which says nothing that is not so of most, is left out.
    """

    text: str
    colour: str | None = None
    short: str | None = None
    quiet: bool = False


Line = tuple[Span, ...]


def as_span(cell: str | Span) -> Span:
    """The cell of a table as a piece of text."""
    return cell if isinstance(cell, Span) else Span(cell)


@dataclass(frozen=True)
class Heading:
    """The title of what follows; `level` 1 is the document's own."""

    text: str
    level: int = 2


@dataclass(frozen=True)
class Para:
    """Running text, perhaps of pieces of several weights; what is folded hangs under `hang` columns."""

    text: str | Line
    indent: int = 0
    hang: int = 0
    colour: str | None = None
    colophon: bool = False
    """Whether it says at the end of a paper to whom it goes, who issued it and when."""


@dataclass(frozen=True)
class Placed:
    """A line in the middle or at the right edge of the page; `level` 1 is the document's title."""

    text: str
    at: Literal["middle", "right"]
    level: int = 0


@dataclass(frozen=True)
class Gap:
    """An empty line."""


@dataclass(frozen=True)
class Raw:
    """Lines drawn elsewhere, such as a curve; no pipe or width changes them."""

    lines: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """Rows under titles; the last column is the one that folds. A row of one cell runs across the columns."""

    titles: Sequence[str | Span]
    rows: Sequence[Sequence[str | Span]]
    right: frozenset[int] = field(default_factory=frozenset)
    indent: int = 0
    shows_titles: bool = True
    under: bool = False
    """Whether the last cell of a row stands on a line of its own where a row is wider than the screen; a command whole."""


Block = Heading | Para | Placed | Gap | Raw | Table


def section(title: str, body: Iterable[Block]) -> Iterator[Block]:
    """A heading after a gap with what stands below it; nothing where nothing does, and a table without rows is nothing."""
    if found := [one for one in body if not (isinstance(one, Table) and not one.rows)]:
        yield from (Gap(), Heading(title), *found)
