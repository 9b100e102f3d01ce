"""`ltz status` on a terminal: the verdict, what is in trouble or has moved, and what is quiet."""

from collections.abc import Iterator, Mapping, Sequence

from ltzplan.model.method import COMPLETED
from ltzplan.reports.frame import Frame
from ltzplan.reports.status import Status, TaskRow
from ltzplan.reports.verdict import Noted, Quiet, Remark, Verdict, Waits
from ltzplan.views.blocks import GOOD, ID, LATE, QUIET, WARNING, Block, Para, Span, Table, section
from ltzplan.views.dated import dated_said, due_next_said
from ltzplan.views.matters import late_said
from ltzplan.views.names import Names
from ltzplan.views.status import counts_blocks, led_by, percent_said, places_said, stage_said, title

MOST, AREAS, IDS = 10, 12, 12
"""So many tasks and areas are shown by themselves, and of an area so many tasks by their ids."""
_LATE = ("overdue", "problem_overdue", "milestone", "promise")


def verdict_blocks(names: Names, frame: Frame, status: Status, found: Verdict) -> Iterator[Block]:
    """Give what is to be known first, then the tasks to look at, then a line for each area."""
    yield title(names, frame, status)
    if not status.tasks:
        yield Para(names.say("status.none"))
        return
    if lines := [*_verdict(names, status, found)]:
        yield Table(titles=["", ""], rows=lines, shows_titles=False, indent=2)
    else:
        yield Para(names.say("verdict.well"), indent=2, colour=GOOD)
    yield from counts_blocks(names, status.summary, silence=False)
    since = names.say("verdict.since", day=names.day(found.since)) if found.since else ""
    noted = names.say("verdict.noted", count=len(found.noted), since=since)
    yield from section(noted, _to_look_at(names, frame, found.noted))
    quiet = Table(
        titles=[names.say(f"list.{one}") for one in ("area", "tasks", "stage")],
        rows=[*_folded(names, found.quiet)],
        shows_titles=False,
        indent=2,
        right=frozenset({1}),
    )
    yield from section(names.say("verdict.quiet", count=sum(len(one.tasks) for one in found.quiet)), [quiet])


def _to_look_at(names: Names, frame: Frame, noted: Sequence[Noted]) -> Iterator[Block]:
    """Give a row for each of the first tasks to look at, and the ids of more."""
    yield Table(
        titles=[names.say(f"list.{one}") for one in ("id", "task", "reasons", "stage")],
        rows=[_noted(names, frame, one) for one in noted[:MOST]],
        shows_titles=False,
        indent=2,
    )
    if more := noted[MOST:]:
        ids = " ".join(names.short(one.row.id) for one in more[:IDS]) + (" …" if len(more) > IDS else "")
        yield Para(names.say("verdict.more", count=len(more), ids=ids), indent=2, hang=2, colour=QUIET)


def _verdict(names: Names, status: Status, found: Verdict) -> Iterator[list[str | Span]]:
    """Give a line for each thing that is not well, its word first."""
    for light, ids in found.lights.items():
        yield [Span(names.of("lights", light), names.colour(light)), _few_ids(names, ids)]
    if late := found.late_problems:
        yield [Span(names.say("verdict.late"), LATE), _waits(names, "verdict.problems", late)]
    if status.summary.silent and status.summary.period:
        said = {"period": names.period(status.summary.period, "month.asked"), "count": status.summary.silent}
        yield [Span(names.say("verdict.silent"), WARNING), names.say("verdict.of_period", **said)]
    if unsorted := found.unsorted:
        yield [Span(names.say("verdict.unsorted"), WARNING), _waits(names, "verdict.problems", unsorted)]
    if due := found.next_due:
        tasks = due_next_said(names, due, _few_ids(names, due.tasks))
        said = {"days": due.days, "due": due.due.text, "tasks": tasks}
        yield [names.say("verdict.next_due"), names.say("verdict.due", **said)]


def _waits(names: Names, key: str, one: Waits) -> str:
    return names.say(key, count=one.count, id=names.short(one.id), days=one.days)


def _few_ids(names: Names, ids: Sequence[str]) -> str:
    """List ids; of many only how many more there are than the first."""
    if len(ids) <= IDS:
        return names.shorts(ids)
    return names.say("verdict.others", ids=names.shorts(ids[:IDS]), count=len(ids) - IDS)


def _noted(names: Names, frame: Frame, one: Noted) -> list[str | Span]:
    row = one.row
    reasons = names.say("status.sep").join(_reason(names, row, remark) for remark in one.remarks)
    worst = one.remarks[0]
    colour = LATE if worst.what in _LATE else names.colour(row.light) if worst.what == "light" else None
    state = [said] if (said := stage_said(names, row)) else []
    state += [names.stages(COMPLETED)] if row.completed else []
    if row.percent is not None and row.percent_date:
        state.append(names.figure(row.measure, row.percent, row.percent_date))
    elif row.count:
        state.append(percent_said(names, row))
    if one.rise:
        points = f"{one.rise.percent:+f}"
        since = names.compact(one.rise.since, frame.as_of)
        state.append(names.say("verdict.rise", points=points, since=since))
    state += [names.say("matter.due", due=row.due.text, first="")] if row.due else []
    state += [who] if (who := led_by(names, row.id) or _cities(names, row.id)) else []
    return [Span(names.short(row.id), ID), names.read(row.title), Span(reasons, colour), "  ".join(state)]


def _cities(names: Names, task: str) -> str:
    """Name the cities that take part in a task; nothing where all do."""
    known = names.plan.task(task)
    return (
        names.all_of("cities", known.cities) if known and len(known.cities) < len(names.plan.cities) else ""
    )


def _reason(names: Names, row: TaskRow, remark: Remark) -> str:
    told: Mapping[str, object] = {"days": remark.days, "count": remark.count}
    match remark.what:
        case "light":
            return names.of("lights", remark.id)
        case "due_disputed":
            told = {"due": row.due_also.text if row.due_also else ""}
        case "problem_overdue":
            told = {"id": names.short(remark.id), "late": late_said(names, remark.days, now=remark.late_now)}
        case "problems":
            return places_said(names, remark.places)
        case "milestone":
            told = {**told, "name": names.milestone(row.id, remark.id)}
        case "promise":
            promised = next(one for one in row.dated if one.id == remark.id and one.what != "milestone")
            told = {**told, "name": dated_said(names, promised)}
        case "stage":
            assert remark.change
            before, after = (
                names.of("stages", id) or names.say("none")
                for id in (remark.change.before, remark.change.after)
            )
            told = {"before": before, "after": after}
    return names.say(f"verdict.why.{remark.what}", **told)


def _folded(names: Names, areas: Sequence[Quiet]) -> Iterator[list[str | Span]]:
    """Give a line for each area; of many the last ones share one."""
    shown, rest = (areas, ()) if len(areas) <= AREAS else (areas[: AREAS - 1], areas[AREAS - 1 :])
    for one in shown:
        counts = {
            names.of("stages", id) if id else names.say("figure.no_stage"): count
            for id, count in one.stages.items()
        } | {names.say("figure.no_report"): one.unreported}
        said = names.say("status.sep").join(
            names.say("status.count", word=word, count=count) for word, count in counts.items() if count
        )
        ids = names.shorts(one.tasks) if len(one.tasks) <= IDS else ""
        told = "  ".join(filter(None, (said, _owed(names, one), ids)))
        yield [names.of("areas", one.area), str(len(one.tasks)), told]
    if rest:
        tasks = sum(len(one.tasks) for one in rest)
        yield [names.say("verdict.areas", count=len(rest)), str(tasks), _owed(names, *rest)]


def _owed(names: Names, *areas: Quiet) -> str:
    count = sum(one.owed for one in areas)
    return names.say("verdict.owed", count=count) if count else ""
