"""Does a paper that was passed on still say what its commit says, and what the records say by now?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from difflib import SequenceMatcher
from typing import Literal
from unicodedata import normalize

from ltzplan.dataclass import dataclass
from ltzplan.model.records import PaperKind
from ltzplan.model.values import Day, about

_PIECES = re.compile(r"[0-9]+(?:[.,:/-][0-9]+)*%?|[A-Za-z][A-Za-z'-]*|\S")
"""What is compared of a line: a number or day, a word, a character."""
Where = Literal["body", "head", "foot"]
_ALIKE = 0.4
"""How alike two lines are at least of which one became the other."""


@dataclass(frozen=True, kw_only=True)
class Deviation:
    """What stands in a place of a paper and no longer agrees."""

    place: int = about(
        "Number of the line, of a document of Word of the paragraph, from 1; where something is missing, of the one after it."
    )
    stands: str = about("What stands there; empty: it is missing.")
    agrees: str = about("What would agree; empty: nothing is to stand there.")
    where: Where = about("In the paper itself, or at the head or foot of its pages.", default="body")
    line: str = about("The whole line or paragraph as it stands; of what is missing as it would.")


@dataclass(frozen=True, kw_only=True)
class Checked:
    """A paper that was passed on, held against its commit and the records."""

    paper: PaperKind = about("What it is.", words="paper")
    number: str | None = about("Its number; null: a draft.")
    id: str | None = about("Id of the paper as issued; null: a draft.")
    issued: Day | None = about("The day of issue; null: a draft.")
    periods: tuple[str, ...] = about("The periods that it covers.", typed="period")
    file: str | None = about("Its file; null: none is there, so that nobody knows what it says.")
    made_as_of: date = about("The day that it speaks of.")
    made_from: str = about("The commit that it was made from.")
    uncommitted: int = about("Files that had not been committed when it was made.")
    in_paragraphs: bool = about("Whether places are paragraphs of a document of Word; else lines.")
    altered: tuple[Deviation, ...] = about("Where the file does not say what its commit says.")
    reworded: bool = about(
        "Whether this version of the program prints it otherwise than it was issued; then what is altered may be that.",
        default=False,
    )
    overtaken: tuple[Deviation, ...] = about(
        "Where the commit does not say what the records say by now, of the same day."
    )

    @property
    def agrees(self) -> bool:
        """Whether nothing was altered and nothing is overtaken."""
        return not (self.altered or self.overtaken)

    @property
    def by_hand(self) -> bool:
        """Whether what was altered can only have been altered in the file."""
        return bool(self.altered) and not self.reworded


@dataclass(frozen=True, kw_only=True)
class IssuedPapers:
    """The papers that were issued and are in force, each file of them held against its commit and the records."""

    checked: tuple[Checked, ...] = about("A file each; of a paper without one, what is said of the records.")


Line = tuple[int, str]
"""A line or paragraph, after its number."""


def numbered(texts: Sequence[str]) -> list[Line]:
    """Number the lines that say something, by their places from 1, without what blanks and widths of signs do to them."""
    told = enumerate((" ".join(normalize("NFC", text).split()) for text in texts), 1)
    return [(at, text) for at, text in told if text]


def deviations(found: Sequence[Line], made: Sequence[Line], where: Where = "body") -> tuple[Deviation, ...]:
    """Name every number and word of lines that is not in what they should say, and what is missing of that."""
    matcher = SequenceMatcher(None, [text for _, text in found], [text for _, text in made], autojunk=False)
    end = found[-1][0] + 1 if found else 1
    listed = list[Deviation]()
    for kind, begin, until, of, to in matcher.get_opcodes():
        if kind != "equal":
            after = found[until][0] if until < len(found) else end
            listed += _of_lines(found[begin:until], [text for _, text in made[of:to]], after)
    return tuple(replace(one, where=where) for one in listed)


def _of_lines(found: Sequence[Line], made: Sequence[str], after: int) -> Iterator[Deviation]:
    """Compare lines with those in whose place they stand: as many with as many, else each with the next that is like it."""
    left = [*made]
    if len(found) == len(left):
        for (place, line), one in zip(found, left, strict=True):
            yield from _of_pieces(place, line, one)
        return
    for place, line in found:
        like = next((at for at, one in enumerate(left) if _alike(line, one)), None)
        if like is None:
            yield Deviation(place=place, stands=line, agrees="", line=line)
            continue
        yield from (Deviation(place=place, stands="", agrees=one, line=one) for one in left[:like])
        yield from _of_pieces(place, line, left[like])
        left = left[like + 1 :]
    yield from (Deviation(place=after, stands="", agrees=one, line=one) for one in left)


def _alike(one: str, other: str) -> bool:
    return (
        SequenceMatcher(None, _PIECES.findall(one), _PIECES.findall(other), autojunk=False).ratio() >= _ALIKE
    )


def _of_pieces(place: int, line: str, made: str) -> Iterator[Deviation]:
    here, there = ([*_PIECES.finditer(text)] for text in (line, made))
    matcher = SequenceMatcher(None, [one[0] for one in here], [one[0] for one in there], autojunk=False)
    for kind, begin, until, of, to in matcher.get_opcodes():
        if kind != "equal":
            stands, agrees = _cut(line, here[begin:until]), _cut(made, there[of:to])
            yield Deviation(place=place, stands=stands, agrees=agrees, line=line)


def _cut(text: str, pieces: Sequence[re.Match[str]]) -> str:
    return text[pieces[0].start() : pieces[-1].end()] if pieces else ""
