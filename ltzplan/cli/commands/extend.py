"""Give a problem or a task a new due date."""

from typing import Annotated

from ltzplan.cli import options as opt
from ltzplan.cli.recorder import Recorder
from ltzplan.cli.run import Run, command
from ltzplan.model.records import Adjustment


@command
def extend(
    run: Run,
    saying: opt.Stating,
    writing: opt.Writing,
    id: opt.Id,
    due: Annotated[str, opt.argument("DATE", "due")],
    because: opt.Because = None,
    approved_by: opt.ApprovedBy = None,
) -> int:
    """Give a problem or a task a new due date; the first one stays visible."""
    recorder = Recorder(run, writing)
    matter = recorder.matter(id)
    record = recorder.record(
        Adjustment,
        saying,
        **{"task": matter} if isinstance(matter, str) else {"answers": matter.last_move},
        due=due,
        because=because,
        approved_by=approved_by,
    )
    return recorder.keep(record)
