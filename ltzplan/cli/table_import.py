"""A table that is imported: a form of ours, or a table of reports."""

from collections.abc import Sequence

from ltzplan.cli.column_map import OPTION
from ltzplan.cli.recorder import Recorder
from ltzplan.issues import Issue, Locator, refuse
from ltzplan.model.form import BASE
from ltzplan.store.batch_file import Told
from ltzplan.store.form_file import base_of
from ltzplan.store.table import tables_in
from ltzplan.text.speech import catalogue, fill


def read_table(
    recorder: Recorder, file: str, data: bytes, asked: Sequence[str]
) -> tuple[list[Told], Locator, dict[int, list[Issue]]]:
    """Return the records of a table, what gives the cell of each value, and what is wrong in rows by number.

    What the columns of reports hold may be `asked`.
    """
    sheets, encoding = tables_in(file, data, BASE)
    if encoding not in (None, "UTF-8"):
        said = catalogue(recorder.run.lang, "table")["decoded"]
        recorder.run.talk(fill(said, {"file": file, "encoding": encoding}))
    if base := base_of(file, data, sheets):
        if asked:
            raise refuse("only_of_tables", option=OPTION)
        from ltzplan.cli.form_import import read_form  # noqa: PLC0415 - only for a form

        return read_form(recorder, file, data, sheets, base)
    from ltzplan.cli.report_import import read_reports  # noqa: PLC0415 - only for a table of reports

    return read_reports(recorder, file, data, sheets, asked)
