"""What does not add up: a list of functions of one shape, each a doubt with its records.

A doubt is a question to whoever stated the records, never a refusal. To add one: one function, one line
in DOUBTS, its words in text/LANG/terms.py and lists.py.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise

from ltzplan.dataclass import dataclass
from ltzplan.model.plan import Plan
from ltzplan.model.records import Entry, Problem, Recheck, Record, Reply, Session, Sort, Update
from ltzplan.model.state import State
from ltzplan.model.task_state import Figure, TaskState
from ltzplan.model.values import Text, about
from ltzplan.rules.numbers import double_numbers
from ltzplan.rules.offices import cities_of
from ltzplan.rules.papers import double_papers
from ltzplan.rules.progress import derived, rounded, stated
from ltzplan.rules.rhythm import period_of
from ltzplan.rules.sense import senseless

RUNNING = 3
"""How many periods running the same sentence is a doubt, not a coincidence."""


@dataclass(frozen=True, kw_only=True)
class Doubt:
    """What does not add up."""

    doubt: str = about("Its name.", words="doubt")
    id: str = about("Id of the task, problem or paper; of a number given twice, the number.")
    records: tuple[str, ...] = about("Ids of the records that do not go together.")
    offices: tuple[str, ...] = about("Ids of the offices that entered them.", refers="offices", default=())
    by: tuple[str, ...] = about("Who typed them.", default=())
    entered: datetime | None = about("When the last of them was entered.", default=None)
    params: Mapping[str, object] = about("What its sentence says.")


Doubts = Iterator[Doubt]


def percent_fell(_: Plan, state: State) -> Doubts:
    """A percent of one thing by one measure is lower than the one before."""
    for task in state.tasks.values():
        for figures in _pieces(task).values():
            for before, after in pairwise(figures):
                if after.percent < before.percent and _day(before) < _day(after):
                    yield _figures("percent_fell", task, (before, after))


def same_sentence(plan: Plan, state: State) -> Doubts:
    """The same words are reported of the same thing for three periods running; `nil` says so openly."""
    cycle = plan.rhythm.reported
    if cycle is None:
        return
    for task in state.tasks.values():
        said: dict[object, dict[int, list[Entry]]] = {}
        for entry in task.reports:
            update = entry.record
            if isinstance(update, Update) and update.text and not update.nil:
                period = period_of(update.date.last, cycle)
                key = (update.text, update.parts, update.city)
                said.setdefault(key, {}).setdefault(period, []).append(entry)
        for periods in said.values():
            for run in _runs(sorted(periods)):
                entries = [entry for period in run for entry in periods[period]]
                text: Text = entries[0].record.text or ""
                yield _doubt("same_sentence", task.task.id, entries, text=text, count=len(run))


def _runs(periods: list[int]) -> Iterator[list[int]]:
    """Give the runs of periods one after the other that are long enough."""
    runs: list[list[int]] = []
    for period in periods:
        if runs and runs[-1][-1] == period - 1:
            runs[-1].append(period)
        else:
            runs.append([period])
    return (run for run in runs if len(run) >= RUNNING)


def completed_with_open_problem(_: Plan, state: State) -> Doubts:
    """A task is completed while a problem of it is open."""
    for id, task in state.tasks.items():
        if task.completed:
            last = task.acceptance or task.claims[-1].entry
            for problem in state.problems.open_of(id):
                yield _doubt("completed_with_open_problem", id, [last, problem.raised], problem=problem.id)


def accepted_without_reply(plan: Plan, state: State) -> Doubts:
    """A problem was closed on nobody's word: no unit said that it is done, no higher authority answered.

    Only one that was never ordered can be: what a unit holds is accepted on its reply alone (demands-3).
    Nor in a plan without units, where nobody else could say so.
    """
    for problem in state.problems.values() if plan.units else ():
        replies = [one.entry.record for one in problem.moves if isinstance(one.entry.record, Reply)]
        if problem.state == "closed" and not any(one.says in ("done", "answer") for one in replies):
            yield _doubt("accepted_without_reply", problem.id, [problem.raised, problem.moves[-1].entry])


def whole_against_parts(_: Plan, state: State) -> Doubts:
    """A whole is not what its parts by the same measure come to, by more than rounding.

    Of different days only what no progress explains: a whole above its later parts, or below its
    earlier ones.
    """
    for task in state.tasks.values():
        whole, parts = stated(task, None, None), derived(task.task, task)
        if whole is None or parts is None or whole.percent is None or parts.percent is None:
            continue
        days = [figure.date.last for figure in parts.figures]
        off, day = parts.percent - whole.percent, whole.date.last
        unexplained = min(days) >= day if off < 0 else max(days) <= day
        if whole.measure == parts.measure and unexplained and abs(off) > _rounding(task, whole.percent):
            entries = [*whole.entries, *parts.entries]
            yield _doubt(
                "whole_against_parts", task.task.id, entries, whole=whole.percent, parts=parts.percent,
                measure=whole.measure,
            )  # fmt: skip


def _rounding(task: TaskState, whole: Decimal) -> Decimal:
    """Give by how much a whole and its parts may differ as they were rounded, ours to one decimal included."""
    parts = (stated(task, id, None) for id in task.task.parts)
    figures = [whole, *(part.percent for part in parts if part and part.percent is not None)]
    return _half(rounded(whole)) + _half(whole) + max(map(_half, figures))


def _half(figure: Decimal) -> Decimal:
    """Give half of one in a figure's last place."""
    return Decimal(1).scaleb(int(figure.as_tuple().exponent)) / 2


def assigned_without_date(_: Plan, state: State) -> Doubts:
    """A session decided on a problem, and no unit was given it with a date (demands-3).

    An order has always a due date: without one it is an assignment that nobody wrote down, or one that
    was handed back.
    """
    decided: dict[str, Entry] = {}
    for entry in state.sessions:
        taken = entry.record.matters if isinstance(entry.record, Session) else ()
        if entry.record.date.last < state.as_of:
            decided.update((one.id, entry) for one in taken if one.decision and not one.review)
    for id, session in decided.items():
        if (problem := state.problems.get(id)) and problem.state == "sorted":
            yield _doubt(
                "assigned_without_date",
                id,
                [session, (problem.raised, *(one.entry for one in problem.moves))[-1]],
            )


def stated_differently(_: Plan, state: State) -> Doubts:
    """Two reports state different percents of one thing, by one measure, on one day."""
    for task in state.tasks.values():
        days: dict[object, list[Figure]] = {}
        for figure in task.figures:
            days.setdefault((figure.piece, _day(figure)), []).append(figure)
        for figures in days.values():
            if len({one.percent for one in figures}) > 1:
                yield _figures("stated_differently", task, tuple(figures))


def double_number(_: Plan, state: State) -> Doubts:
    """Two orders or papers in force bear one number (demands-3)."""
    for entries in double_numbers(state):
        last = entries[-1].record
        paper = getattr(last, "paper", None)
        yield _doubt("double_number", getattr(last, "number", ""), list(entries), paper=paper)


def double_paper(_: Plan, state: State) -> Doubts:
    """Two papers in force are of one kind, addressee and period, or of one session (local)."""
    for first, later in double_papers(state):
        paper = getattr(later.record, "paper", None)
        yield _doubt("double_paper", later.id, [first, later], paper=paper)


def one_city_above(plan: Plan, state: State) -> Doubts:
    """A cross-region task's problem stands above the lowest level and concerns one city only (focus-5)."""
    for problem in state.problems.open:
        if problem.sorted_by and concerns_one_city(plan, problem.problem, problem.sorted_by.record):
            told = {"tasks": " ".join(problem.problem.tasks), "office": problem.raised.record.stated_by}
            yield _doubt("one_city_above", problem.id, [problem.raised, problem.sorted_by], **told)


def concerns_one_city(plan: Plan, problem: Problem, sort: Record) -> bool:
    """Tell whether a problem of a cross-region task is sorted above the lowest level, and names fewer than two cities (focus-5)."""
    if not isinstance(sort, Sort) or sort.needs is None or plan.rank(plan.needs[sort.needs].level) == 0:
        return False
    tasks = [task for id in problem.tasks if (task := plan.task(id))]
    return any(map(plan.crosses_regions, tasks)) and len(cities_of(plan, problem)) < 2  # noqa: PLR2004 - two cities


def stage_went_back(plan: Plan, state: State) -> Doubts:
    """A task's stage is an earlier one of the plan's than that stated before, though nobody returned or reopened it (local)."""
    order = [id for id, one in plan.stages.items() if not one.over]
    for task in state.tasks.values():
        last: Entry | None = None
        for entry in (one.entry for one in task.steps if not one.settled):
            was, now = (_stage(one.record) if one else None for one in (last, entry))
            if was in order and now in order and order.index(now) < order.index(was):
                yield _doubt(
                    "stage_went_back", task.task.id, [*filter(None, (last, entry))], stages=(was, now)
                )
            again = isinstance(entry.record, Recheck) or (
                isinstance(entry.record, Update) and entry.record.reopen
            )
            last = None if again else entry if now else last


def _stage(record: Record) -> str | None:
    """The stage that a report states of the whole of a task."""
    return record.stage if isinstance(record, Update) and record.whole and not record.background else None


def completed_late(_: Plan, state: State) -> Doubts:
    """A task is claimed after its due day, and no extension says why (local)."""
    for id, task in state.tasks.items():
        if task.claim and task.due and not task.adjustments and task.claim.since > task.due.last:
            days = (task.claim.since - task.due.last).days
            yield _doubt("completed_late", id, [task.claim.entry], due=task.due.text, days=days)


DOUBTS: tuple[Callable[[Plan, State], Doubts], ...] = (
    percent_fell, same_sentence, completed_with_open_problem, accepted_without_reply, whole_against_parts,
    assigned_without_date, stated_differently, double_number, double_paper, one_city_above, stage_went_back, completed_late,
)  # fmt: skip


def doubts(plan: Plan, state: State) -> list[Doubt]:
    """Give everything that does not add up on a day, and what would have been refused where it is typed."""
    refused = (_doubt(one.code, one.id, [one.entry], **one.params) for one in senseless(plan, state))
    return [*(doubt for find in DOUBTS for doubt in find(plan, state)), *refused]


def to_ask(plan: Plan, state: State) -> list[Doubt]:
    """Give all that is to be asked of whoever stated it: what does not add up, and what had no effect (local)."""
    idle = (
        _doubt("without_effect", one.entry.id, [one.entry], code=one.code, state=one.state)
        for one in state.skipped
    )
    return [*doubts(plan, state), *idle]


def _doubt(name: str, id: str, entries: list[Entry], **params: object) -> Doubt:
    records = tuple(dict.fromkeys(one.id for one in entries))
    entered = [one.record.entered for one in entries]
    return Doubt(
        doubt=name, id=id, records=records, params=params,
        offices=tuple(dict.fromkeys(one.office for one in entered)), by=tuple(dict.fromkeys(one.by for one in entered)),
        entered=max(one.at for one in entered),
    )  # fmt: skip


def _figures(name: str, task: TaskState, figures: tuple[Figure, ...]) -> Doubt:
    piece = figures[0].piece
    return _doubt(
        name, task.task.id, [one.entry for one in figures], part=piece.part, city=piece.city, measure=piece.measure,
        figures=tuple((_day(one), one.percent, one.office) for one in figures),
    )  # fmt: skip


def _pieces(task: TaskState) -> dict[object, list[Figure]]:
    """Give the figures of each thing and measure, by the day they speak of."""
    found: dict[object, list[Figure]] = {}
    for figure in sorted(task.figures, key=_day):
        found.setdefault(figure.piece, []).append(figure)
    return found


def _day(figure: Figure) -> date:
    return figure.date.last
