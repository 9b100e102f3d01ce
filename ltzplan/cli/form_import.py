"""A form that comes back as the records that it tells: one of each row that was filled in, where nothing else was said since."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import field

from ltzplan.cli.recorder import Recorder
from ltzplan.cli.report_import import NOTHING, Row, as_told, date_of_same, place_of, row_faults, wholes
from ltzplan.cli.run import Run
from ltzplan.cli.typed import Typed
from ltzplan.dataclass import dataclass
from ltzplan.issues import Issue, Locator, LtzError, Place, Steps, refuse
from ltzplan.model.form import BASE, FormBase, SheetKind, Stood
from ltzplan.model.records import Record
from ltzplan.model.table import Cell, Sheet
from ltzplan.model.values import Day
from ltzplan.reports.form import WHOLE, moved_last, said_last, speaker, value_of
from ltzplan.rules.again import said_already
from ltzplan.rules.form_rows import FilledRow, FilledSheet, compared, filled
from ltzplan.rules.offices import shares
from ltzplan.rules.references import unknown
from ltzplan.rules.rhythm import last_month, span
from ltzplan.store.batch_file import Told
from ltzplan.store.form_file import plan_digest
from ltzplan.store.sheet_forms import CellForms, forms_of
from ltzplan.text.speech import say
from ltzplan.views.findings import SHOWN, some, visible

KINDS: Mapping[SheetKind, str] = {"reports": "update", "orders": "reply", "problems": "problem"}
"""The kind of record that a row of a sheet tells."""
_LISTED = {"stage": "stages", "measure": "measures", "forecast": "forecasts"}
"""The columns of what the plan has a list of."""


@dataclass(frozen=True, kw_only=True)
class FormReading:
    """A form being read, for an office that imports it."""

    recorder: Recorder
    base: FormBase
    file: str

    def place(self, sheet: str, cell: Cell) -> Place:
        """Where a cell stands."""
        return place_of(self.file, sheet, cell)


@dataclass(frozen=True, kw_only=True)
class RowRead:
    """A row as it was read."""

    row: Row
    told: Told
    wrong: list[Issue] = field(default_factory=list)


def read_form(
    recorder: Recorder, file: str, data: bytes, sheets: Sequence[Sheet], base: FormBase
) -> tuple[list[Told], Locator, dict[int, list[Issue]]]:
    """Return the records of a form, what gives the cell of each value, and what is wrong in them by number.

    What was said since the form was made is asked about; where nobody can be asked it is wrong. LtzError for a form of another plan, or of an office that it has no more.
    """
    run, plan = recorder.run, recorder.plan
    if base.plan != plan.header.id:
        raise refuse("form_of_other_plan", Place(file=file), found=base.plan, known=plan.header.id)
    if gone := [one.at(Place(file=file)) for one in unknown("offices", base.office, plan.offices)]:
        raise LtzError(*gone)
    whose = {
        "office": recorder.names.of("offices", base.office),
        "period": recorder.names.period(base.period, "fill.month"),
    }
    run.talk(say(run.lang, "fill.of", **whose))
    if base.digest != plan_digest(plan):
        run.talk(say(run.lang, "fill.plan_changed"))
    reading = FormReading(recorder=recorder, base=base, file=file)
    rows = [*_rows(reading, forms_of(file, data), [one for one in sheets if one.name != BASE])]

    def place(path: Steps, *, key: bool = False) -> Place:  # noqa: ARG001 - a cell is value and key
        row = rows[int(path[1])].row
        steps = [".".join(map(str, path[2 : 2 + count])) for count in (2, 1)]
        cell = next((row.cells[one] for one in steps if one in row.cells), None)
        return place_of(file, row.sheet, cell or next(iter(row.cells.values())))

    return [one.told for one in rows], place, {at: one.wrong for at, one in enumerate(rows) if one.wrong}


def _rows(reading: FormReading, forms: CellForms, sheets: Sequence[Sheet]) -> Iterator[RowRead]:
    """Yield what each row tells that is to be stored, and what keeps one from it; what is wrong beside them comes last."""
    run, found = reading.recorder.run, [*_sheets(reading, forms, sheets)]
    rows = [(sheet, row, _row(reading, sheet, row)) for sheet in found for row in sheet.rows]
    whole = wholes(run, (cells for _, _, cells in rows))
    for sheet, row, cells in rows:
        faults = [*row_faults(reading.file, cells, forms, whole), *_faults(reading, sheet, row, cells)]
        knows = not faults or sheet.base.kind == "reports"
        told = _told(reading, sheet, row, cells, whole=cells.sheet in (whole or ())) if knows else {}
        stale = [] if faults else [*_stale(reading, sheet, row, told)]
        if not stale or not run.asks:
            yield RowRead(row=cells, told=told, wrong=faults or stale)
        elif _agreed(reading.recorder, stale):
            yield RowRead(row=cells, told=told)
    for sheet in found:
        for fault in sheet.faults:
            wrong = fault.finding.at(reading.place(sheet.name, fault.cell))
            yield RowRead(row=Row(sheet=sheet.name, cells={"": fault.cell}), told={}, wrong=[wrong])


def _sheets(reading: FormReading, forms: CellForms, sheets: Sequence[Sheet]) -> Iterator[FilledSheet]:
    """Yield the sheets of a form as they were filled in, wherever they stand; which are not there is said."""
    run, shown = reading.recorder.run, [_shown(forms, one) for one in sheets]
    absent = list[str]()
    for base in reading.base.sheets:
        found = [one for sheet in shown if (one := filled(base, sheet))]
        yield from found
        _tell_gone(run, found)
        absent += [] if found else [visible(base.name)]
    if len(absent) == len(reading.base.sheets):
        raise refuse("form_damaged", Place(file=reading.file))
    if absent:
        run.talk(say(run.lang, "fill.no_sheet", names=some(absent, SHOWN)))


def _tell_gone(run: Run, sheets: Sequence[FilledSheet]) -> None:
    """Say which rows of a sheet are in none of its copies: of these nothing is stored."""
    first, *copies = [one.gone for one in sheets] or [()]
    gone = [one for one in first if all(one in others for others in copies)]
    if gone:
        named = [visible(" ".join(one.shown.values())) for one in gone]
        run.talk(
            say(
                run.lang, "fill.gone", count=len(gone), rows=some(named, SHOWN), sheet=visible(sheets[0].name)
            )
        )


def _shown(forms: CellForms, sheet: Sheet) -> Sheet:
    """Return a sheet in which a cell tells what it shows, and a formula without a value that it has none."""
    shown = forms.shown(sheet)
    failed = {at for name, at in forms.formulas if name == sheet.name}
    rows = tuple(
        tuple(Cell(NOTHING, one.at) if one.at in failed and not one.text else one for one in row)
        for row in shown.rows
    )
    return Sheet(name=sheet.name, rows=rows)


def _row(reading: FormReading, sheet: FilledSheet, row: FilledRow) -> Row:
    """Return a row with what its locked cells stand for, its drop-downs as the ids that they mean."""
    base, first = reading.base, row.first.at
    key = row.of.key if row.of else {}
    about = {**key, **({"on_behalf_of": base.office} if base.office != reading.recorder.office else {})}
    cells = {name: Cell(id, first) for name, id in about.items()}
    for column, cell in row.cells.items():
        known = base.lists.get(f"{column}.{key['task']}" if column == "parts" else column, {})
        cells[column] = Cell(known.get(cell.text, cell.text), cell.at)
    if "measure" not in row.touched and "percent" not in row.told:
        cells.pop("measure", None)
    share = cells.pop("share", None)
    if share and share.text not in ("", WHOLE):
        cells["city"] = share
    return Row(sheet=sheet.name, cells=cells)


def _faults(reading: FormReading, sheet: FilledSheet, row: FilledRow, cells: Row) -> Iterator[Issue]:
    """What must stand in a row that was filled in, and does not, and a problem that is no more; that an order was received needs no words."""
    asked = row.of.key.get("problem") if row.of else None
    if asked and asked not in reading.recorder.state.problems:
        place = reading.place(sheet.name, row.first)
        yield Issue(code="unknown_record", place=place, params={"value": asked})
    needs = {"reports": (), "orders": ("says", "text"), "problems": ("tasks", "text")}[sheet.base.kind]
    received = sheet.base.kind == "orders" and cells.cells["says"].text == "received"
    columns = needs[:1] if received else needs
    if sheet.base.kind == "reports" and _is_of_several(reading, sheet, row):
        columns = ("share",)
    for column in row.lacks(*columns):
        params = {"title": sheet.base.titles[column]}
        yield Issue(code="form_empty", place=reading.place(sheet.name, row.cells[column]), params=params)


def _is_of_several(reading: FormReading, sheet: FilledSheet, row: FilledRow) -> bool:
    """Whether it must be said if a figure is the member's own or of all: members share the task, and no part was named."""
    plan, city = reading.recorder.plan, reading.recorder.plan.offices[reading.base.office].city
    task = plan.task(row.of.key["task"]) if row.of else None
    figure = "share" in sheet.base.open and not {"percent", "count"}.isdisjoint(row.told)
    return figure and task is not None and shares(task, city) and "parts" not in row.told


def _told(reading: FormReading, sheet: FilledSheet, row: FilledRow, cells: Row, *, whole: bool) -> Told:
    """Return a row as a record says it: a report of the form's period, an answer to the last move, a new problem."""
    recorder, kind = reading.recorder, sheet.base.kind
    told = as_told(recorder, cells, whole=whole, kind=KINDS[kind])
    for name in [one for one in told if "." in one]:
        group, _, id = name.partition(".")
        within = told.setdefault(group, {})
        assert isinstance(within, dict)
        within[id] = told.pop(name)
    if "nil" in told:
        told["nil"] = told["nil"] == "true" or told["nil"]
    if kind == "orders":
        told["answers"] = recorder.state.problems[str(told.pop("problem"))].last_move
    elif "tasks" in told:
        told["tasks"] = [told["tasks"]]
    if "date" in row.told and kind == "reports":
        told["date"] = _day(reading, str(told["date"]))
    elif "date" not in row.told:
        day = _date(reading) if kind == "reports" else recorder.now.date().isoformat()
        told["date"] = date_of_same(recorder, told, day)
    return told


def _record(recorder: Recorder, told: Told) -> Record | None:
    """Return the record that a row tells; None where something is wrong with it, which is said as it is made."""
    with suppress(LtzError):
        return recorder.checked(told)
    return None


def _day(reading: FormReading, typed: str) -> str:
    """A day of a report as files write it: one without a year is the last before the form's period is over."""
    recorder = reading.recorder
    by = min(span([reading.base.period])[1], recorder.now.date())
    day = Typed(recorder.plan, recorder.run.lang, by).day(typed)
    return day if isinstance(day, str) else typed


def _date(reading: FormReading) -> str:
    """The date of a report: the last month of the form's period, while that is to come the running one."""
    last, today = last_month(reading.base.period), reading.recorder.now.date()
    return last if Day.parse(last).first <= today else f"{today:%Y-%m}"


def _stale(reading: FormReading, sheet: FilledSheet, row: FilledRow, told: Told) -> Iterator[Issue]:
    """What was said otherwise since the form was made, of the cells that were filled in; what the office said of the same is corrected."""
    recorder = reading.recorder
    record = _record(recorder, told)
    if row.of is None or record is None or any(said_already(recorder.plan, recorder.state, record)):
        return
    now = _now(reading, sheet.base.kind, row)
    for column in (one for one in row.touched if one != "share"):
        then, stands = row.of.stood.get(column, Stood()), now.get(column, Stood())
        if compared(then, value_of(recorder.plan, record, column.partition(".")[0]), stands) == "stale":
            names = recorder.names
            said = {"base": then, "now": stands}
            params = {key: _word(reading, column, one.value) for key, one in said.items()}
            params |= {
                "value": row.cells[column].text,
                "id": names.short(stands.record or "") or names.say("none"),
            }
            yield Issue(code="form_stale", place=reading.place(sheet.name, row.cells[column]), params=params)


def _now(reading: FormReading, kind: SheetKind, row: FilledRow) -> Mapping[str, Stood]:
    """Return what the records say now of what a row is about, by column."""
    plan, state, key = reading.recorder.plan, reading.recorder.state, row.of.key if row.of else {}
    if kind == "orders":
        return {"says": moved_last(state.problems[key["problem"]], key["unit"])}
    task = state.tasks[key["task"]]
    return said_last(plan, task, speaker(plan, task.task, reading.base.office, key.get("city")))


def _word(reading: FormReading, column: str, value: str) -> str:
    """Return a value as a form shows it."""
    names = reading.recorder.names
    if not value:
        return names.say("fill.empty")
    return names.short(value) if column == "says" else names.of(_LISTED.get(column, ""), value)


def _agreed(recorder: Recorder, stale: Sequence[Issue]) -> bool:
    """Ask whether what a form says is to be stored all the same, cell by cell; that it is not is said."""
    run = recorder.run
    for one in stale:
        at = one.place.file if one.place else ""
        if not run.agrees(say(run.lang, "fill.ask", at=at, **one.params)):
            run.talk(say(run.lang, "fill.kept", at=at))
            return False
    return True
