"""What a workbook of Excel says of its cells beside their values: which are percents or months, and which are worked out."""

import re
from collections.abc import Mapping
from decimal import Decimal
from io import BytesIO
from posixpath import join, normpath
from zipfile import ZipFile

from ltzplan.dataclass import dataclass
from ltzplan.model.table import Cell, Sheet
from ltzplan.store.table import elements

_BUILT_IN = {"9": "0%", "10": "0.00%", **dict.fromkeys(("17", "27", "36", "50", "52", "57"), "yyyy-mm")}
"""The formats that a workbook need not spell out, as far as they matter here; those of Chinese among them."""
_FORMED = ("n", "d")
"""The types of cells that a format changes: numbers and days; a text stays as it was typed."""
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_NUMBER = re.compile(r"-?[0-9.]+(e-?[0-9]+)?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WORKBOOK, _STYLES, _PARTS = "xl/workbook.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
Places = frozenset[tuple[str, str]]
"""Cells, each by its sheet and address."""


@dataclass(frozen=True, kw_only=True)
class CellForms:
    """Cells of a workbook of which more is known than their value."""

    percents: Places = frozenset()
    months: Places = frozenset()
    formulas: Places = frozenset()

    def shown(self, sheet: Sheet) -> Sheet:
        """Return a sheet in which a cell tells what it shows: 0.815 as a percent is 81.5%, a day without its day a month."""
        rows = tuple(
            tuple(Cell(self._shown(sheet.name, cell), cell.at) for cell in row) for row in sheet.rows
        )
        return Sheet(name=sheet.name, rows=rows)

    def _shown(self, name: str, cell: Cell) -> str:
        if (name, cell.at) in self.percents and _NUMBER.fullmatch(cell.text):
            return f"{Decimal(cell.text).scaleb(2).normalize():f}%"
        if (name, cell.at) in self.months and _DAY.fullmatch(cell.text):
            return cell.text[:7]
        return cell.text


def forms_of(file: str, data: bytes) -> CellForms:
    """Return the forms of the cells of a file that was read as tables; none where it is no workbook that tells them."""
    if not data.startswith(b"PK"):
        return CellForms()
    with ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if name.startswith("xl/")}
    if not {_WORKBOOK, _PARTS} <= {*parts}:
        return CellForms()
    formats = _formats(file, parts.get(_STYLES, b"<none/>"))
    targets = {one.get("Id"): one.get("Target", "") for one in elements(file, parts[_PARTS])}
    found: dict[str, set[tuple[str, str]]] = {"percents": set(), "months": set(), "formulas": set()}
    for sheet in elements(file, parts[_WORKBOOK]):
        part = normpath(join("/xl", targets.get(sheet.get(_RELATION), ""))).lstrip("/")
        if not (sheet.tag.endswith("}sheet") and part in parts):
            continue
        for row in (one for one in elements(file, parts[part]) if one.tag.endswith("}row")):
            for cell in row:
                at = (sheet.get("name", ""), cell.get("r", ""))
                if cell.get("t", "n") in _FORMED and (form := formats.get(cell.get("s", "0"))):
                    found[form].add(at)
                if any(one.tag.endswith("}f") for one in cell):
                    found["formulas"].add(at)
            row.clear()
    return CellForms(**{kind: frozenset(places) for kind, places in found.items()})


def _formats(file: str, content: bytes) -> Mapping[str, str]:
    """Return the styles of cells, by number, that are those of percents or months."""
    spelt, styles = dict(_BUILT_IN), dict[str, str]()
    for one in elements(file, content):
        if one.tag.endswith("}numFmt"):
            spelt[one.get("numFmtId", "")] = one.get("formatCode", "")
        if one.tag.endswith("}cellXfs"):
            for number, style in enumerate(one):
                form = _QUOTED.sub("", spelt.get(style.get("numFmtId", ""), "")).casefold()
                if "%" in form:
                    styles[str(number)] = "percents"
                elif "m" in form and "y" in form and "d" not in form:
                    styles[str(number)] = "months"
    return styles
