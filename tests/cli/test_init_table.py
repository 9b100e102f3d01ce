"""`ltz init DIR --from FILE`: from the table of an office to a plan that every verb reads."""

import json
from pathlib import Path

import docx
import openpyxl
import pytest

from ltzplan.store.planfile import read_plan
from tests.cli.written import newest

ROWS = (
    ("2027年示例分工表", "", "", "", ""), ("序号", "重点任务", "牵头单位", "配合单位", "完成时限"), ("一、交通", "", "", "", ""),
    ("1", "修路", "市交通局", "甲区和乙区", "6月底前"), ("2", "架桥", "交通局", "甲区、乙区", "通车前"), ("二、民生", "", "", "", ""),
    ("1", "办学", "市教育局", "", "长期"), ("注：由秘书处解释", "", "", "", ""),
)  # fmt: skip
WIDE = (0, 2, 5, 7)
"""The rows of one cell."""


@pytest.fixture(autouse=True)
def here(tmp_path, world, monkeypatch):
    (world / ".gitconfig").write_text("[user]\n\tname = Tester\n\temail = tester@example.org\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LTZ_LANG", "zh")


def csv():
    Path("t.csv").write_bytes("\n".join(",".join(row) for row in ROWS).encode("gb18030"))
    return "t.csv"


def workbook():
    book = openpyxl.Workbook()
    book.active.append(["not", "this", "one"])
    for name in ("表", "又"):
        sheet = book.create_sheet(name)
        for row in ROWS:
            sheet.append(row)
        for at in WIDE:
            sheet.merge_cells(start_row=at + 1, end_row=at + 1, start_column=1, end_column=5)
    book.save("t.xlsx")
    return "t.xlsx"


def document():
    made = docx.Document()
    made.add_table(1, 1)
    table = made.add_table(len(ROWS), 5)
    for at, row in enumerate(ROWS):
        for column, text in enumerate(row):
            table.cell(at, column).text = text
        if at in WIDE:
            table.cell(at, 0).merge(table.cell(at, 4))
    made.save("t.docx")
    return "t.docx"


@pytest.mark.parametrize("made", [csv, workbook, document])
def test_a_table_becomes_a_plan_that_every_verb_reads(ltz, git, golden, monkeypatch, made):
    done = ltz("init", "mine", "--from", made())
    assert (done.code, done.out) == (0, "mine\n"), done.err
    golden(f"{made.__name__}.txt", done.err)
    of, _, plan = Path("mine/data/tasks.yaml").read_text(encoding="utf-8").partition("\n")
    assert "t." in of
    golden("tasks.yaml", plan)
    assert git(Path("mine"), "status", "--porcelain") == ""
    monkeypatch.chdir("mine")
    done = ltz("validate")
    assert (done.code, "error" in done.err) == (0, False), done
    rows = json.loads(ltz("list", "tasks", "--format", "json").out)["tasks"]
    assert [(one["id"], one["title"], one["due"]) for one in rows] == [("A1", "修路", "2027-06-30"), ("A2", "架桥", None), ("B1", "办学", None)]
    for verb in ("status", "todo", "escalate", "show"):
        assert ltz(verb, *(["A1"] if verb == "show" else [])).code == 0


def test_columns_are_told_and_a_sheet_is_chosen(ltz):
    book = openpyxl.Workbook()
    for row in (["What", "Who", "Until"], [1, "Roads, Parks", "June 2027"]):
        book.active.append(row)
    book.create_sheet("other")
    book.save("t.xlsx")
    told = ("--map", "What=task", "--map", "Who=责任单位", "--map", "Until=due", "--sheet", "1", "--lead", "first", "--lang", "en")
    assert ltz("init", "mine", "--from", "t.xlsx", *told).code == 0
    plan, _ = read_plan("", Path("mine/data/tasks.yaml").read_bytes())
    [task] = plan.tasks
    assert (plan.header.name, plan.header.language, plan.header.ends.text, task.name, task.target.due.text) == ("t", "en", "2027-12-31", "1", "2027-06")
    assert [[one.name for one in who] for who in (task.lead_units, task.supporting_units)] == [["Roads"], ["Parks"]]


def test_a_percent_is_of_the_one_measure_of_such_a_plan_however_it_is_told(ltz, monkeypatch):
    """Typed, imported or filled into a form; the record says so."""
    Path("t.csv").write_text("重点工作,完成时限\n修路,2026-09-30\n架桥,2026-12-31\n", encoding="utf-8")
    assert ltz("init", "mine", "--from", "t.csv").code == 0
    monkeypatch.chdir("mine")
    Path("r.csv").write_text("任务,日期,完成率\nT2,2026-09,50%\n", encoding="utf-8")
    assert ltz("form", "-o", "f.xlsx").code == 0
    book = openpyxl.load_workbook("f.xlsx")
    sheet = book.worksheets[0]
    heads = [str(one.value) for one in sheet[3]]
    assert "口径" not in heads
    sheet.cell(4, heads.index("完成率（%）") + 1).value = 30
    book.save("g.xlsx")
    ids = [ltz(*words.split()) for words in ("import g.xlsx", "update T1 --percent 40 --date 2026-11-20", "import r.csv")]
    assert [one.code for one in ids] == [0, 0, 0], ids
    assert [newest(Path(), one.out.strip())[0]["measure"] for one in ids] == ["progress"] * 3


def test_within_another_repository_the_line_to_paste_asks_for_the_same(ltz, repository):
    repository(Path())
    Path("a\tb.csv").write_text("What,Due\nTrees,2026", encoding="utf-8")  # a name that no plan file may hold
    done = ltz("init", "mine", "--from", "a\tb.csv", "--map", "What=task", "--lang", "en")
    assert (done.code, "--map What=task --own-git" in done.err.replace("'", "")) == (0, True), done.err
