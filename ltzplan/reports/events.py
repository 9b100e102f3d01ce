"""What has a day, as events of a calendar that other programs keep: what each is called for ever, and how often it changed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ltzplan.dataclass import dataclass
from ltzplan.model.naming import mended
from ltzplan.model.plan import Plan
from ltzplan.model.records import Entry, Paper, Session, Update
from ltzplan.model.state import State
from ltzplan.model.values import about
from ltzplan.reports.calendar import Calendar
from ltzplan.rules.clock import ONE_DAY
from ltzplan.rules.dated import WHOLE, Dated, soon
from ltzplan.rules.duties import Duty, deals_with
from ltzplan.rules.ledger import Ledger

TURNS = 3
"""By how much a record or an edit of the plan counts: more than the days on which something becomes soon due and late may take back."""


@dataclass(frozen=True, kw_only=True)
class Event:
    """What has a day, on that day."""

    of: Duty | Dated = about("What has the day.")
    uid: str = about("What it is called, whatever becomes of it.")
    day: date = about("The day.")
    sequence: int = about("Grows with every change.")
    changed: datetime = about("When it changed last.")


def events(
    plan: Plan, state: State, ledger: Ledger, calendar: Calendar, edited: Sequence[datetime] = ()
) -> tuple[Event, ...]:
    """Return the events of a calendar, duties first.

    An event changes by the records that may move its day or end it, whenever the plan is edited, and on the days on which
    it becomes soon due and late. All only ever grow in number, so a calendar program takes each change over.
    """
    by_matter, by_duty = _changes(plan, state, ledger)
    found, turns = list[Event](), tuple[date, ...]()
    for duty in calendar.duties:
        at = (*edited, *by_duty.get((duty.duty, duty.period), ()))
        turns = () if duty.by else (duty.due + ONE_DAY,)
        found.append(_event(plan, state, duty, f"{duty.of}-{duty.duty}-{duty.period}", duty.due, at, turns))
    for one in calendar.dated:
        if one.due:
            day, matter = one.due.last, one.id if one.what in ("order", "petition") else one.tasks[0]
            turns = () if one.state == "done" else (day - timedelta(soon(plan)), day + ONE_DAY)
            uid = "-".join(dict.fromkeys((one.what, *one.tasks[:1], one.id)))
            at = (*edited, *by_matter.get(matter, ()))
            found.append(_event(plan, state, one, uid, day, at, turns))
    return tuple(found)


def _event(
    plan: Plan,
    state: State,
    of: Duty | Dated,
    uid: str,
    day: date,
    changes: Iterable[datetime],
    turns: Iterable[date],
) -> Event:
    """Give an event; before any change it is as old as the plan."""
    zone = ZoneInfo(plan.header.time_zone)
    passed = [one for one in turns if one <= state.as_of]
    days = (datetime.combine(one, time(), zone) for one in (plan.header.signed.first, *passed))
    at = [*days, *changes]
    return Event(
        of=of, uid=f"{plan.header.id}-{uid}@ltz", day=day, sequence=TURNS * (len(at) - 1 - len(passed)) + len(passed),
        changed=max(at).astimezone(UTC),
    )  # fmt: skip


def _changes(
    plan: Plan, state: State, ledger: Ledger
) -> tuple[Mapping[str, list[datetime]], Mapping[tuple[str, str], list[datetime]]]:
    """Give when each record was entered that may change an event, by its task or problem, and by its kind of duty and period."""
    by_matter: dict[str, list[datetime]] = {}
    by_duty: dict[tuple[str, str], list[datetime]] = {}
    for entry in ledger.entries:
        if entry.id in state.ids:
            for matter in ledger.matters[entry.id] if _moves(entry) else ():
                by_matter.setdefault(matter, []).append(entry.record.entered.at)
            for key in _duties(plan, ledger, entry):
                by_duty.setdefault(key, []).append(entry.record.entered.at)
    return by_matter, by_duty


def _duties(plan: Plan, ledger: Ledger, entry: Entry) -> Iterator[tuple[str, str]]:
    """Give the duties that a session or paper deals with, or one that it puts out of force did."""
    concerned = (entry, *(ledger.known[id] for id in mended(entry.record)))
    yield from dict.fromkeys((kind, period) for one in concerned for kind, period, _ in deals_with(plan, one))


def _moves(entry: Entry) -> bool:
    """Whether a record may move a day or end what has it: no session or paper does, and no report that only tells a percent."""
    match entry.record:
        case Session() | Paper():
            return False
        case Update() as update:
            return bool(
                update.milestone
                or update.stage
                or update.reopen
                or update.replaces
                or update.percent == WHOLE
            )
        case _:
            return True
