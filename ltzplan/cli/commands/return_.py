"""Return a claim or an answered problem with a reason."""

from ltzplan.cli import options as opt
from ltzplan.cli.commands.accept import answered
from ltzplan.cli.recorder import Recorder
from ltzplan.cli.run import Run, command
from ltzplan.model.records import Recheck


@command
def return_(
    run: Run,
    saying: opt.Stating,
    writing: opt.Writing,
    id: opt.Id,
    because: opt.Because = None,
    due: opt.NewDue = None,
) -> int:
    recorder = Recorder(run, writing)
    answers = answered(recorder, id)
    return recorder.keep(
        recorder.record(Recheck, saying, answers=answers, verdict="return", because=because, due=due)
    )
