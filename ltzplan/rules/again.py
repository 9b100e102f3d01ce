"""What was typed twice: a command that is repeated at once says nothing new."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import groupby

from ltzplan.model.ids import subject_of
from ltzplan.model.naming import subject
from ltzplan.model.plan import Plan
from ltzplan.model.problem_state import ProblemState
from ltzplan.model.records import Entered, Entry, Order, Problem, Record, Reply, Session, Update
from ltzplan.model.state import State
from ltzplan.model.values import Day
from ltzplan.rules.odd import of_same
from ltzplan.rules.rhythm import period_of

WITHIN = timedelta(minutes=10)
_ID = re.compile(r"[A-Za-z0-9_.]+-[0-9a-f]{16}", re.ASCII)


def said_before(new: Sequence[Entry], known: Iterable[Entry]) -> list[Entry] | None:
    """Give what the same office said not ten minutes before that is all this: one record in any file, several in one of their own (local)."""
    entered, days = new[0].record.entered, _days(new)
    lately = (
        one
        for one in known
        if one.record.entered.office == entered.office and abs(entered.at - one.record.entered.at) < WITHIN
    )
    for _, file in groupby(sorted(lately, key=_stored), key=lambda one: one.file):
        these = list(file)
        for said in [these] if new[1:] else [[one] for one in these]:
            if _days(said) == days and _content(said, said, entered) == _content(new, said, entered):
                return said
    return None


def held_before(new: Record, sessions: Iterable[Entry]) -> list[Entry] | None:
    """Return the session of the same office that decided all that a new one does, whenever it was entered (local)."""
    if not isinstance(new, Session) or not new.matters:
        return None
    same = (one for one in sessions if one.record.entered.office == new.entered.office)
    return [one for one in same if _bare(one.record, new.entered) == new][:1] or None


def _stored(one: Entry) -> tuple[str, int]:
    return one.file, one.index


def _days(said: Sequence[Entry]) -> list[Day]:
    """Give of what days records are, which is quickly compared."""
    return [one.record.date for one in said]


def _content(said: Sequence[Entry], before: Sequence[Entry], entered: Entered) -> str:
    """Give what records say, without what the tool adds: entry, an order's number and reason, ids that follow from them.

    What is said again answers what was said `before`; that counts as answering what that one did.
    """
    roots: dict[str, str] = {}
    for one in (*before, *said):
        answers = getattr(one.record, "answers", None)
        if isinstance(answers, str):
            roots[one.id] = roots.get(answers, answers)
    own = {one.id: f"#{at}" for at, one in enumerate(said)}

    def known(found: re.Match[str]) -> str:
        id = roots.get(found[0], found[0])
        return own.get(id, id)

    return _ID.sub(known, repr([_bare(one.record, entered) for one in said]))


def _bare(record: Record, entered: Entered) -> Record:
    bare = replace(record, entered=entered)
    if not isinstance(bare, Order):
        return bare
    return replace(bare, number="", because=None if bare.session else bare.because)


def reported_already(plan: Plan, before: State, new: Update) -> Iterator[Entry]:
    """The office's reports in force on the same, of the same period, the nearest in time first (local).

    Without a rhythm of reports a day is a period. Two figures of different measures are two reports.
    """
    cycle = plan.rhythm.reported

    def period(update: Update) -> object:
        return period_of(update.date.last, cycle) if cycle else update.date

    beside = new.replaces or new.background
    same = () if beside else before.tasks[new.task].reports_by.get((new.parts, new.city, new.stated_by), ())
    now = period(new)
    found = [
        one
        for one, update in same
        if period(update) == now and (update.measure == new.measure or None in (update.measure, new.measure))
    ]
    yield from sorted(found, key=lambda one: abs(one.record.date.last - new.date.last))


def said_already(plan: Plan, before: State, new: Record) -> Iterator[Entry]:
    """What the office said of the same: its reports of a period, a unit's move in the same words, a problem in the same words (local)."""
    match new:
        case Update():
            yield from reported_already(plan, before, new)
        case Reply():
            for problem in _of_subject(before, new):
                yield from (
                    one.entry for one in reversed(problem.moves) if _moves_alike(one.entry.record, new)
                )
        case Problem():
            for one in _of_subject(before, new):
                said = (one.problem.stated_by, one.problem.tasks, one.problem.text)
                if said == (new.stated_by, new.tasks, new.text):
                    yield replace(one.raised, id=[one.id, *one.wordings][-1], record=one.problem)
        case _:
            return


def said_undated(plan: Plan, before: State, new: Record) -> Iterator[Entry]:
    """What the office said of the same as a record whose day nobody told: without a rhythm of reports on any day, but word for word (local)."""
    yield from said_already(plan, before, new)
    if isinstance(new, Update) and plan.rhythm.reported is None:
        for one, update in of_same(before, new):
            if replace(update, date=new.date, entered=new.entered) == new:
                yield one


def _of_subject(before: State, new: Record) -> Iterator[ProblemState]:
    """Return the problems that are named after the same task."""
    return (before.problems[id] for id in before.problems if subject_of(id) == subject(new))


def _moves_alike(one: Record, new: Reply) -> bool:
    alike = isinstance(one, Reply) and (one.unit, one.says, one.text) == (new.unit, new.says, new.text)
    return alike and one.stated_by == new.stated_by
