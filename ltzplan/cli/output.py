"""A report in the form that it is asked for, and what it was made from."""

import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from ltzplan.cli.options import STDOUT, CalendarReading, Form, PaperReading, TableReading
from ltzplan.dataclass import dataclass
from ltzplan.issues import refuse
from ltzplan.model.plan import Plan
from ltzplan.model.records import Paper
from ltzplan.model.state import State
from ltzplan.reports.frame import Frame
from ltzplan.reports.rows import Rows
from ltzplan.rules.ledger import Ledger
from ltzplan.rules.typed import plain
from ltzplan.store.tally import AddedUp
from ltzplan.store.workspace import Workspace
from ltzplan.views.blocks import Block
from ltzplan.views.frame import foot
from ltzplan.views.layout import lines, uncoloured
from ltzplan.views.names import Names

Body_co = TypeVar("Body_co", covariant=True)


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """A workspace as of a day, and how to speak of it."""

    space: Workspace
    added_up: AddedUp
    frame: Frame
    names: Names
    issued: tuple[str, Paper] | None = None
    """Id and record of the paper whose day, knowledge and commit these are."""

    @property
    def plan(self) -> Plan:
        """Give the plan."""
        return self.space.plan

    @property
    def state(self) -> State:
        """Give the state of the day."""
        return self.added_up.state

    @property
    def ledger(self) -> Ledger:
        """Give the records, linked."""
        return self.added_up.linked(None)

    def ledger_about(self, id: str | None) -> Ledger:
        """Give the records that decide on a task or problem, linked, among others perhaps; all where none is named."""
        return self.added_up.linked(id)

    def brought(self, file: str = ".") -> dict[str, tuple[str, str]]:
        """Return by its path the commit that first brought each file of records, or one, and who signed it."""
        from ltzplan.store.git import brought  # noqa: PLC0415 - only where git is asked
        from ltzplan.store.workspace import RECORDS  # noqa: PLC0415

        return brought(self.space.data / RECORDS, self.frame.commit, file) if self.frame.commit else {}

    def edited(self) -> list[datetime]:
        """Return when the plan was edited since it was first committed; what is not committed yet, as its file tells."""
        from ltzplan.store.git import differs, edits  # noqa: PLC0415 - only where git is asked
        from ltzplan.store.workspace import PLAN  # noqa: PLC0415

        file, commit = self.space.data / PLAN, self.frame.commit
        found = edits(file, commit)[:-1] if commit else []
        if commit and self.space.git.uncommitted and differs(file, commit):
            found.append(datetime.fromtimestamp(file.stat().st_mtime, UTC))
        return found

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


def _json(out: Output[object]) -> str:
    from ltzplan.views.data import as_json  # noqa: PLC0415 - only for this form

    return as_json({"schema": f"ltz/{out.name}/1"}, out.now.frame, out.body)


def _csv(out: Output[object]) -> str:
    from ltzplan.views.data import as_csv  # noqa: PLC0415 - only for this form

    return as_csv(out.rows, out.now.names)


def _raw(out: Output[object]) -> str:
    from ltzplan.views.data import as_raw_csv  # noqa: PLC0415 - only for this form

    return as_raw_csv(out.rows, out.now.names)


def _ics(out: Output[object]) -> str:
    from ltzplan.reports.calendar import Calendar  # noqa: PLC0415 - only for this form
    from ltzplan.reports.events import events  # noqa: PLC0415
    from ltzplan.views.calendar import calendar_file  # noqa: PLC0415

    assert isinstance(out.body, Calendar)
    now = out.now
    return calendar_file(now.names, events(now.plan, now.state, now.ledger, out.body, now.edited()))


def _xlsx(out: Output[object]) -> str:
    from ltzplan.views.sheet import as_xlsx  # noqa: PLC0415 - only for this form

    return as_xlsx(out.rows, out.now.names, out.name, out.now.frame.as_of).decode(BYTES)


def _md(out: Output[object]) -> str:
    """Write Markdown; a draft of a paper says at its end, where no reader looks, what it was made from."""
    from ltzplan.cli.paper_file import mark  # noqa: PLC0415 - only for this form

    return _md_text(out) + mark(out)


def _md_text(out: Output[object]) -> str:
    from ltzplan.views.markdown import as_markdown  # noqa: PLC0415 - only for this form

    return as_markdown(out.blocks)


def _docx(out: Output[object]) -> str:
    from ltzplan.cli.paper_file import as_docx  # noqa: PLC0415 - only for this form

    return as_docx(out).decode(BYTES)


def _docx_texts(out: Output[object]) -> str:
    from ltzplan.cli.paper_file import docx_texts  # noqa: PLC0415 - only for this form

    return docx_texts(out)


BYTES = "latin-1"
"""The encoding in which each character is a byte: how bytes go through a stream of text."""


class Format(NamedTuple):
    """A form of reports: how a pipe gets it, of which readings it may be asked for, and in which encoding."""

    write: Callable[[Output[object]], str]
    of: tuple[type[Form], ...]
    encoding: str = ""
    """That in which another program reads it, whatever the console speaks; `BYTES`: no text. Empty: people read it."""
    says: Callable[[Output[object]], str] | None = None
    """What of it a digest is of; None: all of it."""

    def digest(self, out: Output[object]) -> str:
        """Return the SHA-256 of what it says, in hex."""
        return sha256((self.says or self.write)(out).encode()).hexdigest()


FORMATS: dict[str, Format] = {
    "text": Format(lambda out: uncoloured(lines(out.blocks, None)), (Form,)),
    "json": Format(_json, (Form,)),
    "csv": Format(_csv, (TableReading,), "utf-8"),
    "raw": Format(_raw, (), "utf-8"),
    "md": Format(_md, (TableReading, PaperReading), says=_md_text),
    "xlsx": Format(_xlsx, (TableReading, PaperReading), BYTES),
    "docx": Format(_docx, (PaperReading,), BYTES, _docx_texts),
    "ics": Format(_ics, (CalendarReading,), "utf-8"),
}
"""Every form. To add one: one line."""
ENDINGS = {".txt": "text", **{f".{form}": form for form in FORMATS}}
"""How a file's name ends -> its form."""


def read_form(asked: Form) -> None:
    """Read the form that was typed, or by which its file ends; LtzError that says which forms a report has, where it is none."""
    forms = [name for name, one in FORMATS.items() if isinstance(asked, one.of)]
    ending = Path(asked.output or "").suffix.casefold()
    key, typed = (
        ("--format", asked.form) if asked.form or not ending else ("--output", ENDINGS.get(ending, ending))
    )
    said = plain(typed or "").casefold() or None
    if said not in (None, *forms):
        raise refuse("not_one_of", key=key, value=typed, expected=", ".join(forms))
    if said and FORMATS[said].encoding == BYTES:
        refuse_screen(said, asked.output)
    asked.form = said


def refuse_screen(form: str, file: str | None) -> None:
    """Refuse to print bytes on a screen; LtzError."""
    if file in (None, STDOUT) and sys.stdout.isatty():
        raise refuse("not_for_a_screen", form=form)
