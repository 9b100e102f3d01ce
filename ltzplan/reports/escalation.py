"""Who must act now, and why?"""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date
from functools import cached_property
from types import SimpleNamespace
from typing import Literal

from ltzplan.dataclass import dataclass
from ltzplan.model.plan import Plan
from ltzplan.model.state import State
from ltzplan.model.task_state import TaskState
from ltzplan.model.values import Day, Text, about
from ltzplan.reports.filter import ALL, TaskFilter
from ltzplan.reports.matter import Matter, matter
from ltzplan.reports.next_due import Due, next_due
from ltzplan.reports.rows import Rows, rows_of
from ltzplan.reports.status import Disagreement, TaskRow, status
from ltzplan.rules.duties import next_dispatch
from ltzplan.rules.levels import TURNS, Turn, portfolio_of
from ltzplan.rules.queue import to_accept, to_recheck, to_sort, to_write_down
from ltzplan.rules.rhythm import last_dispatch
from ltzplan.rules.silence import answering, owed, reported_by
from ltzplan.rules.supervision import Supervised, follows_tasks, supervised


@dataclass(frozen=True, kw_only=True)
class LevelMatters:
    """What is before a level."""

    level: str = about("Id.", refers="levels")
    matters: tuple[Matter, ...] = about("Its matters; may be empty.")

    def count(self, turn: Turn) -> int:
        """Count the matters whose turn it is."""
        return sum(one.turn == turn for one in self.matters)


@dataclass(frozen=True, kw_only=True)
class ToCheck:
    """A claim that waits for the secretariat's recheck."""

    id: str = about("Id of the task or problem.")
    kind: Literal["task", "problem"] = about("What it is.", words="kind")
    since: date = about("The day of the claim.")
    days: int = about("Days since then.")


@dataclass(frozen=True, kw_only=True)
class Followed(Supervised):
    """A matter under supervision, as it reads in a list."""

    kind: Literal["task", "problem"] = about("What it is.", words="kind")
    title: Text = about("Title, or what stands in the way.")
    units: Mapping[str, str] = about("State of each unit that must answer.", default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Unwritten:
    """A dispatch that neither minutes nor an order followed by the next working day."""

    id: str = about("Id of the session.")
    level: str | None = about("Id of the level that held it.", refers="levels")
    date: Day = about("The day it was held.")


@dataclass(frozen=True, kw_only=True)
class Silent:
    """A task whose due reports are missing."""

    task: str = about("Id of the task.")
    months: tuple[str, ...] = about("The periods owed: those since the last report.", typed="period")
    reported_by: Mapping[str, Day | None] = about(
        "The cities that owe its reports, and the day of each one's last.",
        refers="cities",
        default_factory=dict,
    )
    partly: bool = about(
        "Whether it was reported on, but not by all that owe it; then the periods are those owed for longest.",
        default=False,
    )
    owed_by: Mapping[str, tuple[str, ...]] = about(
        "The periods that each city owes itself; none where only one city, or the whole task, was asked for.",
        refers="cities",
        typed="period",
        default_factory=dict,
    )

    @property
    def longest(self) -> tuple[str, ...]:
        """The periods that are owed for longest: by one of its cities, else by all."""
        return max(self.owed_by.values(), key=len, default=self.months)


@dataclass(frozen=True, kw_only=True)
class InSection:
    """A matter, and where it stands."""

    section: str = about("Id of the level, or the name of the list.", refers="levels", words="esc.section")
    matter: Matter | ToCheck | Followed | Silent | SimpleNamespace = about("The matter.")


@dataclass(frozen=True, kw_only=True)
class Escalation:
    """Who must act on what."""

    levels: tuple[LevelMatters, ...] = about("Every level, the highest first.")
    unsorted: tuple[Matter, ...] = about("The secretariat's queue: of no level yet.")
    waiting_for_recheck: tuple[ToCheck, ...] = about("Claims to be checked.")
    supervision: tuple[Followed, ...] = about("What is followed up.")
    silent: tuple[Silent, ...] = about("Whose reports are missing.")
    disagreements: tuple[Disagreement, ...] = about("Figures in which offices differ.")
    next_due: Due | None = about("What falls due next.")
    next_dispatch: str | None = about("Period of the next regular dispatch; null: the plan has none left.")
    unwritten: tuple[Unwritten, ...] = about("Dispatches that nobody wrote down.", default=())
    last_dispatch: date | None = about(
        "The day of the last dispatch held, of a level that is asked for its own; null: none recorded.",
        default=None,
    )
    last_dispatch_by: str | None = about("Id of the level that held it.", refers="levels", default=None)
    for_level: str | None = about("The one level that is asked for; then only its matters.", default=None)
    tasks: tuple[TaskRow, ...] = about("The tasks of the field that is asked for.", default=())
    late: tuple[TaskRow, ...] = about("Overdue tasks, where no rule of supervision follows them.", default=())
    open: tuple[Matter, ...] = about("Open problems, where no level settles them.", default=())

    @cached_property
    def grounds(self) -> Mapping[str, tuple[str, ...]]:
        """On which grounds is followed up what is."""
        return {one.id: one.grounds for one in self.supervision}

    @property
    def calls_for_action(self) -> bool:
        """Tell whether anybody has to act: decide, sort, check, write down, follow up or settle figures.

        Not where units have a matter in hand in time, nor where a higher authority is asked.
        """
        queues = (
            self.unsorted, self.waiting_for_recheck, self.unwritten, self.supervision, self.disagreements, self.late,
            self.open,
        )  # fmt: skip
        return any(level.count(turn) for level in self.levels for turn in CALLING) or any(queues)


def escalation(plan: Plan, state: State, chosen: TaskFilter = ALL) -> Escalation:
    """Give what is before each level, from the tasks that are chosen.

    For one level only what is its own: the secretariat's queue is left out, supervision goes to
    the highest, silence to the lowest.
    """
    only = replace(chosen, level=None)
    rows = {row.id: row for row in status(plan, state, only).tasks}
    problems = _problems_of(plan, state, rows.keys(), only)
    shown = {id: matter(plan, state, id) for id in (*problems, *rows)}
    levels = [level.id for level in reversed(plan.levels) if chosen.level in (None, level.id)]
    last = last_dispatch(plan, state, chosen.level, chosen.portfolio)
    everybody = chosen.level is None
    highest = chosen.level in (None, *(one.id for one in plan.levels[-1:]))
    lowest = chosen.level in (None, *(one.id for one in plan.levels[:1]))
    to_check = (*to_accept(plan, state), *to_recheck(plan, state))
    return Escalation(
        levels=tuple(LevelMatters(level=level, matters=_before(level, shown.values())) for level in levels),
        unsorted=tuple(shown[id] for one in to_sort(plan, state) if everybody and (id := one.id) in shown),
        waiting_for_recheck=tuple(
            ToCheck(id=id, kind=shown[id].kind, since=one.since, days=(state.as_of - one.since).days)
            for one in to_check
            if everybody and (id := one.id) in shown
        ),
        supervision=tuple(
            Followed(**vars(one), kind=known.kind, title=known.title, units=known.units)
            for one in supervised(plan, state)
            if highest and (known := shown.get(one.id))
        ),
        unwritten=tuple(
            Unwritten(id=one.id or "", level=one.level, date=Day.of(one.since))
            for one in to_write_down(plan, state)
            if everybody and only == ALL
        ),
        silent=tuple(
            silent
            for id in rows
            if lowest and (silent := silent_of(plan, state.tasks[id], state.as_of, chosen.city))
        ),
        disagreements=tuple(one for row in rows.values() if everybody for one in row.disagreements),
        next_due=next_due(rows.values(), (state.problems[id] for id in problems), state.as_of),
        next_dispatch=next_dispatch(plan, state),
        last_dispatch=last.day if last else None,
        last_dispatch_by=getattr(last.record, "level", None) if last else None,
        for_level=chosen.level,
        tasks=tuple(rows.values()) if chosen.portfolio or chosen.area else (),
        late=tuple(row for row in rows.values() if everybody and row.late and not follows_tasks(plan)),
        open=tuple(shown[id] for id in problems if everybody and not plan.needs),
    )


def silent_of(plan: Plan, task: TaskState, as_of: date, city: str | None = None) -> Silent | None:
    """Give what a task, or one city of it, owes; None for nothing."""
    months = owed(plan, task, as_of, city)
    return Silent(task=task.task.id, months=months, reported_by=reported_by(plan, task)) if months else None


def silent_in_part(plan: Plan, task: TaskState, as_of: date) -> Silent | None:
    """Give what a task owes, or where it was reported on the longest of what its cities owe; None for nothing."""
    owing = {city: months for city in answering(task.task) if (months := owed(plan, task, as_of, city))}
    if whole := silent_of(plan, task, as_of):
        return replace(whole, owed_by=owing)
    longest = max(owing.values(), key=len, default=None)
    if longest is None:
        return None
    last = reported_by(plan, task)
    return Silent(task=task.task.id, months=longest, reported_by=last, partly=True, owed_by=owing)


CALLING: tuple[Turn, ...] = ("decide", "to_order")
"""The turns in which somebody must act."""


def _problems_of(plan: Plan, state: State, tasks: AbstractSet[str], chosen: TaskFilter) -> list[str]:
    """Give the open problems of tasks, of a unit its own; of a portfolio those that belong to it, whatever their task does."""
    if chosen.portfolio:
        tasks = {row.id for row in status(plan, state, replace(chosen, portfolio=None)).tasks}
    return [
        one.id
        for one in state.problems.open
        if not tasks.isdisjoint(one.problem.tasks)
        and (chosen.portfolio is None or chosen.portfolio == portfolio_of(plan, one))
        and chosen.chooses_problem(plan, state, one)
    ]


def _before(level: str, shown: Iterable[Matter]) -> tuple[Matter, ...]:
    """What is before a level: by whose turn it is, key matters first, then the oldest."""
    order, own = [*TURNS, None], (one for one in shown if one.level == level)
    return tuple(sorted(own, key=lambda one: (order.index(one.turn), not one.key, -(one.days or 0))))


_COLUMNS = (
    "id kind task title standing since days needs rests_on state turn decided holders due first_due overdue_days key "
    "grounds months"
)
_UNSORTED = ("id", "task", "title", "since", "days")
"""The columns of what is not sorted."""


def flat(report: Escalation) -> Rows[InSection]:
    """Every matter as a row of one table, the section it stands in first."""
    found: list[tuple[str, Iterable[Matter | ToCheck | Followed | Silent | SimpleNamespace]]] = [
        (level.level, level.matters) for level in report.levels
    ]
    unsorted = (
        SimpleNamespace(**{name: getattr(one, name) for name in _UNSORTED}) for one in report.unsorted
    )
    found.append(("unsorted", unsorted))
    lists = ("waiting_for_recheck", "supervision", "silent")
    found += [(name, getattr(report, name)) for name in lists]
    rows = (InSection(section=name, matter=one) for name, matters in found for one in matters)
    return rows_of(InSection, rows, " ".join(("section", *(f"matter.{one}" for one in _COLUMNS.split()))))
