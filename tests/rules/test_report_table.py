"""Tables of reports: which row is the head, what its columns hold, and which rows say something."""

import pytest

from ltzplan.model.table import Cell, Sheet
from ltzplan.rules.report_table import REMARKS, find_reports, head_key, may_be_whole
from ltzplan.rules.typed import NONE

WORDS = {"task": ["任务", "task", "序号"], "date": ["日期"], "percent": ["完成率"], "text": ["进展情况", "text"], "on_behalf_of": ["单位"], REMARKS: ["备注"]}


def found(*rows, told=NONE):
    cells = ((Cell(text, f"{'ABCDEF'[x]}{y}") for x, text in enumerate(row.split("|"))) for y, row in enumerate(rows, 1))
    return find_reports(Sheet(name="", rows=tuple(map(tuple, cells))), WORDS, told)


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


def test_of_several_columns_of_a_task_the_word_that_says_more_counts_and_remarks_are_a_text_where_there_is_no_other():
    table = found("序号|任务|日期|备注", "1|A1|2026-09|x")
    assert [{field: cell.text for field, cell in row.items()} for row in table.rows] == [{"task": "A1", "date": "2026-09", "text": "x"}]
    assert ([one.at for one in table.left_out], table.only_remarks) == (["A1"], False)
    assert [found(f"任务|{heads}", "A1|x|y").only_remarks for heads in ("备注|单位", "备注|", "单位|备注", "进展情况|备注", "完成率|单位")] == [True, True, True, False, False]


def test_columns_are_told_by_their_heads():
    told = {head_key("什么事 *"): "task", head_key("怎么样"): "text", head_key("日期"): "received"}
    table = found("什么事（简称）|怎么样|日期", "A1|x|2026-09", told=told)
    assert [[*row] for row in table.rows] == [["task", "text", "received"]]


@pytest.mark.parametrize("head", ["任务|other", "日期|完成率", ""])
def test_a_sheet_without_such_a_row(head):
    assert found(head, "A1|2026-09") is None


def test_a_percent_that_may_be_a_share_of_1():
    asked = ["0.8", "1", "1.0", ".5", "0,25", "０.8"]
    assert [one for one in (*asked, "0", "0.0", "1.5", "80", "0.8%", "", "x") if may_be_whole(one)] == asked
