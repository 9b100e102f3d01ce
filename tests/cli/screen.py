"""How wide a text is on a screen, and what of it stays the same everywhere."""

import re
from unicodedata import combining, east_asian_width

LANGS = ("zh", "en")


def steady(text: str) -> str:
    """Give a text without what differs by machine: the digits of the commit, and of what speaks of it."""
    text = re.sub(r"(版本|commit)(\s+)[0-9a-f]{7}\b", r"\1\g<2>0000000", text)
    return re.sub(r'"(commit|sha256)": "[0-9a-f]+"', r'"\1": "0"', text)


def columns(text: str) -> int:
    """Count the columns of a line on a terminal, in our own words."""
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def joined(text: str) -> str:
    """Give a text without any blank, so that what was folded can be found again."""
    return re.sub(r"\s", "", text)


def widest(text: str) -> int:
    """Return the columns of the widest line; a command that stands alone is whole, so that it can be pasted."""
    alone = re.compile(r" *(ltz|git) .*")
    return max((columns(line) for line in text.splitlines() if not alone.fullmatch(line)), default=0)
