"""What would other rules have said? The history replayed day by day under two plans."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Literal

from ltzplan.dataclass import dataclass
from ltzplan.model.plan import Plan
from ltzplan.model.records import Entry
from ltzplan.model.state import State
from ltzplan.model.values import Day, Text, about
from ltzplan.rules.clock import ONE_DAY
from ltzplan.rules.fold import days
from ltzplan.rules.ledger import Ledger
from ltzplan.rules.levels import problem_level, task_level
from ltzplan.rules.lights import light_of

What = Literal["level", "light"]
Key = tuple[str, What]
Timeline = dict[date, str | None]
"""What was said from each day on on which it changed."""


@dataclass(frozen=True, kw_only=True)
class Difference:
    """A run of days on which the two plans differ in one way."""

    id: str = about("Id of the task or problem.")
    title: Text = about("Title, or what stands in the way.")
    what: What = about("What differs.", words="list")
    since: date = about("The first day.")
    until: date | None = about("The last day; null: it lasts to the end of the replay.")
    ours: str | None = about(
        "Id under the plan in force; null: no level, or no such task.", refers="levels lights"
    )
    other: str | None = about("Id under the plan on trial.", refers="levels lights")
    earlier: int | None = about("Days by which the plan on trial is earlier; null: it is not.")
    later: int | None = about("Days by which it is later; null: it is not, or never comes to it.")


@dataclass(frozen=True, kw_only=True)
class Diff:
    """What a plan on trial would have changed."""

    over: str = about("The period asked for: a day, month or year.")
    first: date = about("The first day that is compared.")
    last: date = about("The last day that is compared.")
    changes: tuple[Difference, ...] = about("What differs, in order of days.")


def diff(
    plan: Plan,
    other: Plan,
    entries: Sequence[Entry],
    over: Day,
    as_of: date,
    watched: Callable[[Iterator[State]], Iterable[State]] = iter,
) -> Diff:
    """Replay the records under two plans up to a day, and give what differs within a period; the replay may be watched."""
    last = min(over.last, as_of)
    ours, theirs = (_replayed(watched(days(Ledger(one, entries), last)), one) for one in (plan, other))
    titles = _titles(plan, other, entries)
    found = [
        one
        for id, what in dict.fromkeys((*ours, *theirs))
        for one in _runs(id, what, titles[id], ours.get((id, what), {}), theirs.get((id, what), {}))
        if over.first <= last and (one.until is None or one.until >= over.first)
    ]
    ordered = sorted(found, key=lambda one: (one.since, one.id, one.what))
    return Diff(over=over.text, first=over.first, last=last, changes=tuple(ordered))


def _replayed(states: Iterable[State], plan: Plan) -> dict[Key, Timeline]:
    """Give every level and light with the days on which it changed."""
    told: dict[Key, Timeline] = {}
    now: dict[Key, str | None] = {}
    before: State | None = None
    for state in states:
        by_time = before is not None and state.problems is before.problems
        answers = dict(_answers(plan, state, by_time=by_time))
        for key in answers if by_time else {**now, **answers}:
            value = answers.get(key)
            if key not in now or now[key] != value:
                now[key] = told.setdefault(key, {})[state.as_of] = value
        before = state
    return told


def _answers(plan: Plan, state: State, *, by_time: bool) -> Iterator[tuple[Key, str | None]]:
    """Give the levels and lights of a day; those only that time alone can move, where no record did."""
    if not by_time or plan.escalate_after:
        for id, problem in state.problems.items():
            yield (id, "level"), problem_level(plan, problem, state.as_of)
        for id, task in state.tasks.items():
            yield (id, "level"), task_level(plan, state, task.task)
    for id, task in state.tasks.items():
        if not by_time or task.due:
            yield (id, "light"), light_of(plan, task, state.as_of)


def _titles(plan: Plan, other: Plan, entries: Iterable[Entry]) -> Mapping[str, Text]:
    told: dict[str, Text] = {entry.id: entry.record.text or "" for entry in entries}
    return told | {task.id: task.name for task in (*other.tasks, *plan.tasks)}


def _runs(id: str, what: What, title: Text, ours: Timeline, theirs: Timeline) -> Iterator[Difference]:
    """Give the runs of days on which two tellings differ in one way."""
    moments = sorted({*ours, *theirs})
    our = their = None
    for at, day in enumerate(moments):
        our, their = ours.get(day, our), theirs.get(day, their)
        if our != their:
            until = moments[at + 1] - ONE_DAY if at + 1 < len(moments) else None
            earlier = _wait(day, their, ours) if day in theirs else None
            later = _wait(day, our, theirs) if day in ours and earlier is None else None
            yield Difference(
                id=id, title=title, what=what, since=day, until=until, ours=our, other=their,
                earlier=earlier, later=later,
            )  # fmt: skip


def _wait(day: date, said: str | None, told: Timeline) -> int | None:
    """Count the days until a plan says what the other, that moved on a day, says from it on; None: never."""
    came = (one for one, value in told.items() if one > day and value == said and said is not None)
    return next(((one - day).days for one in came), None)
