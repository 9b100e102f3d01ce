"""Give a problem or a task a new due date; the first one stays visible."""

from typing import Annotated

from ltzplan.cli import options as opt
from ltzplan.cli.recorder import Recorder
from ltzplan.cli.run import Run, command
from ltzplan.dataclass import dataclass
from ltzplan.model.records import Adjustment


@dataclass(kw_only=True)
class Extending(opt.Group):
    """Until when, and why."""

    id: opt.Id
    due: Annotated[str, opt.argument("DATE", "due")]
    because: opt.Because = None
    approved_by: opt.ApprovedBy = None


@command
def extend(run: Run, said: Extending, saying: opt.Stating, writing: opt.Writing) -> int:
    recorder = Recorder(run, writing)
    matter = recorder.matter(said.id)
    task, answers = (matter, None) if isinstance(matter, str) else (None, matter.last_move)
    return recorder.keep(recorder.record(Adjustment, said, saying, task=task, answers=answers))
