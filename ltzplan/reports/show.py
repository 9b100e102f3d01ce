"""One task, or one problem, with everything that is known of it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from ltzplan.dataclass import dataclass
from ltzplan.model.plan import HOLDERS, Plan, Task
from ltzplan.model.problem_state import ProblemState
from ltzplan.model.records import Adjustment, AgendaItem, Ended, Entry, Order, Petition, Source, Update
from ltzplan.model.state import State
from ltzplan.model.task_state import Scope, TaskState
from ltzplan.model.values import Day, Text, about
from ltzplan.reports.matter import Matter, matter, taken_up
from ltzplan.reports.record_line import Corrected, RecordLine, retold, said
from ltzplan.reports.status import TaskRow, task_row
from ltzplan.rules.forecast import Expected, expected
from ltzplan.rules.levels import level_since
from ltzplan.rules.life import KIND_OF, OF_UNITS, possible_moves
from ltzplan.rules.offices import cities_of, is_for_office
from ltzplan.rules.queue import held_since
from ltzplan.rules.settled import settled_problem
from ltzplan.rules.silence import answering, missed, owed, reporters


@dataclass(frozen=True, kw_only=True)
class Point:
    """A percent on a day, and by which record."""

    date: date
    percent: Decimal
    record: str = about("Id of the update that says so.")
    corrects: tuple[Corrected, ...] = about("What that took the place of.", default=())


@dataclass(frozen=True, kw_only=True)
class Curve(Scope):
    """The percents stated over time of one piece by one measure."""

    points: tuple[Point, ...] = about("The points, in order.")


@dataclass(frozen=True, kw_only=True)
class Reached:
    """A milestone reached by the whole, by a part or in a city."""

    milestone: str = about("Id.")
    part: str | None = about("Id of the part; null: the whole.")
    city: str | None = about("Id of the city; null: all.")
    date: Day = about("The day it was reached by.")
    record: str = about("Id of the update that says so.")


@dataclass(frozen=True, kw_only=True)
class Adjusted:
    """What was decided to change of a task."""

    record: str = about("Id.")
    date: Day = about("The day it speaks of.")
    due: Day | None = about("The new due date; null: as it was.")
    no_due: bool = about("It has no due date any more.", default=False)
    target: Text | None = about("The new promise; null: as it was.")
    ended: Ended | None = about("How the task ceased to be one of its own; null: it goes on.")
    into: tuple[str, ...] = about("Ids of the tasks that it goes on in.")
    because: Text = about("The reason.")
    approved_by: str = about("Who approved it.")


@dataclass(frozen=True, kw_only=True)
class Asking:
    """A petition that waits for its answer."""

    record: str = about("Id.")
    number: str | None = about("Number of the letter.")
    to: Text = about("Whom it asks.")
    since: Day = about("The day of the letter.")
    joined_by: tuple[str, ...] = about("Ids of the cities that ask.", default=())
    answer_by: Day | None = about("By when an answer is expected.", default=None)


@dataclass(frozen=True, kw_only=True)
class ProblemView(Matter):
    """A problem's life."""

    since: Day = about("The day it was raised.")
    days: int = about("Days since then; once it has ended, those that it was open.")
    state: str = about("State in the life table.", words="state")
    text: Text = about("What stands in the way.")
    city: str | None = about("Id of the city where it lies.", refers="cities")
    held_by: str | None = about(
        "Who must move next: id of a level, of a unit, or of the sorting office.", refers=HOLDERS
    )
    held_since: Day = about("Since when.")
    level_since: date | None = about(
        "The day from which it has been before its level without a break; null: before none.", default=None
    )
    closed_on: date | None = about("The day on which it was accepted or dismissed.", default=None)
    in_time: bool | None = about(
        "Whether it was, without a day late; null: open, or never ordered.", default=None
    )
    sort: str | None = about("Id of the sort.", refers="sorts")
    concerns: tuple[str, ...] | None = about("Ids of the other cities; null: not stated.", refers="cities")
    positions: Mapping[str, Text] = about("What each city says.")
    unsaid: tuple[str, ...] = about(
        "Ids of the cities that it concerns, its raiser's among them, and that said nothing.",
        refers="cities",
        default=(),
    )
    tried: Text | None = about("What was tried; null: not stated.")
    wanted_by: Day | None = about("By when an answer is wanted.")
    order: str | None = about("Id of the order in force; null: nobody is assigned.")
    ordered_on: Day | None = about("The day of that order.")
    number: str | None = about("Its number.")
    require: Text | None = about("What it requires.")
    helpers: tuple[str, ...] = about("Ids of the units that help.", refers="units")
    tracked_by: tuple[str, ...] = about("Ids of the units that follow it.", refers="units")
    returns: int = about("How often it was returned.")
    petition: Asking | None = about("The petition that waits for its answer.")
    source: Source | None = about("Where it was published.")
    moves: tuple[RecordLine, ...] = about("What was said of it, from its raising on.")
    possible: tuple[str, ...] = about("The moves that are possible now.")
    possible_by: Mapping[str, tuple[str, ...]] = about(
        "The same by the id of the office that makes them: of units those of their cities.",
        default_factory=dict,
    )
    kept: tuple[str, ...] = about(
        "Ids of the units that the last order named again and whose state is that of before it.",
        refers="units",
        default=(),
    )


@dataclass(frozen=True, kw_only=True)
class Reporters:
    """Which cities reported when reports were due last."""

    period: str = about("The period; empty: none was due yet.")
    cities: tuple[str, ...] = about("Ids of the cities that reported on it.")
    of: tuple[str, ...] = about("Ids of the cities that owe its reports.")


@dataclass(frozen=True, kw_only=True)
class TaskView:
    """A task with its promise, its reports and its problems."""

    task: Task = about("The task as planned.")
    row: TaskRow = about("Where it stands.")
    adjustments: tuple[Adjusted, ...] = about("What was decided to change, in order.")
    expected: Expected | None = about("What was last expected for the year's end.")
    months_owed: tuple[str, ...] = about("The periods due since the last report.")
    months_missed: tuple[str, ...] = about("Every due period without a report.")
    reporters: Reporters = about("Who reported when reports were due last.")
    milestones: tuple[Reached, ...] = about("The milestones reached, in order.")
    curves: tuple[Curve, ...] = about("Percents over time.")
    problems: tuple[ProblemView, ...] = about("Its problems, open ones first.")
    reports: tuple[RecordLine, ...] = about("Its reports, background and checks, the newest first.")

    def point(self, part: str | None, city: str | None, measure: str | None, day: Day | None) -> Point | None:
        """Return the point that states the percent of a piece on a day; None where none does."""
        curves = (
            one.points for one in self.curves if (one.part, one.city, one.measure) == (part, city, measure)
        )
        found = [point for points in curves for point in points if day and point.date == day.last]
        return found[-1] if found else None


def show_task(plan: Plan, state: State, id: str) -> TaskView:
    """Give everything that is known of a task."""
    task = state.tasks[id]
    pieces = dict.fromkeys(one.piece for one in task.figures)
    period, cities = reporters(plan, task, state.as_of)
    reports = tuple(
        said(one.entry, one.corrected)
        for one in reversed(task.steps)
        if not (one.settled or isinstance(one.entry.record, Adjustment))
    )
    corrects = {one.record: one.corrects for one in reports}
    return TaskView(
        task=task.task,
        row=task_row(plan, state, task),
        adjustments=tuple(
            retold(Adjusted, one.record, record=one.id, ended=one.record.ends)
            for one in task.adjustments
            if isinstance(one.record, Adjustment)
        ),
        expected=expected(plan, state, task),
        months_owed=owed(plan, task, state.as_of),
        months_missed=missed(plan, task, state.as_of),
        reporters=Reporters(period=period, cities=cities, of=answering(task.task)),
        milestones=tuple(_reached(task)),
        curves=tuple(
            Curve(
                **vars(piece),
                points=tuple(
                    Point(
                        date=one.date.last,
                        percent=one.percent,
                        record=one.entry.id,
                        corrects=corrects[one.entry.id],
                    )
                    for one in sorted(task.figures, key=lambda figure: figure.date.last)
                    if one.piece == piece
                ),
            )
            for piece in pieces
        ),
        problems=tuple(
            show_problem(plan, state, one.id)
            for one in sorted(state.problems.of(id), key=lambda p: not p.open)
        ),
        reports=reports,
    )


def _reached(task: TaskState) -> Iterator[Reached]:
    for entry in task.updates:
        update = entry.record
        if isinstance(update, Update) and update.milestone:
            for part in update.parts or (None,):
                yield Reached(
                    milestone=update.milestone, part=part, city=update.city, date=update.date, record=entry.id
                )


def show_problem(plan: Plan, state: State, id: str, unit: str | None = None) -> ProblemView:
    """Give a problem's life; to a unit with what is due and late in its own hands."""
    one, known = state.problems[id], matter(plan, state, id, unit)
    problem, order = one.problem, one.order
    end = settled_problem(one, state.as_of)
    return ProblemView(
        **vars(known),
        text=known.title,
        city=problem.city,
        held_by=next(iter(known.holders), None),
        held_since=Day.of(held_since(plan, one, state.as_of)),
        level_since=level_since(plan, one, state.as_of),
        closed_on=end.date.last if end else None,
        in_time=end.in_time if end else None,
        sort=one.sort.sort if one.sort else None,
        concerns=problem.concerns,
        positions=problem.positions,
        unsaid=tuple(
            city for city in plan.cities if city in cities_of(plan, problem) and city not in problem.positions
        ),
        tried=problem.tried,
        wanted_by=problem.wanted_by,
        order=one.orders[-1].id if order else None,
        ordered_on=order.date if order else None,
        number=order.number if order else None,
        require=order.require if order else None,
        helpers=order.helpers if order else (),
        tracked_by=order.tracked_by if order else (),
        returns=one.returns,
        petition=_asking(plan, one.petition),
        source=problem.source,
        moves=(said(one.raised), *_reworded(state, one), *_life(state, one)),
        possible=possible_moves(plan, one),
        possible_by=_possible_by(plan, one),
        kept=tuple(_kept(one)),
    )


def _possible_by(plan: Plan, one: ProblemState) -> Mapping[str, tuple[str, ...]]:
    """What each office may do: of the moves of units the offices of their cities, where these may write them."""
    cities, found = [plan.units[unit].city for unit in one.units], dict[str, tuple[str, ...]]()
    for move in possible_moves(plan, one):
        near = cities if move in OF_UNITS else ()
        for office in plan.offices:
            if is_for_office(plan, office, KIND_OF[move], near):
                found[office] = (*found.get(office, ()), move)
    return found


def _kept(one: ProblemState) -> Iterator[str]:
    """The units that signed for an earlier order and have not spoken since the last one (local)."""
    answered = set[str | None]()
    for move in reversed(one.moves):
        if isinstance(move.entry.record, Order):
            yield from (unit for unit, own in one.units.items() if own != "ordered" and unit not in answered)
            return
        answered.add(getattr(move.entry.record, "unit", None))


def _reworded(state: State, one: ProblemState) -> Iterator[RecordLine]:
    """Give the corrections of what was raised, in order, each of the day on which it was entered."""
    by, before = {entry.id: entry for entry in state.dead.values()}, one.raised
    for id in filter(by.get, one.wordings[1:]):
        yield replace(said(by[id], (before,)), date=Day.of(by[id].record.entered.at.date()))
        before = by[id]


def _life(state: State, one: ProblemState) -> Iterator[RecordLine]:
    """Give what moved a problem, and in between the orders that were withdrawn and the sessions that took it up."""
    sessions = [
        (held.day, held.record.entered.at, _session(held, item)) for held, item in taken_up(state, one)
    ]
    for step in one.steps:
        if step.moved or isinstance(step.entry.record, Order):
            while sessions and sessions[0][:2] < (step.day, step.entry.record.entered.at):
                yield sessions.pop(0)[2]
            yield replace(said(step.entry), void=not step.moved)
    yield from (line for *_, line in sessions)


def _session(held: Entry, item: AgendaItem) -> RecordLine:
    """Give a session with what it decided on a problem."""
    line = said(held)
    return replace(line, text=item.decision or line.text)


def _asking(plan: Plan, entry: Entry | None) -> Asking | None:
    if entry is None or not isinstance(entry.record, Petition):
        return None
    letter = entry.record
    cities = letter.joined_by or tuple(plan.cities)
    return retold(Asking, letter, record=entry.id, since=letter.date, joined_by=cities)
