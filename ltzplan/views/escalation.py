"""`ltz escalate` on a screen: by post, from the highest."""

from collections.abc import Iterator, Sequence
from datetime import date

from ltzplan.reports.escalation import Escalation, LevelMatters, ToCheck
from ltzplan.reports.frame import Frame
from ltzplan.reports.matter import Matter
from ltzplan.views.blocks import Block, Heading, Para, Table
from ltzplan.views.matters import decided_said, due_said, units_said
from ltzplan.views.names import Names
from ltzplan.views.status import disagreement, period, task_table


def escalation_blocks(names: Names, frame: Frame, report: Escalation) -> Iterator[Block]:
    """Give what each level has to decide, the secretariat's queue, what is late and who is silent."""
    yield Para(
        names.say(
            "esc.title",
            day=names.day(frame.as_of),
            weekday=_weekday(names, frame.as_of),
            last=names.day(report.last_dispatch) if report.last_dispatch else names.say("esc.no_dispatch"),
            next=period(names, report.next_dispatch, "month")
            if report.next_dispatch
            else names.say("esc.no_next"),
        ),
        hang=4,
    )
    sections = [_level(names, level, report) for level in report.levels]
    if report.for_level is None:
        sections.append(_secretariat(names, report))
    if report.for_level in (None, names.plan.levels[-1].id):
        sections.append(_supervision(names, report))
    sections.append(_due(names, report))
    for number, section in enumerate(sections, 1):
        title, *blocks = section
        if isinstance(title, Heading):
            yield Heading(names.say("esc.section", n=names.number(number), title=title.text))
        yield from blocks
    if report.tasks:
        yield Heading(names.say("esc.tasks"))
        yield task_table(names, report.tasks, frame.as_of)


_REST = ("to_order", "in_hand", "to_recheck", "waiting")
"""Where a matter is that the level need not decide, one word each."""


def _place(one: Matter) -> str | None:
    return "to_recheck" if one.state == "answered" else one.turn


def _weekday(names: Names, day: date) -> str:
    return names.say("weekdays").split()[day.weekday()]


def _level(names: Names, level: LevelMatters, report: Escalation) -> Iterator[Block]:
    known = next(one for one in names.plan.levels if one.id == level.level)
    decide = [one for one in level.matters if not one.standing]
    said = names.say(
        "esc.level",
        level=names.read(known.name),
        decides=names.say("esc.decides", text=names.read(known.decides)) if known.decides else "",
        count=level.count("decide"),
        rest="".join(
            names.say(f"esc.rest.{place}", count=count)
            for place in _REST
            if (count := sum(_place(one) == place for one in level.matters))
        ),
    )
    yield Heading(said + (names.say("esc.overview") if known.overview else ""))
    groups = {one.portfolio: [m for m in decide if m.portfolio == one.portfolio] for one in decide}
    for portfolio, matters in groups.items() if known.by == "portfolio" else ((None, decide),):
        if portfolio:
            yield Para(names.say("esc.portfolio", name=names.of("portfolios", portfolio)), indent=4)
        if matters:
            yield _matters(names, matters, 8 if portfolio else 4)
    standing = [one for one in level.matters if one.standing]
    if standing:
        tasks = "   ".join(f"{one.id} {names.read(one.title)}" for one in standing)
        clause = names.grounds(standing[0].rests_on.split())
        yield Para(
            names.say("esc.standing", count=len(standing), tasks=tasks, clause=clause), indent=4, hang=4
        )
    if known is names.plan.levels[0]:
        key = "esc.lead" if report.silent else "esc.lead_none"
        months = report.silent[0].months[-1] if report.silent else ""
        own = {task.id for task in names.plan.tasks if task.origin == "plan"}
        count = sum(one.task in own for one in report.silent)
        yield Para(names.say(key, period=period(names, months), count=count), indent=4, hang=4)


def _matters(names: Names, matters: list[Matter], indent: int) -> Table:
    rows = []
    for one in matters:
        clause = names.grounds(one.rests_on.split())
        about = names.bracket(
            f"{' '.join(one.tasks)}{names.say('list.semi')}{names.join((names.of('needs', one.needs), clause))}"
        )
        said = [names.read(one.title) + about, names.say(f"state.{one.state}")]
        said += [decided_said(names, one.decided)] if one.decided else []
        if one.turn != "waiting":  # no unit is blamed while a higher authority is asked
            said.append(units_said(names, one.units, one.state))
            said.append(names.say("esc.late", days=one.overdue_days) if one.overdue_days else "")
        said += [due_said(names, one.due, one.first_due), names.say("esc.key") if one.key else ""]
        rows.append(
            [names.short(one.id), names.say("esc.days", days=one.days), "  ".join(filter(None, said))]
        )
    return Table(titles=["", "", ""], rows=rows, indent=indent, shows_titles=False, right=frozenset({1}))


def _secretariat(names: Names, report: Escalation) -> Iterator[Block]:
    yield Heading(names.of("offices", names.plan.sorting_office))
    clause = names.grounds(names.plan.offices[names.plan.sorting_office].rests_on)
    yield Para(names.say("esc.unsorted", count=len(report.unsorted), clause=clause), indent=4, hang=4)
    yield Table(
        titles=["", "", ""],
        rows=[
            [names.short(one.id), names.say("esc.days", days=one.days), _unsorted(names, one)]
            for one in sorted(report.unsorted, key=lambda one: one.days or 0)
        ],
        indent=6,
        shows_titles=False,
        right=frozenset({1}),
    )
    to_order = [one for level in report.levels for one in level.matters if one.turn == "to_order"]
    queues: dict[str, Sequence[Matter | ToCheck]] = {
        "to_order": to_order,
        "recheck": report.waiting_for_recheck,
    }
    for queue, waiting in queues.items():
        items = names.join(
            names.say("esc.item_days", id=names.short(one.id), days=one.days) for one in waiting
        )
        if items:
            yield Para(names.say(f"esc.{queue}", count=len(waiting), items=items), indent=4, hang=4)
    for held in report.unwritten:
        said = names.say(
            "esc.unwritten", date=held.date.text, level=names.level(held.level), id=names.short(held.id)
        )
        yield Para(said, indent=4, hang=4)
    if report.disagreements:
        yield Para(names.say("esc.disagreements", count=len(report.disagreements)), indent=4)
        for one in report.disagreements:
            yield Para(disagreement(names, one), indent=6, hang=4)


def _supervision(names: Names, report: Escalation) -> Iterator[Block]:
    yield Heading(names.say("esc.supervision", count=len(report.supervision)))
    if not report.supervision:
        clauses = dict.fromkeys(one for rule in names.plan.supervision for one in rule.rests_on)
        yield Para(names.say("esc.supervision_none", clauses=names.grounds(clauses)), indent=4)
    yield Table(
        titles=["", "", "", ""],
        rows=[
            [
                names.short(one.id),
                names.join(names.say(f"ground.{ground}") for ground in one.grounds),
                names.say("esc.days", days=one.days),
                "  ".join(filter(None, (names.read(one.title), units_said(names, one.units)))),
            ]
            for one in report.supervision
        ],
        indent=4,
        shows_titles=False,
        right=frozenset({2}),
    )


def _due(names: Names, report: Escalation) -> Iterator[Block]:
    due = report.next_due
    if due is None:
        yield Heading(names.say("esc.due_none"))
    else:
        tasks = " ".join(due.tasks)
        key = "esc.due" if due.days else "esc.due_today"
        yield Heading(names.say(key, days=due.days, tasks=tasks, due=due.due.text))


def _unsorted(names: Names, one: Matter) -> str:
    parts = names.join(names.part((one.task,), part) for part in one.parts)
    need = names.of("needs", one.proposed_need)
    proposed = need and names.say("esc.proposed", need=need)
    return names.read(one.title) + names.bracket(parts) + proposed
