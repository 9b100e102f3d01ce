"""A table of reports as the records that it tells: its columns by their words, each cell as it would be typed."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import fields, replace
from decimal import Decimal

from ltzplan.cli.column_map import mapped, refuse_strange
from ltzplan.cli.from_table import column_words, heads_seen
from ltzplan.cli.recorder import Recorder
from ltzplan.cli.run import Run
from ltzplan.dataclass import dataclass
from ltzplan.issues import Issue, Locator, LtzError, Place, Steps, refuse
from ltzplan.languages import LANGS
from ltzplan.model.plan import Plan
from ltzplan.model.records import Update
from ltzplan.model.table import Cell, Sheet
from ltzplan.rules.again import said_undated
from ltzplan.rules.offices import office_of_city
from ltzplan.rules.report_table import REMARKS, Cells, ReportTable, find_reports, head_key, may_be_whole
from ltzplan.rules.table_head import WHOSE, find_head
from ltzplan.rules.typed import plain, several
from ltzplan.store.batch_file import Told
from ltzplan.store.sheet_forms import CellForms, forms_of
from ltzplan.text.speech import catalogue, say
from ltzplan.views.findings import SHOWN, some, visible
from ltzplan.views.names import Names

NOT_COLUMNS = {"nil", "background", "reopen", "source", "evidence", "replaces", "entered", "format", "notes"}
"""The fields of a report that no column tells."""
_FAILED = re.compile(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!)")
"""What a formula shows that fails."""
NOTHING = "form.nothing"
"""What is said of the value of a formula that has none."""
_CLOCK = re.compile(r"[ T][0-9]{1,2}:[0-9]{2}(:[0-9]{2})?$")


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row of a sheet that tells a report."""

    sheet: str
    cells: Cells


def read_reports(
    recorder: Recorder, file: str, data: bytes, sheets: Sequence[Sheet], asked: Sequence[str]
) -> tuple[list[Told], Locator, dict[int, list[Issue]]]:
    """Return the reports of the tables of a file that was read, what gives the cell of each value, and what is wrong in rows by number.

    What its columns hold may be `asked`, as COLUMN=FIELD; what is left out is said. LtzError for a file without such a table.
    """
    run = recorder.run
    forms = forms_of(file, data)
    known = _tables(recorder, file, [forms.shown(one) for one in sheets], asked)
    for line in _left_out(run, known, [one.name for one in sheets if one.name not in known]):
        run.talk(line)
    rows = _rows(recorder, known)
    worked_out = [
        address(row.sheet, cell)
        for row in rows
        for cell in row.cells.values()
        if cell.text and (row.sheet, cell.at) in forms.formulas
    ]
    if worked_out:
        run.talk(say(run.lang, "import.formulas", cells=some([*dict.fromkeys(worked_out)], SHOWN)))
    whole = wholes(run, rows)
    wrong = {at: issues for at, row in enumerate(rows) if (issues := [*row_faults(file, row, forms, whole)])}

    def place(path: Steps, *, key: bool = False) -> Place:  # noqa: ARG001 - a cell is value and key
        row = rows[int(path[1])]
        cell = row.cells.get(str(path[2])) if path[2:] else None
        return place_of(file, row.sheet, cell or next(one for one in row.cells.values() if one.text))

    told = [as_told(recorder, row, whole=row.sheet in (whole or ())) for row in rows]
    _date(recorder, [one for one in told if "date" not in one])
    return told, place, wrong


def _rows(recorder: Recorder, known: Mapping[str, ReportTable]) -> list[Row]:
    """Return the rows of tables; that units stand in place of offices is said once."""
    told = [Row(sheet=name, cells=cells) for name, one in known.items() for cells in one.rows]
    rows = [replace(one, cells=_by_office(recorder, one.cells)) for one in told]
    if rows != told:
        recorder.run.talk(say(recorder.run.lang, "import.units"))
    return rows


def _date(recorder: Recorder, undated: Sequence[Told]) -> None:
    """Give reports that tell no date one, and say which."""
    day = recorder.day().isoformat()
    if undated:
        recorder.run.talk(say(recorder.run.lang, "import.undated", count=len(undated), date=day))
    for one in undated:
        one["date"] = date_of_same(recorder, one, day)


def _tables(
    recorder: Recorder, file: str, sheets: Sequence[Sheet], asked: Sequence[str]
) -> dict[str, ReportTable]:
    """Return the tables of reports by their sheets; LtzError where there is none, or it has not the columns that were asked for."""
    words = report_words(recorder.plan)
    told = mapped(asked, words, head_key)
    found = {one.name: find_reports(one, words, told) for one in sheets}
    of_tasks = {one.name for one in sheets if _is_of_tasks(one, found[one.name])}
    known = {name: one for name, one in found.items() if one and name not in of_tasks}
    if not known and of_tasks:
        raise refuse("tasks_not_reports", Place(file=file), file=file)
    if not known:
        raise refuse("no_reports", Place(file=file), **heads_seen(sheets))
    refuse_strange(
        told, {head_key(one.text): one.text for table in known.values() for one in table.head}, file
    )
    return known


def _is_of_tasks(sheet: Sheet, table: ReportTable | None) -> bool:
    """Whether a table says by when tasks are due and whose they are, and reports nothing of them but remarks."""
    if table and table.rows and not table.only_remarks:
        return False
    head = find_head(sheet, column_words(), {})
    return head is not None and bool(head.places["due"]) and any(head.places.get(one) for one in WHOSE)


def _by_office(recorder: Recorder, cells: Cells) -> Cells:
    """Return a row in which the office that reports for them stands in place of units of its task."""
    cell, plan, typed = cells.get("on_behalf_of"), recorder.plan, recorder.typed
    if not (cell and cell.text) or isinstance(typed.entry("offices", cell.text), str):
        return cells
    task = plan.task(str(typed.entry("tasks", cells["task"].text)))
    units = (
        {one.key: one for one in (*(task.lead_units or ()), *(task.supporting_units or ()))} if task else {}
    )
    named = typed.named({id: plan.units.get(id, one) for id, one in units.items()})
    meant = [typed.candidate(named, one, "units") for one in several(cell.text)]
    known = [units[one] for one in meant if isinstance(one, str)]
    offices = {office_of_city(plan, one.city) for one in known}
    if len(known) < len(meant) or len(offices) != 1:
        return cells
    [office] = offices
    return {**cells, "on_behalf_of": Cell(office, cell.at)}


def date_of_same(recorder: Recorder, told: Told, day: str) -> str:
    """Return the date of what tells none: that of what the office said of the same already, else a day."""
    with suppress(LtzError):
        record = recorder.checked({**told, "date": day})
        old = next(said_undated(recorder.plan, recorder.state, record), None)
        return old.record.date.text if old else day
    return day


def report_words(plan: Plan) -> dict[str, list[str]]:
    """Return the fields of a report that columns tell, each with the words by which one is known in any language."""
    names = [*(one.name for one in fields(Update) if one.name not in NOT_COLUMNS), REMARKS]
    words = {
        one: [word for lang in LANGS for word in catalogue(lang, "table").get(f"report.{one}", "").split("|")]
        for one in names
    }
    said = [Names(plan, lang) for lang in LANGS]
    titles = {one: [it.say(f"list.{one}") for it in said] for one in names if one != REMARKS}
    return {one: [*filter(None, words[one]), *titles.get(one, ()), one] for one in names}


def address(sheet: str, cell: Cell) -> str:
    """Name a cell as people do, after its sheet."""
    return f"{visible(sheet)}!{cell.at}" if sheet else cell.at


def place_of(file: str, sheet: str, cell: Cell) -> Place:
    """Where a cell of a file stands."""
    return Place(file=f"{file}:{address(sheet, cell)}")


def _left_out(run: Run, known: Mapping[str, ReportTable], others: Sequence[str]) -> Iterator[str]:
    """Say what is not read: sheets, columns, and rows that say nothing."""
    if others:
        yield say(run.lang, "import.sheets", names=some([*map(visible, others)], SHOWN))
    left = [
        f"{address(name, cell)} {visible(cell.text)}" for name, one in known.items() for cell in one.left_out
    ]
    if left:
        yield say(run.lang, "import.columns", columns=some(left, SHOWN))
    if silent := sum(one.silent for one in known.values()):
        yield say(run.lang, "import.silent", count=silent)


def wholes(run: Run, rows: Iterable[Row]) -> set[str] | None:
    """Return the sheets in which a percent of at most 1 is a share of 1, as was asked; None where nobody can be asked."""
    found = {row.sheet: row.cells["percent"] for row in reversed([*rows]) if _may_be_whole(row)}
    if found and not run.asks:
        return None
    return {
        sheet
        for sheet, cell in found.items()
        if run.agrees(say(run.lang, "import.ask_whole", **_readings(cell), at=address(sheet, cell)))
    }


def _may_be_whole(row: Row) -> bool:
    return "percent" in row.cells and may_be_whole(row.cells["percent"].text)


def _readings(cell: Cell) -> dict[str, str]:
    return {"value": cell.text, "whole": _hundredfold(cell.text)}


def row_faults(file: str, row: Row, forms: CellForms, whole: Collection[str] | None) -> Iterator[Issue]:
    """What keeps a row from being read: a percent that may be two, a formula without a value."""
    if whole is None and _may_be_whole(row):
        cell = row.cells["percent"]
        yield Issue(code="percent_of_two", place=place_of(file, row.sheet, cell), params=_readings(cell))
    for cell in row.cells.values():
        worked_out = (row.sheet, cell.at) in forms.formulas
        if _FAILED.fullmatch(cell.text) or (cell.text in ("", NOTHING) and worked_out):
            params = {"value": cell.text or NOTHING}
            yield Issue(code="formula_without_value", place=place_of(file, row.sheet, cell), params=params)


def _hundredfold(text: str) -> str:
    return f"{Decimal(plain(text).replace(',', '.')).scaleb(2).normalize():f}"


def as_told(recorder: Recorder, row: Row, *, whole: bool, kind: str = Update.kind) -> Told:
    """Return a row as a record of a kind says it: a figure of the whole in percent, a day without its hour, no office that is its own."""
    told = {field: cell.text for field, cell in row.cells.items() if cell.text}
    if whole and may_be_whole(told.get("percent", "")):
        told["percent"] = _hundredfold(told["percent"])
    if "date" in told:
        told["date"] = _CLOCK.sub("", told["date"])
    if recorder.typed.entry("offices", told.get("on_behalf_of", recorder.office)) == recorder.office:
        told.pop("on_behalf_of", None)
    return {"kind": kind, **told}
