"""What is odd in a record that is about to be stored: a list of functions of one shape, each a question to its writer.

Odd is not wrong: who says yes has it stored. To add one: one function, one line in ODD, its question in text/LANG/lists.py.
"""

from collections.abc import Callable, Iterator, Sequence

from ltzplan.model.plan import Plan
from ltzplan.model.records import Entry, Recheck, Session, Update
from ltzplan.model.state import State
from ltzplan.model.values import Day
from ltzplan.rules.claims import is_claim
from ltzplan.rules.doubts import Doubt, doubts
from ltzplan.rules.offices import shares
from ltzplan.rules.rhythm import label, last_month, period_of
from ltzplan.rules.silence import answering, city_of, counts_for, owed_before

Odd = Iterator[Doubt]


def already_reported(plan: Plan, before: State, entry: Entry) -> Odd:
    """The office has reported on this period already, of the same parts, city and measure; a claim is news."""
    cycle, new = plan.rhythm.reported, entry.record
    if not cycle or not isinstance(new, Update) or new.reopen or is_claim(plan, new.stage):
        return
    period = period_of(new.date.last, cycle)
    for one, update in of_same(before, new):
        mine = update.entered.office == new.entered.office
        if mine and update.measure == new.measure and period == period_of(update.date.last, cycle):
            params = {"period": label(period, cycle), "date": update.date.text}
            yield Doubt(doubt="already_reported", id=update.task, records=(one.id,), params=params)
            return


def earlier_owed(plan: Plan, before: State, entry: Entry) -> Odd:
    """A report of the day of its entry counts for another period than the one still owed; who names a month means it."""
    new = entry.record
    if not isinstance(new, Update) or new.replaces or new.background or new.reopen:
        return
    task, today = before.tasks[new.task], new.entered.at.date()
    late = owed_before(plan, task, before.as_of, city_of(plan, entry))
    period = counts_for(plan, entry, task.reports)
    if late and late != period and new.date == Day.of(today):
        params = {"period": period, "owed": late, "month": last_month(late), "now": f"{today:%Y-%m}"}
        yield Doubt(doubt="earlier_owed", id=new.task, records=(entry.id,), params=params)


def whole_of_several(plan: Plan, before: State, entry: Entry) -> Odd:
    """The office of one city states a percent of the whole of a task that several cities have part in, and no settlement."""
    new, office = entry.record, plan.offices.get(entry.record.entered.office)
    if not isinstance(new, Update) or new.percent is None or not new.whole or new.replaces or new.background:
        return
    task = before.tasks[new.task].task
    if office and office.city and shares(task, office.city):
        yield Doubt(
            doubt="whole_of_several",
            id=new.task,
            records=(entry.id,),
            params={"city": office.city, "percent": str(new.percent)},
        )


def same_words(_: Plan, before: State, entry: Entry) -> Odd:
    """The words are those of the last report, of the same parts and city; `nil` says so openly."""
    new = entry.record
    if not isinstance(new, Update) or new.nil:
        return
    one, last = next(of_same(before, new), (None, None))
    if one and last and new.text and last.text == new.text:
        yield Doubt(doubt="same_words", id=last.task, records=(one.id,), params={"date": last.date.text})


def claim_without_evidence(plan: Plan, _: State, entry: Entry) -> Odd:
    """Completion is claimed where somebody checks it, and neither a file nor a published source shows it."""
    new = entry.record
    checked = plan.header.completion == "recheck" and isinstance(new, Update) and is_claim(plan, new.stage)
    if checked and isinstance(new, Update) and not (new.evidence or new.source):
        asked = "claim_without_evidence" if new.text else "claim_without_words"
        yield Doubt(doubt=asked, id=new.task, records=(entry.id,), params={})


def not_claimed_by_all(plan: Plan, before: State, entry: Entry) -> Odd:
    """A task is found done that several cities answer for, and not all of them claimed it."""
    record = entry.record
    if not isinstance(record, Recheck) or record.verdict != "accept":
        return
    for id, task in before.tasks.items():
        if record.answers in task.now.claims:
            claims = [one for one in task.reports if one.id in task.now.claims]
            claimed = {city_of(plan, one) for one in claims}
            others = tuple(city for city in answering(task.task) if city not in claimed)
            if others and None not in claimed:
                params = {"cities": others}
                yield Doubt(doubt="not_claimed_by_all", id=id, records=(record.answers,), params=params)


def without_evidence(_: Plan, __: State, entry: Entry) -> Odd:
    """Something is found done or solved, and no file shows it."""
    record = entry.record
    if isinstance(record, Recheck) and record.verdict == "accept" and record.evidence is None:
        yield Doubt(doubt="without_evidence", id=record.answers, records=(record.answers,), params={})


def other_task(_: Plan, before: State, entry: Entry) -> Odd:
    """A report takes the place of one on another task."""
    new = entry.record
    if isinstance(new, Update) and new.replaces:
        for one in before.entries:
            old = one.record
            if one.id in new.replaces and isinstance(old, Update) and old.task != new.task:
                yield Doubt(
                    doubt="other_task", id=new.task, records=(one.id,), params={"from_task": old.task}
                )


def same_session(_: Plan, before: State, entry: Entry) -> Odd:
    """A dispatch of this level and portfolio was held on this day already."""
    new = entry.record
    if isinstance(new, Session) and new.form and not new.replaces:
        for one in before.sessions:
            if isinstance(one.record, Session) and _held(one.record) == _held(new):
                yield Doubt(
                    doubt="same_session", id=one.id, records=(one.id,), params={"date": new.date.text}
                )
                return


def _held(session: Session) -> tuple[object, ...]:
    return session.date, session.level, session.portfolio, session.form


def of_same(before: State, new: Update) -> Iterator[tuple[Entry, Update]]:
    """Return the reports of what a new one speaks of, the last first; of a correction or of background none."""
    for one in () if new.replaces or new.background else reversed(before.tasks[new.task].reports):
        update = one.record
        if isinstance(update, Update) and (update.parts, update.city) == (new.parts, new.city):
            yield one, update


ODD: tuple[Callable[[Plan, State, Entry], Odd], ...] = (
    already_reported,
    earlier_owed,
    whole_of_several,
    same_words,
    claim_without_evidence,
    not_claimed_by_all,
    without_evidence,
    other_task,
    same_session,
)


def odd(plan: Plan, before: State, after: State, new: Sequence[Entry]) -> Odd:
    """Return what is odd in new records, between the states of a day without and with them, and what does not add up by them."""
    found = doubts(plan, after)
    for entry in new:
        for find in ODD:
            yield from find(plan, before, entry)
        yield from (one for one in found if entry.id in one.records)
