"""Tables of reports: which row is the head, what its columns hold, and which rows say something."""

import pytest

from ltzplan.model.table import Cell, Sheet
from ltzplan.rules.report_table import find_reports, may_be_whole

WORDS = {"task": ["任务", "task"], "date": ["日期"], "percent": ["完成率"], "text": ["进展情况", "text"]}


def found(*rows):
    cells = ((Cell(text, f"{'ABCDEF'[x]}{y}") for x, text in enumerate(row.split("|"))) for y, row in enumerate(rows, 1))
    return find_reports(Sheet(name="", rows=tuple(map(tuple, cells))), WORDS)


def test_the_head_is_the_first_row_with_a_task_and_another_column():
    """Width, blanks and what stands in brackets do not count; what is no column of a report, or one again, is left out."""
    table = found(
        "任务||||", "Ｔask|日 期|完成率（％）|备注|text", "A1|2026-09|80%|x|/", "|||y|", "A2||—||", "||||z", "Ｔask|日 期|完成率（％）|备注|text"
    )
    assert [{field: cell.text for field, cell in row.items()} for row in table.rows] == [
        {"task": "A1", "date": "2026-09", "percent": "80%", "text": ""},
        {"task": "", "date": "", "percent": "", "text": "z"},
    ]
    assert [*map(tuple, table.left_out)] == [("备注", "D2")]
    assert table.silent == 1
    assert [one.at for one in found("任务|进展情况|text", "A1|x|y").left_out] == ["C1"]


@pytest.mark.parametrize("head", ["任务|other", "日期|完成率", ""])
def test_a_sheet_without_such_a_row(head):
    assert found(head, "A1|2026-09") is None


def test_a_percent_that_may_be_a_share_of_1():
    asked = ["0.8", "1", "1.0", ".5", "0,25", "０.8"]
    assert [one for one in (*asked, "0", "0.0", "1.5", "80", "0.8%", "", "x") if may_be_whole(one)] == asked
