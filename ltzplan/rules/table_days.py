"""Days as tables of tasks have them: 2026年6月底前, 二季度, 长期. No language is known here."""

import re
from collections.abc import Collection, Sequence
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
_SHORT = re.compile(r"(?<![0-9])([0-9]{1,2})([-./])([0-9]{1,2})\2([0-9]{1,2})(?![0-9])")
"""A day of three short numbers, one of which is its year."""
_YEAR = re.compile(r"(?<![0-9])(20[0-9]{2})(?:[-/–](?P<next>[0-9]{2}))?(?![0-9])")
"""A year, or two that follow each other: 2026/27."""

_DAY = re.compile("[0-9]{1,4}[-/.年][0-9]{1,2}[-/.月][0-9]{1,4}")
_ANY = 2000
"""A year, where it does not matter which."""


@dataclass(frozen=True, kw_only=True)
class DayWords:
    """Words of days, in all languages: those that people type and those that tables put beside them; and of no day."""

    marks: Marks
    undated: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class TableDays:
    """Reads the days of a table."""

    words: DayWords
    year: int | None
    """The year of its title, where that says one: of days that name none; never that of the clock is."""
    years: Collection[int]
    """All years that the table says."""
    today: date

    def told(self, text: str) -> tuple[Day | None, str | None]:
        """Return the day that a cell tells and, where it tells none, the key of why."""
        if not text:
            return None, None
        if not re.search("[0-9]", text) and any(one in text.casefold() for one in self.words.undated):
            return None, "undated"
        if _SPAN.search(plain(text)):
            return None, "no_day"
        year, whole = self.year or self.today.year, self._whole(text)
        read, other = (_read(whole, self.words, of) for of in (year, year + 1))
        if read is None:
            return None, "no_day"
        if read != other and self.year is None:
            return None, "no_year"
        known = Day.parse(read)
        far = is_far(known, moved(self.today, -YEARS), moved(self.today, YEARS))
        return (None, "no_day") if far else (known, None)

    def _whole(self, text: str) -> str:
        """Return a day of short numbers with its whole year, where one of them alone can be a year of the table or the next."""
        found = _SHORT.search(plain(text))
        if found is None or not self.years:
            return text
        first, _, middle, last = found.groups()
        known = range(min(self.years), max(self.years) + 2)
        ways = {2000 + int(first): last, 2000 + int(last): first}
        wholes = [f"{day}/{middle}/{year}" for year, day in ways.items() if year in known]
        return plain(text).replace(found[0], wholes[0]) if len(wholes) == 1 else text


def years_in(text: str) -> set[int]:
    """Return the years that a text says; 2026/27 are two."""
    said = {(int(year), following) for year, following in _YEAR.findall(text)}
    return {year for year, _ in said} | {
        year + 1 for year, following in said if following and int(following) == (year + 1) % 100
    }


def says_day(text: str, words: DayWords) -> bool:
    """Whether a text is a day, month or year, or has one in figures."""
    return bool(_DAY.search(plain(text))) or _read(text, words, _ANY) is not None


def _read(text: str, words: DayWords, year: int) -> str | None:
    """Return a day, month, year or the last day of a period, where it has but one meaning in a year."""
    read = day(text, words.marks, date(year, 1, 1), ahead=True)
    if isinstance(read, Issue):
        return None
    label = None if read else period(text, words.marks, date(year, 12, 31))
    return first_and_last_day(*read_label(label))[1].isoformat() if label else read
