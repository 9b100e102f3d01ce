"""Which tasks a report is about."""

from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING, Literal

from ltzplan.dataclass import dataclass
from ltzplan.model.method import COMPLETED
from ltzplan.model.plan import Plan
from ltzplan.model.problem_state import ProblemState
from ltzplan.model.state import State
from ltzplan.model.values import about

if TYPE_CHECKING:
    from ltzplan.reports.status import TaskRow

By = Literal["area", "section", "member", "lead", "unit", "stage", "level", "due", "note"]
"""What tasks may be counted by."""


@dataclass(frozen=True, kw_only=True)
class TaskFilter:
    """The tasks of an area, city, level and so on, by id; what is not given filters nothing."""

    area: str | None = about("Id of the area.", refers="areas", default=None)
    section: str | None = about("Id of the section.", refers="sections", default=None)
    lead: str | None = about("Id of a unit that leads it, or its name.", default=None)
    unit: str | None = about(
        "Id of a unit that leads it, helps, or has an open problem of it in hand, or its name.", default=None
    )
    city: str | None = about("Id of a city that takes part.", refers="cities", default=None)
    level: str | None = about("Id of the level that holds it.", refers="levels", default=None)
    light: str | None = about("Id of the light.", refers="lights", default=None)
    stage: str | None = about("Id of the stage.", refers="stages", default=None)
    kind: str | None = about("Id of the kind of work.", refers="kinds", default=None)
    origin: str | None = about("Where it comes from.", default=None)
    portfolio: str | None = about("Id of the portfolio.", refers="portfolios", default=None)
    not_started: bool | None = about("Whether its start lies ahead.", default=None)

    def chooses(self, plan: Plan, state: State, row: "TaskRow") -> bool:
        """Whether a task, by its row, is one of those."""
        found = (
            (wanted := getattr(self, name)) is None or wanted in of(plan, state, row)
            for name, of in MARKS.items()
        )
        return self.not_started in (None, row.starts is not None) and all(found)

    def chooses_problem(self, plan: Plan, state: State, one: ProblemState) -> bool:
        """Whether a problem of those tasks is meant: of a unit one that it has in hand, or any of a task that it leads or helps with."""
        if self.unit is None or (one.open and self.unit in one.units):
            return True
        tasks = (state.tasks[id].task for id in one.tasks if id in state.tasks)
        return any(self.unit in plan.units_of(task) for task in tasks)


MARKS: Mapping[str, Callable[[Plan, State, "TaskRow"], Collection[str | None]]] = {
    "area": lambda _plan, _state, row: (row.area,),
    "section": lambda _plan, _state, row: (row.section,),
    "lead": lambda _, state, row: [one.key for one in state.tasks[row.id].task.lead_units or ()],
    "unit": lambda plan, state, row: units_of(plan, state, row.id),
    "city": lambda _, state, row: state.tasks[row.id].task.cities,
    "level": lambda _plan, _state, row: (row.level,),
    "light": lambda _plan, _state, row: (row.light,),
    "stage": lambda _plan, _state, row: (row.stage, COMPLETED) if row.completed else (row.stage,),
    "kind": lambda plan, state, row: plan.kinds_of(state.tasks[row.id].task),
    "origin": lambda _plan, _state, row: (row.origin,),
    "portfolio": lambda plan, _, row: (plan.portfolio(row.area),),
}
"""What a task is of, by each mark that it may be chosen by."""


def units_of(plan: Plan, state: State, id: str) -> tuple[str, ...]:
    """Give the units that lead a task or help with it, and those that have an open problem of it in hand."""
    in_hand = (unit for one in state.problems.moved_of(id) for unit in one.units)
    return tuple(dict.fromkeys((*plan.units_of(state.tasks[id].task), *in_hand)))


ALL = TaskFilter()
"""No filter: every task."""
