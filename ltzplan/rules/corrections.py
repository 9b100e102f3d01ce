"""What withdrawals and replacements put out of force."""

from collections.abc import Iterator, Mapping, Sequence

from ltzplan.model.naming import mended
from ltzplan.model.plan import Plan
from ltzplan.model.records import Entry, Record, Update, Withdrawal
from ltzplan.model.state import Skip
from ltzplan.rules.ledger import Ledger
from ltzplan.rules.life import move_of

Dead = dict[str, Entry]
"""Records out of force, each with what withdrew or replaced it."""


def withdrawn(id: str, dead: Mapping[str, Entry]) -> bool:
    """Whether what put a record out of force withdrew it, rather than replaced it."""
    record = dead[id].record
    return isinstance(record, Withdrawal) and record.withdraws == id


def wordings(id: str, dead: Mapping[str, Entry]) -> tuple[str, ...]:
    """Return the ids of a record and of what replaced it, the one in force last; none once it is withdrawn."""
    found = [id]
    while (id := found[-1]) in dead:
        if withdrawn(id, dead):
            return ()
        found.append(dead[id].id)
    return tuple(found)


def out_of_force(
    ledger: Ledger, present: Sequence[Entry], late: Mapping[str, str]
) -> tuple[Dead, dict[str, Skip]]:
    """Return what the records that are there put out of force, and which of them do so without effect.

    `late`: those that would take back an order that was late, with the code.

    What is withdrawn corrects nothing; what is replaced goes on replacing, but withdraws no more.
    """
    dead: Dead = {}
    skipped: dict[str, Skip] = {}
    for entry in reversed(present):
        named = mended(entry.record)
        if not named:
            continue
        if entry.id in dead:
            named = () if withdrawn(entry.id, dead) else entry.record.replaces
        if code := late.get(entry.id) or next(filter(None, _refusals(ledger, entry, named)), None):
            skipped[entry.id] = Skip(entry=entry, code=code)
        else:
            dead.update((id, entry) for id in named if id not in dead)
    return dead, skipped


def _refusals(ledger: Ledger, entry: Entry, named: Sequence[str]) -> Iterator[str | None]:
    for one in (ledger.known[id] for id in named):
        yield mending_refused(ledger.plan, entry.record, one.record) or _crossed(ledger, entry, one)


def mending_refused(plan: Plan, record: Record, mended: Record) -> str | None:
    """Say why a record may not replace or withdraw another: of another kind, of another office."""
    if type(record) is not type(mended) and not isinstance(record, Withdrawal):
        return "replaces_other_kind"
    return None if may_mend(plan, record.entered.office, mended) else "mends_other_office"


def may_mend(plan: Plan, office: str, mended: Record) -> bool:
    """Whether an office may replace or withdraw a record: its own, or any where it may write all."""
    known = plan.offices.get(office)
    return office == mended.entered.office or bool(known and known.may == "all")


def _crossed(ledger: Ledger, entry: Entry, mended: Entry) -> str | None:
    """Say that a move would carry what it corrects to another problem or claim, or a settlement to another figure."""
    record, before = entry.record, mended.record
    if isinstance(record, Withdrawal):
        return None
    other = _answering(ledger, entry) != _answering(ledger, mended)
    if isinstance(record, Update) and isinstance(before, Update) and record.settles:
        other = record.task != before.task or (
            before.percent is not None and _piece(record) != _piece(before)
        )
    return "replaces_other_matter" if other else None


def _answering(ledger: Ledger, entry: Entry) -> str | None:
    return ledger.origin(entry.id) if move_of(entry.record) else None


def _piece(update: Update) -> tuple[object, ...]:
    return update.parts, update.city, update.measure
