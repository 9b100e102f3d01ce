"""What several papers say of a problem, an order, a period, a day."""

from collections.abc import Iterable, Sequence
from datetime import date

from ltzplan.model.values import Day, Text
from ltzplan.reports.papers.paper import Answer, Slip
from ltzplan.reports.show import ProblemView
from ltzplan.views.names import Names


def period_said(names: Names, label: str) -> str:
    """Say a period in full: 2020-07, 2020Q3, 2020H1 or 2020."""
    year, rest = label[:4], label[4:]
    within = rest[1:].lstrip("0")
    match rest[:1]:
        case "H":
            return names.say(f"paper.half.{within}", year=year)
        case "Q":
            return names.say("paper.quarter", year=year, n=names.number(int(within)))
        case "-":
            return names.say("paper.month", year=year, n=within, label=label)
        case _:
            return names.say("paper.year", year=year)


def periods_said(names: Names, labels: Iterable[str]) -> str:
    """Say the periods that a paper covers."""
    return names.say("paper.and").join(period_said(names, label) for label in labels)


def day_said(names: Names, day: Day | date) -> str:
    """Say a day, or the month or year that was written in its stead."""
    if isinstance(day, Day):
        return names.day(day.last) if day.first == day.last else period_said(names, day.text)
    return names.day(day)


def periods_listed(names: Names, labels: Sequence[str]) -> str:
    """Say the periods of a list; of many the first and the last."""
    if len(labels) > 6:  # noqa: PLR2004 - as many as are read at a glance
        first, last = period_said(names, labels[0]), period_said(names, labels[-1])
        return names.say("paper.from_to", first=first, last=last, count=len(labels))
    return names.join(period_said(names, label) for label in labels)


def for_level(names: Names, level: str | None, portfolio: str | None) -> str:
    """Say a level's post, and the portfolio within it."""
    return names.level(level) + (names.bracket(names.portfolio(portfolio)) if portfolio else "")


def matter(names: Names, view: ProblemView) -> str:
    """Say what a problem is: its words, its tasks, its id."""
    return matter_said(names, view.id, view.text, view.tasks)


def matter_said(names: Names, id: str, text: Text, tasks: Iterable[str]) -> str:
    """Say what a problem is by its words, tasks and id, or a task by its id and title."""
    if names.plan.task(id):
        return f"{id} {names.read(text)}"
    listed = names.join(f"{task} {names.task(task)}" for task in tasks)
    return names.say("paper.matter", text=names.read(text), tasks=listed, id=names.short(id))


def units_said(names: Names, units: Iterable[str], day: Day) -> str:
    """Name units as they were called on a day."""
    return names.join(names.unit(unit, day.last) for unit in units)


def in_hand(names: Names, view: ProblemView, day: date) -> str:
    """Say who has a problem in hand, by which order, until when, and how late it is."""
    said = []
    if view.units:
        each = (
            names.unit(unit, day)
            + (names.bracket(names.say(f"state.{state}")) if len(view.units) > 1 else "")
            for unit, state in view.units.items()
        )
        said.append(names.say("paper.units", units=names.join(each), number=view.number))
    if view.units and view.due:
        said.append(due_said(names, view.due, view.first_due))
    if view.overdue_days:
        said.append(names.say("paper.late", days=view.overdue_days))
    return names.say("list.semi").join(said)


def due_said(names: Names, due: Day, first: Day | None) -> str:
    """Say until when, and the first date where it is another."""
    extended = names.say("paper.first_due", day=day_said(names, first)) if first and first != due else ""
    return names.say("paper.due", day=day_said(names, due), first=names.bracket(extended))


def slip_said(names: Names, slip: Slip) -> str:
    """Say an order in a sentence: number, day, to whom, what, until when."""
    return names.say(
        "paper.slip",
        number=slip.number,
        day=day_said(names, slip.date),
        units=units_said(names, slip.units, slip.date),
        require=names.read(slip.require),
        due=day_said(names, slip.due),
    )


def answer_said(names: Names, answer: Answer) -> str:
    """Say what was said on an order, by whom, when."""
    says = names.say(f"move.{answer.says}")
    due = names.bracket(due_said(names, answer.due, None) if answer.due else "")
    text = names.say("colon") + names.read(answer.text) if answer.text else ""
    said = {"day": day_said(names, answer.date), "says": says + due + text}
    if answer.unit is None:
        return names.say("paper.said", **said)
    return names.say("paper.answer", who=names.unit(answer.unit, answer.date.last), **said)
