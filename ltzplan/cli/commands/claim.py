"""Claim that a task is complete: the report that the secretariat accepts or returns."""

from ltzplan.cli import options as opt
from ltzplan.cli.recorder import Recorder
from ltzplan.cli.run import Run, command
from ltzplan.model.records import Update
from ltzplan.rules.claims import claimed_by


@command
def claim(run: Run, saying: opt.Stating, writing: opt.Writing, task: opt.TaskId) -> int:
    recorder = Recorder(run, writing)
    return recorder.keep(recorder.record(Update, saying, task=task, stage=claimed_by(recorder.plan)))
