"""What was recorded, in order, and what each record changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal

from ltzplan.model.plan import Plan
from ltzplan.model.records import Entry
from ltzplan.model.state import State, TaskState
from ltzplan.model.values import about
from ltzplan.reports.said import Said, said
from ltzplan.rules.fold import withdrawn
from ltzplan.rules.history import concerning, counted, in_order, of_problem, state_at
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
    changes = _Changes(plan, id) if id and of_task else None
    lines = []
    for count, entry in enumerate(wanted, 1):
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
                changes=changes.up_to(entry, wanted[:count]) if changes else (),
            )
        )
    return Log(id=id, log=tuple(lines), since=changes.passing(state.as_of) if changes else ())


class _Changes:
    """The level and light of a task, followed from day to day."""

    def __init__(self, plan: Plan, id: str) -> None:
        self.plan, self.id = plan, id
        self.state: State | None = None
        self.day = plan.header.signed.first

    def _at(self, state: State, day: date) -> dict[Literal["level", "light"], str]:
        on_day = State(as_of=day, tasks=state.tasks, problems=state.problems, entries=(), dead={}, skipped=())
        task: TaskState = state.tasks[self.id]
        return {"level": task_level(self.plan, on_day, task.task), "light": light_of(self.plan, task, day)}

    def passing(self, until: date) -> tuple[Change, ...]:
        """Give what time alone changed, up to the end of a day."""
        state = self.state or state_at(self.plan, (), self.day)
        changes, now = [], self._at(state, self.day)
        while self.day < until:
            self.day += timedelta(days=1)
            then = self._at(state, self.day)
            changes += _changed(now, then, self.day, None)
            now = then
        return tuple(changes)

    def up_to(self, entry: Entry, entries: list[Entry]) -> tuple[Change, ...]:
        """Give what changed up to a record, and what the record changed."""
        passed = self.passing(max(entry.day, self.day))
        before = self.state or state_at(self.plan, (), self.day)
        self.state = state_at(self.plan, entries, self.day)
        return (
            *passed,
            *_changed(self._at(before, self.day), self._at(self.state, self.day), self.day, entry.id),
        )


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


def flat(report: Log) -> list[dict[str, Any]]:
    """Give the records as rows of one table."""
    own = (
        "record", "kind", "date", "office", "by", "stage", "percent", "measure", "percent_date", "background",
        "move", "text", "source",
    )  # fmt: skip
    return [
        {name: getattr(line.said, name) for name in own}
        | {"entered": line.entered, "effect": line.effect, "effect_by": line.by, "file": line.file}
        for line in report.log
    ]
