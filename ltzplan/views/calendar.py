"""`ltz calendar` on a screen, and as a calendar that other programs read."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import get_args

from ltzplan.reports.calendar import Calendar
from ltzplan.reports.events import Event
from ltzplan.reports.frame import Frame
from ltzplan.rules.dated import Dated
from ltzplan.rules.duties import Duty, Standing
from ltzplan.rules.duties import Kind as DutyKind
from ltzplan.views.blocks import ID, LATE, Block, Gap, Heading, Para, Span, Table
from ltzplan.views.dated import dated_said, standing_said
from ltzplan.views.names import Names

_OF = ("work", "problems")


def calendar_blocks(names: Names, frame: Frame, report: Calendar) -> Iterator[Block]:
    """Give the duties counted, and then a row a period; below a row for all else that has a day."""
    if not report.duties and not report.dated:
        yield Para(names.say("calendar.none"))
        return
    title = {"plan": names.read(names.plan.header.name), "day": names.day(frame.as_of)}
    yield Para(names.say("calendar.title" if report.duties else "calendar.title_dated", **title), hang=4)
    if report.duties:
        yield from _duties(names, report)
    if report.duties and report.dated:
        yield from (Gap(), Heading(names.say("calendar.dated")))
    if report.dated:
        yield _dated(names, report)


def _dated(names: Names, report: Calendar) -> Table:
    """What else has a day: a row each, what is late in its colour."""
    return Table(
        titles=[names.say(f"list.{one}") for one in ("due", "state", "id", "what", "text")],
        rows=[
            [
                one.due.text if one.due else "-",
                Span(standing_said(names, one), LATE if one.state == "late" else None),
                Span(names.shorts((one.id,) if one.what in ("order", "petition") else one.tasks), ID),
                names.say(f"dated.{one.what}"),
                dated_said(names, one),
            ]
            for one in report.dated
        ],
    )


def _duties(names: Names, report: Calendar) -> Iterator[Block]:
    plan = names.plan
    yield _counts(names, report)
    periods: dict[str, list[Duty]] = {}
    for one in report.duties:
        periods.setdefault(one.period, []).append(one)
    yield Table(
        titles=[
            names.say("list.period"),
            names.say("calendar.paper_due"),
            *(names.say(f"duty.of.{of}") for of in _OF),
            names.say("calendar.by"),
        ],
        rows=[
            [
                period,
                next((one.due.isoformat() for one in listed if one.duty != "dispatch"), "-"),
                *(_cell(names, [one for one in listed if one.of == of]) for of in _OF),
                names.join(dict.fromkeys(_by(names, one) for one in listed if one.by)),
            ]
            for period, listed in periods.items()
        ],
    )
    rhythm = plan.rhythm
    grounds = dict.fromkeys((*rhythm.work.rests_on, *(rhythm.problems.rests_on if rhythm.problems else ())))
    lowest = names.say("calendar.lowest", level=names.level(plan.levels[0].id)) if plan.levels else ""
    note = names.say("calendar.note", lowest=names.bracket(lowest), grounds=names.grounds(grounds))
    yield Para(note, hang=4)


def _counts(names: Names, report: Calendar) -> Table:
    standing, kinds = get_args(Standing), {one.duty for one in report.duties}
    counted = Counter((one.duty, one.state) for one in report.duties)
    rows = []
    for kind in (one for one in get_args(DutyKind) if one in kinds):
        counts = [counted[kind, state] for state in standing]
        rows.append([names.say(f"duty.{kind}"), *map(str, counts), str(sum(counts))])
    titles = [names.say("list.duty"), *(names.say(f"state.{one}") for one in standing)]
    right = frozenset(range(1, len(standing) + 2))
    return Table(titles=[*titles, names.say("calendar.total")], rows=rows, right=right)


def _cell(names: Names, listed: list[Duty]) -> Span:
    said = names.join(
        names.say("duty.said", duty=names.say(f"duty.{one.duty}"), state=names.say(f"state.{one.state}"))
        for one in listed
    )
    return Span(said or "-", LATE if any(one.state == "missed" for one in listed) else None)


def _by(names: Names, one: Duty) -> str:
    return names.short(one.by or "") + names.bracket(_reason(names, one))


def _reason(names: Names, one: Duty) -> str:
    """Give why a duty was merged or put off."""
    return names.read(one.because) if one.state in ("merged", "put_off") else ""


def calendar_file(names: Names, events: Iterable[Event]) -> str:
    """Duties and what else has a day as iCalendar (RFC 5545): an event each, all day on its due day."""
    from icalendar import Calendar as File  # noqa: PLC0415 - only for this form
    from icalendar import Event as Entry  # noqa: PLC0415

    file = File()
    file.add("prodid", "-//ltz//calendar//EN")
    file.add("version", "2.0")
    file.add("x-wr-calname", " ".join(names.read(names.plan.header.name).split()))

    for one in events:
        category, summary, description = _said(names, one.of)
        entry = Entry()
        entry.add("uid", one.uid)
        entry.add("dtstamp", one.changed)
        entry.add("last-modified", one.changed)
        entry.add("sequence", one.sequence)
        entry.add("dtstart", one.day)
        entry.add("summary", summary)
        entry.add("categories", [category])
        entry.add("transp", "TRANSPARENT")
        if description:
            entry.add("description", description)
        file.add_component(entry)
    return str(file.to_ical().decode())


def _said(names: Names, one: Duty | Dated) -> tuple[str, str, str]:
    """Give what an event is, how it is called and what more is to be said of it; nothing that a day passing changes."""
    state = names.say(f"state.{one.state}")
    if isinstance(one, Duty):
        duty, of = names.say(f"duty.{one.duty}"), names.say(f"duty.of.{one.of}")
        because = " ".join(filter(None, (one.by, _reason(names, one)))) if one.by else ""
        return duty, names.say("calendar.event", duty=duty, period=one.period, of=of, state=state), because
    what = names.say(f"dated.{one.what}")
    told = {"ids": names.shorts(one.tasks), "name": dated_said(names, one), "what": what, "state": state}
    return what, names.say("calendar.event_dated", **told), ""
