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
        addressee=names.join(names.read(one.unit) for one in (*paper.units, *paper.cities)),
    )


def _body(names: Names, paper: Reminder) -> Iterator[Block]:
    if not paper.figures["owing"]:
        yield para(names, names.say("reminder.none"))
        return
    months = sum(len(one.months) for one in _owing(paper))
    yield para(names, names.say("reminder.opening", tasks=len(paper.figures["owing"]), months=months))
    titled = [(names.read(one.unit), _text(names, paper, one, "reminder.text")) for one in paper.units]
    titled += [(names.read(one.unit), _text(names, paper, one, "reminder.city")) for one in paper.cities]
    yield from sections(names, titled)
    if nobody := _of_nobody(paper):
        yield para(names, names.say("reminder.unknown", count=len(nobody), tasks=_tasks(names, nobody)))
    yield para(names, names.say("reminder.nil"))


def _owing(paper: Reminder) -> Iterable[Silent]:
    """Give each task that owes reports, once."""
    listed = (*paper.unknown, *(one for unit in paper.units for one in unit.tasks))
    return {one.task: one for one in listed}.values()


def _of_nobody(paper: Reminder) -> list[Silent]:
    """Give the tasks of which neither a lead unit nor a city is known."""
    asked = {one.task for city in paper.cities for one in city.tasks}
    return [one for one in paper.unknown if one.task not in asked]


def _text(names: Names, paper: Reminder, owing: Owing, key: str) -> Iterator[Block]:
    """Give the text to send to a unit or city."""
    by = names.say("reminder.by", day=names.day(paper.by)) if paper.by else names.say("reminder.now")
    said = names.say(key, unit=names.read(owing.unit), tasks=_tasks(names, owing.tasks), by=by)
    yield para(names, said)


def _tasks(names: Names, silent: Iterable[Silent]) -> str:
    return names.say("list.semi").join(
        names.say(
            "reminder.task", id=one.task, title=names.task(one.task), months=periods_listed(names, one.months)
        )
        for one in silent
    )
