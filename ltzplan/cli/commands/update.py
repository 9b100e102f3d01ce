"""Report on a task."""

from collections.abc import Sequence
from typing import Annotated

from ltzplan.cli import options as opt
from ltzplan.cli.recorder import Recorder, taken_off
from ltzplan.cli.run import Run, command
from ltzplan.issues import refuse
from ltzplan.model.records import Update

NEWS = ("stage", "percent", "percent_date", "measure", "milestone", "annual_target")
"""What a report without news does not say."""


@command
def update(
    run: Run,
    saying: opt.Stating,
    writing: opt.Writing,
    task: opt.TaskId,
    stage: Annotated[opt.Maybe, opt.option("--stage", "STAGE")] = None,
    percent: Annotated[opt.Maybe, opt.option("--percent", "PERCENT")] = None,
    measure: Annotated[opt.Maybe, opt.option("--measure", "MEASURE")] = None,
    part: opt.Parts = None,
    city: opt.City = None,
    milestone: Annotated[opt.Maybe, opt.option("--milestone", "MILESTONE")] = None,
    annual_target: Annotated[opt.Maybe, opt.option("--annual-target", "met|not_met")] = None,
    of: Annotated[opt.Maybe, opt.option("--of", "DATE")] = None,
    nil: Annotated[bool, opt.flag("--nil")] = False,
    background: Annotated[bool, opt.flag("--background")] = False,
    reopen: Annotated[bool, opt.flag("--reopen")] = False,
    because: Annotated[opt.Maybe, opt.option("--because")] = None,
    forecast: Annotated[opt.Maybe, opt.option("--forecast", "FORECAST")] = None,
    next_: Annotated[opt.Maybe, opt.option("--next")] = None,
) -> int:
    """Report on a task."""
    if reopen and not (because or saying.text or saying.replaces):
        raise refuse("missing_argument", verb=" update", name="--because")
    recorder = Recorder(run, writing)
    news = any((stage, percent, milestone, annual_target))
    record = recorder.record(
        Update,
        saying,
        task=task,
        stage=stage,
        percent=percent,
        percent_date=of or (_day_settled(recorder, saying.replaces or ()) if percent else None),
        measure=measure,
        parts=part,
        city=city,
        milestone=milestone,
        annual_target=annual_target,
        nil=nil,
        background=background,
        reopen=reopen,
        text=because,
        forecast=forecast,
        next=next_,
        off=taken_off(nil=news, **dict.fromkeys(NEWS, nil)),
    )
    return recorder.keep(record)


def _day_settled(recorder: Recorder, replaced: Sequence[str]) -> str | None:
    """Give the day that the figures to be settled speak of; None where one record at most is replaced."""
    ids = [recorder.known(one) for one in replaced]
    of = [entry.record for entry in recorder.space.entries if entry.id in ids]
    days = [one.percent_date or one.date for one in of if isinstance(one, Update)]
    return max(days, key=lambda day: day.last).text if len(days) > 1 else None
