"""The one door for tables of offices: spreadsheets, tables of Word and CSV, read as rows of texts.

What is read is told by the bytes, not by the name. No macro runs and no formula is worked out: what stands there is read.
"""

import csv
import io
import os
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from itertools import product
from multiprocessing import get_context
from typing import TYPE_CHECKING

from ltzplan.issues import Place, extra, refuse
from ltzplan.model.table import Cell, Sheet
from ltzplan.model.values import HIDDEN
from ltzplan.store.files import TABLE_LIMIT, read_given

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from xml.etree.ElementTree import Element

    from docx.oxml.table import CT_Tbl
    from docx.oxml.text.paragraph import CT_P

FILE, UNPACKED, CELLS = TABLE_LIMIT, 128 * 2**20, 1_000_000
"""The most that is read: bytes of a file, bytes of what is packed in it, places of its tables."""
MEMORY, PATIENCE = 2 * 2**30, 60
"""Bytes and seconds that the reading of a workbook may take, where the system can tell."""
_DOCX_COLUMNS = 63
"""So many columns Word can have."""
_BLOCKS = ".//*[self::w:tbl or self::w:p][not(ancestor::w:tbl)]"
_PARAGRAPHS = "./w:p | ./w:sdt/w:sdtContent/w:p"
_PIECES = ".//w:r[not(ancestor::w:txbxContent)]/*[self::w:t or self::w:br or self::w:cr or self::w:tab]"
"""What of a document's cell is read: its own paragraphs, those of its fields, and what was inserted, not what was deleted."""
ENCODINGS = ("utf-8-sig", "gb18030", "utf-16")
At = tuple[int, int]
"""A place by row and column, from 0."""


def read_tables(file: str) -> tuple[list[Sheet], str | None]:
    """Return the tables of a file, and of a text its encoding.

    LtzError for what is none, is too large or needs a library that is not there.
    """
    return tables_in(file, read_given(file, FILE))


def tables_in(file: str, data: bytes, hidden: str = "") -> tuple[list[Sheet], str | None]:
    """Return the tables of what a file holds, a `hidden` sheet of a name too, and of a text its encoding; LtzError as of `read_tables`."""
    if len(data) > FILE:
        raise _too_large(file, f"{FILE // 2**20} MiB")
    read = {b"PK\x03\x04": _of_archive, b"\xd0\xcf\x11\xe0": _of_workbook}.get(data[:4])
    if read is None:
        text, encoding = _decoded(file, data)
        return [_table(file, "", _of_text(file, text))], encoding
    with extra("tables"):
        return [*read(file, data, hidden)], None


def _too_large(file: str, limit: str) -> Exception:
    return refuse("too_large", Place(file=file), limit=limit)


def _table(file: str, name: str, texts: Mapping[At, str], merged: Iterable[tuple[At, At]] = ()) -> Sheet:
    """Return the table of what stands at places; a merged cell, told by its first and last, stands at all of them."""
    shown = {at: told for at, text in texts.items() if (told := _plain(text))}
    height, width = (max((at[axis] for at in shown), default=-1) + 1 for axis in (0, 1))
    left = CELLS - height * width
    cells = dict[At, Cell]()
    for (top, first), (bottom, last) in merged:
        covered = (range(top, min(bottom + 1, height)), range(first, min(last + 1, width)))
        left -= len(covered[0]) * len(covered[1])
        if left < 0:
            break
        cells |= dict.fromkeys(product(*covered), Cell(shown.get((top, first), ""), _address(top, first)))
    if left < 0:
        raise _too_large(file, f"{CELLS:,} cells")
    return Sheet(
        name=_plain(name),
        rows=tuple(
            tuple(
                cells.get((row, at)) or Cell(shown.get((row, at), ""), _address(row, at))
                for at in range(width)
            )
            for row in range(height)
        ),
    )


def _plain(text: str) -> str:
    """Return a text without what cannot be seen, blank lines and what stands before and after a line."""
    told = re.sub(r"\r\n?|[\u2028\u2029\x0b]", "\n", text.translate({0x9: " ", 0xA0: " ", 0x3000: " "}))
    return "\n".join(filter(None, (line.strip() for line in re.sub(HIDDEN, "", told).split("\n"))))


def _address(row: int, column: int) -> str:
    letters, left = "", column + 1
    while left:
        left, at = divmod(left - 1, 26)
        letters = chr(ord("A") + at) + letters
    return f"{letters}{row + 1}"


# -- text


def _decoded(file: str, data: bytes) -> tuple[str, str]:
    """Return a text and its encoding: UTF-8, that of Chinese Windows, or that of a spreadsheet's "Unicode text"."""
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ENCODINGS[-1:] if marked else ENCODINGS[:-1]:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text, encoding.removesuffix("-sig").upper()
    raise refuse("not_a_table", Place(file=file))


def _of_text(file: str, text: str) -> dict[At, str]:
    """Return what stands in a CSV, parted by what most parts its first ten lines."""
    begins = "".join(text.splitlines(keepends=True)[:10])
    mark = max("\t,;", key=begins.count)
    if text.count(mark) + text.count("\n") > CELLS:
        raise _too_large(file, f"{CELLS:,} cells")
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    try:
        return {(row, at): told for row, cells in enumerate(rows) for at, told in enumerate(cells)}
    except csv.Error:
        raise refuse("not_a_table", Place(file=file)) from None


# -- what is packed


def _of_archive(file: str, data: bytes, hidden: str) -> Iterator[Sheet]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            if sum(one.file_size for one in archive.infolist()) > UNPACKED:
                raise _too_large(file, f"{UNPACKED // 2**20} MiB")
            packed = {name: archive.read(name) for name in names}
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError):
        raise refuse("not_a_table", Place(file=file)) from None
    readers: dict[str, Callable[[], Iterator[Sheet]]] = {
        "word/document.xml": lambda: _of_document(file, data),
        "xl/workbook.xml": lambda: _of_workbook(file, data, hidden),
        "content.xml": lambda: _of_ods(file, packed["content.xml"]),
    }
    read = next((read for name, read in readers.items() if name in packed), None)
    if read is None:
        raise refuse("not_a_table", Place(file=file))
    if sum(_places(file, *one) for one in packed.items()) > CELLS:
        raise _too_large(file, f"{CELLS:,} cells")
    yield from read()


def elements(file: str, content: bytes, *, sound: bool = True) -> "Iterator[Element]":
    """Yield the elements of XML as they end; LtzError where it defines entities, or is to be `sound` and is not."""
    from xml.etree.ElementTree import ParseError  # noqa: PLC0415

    from defusedxml import DefusedXmlException  # noqa: PLC0415 - a library of the extra
    from defusedxml.ElementTree import iterparse  # noqa: PLC0415

    try:
        yield from (one for _, one in iterparse(io.BytesIO(content), forbid_dtd=True))
    except (ParseError, DefusedXmlException, LookupError, ValueError) as error:
        if sound or not isinstance(error, ParseError):
            raise refuse("not_a_table", Place(file=file)) from None


def _places(file: str, name: str, content: bytes) -> int:
    """Return how many places the sheet takes that XML holds, counted before a reader makes room for them."""
    height = width = last = 0
    for row in elements(file, content, sound=name.endswith(".xml")):
        if row.tag.endswith("}row"):
            told = row.get("r", "")
            last = int(told) if re.fullmatch("[0-9]{1,7}", told) else last + 1
            for at, cell in enumerate(row):
                if len(cell):
                    found = re.fullmatch("([A-Z]{1,3})([0-9]{1,7})", cell.get("r", ""))
                    height = max(height, last, int(found[2]) if found else 0)
                    width = max(width, at + 1, _column(found[1]) if found else 0)
            row.clear()
    return height * width


def _column(letters: str) -> int:
    """Return the number of a column, from 1."""
    total = 0
    for letter in letters:
        total = total * 26 + ord(letter) - ord("A") + 1
    return total


# -- spreadsheets


def _of_workbook(file: str, data: bytes, hidden: str) -> Iterator[Sheet]:
    """Yield the visible sheets of a workbook of Excel, and the `hidden` one, read by a process of its own: of a damaged one the library may end it."""
    import python_calamine  # noqa: F401, PLC0415 - a library of the extra

    context = get_context("spawn")
    answer, end = context.Pipe(duplex=False)
    reader = context.Process(target=_answer, args=(end, data, hidden), daemon=True)
    reader.start()
    end.close()
    try:
        sheets = answer.recv() if answer.poll(PATIENCE) else ()
    except EOFError:
        sheets = ()
    finally:
        reader.kill()
        reader.join()
    if not sheets:
        raise refuse("not_a_table", Place(file=file))
    for name, rows, merged in sheets:
        texts = {(row, at): _shown(one) for row, cells in enumerate(rows) for at, one in enumerate(cells)}
        yield _table(file, name, texts, merged)


def _answer(end: "Connection", data: bytes, hidden: str) -> None:
    """Send the visible sheets of a workbook, and the `hidden` one: name, values by rows, merged cells; nothing where it is none or takes too much room."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum  # noqa: PLC0415

    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # what a library says as it ends is no sentence of ours
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - Windows has none, and not every system lets itself be limited

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    told = [
        one.name
        for one in book.sheets_metadata
        if one.typ == SheetTypeEnum.WorkSheet
        and (one.visible == SheetVisibleEnum.Visible or one.name == hidden)
    ]
    sheets = [book.get_sheet_by_name(name) for name in told]
    if sum(one.total_height * one.total_width for one in sheets) <= CELLS:
        end.send(
            [(one.name, one.to_python(skip_empty_area=False), one.merged_cell_ranges or ()) for one in sheets]
        )


def _shown(value: object) -> str:
    """Return a value as text: a day as files write it, a number without what only its storing adds."""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == value.min.time() else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, float):
        return f"{value:.15g}"
    return value.isoformat() if isinstance(value, date) else str(value)


def _of_ods(file: str, content: bytes) -> Iterator[Sheet]:
    """Yield the sheets of a spreadsheet of OpenDocument; what is repeated without end in it has no text."""
    for sheet in elements(file, content):
        if not sheet.tag.endswith("}table"):
            continue
        texts, merged, row = dict[At, str](), list[tuple[At, At]](), 0
        for line in (one for one in sheet.iter() if one.tag.endswith("}table-row")):
            found = dict[int, str]()
            at = 0
            for cell in line:
                text = _in_ods(cell)
                times = _count(cell, "number-columns-repeated")
                if text and at + times > CELLS:
                    raise _too_large(file, f"{CELLS:,} cells")
                found |= dict.fromkeys(range(at, at + times if text else at), text)
                spans = (_count(cell, "number-rows-spanned"), _count(cell, "number-columns-spanned"))
                if spans != (1, 1):
                    merged.append(((row, at), (row + spans[0] - 1, at + spans[1] - 1)))
                at += times
            times = _count(line, "number-rows-repeated")
            if len(texts) + len(found) * times > CELLS:
                raise _too_large(file, f"{CELLS:,} cells")
            texts |= {
                (row + down, at): text for down in range(times if found else 0) for at, text in found.items()
            }
            row += times
        yield _table(file, _attribute(sheet, "name"), texts, merged)


def _in_ods(cell: "Element") -> str:
    """Return what a cell shows: the day of a date, else its paragraphs, without its comments."""
    day = _attribute(cell, "date-value")
    for one in cell.iter():
        blank = {"line-break": "\n", "s": " ", "tab": " "}.get(one.tag.rpartition("}")[2])
        one.text = blank or one.text
    paragraphs = (one for one in cell if one.tag.endswith("}p"))
    return day.removesuffix("T00:00:00") or "\n".join("".join(one.itertext()) for one in paragraphs)


def _count(element: "Element", name: str) -> int:
    told = _attribute(element, name)
    return min(int(told), CELLS + 1) if told.isdecimal() and len(told) <= len(str(CELLS)) else 1


def _attribute(element: "Element", name: str) -> str:
    return next((told for key, told in element.items() if key.endswith(f"}}{name}")), "")


# -- documents


def _of_document(file: str, data: bytes) -> Iterator[Sheet]:
    """Yield the tables of a document of Word that stand in no other, by their numbers."""
    from docx import Document  # noqa: PLC0415 - a library of the extra

    try:
        body = Document(io.BytesIO(data)).element.body
        above, number = list[str](), 0
        for one in body.xpath(_BLOCKS):
            if one.tag.endswith("}p"):
                above.append(_plain(_in_paragraph(one)))
                continue
            number += 1
            yield replace(_table(file, str(number), *_in_document(one)), above=tuple(filter(None, above)))
            above.clear()
    except (SyntaxError, KeyError, ValueError, AttributeError):
        raise refuse("not_a_table", Place(file=file)) from None


def _in_document(table: "CT_Tbl") -> tuple[dict[At, str], list[tuple[At, At]]]:
    """Return the texts of a table by place, and its merged cells."""
    texts, merged, open_from = dict[At, str](), dict[At, At](), dict[int, int]()
    for row, line in enumerate(table.tr_lst):
        at = min(line.grid_before, _DOCX_COLUMNS)
        for cell in line.tc_lst:
            last = at + min(cell.grid_span, _DOCX_COLUMNS) - 1
            top = open_from.get(at, row) if cell.vMerge == "continue" else row
            open_from[at] = top
            if top == row:
                texts[row, at] = "\n".join(map(_in_paragraph, cell.xpath(_PARAGRAPHS)))
            if (top, at) != (row, last):
                merged[top, at] = (row, last)
            at = last + 1
    return texts, [*merged.items()]


def _in_paragraph(paragraph: "CT_P") -> str:
    marks = {"t": "", "tab": " "}
    pieces = ((one.text, one.tag.rpartition("}")[2]) for one in paragraph.xpath(_PIECES))
    return "".join(text or marks.get(kind, "\n") for text, kind in pieces)
