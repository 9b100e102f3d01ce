"""A table as a workbook of a spreadsheet: typed cells, a sheet that says what the columns mean, and nothing that runs."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple
from zipfile import ZipFile

from ltzplan.issues import extra
from ltzplan.model.values import Day
from ltzplan.reports.rows import Rows
from ltzplan.views.data import shown, words_of
from ltzplan.views.layout import columns as width_of
from ltzplan.views.names import Names
from ltzplan.views.safe import safe, undated

if TYPE_CHECKING:
    from dataclasses import Field

    from openpyxl.worksheet.worksheet import Worksheet

PERCENTS = ("percent", "schedule", "schedule_then")
"""The columns whose numbers are percents."""
WIDEST = 60
"""How many columns of a terminal a column of a sheet is wide at most; what is longer folds."""
LONGEST = 16_383
"""Characters that a cell holds, where each may count for two."""
_NUMBERED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""What a spreadsheet takes for the beginning of a character that is told by its number."""


class Content(NamedTuple):
    """What stands in a cell, and in which format of a number."""

    value: str | date | int | Decimal | None
    form: str = "General"


def as_xlsx(rows: Rows[object], names: Names, name: str, day: date) -> bytes:
    """Rows as a workbook for people, of the report of a name and a day: of the same rows the same bytes.

    LtzError `missing_extra` where nothing can write one.
    """
    with extra("tables"):
        from openpyxl import Workbook  # noqa: PLC0415 - only for this form
        from openpyxl.writer.excel import ExcelWriter  # noqa: PLC0415
    columns = shown(rows)
    table = [[_content(one, key, row, names) for key, one in columns.items()] for row in rows.told()]
    titles = [names.say(f"list.{key}") for key in columns]
    meanings = [
        [
            Content(title),
            Content(key),
            Content(names.own_word(f"meaning.{key}") or one.metadata.get("doc", "")),
        ]
        for title, (key, one) in zip(titles, columns.items(), strict=True)
    ]
    book = Workbook()
    first = book.worksheets[0]
    first.title = names.say(f"sheet.{name}")
    _fill(first, titles, table)
    _fill(
        book.create_sheet(names.say("sheet.definitions")),
        [names.say(f"sheet.{one}") for one in ("column", "field", "meaning")],
        meanings,
    )
    book.properties.creator = "ltz"
    book.properties.created = book.properties.modified = datetime.combine(day, time.min)
    out = BytesIO()
    ExcelWriter(book, ZipFile(out, "w")).save()
    return undated(out)


def _pieces(text: str) -> Iterator[str]:
    """Return a text as cells hold it, in pieces of `LONGEST` characters; at least one."""
    seen = safe(text)
    yield from (seen[at : at + LONGEST] for at in range(0, max(len(seen), 1), LONGEST))


def _content(field: "Field[object]", name: str, row: Mapping[str, object], names: Names) -> Content:
    """What stands in a column of a row: a day, an instant or a number as such, anything else in words."""
    match row[name]:
        case datetime() as at:
            return Content(at.replace(tzinfo=None), "yyyy-mm-dd hh:mm")
        case Day(first=day, last=last) if day == last:
            return Content(day, "yyyy-mm-dd")
        case date() as day:
            return Content(day, "yyyy-mm-dd")
        case Decimal() as percent if name in PERCENTS:
            digits = "." + "0" * places if (places := _places(percent)) else ""
            return Content(percent.scaleb(-2), f"0{digits}%")
        case Decimal() | int() as number if not isinstance(number, bool):
            return Content(number)
        case _:
            return Content(names.say("list.parted").join(words_of(field, name, row, names)) or None)


def _places(number: Decimal) -> int:
    """How many digits stand behind the point."""
    exponent = number.as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def _fill(sheet: "Worksheet", titles: Sequence[str], rows: Sequence[Sequence[Content]]) -> None:
    """Put a table into a sheet: its head stays in sight and filters; a text too long for a cell goes on in one beside it."""
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415 - only for this form
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    cut = [[_cut(one) for one in row] for row in rows]
    spans = [max((len(row[at]) for row in cut), default=1) for at in range(len(titles))]
    parts = [(at, n) for at, span in enumerate(spans) for n in range(span)]
    head = [Content(f"{titles[at]} ({n + 1})" if n else titles[at]) for at, n in parts]
    table = [head, *([row[at][n] if n < len(row[at]) else Content(None) for at, n in parts] for row in cut)]
    folded = Alignment(vertical="top", wrap_text=True)
    for y, line in enumerate(table, 1):
        for x, content in enumerate(line, 1):
            cell = sheet.cell(y, x, content.value)
            cell.number_format, cell.alignment = content.form, folded
            if isinstance(content.value, str):
                cell.data_type, cell.quotePrefix = "s", True
    for x, column in enumerate(zip(*table, strict=True), 1):
        sheet.cell(1, x).font = Font(bold=True)
        said = (line for one in column for line in str(one.value or "").split("\n"))
        sheet.column_dimensions[get_column_letter(x)].width = min(max(map(width_of, said)) + 2, WIDEST)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions


def _cut(content: Content) -> list[Content]:
    """Return a content as cells hold it: a text in its pieces."""
    if not isinstance(content.value, str):
        return [content]
    return [Content(unnumbered(one)) for one in _pieces(content.value)]


def unnumbered(text: str) -> str:
    """Return a text in which a spreadsheet takes nothing for a character that is told by its number."""
    return _NUMBERED.sub("_x005F_", text)
