"""What waits for my office, how long, and what to type?"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import get_args

from ltzplan.dataclass import dataclass
from ltzplan.model.plan import Plan
from ltzplan.model.problem_state import IN_HAND, ProblemState
from ltzplan.model.state import State
from ltzplan.model.values import Text, about
from ltzplan.reports.matter import Decision, decided, matter, title
from ltzplan.rules.life import late_in_hand, problem_days_late
from ltzplan.rules.queue import Queue, Waiting, Way, is_for, is_for_unit, waiting
from ltzplan.rules.rhythm import first_and_last_day, read_label


@dataclass(frozen=True, kw_only=True)
class TodoItem(Waiting):
    """One thing that waits for the office."""

    title: Text | None = about("Title, or what stands in the way.", default=None)
    decided: Decision | None = about("What a session decided on it.", default=None)
    days: int = about("Days since then.")
    overdue_days: int = about(
        "Days late: of a problem that units have, or answered, those in their hands or in those of its unit; else days past its day.",
        default=0,
    )
    late_now: bool = about("Whether these days go on; if not, they are of before.", default=False)
    command: str = about("What to type; words in capitals are to be filled in.")


IN_A_ROW = (
    "queue id title tasks unit level paper periods records reasons holders decided since days due command"
)
"""What of an item stands in a row of a table."""


@dataclass(frozen=True, kw_only=True)
class Todo:
    """An office's queue."""

    office: str = about("Id of the office.", refers="offices")
    unit: str | None = about(
        "Id of the unit whose part of it this is; null: all.", refers="units", default=None
    )
    items: tuple[TodoItem, ...] = about(
        "What waits, by queue: first what is late, the longest late first, then what is soon due; last what others have."
    )
    ways: tuple[TodoItem, ...] = about("What else may be typed for one or several of them.", default=())


MISSED: tuple[Way, ...] = ("merges", "put_off")
"""The ways in which a missed dispatch is made good."""
OTHERWISE: tuple[Way, ...] = ("progress", "cannot")
"""What a unit may answer that has not done what an order asks for."""
ToType = Callable[[Plan, State, Waiting], str]
"""What to type for what waits."""


def todo(
    plan: Plan, state: State, office: str, to_type: ToType, unit: str | None = None, level: str | None = None
) -> Todo:
    """Return what waits for an office, and for it only; of a unit without what is surely another's, of a level its own.

    What it raised or ordered and others have is there too, where nothing of it waits for the office itself.
    """
    mine = [one for one in waiting(plan, state) if is_for(plan, one, office)]
    mine = [one for one in mine if unit is None or is_for_unit(plan, one, unit)]
    mine = [one for one in mine if level is None or level == _level(plan, state, one)]
    own = {one.id for one in mine if one.queue != "follow"}
    mine = [one for one in mine if one.queue != "follow" or one.id not in own]
    first = dict[Queue, date]()
    for one in mine:
        first[one.queue] = min(_pressing(plan, state, one), first.get(one.queue, date.max))

    def turn(one: Waiting) -> tuple[object, ...]:
        pressing = _pressing(plan, state, one)
        return one.queue == "follow", first[one.queue], get_args(Queue).index(one.queue), pressing, one.since

    found = sorted(mine, key=turn)
    items, ways = (
        [_item(plan, state, one, to_type) for one in some] for some in (found, _ways(state, found))
    )
    return Todo(office=office, unit=unit, items=tuple(items), ways=tuple(ways))


def _level(plan: Plan, state: State, one: Waiting) -> str | None:
    """Return the level that something is of: which it is before, or that held it; None: of none."""
    known = one.id in state.tasks or one.id in state.problems
    return one.level or (matter(plan, state, one.id).level if one.id and known else None)


def _pressing(plan: Plan, state: State, one: Waiting) -> date:
    """By when it is due, where that is over or soon; all else is later."""
    soon = state.as_of + timedelta(days=plan.chase.due_within_days)
    return one.due if one.due and one.due <= soon else date.max


def _ways(state: State, mine: Sequence[Waiting]) -> Iterator[Waiting]:
    """What does several at once: nothing new on all tasks that owe one report, and what one level has to decide on its agenda.

    And what else ends a missed dispatch: to merge it into another, or to put it off; and what else a unit may answer to an
    order that it signed for: how far it is, or that it cannot do it.
    """
    signed = [one for one in mine if one.queue == "answer" and _has_signed(state, one)]
    for one in signed[:1]:
        several = replace(one, id=None, unit=None) if signed[1:] else one
        yield from (replace(several, way=way) for way in OTHERWISE)
    together = dict[tuple[Way, str], list[Waiting]]()
    for one in mine:
        if one.queue == "report":
            together.setdefault(("nil", one.periods[-1]), []).append(one)
        elif one.queue == "order" and one.level:
            together.setdefault(("agenda", one.level), []).append(one)
        elif one.queue == "dispatch":
            over = (label for label in one.periods if first_and_last_day(*read_label(label))[1] < state.as_of)
            if missed := tuple(over):
                yield from (replace(one, way=way, periods=missed) for way in MISSED)
    for (way, _), some in together.items():
        tasks = tuple(dict.fromkeys(task for one in some for task in one.tasks))
        yield replace(some[0], way=way, id=None, tasks=tasks)


def _has_signed(state: State, one: Waiting) -> bool:
    return state.problems[one.id or ""].units[one.unit or ""] != "ordered"


def _item(plan: Plan, state: State, one: Waiting, to_type: ToType) -> TodoItem:
    problem = state.problems.get(one.id or "")
    late_now, overdue_days = _lateness(state, problem, one)
    held = (entry.record.text for entry in state.sessions if entry.id == one.id)
    return TodoItem(
        **vars(one),
        title=one.number or title(state, one.id) or next(held, None),
        decided=decided(plan, problem, state.as_of) if problem and one.queue == "order" else None,
        days=(state.as_of - one.since).days,
        overdue_days=overdue_days,
        late_now=late_now,
        command=to_type(plan, state, one),
    )


def _lateness(state: State, problem: ProblemState | None, one: Waiting) -> tuple[bool, int]:
    """Return whether what has a day is late now, and for how many days it is or was."""
    if one.due is None:
        return False, 0
    if problem and problem.state in IN_HAND:
        return (
            late_in_hand(problem, state.as_of, one.unit),
            problem_days_late(problem, state.as_of, one.unit),
        )
    past = max((state.as_of - one.due).days, 0)
    return past > 0, past
