"""Days and periods as people type them. No language is known here: what its words mean is handed in as marks."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby
from unicodedata import numeric

from ltzplan.issues import Issue
from ltzplan.model.method import Cycle
from ltzplan.model.values import Day, last_of_month
from ltzplan.rules.rhythm import first_and_last_day, overlaps, read_label
from ltzplan.rules.typed import plain

Marks = Mapping[str, str]
"""Word -> what it means: a mark, or nothing."""
MARKS: Marks = {
    "year": "y", "half": "h", "quarter": "q", "month": "m", "day": "d", "end": "e", "half.first": "h 1", "half.second": "h 2",
    "yesterday": "-1 d", "day_before": "-2 d", "today": "+0 d", "tomorrow": "+1 d", "day_after": "+2 d",
    "last_month": "-1 m", "this_month": "+0 m", "next_month": "+1 m", "last_quarter": "-1 q", "this_quarter": "+0 q",
    "last_year": "-1 y", "this_year": "+0 y", "next_year": "+1 y", "month.end": "m e", "year.end": "y e",
    "third.first": "10 d", "third.second": "20 d", "third.last": "e", "idle": "",
}  # fmt: skip
"""Every meaning that words of a language may have, with its mark: a unit, the end of one, or one counted from today.
The name of a month is its number with `m`."""
_YEAR, _MONTH, _DAY = r"(?P<y>[0-9]{4}|[0-9]{2}) y", r"(?P<m>[0-9]{1,2})", r"(?P<d>[0-9]{1,2})"
_FORMS = (
    rf"(?:{_YEAR} )?{_MONTH} m(?: {_DAY}(?: d)?)?(?P<end> e)?",  # 2020年7月31日, 7月31日, 7月底
    _YEAR,
    rf"{_DAY} d",
    "m(?P<end> e)",
    rf"(?P<y>[0-9]{{4}})(?: -)? {_MONTH}(?: [-m])?(?: {_DAY})?",  # 2020-7-31, 2020 July 31
    rf"{_MONTH} m(?: {_DAY})? (?P<y>[0-9]{{4}})(?P<end> e)?",  # July 31, 2020, end of July 2020
    rf"{_DAY}(?: d)? {_MONTH} m(?: (?P<y>[0-9]{{4}}))?",  # 31 July
    r"(?P<y>[0-9]{4})(?P<m>[0-9]{2})(?P<d>[0-9]{2})",
    r"(?P<y>20(?:1[3-9]|[2-9][0-9]))(?P<m>[0-9]{2})",  # as no month is the 13th, it is no day of a year in two digits
)
"""A day, month or year in numbers and marks."""
_EITHER = r"([0-9]{1,2}) - ([0-9]{1,2})(?: - ([0-9]{4}))?"
"""A day and its month, or a month and its day."""
_PERIODS = (
    rf"(?:{_YEAR} |(?P<y4>[0-9]{{4}}) (?:- )?)?(?P<n>[0-9]) (?P<of>[hq])",  # 2020年三季度
    rf"(?:{_YEAR} |(?P<y4>[0-9]{{4}}) (?:- )?)?(?P<of>[hq]) (?P<n>[0-9])",  # 上半年, 2020 Q3
    r"(?P<of>[hq]) (?P<n>[0-9]) (?P<y>[0-9]{4})",
    r"(?P<n>[0-9]) (?P<of>[hq]) (?P<y>[0-9]{4})",
)
"""A quarter or half of a year."""
_TEN = 10
_UNITS: Mapping[str, tuple[Cycle, int]] = {
    "m": ("monthly", 1), "q": ("quarterly", 3), "h": ("half_yearly", 6), "y": ("yearly", 12),
}  # fmt: skip
"""The units of time that are periods, each with its months."""


def day(
    text: str, marks: Marks, today: date, *, ahead: bool = False, month_first: bool = False
) -> str | Issue | None:
    """Return a day, month or year as files write it; None for anything else, an issue where it may be two days.

    Without its year it is the latest that has begun; where it lies `ahead`, the next that is not over. Of two
    numbers the month is the first where the language has it so, else the one that can be a month.
    """
    try:
        return Day.parse(str(text)).text
    except ValueError:
        told = _told(text, marks, today)
    if either := re.fullmatch(_EITHER, told):
        first, second, year = either.groups()
        orders = ((first, second), (second, first))
        read = (_near({"y": year, "m": m, "d": d}, today, ahead=ahead) for m, d in orders)
        days = [*dict.fromkeys(filter(None, read))]
        if len(days) > 1 and (year or not month_first):
            return Issue(code="ambiguous_date", params={"value": text, "one": days[0], "other": days[1]})
        return next(iter(days), None)
    return _day(told, today, ahead=ahead) or _end_of_period(told, today, ahead=ahead)


def period(
    text: str, marks: Marks, today: date, cycle: Cycle | None = None, within: tuple[date, date] | None = None
) -> str | None:
    """Return a period as files write it, such as 2020Q3; None for anything else.

    Without its year it is the latest that has begun; where some days are told, the nearest that has one `within` them.
    A number alone is one of its `cycle`, within a year.
    """
    try:
        read_label(text)
    except ValueError:
        told = _told(text, marks, today)
    else:
        return str(text)
    latest = _period(told, today, cycle)
    if within is None:
        return latest
    first, last = within
    years = (_period(told, date(year, 12, 31), cycle) for year in range(first.year, last.year + 1))
    there = (one for one in filter(None, years) if overlaps(one, within))
    return min(there, key=lambda one: _days_from(today, one), default=latest)


def _days_from(today: date, label: str) -> int:
    """Count the days from a day to a period; none within it."""
    first, last = first_and_last_day(*read_label(label))
    return max((first - today).days, (today - last).days, 0)


def _period(told: str, today: date, cycle: Cycle | None) -> str | None:
    """Return the period that is told in numbers and marks; without its year the latest that has begun on a day."""
    if re.fullmatch("[0-9]{1,2}", told) and (
        unit := next((one for one in "mqh" if _UNITS[one][0] == cycle), "")
    ):
        told = f"{told} {unit}"
    if label := _label(told, today, ahead=False):
        return label
    read = _day(told, today, ahead=False)
    return read if read and read.count("-") < 2 else None  # noqa: PLR2004 - a day is no period


def _label(told: str, today: date, *, ahead: bool) -> str | None:
    """Return the quarter or half of a year that is told; where its year is not, the latest that has begun or, `ahead`, the next that is not over."""
    found = next(filter(None, (re.fullmatch(form, told) for form in _PERIODS)), None)
    if found is None:
        return None
    said = found.groupdict()
    year = said["y"] or said.get("y4")
    years = [_year(year)] if year else [today.year, today.year + (1 if ahead else -1)]
    for label in (f"{one}{said['of'].upper()}{said['n']}" for one in years):
        try:
            first, last = first_and_last_day(*read_label(label))
        except ValueError:
            continue
        if year or (last >= today if ahead else first <= today):
            return label
    return None


def _end_of_period(told: str, today: date, *, ahead: bool) -> str | None:
    """Return the last day of a quarter or half of a year, where its end is told."""
    label = _label(told.removesuffix(" e"), today, ahead=ahead) if told.endswith(" e") else None
    return first_and_last_day(*read_label(label))[1].isoformat() if label else None


def _day(told: str, today: date, *, ahead: bool) -> str | None:
    found = next(filter(None, (re.fullmatch(form, told) for form in _FORMS)), None)
    return _near(found.groupdict(), today, ahead=ahead) if found else None


def _near(said: Mapping[str, str | None], today: date, *, ahead: bool) -> str | None:
    """Return the day, month or year that is said; where its year is not, or not even its month, the nearest on one side."""
    y, m, d, end = (said.get(one) for one in ("y", "m", "d", "end"))
    for step in range(9):  # there is a 29 February in any eight years but those round 1900 and 2100
        at = step if ahead else -step
        year, month = (_year(y) if y else today.year + at, m and int(m))
        if not (y or m):
            year, month = _months(today, at)
        made = _made(year, month, d, end)
        if made and (y or (made.last >= today if ahead else made.first <= today)):
            return made.text
    return None


def _made(year: int, month: int | str | None, day: str | None, end: str | None) -> Day | None:
    """Return a day, the last one of a month, a month or a year; None where there is no such day."""
    try:
        last = last_of_month(year, int(month)).day if end and month else day
        return Day.parse("-".join((f"{year:04}", *(f"{int(one):02}" for one in (month, last) if one))))
    except ValueError:
        return None


def _months(today: date, count: int, months: int = 1) -> tuple[int, int]:
    """Return the year, and the number within it, of the period of some months that lies `count` periods from a day's."""
    year, at = divmod((today.year * 12 + today.month - 1) // months + count, 12 // months)
    return year, at + 1


def _year(written: str) -> int:
    """Return the year that is written with four digits, or with two for this century."""
    return int(written) + (2000 if len(written) == len("20") else 0)


def _told(text: str, marks: Marks, today: date) -> str:
    """Return what a text says of a day or period in numbers and marks, parted by spaces; with "?" what it says besides."""
    known = {**marks, **dict.fromkeys("-/.", "-"), ",": ""}
    words = map(re.escape, sorted(known, key=len, reverse=True))
    parts = re.findall("|".join(("[0-9]+", *words, r"\S")), _in_digits(plain(text).casefold()))
    said = [_from(today, known.get(one, one if one.isdecimal() else "?")) for one in parts]
    told = " ".join(filter(None, said))
    told = f"{told[2:]} e" if told.startswith("e ") else told
    if of_year := re.fullmatch("(?:([0-9]+) )?(?:y )?e", told) if " " in told else None:
        return f"{of_year[1]} y 12 m e" if of_year[1] else "12 m e"
    return told


def _from(today: date, mark: str) -> str:
    """Return a mark that counts from today, counted; any other as it is."""
    if mark[:1] not in ("+", "-") or mark == "-":
        return mark
    count, unit = mark.split()
    if unit == "d":
        there = today + timedelta(int(count))
        return f"{there.year} y {there.month} m {there.day} d"
    year, at = _months(today, int(count), _UNITS[unit][1])
    return f"{year} y" if unit == "y" else f"{year} y {at} {unit}"


def _in_digits(text: str) -> str:
    """Return a text with the numbers of Chinese in digits: 二〇二〇 is 2020, 三十一 is 31."""
    said = ""
    for is_number, run in groupby(text, lambda one: not one.isascii() and numeric(one, -1) in range(31)):
        found = "".join(run)
        said += f" {_counted([int(numeric(one)) for one in found])} " if is_number else found
    return said


def _counted(values: Sequence[int]) -> str:
    """Return a number of which the words are told: digit by digit, or by tens."""
    if max(values) < _TEN:
        return "".join(map(str, values))
    total = 0
    for one in values:
        total = (total or 1) * _TEN if one == _TEN else total + one
    return str(total)
