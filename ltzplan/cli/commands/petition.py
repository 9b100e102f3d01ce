"""Record what the cities jointly ask of an authority above them."""

from typing import Annotated

from ltzplan.cli import options as opt
from ltzplan.cli.command import Command
from ltzplan.cli.run import Run
from ltzplan.cli.sitting import Seat, Verb, sit
from ltzplan.dataclass import dataclass
from ltzplan.model.records import Petition


@dataclass(kw_only=True)
class Petitioning(opt.Group):
    """What is asked."""

    problems: Annotated[opt.Many, opt.argument("[PROBLEM..]", "problems")] = None
    to: Annotated[opt.Maybe, opt.option("--to")] = None
    number: Annotated[opt.Maybe, opt.option("--number")] = None
    joined_by: Annotated[opt.Many, opt.option("--joined-by", "CITY")] = None
    answer_by: Annotated[opt.Maybe, opt.option("--answer-by", "DATE")] = None


@Command
def petition(run: Run, said: Petitioning, saying: opt.Stating, writing: opt.Writing) -> int:
    needs = () if saying.replaces else ("to",)
    verb = Verb(name="petition", kind=Petition, of="problems", needs=needs)
    return sit(run, writing, verb, _petition, said, saying)


def _petition(seat: Seat, said: Petitioning, saying: opt.Stating) -> int:
    recorder = seat.recorder
    answers = [one.last_move for one in recorder.typed.each(said.problems or (), recorder.problem)]
    seat.fill(said)
    return recorder.keep(seat.record(said, saying, answers=answers))
