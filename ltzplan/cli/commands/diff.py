"""What another plan would have said of the same records."""

from functools import partial
from typing import Annotated

from ltzplan.cli import options as opt
from ltzplan.cli.command import Command
from ltzplan.cli.output import Output
from ltzplan.cli.progress import Bar
from ltzplan.cli.run import Run
from ltzplan.model.plan import Plan
from ltzplan.model.values import DAY, Day
from ltzplan.reports.diff import Difference
from ltzplan.reports.diff import diff as report
from ltzplan.reports.rows import rows_of
from ltzplan.rules.rhythm import span
from ltzplan.views.diff import diff_blocks
from ltzplan.views.names import Names


@Command
def diff(
    run: Run,
    reading: opt.TableReading,
    other: Annotated[str, opt.argument("OTHER.yaml", "other")],
    over: Annotated[opt.Maybe, opt.option("--over", "PERIOD")] = None,
) -> int:
    now = run.snapshot(reading)
    trial = run.on_trial(now.space, other).plan
    first, last = now.plan.header.signed, now.plan.header.ends
    whole = Day(f"{first.text}..{last.text}", first.first, last.last)
    period = _over(run, now.plan, over) if over else whole
    entries = [*now.ledger.known.values()]
    since = min((first.first, *map(now.ledger.day_of, entries)))
    with Bar() as bar:
        watched = partial(bar.of, (min(period.last, now.state.as_of) - since).days + 1)
        found = report(now.plan, trial, entries, period, now.state.as_of, watched)
    blocks = now.framed(diff_blocks(now.names, Names(trial, run.lang, now.names.ids), found, other))
    run.emit(reading, Output("diff", now, found, blocks, rows_of(Difference, found.changes)))
    return 0


def _over(run: Run, plan: Plan, typed: str) -> Day:
    """Return the day, month, quarter, half or year that was typed."""
    label = run.typed(plan).period(typed)
    if label is None or DAY.fullmatch(label):
        return run.day(plan, "--over", typed)
    return Day(label, *span([label]))
