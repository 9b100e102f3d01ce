"""Give a problem or a task a new due date."""

from typing import Annotated

from ltzplan.cli import options as opt
from ltzplan.cli.recorder import Recorder
from ltzplan.cli.run import Run, command


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
    recorder = Recorder(run)
    of_problem = recorder.is_problem(id)
    record = recorder.record(
        "adjustment",
        saying,
        writing,
        answers=recorder.problem(id).last_move if of_problem else None,
        task=None if of_problem else recorder.task(id),
        due=due,
        because=because,
        approved_by=approved_by,
    )
    return recorder.keep(record, storing=writing)
