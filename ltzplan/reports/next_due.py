"""What falls due next?"""

from collections.abc import Iterable
from datetime import date

from ltzplan.dataclass import dataclass
from ltzplan.model.problem_state import ProblemState
from ltzplan.model.values import Day, about
from ltzplan.reports.status import TaskRow
from ltzplan.rules.dated import Dated, expected_by


@dataclass(frozen=True, kw_only=True)
class Due:
    """What falls due next."""

    due: Day = about("The date.")
    days: int = about("Days to it.")
    tasks: tuple[str, ...] = about("Ids of the tasks.")
    dated: tuple[Dated, ...] = about(
        "What falls due of a task that does not fall due itself: parts, further targets and milestones.",
        default=(),
    )
    problems: tuple[str, ...] = about(
        "Ids of the problems whose order, or whose petition, is to be answered by then.", default=()
    )


def next_due(rows: Iterable[TaskRow], problems: Iterable[ProblemState], as_of: date) -> Due | None:
    """The nearest day ahead by which tasks that nobody claims, or what they promise beside, are due; None: there is none.

    Or by which a unit has to answer an order, or an authority above a petition.
    """
    ahead: dict[date, list[str]] = {}
    answers: dict[date, list[str]] = {}
    for asked in problems:
        if (limit := expected_by(asked)) and limit >= as_of:
            answers.setdefault(limit, []).append(asked.id)
    beside: dict[date, list[Dated]] = {}
    for row in rows:
        if row.due and row.due.last >= as_of and not row.claimed_on and not row.over:
            ahead.setdefault(row.due.last, []).append(row.id)
        for one in row.dated:
            if one.due and one.state in ("soon", "due"):
                beside.setdefault(one.due.last, []).append(one)
    days = (*ahead, *beside, *answers)
    if not days:
        return None
    due = min(days)
    tasks = tuple(ahead.get(due, ()))
    others = tuple(one for one in beside.get(due, ()) if not set(one.tasks) & set(tasks))
    ids = dict.fromkeys((*tasks, *(id for one in others for id in one.tasks)))
    return Due(
        due=Day.of(due),
        days=(due - as_of).days,
        tasks=tuple(ids),
        dated=others,
        problems=tuple(answers.get(due, ())),
    )
