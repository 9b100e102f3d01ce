"""Record what the cities jointly ask of an authority above them."""

from typing import Annotated

from ltzplan.cli import options as opt
from ltzplan.cli.recorder import Recorder
from ltzplan.cli.run import Run, command
from ltzplan.model.records import Petition


@command
def petition(
    run: Run,
    saying: opt.Stating,
    writing: opt.Writing,
    problems: Annotated[list[str], opt.argument("PROBLEM..", "problems")],
    to: Annotated[opt.Maybe, opt.option("--to")] = None,
    number: Annotated[opt.Maybe, opt.option("--number")] = None,
    joined_by: Annotated[opt.Many, opt.option("--joined-by", "CITY")] = None,
    answer_by: Annotated[opt.Maybe, opt.option("--answer-by", "DATE")] = None,
) -> int:
    """Record what the cities jointly ask of an authority above them."""
    recorder = Recorder(run, writing)
    record = recorder.record(
        Petition,
        saying,
        answers=[recorder.problem(one).last_move for one in problems],
        to=to,
        number=number,
        joined_by=joined_by,
        answer_by=answer_by,
    )
    return recorder.keep(record)
