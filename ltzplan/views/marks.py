"""Marks in a workbook: wrong cells in a colour, each with a note on what to write; all else stays as it was."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

from ltzplan.issues import extra
from ltzplan.views.findings import visible
from ltzplan.views.form_book import OPEN, QUIET
from ltzplan.views.safe import undated

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell

WRONG = "FFC7CE"
"""The colour of a wrong cell."""
AUTHOR = "ltz"
"""Who signs the notes; those of an earlier copy are taken off."""
WIDE, LINE = 320, 20
"""The size of a note, and what each of its lines adds, in points."""


def marked(data: bytes, notes: Mapping[tuple[str, str], Sequence[str]]) -> bytes:
    """Return a workbook with notes at cells by sheet and address, and those of an earlier time taken off."""
    with extra("tables"):
        from openpyxl import load_workbook  # noqa: PLC0415 - only for marks
        from openpyxl.comments import Comment  # noqa: PLC0415
        from openpyxl.styles import PatternFill  # noqa: PLC0415
        from openpyxl.writer.excel import ExcelWriter  # noqa: PLC0415
    book = load_workbook(BytesIO(data))

    def colour(cell: "Cell | MergedCell", code: str) -> None:
        cell.fill = PatternFill("solid", fgColor=code)

    for sheet in book.worksheets:
        before = [
            cell
            for row in sheet.iter_rows()
            for cell in row
            if cell.comment and cell.comment.author == AUTHOR
        ]
        for cell in before:
            cell.comment = None
            colour(cell, QUIET if cell.protection.locked else OPEN)
        for (of, at), said in notes.items():
            if of == visible(sheet.title):
                text = "\n".join(said)
                cell = sheet[at]
                cell.comment = Comment(
                    text, AUTHOR, width=WIDE, height=LINE * (3 + text.count("\n") + len(text) // 24)
                )
                colour(cell, WRONG)
    out = BytesIO()
    ExcelWriter(book, ZipFile(out, "w")).save()
    return undated(out)
