"""Bare `ltz` in a workspace: what waits for whoever typed it."""

from ltzplan.cli.options import Reading
from ltzplan.cli.run import Run
from ltzplan.cli.to_type import to_sit
from ltzplan.model.plan import Plan
from ltzplan.model.records import Kind
from ltzplan.reports.home import home as report
from ltzplan.rules.offices import may, writes
from ltzplan.views.home import home_blocks

MOST = 5
WRITING: tuple[tuple[str, Kind], ...] = (
    ("sort", "sort"), ("order", "order"), ("session", "session"), ("accept", "recheck"), ("paper", "paper"),
    ("update", "update"), ("raise", "problem"), ("reply", "reply"), ("claim", "update"), ("undo", "withdrawal"), ("withdraw", "withdrawal"),
)  # fmt: skip
"""Verbs and the kind of record that each writes, first those of whoever dispatches."""
LOOKING = ("status", "escalate", "show", "why", "log")


def home(run: Run) -> int:
    """Print who one is here, what waits, and the verbs of one's role."""
    now = run.snapshot(Reading())
    office, set_by = run.office_at_hand(now.space) or (None, "")
    found = report(now.plan, now.state, office, to_sit, run.my_unit(now.space))
    verbs = verbs_of(now.plan, office)
    run.show(home_blocks(now.names, now.frame, found, run.signs(now.space) or "", set_by, verbs))
    now.added_up.keep()
    return 0


def verbs_of(plan: Plan, office: str | None) -> tuple[str, ...]:
    """The verbs of an office, as the plan lets it write; of who has none, those that look."""
    written = [
        verb for verb, kind in WRITING if office and may(plan.offices[office], kind) and writes(plan, kind)
    ]
    return (*written, *LOOKING)[:MOST]
