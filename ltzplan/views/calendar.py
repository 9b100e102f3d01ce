"""`ltz calendar` on a screen, and as a calendar that other programs read."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import get_args

from ltzplan.reports.calendar import Calendar
from ltzplan.reports.frame import Frame
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
    yield Para(names.say("calendar.note", grounds=names.grounds(grounds)), hang=4)


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


def calendar_file(names: Names, frame: Frame, report: Calendar) -> str:
    """Duties and what else has a day as iCalendar (RFC 5545): an event each, all day on its due day."""
    from icalendar import Calendar as File  # noqa: PLC0415 - only for this form
    from icalendar import Event  # noqa: PLC0415

    file = File()
    file.add("prodid", "-//ltz//calendar//EN")
    file.add("version", "2.0")
    file.add("x-wr-calname", " ".join(names.read(names.plan.header.name).split()))

    def add(uid: str, day: date, summary: str, category: str, description: str = "") -> None:
        event = Event()
        event.add("uid", f"{names.plan.header.id}-{uid}@ltz")
        event.add("dtstamp", datetime.combine(frame.as_of, time(), UTC))
        event.add("dtstart", day)
        event.add("summary", summary)
        event.add("categories", [category])
        event.add("transp", "TRANSPARENT")
        if description:
            event.add("description", description)
        file.add_component(event)

    for one in report.duties:
        duty, state = names.say(f"duty.{one.duty}"), names.say(f"state.{one.state}")
        said = {"duty": duty, "period": one.period, "of": names.say(f"duty.of.{one.of}")}
        because = " ".join(filter(None, (one.by, _reason(names, one)))) if one.by else ""
        uid = f"{one.of}-{one.duty}-{one.period}"
        add(uid, one.due, names.say("calendar.event", **said, state=state), duty, because)
    for dated in report.dated:
        if dated.due:
            what, ids = names.say(f"dated.{dated.what}"), names.shorts(dated.tasks)
            told = {
                "ids": ids,
                "name": dated_said(names, dated),
                "what": what,
                "state": standing_said(names, dated),
            }
            uid = "-".join(dict.fromkeys((dated.what, *dated.tasks[:1], dated.id)))
            add(uid, dated.due.last, names.say("calendar.event_dated", **told), what)
    return str(file.to_ical().decode())
