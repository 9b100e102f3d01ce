"""Take back a record that should not exist."""

from typing import Annotated

from ltzplan.cli import options as opt
from ltzplan.cli.command import Command
from ltzplan.cli.question import MOST
from ltzplan.cli.recorder import Recorder
from ltzplan.cli.run import Run
from ltzplan.cli.sitting import Seat, Verb, sit
from ltzplan.dataclass import dataclass
from ltzplan.model.records import Entry, Withdrawal
from ltzplan.reports.written import stated
from ltzplan.rules.corrections import may_mend
from ltzplan.rules.ledger import Ledger
from ltzplan.rules.typed import Named
from ltzplan.text.speech import say
from ltzplan.views.written import recalled


@dataclass(kw_only=True)
class Withdrawing(opt.Group):
    """What is taken back, and why."""

    record: Annotated[opt.Maybe, opt.argument("[ID]", "record")] = None
    because: opt.Because = None


@Command
def withdraw(run: Run, said: Withdrawing, writing: opt.Writing) -> int:
    verb = Verb(name="withdraw", kind=Withdrawal, of="record", needs=("because",), known=_lately)
    return sit(run, writing, verb, _withdraw, said)


def _withdraw(seat: Seat, said: Withdrawing) -> int:
    recorder, told = seat.recorder, said.record or ""
    withdraws = recorder.typed.found(_may_withdraw(recorder), told) or recorder.known(told)
    seat.fill(said)
    return recorder.keep(seat.record(said, withdraws=withdraws))


def _lately(recorder: Recorder) -> Named:
    """Return the records that this office wrote last and may want back, the newest first, by the ids that are enough to type."""
    wanted = (one for one in _may_withdraw(recorder) if not isinstance(one.record, Withdrawal))
    mine = [one for one in wanted if one.record.entered.office == recorder.office]
    mine.sort(key=lambda one: one.record.entered.at, reverse=True)
    run, names, ledger = recorder.run, recorder.names, Ledger(recorder.plan, recorder.space.entries)
    if run.asks and mine[MOST:]:
        run.talk(say(run.lang, "sit.earlier", count=len(mine[MOST:]), office=recorder.office))
    last = ((names.short(one.id), stated(recorder.state, one, ledger)) for one in mine[:MOST])
    return {id: [f"{id}  {recalled(names, one)}"] for id, one in last}


def _may_withdraw(recorder: Recorder) -> list[Entry]:
    """Return the records in force that the office may take back."""
    state, there = recorder.state, recorder.state.ids
    found = (one for one in recorder.space.entries if one.id in there and one.id not in state.dead)
    return [one for one in found if may_mend(recorder.plan, recorder.office, one.record)]
