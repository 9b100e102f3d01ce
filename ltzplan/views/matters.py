"""What several screens say of a matter in hand: who has it, by when, how late."""

from collections.abc import Mapping

from ltzplan.model.values import Day
from ltzplan.views.names import Names


def units_said(names: Names, units: Mapping[str, str], state: str | None = None) -> str:
    """Give the units that must answer, each with its state where that is another than the matter's."""
    said = names.join(
        names.unit(unit) + names.bracket("" if own == state else names.say(f"state.{own}"))
        for unit, own in units.items()
    )
    return said and names.say("matter.units", units=said)


def due_said(names: Names, due: Day | None, first: Day | None) -> str:
    """Give the due date in force, and the first one where it is another."""
    if due is None:
        return ""
    before = names.say("matter.first", due=first.text) if first and first != due else ""
    return names.say("matter.due", due=due.text, first=before)
