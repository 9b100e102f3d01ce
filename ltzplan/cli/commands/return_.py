"""Return a claim or an answered problem with a reason."""

from ltzplan.cli import options as opt
from ltzplan.cli.commands.accept import checked
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
    return checked(Recorder(run, writing), id, saying, verdict="return", because=because, due=due)
