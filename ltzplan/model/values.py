"""The small values that plan and records are made of."""

import re
from collections.abc import Callable
from dataclasses import field
from datetime import MAXYEAR, date, timedelta
from functools import cache
from types import EllipsisType
from typing import Literal, Self, TypeVar
from unicodedata import normalize

from ltzplan.dataclass import dataclass

Value = TypeVar("Value")

# Written as escapes, so that this file hides nothing itself.
HIDDEN = (
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
"""A pattern of the characters that nobody can see: controls, marks of direction, zero-width, tags, half characters."""


def folded(text: str) -> str:
    """Give a text as it is compared with what was typed: without case, width or normal form."""
    return normalize("NFKC", as_text(text)).casefold()


def as_text(told: str) -> str:
    """Give a text that a terminal sent as UTF-8 while its locale said otherwise; any other as it is."""
    try:
        return told if told.isascii() else told.encode("utf-8", "surrogateescape").decode()
    except UnicodeError:
        return told


_YEAR = 12
"""Months."""


def last_of_month(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, 31) if month == _YEAR else date(year, month + 1, 1) - timedelta(1)


DAY = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class Words:
    """One statement in Chinese and English; either may be missing, not both."""

    zh: str | None = None
    en: str | None = None


Text = str | Words
"""A statement as it was given: in one unnamed language, or in two named ones."""


@dataclass(frozen=True)
class Day:
    """A day, a month or a year as written; it counts from its last day."""

    text: str
    first: date
    last: date

    @classmethod
    @cache
    def parse(cls, text: str) -> Self:
        """Read YYYY, YYYY-MM or YYYY-MM-DD; ValueError for anything else or no such day."""
        match = DAY.fullmatch(text)
        if match is None:
            raise ValueError(text)
        year = int(match[1])
        if match[3]:
            day = date(year, int(match[2]), int(match[3]))
            return cls(text, day, day)
        if match[2]:
            month = int(match[2])
            first = date(year, month, 1)
            return cls(text, first, last_of_month(year, month))
        return cls(text, date(year, 1, 1), date(year, 12, 31))

    @classmethod
    def of(cls, day: date) -> Self:
        """Give one whole day."""
        return cls(day.isoformat(), day, day)


@dataclass(frozen=True, kw_only=True)
class Counted:
    """How many are done, of how many."""

    done: int
    total: int | None = None

    @property
    def text(self) -> str:
        """As it is typed: 5/12."""
        return f"{self.done}" if self.total is None else f"{self.done}/{self.total}"


DURATION = re.compile(r"([1-9][0-9]{0,3}) (year|month|week|day)s?", re.ASCII)


@dataclass(frozen=True)
class Duration:
    """A length of time as written: `5 years`, `90 days`."""

    text: str
    months: int
    days: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a number of years, months, weeks or days; ValueError for anything else."""
        match = DURATION.fullmatch(text)
        if match is None:
            raise ValueError(text)
        count, months, days = int(match[1]), {"year": 12, "month": 1}, {"week": 7, "day": 1}
        return cls(text, count * months.get(match[2], 0), count * days.get(match[2], 0))

    def after(self, day: date) -> date:
        """The day so long after another, or the last of its month where that is shorter; ValueError beyond all dates."""
        year, month = divmod(day.year * _YEAR + day.month - 1 + self.months, _YEAR)
        last = last_of_month(min(year, MAXYEAR), month + 1).day
        try:
            return date(year, month + 1, min(day.day, last)) + timedelta(self.days)
        except OverflowError:
            raise ValueError(self.text) from None


def about(
    doc: str,
    *,
    key: str | None = None,
    refers: str | None = None,
    words: str | None = None,
    typed: Literal["ahead", "period"] | None = None,
    default: Value | EllipsisType = ...,
    default_factory: Callable[[], Value] | None = None,
) -> Value:
    """Describe a field: what it means, and its name in the file where that differs.

    It `refers` to a list of the plan, or several (`units offices`); its values are `words` of the method (`state`). What
    its type does not tell of how it is typed: a day lies `ahead`, as a limit does, or a text names a `period`.
    """
    told = {"doc": doc, "key": key, "refers": refers, "words": words, "typed": typed}
    metadata = {name: one for name, one in told.items() if one is not None}
    if default_factory:
        return field(default_factory=default_factory, metadata=metadata)
    bare: Value = field(metadata=metadata)
    return bare if default is ... else field(default=default, metadata=metadata)
