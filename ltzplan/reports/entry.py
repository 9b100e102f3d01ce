"""One record: who said what of what and when, what became of it, what answers it, and what it changed."""

from collections.abc import Iterator, Mapping

from ltzplan.dataclass import dataclass
from ltzplan.model.codec import record_said
from ltzplan.model.naming import mended, names
from ltzplan.model.records import Entry, Paper, Session
from ltzplan.model.state import State
from ltzplan.model.values import about
from ltzplan.reports.frame import Ineffective, without_effect
from ltzplan.reports.log import Line, line_of
from ltzplan.reports.record_line import RecordLine, said
from ltzplan.reports.written import Effects, effects
from ltzplan.rules.fold import around
from ltzplan.rules.ledger import Ledger


@dataclass(frozen=True, kw_only=True)
class EntryView(Line):
    """A record with all that it says, what came before and after it, and what it changed on its day."""

    id: str = about("Id.")
    record: Mapping[str, object] = about("All that it says, as it is written.")
    sha256: str = about("SHA-256 of its bytes in hex, worked out anew.")
    checked: bool = about(
        "Whether its id ends in the first digits of that, so that nothing of it was changed."
    )
    tasks: tuple[str, ...] = about("Ids of the tasks that it is about.", refers="tasks")
    without_effect: Ineffective | None = about("Why it has no effect; null: it has.")
    put_out_by: tuple[Line, ...] = about("What replaced or withdrew it, and then that, in order.")
    answers: tuple[RecordLine, ...] = about("The records that it answers, or else names.")
    named_by: tuple[RecordLine, ...] = about("The records that answer it, or else name it.")
    effects: tuple[Effects, ...] = about("What it changed of each task and problem, on its day.")


def show_entry(ledger: Ledger, state: State, id: str, sha256: str) -> EntryView:
    """Return everything that is known of a record whose bytes have this SHA-256; its tasks and what it names are in the ledger."""
    entry, found = ledger.known[id], tuple(_effects(ledger, ledger.known[id]))
    changes = tuple(change for one in found for change in one.changes)
    mends, skipped = mended(entry.record), without_effect(state)
    named = (one for one in names(entry.record) if one in ledger.known and one not in mends)
    naming = (one for one in ledger.named_by(id) if id not in mended(one.record) and one.id in state.ids)
    return EntryView(
        **vars(line_of(ledger, state, entry, changes)),
        id=id,
        record=record_said(entry.record),
        sha256=sha256,
        checked=sha256.startswith(id.rpartition("-")[2]),
        tasks=tuple(one for one in ledger.tasks_of(id) if one in state.tasks),
        without_effect=next((one for one in skipped if one.record == id), None),
        put_out_by=tuple(_put_out_by(ledger, state, id)),
        answers=tuple(said(ledger.known[one]) for one in named),
        named_by=tuple(map(said, naming)),
        effects=found,
    )


def _put_out_by(ledger: Ledger, state: State, id: str) -> Iterator[Line]:
    while by := state.dead.get(id):
        id = by.id
        yield line_of(ledger, state, by)


def _effects(ledger: Ledger, entry: Entry) -> Iterator[Effects]:
    """Return what a record changed of each matter; a session of problems only, and a paper of nothing."""
    if isinstance(entry.record, Paper):
        return
    before, after = around(ledger.of(*ledger.matters[entry.id], *ledger.tasks_of(entry.id)), entry)
    for id in ledger.matters[entry.id]:
        there = id in after.tasks and not isinstance(entry.record, Session)
        if there or id in before.problems or id in after.problems:
            yield effects(ledger.plan, before, after, entry, id)
