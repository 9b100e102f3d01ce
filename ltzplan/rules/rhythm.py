"""Duties in time: periods, the day by which each one's report is due, the last dispatch."""

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date

from ltzplan.model.method import Cycle
from ltzplan.model.plan import Plan
from ltzplan.model.records import Entry, Session
from ltzplan.model.state import State
from ltzplan.rules.clock import ONE_DAY

MONTHS: dict[Cycle, int] = {"monthly": 1, "quarterly": 3, "half_yearly": 6, "yearly": 12}
_LABEL = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2])|Q([1-4])|H([12]))?", re.ASCII)


def period_of(day: date, cycle: Cycle) -> int:
    """Give the number of the period that a day lies in, counted from year 0."""
    return (day.year * 12 + day.month - 1) // MONTHS[cycle]


def label(period: int, cycle: Cycle) -> str:
    """Give a period's name: 2020-07, 2020Q3, 2020H1 or 2020."""
    year, month = divmod(period * MONTHS[cycle], 12)
    match cycle:
        case "monthly":
            return f"{year:04}-{month + 1:02}"
        case "quarterly":
            return f"{year:04}Q{month // 3 + 1}"
        case "half_yearly":
            return f"{year:04}H{month // 6 + 1}"
        case _:
            return f"{year:04}"


def read_label(text: str) -> tuple[int, Cycle]:
    """Give the period that a name such as 2020-07, 2020Q3, 2020H1 or 2020 means; ValueError for none."""
    match = _LABEL.fullmatch(text)
    if match is None or match[1] == "0000":
        raise ValueError(text)
    cycles: tuple[Cycle, ...] = ("monthly", "quarterly", "half_yearly")
    found = (
        (int(within) - 1, cycle) for within, cycle in zip(match.groups()[1:], cycles, strict=True) if within
    )
    within, cycle = next(found, (0, "yearly"))
    return int(match[1]) * 12 // MONTHS[cycle] + within, cycle


def first_and_last_day(period: int, cycle: Cycle) -> tuple[date, date]:
    """Give the first and the last day of a period."""
    year, month = divmod(period * MONTHS[cycle], 12)
    last = month + MONTHS[cycle]
    return date(year, month + 1, 1), date(year, last, monthrange(year, last)[1])


def span(periods: Iterable[str]) -> tuple[date, date]:
    """Give the first and last day of the time that periods cover together."""
    known = [first_and_last_day(*read_label(one)) for one in periods]
    return min(first for first, _ in known), max(last for _, last in known)


def last_month(period: str) -> str:
    """The last month of a period, as the date of a record is written."""
    return f"{span([period])[1]:%Y-%m}"


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
    end_of_month = last.day == monthrange(last.year, last.month)[1]
    if last.day < first.day and not end_of_month:
        months -= 1
    return max(months, 0) // MONTHS[cycle]


def after_cycles(day: date, count: int, cycle: Cycle) -> date:
    """Give the first day that lies so many whole cycles after another."""
    year, month = divmod(day.year * 12 + day.month - 1 + count * MONTHS[cycle], 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def first_period(plan: Plan, cycle: Cycle) -> int:
    """Number of the first period of a cycle that has duties: that of the signing, or a later one (local)."""
    since = plan.rhythm.since
    return period_of(max(plan.header.signed.first, since.first if since else date.min), cycle)


def due_on(plan: Plan, period: int, cycle: Cycle) -> date:
    """Give the day by whose end a period's report is due."""
    reports, months = plan.rhythm.reports, MONTHS[cycle]
    last = (period + 1) * months - 1 + (reports.of == "next_month")
    year, month = divmod(last, 12)
    length = monthrange(year, month + 1)[1]
    day = length if reports.due_day == "last" else min(reports.due_day, length)
    return date(year, month + 1, day)


def last_due(plan: Plan, as_of: date, cycle: Cycle) -> int:
    """Give the last period whose report was due by a day, before the signing and after the end too."""
    running = period_of(as_of, cycle) - (plan.rhythm.reports.of == "next_month")
    return running if due_on(plan, running, cycle) <= as_of else running - 1


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
