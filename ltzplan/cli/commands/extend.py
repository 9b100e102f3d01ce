"""Give a problem or a task a new due date; the first one stays visible."""

from typing import Annotated

from ltzplan.cli import options as opt
from ltzplan.cli.command import Command
from ltzplan.cli.due import by_when
from ltzplan.cli.run import Run
from ltzplan.cli.sitting import Seat, Verb, sit
from ltzplan.dataclass import dataclass
from ltzplan.model.records import Adjustment


@dataclass(kw_only=True)
class Extending(opt.Group):
    """Until when, and why."""

    id: opt.AnyId = None
    due: Annotated[opt.Maybe, opt.argument("[DATE]", "due")] = None
    until: Annotated[opt.Maybe, opt.option("--until", "DATE", "due", "--due")] = None
    because: opt.Because = None
    approved_by: opt.ApprovedBy = None


@Command
def extend(run: Run, said: Extending, saying: opt.Stating, writing: opt.Writing) -> int:
    opt.refuse_both("DATE", "--until", said=bool(said.due and said.until))
    said.due = said.due or said.until
    needs = () if saying.replaces else ("due", "because", "approved_by")
    return sit(
        run, writing, Verb(name="extend", kind=Adjustment, of="id", needs=needs), _extend, said, saying
    )


def _extend(seat: Seat, said: Extending, saying: opt.Stating) -> int:
    recorder, day = seat.recorder, seat.recorder.typed.day
    if said.due and day(said.id or "") and not day(said.due):
        said.id, said.due = said.due, said.id
    matter = recorder.matter(said.id or "")
    task, answers = (matter, None) if isinstance(matter, str) else (None, matter.last_move)
    seat.take(matter if isinstance(matter, str) else matter.id)
    seat.fill(said)
    if answers and said.due:
        said.due = by_when(recorder, said.due)
    return recorder.keep(seat.record(said, saying, task=task, answers=answers))
