"""What is odd in a record that is about to be stored: a list of functions of one shape, each a question to its writer.

Odd is not wrong: who says yes has it stored. To add one: one function, one line in ODD, its question in text/LANG/lists.py.
"""

from collections.abc import Callable, Iterator

from ltzplan.model.plan import Plan
from ltzplan.model.records import Entry, Recheck, Update
from ltzplan.model.state import State
from ltzplan.rules.doubts import Doubt, doubts
from ltzplan.rules.rhythm import label, period_of

Odd = Iterator[Doubt]


def already_reported(plan: Plan, before: State, entry: Entry) -> Odd:
    """The office has reported on this period already, of the same parts and city; a correction is none."""
    cycle = plan.rhythm.work.dispatch
    for one, update in _of_same(before, entry):
        period = period_of(one.record.date.last, cycle)
        mine = one.record.entered.office == entry.record.entered.office
        if mine and not update.background and period == period_of(entry.record.date.last, cycle):
            params = {"period": label(period, cycle), "date": one.record.date.text}
            yield Doubt(doubt="already_reported", id=update.task, records=(one.id,), params=params)
            return


def same_words(_: Plan, before: State, entry: Entry) -> Odd:
    """The words are those of the last report, of the same parts and city."""
    last = next(_of_same(before, entry), None)
    if last and entry.record.text and last[0].record.text == entry.record.text:
        params = {"date": last[0].record.date.text}
        yield Doubt(doubt="same_words", id=last[1].task, records=(last[0].id,), params=params)


def without_evidence(_: Plan, __: State, entry: Entry) -> Odd:
    """Something is found done or solved, and no file shows it."""
    record = entry.record
    if isinstance(record, Recheck) and record.verdict == "accept" and record.evidence is None:
        yield Doubt(doubt="without_evidence", id=record.answers, records=(record.answers,), params={})


def _of_same(before: State, entry: Entry) -> Iterator[tuple[Entry, Update]]:
    """Return the reports of what a new one speaks of, the last first."""
    new = entry.record
    if not isinstance(new, Update) or new.replaces or new.background:
        return
    for one in reversed(before.tasks[new.task].reports):
        update = one.record
        if isinstance(update, Update) and (update.parts, update.city) == (new.parts, new.city):
            yield one, update


ODD: tuple[Callable[[Plan, State, Entry], Odd], ...] = (already_reported, same_words, without_evidence)


def odd(plan: Plan, before: State, after: State, entry: Entry) -> Odd:
    """Return what is odd in a new record, between the states of a day without and with it, and what does not add up by it."""
    for find in ODD:
        yield from find(plan, before, entry)
    yield from (one for one in doubts(plan, after) if entry.id in one.records)
