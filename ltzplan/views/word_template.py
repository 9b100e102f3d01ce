"""What is wrong with a template of Word that a plan brings along: it cannot be read, lacks a style, holds a paper's text, or something in it runs."""

import re
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from zipfile import BadZipFile, ZipFile
from zlib import error as BadPacking  # noqa: N812 - the name says nothing by itself

from ltzplan.issues import Issue, Place, extra
from ltzplan.views.word import STYLES, TABLE_STYLE

UNPACKED = 16 * 2**20
"""Bytes of what is packed in a template, at most."""
SHOWN = 30
"""Characters of a text that are shown of it."""
_RUNS = re.compile(r"vba|macro|activex|embeddings?/|ole|\.bin$|customui|attachedtoolbars", re.IGNORECASE)
"""How the parts are called that hold what runs."""
_LINKED = re.compile(
    r"""TargetMode\s*=\s*["']External["'][^>]*|<!(?:DOCTYPE|ENTITY)\s+\w+|<(?:\w+:)?altChunk\b"""
)
"""What brings in something from elsewhere."""
_FIELD = re.compile(
    r"""<(?:\w+:)?instrText\b[^>]*>([^<]*)<|<(?:\w+:)?fldSimple\b[^>]*\binstr\s*=\s*["']([^"']*)"""
)
_NUMBERS = re.compile(r"(\s*(PAGE|NUMPAGES|SECTIONPAGES)\b(\s*\\\*\s*\w+)*\s*)*")
"""The fields that a template may have: they number its pages."""


def template_issues(file: str, data: bytes) -> Iterator[Issue]:
    """Find what is wrong with a template; LtzError `missing_extra` where nothing can read one."""
    place = Place(file=file)
    parts = _parts(data)
    if parts is None:
        yield Issue(code="template_unreadable", place=place)
        return
    if live := _live(parts):
        yield Issue(code="template_live", place=place, params={"what": live})
        return
    found = _lacking_and_left(data)
    if found is None:
        yield Issue(code="template_unreadable", place=place)
        return
    lacking, left = found
    if lacking:
        yield Issue(code="template_lacks", place=place, params={"styles": ", ".join(lacking)})
    if left:
        params = {"text": left[0][:SHOWN], "count": str(len(left))}
        yield Issue(code="template_filled", place=place, params=params, severity="warning")


def _parts(data: bytes) -> dict[str, str] | None:
    """Return the texts of a template's parts by name, of other parts nothing; None where it cannot be read."""
    try:
        with ZipFile(BytesIO(data)) as packed:
            if sum(one.file_size for one in packed.infolist()) > UNPACKED:
                return None
            return {
                name: packed.read(name).decode() if name.endswith((".xml", ".rels")) else ""
                for name in packed.namelist()
            }
    except (BadZipFile, BadPacking, UnicodeDecodeError, RuntimeError, NotImplementedError, OSError, EOFError):
        return None


def _live(parts: Mapping[str, str]) -> str:
    """Name the first thing that runs or brings in something from elsewhere; empty: there is none."""
    for name, text in parts.items():
        if _RUNS.search(name):
            return name
        if found := _LINKED.search(text):
            return f"{name}: {found[0][:60]}"
        fields = " ".join(one or other for one, other in _FIELD.findall(text))
        if not _NUMBERS.fullmatch(fields):
            return f"{name}: {fields.strip()[:60]}"
    return ""


def _lacking_and_left(data: bytes) -> tuple[Sequence[str], Sequence[str]] | None:
    """Return which styles of papers a template lacks, and the texts in its body that stand in one; None where it is none."""
    with extra("office"):
        from docx import Document  # noqa: PLC0415 - only for templates
        from docx.enum.style import WD_STYLE_TYPE  # noqa: PLC0415
        from docx.oxml.ns import qn  # noqa: PLC0415
        from docx.text.paragraph import Paragraph  # noqa: PLC0415
    try:
        document = Document(BytesIO(data))
        kinds = {one.name: one.type for one in document.styles}
        body = [Paragraph(one, document) for one in document.element.body.iter(qn("w:p"))]
        left = [one.text.strip() for one in body if one.style and one.style.name in STYLES]
    except Exception:  # noqa: BLE001 - whatever damaged XML does to its reader
        return None
    needed = dict.fromkeys(STYLES, WD_STYLE_TYPE.PARAGRAPH) | {TABLE_STYLE: WD_STYLE_TYPE.TABLE}
    return [name for name, kind in needed.items() if kinds.get(name) != kind], [*filter(None, left)]
