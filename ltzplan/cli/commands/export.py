"""All that is known, as a database for other programs."""

from pathlib import Path
from typing import Annotated

from ltzplan.cli import options as opt
from ltzplan.cli.command import Command
from ltzplan.cli.main import OK
from ltzplan.cli.output import BYTES, refuse_screen
from ltzplan.cli.run import Run
from ltzplan.issues import refuse
from ltzplan.reports.whole import whole

ENDINGS = (".sqlite", ".sqlite3", ".db")


@Command
def export(run: Run, moment: opt.Moment, file: Annotated[str, opt.argument("FILE", "exported_file")]) -> int:
    refuse_screen(ENDINGS[0][1:], file)
    if file != opt.STDOUT:
        _refuse_unwritable(file)
    from ltzplan.views.database import as_sqlite  # noqa: PLC0415 - only once it is sure that it may be written

    run.footing.widen()
    now = run.snapshot(moment)
    made = as_sqlite(whole(now.plan, now.state, now.ledger), now.names, now.frame)
    run.write(file, made.decode(BYTES), BYTES)
    return OK


def _refuse_unwritable(file: str) -> None:
    if Path(file).suffix.casefold() not in ENDINGS:
        raise refuse("not_one_of", key="FILE", value=Path(file).suffix, expected=", ".join(ENDINGS))
    if Path(file).exists():
        raise refuse("file_there", file=file)
