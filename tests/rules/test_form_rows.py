"""A form that comes back: rows by what they are about, cells three ways."""

import pytest

from ltzplan.model.form import BaseRow, BaseSheet, Stood
from ltzplan.model.table import Cell, Sheet
from ltzplan.rules.form_rows import compared, filled

TITLES = {"task": "Id", "title": "Task", "percent": "Percent (%)", "text": "Done", "measure": "Measure"}
BASE = BaseSheet(
    kind="reports",
    name="Reports",
    titles=TITLES,
    open=("percent", "text", "measure"),
    rows=(
        BaseRow(key={"task": "T1"}, shown={"task": "T1", "title": "A road"}, made={"measure": "works"}),
        BaseRow(key={"task": "T2"}, shown={"task": "T2", "title": "A bridge"}),
    ),
)
HEAD = tuple(TITLES.values())


def sheet(*rows, name="Reports"):
    listed = (("A form",), *rows)
    width = max(map(len, listed))
    cells = (tuple(Cell(row[x] if x < len(row) else "", f"{'ABCDE'[x]}{y}") for x in range(width)) for y, row in enumerate(listed, 1))
    return Sheet(name=name, rows=tuple(cells))


def read(*rows, head=HEAD, base=BASE):
    """Give what rows below the head were filled in with, and what is wrong by cell."""
    found = filled(base, sheet(head, *rows))
    assert found
    told = [(one.of and one.of.key["task"], {column: one.cells[column].text for column in one.touched}) for one in found.rows]
    return told, [(one.cell.at, one.finding.code) for one in found.faults]


@pytest.mark.parametrize(
    ("then", "now", "outcome"), [("40", "40", "filled"), ("40", "60", "there"), ("40", "50", "stale"), ("", "50", "stale"), ("60", "60", "filled")]
)
def test_a_cell_is_compared_with_what_was_said_then_and_is_now(then, now, outcome):
    assert compared(Stood(value=then), "60", Stood(value=now, record="x")) == outcome


def test_what_was_not_filled_in_is_nothing():
    """A cell that was made with a value and holds it, or is emptied, tells nothing."""
    assert read(("T1", "A road", "", "", "works"), ("T2", "A bridge", "", "", "")) == ([], [])
    assert read(("T1", "A road", "", "", "")) == ([], [])


def test_a_row_is_known_by_its_locked_cells_wherever_it_stands():
    rows = (("T2", "a  BRIDGE", "30", "", "money"), ("T1", "A road", "", "paved", "works"), ("T1", "A road", "", "again", ""), ("", "", "", "", ""))
    told, wrong = read(*rows)
    assert told == [("T2", {"percent": "30", "measure": "money"}), ("T1", {"text": "paved"}), ("T1", {"text": "again"})]
    assert wrong == []


def test_columns_are_known_by_their_heads():
    told, _ = read(("works", "paved", "A road", "T1", "40"), head=("Measure", " done", "Task", "Id", "PERCENT（%）"))
    assert told == [("T1", {"percent": "40", "text": "paved"})]


def test_a_locked_cell_that_was_changed_is_named_and_its_row_left_out():
    assert read(("T9", "A road", "40", "", "works"), ("T2", "A brook", "", "", "")) == ([], [("A3", "form_locked"), ("B4", "form_locked")])
    found = filled(BASE, sheet(HEAD, ("T9", "A road", "40")))
    assert found
    assert found.faults[0].finding.params == {"value": "T9", "was": "T1"}


def test_a_row_that_may_be_two_or_none_is_named_where_it_tells_anything():
    assert read(("T1", "A bridge", "40", "", ""), ("T9", "A wood", "", "x", "")) == ([], [("A3", "form_row"), ("A4", "form_row")])
    assert read(("Filled in by:", "Li", "", "", "")) == ([], []), "a note below the table"


def test_a_row_of_a_sheet_for_something_new_is_of_nothing():
    base = BaseSheet(kind="problems", name="New", titles={"tasks": "Task", "text": "What"}, open=("tasks", "text"))
    found = filled(base, sheet(("Task", "What"), ("T1", ""), ("", "")))
    assert found
    [row] = found.rows
    assert (row.of, row.first.at, [*row.told], [*row.lacks("tasks", "text")]) == (None, "A3", ["tasks"], ["text"])


def test_a_sheet_is_told_by_its_head():
    """One of which most is there is named with what it lacks; any other is another sheet."""
    lacking = filled(BASE, sheet(("Id", "Task", "Percent (%)")))
    assert lacking
    assert [(one.cell.at, one.finding.params["titles"]) for one in lacking.faults] == [("A2", "Done; Measure")]
    assert filled(BASE, sheet(("Id", "Name"))) is None
    assert filled(BASE, Sheet(name="Empty", rows=())) is None


def test_what_the_form_was_made_with_and_has_no_row_any_more_is_gone():
    """A row that is there and tells nothing is not; and where one is not known, it may be that."""
    assert gone(("T1", "A road", "", "", "")) == ["T2"]
    assert gone(("T2", "A bridge", "40", "", ""), ("T1", "A road", "", "", "")) == []
    assert gone(("T1", "A road", "", "", ""), ("T9", "Unknown", "40", "", "")) == []
    assert gone(head=(*HEAD[:-1], "Other")) == []


def gone(*rows, head=HEAD):
    return [one.key["task"] for one in filled(BASE, sheet(head, *rows)).gone]
