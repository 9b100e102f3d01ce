"""Record what was decided to change of a task."""

from typing import Annotated

from ltzplan.cli import options as opt
from ltzplan.cli.command import Command
from ltzplan.cli.run import Run
from ltzplan.cli.sitting import Seat, Verb, sit
from ltzplan.dataclass import dataclass
from ltzplan.model.records import Adjustment


@dataclass(kw_only=True)
class Adjusting(opt.Group):
    """What is changed of a task."""

    task: opt.TaskId = None
    due: opt.NewDue = None
    no_due: Annotated[bool, opt.flag("--no-due")] = False
    target: Annotated[opt.Maybe, opt.option("--target")] = None
    withdrawn: Annotated[bool, opt.flag("--withdraw")] = False
    merged_into: Annotated[opt.Maybe, opt.option("--merge-into", "TASK")] = None
    split_into: Annotated[opt.Many, opt.option("--split-into", "TASK")] = None
    because: opt.Because = None
    approved_by: opt.ApprovedBy = None


@Command
def adjust(run: Run, said: Adjusting, saying: opt.Stating, writing: opt.Writing) -> int:
    opt.refuse_both("--due", "--no-due", said=bool(said.due and said.no_due))
    needs = () if saying.replaces else ("because", "approved_by")
    return sit(
        run, writing, Verb(name="adjust", kind=Adjustment, of="task", needs=needs), _adjust, said, saying
    )


def _adjust(seat: Seat, said: Adjusting, saying: opt.Stating) -> int:
    seat.fill(said)
    return seat.recorder.keep(seat.record(said, saying))
