"""A form that comes back: its rows known by what they are about, wherever they stand, and each cell compared three ways."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from ltzplan.dataclass import dataclass
from ltzplan.issues import Finding
from ltzplan.model.form import BaseRow, BaseSheet, Stood
from ltzplan.model.table import Cell, Sheet
from ltzplan.rules.typed import plain

_SOUGHT = 10
"""Rows from the top among which the head is."""
Outcome = Literal["filled", "there", "stale"]


class Fault(NamedTuple):
    """What is wrong with a cell."""

    cell: Cell
    finding: Finding


@dataclass(frozen=True, kw_only=True)
class FilledRow:
    """A row that was filled in."""

    of: BaseRow | None
    """What it was made with; None: it tells something new."""
    first: Cell
    """Its first cell, which stands for the row."""
    cells: Mapping[str, Cell]
    """Its open cells, by column."""
    touched: tuple[str, ...]
    """The columns that were filled in, in their order."""

    @property
    def told(self) -> Mapping[str, Cell]:
        """The open cells that hold anything."""
        return {column: cell for column, cell in self.cells.items() if cell.text}

    def lacks(self, *columns: str) -> Iterator[str]:
        """Give those of some columns that must not stay empty and are."""
        return (one for one in columns if not self.cells[one].text)


@dataclass(frozen=True, kw_only=True)
class FilledSheet:
    """A sheet of a form that came back."""

    base: BaseSheet
    name: str
    """Its name now."""
    rows: tuple[FilledRow, ...] = ()
    faults: tuple[Fault, ...] = ()
    gone: tuple[BaseRow, ...] = ()
    """What it was made with and has no row any more; where a row is not known, it may be any of these."""


def compared(then: Stood, value: str, now: Stood) -> Outcome:
    """What comes of a cell that was filled in: nothing else was said since, that same value was, or another."""
    if now.value == then.value:
        return "filled"
    return "there" if now.value == value else "stale"


def filled(base: BaseSheet, sheet: Sheet) -> FilledSheet | None:
    """Return what a sheet of a form was filled in with; None where it is not that sheet.

    Columns are known by their heads and rows by what they are about, so both may be moved, sorted, copied or deleted.
    """
    found = max(sheet.rows[:_SOUGHT], key=lambda row: len(_heads(base, row)), default=())
    heads = _heads(base, found)
    if 2 * len(heads) < len(base.titles):
        return None
    lost = [title for column, title in base.titles.items() if column not in heads]
    if lost:
        finding = Finding(code="form_head", params={"titles": "; ".join(lost)})
        return FilledSheet(base=base, name=sheet.name, faults=(Fault(found[0], finding),))
    below = sheet.rows[sheet.rows.index(found) + 1 :]
    rows, faults, there = list[FilledRow](), list[Fault](), set[int]()
    for cells in ({column: row[at] for column, at in heads.items()} for row in below):
        of = _of(base, cells)
        there.add(id(of))
        made = of.made if of else {}
        told = {column: cells[column] for column in base.open}
        touched = tuple(one for one, cell in told.items() if cell.text not in ("", made.get(one)))
        wrong = [*_identity(base, of, cells, touched)] if base.rows else []
        faults += wrong
        if touched and not wrong:
            first = cells[next(iter(base.titles))]
            rows.append(FilledRow(of=of, first=first, cells=told, touched=touched))
    gone = () if faults else tuple(one for one in base.rows if id(one) not in there)
    return FilledSheet(base=base, name=sheet.name, rows=tuple(rows), faults=tuple(faults), gone=gone)


def _heads(base: BaseSheet, row: Sequence[Cell]) -> dict[str, int]:
    """Return where the columns of a sheet stand, if a row is its head."""
    said = [_bare(cell.text) for cell in row]
    return {column: said.index(_bare(title)) for column, title in base.titles.items() if _bare(title) in said}


def _of(base: BaseSheet, cells: Mapping[str, Cell]) -> BaseRow | None:
    """Return the row that a row was, by the most of its locked cells; None where these are of none, or of several."""
    alike = [(sum(_agrees(cells[at], text) for at, text in one.shown.items()), one) for one in base.rows]
    most = max((count for count, _ in alike), default=0)
    found = [one for count, one in alike if count == most]
    return found[0] if most and len(found) == 1 else None


def _identity(
    base: BaseSheet, of: BaseRow | None, cells: Mapping[str, Cell], touched: Sequence[str]
) -> Iterator[Fault]:
    """What is wrong in the locked cells of a row; what stands below the rows and fills in nothing is a note."""
    if of is None:
        first = cells[next(iter(base.rows[0].shown))]
        if touched:
            yield Fault(first, Finding(code="form_row", params={"value": first.text}))
        return
    for column, text in of.shown.items():
        if not _agrees(cells[column], text):
            yield Fault(
                cells[column], Finding(code="form_locked", params={"value": cells[column].text, "was": text})
            )


def _agrees(cell: Cell, text: str) -> bool:
    return _bare(cell.text) == _bare(text)


def _bare(text: str) -> str:
    """Return a text as it is compared: without blanks, width and case."""
    return re.sub(r"\s", "", plain(text)).casefold()
