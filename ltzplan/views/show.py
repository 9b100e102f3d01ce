"""`ltz show` on a screen: a task with its promise, reports and problems."""

from collections.abc import Iterator, Sequence

from ltzplan.model.plan import HOLDERS, Target, Task
from ltzplan.reports.record_line import RecordLine
from ltzplan.reports.show import Adjusted, Curve, Point, ProblemView, TaskView
from ltzplan.rules.dated import Dated, What
from ltzplan.rules.forecast import Expected
from ltzplan.views.blocks import LATE, WARNING, Block, Gap, Heading, Para, Raw, Span, Table, section
from ltzplan.views.curve import curve
from ltzplan.views.dated import by_when, standing_said
from ltzplan.views.matters import (
    corrects_said,
    deed,
    due_said,
    ended_said,
    held_said,
    last_reports,
    late_said,
    progress_said,
)
from ltzplan.views.names import Names
from ltzplan.views.status import part_stated, percent_said, stage_said


def task_blocks(names: Names, view: TaskView, width: int | None) -> Iterator[Block]:
    """Where a task stands, what it promises and what stands in its way; then how it came there, and what it is."""
    task, row = view.task, view.row
    yield from _where(names, view)
    yield from _progress(names, view)
    yield from _promise(names, view)
    for change in view.adjustments:
        yield Para(_adjusted(names, change), hang=4)
    if row.due != row.first_due:
        now = due_said(names, row.due, row.first_due) if row.due else names.say("adjusted.no_due")
        yield Para(names.say("show.due_now", due=now))
    if row.due_disputed:
        yield Para(names.say("show.due_disputed", due=row.due_also and row.due_also.text), colour=WARNING)
    yield Gap()
    open_problems = sum(one.state not in ("closed", "dismissed") for one in view.problems)
    yield Heading(names.say("show.problems", open=open_problems))
    for problem in view.problems:
        blamed = problem.state not in ("closed", "dismissed", "waiting")
        late = late_said(names, problem.overdue_days, now=problem.late_now) if blamed else ""
        said = [Span(_problem(names, problem))]
        said += [Span(f"  {late}", LATE if problem.late_now else None)] if late else []
        yield Para(tuple(said), indent=2, hang=4)
    yield from section(names.say("show.parts"), [_parts(names, view)])
    yield from section(names.say("show.milestones"), _milestones(names, view))
    yield from section(names.say("show.curves"), _curves(names, view, width))
    yield Gap()
    yield Heading(names.say("show.reports", count=len(view.reports)))
    for report in view.reports:
        yield from _report(names, report)
    yield from section(names.say("show.about"), (Para(one, indent=2, hang=4) for one in _about(names, view)))
    yield from section(names.say("show.notes"), _notes(names, task))
    yield Gap()
    yield Para(names.say("show.because", id=task.id))


def _notes(names: Names, task: Task) -> Iterator[Block]:
    for note in (*((task.boundary,) if task.boundary else ()), *task.notes):
        because = names.say("colon") + names.read(note.because) if note.because and names.read(note) else ""
        text = names.read(note) + because or names.read(note.because)
        yield Para(f"{text} [{names.grounds(note.rests_on)}]", indent=2, hang=2)


def task_stands(names: Names, view: TaskView) -> Iterator[Block]:
    """Give what a task is, how far it is, what is owed of it, and its last report."""
    yield from _where(names, view)
    yield from _progress(names, view)
    for report in view.reports[:1]:
        yield from _report(names, report)


def _where(names: Names, view: TaskView) -> Iterator[Block]:
    """Give a task's name, stage, light and level."""
    task, row = view.task, view.row
    id = names.bracket(task.id) if task.no else ""
    yield Heading(f"{names.short(task.id)} {names.read(task.name)}{id}", 1)
    because = names.bracket(names.say(f"unlit.{row.unlit_because}") if row.unlit_because else "")
    lit = names.of("lights", row.light) + because
    lit = names.say("show.lit_on", light=lit, date=row.lit_on.isoformat()) if row.lit_on else lit
    stands = task.dispatch if row.level == row.standing_level else None
    standing = names.grounds(stands.rests_on) if stands else ""
    yield Para(
        names.say(
            "show.state",
            stage=stage_said(names, row) or names.say("none"),
            light=lit,
            level=names.say("show.level", level=names.level(row.level)) if row.level else "",
            standing=names.say("show.standing", clause=standing) if standing else "",
        ),
        hang=4,
    )


def _about(names: Names, view: TaskView) -> Iterator[str]:
    """Say what a task is, and what else of it is planned."""
    task = view.task
    kinds = names.all_of("kinds", names.plan.kinds_of(task)) or ("-" if names.plan.kinds else "")
    told = (
        names.say(f"origin.{task.origin}"), names.of("areas", task.area), names.of("sections", task.section), kinds, names.all_of("cities", task.cities)
    )  # fmt: skip
    yield " · ".join(filter(None, told))
    if task.summary:
        yield names.read(task.summary)
    yield from (_target(names, view, "show.wording", one) for one in task.other_wordings)
    for number, one in enumerate(task.further_targets, 1):
        yield _target(names, view, "show.further", one, _dated(view, "target", str(number)))
    if task.continues:
        yield names.say("show.continues", text=task.continues)
    for duty in task.recurring:
        every = names.say(f"every.{duty.every or 'none'}")
        yield names.say("show.recurring", text=names.read(duty), every=every)


def _dated(view: TaskView, what: What, id: str) -> Dated | None:
    return next((one for one in view.row.dated if (one.what, one.id) == (what, id)), None)


def _promise(names: Names, view: TaskView) -> Iterator[Block]:
    task, target = view.task, view.task.target
    if names.read(target):
        yield Para(_target(names, view, "show.target", target), hang=4)
    yield Para(
        names.say(
            "show.due",
            due=_due(names, view),
            done_when=names.known(target.done_when),
            ground=names.grounds(target.rests_on),
        ),
        hang=4,
    )
    if names.plan.units or task.lead_units or task.supporting_units:
        units, helpers = (
            names.join(names.read(unit.name) for unit in listed) if listed else names.unknown
            for listed in (task.lead_units, task.supporting_units)
        )
        yield Para(names.say("show.lead", units=units, helpers=helpers), hang=4)


def _due(names: Names, view: TaskView) -> str:
    """Give the task's own due date, or say that it is the plan's end, or that none is known."""
    task, target = view.task, view.task.target
    due = view.row.first_due if target.due_within else names.plan.due(task)
    said = by_when(names, task.id, target, due)
    if due and not (target.due or target.due_words or target.due_within):
        return names.say("show.plan_end", due=due.text)
    return said or names.unknown


def _target(names: Names, view: TaskView, key: str, target: Target, dated: Dated | None = None) -> str:
    """Say a promise, its verb beside it where it does not begin with it, and by when it was due where that is over."""
    verb, text = names.of("verbs", target.verb), names.read(target)
    begins = text.casefold().startswith(tuple(verb.casefold().split("、")))
    due = by_when(names, view.task.id, target, dated.due if dated else target.due)
    own = names.bracket(due) if text else due
    own = own if target is not view.task.target else ""
    if dated and (dated.state == "late" or dated.due_disputed):
        own += "  " + standing_said(names, dated)
    return names.say(
        key,
        verb="" if begins else names.bracket(verb),
        text=text + own,
        ground=names.grounds(target.rests_on),
    )


def _adjusted(names: Names, one: Adjusted) -> str:
    """Say what was decided to change, why and by whom."""
    said = [names.say("adjusted.due", due=one.due.text)] if one.due else []
    said += [names.say("adjusted.no_due")] if one.no_due else []
    said += [names.say("deed.target", text=names.read(one.target))] if one.target else []
    said += [ended_said(names, one.ended, one.into)] if one.ended else []
    return names.say(
        "adjusted",
        date=one.date.text,
        what=names.say("list.semi").join(said),
        because=names.read(one.because),
        by=one.approved_by,
        record=names.short(one.record),
    )


def _progress(names: Names, view: TaskView) -> Iterator[Block]:
    row = view.row
    if row.percent is not None:
        said = names.say(
            "show.percent",
            measure=names.of("measures", row.measure),
            percent=row.percent,
            basis=names.say(f"basis.{row.percent_basis}"),
            date=row.percent_date.text if row.percent_date else "",
            schedule="-"
            if row.schedule_then is None
            else f"{row.schedule_then}%" + names.bracket(f"{row.judged_on}"),
        )
        by = _by(names, view.point(None, None, row.measure, row.percent_date))
        yield Para("  ".join(filter(None, (said, by))), hang=4)
    elif row.count and not row.percent_date:
        yield Para(names.say("show.count", count=percent_said(names, row)))
    elif names.plan.measures:
        yield Para(names.say("show.disputed" if row.percent_date else "show.no_percent"))
    if row.claimed_on:
        accepted = next((one.date.text for one in view.reports if one.move == "accept"), None)
        key = "show.accepted" if accepted else "show.completed" if row.completed else "show.claimed"
        yield Para(names.say(key, date=row.claimed_on.text, accepted=accepted))
    if row.overdue_days and not row.over:
        late = row.late and not row.claimed_on
        yield Para(
            names.say("show.overdue" if late else "show.was_overdue", days=row.overdue_days),
            colour=LATE if late else None,
        )
    if row.annual_target:
        yield Para(names.say("show.annual", word=names.say(f"annual_target.{row.annual_target}")))
    if view.expected:
        yield Para(expected_said(names, view.expected), hang=4)
    yield from _silence(names, view)


def _by(names: Names, point: Point | None) -> str:
    """Say which record states a percent, and what it corrects; nothing where none does."""
    return "  ".join(filter(None, (names.short(point.record), corrects_said(names, point)))) if point else ""


def _silence(names: Names, view: TaskView) -> Iterator[Block]:
    """Say how long nobody has reported, what was never reported, and which cities report."""
    owed, missed, last = view.months_owed, view.row.months_missed, view.reporters
    if owed:
        yield Para(names.say("show.owed", count=len(owed), months=_span(names, owed)), hang=4)
    if missed.all:
        months = _span(names, view.months_missed)
        yield Para(names.say("show.missed", year=missed.year, all=missed.all, months=months), hang=4)
    if last.period and len(last.of) > 1:
        cities = last_reports(names, view.row.reported_by)
        counts = {"period": names.period(last.period), "count": len(last.cities), "of": len(last.of)}
        yield Para(names.say("show.reporters", cities=cities, **counts), hang=4)


def _span(names: Names, periods: Sequence[str]) -> str:
    said = [*map(names.period, periods)]
    return names.join(said) if len(said) <= 6 else f"{said[0]} … {said[-1]}"  # noqa: PLR2004


def expected_said(names: Names, one: Expected) -> str:
    """Say what is expected for the year's end beside the light, and where they do not go together."""
    against = names.say("expected.against") if one.agrees is False else ""
    return names.say(
        "expected",
        forecast=names.of("forecasts", one.forecast),
        office=names.of("offices", one.office),
        date=one.date.text,
        light=names.of("lights", one.light),
        against=against,
    )


def _parts(names: Names, view: TaskView) -> Table:
    rows = []
    for one in view.row.parts:
        part = view.task.parts.get(one.part or "")
        told = part_stated(names, view.task.id, one)
        told += filter(None, [_by(names, view.point(one.part, one.city, one.measure, one.percent_date))])
        told += [names.read(m) for m in view.task.milestones if m.id in one.milestones]
        if part and part.target and one.city is None:
            told.append(
                _target(names, view, "show.target", part.target, _dated(view, "part", one.part or ""))
            )
        if part and part.continues and one.city is None:
            told.append(names.say("show.continues", text=part.continues))
        rows.append([names.piece(view.task.id, one.part, one.city), names.join(told) or "-"])
    return Table(titles=["", ""], rows=rows, indent=2, shows_titles=False)


def _milestones(names: Names, view: TaskView) -> Iterator[Block]:
    for one in view.task.milestones:
        found = [reached for reached in view.milestones if reached.milestone == one.id]
        pieces = (f"{names.piece(view.task.id, at.part, at.city)} {at.date.text}" for at in found)
        reached = names.join(pieces) or names.say("show.not_reached")
        late = next((late for late in view.row.late_milestones if late.milestone == one.id), None)
        dated = _dated(view, "milestone", one.id)
        said = names.say(
            "show.milestone_late" if late else "show.milestone",
            name=names.read(one),
            reached=reached,
            due=by_when(names, view.task.id, one, dated.due if dated else None) or names.unknown,
            days=late.days if late else 0,
        )
        yield Para(said, indent=2, hang=2, colour=LATE if late else None)


def _curves(names: Names, view: TaskView, width: int | None) -> Iterator[Block]:
    for one in view.curves:
        piece = names.piece(view.task.id, one.part, one.city)
        title = names.say("show.curve", measure=names.of("measures", one.measure), piece=piece)
        yield Para(f"{title}  {_points(one)}", indent=2, hang=4)
        if len(one.points) > 1:
            yield Raw(curve(one, width or 80))


def _points(one: Curve) -> str:
    return "  ".join(f"{point.date} {point.percent}%" for point in one.points)


def _problem(names: Names, one: ProblemView) -> str:
    key = "show.problem" if one.held_by else "show.problem_closed"
    key = "show.problem_raised" if one.state == "raised" else key
    return names.say(
        key,
        id=names.short(one.id),
        state=names.say(f"state.{one.state}"),
        holder=names.of(HOLDERS, one.held_by),
        held=held_said(names, one.holders),
        since=one.held_since.text,
        text=names.read(one.text),
    )


def _report(names: Names, one: RecordLine) -> Iterator[Block]:
    what = [] if deed(names, one) == names.say("kind.update") else [deed(names, one)]
    head = "  ".join(filter(None, (one.date.text, *what, *progress_said(names, one))))
    yield Para(f"{head}  {names.read(one.text)}", indent=2, hang=4)
    if one.notes:
        yield Para(names.notes(one.notes), indent=6, hang=2)
    if one.next:
        yield Para(names.say("show.next", text=names.read(one.next)), indent=6, hang=2)
    if one.corrects:
        yield Para(corrects_said(names, one), indent=6, hang=2)
    source = names.source(one.source)
    yield Para(names.say("show.source", record=names.short(one.record), source=source), indent=6, hang=2)
