"""Which tasks a report is about."""

from typing import TYPE_CHECKING, Literal

from ltzplan.dataclass import dataclass
from ltzplan.model.method import COMPLETED
from ltzplan.model.plan import Plan, Task
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
    unit: str | None = about("Id of a unit that leads it or helps, or its name.", default=None)
    city: str | None = about("Id of a city that takes part.", refers="cities", default=None)
    level: str | None = about("Id of the level that holds it.", refers="levels", default=None)
    light: str | None = about("Id of the light.", refers="lights", default=None)
    stage: str | None = about("Id of the stage.", refers="stages", default=None)
    kind: str | None = about("Id of the kind of work.", refers="kinds", default=None)
    origin: str | None = about("Where it comes from.", default=None)
    portfolio: str | None = about("Id of the portfolio.", refers="portfolios", default=None)
    not_started: bool | None = about("Whether its start lies ahead.", default=None)

    def chooses(self, plan: Plan, task: Task, row: "TaskRow") -> bool:
        """Whether a task, with its row, is one of those."""
        known: dict[str, tuple[str | bool | None, ...]] = {
            "area": (row.area,),
            "section": (row.section,),
            "lead": tuple(one.key for one in task.lead_units or ()),
            "unit": plan.units_of(task),
            "city": task.cities,
            "level": (row.level,),
            "light": (row.light,),
            "stage": (row.stage, COMPLETED) if row.completed else (row.stage,),
            "kind": plan.kinds_of(task),
            "origin": (row.origin,),
            "portfolio": (plan.portfolio(row.area),),
            "not_started": (row.starts is not None,),
        }
        return all(wanted is None or wanted in known[name] for name, wanted in vars(self).items())


ALL = TaskFilter()
"""No filter: every task."""
