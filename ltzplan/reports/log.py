"""What was recorded, in order, and what each record changed."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Literal

from ltzplan.model.plan import Plan
from ltzplan.model.records import Entry
from ltzplan.model.state import State, TaskState
from ltzplan.model.values import about
from ltzplan.reports.rows import Rows
from ltzplan.reports.said import Said, said
from ltzplan.rules.fold import withdrawn
from ltzplan.rules.history import Growing, concerning, counted, in_order, of_problem
from ltzplan.rules.levels import task_level
from ltzplan.rules.lights import light_of

Effect = Literal["in_force", "withdrawn", "replaced", "skipped"]


@dataclass(frozen=True, kw_only=True)
class Change:
    """A level or light that changed, by a record or by the mere passing of time."""

    what: Literal["level", "light"] = about("What changed.")
    before: str = about("Its id before.")
    after: str = about("Its id after.")
    on: date = about("The day.")
    record: str | None = about("Id of the record that caused it; null: time alone.")


@dataclass(frozen=True, kw_only=True)
class Line:
    """A record, and the changes up to and by it."""

    said: Said = about("The record.")
    entered: datetime = about("When it was entered.")
    file: str = about("Path of its file below the records folder.")
    effect: Effect = about("Whether it is in force.")
    by: str | None = about("Id of the record that put it out of force.")
    changes: tuple[Change, ...] = about("Changes since the record before, in order.")


@dataclass(frozen=True, kw_only=True)
class Log:
    """Records in order."""

    id: str | None = about("Id of the task or problem; null: all.")
    log: tuple[Line, ...] = about("The records.")
    since: tuple[Change, ...] = about("Changes after the last record.")


def log(plan: Plan, entries: Iterable[Entry], state: State, id: str | None) -> Log:
    """Give the records of a task or problem, or of all; of a task also each change of level and light."""
    skipped = {one.entry.id for one in state.skipped}
    known = {one.id: counted(plan, one) for one in entries}
    listed = [one for one in in_order(known.values()) if one.id in state.ids]
    of_task = id in state.tasks
    wanted = listed if id is None else concerning(listed, {id}) if of_task else of_problem(listed, id)
    changes = _Changes(plan, id, wanted) if id and of_task else None
    lines = []
    for entry in wanted:
        by = state.dead.get(entry.id)
        effect: Effect = "skipped" if entry.id in skipped else "in_force"
        if by:
            effect = "withdrawn" if withdrawn(entry.id, state.dead) else "replaced"
        lines.append(
            Line(
                said=said(entry),
                entered=entry.record.entered.at,
                file=entry.file,
                effect=effect,
                by=by.id if by else None,
                changes=changes.up_to(entry) if changes else (),
            )
        )
    return Log(id=id, log=tuple(lines), since=changes.passing(state.as_of) if changes else ())


class _Changes:
    """The level and light of a task, followed from day to day."""

    def __init__(self, plan: Plan, id: str, entries: Iterable[Entry]) -> None:
        self.plan, self.id = plan, id
        self.growing = Growing(plan, entries)
        self.day = plan.header.signed.first
        self.state = self.growing.state(self.day)
        self.now = self._at(self.day)

    def _at(self, day: date, level: str | None = None) -> dict[Literal["level", "light"], str]:
        """Give level and light on a day, the former where it is not known already."""
        task: TaskState = self.state.tasks[self.id]
        level = level or task_level(self.plan, replace(self.state, as_of=day), task.task)
        return {"level": level, "light": light_of(self.plan, task, day)}

    def passing(self, until: date) -> tuple[Change, ...]:
        """Give what time alone changed, up to the end of a day; a level only where a plan lets it rise."""
        changes = list[Change]()
        while self.day < until:
            self.day += timedelta(days=1)
            then = self._at(self.day, None if self.plan.escalate_after else self.now["level"])
            changes += _changed(self.now, then, self.day, None)
            self.now = then
        return tuple(changes)

    def up_to(self, entry: Entry) -> tuple[Change, ...]:
        """Give what changed up to a record, and what the record changed."""
        passed = self.passing(self.growing.day_of(entry))
        self.growing.add(entry)
        self.state, before = self.growing.state(self.day), self.now
        self.now = self._at(self.day)
        return (*passed, *_changed(before, self.now, self.day, entry.id))


def _changed(
    before: dict[Literal["level", "light"], str],
    after: dict[Literal["level", "light"], str],
    day: date,
    record: str | None,
) -> list[Change]:
    return [
        Change(what=what, before=before[what], after=after[what], on=day, record=record)
        for what in before
        if before[what] != after[what]
    ]


def flat(report: Log) -> Rows:
    """Give the records as rows of one table."""
    own = (
        "record", "kind", "date", "office", "by", "stage", "percent", "measure", "percent_date", "background",
        "move", "text", "source",
    )  # fmt: skip
    rows = [
        {name: getattr(line.said, name) for name in own}
        | {"entered": line.entered, "effect": line.effect, "effect_by": line.by, "file": line.file}
        for line in report.log
    ]
    return Rows((*own, "entered", "effect", "effect_by", "file"), rows)
