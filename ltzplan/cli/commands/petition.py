"""Record what the cities jointly ask of an authority above them."""

from typing import Annotated

from ltzplan.cli import options as opt
from ltzplan.cli.recorder import Recorder
from ltzplan.cli.run import Run, command
from ltzplan.dataclass import dataclass
from ltzplan.model.records import Petition


@dataclass(kw_only=True)
class Petitioning(opt.Group):
    """What is asked."""

    problems: Annotated[list[str], opt.argument("PROBLEM..", "problems")]
    to: Annotated[opt.Maybe, opt.option("--to")] = None
    number: Annotated[opt.Maybe, opt.option("--number")] = None
    joined_by: Annotated[opt.Many, opt.option("--joined-by", "CITY")] = None
    answer_by: Annotated[opt.Maybe, opt.option("--answer-by", "DATE")] = None


@command
def petition(run: Run, said: Petitioning, saying: opt.Stating, writing: opt.Writing) -> int:
    recorder = Recorder(run, writing)
    answers = [one.last_move for one in recorder.typed.each(said.problems, recorder.problem)]
    return recorder.keep(recorder.record(Petition, said, saying, answers=answers))
