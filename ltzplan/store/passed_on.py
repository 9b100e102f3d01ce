"""A paper that was passed on, as a file of Word, Markdown or plain text: what it says, and of what it says that it was made."""

import io
import json
import posixpath
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
"""Bytes of what is read of a document, at most."""
_BODY, _LINKS, _PROPERTIES = "word/document.xml", "word/_rels/document.xml.rels", "docProps/custom.xml"
_PARTS = re.compile(
    rf"{re.escape(_BODY)}|{re.escape(_LINKS)}|{re.escape(_PROPERTIES)}|word/(header|footer)\w*\.xml"
)
"""The parts of a document that are read."""
_NUMBERS = re.compile(r"\s*(PAGE|NUMPAGES|SECTIONPAGES)\b")
"""What fields ask for that number pages."""
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
    heads: tuple[str, ...] = ()
    """Of a document of Word the paragraphs at the head of its pages, section by section."""
    feet: tuple[str, ...] = ()
    """The same at their foot."""
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
        return _of_word(file, data, digest)
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


def _of_word(file: str, data: bytes, digest: str) -> PassedOn:
    with extra("office"):
        from defusedxml import DefusedXmlException  # noqa: PLC0415 - a library of the extra
        from defusedxml.ElementTree import ParseError  # noqa: PLC0415
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = _parts(file, packed)
        body = parts[_BODY]
        return PassedOn(
            form="docx",
            lines=_lines(body),
            heads=tuple(line for one in _beside(parts, "headerReference") for line in _lines(one)),
            feet=tuple(line for one in _beside(parts, "footerReference") for line in _lines(one)),
            said=dict(_said(parts[_PROPERTIES])) if _PROPERTIES in parts else {},
            sha256=digest,
        )
    except (
        zipfile.BadZipFile, zlib.error, ParseError, DefusedXmlException, LookupError, ValueError, RuntimeError, OSError,
        EOFError,
    ):  # fmt: skip
        raise refuse("paper_unreadable", Place(file=file)) from None


def _parts(file: str, packed: zipfile.ZipFile) -> Mapping[str, "Element"]:
    """Return the parts of a document that are read, by name; LtzError where they are too large."""
    from defusedxml.ElementTree import fromstring  # noqa: PLC0415 - a library of the extra

    found = [one for one in packed.infolist() if _PARTS.fullmatch(one.filename)]
    if sum(one.file_size for one in found) > UNPACKED:
        raise refuse("too_large", Place(file=file), limit=f"{UNPACKED // 2**20} MiB")
    return {one.filename: fromstring(packed.read(one), forbid_dtd=True) for one in found}


def _beside(parts: Mapping[str, "Element"], kind: str) -> Iterator["Element"]:
    """Give what the sections of a document have at the head or foot of their pages, each once, for odd pages first."""
    links = {one.get("Id"): one.get("Target", "") for one in parts.get(_LINKS, ())}
    found = dict[str, None]()
    for section in parts[_BODY].iter():
        refers = [_attributes(one) for one in section if _name(one) == kind]
        for told in sorted(refers, key=lambda one: one.get("type", "")):
            found[posixpath.join("word", links.get(told.get("id"), "")).removeprefix("/")] = None
    yield from (parts[name] for name in found if name in parts)


def _lines(node: "Element") -> tuple[str, ...]:
    return tuple(line for line in _paragraphs(node) if line.strip())


def _paragraphs(node: "Element") -> Iterator[str]:
    """Give the paragraphs of a document in order, those in cells and boxes each on its own."""
    for one in node:
        name = _name(one)
        if name == "p":
            yield "".join(_text(one))
        if name not in _LEFT_OUT:
            yield from _paragraphs(one)


def _text(node: "Element") -> Iterator[str]:
    """Give the text of a paragraph, without the numbers that pages have."""
    asked, counts = "", False
    for name, said in _pieces(node):
        if name == "instrText":
            asked += said
        elif name == "fldChar":
            asked, counts = ("", bool(_NUMBERS.match(asked))) if said == "separate" else ("", False)
        elif not counts:
            yield said


def _pieces(node: "Element") -> Iterator[tuple[str, str]]:
    """Give the texts of a paragraph and what begins and ends its fields, each after its name."""
    for one in node:
        name = _name(one)
        if name in ("t", "instrText"):
            yield name, one.text or ""
        elif name == "fldChar":
            yield name, _attributes(one).get("fldCharType", "")
        elif name in _SIGNS:
            yield name, _SIGNS[name]
        elif name not in ("p", *_LEFT_OUT) and not _NUMBERS.match(_attributes(one).get("instr", "")):
            yield from _pieces(one)


def _said(properties: "Element") -> Iterator[tuple[str, str]]:
    for one in properties:
        name = one.get("name", "")
        if name.startswith("ltz."):
            yield name.removeprefix("ltz."), "".join(one.itertext())


def _name(node: "Element") -> str:
    return str(node.tag).rpartition("}")[2]


def _attributes(node: "Element") -> dict[str, str]:
    return {key.rpartition("}")[2]: value for key, value in node.items()}
