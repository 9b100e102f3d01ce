"""A table of reports: its head, told by the words over its columns, and the reports below it. No language is known here."""

import re
from collections.abc import Iterable, Mapping, Sequence

from ltzplan.dataclass import dataclass
from ltzplan.model.table import Cell, Sheet
from ltzplan.rules.typed import plain

_SOUGHT = 40
"""Rows from the top among which the head is."""
_ABOUT = {"task", "parts", "city", "date", "percent_date", "received", "measure", "on_behalf_of"}
"""What says of what a report is, and not what it says."""
REMARKS = "remarks"
"""What a column holds that is the text of reports where no other is."""
_BRACKETED = re.compile(r"\([^)]*\)")
_AT_MOST_WHOLE = re.compile(r"0*[.,]0*[1-9][0-9]*|0*1(?:[.,]0*)?")
"""A number over nought and of at most 1, without a percent sign."""

Cells = Mapping[str, Cell]
"""A row of a table: what each cell of a known column tells -> the cell."""


@dataclass(frozen=True, kw_only=True)
class ReportTable:
    """What a sheet holds of reports."""

    head: tuple[Cell, ...]
    rows: tuple[Cells, ...]
    """Those that say something, each with all its cells."""
    left_out: tuple[Cell, ...]
    """The heads of columns that are none of a report, or of which there is one already."""
    silent: int
    """How many rows name a task and say nothing of it."""
    only_remarks: bool
    """Whether beside the tasks there is nothing but remarks, as in a table of tasks."""


def find_reports(
    sheet: Sheet, words: Mapping[str, Sequence[str]], told: Mapping[str, str]
) -> ReportTable | None:
    """Return the reports of a sheet; None where no row has a task and one more column that is known.

    Its columns are known by words, of which the first say most, or hold what is `told` of them by the `head_key` of their heads.
    """
    fields = {
        head_key(word): (at, field)
        for field, said in words.items()
        for at, word in reversed([*enumerate(said)])
    }
    fields |= {head: (-1, field) for head, field in told.items()}
    for first, row in enumerate(sheet.rows[:_SOUGHT]):
        known = sorted(
            (*fields[key], at) for at, cell in enumerate(row) if (key := head_key(cell.text)) in fields
        )
        best = {field: at for _, field, at in reversed(known)}
        places = dict(sorted(best.items(), key=lambda one: one[1]))
        if "task" in places and places.keys() - {"task"}:
            return _below(row, places, sheet.rows[first + 1 :])
    return None


def _below(head: Sequence[Cell], places: dict[str, int], rows: Iterable[Sequence[Cell]]) -> ReportTable:
    remarks = places.pop(REMARKS, None)
    only_remarks = not places.keys() - {"task", "on_behalf_of"}
    if remarks is not None:
        places.setdefault("text", remarks)
    used = {head[at].at for at in places.values()}
    titles = [one.text for one in head]
    below = (
        {field: _bare_of_dash(row[at]) for field, at in places.items()}
        for row in rows
        if [one.text for one in row] != titles
    )
    found = [row for row in below if any(cell.text for cell in row.values())]
    said = [row for row in found if not row["task"].text or any(row[field].text for field in {*row} - _ABOUT)]
    return ReportTable(
        head=tuple(head),
        rows=tuple(said),
        left_out=tuple(dict.fromkeys(one for one in head if one.text and one.at not in used)),
        silent=len(found) - len(said),
        only_remarks=only_remarks,
    )


def _bare_of_dash(cell: Cell) -> Cell:
    """Return a cell; an empty one where a dash stands for nothing."""
    return cell if cell.text.strip("-—–/") else Cell("", cell.at)


def head_key(word: str) -> str:
    """Return a head as it is compared: without brackets and what stands in them, width, case and blanks."""
    told = plain(word).casefold()
    return re.sub(r"[\s*:]", "", _BRACKETED.sub("", told)) or told


def may_be_whole(text: str) -> bool:
    """Whether a number in a column of percents may be a share of 1 instead: 0.8 for 80%."""
    return _AT_MOST_WHOLE.fullmatch(plain(text)) is not None
