"""Days as tables of tasks have them: 2026年6月底前, 二季度, 长期. No language is known here."""

import re
from collections.abc import Sequence
from datetime import date

from ltzplan.dataclass import dataclass
from ltzplan.issues import Issue
from ltzplan.model.values import Day
from ltzplan.rules.horizon import YEARS, is_far, moved
from ltzplan.rules.rhythm import first_and_last_day, read_label
from ltzplan.rules.typed import plain
from ltzplan.rules.typed_days import Marks, day, period

_SPAN = re.compile("[0-9][./] ?[0-9]{1,2} ?[-~至] ?[0-9]")
"""What parts a day by points or slashes, and goes on to another: 2026.1-6 is no 6 January."""


@dataclass(frozen=True, kw_only=True)
class DayWords:
    """Words of days, in all languages: those that people type and those that tables put beside them; and of no day."""

    marks: Marks
    undated: Sequence[str]


def told_day(text: str, words: DayWords, year: int | None, today: date) -> tuple[Day | None, str | None]:
    """Return the day that a cell tells and, where it tells none and should, the key of why.

    A day without its year is of the table's, where there is one; never of the clock's.
    """
    if not text or (not re.search("[0-9]", text) and any(one in text.casefold() for one in words.undated)):
        return None, None
    if _SPAN.search(plain(text)):
        return None, "no_day"
    read, other = (_read(text, words, of) for of in (year or today.year, (year or today.year) + 1))
    if read is None:
        return None, "no_day"
    if read != other and year is None:
        return None, "no_year"
    known = Day.parse(read)
    far = is_far(known, moved(today, -YEARS), moved(today, YEARS))
    return (None, "no_day") if far else (known, None)


def _read(text: str, words: DayWords, year: int) -> str | None:
    """Return a day, month, year or the last day of a period, where it has but one meaning in a year."""
    read = day(text, words.marks, date(year, 1, 1), ahead=True)
    if isinstance(read, Issue):
        return None
    label = None if read else period(text, words.marks, date(year, 12, 31))
    return first_and_last_day(*read_label(label))[1].isoformat() if label else read
