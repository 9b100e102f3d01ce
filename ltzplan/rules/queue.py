"""What waits, for whom and since when: the one rule behind `escalate`, `todo` and the exit code.

To add a queue: its name, one function of the one shape, one line in QUEUES.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import Literal

from ltzplan.dataclass import dataclass
from ltzplan.model.naming import subject
from ltzplan.model.plan import HOLDERS, Plan
from ltzplan.model.problem_state import HELD, IN_HAND, OPEN, ProblemState
from ltzplan.model.records import Entry, Kind, Order, Paper, Recheck
from ltzplan.model.state import State
from ltzplan.model.values import about
from ltzplan.rules.dated import What, dated_of, expected_by, late_beside
from ltzplan.rules.duties import Standing, duties, unwritten
from ltzplan.rules.levels import decision, problem_level, turn
from ltzplan.rules.life import move_of
from ltzplan.rules.numbers import double_numbers
from ltzplan.rules.offices import is_for_office, may, with_office
from ltzplan.rules.papers import double_papers
from ltzplan.rules.progress import disagreements
from ltzplan.rules.rhythm import due_on, issued_from, period_of, span
from ltzplan.rules.silence import answering, owed
from ltzplan.rules.spoken import spoken
from ltzplan.rules.supervision import follows_tasks, ground_since, supervised
from ltzplan.rules.workdays import working_days_passed

Queue = Literal[
    "answer", "report", "sort", "order", "solve", "chase", "recheck", "accept", "settle", "renumber", "issued_twice",
    "write_down", "dispatch", "supervise", "issue", "follow",
]  # fmt: skip
Reason = Literal["overdue", "due_soon", "unsigned", "milestone", "part", "target"]
Way = Literal["nil", "agenda", "merges", "put_off", "progress", "cannot"]


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """One thing that waits for an office."""

    queue: Queue = about("What is to be done with it.", words="queue")
    kind: Kind = about(
        "The kind of record that does it: whoever writes it for the cities has it.", words="kind"
    )
    cities: tuple[str | None, ...] = about(
        "Ids of the cities whose offices have it.", refers="cities", default=()
    )
    office: str | None = about(
        "Id of the one office that looks after it; null: by kind.", refers="offices", default=None
    )
    id: str | None = about(
        "Id of the task, problem, order or session; null: several, or a paper.", default=None
    )
    tasks: tuple[str, ...] = about("Ids of its tasks.", default=())
    unit: str | None = about("Id of the unit that must answer.", refers="units", default=None)
    level: str | None = about(
        "Id of the level that held the session, or has to decide the problem.", refers="levels", default=None
    )
    paper: str | None = about("The kind of paper.", refers="papers", default=None)
    number: str | None = about("The number that was given twice.", default=None)
    periods: tuple[str, ...] = about("The periods owed.", default=())
    records: tuple[str, ...] = about("Ids of the records or matters that it is about.", default=())
    reasons: tuple[Reason, ...] = about("Why it is asked after.", words="todo.because", default=())
    holders: tuple[str, ...] = about(
        "Ids of who has it: units, a level, an office; none: an authority above.", refers=HOLDERS, default=()
    )
    since: date = about("Since when it waits.")
    due: date | None = about("By when; null: no day is set, or it cannot be worked out.", default=None)
    held_since: date | None = about("Since when they have what is followed; null: it is not.", default=None)
    unsigned: tuple[str, ...] = about(
        "Those of the units that have not signed for it.", refers="units", default=()
    )
    way: Way | None = about(
        "In which of several ways it is done; null: in its own.", words="todo.way", default=None
    )


Waitings = Iterator[Waiting]


def holders(plan: Plan, problem: ProblemState, as_of: date) -> tuple[str, ...]:
    """Give who must move next: all units that have not answered, least advanced first; else who decides or checks."""
    if problem.state in HELD:
        waiting = [unit for unit, state in problem.units.items() if state in HELD]
        return tuple(sorted(waiting, key=lambda unit: HELD.index(problem.units[unit])))
    if not problem.open:
        return ()
    if problem.state == "sorted" and turn(plan, problem, as_of) != "to_order":
        return (problem_level(plan, problem, as_of) or plan.sorting_office,)
    return (plan.sorting_office,)


def held_since(plan: Plan, one: ProblemState, as_of: date) -> date:
    """Return the day from which its holder has it; what a unit says, or is given in time, changes no holder."""
    if held := decision(plan, one, as_of):
        return held.day
    passing = ("progress", "extend", *(("received", "done") if one.state in HELD else ()))
    moves = ((move_of(step.entry.record), step.day) for step in reversed(one.moves))
    return next((day for move, day in moves if move not in passing), one.raised.day)


def _problem(queue: Queue, kind: Kind, one: ProblemState, since: date, **more: object) -> Waiting:
    found = {"id": one.id, "tasks": one.problem.tasks} | more
    return Waiting(queue=queue, kind=kind, since=since, **found)  # type: ignore[arg-type]


def to_sort(_: Plan, state: State) -> Waitings:
    """What nobody has sorted waits for the secretariat (demands-3)."""
    for one in state.problems.open:
        if one.state == "raised":
            yield _problem("sort", "sort", one, one.raised.day)


def to_order(plan: Plan, state: State) -> Waitings:
    """What is sorted and not assigned waits for its order, decided or not (demands-3); not of the lowest level."""
    for one in state.problems.moved:
        if one.state == "sorted" and turn(plan, one, state.as_of) != "in_hand":
            held = decision(plan, one, state.as_of)
            records = (held.id,) if held else ()
            since, who = held.day if held else one.moves[-1].day, holders(plan, one, state.as_of)
            level = None if held else problem_level(plan, one, state.as_of)
            yield _problem("order", "order", one, since, records=records, holders=who, level=level)


def to_solve(plan: Plan, state: State) -> Waitings:
    """Where nothing is sorted, an open problem that no unit has waits for the office itself (local)."""
    for one in state.problems.open:
        if one.state == OPEN:
            since = held_since(plan, one, state.as_of)
            yield _problem("solve", "recheck", one, since, office=plan.sorting_office)


def to_answer(plan: Plan, state: State) -> Waitings:
    """An order waits for each of its units until it has answered (demands-3)."""
    for one in state.problems.moved:
        for unit, own in one.units.items() if one.state in HELD else ():
            if own in HELD:
                due, cities = one.due and one.due.last, (plan.units[unit].city,)
                yield _problem("answer", "reply", one, given(one), unit=unit, due=due, cities=cities)


def given(one: ProblemState) -> date:
    """Give the day on which the units got the matter: that of the last order or return."""
    return next(move.day for move in reversed(one.moves) if isinstance(move.entry.record, Order | Recheck))


def to_chase(plan: Plan, state: State) -> Waitings:
    """What the secretariat asks after (effect-1; the numbers local): late, soon due, or not signed for."""
    for one in state.problems.moved:
        if reasons := reasons_to_chase(plan, one, state.as_of):
            since = one.petition.day if one.petition else given(one)
            who = () if one.petition else holders(plan, one, state.as_of)
            unsigned = tuple(id for id in who if "unsigned" in reasons and one.units[id] == "ordered")
            yield _problem(
                "chase",
                "order",
                one,
                since,
                due=expected_by(one),
                reasons=reasons,
                holders=who,
                unsigned=unsigned,
            )


def reasons_to_chase(
    plan: Plan, one: ProblemState, as_of: date, unit: str | None = None
) -> tuple[Reason, ...]:
    """Why a problem is asked after, of whoever has it or of one unit; empty: it is not, or not of that unit."""
    held = [own for id, own in one.units.items() if own in HELD and unit in (None, id)]
    held = held if one.state in HELD else []
    if not held and (unit or one.petition is None):
        return ()
    found: list[Reason] = []
    due = expected_by(one)
    left = (due - as_of).days if due else None
    if left is not None and left <= plan.chase.due_within_days:
        found.append("overdue" if left < 0 else "due_soon")
    country = plan.working_days.country if plan.working_days else None
    if (
        "ordered" in held
        and working_days_passed(given(one), as_of, country) > plan.chase.unsigned_working_days
    ):
        found.append("unsigned")
    return tuple(found)


def to_ask_after_tasks(plan: Plan, state: State) -> Waitings:
    """What a task promised by a day that is over is asked after too, and the task itself where nobody supervises it (local).

    Where no office orders anything it is for the one that would sort.
    """
    ordering = any(may(one, "order") for one in plan.offices.values())
    for id, task in state.tasks.items():
        for one in dated_of(plan, task, state.as_of):
            reason = _OF_DATED[one.what]
            late = not follows_tasks(plan) if one.what == "task" else late_beside(one, task.due)
            if one.due and one.state == "late" and late:
                yield Waiting(
                    queue="chase", kind="order", office=None if ordering else plan.sorting_office, id=id, tasks=(id,),
                    records=() if one.what == "task" else (one.id,), reasons=(reason,), since=one.due.last,
                    due=one.due.last,
                )  # fmt: skip


_OF_DATED: Mapping[What, Reason] = {
    "task": "overdue", "milestone": "milestone", "part": "part", "target": "target",
}  # fmt: skip
"""Why what has a day is asked after."""


def to_recheck(_: Plan, state: State) -> Waitings:
    """What all units have answered waits for the secretariat's check (effect-1)."""
    for one in state.problems.moved:
        if one.state == "answered" and one.answered_on:
            yield _problem("recheck", "recheck", one, one.answered_on)


def to_accept(_: Plan, state: State) -> Waitings:
    """A claim of completion waits for the secretariat's check (local); not of a task that ended."""
    for id, one in state.tasks.items():
        if one.waits and one.claim:
            yield Waiting(queue="accept", kind="recheck", id=id, tasks=(id,), since=one.claim.since)


def to_settle(_: Plan, state: State) -> Waitings:
    """Two offices' figures of one thing and day wait to be settled (local)."""
    for id, one in state.tasks.items():
        for figures in disagreements(one):
            records = tuple(figure.entry.id for figure in figures)
            since = max(figure.entry.day for figure in figures)
            yield Waiting(queue="settle", kind="recheck", id=id, tasks=(id,), records=records, since=since)


def to_renumber(_: Plan, state: State) -> Waitings:
    """An order or paper whose number an earlier one bears waits for another (demands-3); not one issued twice."""
    problems = {entry.id: one for one in state.problems.ordered for entry in one.orders}
    twice = {later.id for _, later in double_papers(state)}
    for doubles in double_numbers(state):
        there = (one for one in doubles if isinstance(one.record, Paper) or one.id in problems)
        numbered = sorted(there, key=lambda entry: entry.record.entered.at)
        for entry in numbered[1:]:
            number, records = getattr(entry.record, "number", None), (numbered[0].id, entry.id)
            if entry.id in problems:
                one = problems[entry.id]
                yield _problem("renumber", "order", one, entry.day, records=records, number=number)
            elif entry.id not in twice:
                yield _paper("renumber", entry, records, number=number)


def issued_twice(_: Plan, state: State) -> Waitings:
    """Of two papers of one matter one waits to be taken back (local)."""
    for first, later in double_papers(state):
        yield _paper("issued_twice", later, (first.id, later.id))


def _paper(queue: Queue, entry: Entry, records: tuple[str, ...], number: str | None = None) -> Waiting:
    paper = entry.record
    assert isinstance(paper, Paper)
    return Waiting(
        queue=queue, kind="paper", paper=paper.paper, periods=paper.periods, level=paper.level, records=records,
        number=number, since=entry.day,
    )  # fmt: skip


def to_write_down(plan: Plan, state: State) -> Waitings:
    """A dispatch waits for minutes or an order (demands-3)."""
    for entry, due in unwritten(plan, state):
        level = subject(entry.record)
        yield Waiting(queue="write_down", kind="paper", id=entry.id, level=level, since=entry.day, due=due)


def to_dispatch(plan: Plan, state: State) -> Waitings:
    """The dispatches that were missed, and one that is due within days (demands-2; the days local)."""
    soon = state.as_of + timedelta(days=plan.chase.due_within_days)
    listed = [one for one in duties(plan, state) if one.duty == "dispatch"]
    open_ = [one for one in listed if one.state == "missed" or (one.state == "due" and one.due <= soon)]
    if open_:
        periods = tuple(one.period for one in open_)
        yield Waiting(
            queue="dispatch", kind="session", periods=periods, since=open_[0].due, due=open_[-1].due
        )


def to_supervise(plan: Plan, state: State) -> Waitings:
    """A report to the principal leaders is due where a ground stands that no such paper knows (effect-2)."""
    reported = max(
        (one.day for one in state.papers if subject(one.record) == "supervision"), default=date.min
    )
    new = {one.id: since for one in supervised(plan, state) if (since := ground_since(state, one)) > reported}
    if new:
        yield Waiting(queue="supervise", kind="paper", records=tuple(new), since=min(new.values()))


def to_issue(plan: Plan, state: State) -> Waitings:
    """The papers whose period is over, by kind (demands-2, demands-3), the late ones apart: from when, and by when."""
    found: dict[tuple[str, Standing], dict[str, date]] = {}
    for one in duties(plan, state):
        if one.duty != "dispatch" and one.state in ("due", "missed") and one.ends < state.as_of:
            found.setdefault((one.duty, one.state), {}).setdefault(one.period, one.due)
    for (paper, _), periods in found.items():
        (first, due), *_ = periods.items()
        since = issued_from((first,))
        yield Waiting(queue="issue", kind="paper", paper=paper, periods=tuple(periods), since=since, due=due)


def to_report(plan: Plan, state: State) -> Waitings:
    """A task whose reports are missing waits for each city that owes them itself, by its office if it has one (levels-1)."""
    cycle = plan.rhythm.reported
    if cycle is None:
        return
    able = with_office(plan, "update")
    for id, one in state.tasks.items():
        owing: dict[tuple[tuple[str, ...], bool], list[str | None]] = {}
        for city in answering(one.task) or (None,):
            owing.setdefault((owed(plan, one, state.as_of, city), city in able), []).append(city)
        for (months, _), cities in owing.items():
            if months:
                since = due_on(plan, period_of(span(months[:1])[1], cycle), cycle)
                yield Waiting(
                    queue="report", kind="update", cities=tuple(cities), id=id, tasks=(id,),
                    periods=months, since=since,
                )  # fmt: skip


def to_follow(plan: Plan, state: State) -> Waitings:
    """Who raised or ordered a problem sees who has it now, until it is over (effect-1)."""
    for one in state.problems.open:
        who = () if one.petition else holders(plan, one, state.as_of)
        due = one.due.last if one.due and one.state in IN_HAND else None
        given = one.orders[-1:] if one.order else ()
        for office in dict.fromkeys(entry.record.stated_by for entry in (one.raised, *given)):
            if who == (office,):
                continue
            yield _problem(
                "follow", "update", one, one.raised.day, office=office, due=due, holders=who,
                held_since=held_since(plan, one, state.as_of),
            )  # fmt: skip


QUEUES: tuple[Callable[[Plan, State], Waitings], ...] = (
    to_answer, to_report, to_sort, to_order, to_solve, to_chase, to_ask_after_tasks, to_recheck, to_accept, to_settle,
    to_renumber, issued_twice, to_write_down, to_dispatch, to_supervise, to_issue, to_follow,
)  # fmt: skip


def waiting(plan: Plan, state: State) -> Waitings:
    """Give everything that waits for anybody on a day, queue by queue."""
    return (one for find in QUEUES for one in find(plan, state))


def is_for(plan: Plan, one: Waiting, office: str) -> bool:
    """Tell whether it waits for an office (demands-3, levels-1)."""
    return one.office == office if one.office else is_for_office(plan, office, one.kind, one.cities)


def is_for_unit(plan: Plan, one: Waiting, unit: str) -> bool:
    """Whether it may be a unit's: not what waits for another, nor a report that others are known to lead or to owe."""
    if one.queue != "report":
        return one.unit in (None, unit)
    task, own, city = plan.task(one.id or ""), {*spoken(plan.units[unit])}, plan.units[unit].city
    if city and any(one.cities) and city not in one.cities:
        return False
    leads = task.lead_units if task else None
    return not leads or any(own & {*spoken(lead)} for lead in leads)
