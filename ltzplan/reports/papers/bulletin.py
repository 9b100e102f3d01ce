"""How were the assigned problems dealt with in a period?"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from ltzplan.dataclass import dataclass
from ltzplan.model.plan import Plan
from ltzplan.model.problem_state import HELD
from ltzplan.model.state import State
from ltzplan.model.values import about
from ltzplan.reports.papers.paper import (
    Figures,
    PaperReport,
    PaperRequest,
    doubted,
    ended,
    falling_due,
    last_period,
    next_period,
    views,
)
from ltzplan.reports.show import ProblemView
from ltzplan.reports.status import place_of
from ltzplan.rules.ledger import Ledger
from ltzplan.rules.life import overdue_problem
from ltzplan.rules.progress import rounded
from ltzplan.rules.rhythm import span
from ltzplan.rules.settled import Settled, settled_problem

GROUPS = ("overdue", "waiting_for_recheck", "waiting_for_province")
"""The figures of open problems of which each is listed in one, the most serious first."""


@dataclass(frozen=True, kw_only=True)
class Bulletin(PaperReport):
    """The assigned problems of a period: carried in + assigned - closed = open; beside them those that were never assigned."""

    rate: Decimal | None = about("Closed in percent of those carried in and assigned; null: there are none.")
    matters: Mapping[str, ProblemView] = about("Every problem that it counts, by id.")
    settled: Mapping[str, Settled] = about("Of those closed, when and whether in time, by id.")
    others: tuple[str, ...] = about("Ids of the open ones that are neither overdue nor waiting.")
    listed: Mapping[str, tuple[str, ...]] = about(
        "Ids of the open ones in the first of these groups that has them: overdue, to be rechecked, with the higher "
        "authority, others."
    )
    returned: tuple[str, ...] = about("Ids of the open ones that were returned.")
    doubted: tuple[str, ...] = about("Ids of those of which what is on record does not add up.")
    next_period: str = about("The period that follows.")
    falls_due: tuple[str, ...] = about("Ids of the open ones that fall due by its end, the soonest first.")


def bulletin(plan: Plan, state: State, ledger: Ledger, head: PaperRequest) -> Bulletin:
    """Give the bulletin of a period (demands-3); a period without assigned problems has one too."""
    rhythm = plan.rhythm.problems
    cycle = (rhythm and rhythm.bulletin) or plan.rhythm.work.dispatch or "monthly"
    periods = head.periods or (last_period(state.as_of, cycle),)
    first, last = span(periods)
    at_end = ended(state, ledger, last)
    figures = {**assigned(at_end, first), **_unassigned(plan, at_end)}
    counted = (*figures["carried_in"], *figures["assigned"])
    problems = {id: at_end.problems[id] for id in figures["open"]}
    group = {id: name for name in reversed(GROUPS) for id in figures[name]}
    listed = {
        name: tuple(id for id in problems if group.get(id, "others") == name) for name in (*GROUPS, "others")
    }
    following = next_period(periods)
    return Bulletin(
        **vars(replace(head, periods=periods)),
        until=at_end.as_of,
        figures=figures,
        rate=rate(figures),
        matters=views(plan, at_end, counted),
        settled={
            id: end for id in figures["closed"] if (end := settled_problem(at_end.problems[id], at_end.as_of))
        },
        others=listed["others"],
        listed=listed,
        returned=tuple(id for id, one in problems.items() if one.returns),
        doubted=doubted(plan, at_end, counted),
        next_period=following,
        falls_due=falling_due(
            {id: one.due for id, one in problems.items() if one.state in HELD}, at_end.as_of, following
        ),
    )


def assigned(state: State, first: date) -> Figures:
    """Give the assigned problems from a day to that of the state; only what was ever ordered counts.

    Assigned is what was first ordered since, whatever was sorted or ordered anew; carried in what was
    before the first day and not closed before it. Closed: accepted, or found not for dispatch after all,
    since. Open ones may be overdue, wait for the recheck or for a higher authority.
    """
    given = {id: one.dues[0].since for id, one in state.problems.items() if one.orders}
    ended_on = {
        id: end.date.last for id in given if (end := settled_problem(state.problems[id], state.as_of))
    }
    carried = [id for id, day in given.items() if day < first and ended_on.get(id, first) >= first]
    new = [id for id, day in given.items() if day >= first]
    open_ = [id for id in (*carried, *new) if id not in ended_on]
    found = {
        "carried_in": carried,
        "assigned": new,
        "closed": [id for id in (*carried, *new) if id in ended_on],
        "open": open_,
        "overdue": [id for id in open_ if overdue_problem(state.problems[id], state.as_of)],
        "waiting_for_recheck": [id for id in open_ if state.problems[id].state == "answered"],
        "waiting_for_province": [id for id in open_ if state.problems[id].state == "waiting"],
    }
    return {name: tuple(ids) for name, ids in found.items()}


def _unassigned(plan: Plan, state: State) -> Figures:
    """Give the open problems that were never ordered: those to be sorted, and those to be ordered or asked above instead.

    Not what the lowest level settles itself.
    """
    places = {one.id: place_of(plan, one, state.as_of) for one in state.problems.open if not one.ordered}
    return {
        "unsorted": tuple(id for id, place in places.items() if place == "unsorted"),
        "not_ordered": tuple(id for id, place in places.items() if place in ("to_order", "waiting")),
    }


def rate(figures: Figures) -> Decimal | None:
    """Give how many percent of the assigned problems were closed; None where there are none (local)."""
    total = len(figures["carried_in"]) + len(figures["assigned"])
    return rounded(Decimal(100 * len(figures["closed"])) / total) if total else None
