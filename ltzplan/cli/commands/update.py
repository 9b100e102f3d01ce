"""Report on a task."""

from collections.abc import Sequence
from typing import Annotated

from ltzplan.cli import options as opt
from ltzplan.cli.recorder import Recorder
from ltzplan.cli.run import Run, command
from ltzplan.dataclass import dataclass
from ltzplan.issues import refuse
from ltzplan.model.records import Update

NEWS = ("stage", "percent", "percent_date", "measure", "milestone", "annual_target")
"""What a report without news does not say."""


@dataclass(kw_only=True)
class Reporting(opt.Group):
    """What is said of a task."""

    task: opt.TaskId
    stage: Annotated[opt.Maybe, opt.option("--stage", "STAGE")] = None
    percent: Annotated[opt.Maybe, opt.option("--percent", "PERCENT")] = None
    measure: Annotated[opt.Maybe, opt.option("--measure", "MEASURE")] = None
    parts: opt.Parts = None
    city: opt.City = None
    milestone: Annotated[opt.Maybe, opt.option("--milestone", "MILESTONE")] = None
    annual_target: Annotated[opt.Maybe, opt.option("--annual-target", "met|not_met")] = None
    percent_date: Annotated[opt.Maybe, opt.option("--of", "DATE")] = None
    nil: Annotated[bool, opt.flag("--nil")] = False
    background: Annotated[bool, opt.flag("--background")] = False
    reopen: Annotated[bool, opt.flag("--reopen")] = False
    because: Annotated[opt.Maybe, opt.option("--because")] = None
    forecast: Annotated[opt.Maybe, opt.option("--forecast", "FORECAST")] = None
    next: Annotated[opt.Maybe, opt.option("--next")] = None


@command
def update(run: Run, said: Reporting, saying: opt.Stating, writing: opt.Writing) -> int:
    if said.reopen and not (said.because or saying.text or saying.replaces):
        raise refuse("missing_argument", verb=" update", name="--because")
    recorder = Recorder(run, writing)
    settled = (
        _day_settled(recorder, saying.replaces or ()) if said.percent and not said.percent_date else None
    )
    news = any((said.stage, said.percent, said.milestone, said.annual_target))
    off = {"nil": news} | dict.fromkeys(NEWS, said.nil)
    return recorder.keep(
        recorder.record(
            Update, said, saying, text=said.because, percent_date=said.percent_date or settled, off=off
        )
    )


def _day_settled(recorder: Recorder, replaced: Sequence[str]) -> str | None:
    """Give the day that the figures to be settled speak of; None where one record at most is replaced."""
    ids = recorder.all_known(replaced)
    of = [entry.record for entry in recorder.space.entries if entry.id in ids]
    days = [one.percent_date or one.date for one in of if isinstance(one, Update)]
    return max(days, key=lambda day: day.last).text if len(days) > 1 else None
