"""Duties in time: periods, the day by which each one's report is due, the last dispatch."""

import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from itertools import count

from ltzplan.model.method import Cycle
from ltzplan.model.plan import Plan
from ltzplan.model.records import Entry, Session
from ltzplan.model.state import State
from ltzplan.model.values import Day, last_of_month
from ltzplan.rules.clock import ONE_DAY

MONTHS: dict[Cycle, int] = {"monthly": 1, "quarterly": 3, "half_yearly": 6, "yearly": 12}
"""The cycles that have a word, each with its months."""
_LABEL = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2])|Q([1-4])|H([12]))?", re.ASCII)
_MANY = re.compile(r"([1-9][0-9]{0,2}) months?", re.ASCII)
_END = re.compile(r"[0-9]{2}-[0-9]{2}", re.ASCII)
_YEAR = 12


def cycle_of(told: str) -> Cycle | None:
    """The cycle that a text means, `3 months` being quarterly; None for none, and for months that no year is parted by."""
    if told in MONTHS:
        return str(told)
    if many := _MANY.fullmatch(told):
        months = int(many[1])
        named = {count: name for name, count in MONTHS.items()}
        return named.get(months, f"{months} months") if 0 in (_YEAR % months, months % _YEAR) else None
    days = sorted({*told.split()})
    return " ".join(days) if days and all(map(_ends_each_year, days)) else None


def _ends_each_year(day: str) -> bool:
    try:
        return _END.fullmatch(day) is not None and bool(date.fromisoformat(f"2001-{day}"))
    except ValueError:
        return False


@cache
def months_in(cycle: Cycle) -> int:
    """The months of a cycle's periods; of those that end on days of the year, as if they were alike."""
    many = _MANY.fullmatch(cycle)
    return int(many[1]) if many else MONTHS.get(cycle) or max(_YEAR // len(_ends(cycle)), 1)


@cache
def _ends(cycle: Cycle) -> tuple[tuple[int, int], ...]:
    """The months and days on which a cycle's periods end each year; none where they are whole months."""
    days = [one.split("-") for one in cycle.split() if _END.fullmatch(one)]
    return tuple((int(month), int(day)) for month, day in days)


def period_of(day: date, cycle: Cycle) -> int:
    """Give the number of the period that a day lies in, counted from year 0."""
    if ends := _ends(cycle):
        return day.year * len(ends) + sum(end < (day.month, day.day) for end in ends)
    return (day.year * _YEAR + day.month - 1) // months_in(cycle)


def label(period: int, cycle: Cycle) -> str:
    """Give a period's name: 2020-07, 2020Q3, 2020H1, 2020, 2020-07--2020-08 or 2020-04-01--2020-09-30."""
    first, last = first_and_last_day(period, cycle)
    match cycle:
        case "monthly":
            return f"{first:%Y-%m}"
        case "quarterly":
            return f"{first.year:04}Q{first.month // 3 + 1}"
        case "half_yearly":
            return f"{first.year:04}H{first.month // 6 + 1}"
        case "yearly":
            return f"{first.year:04}"
        case _:
            return f"{first}--{last}" if _ends(cycle) else f"{first:%Y-%m}--{last:%Y-%m}"


def read_label(text: str) -> tuple[int, Cycle]:
    """Give the period that such a name means, and its cycle; ValueError for none.

    The days of a name tell the ends of that period and of the one before it, which of two periods a year are all.
    """
    if "--" in text:
        return _read_span(text)
    match = _LABEL.fullmatch(text)
    if match is None or match[1] == "0000":
        raise ValueError(text)
    cycles: tuple[Cycle, ...] = ("monthly", "quarterly", "half_yearly")
    found = (
        (int(within) - 1, cycle) for within, cycle in zip(match.groups()[1:], cycles, strict=True) if within
    )
    within, cycle = next(found, (0, "yearly"))
    return int(match[1]) * _YEAR // MONTHS[cycle] + within, cycle


def _read_span(text: str) -> tuple[int, Cycle]:
    first, last = map(Day.parse, text.split("--"))
    if first.first == first.last:
        cycle = cycle_of(f"{first.first - ONE_DAY:%m-%d} {last.last:%m-%d}")
    else:
        count = (last.last.year - first.first.year) * _YEAR + last.last.month - first.first.month + 1
        cycle = cycle_of(f"{count} months")
    period = period_of(last.last, cycle) if cycle else 0
    if not cycle or label(period, cycle) != text:
        raise ValueError(text)
    return period, cycle


@cache
def first_and_last_day(period: int, cycle: Cycle) -> tuple[date, date]:
    """Give the first and the last day of a period."""
    if ends := _ends(cycle):
        before, last = (date(one // len(ends), *ends[one % len(ends)]) for one in (period - 1, period))
        return before + ONE_DAY, last
    year, month = divmod(period * months_in(cycle), _YEAR)
    last_year, last_month = divmod((period + 1) * months_in(cycle) - 1, _YEAR)
    return date(year, month + 1, 1), last_of_month(last_year, last_month + 1)


def span(periods: Iterable[str]) -> tuple[date, date]:
    """Give the first and last day of the time that periods cover together."""
    known = [first_and_last_day(*read_label(one)) for one in periods]
    return min(first for first, _ in known), max(last for _, last in known)


def overlaps(period: str, days: tuple[date, date]) -> bool:
    """Whether a period has a day among those from a first to a last one."""
    first, last = span([period])
    return first <= days[1] and days[0] <= last


def days_of(plan: Plan, as_of: date) -> tuple[date, date]:
    """Give the first and the last day of a plan; one that is not done yet goes on when it is over."""
    return plan.header.signed.first, max(plan.header.ends.last, as_of)


def last_month(period: str) -> str:
    """The last month of a period, as the date of a record is written; its last day, where that ends no month."""
    last = span([period])[1]
    return f"{last:%Y-%m}" if (last + ONE_DAY).day == 1 else f"{last}"


def issued_from(periods: Iterable[str]) -> date:
    """Give the first day on which a paper of periods can be issued: the one after their end (local)."""
    return span(periods)[1] + ONE_DAY


def half_of_problems(plan: Plan) -> bool:
    """Tell whether the plan asks for the problems of a half year; the method has no such step (demands-3)."""
    problems = plan.rhythm.problems
    return problems is not None and "half_yearly" in (
        problems.bulletin,
        problems.evaluation,
        *problems.summary,
    )


def cycles_between(first: date, last: date, cycle: Cycle) -> int:
    """Count the whole cycles from one day to another."""
    months = (last.year - first.year) * 12 + last.month - first.month
    end_of_month = last == last_of_month(last.year, last.month)
    if last.day < first.day and not end_of_month:
        months -= 1
    return max(months, 0) // months_in(cycle)


def after_cycles(day: date, count: int, cycle: Cycle) -> date:
    """Give the first day that lies so many whole cycles after another."""
    year, month = divmod(day.year * 12 + day.month - 1 + count * months_in(cycle), _YEAR)
    return date(year, month + 1, min(day.day, last_of_month(year, month + 1).day))


def is_of(text: str, cycle: Cycle | None) -> bool:
    """Whether a name is that of a period of a cycle; ValueError for one of none."""
    return cycle is not None and label(period_of(span([text])[1], cycle), cycle) == text


def first_period(plan: Plan, cycle: Cycle) -> int:
    """Number of the first period of a cycle that has duties: that of the signing, or a later one (local)."""
    since = plan.rhythm.since
    return period_of(max(plan.header.signed.first, since.first if since else date.min), cycle)


def due_on(plan: Plan, period: int, cycle: Cycle) -> date:
    """Give the day by whose end a period's report is due."""
    reports, (_, last) = plan.rhythm.reports, first_and_last_day(period, cycle)
    year, month = divmod(last.year * _YEAR + last.month - 1 + (reports.of == "next_month"), _YEAR)
    length = last_of_month(year, month + 1).day
    day = length if reports.due_day == "last" else min(reports.due_day, length)
    return date(year, month + 1, day)


def last_due(plan: Plan, as_of: date, cycle: Cycle) -> int:
    """Give the last period whose report was due by a day, before the signing and after the end too."""
    running, first = period_of(as_of, cycle), period_of(date.min, cycle)
    while running > first and due_on(plan, running, cycle) > as_of:
        running -= 1
    return running


def next_due(plan: Plan, as_of: date, cycle: Cycle) -> int:
    """Give the period whose report falls due next, on a day or after it."""
    return next(one for one in count(last_due(plan, as_of, cycle)) if due_on(plan, one, cycle) >= as_of)


def dispatches(plan: Plan) -> bool:
    """Tell whether a plan has dispatches at all: by a level, or in a rhythm."""
    return bool(plan.levels or plan.rhythm.work.dispatch)


def is_dispatch(session: Session) -> bool:
    """Tell whether a session is a dispatch that was held: not put off, and no joint meeting."""
    return session.form is not None and not session.joint_meeting and session.level is not None


def counts_as_dispatch(plan: Plan, session: Session) -> bool:
    """Tell whether a session holds the plan's dispatch: regular or not, above the lowest level."""
    return is_dispatch(session) and plan.rank(session.level or "") > 0


def last_dispatch(
    plan: Plan, state: State, level: str | None = None, portfolio: str | None = None
) -> Entry | None:
    """Give the last dispatch held above the lowest level (demands-2), or that of one level (levels-1 to levels-4).

    Of one portfolio where it is named: a session of all portfolios is one of each.
    """
    for entry in reversed(state.sessions):
        held = entry.record
        if isinstance(held, Session) and portfolio in (None, held.portfolio or portfolio):
            own = is_dispatch(held) and held.level == level if level else counts_as_dispatch(plan, held)
            if own:
                return entry
    return None
