"""What is asked of a principal or a unit today, on one page, and what follows if nothing is done?"""

from collections.abc import Mapping
from datetime import date

from ltzplan.dataclass import dataclass
from ltzplan.model.plan import Plan
from ltzplan.model.problem_state import HELD, ProblemState
from ltzplan.model.state import State
from ltzplan.model.values import Day, about
from ltzplan.reports.escalation import Silent, silent_of
from ltzplan.reports.filter import TaskFilter
from ltzplan.reports.matter import Decision, Matter, last_decided, matter
from ltzplan.reports.papers.agenda import answered
from ltzplan.reports.papers.paper import Answer, PaperReport, PaperRequest, numbered
from ltzplan.reports.show import ProblemView, show_problem
from ltzplan.reports.status import TaskRow, status
from ltzplan.rules.clock import ONE_DAY
from ltzplan.rules.duties import next_dispatch
from ltzplan.rules.ledger import Ledger
from ltzplan.rules.levels import grounds_of_level, rises_on
from ltzplan.rules.rhythm import last_dispatch
from ltzplan.rules.supervision import grounds_of

FIRST = 3
"""So many matters stand on the page, where it holds them; the others in its annex."""


@dataclass(frozen=True, kw_only=True)
class AskedToday:
    """A matter on which somebody must act, and what follows by date where nobody does."""

    view: ProblemView = about("The problem.")
    answer: Answer | None = about("The last word of a unit; null: none.")
    due: Mapping[str, Day] = about("The due dates of its tasks, by id of the task.")
    supervised: date | None = about("The day from which it is followed up; null: none is set.")
    rises: date | None = about("The day on which it goes one level up; null: it does not.")
    decided: Decision | None = about("What a session last decided on it; null: nothing.", default=None)
    rests_on: tuple[str, ...] = about("Clauses from which its level follows.", default=())


@dataclass(frozen=True, kw_only=True)
class Brief(PaperReport):
    """A page for a level, or for one portfolio or unit."""

    sat: Day | None = about("The day of the level's last session; null: none is on record.")
    days: int | None = about("Days since then.")
    next_dispatch: str | None = about(
        "Period of the next regular dispatch of the plan; null: none is left.", default=None
    )
    asked: tuple[AskedToday, ...] = about(
        "What must be decided, or by a unit be answered: key ones first, then the oldest; beyond the `first` by date."
    )
    first: int = about("How many of them stand on the page.", default=FIRST)
    in_hand: tuple[AskedToday, ...] = about("Its other open problems, and what follows for them, by date.")
    silent: tuple[Silent, ...] = about("The tasks under it whose reports are missing.")
    field: tuple[TaskRow, ...] = about("The tasks of the portfolio, where one is asked for.")
    reported: bool = about("Whether the plan sets a rhythm of reports: else none is owed.")


def brief(plan: Plan, state: State, ledger: Ledger, head: PaperRequest) -> Brief:
    """Give the page of a level (levels-1 to levels-4), or the orders that a unit must answer (demands-3)."""
    known = [(one, matter(plan, state, one.id)) for one in state.problems.open]
    own = [of_it for one, of_it in known if _is_own(head, one, of_it)]
    ask = [one for one in own if _is_asked(head, state.problems[one.id], one)]
    ask.sort(key=lambda one: (not one.key, -(one.days or 0)))
    asked = [_asked(plan, state, state.problems[one.id], head.unit) for one in ask]
    asked = [*asked[:FIRST], *sorted(asked[FIRST:], key=_follows_on)]
    rest = [_asked(plan, state, state.problems[one.id], head.unit) for one in own if one not in ask]
    rest.sort(key=_follows_on)
    rows = () if head.unit else status(plan, state, TaskFilter(portfolio=head.portfolio)).tasks
    own_rows = [row for row in rows if row.origin == "plan"]
    silent = [owes for row in own_rows if (owes := silent_of(plan, state.tasks[row.id], state.as_of))]
    held = last_dispatch(plan, state, head.level, head.portfolio) if head.level else None
    standing = [row.id for row in rows if head.level and matter(plan, state, row.id).level == head.level]
    shown = {row.id for row in rows if head.level != plan.levels[0].id}
    unsorted = [one.id for one, _ in known if one.state == "raised" and shown.intersection(one.tasks)]
    found = {
        "unsorted": unsorted,
        "to_decide": [one.view.id for one in asked], "in_hand": [one.view.id for one in rest], "owing": [one.task for one in silent], "standing": standing,
    }  # fmt: skip
    return Brief(
        **vars(head),
        until=state.as_of,
        figures=numbered(found),
        sat=held.record.date if held else None,
        days=(state.as_of - held.day).days if held else None,
        next_dispatch=next_dispatch(plan, state),
        asked=tuple(asked),
        in_hand=tuple(rest),
        silent=tuple(silent),
        field=tuple(rows) if head.portfolio else (),
        reported=plan.rhythm.reported is not None,
    )


def _is_own(head: PaperRequest, one: ProblemState, found: Matter) -> bool:
    """Whether a problem is before the level, in the portfolio where one is asked for; or in the hands of the unit."""
    if head.unit:
        return head.unit in one.units
    return found.level == head.level and head.portfolio in (None, found.portfolio)


def _is_asked(head: PaperRequest, one: ProblemState, found: Matter) -> bool:
    return one.units[head.unit] in HELD if head.unit else found.turn == "decide"


def _asked(plan: Plan, state: State, one: ProblemState, unit: str | None) -> AskedToday:
    tasks = {id: state.tasks[id] for id in one.tasks if id in state.tasks}
    return AskedToday(
        view=show_problem(plan, state, one.id, unit),
        answer=answered(one),
        due={id: task.due for id, task in tasks.items() if task.due and not (task.completed or task.over_on)},
        supervised=_supervised(plan, state, one),
        rises=_ahead(rises_on(plan, one), state.as_of),
        decided=last_decided(state, one),
        rests_on=grounds_of_level(plan, one, state.as_of),
    )


def _follows_on(one: AskedToday) -> tuple[date, int]:
    """Order by the first day on which something is due or follows, then from the oldest."""
    due = (*one.due.values(), *filter(None, [one.view.due]))
    days = [*(day.last for day in due), *filter(None, (one.supervised, one.rises))]
    return min(days, default=date.max), -one.view.days


def _supervised(plan: Plan, state: State, one: ProblemState) -> date | None:
    """Give the day from which an ordered problem that nobody answers is followed up (effect-2)."""
    follows = any(rule.ground == "overdue" for rule in plan.supervision)
    if not follows or one.due is None or one.state not in HELD or grounds_of(plan, one, state.as_of):
        return None
    return _ahead(one.due.last + ONE_DAY, state.as_of)


def _ahead(day: date | None, as_of: date) -> date | None:
    return day if day and day > as_of else None
