"""Signs: a word with a shape and a colour beside it, for what must be seen at a glance."""

from typing import Literal, NamedTuple

from ltzplan.model.method import Light
from ltzplan.rules.dated import Awaited, Dated
from ltzplan.rules.duties import Duty, Standing
from ltzplan.rules.lights import warns
from ltzplan.views.dated import standing_said
from ltzplan.views.names import Names

Shape = Literal["square", "triangle", "diamond", "disc", "ring", "check"]
Colour = Literal["red", "orange", "yellow", "green", "blue", "grey"]


class Sign(NamedTuple):
    """A word, and how it is drawn."""

    word: str
    shape: Shape
    colour: Colour


_CONDITIONS: dict[str, Shape] = {
    "overdue": "square",
    "accepted": "check",
    "due_within_days": "diamond",
    "otherwise": "disc",
}
"""The shape of a light by its condition; of any other a triangle where it warns."""
_AWAITED: dict[Awaited, tuple[Shape, Colour]] = {
    "late": ("square", "red"),
    "soon": ("diamond", "yellow"),
    "due": ("disc", "grey"),
    "undated": ("ring", "grey"),
    "done": ("check", "green"),
}
_DUTIES: dict[Standing, tuple[Shape, Colour]] = {
    "missed": ("square", "red"),
    "due": ("disc", "grey"),
    "held": ("check", "green"),
    "merged": ("ring", "grey"),
    "put_off": ("ring", "grey"),
}
LATE: tuple[Shape, Colour] = ("square", "red")
WAITS: tuple[Shape, Colour] = ("diamond", "yellow")
"""What is late, and what waits, where no light of the plan says so."""


def of_light(names: Names, id: str) -> Sign:
    """Give the sign of a light."""
    known = next((one for one in names.plan.lights if one.light == id), None)
    shape = _shape(known) if known else "ring"
    return Sign(names.of("lights", id), shape, (known and known.colour) or "grey")


def _shape(light: Light) -> Shape:
    return _CONDITIONS.get(light.when.name) or ("triangle" if warns(light) else "disc")


def of_dated(names: Names, one: Dated) -> Sign:
    """Give the sign of how something that has a day stands."""
    return Sign(standing_said(names, one), *_AWAITED[one.state])


def of_duty(names: Names, one: Duty) -> Sign:
    """Give the sign of how a duty stands."""
    return Sign(names.say(f"state.{one.state}"), *_DUTIES[one.state])


def awaited(names: Names, state: Awaited) -> Sign:
    """Give the sign of a state alone, for a legend."""
    return Sign(names.say(f"state.{state}"), *_AWAITED[state])
