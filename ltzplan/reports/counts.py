"""How many tasks of each area, lead unit, stage and so on are done, late, behind and silent?"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace

from ltzplan.dataclass import dataclass
from ltzplan.model.method import COMPLETED
from ltzplan.model.plan import Plan
from ltzplan.model.records import Update
from ltzplan.model.state import State
from ltzplan.model.values import Text, about
from ltzplan.reports.filter import MARKS, By
from ltzplan.reports.status import TaskRow
from ltzplan.rules.life import overdue_problem, problem_days_late
from ltzplan.rules.lights import warns
from ltzplan.rules.silence import owed


@dataclass(frozen=True, kw_only=True)
class Count:
    """The tasks of one group, counted; a task of several leads or units counts in each."""

    group: Text | None = about(
        "Id of the area, stage, level, member, unit or kind of note, name of the lead unit, or due date; null: none.",
        refers="areas stages levels cities units note_kinds",
    )
    tasks: int = about("Tasks.")
    completed: int = about("Completed.")
    unreported: int = about("Never reported on.")
    overdue: int = about("Past their due date.")
    warning: int = about("Of a light that warns.")
    silent: int = about("That owe a report, of a member its own.")
    open_problems: int = about("Open problems, of a unit those in its hands.")
    late_problems: int = about(
        "Of them overdue in a unit's hands, of a unit its own; one of several tasks counts once.", default=0
    )


WORST: Collection[By] = ("area", "section", "member", "lead", "unit")
"""The marks by which one group may be called the worst: stages, levels, due dates and notes have an order of their own."""
LISTED: Mapping[By, str] = {
    "area": "areas", "section": "sections", "member": "cities", "unit": "units", "stage": "stages", "level": "levels", "note": "note_kinds",
}  # fmt: skip
"""The plan's list that a mark is of."""


@dataclass(frozen=True, kw_only=True)
class Counts:
    """Tasks counted by one of their marks."""

    by: By = about("By what.", words="list")
    counts: tuple[Count, ...] = about("The groups, in the plan's order; those of no group last.")
    tasks: int = about("Tasks counted, each once.", default=0)
    not_counted: Mapping[str, int] = about(
        "How many of them are beside the plan's own, by origin.", default_factory=dict
    )

    @property
    def worst(self) -> Count | None:
        """The group in which most is late, behind or open; None: nothing is in any, or there is but one."""
        first = next(iter(self.worst_first), None) if len(self.counts) > 1 else None
        bad = first and (
            first.overdue or first.late_problems or first.warning or first.open_problems or first.silent
        )
        return first if bad and self.by in WORST else None

    @property
    def worst_first(self) -> tuple[Count, ...]:
        """The groups, those with most overdue tasks and problems first, then by warnings, open problems and reports owed.

        Those of no group last; others than those in `WORST` in their own order.
        """
        if self.by not in WORST:
            return self.counts
        return tuple(
            sorted(
                self.counts,
                key=lambda one: (
                    one.group is None,
                    -(one.overdue + one.late_problems),
                    -one.warning,
                    -one.open_problems,
                    -one.silent,
                ),
            )
        )


def counts(plan: Plan, state: State, rows: Iterable[TaskRow], by: By) -> Counts:
    """Count the tasks of a status by one of their marks."""
    groups, rows = dict[Text | None, list[TaskRow]](), tuple(rows)
    for row in rows:
        own: Iterable[Text | None] = dict.fromkeys(_GROUPS[by](plan, state, row)) or (None,)
        for group in own:
            groups.setdefault(group, []).append(row)
    warning = {one.light for one in plan.lights if warns(one)}
    found = []
    for group in sorted(groups, key=_order(plan, by)):
        one = _count(state, group, groups[group], warning, _units(plan, by, group), in_hand=by == "unit")
        if by == "member" and isinstance(group, str):
            tasks = (state.tasks[row.id] for row in groups[group])
            one = replace(one, silent=sum(bool(owed(plan, task, state.as_of, group)) for task in tasks))
        found.append(one)
    beside = Counter[str](row.origin for row in rows if row.origin != "plan")
    return Counts(by=by, counts=tuple(found), tasks=len(rows), not_counted=beside)


_GROUPS: Mapping[By, Callable[[Plan, State, TaskRow], Iterable[Text | None]]] = {
    "area": MARKS["area"],
    "section": MARKS["section"],
    "member": MARKS["city"],
    "lead": lambda _plan, _state, row: row.lead,
    "unit": MARKS["unit"],
    "stage": lambda _plan, _state, row: (COMPLETED if row.completed else row.stage,),
    "level": MARKS["level"],
    "due": lambda _plan, _state, row: [row.due.text] if row.due else [],
    "note": lambda _, state, row: [
        kind
        for one in state.tasks[row.id].updates
        if isinstance(one.record, Update)
        for kind in one.record.notes
    ],
}
"""Of which groups a task is, as it is chosen by them; of a kind of note where it has one of it."""


def _order(plan: Plan, by: By) -> Callable[[Text | None], tuple[bool, int, str]]:
    """Sort groups as the plan lists them, due dates by day; none last."""
    listed = [*plan.listed(LISTED[by])] if by in LISTED else []

    def key(group: Text | None) -> tuple[bool, int, str]:
        at = listed.index(group) if group in listed else len(listed)
        return group is None, at, group if by == "due" and isinstance(group, str) else ""

    return key


def _units(plan: Plan, by: By, group: Text | None) -> Collection[str] | None:
    """Give the units whose own lateness a group is charged with; None: that of all."""
    if by == "unit" and isinstance(group, str):
        return (group,)
    return [id for id, one in plan.units.items() if one.city == group] if by == "member" and group else None


def _count(
    state: State,
    group: Text | None,
    rows: Collection[TaskRow],
    warning: Collection[str],
    units: Collection[str] | None,
    *,
    in_hand: bool,
) -> Count:
    """Count the tasks of a group; as late the problems that are overdue, where units are given those that these were late with.

    With `in_hand` as open only the problems that these units have in hand.
    """
    moved = {one.id: one for row in rows for one in state.problems.moved_of(row.id)}.values()
    return Count(
        group=group,
        tasks=len(rows),
        completed=sum(row.completed for row in rows),
        unreported=sum(row.last_report is None for row in rows),
        overdue=sum(row.late for row in rows),
        warning=sum(row.light in warning for row in rows),
        silent=sum(row.months_owed > 0 for row in rows),
        open_problems=sum(not one.units.keys().isdisjoint(units) for one in moved)
        if in_hand and units is not None
        else sum(row.open_problems for row in rows),
        late_problems=sum(
            overdue_problem(one, state.as_of)
            and (
                units is None
                or any(problem_days_late(one, state.as_of, id) for id in units if id in one.units)
            )
            for one in moved
        ),
    )
