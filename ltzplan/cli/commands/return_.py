"""Return a claim or an answered problem with a reason."""

from ltzplan.cli import options as opt
from ltzplan.cli.commands.accept import answered
from ltzplan.cli.recorder import Recorder
from ltzplan.cli.run import Run, command


@command
def return_(
    run: Run,
    saying: opt.Stating,
    writing: opt.Writing,
    id: opt.Id,
    because: opt.Because = None,
    due: opt.NewDue = None,
) -> int:
    """Return a claim or an answered problem with a reason."""
    recorder = Recorder(run)
    answers = answered(recorder, id, writing.date)
    record = recorder.record(
        "recheck", saying, writing, answers=answers, verdict="return", because=because, due=due
    )
    return recorder.keep(record, storing=writing)
