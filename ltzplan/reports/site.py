"""What does everybody who never opens a terminal see? All reports of a day together, and every record with its file."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Literal

from ltzplan.dataclass import dataclass
from ltzplan.model.plan import HOLDERS, Plan
from ltzplan.model.problem_state import HELD
from ltzplan.model.state import State
from ltzplan.model.values import Day, about
from ltzplan.reports.escalation import Escalation, Followed, escalation
from ltzplan.reports.log import Line, log
from ltzplan.reports.matter import Matter, matter
from ltzplan.reports.registers import (
    OrderRow,
    PaperRow,
    PetitionRow,
    SessionRow,
    UnitRow,
    orders,
    papers,
    petitions,
    sessions,
    units,
)
from ltzplan.reports.show import TaskView, show_task
from ltzplan.reports.since import Since, since
from ltzplan.reports.status import Status, status
from ltzplan.reports.verdict import Verdict, verdict
from ltzplan.rules.dated import Dated, dated
from ltzplan.rules.duties import Duty, duties
from ltzplan.rules.fold import state_left_by
from ltzplan.rules.ledger import Ledger
from ltzplan.rules.queue import given
from ltzplan.rules.rhythm import dispatches, last_dispatch

Asked = Literal[
    "decide", "follow_up", "sort", "order", "accept", "recheck", "write_down", "settle", "late", "open", "answer"
]  # fmt: skip
"""What somebody is asked to do."""


@dataclass(frozen=True, kw_only=True)
class Asks:
    """One thing that somebody is asked to do."""

    asked: Asked = about("What is to be done.", words="asked")
    id: str = about("Id of the task, problem or session.")
    days: int | None = about("Days that it waits, or is late; null: not told.", default=None)
    late: bool = about("Whether these days are days late.", default=False)
    due: Day | None = about("By when; null: no day is set.", default=None)


@dataclass(frozen=True, kw_only=True)
class Post:
    """Who must act, and on what."""

    holder: str = about("Id of the level, office or unit.", refers=HOLDERS)
    portfolio: str | None = about(
        "Id of the portfolio, of a level that goes by these; null: of no one.", refers="portfolios"
    )
    asks: tuple[Asks, ...] = about("What it is asked to do, in the order of the report on who must act.")

    @property
    def late(self) -> bool:
        """Whether any of it is late."""
        return any(one.late for one in self.asks)

    @property
    def by_kind(self) -> Mapping[Asked, tuple[Asks, ...]]:
        """What it is asked to do, by what that is."""
        kinds = dict.fromkeys(one.asked for one in self.asks)
        return {kind: tuple(one for one in self.asks if one.asked == kind) for kind in kinds}


@dataclass(frozen=True, kw_only=True)
class WholeRecord(Line):
    """A record with what its file is known by."""

    sha256: str = about("SHA-256 of its bytes in hex; empty where it was not worked out.")


@dataclass(frozen=True, kw_only=True)
class Site:
    """The plan on a day, with all that led there."""

    status: Status = about("Where every task stands.")
    verdict: Verdict = about("What is to be known first.")
    escalation: Escalation = about("What is before whom.")
    posts: tuple[Post, ...] = about("Who must act: the levels from the highest, the secretariat, the units.")
    since: Since | None = about("What changed since the last dispatch; null: none is recorded.")
    duties: tuple[Duty, ...] = about("What is to be held and issued.")
    dated: tuple[Dated, ...] = about("All that has a day, the duties too, the first due first.")
    tasks: tuple[TaskView, ...] = about("Every task with all that is known of it, in the plan's order.")
    units: tuple[UnitRow, ...] = about("The register of units.")
    held_by: Mapping[str, tuple[Matter, ...]] = about(
        "By each unit the open problems that it must answer, due and late as in its own hands.",
        refers="units",
    )
    orders: tuple[OrderRow, ...] = about("The register of orders.")
    petitions: tuple[PetitionRow, ...] = about("The register of petitions.")
    sessions: tuple[SessionRow, ...] = about("The register of sessions.")
    papers: tuple[PaperRow, ...] = about("The register of papers.")
    records: Mapping[str, tuple[WholeRecord, ...]] = about(
        "Every record by the first of its tasks, those of none under nothing; the newest first."
    )
    dispatched: bool = about("Whether the plan has dispatches.")
    public: bool = about("Whether it rests on what was published alone.", default=False)


def _since_dispatch(ledger: Ledger, state: State) -> Since | None:
    """Tell what changed since the last dispatch, as that left the plan; None where none is recorded."""
    held = last_dispatch(ledger.plan, state)
    if held is None:
        return None
    before, entered = state_left_by(ledger, held, state.as_of)
    return since(ledger.plan, before, state, held.day.isoformat(), entered=entered)


Known = Mapping[str, str]
"""The digest of each record by its id."""
Brought = Mapping[str, tuple[str, str]]
"""By the path of each file of records the commit that brought it, and who signed that."""


def site(
    ledger: Ledger, state: State, digests: Known | None = None, brought: Brought | None = None, *, public: bool = False
) -> Site:  # fmt: skip
    """Gather every report of a day, and each record with its digest and commit as far as these are given."""
    plan = ledger.plan
    found, acting = status(plan, state), escalation(plan, state)
    registered = tuple(units(plan, state))
    return Site(
        status=found,
        verdict=verdict(plan, state, found),
        escalation=acting,
        posts=tuple(posts(plan, state, acting)),
        since=_since_dispatch(ledger, state),
        duties=duties(plan, state),
        dated=dated(plan, state),
        tasks=tuple(show_task(plan, state, id) for id in state.tasks),
        units=registered,
        held_by={one.id: tuple(matter(plan, state, id, one.id) for id in one.problems) for one in registered},
        orders=tuple(orders(state, ledger)),
        petitions=tuple(petitions(plan, state, ledger)),
        sessions=tuple(sessions(state, ledger)),
        papers=tuple(papers(state, ledger)),
        records=_records(ledger, state, digests or {}, brought or {}),
        dispatched=dispatches(plan),
        public=public,
    )


def posts(plan: Plan, state: State, acting: Escalation) -> Iterator[Post]:
    """Give who must act now: each level with what it decides, the secretariat with its queues, the units with their orders."""
    followed = {one.id: one for one in acting.supervision}
    for level in acting.levels:
        known = next(one for one in plan.levels if one.id == level.level)
        to_decide = [one for one in level.matters if one.turn == "decide"]
        by: dict[str | None, list[Asks]] = {}
        for one in to_decide:
            key = one.portfolio if known.by == "portfolio" else None
            by.setdefault(key, []).append(_asks("decide", one))
        if known.id == plan.levels[-1].id:
            others = (one for id, one in followed.items() if id not in {matter.id for matter in to_decide})
            by.setdefault(None, []).extend(map(_follow_up, others))
        for portfolio, asks in by.items():
            if asks:
                yield Post(holder=known.id, portfolio=portfolio, asks=tuple(asks))
    if of_secretariat := tuple(_of_secretariat(acting)):
        yield Post(holder=plan.sorting_office, portfolio=None, asks=of_secretariat)
    yield from _of_units(plan, state, acting)


def _asks(asked: Asked, one: Matter) -> Asks:
    days = one.overdue_days if one.late_now else one.days
    return Asks(asked=asked, id=one.id, days=days, late=one.late_now, due=one.due)


def _follow_up(one: Followed) -> Asks:
    late = "overdue" in one.grounds
    return Asks(asked="follow_up", id=one.id, days=one.days if late else None, late=late)


def _of_secretariat(acting: Escalation) -> Iterator[Asks]:
    matters = [one for level in acting.levels for one in level.matters]
    yield from (_asks("sort", one) for one in acting.unsorted)
    yield from (_asks("order", one) for one in matters if one.turn == "to_order")
    for claim in acting.waiting_for_recheck:
        yield Asks(asked="accept" if claim.kind == "task" else "recheck", id=claim.id, days=claim.days)
    yield from (Asks(asked="write_down", id=one.id) for one in acting.unwritten)
    yield from (Asks(asked="settle", id=one.task) for one in acting.disagreements)
    yield from (
        Asks(asked="late", id=row.id, days=row.overdue_days, late=True, due=row.due) for row in acting.late
    )
    yield from (_asks("open", one) for one in acting.open)


def _of_units(plan: Plan, state: State, acting: Escalation) -> Iterator[Post]:
    """Give each unit with the orders that it holds, late ones first; they wait, and are late, in its own hands."""
    held: dict[str, list[Asks]] = {}
    for one in (one for level in acting.levels for one in level.matters if one.state in HELD):
        waits = (state.as_of - given(state.problems[one.id])).days
        for unit in one.holders:
            own = replace(matter(plan, state, one.id, unit), days=waits)
            held.setdefault(unit, []).append(_asks("answer", own))
    for unit in plan.units:
        if asks := held.get(unit):
            yield Post(holder=unit, portfolio=None, asks=tuple(sorted(asks, key=lambda one: not one.late)))


def _records(
    ledger: Ledger, state: State, digests: Known, brought: Brought
) -> Mapping[str, tuple[WholeRecord, ...]]:
    found: dict[str, list[WholeRecord]] = {}
    for line in reversed(log(ledger, state, None).log):
        id = line.said.record
        home = next((one for one in ledger.tasks_of(id) if one in state.tasks), "")
        commit, author = brought.get(line.file, (None, None))
        told = replace(line, commit=commit, author=author)
        found.setdefault(home, []).append(WholeRecord(**vars(told), sha256=digests.get(id, "")))
    return {home: tuple(listed) for home, listed in found.items()}
