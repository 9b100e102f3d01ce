"""A report in the form that it is asked for, and what it was made from."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from ltzplan.model.plan import Plan
from ltzplan.model.records import Paper
from ltzplan.model.state import State
from ltzplan.reports.calendar import Calendar
from ltzplan.reports.frame import Frame
from ltzplan.reports.rows import Rows
from ltzplan.rules.ledger import Ledger
from ltzplan.store.workspace import Workspace
from ltzplan.views.blocks import Block, as_markdown, lines, uncoloured
from ltzplan.views.data import as_csv, as_json, as_raw_csv
from ltzplan.views.frame import foot
from ltzplan.views.names import Names

Body_co = TypeVar("Body_co", covariant=True)


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """A workspace as of a day, and how to speak of it."""

    space: Workspace
    state: State
    ledger: Ledger
    frame: Frame
    names: Names
    issued: tuple[str, Paper] | None = None
    """Id and record of the paper whose day, knowledge and commit these are."""

    @property
    def plan(self) -> Plan:
        """Give the plan."""
        return self.space.plan

    def framed(self, blocks: Iterable[Block], hint: str = "") -> Iterator[Block]:
        """Give a report's blocks, and what was read below them."""
        yield from blocks
        yield from foot(self.names, self.frame, hint)


@dataclass(frozen=True)
class Output(Generic[Body_co]):
    """What a report can give, for whatever form."""

    name: str
    """That of its schema."""
    now: Snapshot
    body: Body_co
    blocks: Iterable[Block]
    rows: Rows[object] = Rows(object, (), {})


def _ics(out: Output[object]) -> str:
    from ltzplan.views.calendar import calendar_file  # noqa: PLC0415 - only for this form

    assert isinstance(out.body, Calendar)
    return calendar_file(out.now.names, out.now.frame, out.body)


FORMATS: dict[str, Callable[[Output[object]], str]] = {
    "text": lambda out: uncoloured(lines(out.blocks, None)),
    "json": lambda out: as_json({"schema": f"ltz/{out.name}/1"}, out.now.frame, out.body),
    "csv": lambda out: as_csv(out.rows, out.now.names),
    "raw": lambda out: as_raw_csv(out.rows, out.now.names),
    "md": lambda out: as_markdown(out.blocks),
    "ics": _ics,
}
"""Every form, as a pipe gets it. To add one: one line, and its name among the forms of those who read it (`options.py`)."""
UTF8 = ("csv", "raw", "ics")
"""The forms that another program reads in UTF-8, whatever the console speaks."""
