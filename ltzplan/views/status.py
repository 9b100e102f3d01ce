"""`ltz status` on a screen."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import get_args

from ltzplan.model.method import COMPLETED, REPORTED_COMPLETE
from ltzplan.model.plan import Plan
from ltzplan.model.values import Day
from ltzplan.reports.frame import Frame
from ltzplan.reports.meeting_counts import MeetingCounts
from ltzplan.reports.part import PartRow
from ltzplan.reports.status import (
    Disagreement,
    LateMilestone,
    Place,
    Status,
    StatusSummary,
    TaskCounts,
    TaskRow,
)
from ltzplan.rules.dated import late_beside
from ltzplan.rules.lights import UNLIT
from ltzplan.views.blocks import ID, QUIET, Block, Heading, Para, Span, Table, as_span
from ltzplan.views.dated import by_when, dated_said
from ltzplan.views.matters import ended_said
from ltzplan.views.names import Names


def status_blocks(names: Names, frame: Frame, status: Status, *, screen: bool) -> Iterator[Block]:
    """Give every task as a row, the day in the first line; below what they add up to."""
    if screen:
        yield title(names, frame, status)
    if not status.tasks:
        yield Para(names.say("status.none"))
        return
    yield task_table(names, status.tasks, frame.as_of, "" if screen else frame.as_of.isoformat())
    yield from summary_blocks(names, status)
    for row in status.tasks:
        for one in row.disagreements:
            yield Para(disagreement(names, one), hang=4)
    for row in status.tasks:
        for point in row.late_milestones:
            yield Para(_milestone(names, row.id, point), hang=4)
    for row in status.tasks:
        for late in row.dated:
            if late.due and late.what != "milestone" and late_beside(late, row.due):
                told = {"name": dated_said(names, late), "due": late.due.text, "days": late.days}
                yield Para(names.say("status.late", task=row.id, **told), hang=4)
    if note := "".join(_notes(names, status.tasks, frame.as_of)):
        yield Para(note, hang=4, colour=QUIET)


def _notes(names: Names, tasks: Sequence[TaskRow], as_of: date) -> Iterator[str]:
    """Say how the columns are to be read that need it."""
    if not _absent(names.plan, "silence", tasks):
        yield names.say("status.note")
    if not _absent(names.plan, "schedule", tasks):
        spread = names.plan.schedule
        yield names.say(f"spread.{spread.by}") + (names.say("local") if "local" in spread.rests_on else "")
        if any(row.judged_on not in (None, as_of) for row in tasks):
            yield names.say("spread.then")


def places_said(names: Names, counts: Mapping[Place, int], *, more: bool = False) -> str:
    """Say how many problems are where; with `more` what is listed goes on."""
    said = [names.say(f"status.where.{place}", count=count) for place, count in counts.items() if count]
    return names.say("status.sep").join([*said, ""] if more else said)


def title(names: Names, frame: Frame, status: Status) -> Heading:
    """Give the plan, the day and how far it is to the end."""
    said = {"plan": names.read(names.plan.header.name), "day": names.day(frame.as_of)}
    return Heading(names.say("status.title", **said, end=_end(names, status.summary)), 1)


def summary_blocks(names: Names, status: Status) -> Iterator[Block]:
    """Give what the tasks and problems add up to, and which have a due date."""
    yield from counts_blocks(names, status.summary)
    yield Para(_dated(names, status.summary, status), hang=4)


def counts_blocks(names: Names, summary: StatusSummary, *, silence: bool = True) -> Iterator[Block]:
    """Give what the tasks and problems add up to; with `silence` how many did not report, too."""
    yield Para(_counts(names, summary, silence=silence), hang=4)
    if summary.stated:
        yield Para(_stated(names, summary.stated), hang=4)
    where = {place: getattr(summary.problems, place) for place in get_args(Place)}
    told = {"open": summary.problems.open, "overdue": summary.problems.overdue}
    said = [names.say("status.problems", where=places_said(names, where, more=True), **told)]
    if names.plan.supervision:
        said.append(names.say("status.supervision", count=summary.supervision))
    if len(names.plan.offices) > 1:
        said.append(names.say("status.disagreements", count=summary.disagreements))
    yield Para("    ".join(said), hang=4)


def _end(names: Names, summary: StatusSummary) -> str:
    ends = names.plan.header.ends
    if summary.days_to_end >= 0:
        return names.say("status.to_end", days=summary.days_to_end)
    return names.say("status.ended", ends=names.day(ends.last), look=ends.last.isoformat())


def _counts(names: Names, summary: StatusSummary, *, silence: bool) -> str:
    tasks = summary.tasks
    silent = names.say("status.none_due") if names.plan.rhythm.reported else ""
    if summary.period:
        said = {"period": names.period(summary.period, "month.asked"), "count": summary.silent}
        silent = names.say("status.silent", **said)
    counts = dict(_completed(names, tasks))
    counts |= {names.of("stages", id): count for id, count in tasks.stages.items() if count}
    counts |= {names.say("figure.no_stage"): tasks.no_stage} if tasks.no_stage else {}
    counts[names.say("figure.no_report")] = tasks.no_report
    others = (
        names.say("status.other", word=names.say(f"origin.{origin}"), count=count)
        for origin, count in tasks.not_counted.items()
    )
    return names.say(
        "status.counts",
        total=tasks.total,
        adjusted=names.say("status.adjusted", count=tasks.adjusted) if tasks.adjusted else "",
        counts=names.say("status.sep").join(
            names.say("status.count", word=word, count=count) for word, count in counts.items()
        ),
        silent=silent if silence else "",
        others="".join(others),
    )


def _stated(names: Names, said: MeetingCounts) -> str:
    """Say what a session stated, with our own count of each beside it."""
    counts = []
    for word, count in said.counts.items():
        beside = names.say("stated.ours", count=said.ours[word]) if word in said.ours else ""
        counts.append(names.say("status.count", word=names.counted(word), count=count) + beside)
    if said.ours and said.unknown:
        counts[-1] += names.say("stated.unknown", count=said.unknown)
    return names.say(
        "stated",
        date=said.date.text,
        who=names.say("state.joint" if said.joint_meeting else "kind.session"),
        counts=names.join(counts),
        source=names.bracket(said.source.title if said.source else ""),
    )


def _dated(names: Names, summary: StatusSummary, status: Status) -> str:
    if not summary.dated:
        return names.say("status.none_dated", undated=summary.undated)
    because = {row.id: row.unlit_because for row in status.tasks}
    lights = []
    alike = {
        (light, because[id]): [one for one in ids if because[one] == because[id]]
        for light, ids in summary.dated.items()
        for id in ids
    }
    for (light, lacking), ids in alike.items():
        lights.append(
            names.say(
                "status.light_unlit" if light == UNLIT else "status.light",
                light=names.of("lights", light),
                count=len(ids),
                ids=names.shorts(ids),
                because=names.say(f"unlit.{lacking}") if lacking else "",
            )
        )
    count = sum(map(len, summary.dated.values()))
    return names.say(
        "status.dated", count=count, lights=names.say("status.sep").join(lights), undated=summary.undated
    )


def _completed(names: Names, tasks: TaskCounts) -> Iterator[tuple[str, int]]:
    """Count what is completed and what waits for its recheck, by the plan's own word where it has one."""
    yield names.stages(COMPLETED), tasks.completed
    if names.plan.header.completion == "recheck" or not any(
        one.completes for one in names.plan.stages.values()
    ):
        yield names.stages(REPORTED_COMPLETE), tasks.reported_complete


def _milestone(names: Names, task: str, late: LateMilestone) -> str:
    name = names.milestone(task, late.milestone)
    return names.say("status.milestone", task=task, name=name, due=late.due.text, days=late.days)


def task_table(names: Names, tasks: Sequence[TaskRow], as_of: date, first: str = "") -> Table:
    """Give tasks as rows: stage, light, percent and its day, schedule, due date and so on to the title.

    The column of ids is headed by `first` where there is something else to say than what it is.
    """
    columns = [title for title in _COLUMNS if not _absent(names.plan, title, tasks)]
    cells = [_row(names, row, as_of) for row in tasks]
    right = frozenset(at for at, title in enumerate(columns, 1) if title in _RIGHT)
    return Table(
        titles=[first or names.say("list.id"), *(_title(names, title) for title in columns)],
        rows=[
            [Span(names.short(row.id), ID), *(own[title] for title in columns)]
            for row, own in zip(tasks, cells, strict=True)
        ],
        right=right,
    )


_COLUMNS = (
    "stage", "light", "percent", "schedule", "due", "level", "problems", "last_report", "silence", "lead", "task",
)  # fmt: skip
_RIGHT = ("percent", "schedule", "problems", "silence")


def _absent(plan: Plan, title: str, tasks: Sequence[TaskRow]) -> bool:
    """Whether a column speaks of what a plan does without."""
    match title:
        case "percent":
            return not plan.measures and all(row.percent is None and row.count is None for row in tasks)
        case "schedule":
            return not plan.measures and all(row.percent is None for row in tasks)
        case "level":
            return not plan.levels
        case "silence":
            return plan.rhythm.reported is None
        case "lead":
            return not plan.units and not any(task.lead_units for task in plan.tasks)
        case _:
            return False


def _title(names: Names, title: str) -> Span:
    said = names.own_word(f"col.{title}") or names.say(f"list.{title}")
    return Span(said, short=names.own_word(f"col.{title}.short"))


def _row(names: Names, row: TaskRow, as_of: date) -> Mapping[str, str | Span]:
    lowest = row.level in [level.id for level in names.plan.levels[:1]]
    return {
        "stage": stage_said(names, row) or "-",
        "light": Span(names.of("lights", row.light), names.colour(row.light)),
        "percent": _percent(names, row, as_of),
        "schedule": _schedule(names, row, as_of),
        "due": _due(names, row, as_of),
        "level": Span(names.level(row.level), short=names.shorter("levels", row.level), quiet=lowest),
        "problems": Span(str(row.open_problems), quiet=row.open_problems == 0),
        "last_report": _day(names, row.last_report, as_of),
        "silence": _silence(row),
        "lead": led_by(names, row.id) or "-",
        "task": names.read(row.title)
        + names.bracket(ended_said(names, row.ended, row.into))
        + names.bracket(names.say("dated.disputed") if row.due_disputed else ""),
    }


def stage_said(names: Names, row: TaskRow) -> str:
    """The stage of a task; of one whose start lies ahead, and of which none was stated, when it starts."""
    return names.of("stages", row.stage) or (
        names.say("status.starts", day=row.starts.text) if row.starts else ""
    )


def led_by(names: Names, task: str) -> str:
    """Name the lead units of a task; nothing where none is published."""
    known = names.plan.task(task)
    return names.join(names.read(one.name) for one in (known and known.lead_units) or ())


def _percent(names: Names, row: TaskRow, as_of: date) -> str | Span:
    """Give a percent, else a count, with its own day: that of the last report is another's."""
    if row.percent is None and row.count and row.counted_on:
        count, day = names.count(row.id, row.count), row.counted_on
        full, short = (
            names.say("col.count", count=count, date=one) for one in (day.text, names.compact(day, as_of))
        )
        return Span(full, short=short)
    if row.percent is None or row.percent_date is None:
        return "-"
    full, brief = names.of("measures", row.measure), names.shorter("measures", row.measure)
    said = {"percent": row.percent}
    short = names.say("col.of", measure=brief or full, date=names.compact(row.percent_date, as_of), **said)
    return Span(names.say("col.of", measure=full, date=row.percent_date.text, **said), short=short)


def percent_said(names: Names, row: TaskRow, as_of: date | None = None) -> str:
    """A percent with what it measures and its own day, in full; in few columns where it is read on a day."""
    return _text(_percent(names, row, as_of or date.max), short=as_of is not None)


def schedule_said(names: Names, row: TaskRow, as_of: date) -> str:
    """The percent that the schedule asks for in few columns; said so where it is that of the figure's own day."""
    return _text(_schedule(names, row, as_of), short=True)


def _schedule(names: Names, row: TaskRow, as_of: date) -> str | Span:
    if row.schedule_then is None or row.judged_on is None:
        return "-"
    if row.judged_on == as_of:
        return str(row.schedule_then)
    said = f"{row.schedule_then}" + names.say("col.on", date=row.judged_on.isoformat())
    return Span(said, short=names.say("col.then", percent=row.schedule_then))


def _text(cell: str | Span, *, short: bool) -> str:
    span = as_span(cell)
    return (span.short if short else None) or span.text


def _silence(row: TaskRow) -> str:
    """Give the periods since the last report and those missed in the year; nothing where all were served."""
    owed, missed = row.months_owed, row.months_missed.year
    return f"{owed}/{missed}" if owed or missed else "-"


def _due(names: Names, row: TaskRow, as_of: date) -> str | Span:
    """Give the due date, or in the words of the plan where they name no day."""
    task = names.plan.task(row.id)
    if row.due or row.first_due or task is None:
        return _day(names, row.due, as_of)
    return by_when(names, row.id, task.target, None) or "-"


def _day(names: Names, day: Day | None, as_of: date) -> Span:
    return Span(day.text, short=names.compact(day, as_of)) if day else Span("-")


def part_said(names: Names, task: str, one: PartRow) -> str:
    """Say a part or a city's share as last reported, after its name."""
    return " ".join(
        (names.piece(task, one.part, one.city), names.join(part_stated(names, task, one)))
    ).strip()


def part_stated(names: Names, task: str, one: PartRow) -> list[str]:
    """Say the stage, percent and count last stated of a part or share."""
    said = [names.of("stages", one.stage)] if one.stage else []
    if one.percent is not None and one.percent_date:
        said.append(names.figure(one.measure, one.percent, one.percent_date))
    if one.count and one.counted_on:
        count = names.count(task, one.count, one.part)
        said.append(names.say("col.count", count=count, date=one.counted_on.text))
    return said


def disagreement(names: Names, one: Disagreement) -> str:
    """Say which offices state which figures of the same thing."""
    return names.say(
        "disagreement",
        task=one.task,
        what=f"{names.piece(one.task, one.part, one.city)} {names.of('measures', one.measure)}",
        date=one.date.text,
        figures=names.join(
            names.say("figure", office=names.of("offices", f.office), percent=f.percent, record=f.record)
            for f in one.figures
        ),
    )
