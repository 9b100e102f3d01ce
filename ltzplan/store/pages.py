"""The plan's own pages of papers: `papers/KIND.LANG.md` beside the plan, as texts that passed the gate."""

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

LIMIT = 64 * 2**10
_NAME = rf"({'|'.join(get_args(PaperKind))})\.({'|'.join(LANGS)})\.md"


@dataclass(frozen=True)
class OwnPage:
    """A page that the plan brings along, and how errors name its file."""

    file: str
    text: str


@dataclass()
class Pages:
    """The pages of a folder by name, and everything that is wrong there."""

    source: FileTree
    own: dict[str, OwnPage] = field(default_factory=dict)
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
        if one.kind != "file" or not re.fullmatch(_NAME, one.name):
            yield stranger(place, one)
            return
        self.own[one.name] = OwnPage(place.file, _gate(place.file, self.source.read(one.name, LIMIT)))


def _gate(file: str, data: bytes) -> str:
    """Give a page's text; LtzError for what no reader should see."""
    if len(data) > LIMIT:
        raise refuse("too_large", Place(file=file), limit=f"{LIMIT // 2**10} KiB")
    text = text_of(file, data)
    if found := HIDDEN.search(text):
        line = text.count("\n", 0, found.start()) + 1
        code = "tab" if found[0] == "\t" else "hidden_character"
        raise refuse(code, Place(file=file, line=line), character=f"U+{ord(found[0]):04X}")
    return text
