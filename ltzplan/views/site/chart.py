"""Charts as numbers: where each mark stands, across in percent of the width and down in pixels. A macro draws them."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple, get_args

from ltzplan.dataclass import dataclass
from ltzplan.reports.show import Curve
from ltzplan.rules.dated import Dated, What
from ltzplan.views.names import Names
from ltzplan.views.site.signs import Sign, of_dated

LEFT, RIGHT = 10.0, 97.0
"""Where the first and the last day stand, in percent of the width."""
TOP, TALL, LANE, FOOT = 14, 112, 30, 20
"""Pixels: above the picture, of the height of a curve, of a lane of the timeline, below for the days."""
MONTHS = (1, 2, 3, 6, 12, 24, 60, 120)
"""Between how many months a day may be written below, so that few are."""
MOST = 5
"""So many days are written below at most."""


class Mark(NamedTuple):
    """A sign in a chart."""

    x: float
    y: int
    sign: Sign


class Label(NamedTuple):
    """A text in a chart, and at which of its ends it stands."""

    x: float
    y: int
    text: str
    anchor: str


class Stroke(NamedTuple):
    """A line in a chart, and what it is."""

    x1: float
    y1: int
    x2: float
    y2: int
    kind: str


@dataclass(frozen=True, kw_only=True)
class Chart:
    """What is drawn, and what it shows in words."""

    title: str
    height: int
    strokes: tuple[Stroke, ...]
    labels: tuple[Label, ...]
    marks: tuple[Mark, ...]


class _Scale:
    """Days as percents of the width."""

    def __init__(self, days: Sequence[date]) -> None:
        self.first, self.last = min(days), max(days)
        if self.first == self.last:
            self.first, self.last = self.first - timedelta(days=15), self.last + timedelta(days=15)

    def x(self, day: date) -> float:
        """Give where a day stands."""
        share = (day - self.first) / (self.last - self.first)
        return round(LEFT + (RIGHT - LEFT) * share, 2)

    def months(self) -> list[date]:
        """Give the first days of a few months, all as far from each other."""
        first, last = (day.year * 12 + day.month - 1 for day in (self.first, self.last))
        for step in MONTHS:
            found = [
                date(month // 12, month % 12 + 1, 1) for month in range(first, last + 1) if month % step == 0
            ]
            found = [day for day in found if self.first <= day]
            if len(found) <= MOST:
                break
        return found


def _days_below(scale: _Scale, bottom: int, as_of: date) -> Iterator[Label | Stroke]:
    for day in scale.months():
        x = scale.x(day)
        yield Stroke(x, TOP, x, bottom, "grid")
        yield Label(x, bottom + 15, f"{day:%Y-%m}", _anchor(x))
    if scale.first <= as_of <= scale.last:
        x = scale.x(as_of)
        yield Stroke(x, TOP - 4, x, bottom, "today")
        yield Label(x, TOP - 5, as_of.isoformat(), _anchor(x))


def _anchor(x: float) -> str:
    return "start" if x < 20 else "end" if x > 85 else "middle"  # noqa: PLR2004 - near an edge


def of_curve(one: Curve, title: str, as_of: date) -> Chart:
    """Draw the percents of one piece over time, from 0 to 100."""
    scale = _Scale([*(point.date for point in one.points), as_of])
    bottom = TOP + TALL
    places = [
        (scale.x(point.date), round(bottom - TALL * float(point.percent) / 100)) for point in one.points
    ]
    found: list[Label | Stroke] = []
    for percent in (0, 50, 100):
        y = bottom - TALL * percent // 100
        found += [Stroke(LEFT, y, RIGHT, y, "grid"), Label(LEFT - 1, y + 4, f"{percent}%", "end")]
    found += _days_below(scale, bottom, as_of)
    found += [Stroke(*before, *after, "curve") for before, after in pairwise(places)]
    marks = (
        Mark(*place, Sign(f"{point.date} {point.percent}%", "disc", "blue"))
        for place, point in zip(places, one.points, strict=True)
    )
    return _chart(title, bottom + FOOT, found, marks)


def of_dated_things(names: Names, listed: Sequence[Dated], title: str, as_of: date) -> Chart | None:
    """Draw all that has a day, a lane for each kind; None where nothing has one."""
    days = [one.due.last for one in listed if one.due]
    if not days:
        return None
    scale = _Scale([*days, as_of])
    kinds = [what for what in get_args(What) if any(one.what == what and one.due for one in listed)]
    lanes = {what: TOP + LANE * at + LANE - 8 for at, what in enumerate(kinds)}
    bottom = TOP + LANE * len(kinds)
    found: list[Label | Stroke] = [*_days_below(scale, bottom, as_of)]
    for what, y in lanes.items():
        found += [Stroke(0, y, 100, y, "lane"), Label(0, y - 10, names.say(f"dated.{what}"), "start")]
    marks = (Mark(scale.x(one.due.last), lanes[one.what], of_dated(names, one)) for one in listed if one.due)
    return _chart(title, bottom + FOOT, found, marks)


def _chart(title: str, height: int, found: Sequence[Label | Stroke], marks: Iterator[Mark]) -> Chart:
    return Chart(
        title=title,
        height=height,
        strokes=tuple(one for one in found if isinstance(one, Stroke)),
        labels=tuple(one for one in found if isinstance(one, Label)),
        marks=tuple(marks),
    )
