"""`ltz escalate` on a screen: by post, from the highest."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from ltzplan.reports.escalation import Escalation, LevelMatters, ToCheck
from ltzplan.reports.frame import Frame
from ltzplan.reports.matter import Matter
from ltzplan.reports.status import TaskRow
from ltzplan.views.blocks import HEADING, ID, LATE, QUIET, Block, Heading, Para, Span, Table, section
from ltzplan.views.dated import due_next_said
from ltzplan.views.matters import decided_said, due_said, late_said, units_said
from ltzplan.views.names import Names
from ltzplan.views.status import disagreement, task_table


def escalation_blocks(names: Names, frame: Frame, report: Escalation, filters: str) -> Iterator[Block]:
    """Give what each has to do that has something to do, each matter once; who has nothing in one line.

    `filters` are the options by which its tasks are listed.
    """
    day, weekday = names.day(frame.as_of), _weekday(names, frame.as_of)
    yield Heading(names.say("esc.title", day=day, weekday=weekday, dispatch=_dispatch(names, report)), 1)
    sections = {names.level(level.level): [*_level(names, level, report, filters)] for level in report.levels}
    if report.for_level is None:
        sections[names.of("offices", names.plan.sorting_office)] = [*_secretariat(names, report)]
    if report.for_level in (None, *(one.id for one in names.plan.levels[-1:])):
        sections |= (
            {names.say("esc.supervised"): [*_supervision(names, report)]} if names.plan.supervision else {}
        )
    busy = [section for section in sections.values() if section]
    for number, (title, *blocks) in enumerate(busy, 1):
        assert isinstance(title, Heading)
        yield from section(names.say("esc.section", n=names.number(number), title=title.text), blocks)
    if idle := [who for who, section in sections.items() if not section]:
        yield Para(names.say("esc.idle", who=names.join(idle)), hang=4, colour=QUIET)
    yield Para(_due(names, report), hang=4)
    if busy:
        yield Para(names.say("esc.days_note"), hang=4, colour=QUIET)
    yield from section(names.say("esc.tasks"), [task_table(names, report.tasks, frame.as_of)])


def _dispatch(names: Names, report: Escalation) -> str:
    """Say when the last dispatch was and the next is; nothing in a plan that fixes none and has held none."""
    if not (names.plan.rhythm.work.dispatch or report.last_dispatch):
        return ""
    last, next_ = names.say("esc.no_dispatch"), names.say("esc.no_next")
    if report.last_dispatch:
        last = names.day(report.last_dispatch) + names.bracket(names.of("levels", report.last_dispatch_by))
    if report.next_dispatch:
        next_ = names.period(report.next_dispatch, "month")
    return names.say("esc.dispatch", last=last, next=next_)


_PLACES = ("decide", "to_order", "in_hand", "to_recheck", "waiting")
"""Where a matter is, one word each: with the level that decides, or with others."""
_OF_SECRETARIAT = ("to_order", "to_recheck")
"""Those of them in which it is the secretariat that must act."""


def _place(one: Matter) -> str | None:
    return "to_recheck" if one.state == "answered" else one.turn


def _weekday(names: Names, day: date) -> str:
    return names.say("weekdays").split()[day.weekday()]


def _level(names: Names, level: LevelMatters, report: Escalation, filters: str) -> Iterator[Block]:
    """Give what a level has to decide and what is in hand under it; where others are asked too, not what the secretariat has."""
    known = next(one for one in names.plan.levels if one.id == level.level)
    matters = [
        one
        for one in level.matters
        if not one.standing and (report.for_level or _place(one) not in _OF_SECRETARIAT)
    ]
    standing = [one for one in level.matters if one.standing]
    silent = report.silent if known is names.plan.levels[0] else ()
    if not (matters or standing or silent):
        return
    who = names.read(known.name) + names.bracket(names.read(known.decides) if known.decides else "")
    counts = Counter(_place(one) for one in matters)
    more = names.say("esc.overview") if known.overview else ""
    yield _heading(names, who, {place: counts[place] for place in _PLACES}, more)
    groups: dict[str | None, list[Matter]] = {}
    for one in matters:
        groups.setdefault(one.portfolio if known.by == "portfolio" else None, []).append(one)
    for portfolio, own in groups.items():
        if portfolio:
            yield Para(names.say("esc.portfolio", name=names.of("portfolios", portfolio)), indent=2)
        yield _table([_matter(names, one, report) for one in own])
    if standing:
        tasks = "   ".join(f"{one.id} {names.read(one.title)}" for one in standing)
        clause = names.grounds(standing[0].rests_on.split())
        yield Para(
            names.say("esc.standing", count=len(standing), tasks=tasks, clause=clause), indent=4, hang=4
        )
    if silent:
        own_tasks = {task.id for task in names.plan.tasks if task.origin == "plan"}
        count = sum(one.task in own_tasks for one in silent)
        period = names.period(silent[0].months[-1], "month.asked")
        yield Para(names.say("esc.lead", period=period, count=count, filters=filters), indent=4, hang=4)


def _heading(names: Names, who: str, counts: Mapping[str, int], more: str) -> Heading:
    """Say who has how much of what, and something more where there is anything."""
    said = [names.say(f"esc.count.{queue}", count=count) for queue, count in counts.items() if count]
    counted = names.say("esc.who", who=who, counts=names.say("status.sep").join(said)) if said else who
    return Heading(counted + more)


def _matter(names: Names, one: Matter, report: Escalation) -> list[str | Span]:
    """Give a matter, set off where it is to be decided; under it where it stands, and how late it is."""
    clause = names.grounds(one.rests_on.split())
    settled_by = names.join(filter(None, (names.of("needs", one.needs), clause)))
    about = names.bracket(names.say("list.semi").join(filter(None, (" ".join(one.tasks), settled_by))))
    said = [names.say(f"state.{one.state}")]
    said += [decided_said(names, one.decided)] if one.decided else []
    if one.turn != "waiting":  # no unit is blamed while a higher authority is asked
        said.append(units_said(names, one.units, one.state))
        said.append(late_said(names, one.overdue_days, now=one.late_now))
    said += [due_said(names, one.due, one.first_due), names.say("esc.key") if one.key else ""]
    grounds = names.join(names.say(f"ground.{ground}") for ground in report.grounds.get(one.id, ()))
    said.append(grounds and names.say("esc.followed", grounds=grounds))
    return [
        Span(names.short(one.id), ID),
        names.say("esc.days", days=one.days),
        Span(names.read(one.title) + about, HEADING if one.turn == "decide" else None),
        Span("  ".join(filter(None, said)), LATE if one.late_now else None),
    ]


def _claim(names: Names, one: ToCheck) -> list[str | Span]:
    known = names.plan.task(one.id)
    title = names.read(known.name) if known else one.id
    return [
        Span(names.short(one.id), ID),
        names.say("esc.days", days=one.days),
        title,
        names.say("esc.claimed"),
    ]


def _late(names: Names, one: TaskRow) -> list[str | Span]:
    due = Span(due_said(names, one.due, one.first_due), LATE)
    return [
        Span(names.short(one.id), ID),
        names.say("esc.days", days=one.overdue_days),
        names.read(one.title),
        due,
    ]


def _table(rows: Sequence[Sequence[str | Span]]) -> Table:
    """Give rows of id, days, what it is and what more there is to say; the ids of all sections in one column."""
    return Table(
        titles=["", "", "", ""], rows=rows, indent=4, shows_titles=False, right=frozenset({1}), under=True
    )


def _secretariat(names: Names, report: Escalation) -> Iterator[Block]:
    """Give what waits for the secretariat: to be sorted, ordered, rechecked, written down, settled."""
    of_levels = [one for level in report.levels for one in level.matters]
    to_order, to_recheck = ([one for one in of_levels if _place(one) == place] for place in _OF_SECRETARIAT)
    claims = [one for one in report.waiting_for_recheck if one.kind == "task"]
    counts = {
        "unsorted": len(report.unsorted), "to_order": len(to_order), "to_recheck": len(to_recheck) + len(claims),
        "unwritten": len(report.unwritten), "disagreements": len(report.disagreements), "late": len(report.late),
        "open": len(report.open),
    }  # fmt: skip
    if not any(counts.values()):
        return
    office = names.plan.sorting_office
    clause = names.grounds(names.plan.offices[office].rests_on)
    more = names.say("esc.clause", clause=clause) if names.plan.needs else ""
    yield _heading(names, names.of("offices", office), counts, more)
    oldest_first = sorted(report.unsorted, key=lambda one: -(one.days or 0))
    yield _table(
        [
            *(_unsorted(names, one) for one in oldest_first),
            *(_matter(names, one, report) for one in (*to_order, *to_recheck)),
            *(_claim(names, one) for one in claims),
            *(_late(names, one) for one in report.late),
            *(_matter(names, one, report) for one in report.open),
        ]
    )
    if report.unwritten:
        held = (
            f"{one.date.text} {names.level(one.level)}" + names.bracket(names.short(one.id))
            for one in report.unwritten
        )
        yield Para(names.say("esc.unwritten", sessions=names.join(held)), indent=4, hang=4)
    for differing in report.disagreements:
        yield Para(disagreement(names, differing), indent=4, hang=4)


def _supervision(names: Names, report: Escalation) -> Iterator[Block]:
    """Give what is followed up to the principal leaders; what stands above already by its id alone."""
    if not report.supervision:
        return
    above = {one.id for level in report.levels for one in level.matters}
    ids = " ".join(names.short(one.id) for one in report.supervision if one.id in above)
    yield Heading(names.say("esc.supervision", count=len(report.supervision)))
    if ids:
        yield Para(names.say("esc.above", ids=ids), indent=4, hang=4)
    yield _table(
        [
            [
                Span(names.short(one.id), ID),
                "",
                names.read(one.title),
                Span(
                    names.join(
                        names.say(
                            "show.overdue" if ground == "overdue" else f"ground.{ground}", days=one.days
                        )
                        for ground in one.grounds
                    ),
                    LATE,
                ),
            ]
            for one in report.supervision
            if one.id not in above
        ]
    )


def _due(names: Names, report: Escalation) -> str:
    due = report.next_due
    if due is None:
        return names.say("esc.due_none")
    key = "esc.due" if due.days else "esc.due_today"
    tasks = due_next_said(names, due, names.shorts(due.tasks))
    return names.say(key, days=due.days, tasks=tasks, due=due.due.text)


def _unsorted(names: Names, one: Matter) -> list[str | Span]:
    parts = names.bracket(names.join(names.part((one.task,), part) for part in one.parts))
    need = names.of("needs", one.proposed_need)
    return [
        Span(names.short(one.id), ID),
        names.say("esc.days", days=one.days),
        names.read(one.title) + parts,
        names.say("esc.proposed", need=need) if need else "",
    ]
