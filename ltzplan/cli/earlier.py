"""With what `--since` compares: the state left by the last dispatch or another session, or that of a commit."""

from dataclasses import replace
from datetime import datetime

from ltzplan.cli import options as opt
from ltzplan.cli.output import Snapshot
from ltzplan.cli.run import Run
from ltzplan.cli.typed_numbers import of_kind
from ltzplan.dataclass import dataclass
from ltzplan.issues import Issue, refuse
from ltzplan.model.state import State
from ltzplan.reports.filter import ALL, TaskFilter
from ltzplan.rules.fold import state_left_by
from ltzplan.rules.rhythm import last_dispatch


@dataclass(frozen=True)
class Earlier:
    """A state before the one that is asked about."""

    named: str
    """The day of the session, or the commit."""
    state: State
    entered: datetime | None
    """When the session was entered, where that decides on what counts of its day."""


def earlier(
    run: Run, reading: opt.TableReading, now: Snapshot, told: str, chosen: TaskFilter = ALL
) -> Earlier | None:
    """Return what was meant, the last dispatch as one of the level and portfolio that are chosen; None for a day.

    LtzError where no dispatch was held, and for what is neither a day nor known.
    """
    words = run.typed(now.plan)
    if not isinstance(words.word(("dispatch",), told, "--since", "also.since."), Issue):
        held = last_dispatch(now.plan, now.state, chosen.level, chosen.portfolio)
        if held is None:
            raise refuse("no_dispatch")
    elif session := words.found(of_kind(now.ledger.entries, "session"), told):
        held = now.ledger.known[session]
    elif words.day(told) is None:
        return Earlier(told, run.snapshot(replace(reading, rev=told)).state, None)
    else:
        return None
    return Earlier(held.day.isoformat(), *state_left_by(now.ledger, held, now.state.as_of))
