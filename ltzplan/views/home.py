"""Bare `ltz` on a screen: who one is here, what waits, and what one does most."""

from collections.abc import Iterator, Sequence

from ltzplan.reports.frame import Frame
from ltzplan.reports.home import Home, QueueCount
from ltzplan.text.speech import catalogue
from ltzplan.views.blocks import COMMAND, LATE, Block, Heading, Para, Span, Table
from ltzplan.views.names import Names


def home_blocks(
    names: Names, frame: Frame, report: Home, person: str, set_by: str, verbs: Sequence[str]
) -> Iterator[Block]:
    """Say it; `person` is one's name, nothing where it is not set, `set_by` what says which office, of none the plan."""
    day, office = names.day(frame.as_of), names.of("offices", report.office)
    office += names.bracket(names.of("units", report.unit)) if office else ""
    where = names.say("home.at", office=office, where=set_by or names.say("home.only_office"))
    yield Heading(f"{person or names.say('home.nobody')}{where if office else ''}  {day}")
    if report.office is None:
        yield Para(names.say("home.no_office", offices=", ".join(names.plan.offices)), indent=2, hang=4)
    elif report.queues:
        count = sum(one.count for one in report.queues if one.queue != "follow")
        yield Heading(names.say("home.waits", count=count)) if count else Para(names.say("todo.none"))
        rows = [_row(names, one) for one in report.queues]
        yield Table(titles=["", "", ""], rows=rows, indent=2, shows_titles=False, under=True)
        yield Para(names.say("home.all"), indent=2, hang=4)
    else:
        yield Para(names.say("todo.none"))
    if frame.read.uncommitted:
        yield Para(names.say("home.uncommitted", count=frame.read.uncommitted), hang=2)
    yield Heading(names.say("home.verbs"))
    said = catalogue(names.lang, "help")
    rows = [[Span(f"ltz {verb}", COMMAND), said[f"verb.{verb}"]] for verb in verbs]
    yield Table(titles=["", ""], rows=rows, indent=2, shows_titles=False)
    yield Para(names.say("home.help", verb=verbs[0]), indent=2, hang=4)


def _row(names: Names, one: QueueCount) -> list[str | Span]:
    count = names.say("home.late" if one.late else "home.count", count=one.count, late=one.late)
    command = names.command(one.command)
    return [names.say(f"queue.{one.queue}"), Span(count, LATE if one.late else None), Span(command, COMMAND)]
