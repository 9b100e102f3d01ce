"""A tally after a few more records: only what they are about is added up anew."""

from bisect import insort
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from ltzplan.model.ids import Ids, ids_by_subject, subject_of
from ltzplan.model.naming import mended, names
from ltzplan.model.plan import Plan
from ltzplan.model.records import Adjustment, Entry, Paper, Problem, Session, Update
from ltzplan.model.state import Glance, Problems
from ltzplan.rules.fold import state_at
from ltzplan.rules.ledger import Ledger, Turn, own_turn
from ltzplan.store.index import Found, SoundFile, covered, covers
from ltzplan.store.parts import (
    LostError,
    Parts,
    ids_said,
    in_the_way_said,
    marks_of,
    problems_name,
    problems_said,
    recent_said,
    threads_said,
)
from ltzplan.store.tally import Tally, glance, last_tally, tell

if TYPE_CHECKING:
    from ltzplan.store.workspace import Workspace

FEW = 100
"""With more new records than so many all are added up."""
Thread = Callable[[str], Iterable[Entry] | None]
"""What gives the records that decide on a task; None: that is not known."""


def linked(space: "Workspace", new: Sequence[Entry]) -> Ledger:
    """Return new records linked to all that decides on what they are about, or to all records where that is not known."""
    found = reached(space.plan, space.parts.thread, new) if space.parts else None
    return found[0] if found else Ledger(space.plan, (*space.entries, *new))


def note(space: "Workspace", files: Mapping[str, SoundFile], new: Sequence[Entry]) -> None:
    """Keep files of new records that were just written, and what its records add up to, where that can be told."""
    index = space.index
    if index is None:
        return
    last = None if space.parts else last_tally(index)
    parts = space.parts or (last and Parts(index, last))
    before = {folder: one.covers for folder, one in index.folders.items()}
    known = parts and parts.tally.covers == covered(before)
    if parts and known and (found := grown(space.plan, parts, new)):
        after, fresh = found
        beside = (path for folder in covers(files) for path in index.listed(folder))
        tell(
            index, "", replace(after, covers=covered(before | covers({*beside, *files}))), fresh, Found(files)
        )
    else:
        index.tell({}, Found(files))


def reached(plan: Plan, thread: Thread, new: Sequence[Entry]) -> tuple[Ledger, frozenset[str]] | None:
    """Return new records linked to all that decides on what they are about, and the tasks whose records these are.

    None where they are many, of no task, or name what is of none of their tasks.
    """
    if len(new) > FEW:
        return None
    ids = {one.id for one in new}
    tasks = {task for one in new for task in _tasks(one) if plan.task(task)}
    while tasks:
        threads = [thread(task) for task in tasks]
        known = {one.id: one for listed in threads for one in listed or ()}
        if None in threads or any(id not in known.keys() | ids for one in new for id in names(one.record)):
            return None
        ledger = Ledger(plan, (*known.values(), *new))
        more = {task for part in _parts(ledger, new) for task in _decided(ledger, part)} - tasks
        if not more:
            return ledger, frozenset(tasks)
        tasks |= more
    return None


def _tasks(entry: Entry) -> Iterator[str]:
    """Return the tasks that a record names, or that stand in the ids which it names."""
    match entry.record:
        case Update() | Adjustment(task=str()) as record:
            yield record.task or ""
            yield from getattr(record, "into", ())
        case Problem() as problem:
            yield from problem.tasks
    yield from (subject_of(id) for id in names(entry.record))


def _parts(ledger: Ledger, new: Sequence[Entry]) -> list[Ledger]:
    """Return the ledgers of the matters that records are about."""
    return [ledger.of(id) for id in dict.fromkeys(id for one in new for id in ledger.matters[one.id])]


def _decided(ledger: Ledger, part: Ledger) -> Iterator[str]:
    """Return the tasks of which a part decides, or of a problem of which."""
    for task in {task for one in part.entries for task in ledger.tasks_of(one.id)}:
        if any(map(part.decides, ledger.about(task))):
            yield task


def grown(plan: Plan, kept: Parts, new: Sequence[Entry]) -> tuple[Tally, dict[str, object]] | None:
    """Return a tally after more records, and its parts that are others now; None where they reach further.

    Further reach sessions and papers, also withdrawn and replaced ones; what came before what it names, or names what
    is not here; a second copy of a record; and what needs a part that the index lost.
    """
    try:
        return _grown(plan, kept, new)
    except LostError:
        return None


def _grown(plan: Plan, kept: Parts, new: Sequence[Entry]) -> tuple[Tally, dict[str, object]] | None:
    tally = kept.tally
    if not new:
        return tally, {}
    recent = kept.recent
    unclear = _unclear(tally.problems, Problems(tally.problems, kept.problem))
    if recent is None or unclear or any(one.code == "names_unknown" for one in tally.skipped):
        return None
    ids, known = {one.id for one in new}, Ids(tally.records, kept.ids)
    if any(map(partial(_far, plan), new)) or len(ids) < len(new) or any(id in known for id in ids):
        return None
    found = reached(plan, kept.thread, new)
    if found is None or found[0].strays:
        return None
    ledger, tasks = found
    since = max(tally.since, *(ledger.day_of(one) for one in new))
    parts = _parts(ledger, new)
    states = [(part, state_at(part, since)) for part in parts]
    there = {one.id for part in parts for one in part.entries}
    if any(one.id not in there for one in new):
        return None

    def decided(id: str) -> bool:
        return any(part.decides(id) for part in parts)

    changed = {id: one for part, state in states for id, one in state.problems.items() if part.decides(id)}
    there_too = {id: one for id, one in tally.problems.items() if not decided(id)}
    glances = there_too | {id: glance(one) for id, one in changed.items()}
    problems = Problems(glances, lambda one: changed.get(one) or kept.problem(one))
    if _unclear(glances, problems):
        return None
    order = [id for id in tally.problems if id in glances]
    for id in changed.keys() - tally.problems.keys():
        insort(order, id, key=partial(_turn, problems))
    dead = {id: by for id, by in tally.dead.items() if id not in there}
    skipped = {one.entry.id: one for one in tally.skipped if one.entry.id not in there}
    for _, state in states:
        dead |= state.dead
        skipped |= {one.entry.id: one for one in state.skipped}
    listed = {one: sorted((*known.of_subject(one), *some)) for one, some in ids_by_subject(ids).items()}
    fresh = {
        **threads_said({task: ledger.of(task) for task in tasks}),
        **ids_said(listed),
        **recent_said((*recent, *new)),
    }
    if moved := changed.keys() | (tally.problems.keys() - there_too.keys()):
        names = {
            problems_name(id, seen[id].state)
            for seen in (tally.problems, glances)
            for id in moved & seen.keys()
        }
        beside = (problems[id] for id in order if problems_name(id, glances[id].state) in names)
        texts = {**kept.in_the_way, **{id: one.problem.text for id, one in changed.items()}}
        fresh |= {name: {} for name in names} | problems_said(beside)
        fresh |= in_the_way_said({id: texts[id] for id in order if glances[id].open})
    after = replace(
        tally,
        since=since,
        records={**tally.records, **{subject: len(some) for subject, some in listed.items()}},
        problems={id: glances[id] for id in order},
        dead=dead,
        skipped=tuple(sorted(skipped.values(), key=lambda one: own_turn(one.entry))),
        answers={task: {} if decided(task) else said for task, said in tally.answers.items()},
        marks={**tally.marks, **marks_of(fresh)},
    )
    return after, fresh


def _far(plan: Plan, entry: Entry) -> bool:
    """Whether a record reaches further than the tasks and problems that it is about."""
    beside = any(not plan.task(subject_of(id)) for id in mended(entry.record))
    return beside or isinstance(entry.record, Session | Paper)


def _unclear(glances: Mapping[str, Glance], problems: Problems) -> bool:
    """Whether one of them may have its turn not by itself, but only after what it follows."""
    following = {id: one.follows for id, one in glances.items() if one.follows}
    if not following:
        return False
    known = {wording: id for id, one in glances.items() for wording in (id, *one.reworded)}
    pairs = ((known.get(follows), id) for id, follows in following.items())
    return any(first is None or _turn(problems, first) >= _turn(problems, id) for first, id in pairs)


def _turn(problems: Problems, id: str) -> Turn:
    return own_turn(problems[id].raised)
