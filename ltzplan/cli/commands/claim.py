"""Claim that a task is complete: the report that the secretariat accepts or returns."""

from ltzplan.cli import options as opt
from ltzplan.cli.command import Command
from ltzplan.cli.run import Run
from ltzplan.cli.sitting import Seat, Verb, sit
from ltzplan.dataclass import dataclass
from ltzplan.model.records import Update
from ltzplan.rules.claims import claimed_by


@dataclass(kw_only=True)
class Claiming(opt.Group):
    """Of what completion is claimed."""

    task: opt.TaskId = None


@Command
def claim(run: Run, said: Claiming, saying: opt.Stating, writing: opt.Writing) -> int:
    return sit(run, writing, Verb(name="claim", kind=Update, of="task"), _claim, said, saying)


def _claim(seat: Seat, said: Claiming, saying: opt.Stating) -> int:
    recorder = seat.recorder
    if recorder.run.asks and not (saying.text or saying.replaces):
        seat.take(recorder.typed.pick("tasks", said.task or ""))
        seat.offer(Update, saying, "text")
        seat.offer(Update, saying, "evidence")
    return recorder.keep(seat.record(said, saying, stage=claimed_by(recorder.plan)))
