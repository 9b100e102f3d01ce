"""The title of a table of tasks, among the lines that stand over it. No language is known here."""

import re
from collections.abc import Iterator, Sequence

from ltzplan.dataclass import dataclass
from ltzplan.model.table import Sheet
from ltzplan.rules.table_days import DayWords, says_day
from ltzplan.rules.table_head import TableHead, distinct
from ltzplan.rules.table_rows import either, flat

LONG = 60
"""Characters of a name; of what is longer the first sentence is the name."""
_SENTENCE = ("。", ".", "；", ";", "：", ":")
"""How a paragraph ends that is no title."""


@dataclass(frozen=True, kw_only=True)
class TitleWords:
    """Words of titles, in all languages."""

    plans: Sequence[str]
    """What a plan is called, one of which stands in most titles."""
    before: Sequence[str]
    """What may stand before a title, with a number or a colon."""
    bodies: Sequence[str]
    """How the names of units end."""


def title_of(sheet: Sheet, head: TableHead, words: TitleWords, days: DayWords) -> str | None:
    """Return the line that is called a plan, else the widest, of these the longest; none that is but a date, a unit or a label with what it labels."""
    before = re.compile(
        rf"(?:{either(words.before)})\s*[0-9一二三四五六七八九十]*\s*(?:[:：]\s*|$)", re.IGNORECASE
    )
    called = re.compile(either(words.plans), re.IGNORECASE)
    ended = re.compile(rf"(?:{either(words.plans)})\s*[:：]", re.IGNORECASE)
    labelled = re.compile("[:：]")
    beside = re.compile(rf".(?:{either(words.bodies)})$", re.IGNORECASE)
    found = []
    for told, wide in _lines(sheet, head):
        line = before.sub("", told, count=1) if before.match(told) else told
        is_called = bool((ended if labelled.search(line) else called).search(line))
        other = labelled.search(line) or beside.search(line) or says_day(line, days)
        if line and len(line) <= LONG and (is_called or not other):
            found.append((is_called, wide, len(line), line))
    return max(found, key=lambda one: one[:3])[-1] if found else None


def _lines(sheet: Sheet, head: TableHead) -> Iterator[tuple[str, int]]:
    """Yield the lines over the head, and over how many columns each stands; paragraphs over the table stand over none."""
    yield from ((flat(one), 0) for one in sheet.above if not one.endswith(_SENTENCE))
    for row in sheet.rows[: head.first]:
        yield from ((flat(one.text), sum(one.at == other.at for other in row)) for one in distinct(row))
