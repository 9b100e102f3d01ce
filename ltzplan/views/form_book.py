"""A form as a workbook: locked what it is about, open what is to be filled in, hidden what it is compared with."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from io import BytesIO
from math import ceil
from typing import TYPE_CHECKING
from zipfile import ZipFile

from ltzplan.issues import extra
from ltzplan.model.codec import encode
from ltzplan.model.form import BASE
from ltzplan.views.form import LaidOutForm, LaidOutSheet
from ltzplan.views.layout import columns as width_of
from ltzplan.views.names import Names
from ltzplan.views.safe import undated
from ltzplan.views.sheet import LONGEST, unnumbered

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.styles import Border
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.worksheet import Worksheet

LISTS = "ltz-lists"
"""The hidden sheet with what may be chosen."""
HEAD = 3
"""The row of the heads, below the title and how the form is filled in."""
SPARE = 200
"""Rows below the last that are open too, for what is copied there."""
WIDTHS: Mapping[str, float] = {
    "task": 6, "problem": 12, "title": 22, "city": 10, "unit": 18, "require": 30, "tasks": 26, "text": 34, "next": 20, "tried": 24,
    "last.date": 10.5, "last.text": 24, "last.next": 16, "parts": 12, "says": 10, "number": 14, "percent": 8, "forecast": 9,
}  # fmt: skip
"""How many columns of a terminal wide columns are; any other is `NARROW`."""
NARROW = 10.5
NOTE = 22
"""The same of notes and positions."""
OPEN, HEADS, QUIET, EDGE, FAINT = "FFFDE9", "DCE6F1", "F2F2F2", "BFBFBF", "7F7F7F"
"""The colours of cells: open, heads, locked; of their edges, and of what was said last."""
A4 = 9
LINE, MOST_LINES = 15, 20
"""The height of a line in points, and the most that a row has."""


def as_form(laid: LaidOutForm, names: Names, day: date) -> bytes:
    """Return a form as a workbook: of the same form the same bytes. LtzError `missing_extra` where nothing can write one."""
    with extra("tables"):
        from openpyxl import Workbook  # noqa: PLC0415 - only for forms
        from openpyxl.writer.excel import ExcelWriter  # noqa: PLC0415
    book = Workbook()
    book.remove(book.worksheets[0])
    sheets = [book.create_sheet(one.base.name) for one in laid.sheets]
    named = _put_lists(book, laid.lists)
    for sheet, one in zip(sheets, laid.sheets, strict=True):
        _fill(sheet, one, laid.title, names)
        _choose(sheet, one, named, names)
        _for_paper(sheet)
    _put_base(book, laid)
    book.properties.creator = "ltz"
    book.properties.created = book.properties.modified = datetime.combine(day, time.min)
    out = BytesIO()
    ExcelWriter(book, ZipFile(out, "w")).save()
    return undated(out)


def _fill(sheet: "Worksheet", one: LaidOutSheet, title: str, names: Names) -> None:
    """Put title, instruction, heads and rows into a sheet, and lock all but what is to be filled in."""
    from openpyxl.styles import Font  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    face = names.say("fill.font")
    _write(sheet, 1, 1, title).font = Font(name=face, size=14, bold=True)
    _write(sheet, 2, 1, names.say(f"fill.how.{one.base.kind}")).font = Font(name=face, size=10, color=FAINT)
    last = HEAD + len(one.rows)
    widths = {column: _width(column) for column in one.base.titles}
    sheet.row_dimensions[HEAD].height = 2 * LINE
    for y, row in enumerate(one.rows, HEAD + 1):
        sheet.row_dimensions[y].height = LINE * _lines(row, widths)
    for x, (column, head) in enumerate(one.base.titles.items(), 1):
        is_open = column in one.base.open
        sheet.column_dimensions[get_column_letter(x)].width = widths[column]
        _head(_write(sheet, HEAD, x, head), face)
        for y in range(HEAD + 1, last + 1 + (SPARE if is_open else 0)):
            content = one.rows[y - HEAD - 1].get(column, "") if y <= last else ""
            cell = _write(sheet, y, x, content) if content else sheet.cell(y, x)
            _dress(cell, face, is_open=is_open, faint=column.startswith("last."), asked=y <= last)
            if column in DATES:
                cell.number_format = "yyyy-mm-dd"
    identity = sum(column in ("task", "title", "problem") for column in one.base.titles)
    sheet.freeze_panes = f"{get_column_letter(1 + identity)}{HEAD + 1}"
    _protect(sheet)


def _width(column: str) -> float:
    return WIDTHS.get(column, NOTE if column.startswith(("notes.", "positions.")) else NARROW)


def _lines(row: Mapping[str, str], widths: Mapping[str, float]) -> int:
    """How many lines a row is high: what its longest cell takes, and two at least, to write in."""
    taken = (ceil((width_of(text) + 1) / (widths[column] - 1)) for column, text in row.items())
    return min(max((2, *taken)), MOST_LINES)


def _head(cell: "Cell | MergedCell", face: str) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415

    cell.font, cell.fill, cell.border = (
        Font(name=face, size=10.5, bold=True),
        PatternFill("solid", fgColor=HEADS),
        _framed(),
    )
    cell.alignment = Alignment(vertical="center", horizontal="center", wrap_text=True)


def _dress(cell: "Cell | MergedCell", face: str, *, is_open: bool, faint: bool, asked: bool) -> None:
    """Give a cell its look and its lock; one below all that is asked has only the lock."""
    from openpyxl.styles import Alignment, Font, PatternFill, Protection  # noqa: PLC0415

    cell.protection = Protection(locked=not is_open)
    if asked:
        cell.font = Font(name=face, size=10, color=FAINT) if faint else Font(name=face, size=10.5)
        cell.fill, cell.border = PatternFill("solid", fgColor=OPEN if is_open else QUIET), _framed()
        cell.alignment = Alignment(vertical="top", wrap_text=True)


def _framed() -> "Border":
    from openpyxl.styles import Border, Side  # noqa: PLC0415

    edge = Side(style="thin", color=EDGE)
    return Border(left=edge, right=edge, top=edge, bottom=edge)


DATES = ("date", "wanted_by")
"""The open columns of days."""


def _write(sheet: "Worksheet", row: int, column: int, text: str) -> "Cell | MergedCell":
    """Write a text that stays one, whatever it looks like; the cell."""
    cell = sheet.cell(row, column, unnumbered(text))
    cell.data_type, cell.quotePrefix = "s", True
    return cell


def _protect(sheet: "Worksheet") -> None:
    """Lock a sheet without a password, but for how it looks and in which order its rows stand."""
    sheet.protection.sheet = True
    for allowed in (
        "formatCells",
        "formatColumns",
        "formatRows",
        "insertRows",
        "deleteRows",
        "sort",
        "autoFilter",
    ):
        setattr(sheet.protection, allowed, False)


def _for_paper(sheet: "Worksheet") -> None:
    """Let a sheet be printed on A4 across, as wide as the paper, its head on each page."""
    fit, foot = sheet.sheet_properties.pageSetUpPr, sheet.oddFooter
    assert fit is not None
    assert foot is not None
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", A4
    fit.fitToPage, foot.center.text = True, "&P / &N"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.print_title_rows = f"{HEAD}:{HEAD}"
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = sheet.page_margins.bottom = 0.5


def _put_lists(book: "Workbook", lists: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Put what may be chosen into a sheet of its own; the name by which each list is referred to."""
    from openpyxl.utils import get_column_letter  # noqa: PLC0415
    from openpyxl.workbook.defined_name import DefinedName  # noqa: PLC0415

    sheet, named = book.create_sheet(LISTS), dict[str, str]()
    for x, (name, words) in enumerate(lists.items(), 1):
        for y, word in enumerate(words, 1):
            _write(sheet, y, x, word)
        called, letter = f"ltz_list_{x}", get_column_letter(x)
        area = f"'{LISTS}'!${letter}$1:${letter}${len(words)}"
        book.defined_names[called] = DefinedName(called, attr_text=area)
        named[name] = called
    sheet.sheet_state = "veryHidden"
    return named


def _choose(sheet: "Worksheet", one: LaidOutSheet, named: Mapping[str, str], names: Names) -> None:
    """Let what a list has be chosen, and numbers and days be checked as they are typed."""
    for cells, key, rule in _rules(one, named):
        rule.allow_blank = rule.showErrorMessage = True
        rule.errorTitle, rule.error = names.say("fill.wrong"), names.say(key)
        rule.add(cells)
        sheet.add_data_validation(rule)


def _rules(one: LaidOutSheet, named: Mapping[str, str]) -> Iterator[tuple[str, str, "DataValidation"]]:
    """What may stand in which cells, and the key of what is said of anything else; a number or day may all the same."""
    from openpyxl.utils import get_column_letter  # noqa: PLC0415
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415

    letters = {column: get_column_letter(x) for x, column in enumerate(one.base.titles, 1)}
    first, last = HEAD + 1, HEAD + len(one.rows) + SPARE
    cells = {column: f"{letter}{first}:{letter}{last}" for column, letter in letters.items()}
    for column, listed in one.lists.items():
        yield cells[column], "fill.choose", DataValidation("list", named[listed])
    for column, own in one.row_lists.items():
        for y, name in enumerate(own, first):
            if name:
                yield f"{letters[column]}{y}", "fill.choose", DataValidation("list", named[name])
    for column in one.base.open:
        if column == "percent":
            rule = DataValidation("decimal", "0", "100", operator="between", errorStyle="warning")
            yield cells[column], "fill.a_percent", rule
        elif column in DATES:
            rule = DataValidation("date", FIRST_DAY, operator="greaterThan", errorStyle="warning")
            yield cells[column], "fill.a_day", rule


FIRST_DAY = "36526"
"""The year 2000 as spreadsheets count days: what is typed as a smaller number is none."""


def _put_base(book: "Workbook", laid: LaidOutForm) -> None:
    """Put the base into a hidden sheet, without a blank, so that no reader takes one off its pieces."""
    sheet = book.create_sheet(BASE)
    told = json.dumps(encode(laid.base), separators=(",", ":")).replace(" ", "\\u0020")
    for y, piece in enumerate(_pieces(told), 1):
        _write(sheet, y, 1, piece)
    sheet.sheet_state = "veryHidden"


def _pieces(text: str) -> Iterable[str]:
    return (text[at : at + LONGEST] for at in range(0, len(text), LONGEST))
