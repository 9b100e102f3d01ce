"""A tally after a few more records: only what they are about is added up anew."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ltzplan.model.plan import Plan
from ltzplan.model.records import (
    Adjustment,
    Entry,
    Paper,
    Petition,
    Problem,
    Session,
    Update,
    Withdrawal,
    answered,
    mended,
)
from ltzplan.rules.fold import state_at
from ltzplan.rules.ledger import Ledger, own_turn
from ltzplan.store.tally import Tally, marks, places

if TYPE_CHECKING:
    from ltzplan.model.state import Skip

Thread = Callable[[str], Iterable[Entry] | None]
"""What gives the records that decide on a task; None: that is not known."""


def grown(
    plan: Plan, tally: Tally, thread: Thread, new: Sequence[Entry]
) -> tuple[Tally, dict[str, object]] | None:
    """Return a tally after more records, and the threads that are others now; None where they reach further.

    Further reach sessions, papers, petitions and all that corrects, replaces or takes back; what names a record that
    is not here, or that came here before what it names; and a second copy of a record.
    """
    if not new:
        return tally, {}
    if not all(map(_near, new)) or any(one.code == "names_unknown" for one in tally.skipped):
        return None
    if {one.id for one in new} & {*tally.ids}:
        return None
    touched = set(_tasks(plan, tally, new))
    while True:
        threads = [thread(task) for task in touched]
        known = {one.id: one for listed in threads for one in listed or ()} | {one.id: one for one in new}
        if None in threads or not touched:
            return None
        ledger = Ledger(plan, known.values())
        parts = [ledger.of(id) for id in {id: None for one in new for id in ledger.matters[one.id]}]
        reached = {task for part in parts for one in part.entries for task in ledger.tasks_of(one.id)}
        reached = {
            task for task in reached if any(part.decides(id) for part in parts for id in ledger.about(task))
        }
        if reached <= touched:
            break
        touched |= reached
    if ledger.strays:
        return None
    since = max(tally.since, *(ledger.day_of(one) for one in new))
    ids, tasks, dead = set[str](), set[str](), {**tally.dead}
    problems = {one.id: one for one in tally.problems}
    skipped: dict[str, Skip] = {}
    for part in parts:
        state = state_at(part, since)
        ids |= {one.id for one in part.entries}
        problems |= {id: one for id, one in state.problems.items() if part.decides(id)}
        tasks |= {id for id in state.tasks if part.decides(id)}
        dead |= state.dead
        skipped |= {one.entry.id: one for one in state.skipped}
    skipped = {one.entry.id: one for one in tally.skipped if one.entry.id not in ids} | skipped
    order = sorted(problems.values(), key=lambda one: own_turn(one.raised))
    were = [one.id for one in tally.problems]
    old = frozenset(were)
    if [one.id for one in order if one.id in old] != were:
        return None
    changed: dict[str, object] = {task: places(ledger.of(task)) for task in touched}
    after = replace(
        tally,
        since=since,
        ids=tuple(sorted((*tally.ids, *(one.id for one in new)))),
        problems=tuple(order),
        dead=dead,
        skipped=tuple(sorted(skipped.values(), key=lambda one: own_turn(one.entry))),
        answers={task: {} if task in tasks else said for task, said in tally.answers.items()},
        threads={**tally.threads, **marks(changed)},
    )
    return after, changed


def _near(entry: Entry) -> bool:
    record = entry.record
    far = isinstance(record, Session | Paper | Petition | Withdrawal) or mended(record)
    return not (far or (isinstance(record, Problem) and record.follows))


def _tasks(plan: Plan, tally: Tally, new: Sequence[Entry]) -> Iterator[str]:
    """Return the tasks that records are about: their own, or those of the problem or claim that they answer."""
    of = {
        id: one.problem.tasks
        for one in tally.problems
        for id in (*one.wordings, *(step.entry.id for step in one.steps))
    }
    own = {one.id: one.record.tasks for one in new if isinstance(one.record, Problem)}
    for entry in new:
        record = entry.record
        if isinstance(record, Update | Adjustment):
            yield from (record.task,) if record.task else ()
        elif isinstance(record, Problem):
            yield from record.tasks
        else:
            for id in answered(record):
                named = id.rpartition("-")[0]
                yield from of.get(id) or own.get(id) or ((named,) if plan.task(named) else ())
