"""Record what was decided to change of a task."""

from typing import Annotated

from ltzplan.cli import options as opt
from ltzplan.cli.recorder import Recorder
from ltzplan.cli.run import Run, command
from ltzplan.model.records import Adjustment


@command
def adjust(
    run: Run,
    saying: opt.Stating,
    writing: opt.Writing,
    task: opt.TaskId,
    due: opt.NewDue = None,
    target: Annotated[opt.Maybe, opt.option("--target")] = None,
    withdraw: Annotated[bool, opt.flag("--withdraw")] = False,
    merge_into: Annotated[opt.Maybe, opt.option("--merge-into", "TASK")] = None,
    split_into: Annotated[opt.Many, opt.option("--split-into", "TASK")] = None,
    because: opt.Because = None,
    approved_by: opt.ApprovedBy = None,
) -> int:
    """Record what was decided to change of a task."""
    recorder = Recorder(run, writing)
    record = recorder.record(
        Adjustment,
        saying,
        task=task,
        due=due,
        target=target,
        withdrawn=withdraw,
        merged_into=merge_into,
        split_into=split_into,
        because=because,
        approved_by=approved_by,
    )
    return recorder.keep(record)
