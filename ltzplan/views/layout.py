"""Blocks as lines of a width. Text folds and is never cut; without a width (a pipe) every row is one line."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from unicodedata import combining, east_asian_width

from ltzplan.views.blocks import (
    COMMAND,
    HEADING,
    QUIET,
    Block,
    Gap,
    Heading,
    Line,
    Para,
    Placed,
    Raw,
    Span,
    Table,
    as_span,
)

HANG = 4
"""Columns by which what goes on hangs in."""
PAGE = 78
"""Columns of a page that no screen shows."""
FEW = 2
"""So many columns before the last one keep their gaps, so that tables below one another line up."""
WHOLE, MIN_LAST, MIN_FOLDED = 30, 18, 10
"""Columns up to which a column stays whole where the last has a third of the room; that the last needs, and another that
folds; else rows are stacked."""


def columns(text: str) -> int:
    """Count the columns that a text takes on a terminal."""
    return len(text) if text.isascii() else sum(map(_columns, text))


@cache
def _columns(character: str) -> int:
    return 0 if combining(character) else 2 if east_asian_width(character) in "WF" else 1


def pad(text: str, width: int, *, right: bool = False) -> str:
    """Fill a text up with spaces to a number of columns."""
    space = " " * (width - columns(text))
    return space + text if right else text + space


OF_GIT = "add|check-ignore|checkout|commit|config|fetch|init|log|pull|push|sparse-checkout|update-index"
"""The commands of git that are told."""
TYPED = r'(?a:(?: (?:"[^"]*"|--?\w[\w-]*(?: \w(?:[\w.:%-]*\w)?)?|[A-Z](?:[\w.:-]*\w)?))*)'
"""What is typed after the first words of a command, in running text."""
_LATIN = "[!-\u2017\u201a\u201e-\u2e7f]"
_BEGINS = r"ltz (?:(?:show|why|list|paper|explain|help) [\w-]+|[a-z]+)"
GIT = rf"git(?: -C [\w./~-]+)? (?:add [\w./~-]+|(?:{OF_GIT})\b(?: [a-z]+\.\w+)?)"
"""A command of git, up to its options."""
_REST = rf"〔[0-9]{{4}}〕[0-9]+号|[“‘（《〔]{{0,2}}(?:{_LATIN}+|.)[，。、；：！？）》〕”’…]{{0,4}}"
_WORDS = rf"(?s: +|{_BEGINS}|{_REST})"
"""What a line is folded between: Latin words, and Chinese characters with their punctuation."""
_COMMANDS = rf"(?s: +|{_BEGINS}{TYPED}|{GIT}{TYPED}(?: && {GIT}{TYPED})*|{_REST})"
"""The same of running text, where a command stays whole."""


def fold(text: str, width: int | None, hang: int = 0, between: str = _WORDS) -> list[str]:
    """Fold a text to a width, between words or Chinese characters; a long word is broken, a command never."""
    if "\n" not in text and (width is None or columns(text) <= width):
        return [text]
    folded: list[str] = []
    for paragraph in text.split("\n"):
        if width is None or columns(paragraph) <= width - (hang if folded else 0):
            folded.append(" " * (hang if folded else 0) + paragraph)
            continue
        line = " " * (hang if folded else 0)
        for word in _pieces(re.findall(between, paragraph), max(width - hang, 1)):
            if columns(line + word.rstrip()) > width and line.strip():
                folded.append(line.rstrip())
                line = " " * hang + word.lstrip()
            else:
                line += word
        folded.append(line.rstrip())
    return folded


def _folded(spans: Line, width: int | None, hang: int) -> Iterator[Line]:
    """Fold pieces of text as one; every character keeps its weight."""
    if width is None and not any("\n" in span.text for span in spans):
        yield spans
        return
    colours = (span.colour for span in spans for char in span.text if not char.isspace())
    for text in fold("".join(span.text for span in spans), width, hang, _COMMANDS):
        weighed, colour = list[tuple[str | None, str]](), None
        for char in text:
            colour = colour if char.isspace() else next(colours)
            weighed.append((colour, char))
        pieces = groupby(weighed, key=lambda one: one[0])
        yield tuple(Span("".join(char for _, char in chars), colour) for colour, chars in pieces)


def _pieces(words: Iterable[str], width: int) -> Iterator[str]:
    for word in words:
        while columns(word) > width and not word.startswith(("ltz ", "git ")):
            fits = next(at for at in range(len(word), 0, -1) if columns(word[:at]) <= width or at == 1)
            yield word[:fits]
            word = word[fits:]  # noqa: PLW2901
        yield word


def uncoloured(laid_out: Iterable[Line]) -> str:
    """The text of lines, for a pipe or a screen that is to show no colour."""
    return "".join("".join(span.text for span in line) + "\n" for line in laid_out)


def lines(blocks: Iterable[Block], width: int | None) -> Iterator[Line]:
    """Give the lines of a document at a width, without blanks at their ends; None: as wide as it is."""
    for block in blocks:
        laid_out = _laid_out(block, width)
        yield from laid_out if isinstance(block, Raw) else map(_trimmed, laid_out)


def _trimmed(line: Line) -> Line:
    end = len(line)
    while end > 1 and not line[end - 1].text.rstrip():
        end -= 1
    *before, last = line[:end] or (Span(""),)
    text = last.text.rstrip()
    return line[:end] if text == last.text else (*before, last._replace(text=text))


def _laid_out(block: Block, width: int | None) -> Iterator[Line]:
    match block:
        case Heading():
            yield from ((Span(text, HEADING),) for text in fold(block.text, width, 4))
        case Para():
            inner = None if width is None else width - block.indent
            spans = (Span(block.text, block.colour),) if isinstance(block.text, str) else block.text
            for line in _folded(spans, inner, block.hang):
                yield (Span(" " * block.indent), *line) if block.indent else line
        case Placed():
            page = width or PAGE
            for text in fold(block.text, page):
                room = page - columns(text)
                before = room // 2 if block.at == "middle" else room
                yield (Span(" " * before + text, HEADING if block.level == 1 else None),)
        case Gap():
            yield (Span(""),)
        case Raw():
            yield from ((Span(text),) for text in block.lines)
        case Table():
            yield from _table(block, width)


def _table(table: Table, width: int | None) -> Iterator[Line]:
    titles = [as_span(title)._replace(colour=QUIET) for title in table.titles]
    rows = [[as_span(cell) for cell in row] for row in table.rows]
    if table.under and width is not None and _widths(rows, table.indent, width)[1][-1:] != [None]:
        titles, rows = titles[:-1], [one for row in rows for one in _parted(row)]
    shown = [titles, *rows] if table.shows_titles else rows
    if not shown:
        return
    gap, widths = _widths(shown, table.indent, width)
    if gap < 2:  # noqa: PLR2004 - too narrow for all of it
        shown = [[cell._replace(text=cell.short or cell.text) for cell in row] for row in shown]
        gap, widths = _widths(shown, table.indent, width)
    if gap and len(titles) - 1 in table.right:
        widths[-1] = widths[-1] or max(columns(row[-1].text) for row in shown)
    for row in shown if gap else rows:
        if len(row) == 1:
            inner = None if width is None or row[0].colour == COMMAND else width - table.indent
            for text in fold(row[0].text, inner, HANG):
                yield (Span(" " * table.indent + text, row[0].colour),)
            continue
        if gap == 0:
            yield from _stacked(row, titles, width or 0)
            continue
        cells = [fold(cell.text, wide) for cell, wide in zip(row, widths, strict=True)]
        for number in range(max(map(len, cells))):
            spans = [Span(" " * table.indent)] if table.indent else []
            for at, (cell, wide) in enumerate(zip(cells, widths, strict=True)):
                text = cell[number] if number < len(cell) else ""
                padded = text if wide is None else pad(text, wide, right=at in table.right)
                colour = row[at].colour if text else None
                spans.append(Span(padded + " " * gap if at < len(row) - 1 else text, colour))
            yield tuple(spans)


def _parted(row: Sequence[Span]) -> Iterator[list[Span]]:
    """Give a row without its last cell, and that on a line of its own."""
    yield [*row[:-1]]
    if row[-1].text:
        yield [row[-1]._replace(text=" " * HANG + row[-1].text)]


def _widths(rows: Sequence[Sequence[Span]], indent: int, width: int | None) -> tuple[int, list[int | None]]:
    """Give the gap between columns and each one's width; no gap: the rows must be stacked.

    Where all does not fit, the gap shrinks, if there are so many columns that this gains something, and columns fold:
    none below its longest word, short ones only where nothing else helps.
    """
    rows = [row for row in rows if len(row) > 1] or [[Span(""), Span("")]]
    last = len(rows[0]) - 1
    wide = [max(columns(line) for row in rows for line in row[at].text.split("\n")) for at in range(last + 1)]
    if width is None or indent + sum(wide) + 2 * last <= width:
        return 2, [*wide[:-1], None]
    gap = 1 if last > FEW else 2
    room = width - indent - gap * last
    words = [
        max((columns(word) for row in rows for word in re.findall(_WORDS, row[at].text)), default=0)
        for at in range(last)
    ]
    for short, for_last in ((WHOLE, room // 3), (MIN_LAST, MIN_LAST), (MIN_FOLDED, MIN_LAST)):
        least = [max(word, min(one, short)) for word, one in zip(words, wide, strict=False)]
        least.append(min(wide[last], for_last))
        if sum(least) <= room:
            return gap, [*_shared(least, wide, room)]
    return 0, []


def _shared(least: Sequence[int], wide: Sequence[int], room: int) -> list[int]:
    """Share the columns of a screen among those of a table, so that the fullest folds into as few lines as can be."""
    given = [*least]
    for _ in range(room - sum(least)):
        at = max(range(len(given)), key=lambda at: wide[at] / max(given[at], 1))
        given[at] += 1
    return given


def _stacked(row: Sequence[Span], titles: Sequence[Span], width: int) -> Iterator[Line]:
    """Give a row on two or more lines: its first and last cell, then the others by name."""
    head = f"{row[0].text}  {row[-1].text}" if row[0].text else f"    {row[-1].text}"
    colour = next((cell.colour for cell in row if cell.colour), None)
    yield from ((Span(text, colour),) for text in fold(head, width, 4))
    told = [
        f"{title.text} {cell.text}"
        for title, cell in zip(titles[1:-1], row[1:-1], strict=True)
        if cell.text.strip(" -") and not cell.quiet
    ]
    for line in _packed(told, width - 4):
        yield from ((Span(text),) for text in fold("    " + line, width, 4))


def _packed(pieces: Iterable[str], width: int) -> Iterator[str]:
    """Put as many pieces on a line as it holds, none of them parted."""
    line = ""
    for piece in pieces:
        if line and columns(f"{line}  {piece}") > width:
            yield line
            line = ""
        line = f"{line}  {piece}" if line else piece
    if line:
        yield line
