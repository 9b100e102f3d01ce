"""Take back a record that should not exist."""

from typing import Annotated

from ltzplan.cli import options as opt
from ltzplan.cli.recorder import Recorder
from ltzplan.cli.run import Run, command
from ltzplan.model.records import Withdrawal


@command
def withdraw(
    run: Run,
    writing: opt.Writing,
    id: Annotated[str, opt.argument("ID", "record")],
    because: Annotated[opt.Maybe, opt.option("--because")] = None,
) -> int:
    recorder = Recorder(run, writing)
    return recorder.keep(recorder.record(Withdrawal, withdraws=recorder.known(id), because=because))
