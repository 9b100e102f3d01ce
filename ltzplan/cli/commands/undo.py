"""Take back what was just written."""

from collections.abc import Sequence

from ltzplan.cli import options as opt
from ltzplan.cli.command import Command
from ltzplan.cli.main import NO
from ltzplan.cli.recorder import Recorder
from ltzplan.cli.run import Run
from ltzplan.issues import refuse
from ltzplan.model.records import Entry, Paper, Withdrawal
from ltzplan.reports.written import stated
from ltzplan.rules.undo import WITHIN, built_on, last_command
from ltzplan.store import git
from ltzplan.store.records import RecordFile
from ltzplan.store.workspace import RECORDS
from ltzplan.text.speech import say
from ltzplan.views.names import Names
from ltzplan.views.written import understood


@Command
def undo(run: Run, storing: opt.Storing) -> int:
    recorder = Recorder(run, storing)
    space, state = recorder.space, recorder.state
    these = last_command(space.entries, recorder.office, recorder.author, recorder.now)
    _refuse(recorder, these)
    because = say(space.plan.header.language, "undo.because")
    records = [recorder.record(Withdrawal, withdraws=one.id, because=because) for one in these]
    ledger, after = recorder.refuse_without_effect(RecordFile(records))
    skipped = {one.entry.id for one in state.skipped}
    _refuse_built_on(these[0], [one.entry for one in after.skipped if one.entry.id not in skipped])
    names = Names(space.plan, run.lang, state.ids)
    for one in these:
        run.talk(say(run.lang, "undo.takes_back", said=understood(names, stated(state, one, ledger))))
    if not (storing.dry_run or storing.yes or run.agrees(say(run.lang, "undo.ask"))):
        run.talk(say(run.lang, "wrote.nothing"))
        return NO
    return recorder.keep(*records)


def _refuse(recorder: Recorder, these: Sequence[Entry]) -> None:
    """Refuse what is not there, is old, is no more one's own, or has a verb of its own."""
    space, state = recorder.space, recorder.state
    if not these:
        raise refuse("undo_nothing", by=recorder.author, office=recorder.office)
    first, record = these[0], these[0].record
    if recorder.now - record.entered.at >= WITHIN:
        at = record.entered.at.astimezone(recorder.now.tzinfo)
        raise refuse("undo_too_late", record=first.id, at=f"{at:%Y-%m-%d %H:%M}")
    if isinstance(record, Withdrawal):
        raise refuse("undo_twice", record=first.id, withdrawn=record.withdraws)
    if isinstance(record, Paper):
        raise refuse("undo_paper", record=first.id, kind=record.paper)
    _refuse_built_on(first, [*built_on(these, space.entries, state.dead)])
    if git.is_shared(space.data, f"{RECORDS}/{first.file}"):
        raise refuse("undo_shared", record=first.id)


def _refuse_built_on(first: Entry, later: Sequence[Entry]) -> None:
    """Refuse what others would lose their ground by."""
    if later:
        raise refuse("undo_built_on", record=first.id, by=later[0].id)
