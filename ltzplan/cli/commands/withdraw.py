"""Take back a record that should not exist."""

from typing import Annotated

from ltzplan.cli import options as opt
from ltzplan.cli.run import Run, command
from ltzplan.cli.sitting import Seat, Verb, sit
from ltzplan.dataclass import dataclass
from ltzplan.model.records import Withdrawal


@dataclass(kw_only=True)
class Withdrawing(opt.Group):
    """What is taken back, and why."""

    record: Annotated[opt.Maybe, opt.argument("[ID]", "record")] = None
    because: opt.Because = None


@command
def withdraw(run: Run, said: Withdrawing, writing: opt.Writing) -> int:
    verb = Verb(name="withdraw", kind=Withdrawal, of="record", needs=("because",))
    return sit(run, writing, verb, _withdraw, said)


def _withdraw(seat: Seat, said: Withdrawing) -> int:
    recorder = seat.recorder
    withdraws = recorder.known(said.record or "")
    seat.fill(said)
    return recorder.keep(seat.record(said, withdraws=withdraws))
