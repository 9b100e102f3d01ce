"""What a plan brings along for its papers: pages, `papers/KIND.LANG.md` beside it, and templates of Word."""

import re
from collections.abc import Iterator
from dataclasses import field
from typing import get_args

from ltzplan.dataclass import dataclass
from ltzplan.issues import Issue, LtzError, Place, refuse
from ltzplan.languages import LANGS
from ltzplan.model.records import PaperKind
from ltzplan.model.values import HIDDEN
from ltzplan.store.files import text_of
from ltzplan.store.source import FileTree, FolderItem, stranger

LIMIT, TEMPLATE_LIMIT = 64 * 2**10, 2**20
"""Bytes of a page, and of a template."""
_KINDS, _LANGS = "|".join(get_args(PaperKind)), "|".join(LANGS)
_NAME = rf"({_KINDS})\.({_LANGS})\.md"
_TEMPLATE = rf"(paper|{_KINDS})\.({_LANGS})\.docx"


@dataclass(frozen=True)
class OwnPage:
    """A page that the plan brings along, and how errors name its file."""

    file: str
    text: str


@dataclass(frozen=True)
class OwnTemplate:
    """A template of Word that the plan brings along, and how errors name its file."""

    file: str
    data: bytes


@dataclass()
class Pages:
    """The pages and templates of a folder by name, and everything that is wrong there."""

    source: FileTree
    own: dict[str, OwnPage] = field(default_factory=dict)
    templates: dict[str, OwnTemplate] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Read the folder; where there is none, there is nothing."""
        for one in sorted(self.source.items(), key=lambda one: one.name):
            try:
                self.issues += self._read(one)
            except LtzError as error:
                self.issues += error.issues

    def _read(self, one: FolderItem) -> Iterator[Issue]:
        place = Place(file=f"{self.source.shown_as}/{one.name}")
        if one.name.startswith("."):
            return
        if one.kind == "file" and re.fullmatch(_TEMPLATE, one.name):
            self.templates[one.name] = OwnTemplate(place.file, _bounded(self.source, one.name, place))
            return
        if one.kind != "file" or not re.fullmatch(_NAME, one.name):
            yield stranger(place, one)
            return
        self.own[one.name] = OwnPage(place.file, _gate(place.file, self.source.read(one.name, LIMIT)))


def _bounded(source: FileTree, name: str, place: Place) -> bytes:
    """Give a template's bytes; LtzError where it is too large."""
    data = source.read(name, TEMPLATE_LIMIT)
    if len(data) > TEMPLATE_LIMIT:
        raise refuse("too_large", place, limit=f"{TEMPLATE_LIMIT // 2**20} MiB")
    return data


def _gate(file: str, data: bytes) -> str:
    """Give a page's text; LtzError for what no reader should see."""
    if len(data) > LIMIT:
        raise refuse("too_large", Place(file=file), limit=f"{LIMIT // 2**10} KiB")
    text = text_of(file, data)
    if found := re.search(HIDDEN, text):
        line = text.count("\n", 0, found.start()) + 1
        code = "tab" if found[0] == "\t" else "hidden_character"
        raise refuse(code, Place(file=file, line=line), character=f"U+{ord(found[0]):04X}")
    return text
