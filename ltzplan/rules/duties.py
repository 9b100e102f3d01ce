"""The duties of the rhythm: dispatches, summaries, evaluations and bulletins, held or not on a day."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Literal

from ltzplan.dataclass import dataclass
from ltzplan.model.method import Cycle, ProblemRhythm, WorkRhythm
from ltzplan.model.plan import Plan
from ltzplan.model.records import Entry, Order, Paper, Record, Session
from ltzplan.model.state import State
from ltzplan.model.values import Text, about
from ltzplan.rules.clock import ONE_DAY
from ltzplan.rules.corrections import wordings
from ltzplan.rules.rhythm import (
    counts_as_dispatch,
    first_and_last_day,
    first_period,
    issued_from,
    label,
    period_of,
)
from ltzplan.rules.workdays import next_working_day

Kind = Literal["dispatch", "summary", "evaluation", "bulletin"]
Of = Literal["work", "problems"]
Settled = Literal["put_off", "merged", "held"]
Standing = Literal["due", "held", "merged", "put_off", "missed"]
_WEIGHT: tuple[Settled, ...] = ("put_off", "merged", "held")
"""What counts where a duty was first put off and then held after all."""


@dataclass(frozen=True, kw_only=True)
class Duty:
    """What the rhythm asks for once in a period."""

    duty: Kind = about("What is to be held or issued.", words="duty")
    of: Of = about("Of the work, or of the assigned problems.", words="duty.of")
    period: str = about("The period: 2020-07, 2020Q3, 2020H1 or 2020.")
    due: date = about("By when: of a dispatch that day, of a paper of the period some days later.")
    state: Standing = about("How it stands.", words="state")
    by: str | None = about("Id of the session or paper that says so; null: none does.", default=None)
    ends: date = about("The period's last day.")
    because: Text | None = about("Why it was merged into another or put off.", default=None)


def duties(plan: Plan, state: State) -> tuple[Duty, ...]:
    """Give the duties of the whole plan, the first due first (demands-2, demands-3).

    One for each period that touches the time from the signing, or the rhythm's later start, to the plan's end. A session above the
    lowest level holds the dispatch of its period, and what it merges; a paper issued after their end
    the duties of its kind in the periods that it names, of the work and of the problems alike.
    """
    settled = _settled(plan, state)
    found = []
    for kind, of, cycle in _rhythm(plan):
        for number in range(first_period(plan, cycle), period_of(plan.header.ends.last, cycle) + 1):
            period, (_, ends) = label(number, cycle), first_and_last_day(number, cycle)
            due = ends if kind == "dispatch" else paper_due(plan, ends)
            open_: Standing = "missed" if state.as_of > due else "due"
            how, by = settled.get((kind, period), (open_, None))
            found.append(
                Duty(
                    duty=kind, of=of, period=period, ends=ends, due=due, state=how, by=by.id if by else None,
                    because=by.record.because if by and isinstance(by.record, Session) else None,
                )
            )  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.ends, one.due)))


def paper_due(plan: Plan, ends: date) -> date:
    """Give the day by which the paper of a period is to be issued (local): so many days after its end.

    Where the plan does not say how many, until the next dispatch period is over.
    """
    days, cycle = plan.papers.due_after_days, plan.rhythm.work.dispatch or "monthly"
    return (
        first_and_last_day(period_of(ends, cycle) + 1, cycle)[1]
        if days is None
        else ends + timedelta(days=days)
    )


def next_dispatch(plan: Plan, state: State) -> str | None:
    """Name the first period that is not over at the end of the day and has no dispatch yet (demands-2).

    None: neither held, merged nor put off there is none left.
    """
    left = (one for one in duties(plan, state) if one.duty == "dispatch" and one.ends > state.as_of)
    return next((one.period for one in left if one.state == "due"), None)


def _rhythm(plan: Plan) -> Iterator[tuple[Kind, Of, Cycle]]:
    """Give what the plan asks for, and how often."""
    work, problems = plan.rhythm.work, plan.rhythm.problems
    if work.dispatch:
        yield "dispatch", "work", work.dispatch
    yield from _reviews("work", work)
    if problems and problems.bulletin:
        yield "bulletin", "problems", problems.bulletin
    if problems:
        yield from _reviews("problems", problems)


def _reviews(of: Of, rhythm: WorkRhythm | ProblemRhythm) -> Iterator[tuple[Kind, Of, Cycle]]:
    yield from (("summary", of, cycle) for cycle in rhythm.summary)
    if rhythm.evaluation:
        yield "evaluation", of, rhythm.evaluation


def _settled(plan: Plan, state: State) -> Mapping[tuple[str, str], tuple[Settled, Entry]]:
    """Give how each duty was dealt with, and the first record that says so, by kind and period."""
    found: dict[tuple[str, str], tuple[Settled, Entry]] = {}
    for entry in (*state.sessions, *state.papers):
        for kind, period, how in deals_with(plan, entry):
            known = found.get((kind, period))
            if known is None or _WEIGHT.index(known[0]) < _WEIGHT.index(how):
                found[kind, period] = (how, entry)
    return found


def deals_with(plan: Plan, entry: Entry) -> Iterator[tuple[str, str, Settled]]:
    """Give the duties that a session or paper settles, by kind and period, and how."""
    record, cycle = entry.record, plan.rhythm.work.dispatch
    if isinstance(record, Paper):
        over = (one for one in record.periods if issued_from((one,)) <= entry.day)
        yield from ((record.paper, period, "held") for period in over)
    elif isinstance(record, Session) and record.put_off and record.level and plan.rank(record.level) > 0:
        yield "dispatch", record.put_off, "put_off"
    elif isinstance(record, Session) and counts_as_dispatch(plan, record):
        if cycle:
            yield "dispatch", label(period_of(record.date.last, cycle), cycle), "held"
        yield from (("dispatch", period, "merged") for period in record.merges)


def unwritten(plan: Plan, state: State) -> Iterator[tuple[Entry, date | None]]:
    """Give the sessions with neither minutes nor an order at the end of the next working day (demands-3).

    With that day: null where the table of holidays does not list its year. Not of the lowest level,
    whose report is its dispatch.
    """
    country = plan.working_days.country if plan.working_days else None
    named = (id for one in (*state.orders, *state.papers) for id in _writes_down(one.record))
    written = {id for one in named for id in wordings(one, state.dead)}
    for entry in state.sessions:
        held = entry.record
        if isinstance(held, Session) and counts_as_dispatch(plan, held) and entry.id not in written:
            day = held.date.last
            due = next_working_day(day, country)
            if (due or day + ONE_DAY) <= state.as_of:
                yield entry, due


def _writes_down(record: Record) -> tuple[str, ...]:
    """Give the ids of the sessions whose outcome a record is."""
    match record:
        case Paper(paper="minutes"):
            return record.concerns
        case Order(session=str(session)):
            return (session,)
        case _:
            return ()
