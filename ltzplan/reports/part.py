"""How far has each part of a task come, and each city's share?"""

from decimal import Decimal

from ltzplan.dataclass import dataclass
from ltzplan.model.records import Entry, Update
from ltzplan.model.task_state import TaskState, kept
from ltzplan.model.values import Counted, Day, about
from ltzplan.rules.progress import counted, stated


@dataclass(frozen=True, kw_only=True)
class PartRow:
    """A part, or a city's share of a part or of the whole, as last reported."""

    part: str | None = about("Id of the part; null: the whole.")
    city: str | None = about("Id of the city; null: all.", refers="cities")
    stage: str | None = about("Id of the stage last stated of it.", refers="stages")
    percent: Decimal | None = about("Percent stated of it.")
    measure: str | None = about("Id of the measure.", refers="measures")
    percent_date: Day | None = about("The day that the percent speaks of.")
    milestones: tuple[str, ...] = about("Ids of the milestones that it reached.")
    count: Counted | None = about("How many are done of how many.", default=None)
    counted_on: Day | None = about("The day that the count speaks of.", default=None)


@kept
def part_rows(task: TaskState) -> tuple[PartRow, ...]:
    """Give the parts of a task, and the cities' shares that were reported on."""
    pieces: dict[tuple[str | None, str | None], list[Entry]] = {(id, None): [] for id in task.task.parts}
    for entry in task.updates:
        update = entry.record
        if isinstance(update, Update) and not (update.whole or update.background):
            for part in update.parts or (None,):
                pieces.setdefault((part, update.city), []).append(entry)
    order = list(task.task.parts)
    rows = sorted(pieces, key=lambda one: (order.index(one[0]) if one[0] else -1, one[1] or ""))
    return tuple(_part_row(task, part, city, pieces[part, city]) for part, city in rows)


def _part_row(task: TaskState, part: str | None, city: str | None, entries: list[Entry]) -> PartRow:
    updates = [entry.record for entry in entries if isinstance(entry.record, Update)]
    percent, counting = stated(task, part, city), counted(task, part, city)
    return PartRow(
        part=part,
        city=city,
        stage=next((one.stage for one in reversed(updates) if one.stage), None),
        percent=percent.percent if percent else None,
        measure=percent.measure if percent else None,
        percent_date=percent.date if percent else None,
        milestones=tuple(dict.fromkeys(one.milestone for one in updates if one.milestone)),
        count=counting.count if counting else None,
        counted_on=counting.date if counting else None,
    )
