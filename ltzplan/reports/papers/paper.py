"""What every paper is: what it was asked for, and figures with the ids that they come from."""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import takewhile

from ltzplan.dataclass import dataclass
from ltzplan.model.method import Cycle
from ltzplan.model.plan import Plan
from ltzplan.model.problem_state import ProblemState
from ltzplan.model.records import Entry, Order, PaperKind
from ltzplan.model.state import State
from ltzplan.model.values import Day, Text, about
from ltzplan.reports.record_line import retold
from ltzplan.reports.show import ProblemView, show_problem
from ltzplan.rules.clock import ONE_DAY
from ltzplan.rules.doubts import doubts
from ltzplan.rules.fold import state_at
from ltzplan.rules.ledger import Ledger
from ltzplan.rules.life import move_of
from ltzplan.rules.rhythm import label, months_in, period_of, read_label, span

Figures = Mapping[str, tuple[str, ...]]
"""Name of a figure -> ids of what it counts, in the order in which the paper numbers them from 1."""


@dataclass(frozen=True, kw_only=True)
class PaperRequest:
    """What a paper is asked for."""

    paper: PaperKind = about("What it is.")
    number: str | None = about("Its number; null: a draft.", default=None)
    periods: tuple[str, ...] = about("The periods that it covers.", default=())
    level: str | None = about("Id of the level it is for.", default=None)
    portfolio: str | None = about("Id of the portfolio it is for.", default=None)
    unit: str | None = about("Id of the unit it is for.", default=None)
    concerns: tuple[str, ...] = about("Ids of the session or order that it is about.", default=())
    options: tuple[str, ...] = about("How else it was asked for: refs, rank.", default=())
    corrects: str | None = about("Id of the older paper that it corrects.", default=None)


@dataclass(frozen=True, kw_only=True)
class PaperReport(PaperRequest):
    """A paper: what it was asked for, and what it counts."""

    until: date = about("The day at whose end it stands.")
    figures: Figures = about("Ids of what each figure counts.")


def numbered(figures: Mapping[str, Iterable[str]]) -> Figures:
    """What each figure of a paper counts, in the order in which it is numbered."""
    return {name: tuple(ids) for name, ids in figures.items()}


def last_period(as_of: date, cycle: Cycle) -> str:
    """Name the last period that has ended by a day."""
    return label(period_of(as_of + ONE_DAY, cycle) - 1, cycle)


def ended(state: State, ledger: Ledger, last: date) -> State:
    """Give the state at the end of a period, or that of today where the period still runs."""
    return state if state.as_of <= last else state_at(ledger, last)


def next_period(periods: Iterable[str]) -> str:
    """Name the period that follows those of a paper, as long as the shortest of them (local)."""
    listed = list(periods)
    cycle = min((read_label(one) for one in listed), key=lambda one: months_in(one[1]))[1]
    return label(period_of(span(listed)[1], cycle) + 1, cycle)


def falling_due(dues: Mapping[str, Day | None], until: date, period: str) -> tuple[str, ...]:
    """Give what falls due after a day and by the end of a period, the soonest first."""
    last = span([period])[1]
    found = [(due.last, id) for id, due in dues.items() if due and until < due.last <= last]
    return tuple(id for _, id in sorted(found, key=lambda one: one[0]))


def doubted(plan: Plan, state: State, ids: Iterable[str]) -> tuple[str, ...]:
    """Give the problems of which what is on record does not add up."""
    records = {record for one in doubts(plan, state) for record in one.records}
    return tuple(id for id in ids if records & {id, *(one.entry.id for one in state.problems[id].moves)})


def views(plan: Plan, state: State, ids: Iterable[str]) -> Mapping[str, ProblemView]:
    """Give problems with everything that is known of them, by id."""
    return {id: show_problem(plan, state, id) for id in ids}


@dataclass(frozen=True, kw_only=True)
class Slip:
    """An order as it was given."""

    record: str = about("Id.")
    number: str = about("Its number.")
    date: Day = about("The day it was given.")
    units: tuple[str, ...] = about("Ids of the units that must answer.")
    helpers: tuple[str, ...] = about("Ids of the units that help.")
    tracked_by: tuple[str, ...] = about("Ids of the units that follow it up.")
    due: Day = about("By when, as it was given.")
    require: Text = about("What is required.")
    key: bool = about("A key matter.")
    origin: str | None = about("What led to it.")
    session: str | None = about("Id of the session that decided it.")
    because: Text | None = about("The reason, where it took the place of an order in force.")


def slip(order: Entry) -> Slip:
    """Return an order as it was given."""
    return retold(Slip, order.record, record=order.id)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What was said on an order: by a unit, by who checked the answer, by a higher authority."""

    record: str = about("Id.")
    date: Day = about("Its day.")
    unit: str | None = about("Id of the unit; null: another's word.")
    says: str = about("The move.")
    text: Text = about("What was said, or the reason.")
    due: Day | None = about("The due date that it set.")


def answers(problem: ProblemState, order: str) -> tuple[Answer, ...]:
    """Give what was said from an order to the next."""
    moves = [one.entry for one in problem.moves]
    later = moves[[one.id for one in moves].index(order) + 1 :]
    return tuple(map(answer, takewhile(lambda one: not isinstance(one.record, Order), later)))


def answer(move: Entry) -> Answer:
    """Give what a move says."""
    record = move.record
    said = (getattr(record, name, None) for name in ("text", "because", "to"))
    return Answer(
        record=move.id,
        date=record.date,
        unit=getattr(record, "unit", None),
        says=move_of(record) or record.kind,
        text=next(filter(None, said), ""),
        due=getattr(record, "due", None),
    )


@dataclass(frozen=True, kw_only=True)
class FigureDetail:
    """A figure of a paper, opened: what it counts, and the records behind it."""

    id: str = about("Id of the paper.")
    paper: PaperKind = about("What the paper is.")
    n: int = about("Number of the figure on the paper, from 1.")
    figure: str = about("Its name.")
    ids: tuple[str, ...] = about("Ids of what it counts.")
    records: Mapping[str, tuple[str, ...]] = about("Ids of the records of each, in order.")


def opened(state: State, id: str, paper: PaperReport, n: int) -> FigureDetail:
    """Open a figure of a paper; `state` is that of its last day."""
    figure, ids = list(paper.figures.items())[n - 1]
    records = {one: _records_of(state, one) for one in ids}
    return FigureDetail(id=id, paper=paper.paper, n=n, figure=figure, ids=ids, records=records)


def _records_of(state: State, id: str) -> tuple[str, ...]:
    """Give the records that make a problem or task what it is; else the record itself, if it is one."""
    if problem := state.problems.get(id):
        return (id, *(one.entry.id for one in problem.moves))
    if task := state.tasks.get(id):
        made_by = {one.id for one in (*task.reports, *task.rechecks, *task.adjustments)}
        return tuple(one.id for one in state.entries if one.id in made_by)
    return (id,)
