"""The markup of pages: a line is a block, a blank line is a blank line.

# Title                  in the middle; one a page
## Heading, ### Heading  of the first and second level
-> in the middle <-      -> at the right
=> to whom it goes, who issued it and when: the colophon at the end
1. An item               - an item
   what goes on with it, indented as it is to stand
| a | b |                a row; the titles stand above a line | --- | --: |, whose colon is at the side of the figures
"""

import re
from collections.abc import Iterator

from ltzplan.views.blocks import Block, Gap, Heading, Para, Placed, Table

VALUE, LINE, BAR, GAP = "\x02", "\x03", "\x04", "\x05"
"""Beginning of a value, a line's end and a bar in one, and a blank line. No record holds such characters."""
_ITEM = re.compile(r"[0-9]+[.)] |- ")
_RULE = re.compile(r"\|(?: *:?-+:? *\|)+ *")
_HEADING = re.compile(r"(#{1,4}) +(.*)")
_ITEM_AT, _ITEM_HANG, _HANG = 4, 3, 4


def guarded(text: str) -> str:
    """Give a value so that nothing in it is markup."""
    return VALUE + text.strip("\n").replace("\n", LINE).replace("|", BAR)


def plain(text: str) -> str:
    """Give a text that was guarded as it is read."""
    return text.replace(VALUE, "").replace(LINE, "\n").replace(BAR, "|").replace(GAP, "")


def blocks_of(text: str) -> Iterator[Block]:
    """Read a page that was filled in."""
    rows: list[str] = []
    in_item, gap, begun = False, False, False
    for line in (*text.split("\n"), ""):
        if rows and not line.lstrip(" ").startswith("|"):
            yield _table(rows)
            rows = []
        if not plain(line).strip(" "):  # blank, or of values that say nothing
            gap = gap or GAP in line
            continue
        if gap and begun:
            yield Gap()
        gap, begun = False, True
        if line.lstrip(" ").startswith("|"):
            rows.append(line)
            continue
        block, in_item = _block(line, in_item)
        yield block


def _block(line: str, in_item: bool) -> tuple[Block, bool]:
    """Give the block of a line, and whether an item goes on."""
    if found := _HEADING.fullmatch(line):
        level, text = len(found[1]), plain(found[2])
        return (Placed(text, "middle", 1) if level == 1 else Heading(text, level)), False
    if line.startswith("-> "):
        inner = line[3:].strip(" ")
        middle = inner.endswith("<-")
        return Placed(plain(inner.removesuffix("<-").strip(" ")), "middle" if middle else "right"), False
    if line.startswith("=> "):
        return Para(plain(line[3:]), colophon=True), False
    if _ITEM.match(line):
        return Para(plain(line), _ITEM_AT, _ITEM_HANG), True
    inner = line.lstrip(" ")
    indent = len(line) - len(inner)
    if indent and in_item:
        return Para(plain(inner), _ITEM_AT + indent, _ITEM_HANG), True
    return Para(plain(inner), indent, _HANG if indent else 0), False


def _table(lines: list[str]) -> Table:
    """Give a table; a row is as long as the longest."""
    indent = len(lines[0]) - len(lines[0].lstrip(" "))
    rows = [line.strip(" ") for line in lines]
    rule = rows[1] if len(rows) > 1 and _RULE.fullmatch(rows[1]) else ""
    cells = [[plain(cell).strip(" ") for cell in row.strip("|").split("|")] for row in rows if row != rule]
    wide = max(map(len, cells))
    cells = [row + [""] * (wide - len(row)) for row in cells]
    sides = [one.strip(" ").endswith(":") for one in rule.strip("|").split("|")] if rule else []
    return Table(
        titles=cells[0] if rule else [""] * wide,
        rows=cells[1:] if rule else cells,
        right=frozenset(at for at, right in enumerate(sides) if right),
        indent=indent,
        shows_titles=bool(rule),
    )
