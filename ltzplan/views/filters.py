"""What a page may say of a value: `{{ label | period }}`. Ids and days become words; all else stands in the page."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import partial

from ltzplan.model.values import Day
from ltzplan.reports.status import TaskRow
from ltzplan.rules.forecast import Expected
from ltzplan.views.names import Names
from ltzplan.views.show import expected_said
from ltzplan.views.status import percent_said, schedule_said

GLANCE = 6
"""As many periods of a list as are read at a glance; of more the first and the last are said."""


def period(names: Names, label: str) -> str:
    """Say a period in full, as a paper does: 2020-07, 2020Q3, 2020H1, 2020 or another."""
    if "--" in label:
        return names.period(label)
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


def figure_word(names: Names, figure: str) -> str:
    """Give a figure's word; `2020Q4/stage.ID` is that of a stage in a period."""
    label, _, rest = figure.rpartition("/")
    listed, _, id = rest.rpartition(".")
    words: dict[str, Callable[[str], str]] = {"stage": names.stages, "light": partial(names.of, "lights")}
    said = words[listed](id) if listed in words else names.say(f"figure.{rest}")
    return names.say("paper.of_period", period=period(names, label), figure=said) if label else said


def said(names: Names, value: object) -> str:
    """Say a value as a page prints it; what is none of these prints nothing but an error."""
    match value:
        case None:
            return ""
        case Day():
            return names.day(value.last) if value.first == value.last else period(names, value.text)
        case date():
            return names.day(value)
        case Decimal():
            return str(value)
        case _ if hasattr(value, "zh"):
            return names.read(value)
        case _:
            raise TypeError(f"{type(value).__name__} is not printed as it is")


def filters(names: Names) -> dict[str, Callable[..., object]]:
    """Give the filters of pages, in the language of the names."""

    def of_day(id: str, day: Day | date | None = None) -> str:
        return names.unit(id, day.last if isinstance(day, Day) else day)

    def months(labels: Sequence[str]) -> str:
        if len(labels) > GLANCE:
            first, last = period(names, labels[0]), period(names, labels[-1])
            return names.say("paper.from_to", first=first, last=last, count=len(labels))
        return names.join(period(names, label) for label in labels)

    def tasks(ids: Iterable[str]) -> str:
        return names.join(f"{id} {names.of('tasks', id)}" for id in ids)

    def units(ids: Iterable[str], day: Day | date | None = None) -> str:
        return names.join(of_day(id, day) for id in ids)

    def clauses(grounds: Iterable[str]) -> str:
        known = names.plan.clauses
        sign = "“{}”".format
        return names.join(
            sign(names.read(known[one])) if one in known else names.grounds([one]) for one in grounds
        )

    def expected(one: Expected) -> str:
        return expected_said(names, one)

    def percent(row: TaskRow, as_of: date | None = None) -> str:
        return percent_said(names, row, as_of)

    return {
        "period": lambda label: period(names, label),
        "periods": lambda labels: names.say("paper.and").join(period(names, one) for one in labels),
        "months": months,
        "count": lambda items: len(list(items)),
        "numeral": names.number,
        "task": partial(names.of, "tasks"),
        "tasks": tasks,
        "origins": lambda ids: names.bracket(names.origins(ids)),
        "unit": of_day,
        "units": units,
        "cities": partial(names.all_of, "cities"),
        "city": partial(names.of, "cities"),
        "area": partial(names.of, "areas"),
        "office": partial(names.of, "offices"),
        "level": names.level,
        "portfolio": partial(names.of, "portfolios"),
        "light": partial(names.of, "lights"),
        "stated": names.counted,
        "figure": lambda figure: figure_word(names, figure),
        "state": lambda word: names.say(f"state.{word}"),
        "move": lambda word: names.say(f"move.{word}"),
        "ground": lambda word: names.say(f"ground.{word}"),
        "clauses": clauses,
        "grounds": names.grounds,
        "need": partial(names.of, "needs"),
        "expected": expected,
        "percent": percent,
        "schedule": partial(schedule_said, names),
        "compact": names.compact,
    }
