"""Which tasks were meant by the filters that were typed."""

from dataclasses import asdict
from typing import get_args

from ltzplan.cli.options import Filters
from ltzplan.cli.typed import Typed, taken
from ltzplan.model.codec import described
from ltzplan.model.plan import Origin
from ltzplan.reports.filter import TaskFilter
from ltzplan.rules.spoken import spoken
from ltzplan.text.speech import read


def task_filter(typed: Typed, filters: Filters) -> TaskFilter:
    """Return the filters in the ids of the plan; LtzError for what is none."""
    told = {name: value for name, value in asdict(filters).items() if value not in (None, False)}
    if origin := told.get("origin"):
        told["origin"] = taken(typed.word(get_args(Origin), origin, "--origin", "origin."))
    told |= {name: _unit(typed, told[name]) for name in ("lead", "unit") if name in told}
    lists = {one.name: one.refers for one in described(TaskFilter) if one.refers}
    not_started = told.pop("not_started", None)
    chosen = {
        name: typed.pick(lists[name], value) if name in lists else value for name, value in told.items()
    }
    return TaskFilter(**chosen, not_started=not_started)


def _unit(typed: Typed, said: str) -> str:
    """Return the key of the unit that was meant: of the plan's list, or one that only a task names."""
    known = typed.named(typed.plan.units)
    for task in typed.plan.tasks:
        for one in (*(task.lead_units or ()), *(task.supporting_units or ())):
            known.setdefault(one.key, [read(typed.lang, one.name), *spoken(one)])
    return said if said in known else taken(typed.candidate(known, said, "units"))
