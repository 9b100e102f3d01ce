"""Return a claim or an answered problem with a reason."""

from ltzplan.cli import options as opt
from ltzplan.cli.command import Command
from ltzplan.cli.commands.accept import Returning, answered
from ltzplan.cli.due import by_when
from ltzplan.cli.run import Run
from ltzplan.cli.sitting import Seat, Verb, sit
from ltzplan.model.records import Recheck


@Command
def return_(run: Run, said: Returning, saying: opt.Stating, writing: opt.Writing) -> int:
    needs = () if saying.replaces else ("because",)
    return sit(run, writing, Verb(name="return", kind=Recheck, of="id", needs=needs), _return, said, saying)


def _return(seat: Seat, said: Returning, saying: opt.Stating) -> int:
    answers = answered(seat, said.id or "")
    seat.fill(said)
    said.due = said.due and by_when(seat.recorder, said.due)
    return seat.recorder.keep(seat.record(said, saying, answers=answers, verdict="return"))
