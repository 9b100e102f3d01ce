"""The reminder: the reports owed by unit, each with a text ready to send."""

from collections.abc import Iterable, Iterator

from ltzplan.reports.escalation import Silent
from ltzplan.reports.papers.reminder import Owing, Reminder
from ltzplan.views.blocks import Block
from ltzplan.views.names import Names
from ltzplan.views.papers.sheet import Sheet, para, sections
from ltzplan.views.papers.words import periods_listed


def reminder_sheet(names: Names, paper: Reminder) -> Sheet:
    """Give the reports owed; where none is owed it says so."""
    return Sheet(
        subject=names.say("reminder.subject"),
        body=_body(names, paper),
        addressee=names.join(names.read(one.unit) for one in paper.units),
    )


def _body(names: Names, paper: Reminder) -> Iterator[Block]:
    if not paper.figures["owing"]:
        yield para(names, names.say("reminder.none"))
        return
    months = sum(len(one.months) for one in _owing(paper))
    yield para(names, names.say("reminder.opening", tasks=len(paper.figures["owing"]), months=months))
    yield from sections(names, [(names.read(one.unit), _text(names, one)) for one in paper.units])
    if paper.unknown:
        tasks = names.join(one.task for one in paper.unknown)
        most = max(len(one.months) for one in paper.unknown)
        yield para(names, names.say("reminder.unknown", count=len(paper.unknown), tasks=tasks, most=most))
    yield para(names, names.say("reminder.nil"))


def _owing(paper: Reminder) -> Iterable[Silent]:
    """Give each task that owes reports, once."""
    listed = (*paper.unknown, *(one for unit in paper.units for one in unit.tasks))
    return {one.task: one for one in listed}.values()


def _text(names: Names, owing: Owing) -> Iterator[Block]:
    """Give the text to send to a unit."""
    tasks = (
        names.say(
            "reminder.task", id=one.task, title=names.task(one.task), months=periods_listed(names, one.months)
        )
        for one in owing.tasks
    )
    said = names.say("list.semi").join(tasks)
    yield para(names, names.say("reminder.text", unit=names.read(owing.unit), tasks=said))
