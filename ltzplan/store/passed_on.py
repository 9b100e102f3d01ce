"""A paper that was passed on, as a file of Word, Markdown or plain text: what it says, and of what it says that it was made."""

import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import TYPE_CHECKING, Literal

from ltzplan.dataclass import dataclass
from ltzplan.issues import Place, extra, refuse
from ltzplan.store.files import TABLE_LIMIT, read_given, text_of

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

UNPACKED = 64 * 2**20
"""Bytes of a part of a document, at most."""
_BODY, _PROPERTIES = "word/document.xml", "docProps/custom.xml"
_LEFT_OUT = ("moveFrom", "Fallback")
"""What of a document is a second time elsewhere."""
_SIGNS = {"tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "-"}
_MARK = re.compile(r"^<!-- ltz (\{.*\}) -->$", re.MULTILINE)


@dataclass(frozen=True, kw_only=True)
class PassedOn:
    """What a file says."""

    form: Literal["docx", "md", "text"]
    lines: tuple[str, ...]
    """Its lines; of a document of Word its paragraphs that say something."""
    said: Mapping[str, str]
    """What it says that it was made from; nothing where it does not."""
    sha256: str


def read_passed_on(file: str) -> PassedOn:
    """Read a paper; LtzError where it is damaged, too large or needs a library that is not there."""
    data = read_given(file, TABLE_LIMIT)
    if len(data) > TABLE_LIMIT:
        raise refuse("too_large", Place(file=file), limit=f"{TABLE_LIMIT // 2**20} MiB")
    return passed_on(file, data)


def passed_on(file: str, data: bytes) -> PassedOn:
    """Return what a paper says; LtzError as of `read_passed_on`."""
    digest = sha256(data).hexdigest()
    if data[:4] == b"PK\x03\x04":
        lines, said = _of_word(file, data)
        return PassedOn(form="docx", lines=lines, said=said, sha256=digest)
    text = text_of(file, data)
    found = _MARK.search(text)
    lines = tuple(_MARK.sub("", text).split("\n"))
    return PassedOn(
        form="text" if file.casefold().endswith(".txt") else "md",
        lines=lines,
        said=_as_texts(found[1]) if found else {},
        sha256=digest,
    )


def _as_texts(told: str) -> dict[str, str]:
    try:
        said = json.loads(told)
    except (ValueError, RecursionError):
        return {}
    return {str(key): value for key, value in said.items() if isinstance(value, str)}


def _of_word(file: str, data: bytes) -> tuple[tuple[str, ...], dict[str, str]]:
    with extra("office"):
        from defusedxml import DefusedXmlException  # noqa: PLC0415 - a library of the extra
        from defusedxml.ElementTree import ParseError, fromstring  # noqa: PLC0415
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = [one for one in packed.infolist() if one.filename in (_BODY, _PROPERTIES)]
            if any(one.file_size > UNPACKED for one in parts):
                raise refuse("too_large", Place(file=file), limit=f"{UNPACKED // 2**20} MiB")
            read = {one.filename: fromstring(packed.read(one), forbid_dtd=True) for one in parts}
        lines = tuple(line for line in _paragraphs(read[_BODY]) if line.strip())
    except (
        zipfile.BadZipFile, zlib.error, ParseError, DefusedXmlException, LookupError, ValueError, RuntimeError, OSError,
        EOFError,
    ):  # fmt: skip
        raise refuse("paper_unreadable", Place(file=file)) from None
    return lines, dict(_said(read[_PROPERTIES])) if _PROPERTIES in read else {}


def _paragraphs(node: "Element") -> Iterator[str]:
    """Give the paragraphs of a document in order, those in cells and boxes each on its own."""
    for one in node:
        name = _name(one)
        if name == "p":
            yield "".join(_text(one))
        if name not in _LEFT_OUT:
            yield from _paragraphs(one)


def _text(node: "Element") -> Iterator[str]:
    for one in node:
        name = _name(one)
        if name == "t":
            yield one.text or ""
        elif name in _SIGNS:
            yield _SIGNS[name]
        elif name != "p" and name not in _LEFT_OUT:
            yield from _text(one)


def _said(properties: "Element") -> Iterator[tuple[str, str]]:
    for one in properties:
        name = one.get("name", "")
        if name.startswith("ltz."):
            yield name.removeprefix("ltz."), "".join(one.itertext())


def _name(node: "Element") -> str:
    return str(node.tag).rpartition("}")[2]
