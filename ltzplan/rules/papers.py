"""Which papers a plan can have, and which are out: one of a kind for each addressee, period, session and order (local)."""

from collections.abc import Iterator, Mapping
from typing import Protocol

from ltzplan.model.plan import Plan
from ltzplan.model.records import Entry, Paper
from ltzplan.model.state import State
from ltzplan.rules.corrections import wordings


class Asked(Protocol):
    """What a paper was, or is to be, asked for."""

    @property
    def paper(self) -> str:
        """Its kind."""

    @property
    def level(self) -> str | None:
        """The level that it is for."""

    @property
    def portfolio(self) -> str | None:
        """The portfolio that it is for."""

    @property
    def unit(self) -> str | None:
        """The unit that it is for."""

    @property
    def periods(self) -> tuple[str, ...]:
        """The periods that it covers."""

    @property
    def concerns(self) -> tuple[str, ...]:
        """The session or order that it is about."""

    @property
    def corrects(self) -> str | None:
        """The paper that it corrects."""


SPEAKS_OF: Mapping[str, str] = {
    "agenda": "levels", "brief": "levels", "evaluation": "evaluation", "supervision": "supervision",
}  # fmt: skip
"""The kinds of paper that speak of one part of a plan alone, by its key."""


def lacking(plan: Plan, paper: str) -> str | None:
    """Name the part of a plan that a kind of paper would speak of, where the plan has none; None: it has what it takes."""
    asked = SPEAKS_OF.get(paper)
    return asked if asked and not getattr(plan, asked) else None


def out(state: State) -> Iterator[tuple[Entry, Paper]]:
    """Give the papers in force: neither withdrawn nor corrected by another, in order."""
    papers = [(one, one.record) for one in state.papers if isinstance(one.record, Paper)]
    corrected = {paper.corrects for _, paper in papers}
    return ((entry, paper) for entry, paper in papers if entry.id not in corrected)


def out_already(state: State, paper: Asked) -> tuple[Entry, Paper] | None:
    """Give the paper in force of a period, session or order of a new one, unless the new one corrects it."""
    others = ((entry, other) for entry, other in out(state) if entry.id != paper.corrects)
    return next(((entry, other) for entry, other in others if _shared(state, paper, other)), None)


def corrects_another(state: State, paper: Asked) -> bool:
    """Tell whether a paper would correct one of another kind, addressee, period, session or order."""
    papers = (one.record for one in state.papers if one.id == paper.corrects)
    return any(isinstance(old, Paper) and not _replaces(state, paper, old) for old in papers)


def _replaces(state: State, paper: Asked, old: Paper) -> bool:
    dated = not (_about(state, paper) or _about(state, old))
    return (dated and _addressed(paper) == _addressed(old)) or _shared(state, paper, old)


def double_papers(state: State) -> Iterator[tuple[Entry, Entry]]:
    """Give the papers in force that are of one matter, each with the first: a merge joined them."""
    known = list(out(state))
    for at, (later, paper) in enumerate(known):
        first = (entry for entry, other in known[:at] if _shared(state, paper, other))
        if earlier := next(first, None):
            yield earlier, later


def _shared(state: State, one: Asked, other: Asked) -> bool:
    return _addressed(one) == _addressed(other) and bool(_about(state, one) & _about(state, other))


def _addressed(paper: Asked) -> tuple[str | None, ...]:
    return paper.paper, paper.level, paper.portfolio, paper.unit


def _about(state: State, paper: Asked) -> set[str]:
    """Give the periods of a paper, or the session or order that it is about; an agenda or reminder has its day only."""
    return {*paper.periods, *((wordings(id, state.dead) or (id,))[-1] for id in paper.concerns)}
