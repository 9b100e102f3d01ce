"""A copy of a workbook with what is wrong marked in its cells."""

from collections.abc import Sequence
from pathlib import Path

from ltzplan.cli.output import BYTES
from ltzplan.cli.run import Run
from ltzplan.issues import Issue, Place, refuse
from ltzplan.text.speech import say
from ltzplan.views.findings import listing
from ltzplan.views.layout import lines, uncoloured

ENDING = ".xlsx"


def refuse_unmarkable(file: str, data: bytes, copy: str) -> None:
    """Refuse to mark what is no workbook of Excel, and a copy of another name, or one that is there; LtzError."""
    if Path(copy).exists():
        raise refuse("file_there", file=copy)
    for name, fits in ((file, data.startswith(b"PK")), (copy, Path(copy).suffix.casefold() == ENDING)):
        if not fits:
            raise refuse("not_one_of", Place(file=name), key="--mark", value=name, expected=f"COPY{ENDING}")


def write_marks(run: Run, copy: str, file: str, data: bytes, issues: Sequence[Issue]) -> None:
    """Write a copy of a file in which what is wrong stands at its cells, and say so; none where nothing is wrong with a cell."""
    from ltzplan.views.marks import marked  # noqa: PLC0415 - only for a copy with marks

    notes = dict[tuple[str, str], list[str]]()
    for one in issues:
        of, _, at = (one.place.file if one.place else "").removeprefix(f"{file}:").rpartition("!")
        if one.place and at.isalnum():
            said = uncoloured(lines(listing([one], run.lang), None)).strip()
            notes.setdefault((of, at), []).append(said.removeprefix(f"{one.place.file}: "))
    if not notes:
        run.talk(say(run.lang, "fill.nothing_to_mark", file=copy))
        return
    run.write(copy, marked(data, notes).decode(BYTES), BYTES)
    run.talk(say(run.lang, "fill.marked", count=len(notes), file=copy))
