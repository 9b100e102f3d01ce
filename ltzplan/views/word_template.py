"""What is wrong with a template of Word that a plan brings along: it cannot be read, lacks a style, or something in it runs."""

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from zipfile import BadZipFile, ZipFile
from zlib import error as BadPacking  # noqa: N812 - the name says nothing by itself

from ltzplan.issues import Issue, Place, extra
from ltzplan.views.word import STYLES, TABLE_STYLE

UNPACKED = 16 * 2**20
"""Bytes of what is packed in a template, at most."""
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
    known = _styles(data)
    if known is None:
        yield Issue(code="template_unreadable", place=place)
    elif lacking := [name for name in (*STYLES, TABLE_STYLE) if name not in known]:
        yield Issue(code="template_lacks", place=place, params={"styles": ", ".join(lacking)})


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


def _styles(data: bytes) -> set[str | None] | None:
    """Return the names of the styles of a template; None where it is none."""
    with extra("office"):
        from docx import Document  # noqa: PLC0415 - only for templates
    try:
        return {one.name for one in Document(BytesIO(data)).styles}
    except Exception:  # noqa: BLE001 - whatever damaged XML does to its reader
        return None
