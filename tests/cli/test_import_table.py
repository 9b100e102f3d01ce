"""`ltz import` of a table of reports and of JSON Lines: read as it shows, stored once, corrected only where that is said."""

import re
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook

from ltzplan.cli.report_import import report_words
from ltzplan.cli.run import Run
from tests.build import plan
from tests.cli.written import batch, files, record

ROWS = (
    ("2026年9月进展",), ("序号", "任务", "日期", "阶段", "完成率", "口径", "进展情况", "填报单位"),
    (1, "样例大道", date(2026, 9, 30), "推进", 0.815, "工程量", "路基完成", "north"), (2, "A2", date(2026, 9, 1), None, 40, "works", None, None),
    (3, "B1"), (4, "B1", "2026-09-12 08:30", None, None, None, "开工", None),
)  # fmt: skip


@pytest.fixture(autouse=True)
def here(blank, monkeypatch):
    monkeypatch.setenv("LTZ_LANG", "zh")
    monkeypatch.setenv("LTZ_OFFICE", "north")


def workbook(formula=None):
    book = Workbook()
    sheet = book.active
    sheet.title = "进展"
    for row in ROWS:
        sheet.append(row)
    sheet["E3"].number_format, sheet["C4"].number_format = "0.0%", 'yyyy"年"m"月"'
    sheet["G4"] = formula
    book.create_sheet("其他")["A1"] = "无关"
    book.save("r.xlsx")
    return "r.xlsx"


def table(*rows, name="r.csv"):
    Path(name).write_text("\n".join(("task,date,percent,measure,text,by whom", *rows)), encoding="utf-8")
    return name


def test_a_workbook_is_read_as_it_shows_and_stored_once(blank, ltz):
    shown = ltz("import", workbook(), "--dry-run")
    assert shown.code == 0 and not files(blank)
    for line in ("未读的工作表：其他", "未读的栏：进展!A2 序号", "1行只有任务", "r.xlsx:进展!B3：A1", "81.5%"):
        assert line in shown.err
    done = ltz("import", "r.xlsx")
    assert shown.out == done.out
    first, second, third = (record(blank, id) for id in done.out.split())
    assert (first["task"], first["date"], first["percent"], first["stage"]) == ("A1", "2026-09-30", "81.5", "under_way")
    assert (second["date"], second["percent"], third["date"]) == ("2026-09", "40", "2026-09-12")
    assert "on_behalf_of" not in first
    again = ltz("import", "r.xlsx")
    assert (again.code, again.out) == (0, "") and "导入0条，已有3条" in again.err.replace(" ", "")


def test_a_text_stays_as_it_was_typed_whatever_the_format_of_its_cell(blank, ltz):
    """A column of percents may hold texts: 40 typed as one is no 4000%, and the number of a chapter is no number."""
    book = Workbook()
    for row in (ROWS[1], (1, "A1", "2026-09-30", "推进", "40", "works", "1.2.3")):
        book.active.append(row)
    for cell in book.active[2]:
        cell.number_format = "0%"
    book.save("r.xlsx")
    done = ltz("import", "r.xlsx")
    assert done.code == 0, done.err
    [said] = [record(blank, id) for id in done.out.split()]
    assert (said["percent"], said["text"]) == ("40", "1.2.3")


def test_a_formula_counts_by_the_value_that_is_stored_with_it(blank, ltz):
    """One that has none is named; of all the others it is said that they are formulas."""
    said = ltz("import", workbook('="a"&"b"')).err
    assert "r.xlsx:进展!G4: " in said and "由公式算得" not in said
    with ZipFile("r.xlsx") as book:
        parts = {name: book.read(name) for name in book.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    worked_out, count = re.subn(rb'(<c r="G4")(.*?)<v ?(/>|></v>)', rb'\1 t="str"\2<v>ab</v>', parts[sheet])
    assert count == 1
    with ZipFile("r.xlsx", "w") as book:
        for name, part in (parts | {sheet: worked_out}).items():
            book.writestr(name, part)
    done = ltz("import", "r.xlsx")
    assert done.code == 0 and "由公式算得，按文件里存的值读：进展!G4" in done.err
    assert "ab" in [record(blank, id).get("text") for id in done.out.split()]


def test_a_correction_is_told_and_stored_only_where_that_is_said(blank, ltz):
    ltz("import", table("A1,2026-09-30,80%,works,begun,north", "A1,2026-09-02,10,works,first,"))
    name = table("A1,2026-09-02,10,works,first,", "A1,2026-09-30,85,works,,", "B1,2026-09,,,new,")
    told = ltz("import", name)
    assert (told.code, len(told.out.split())) == (1, 1)
    assert "r.csv:C3：" in told.err and "80 → 85" in told.err and "--correct" in told.err
    done = ltz("import", name, "--correct")
    assert done.code == 0, done.err
    said = record(blank, done.out.strip())
    assert (said["percent"], said["text"], len(said["replaces"])) == ("85", "begun", 1), "an empty cell says nothing"
    assert ltz("import", name, "--correct").out == ""


def test_what_is_sound_is_stored_where_a_part_is_enough(blank, ltz):
    name = table("A1,2026-09,80,works,,", "Z9,2026-09,,,x,", "A2,2026-13-01,,,x,", "B1,2026-09,0.8,works,,", "B1,2017-09,5,works,,")
    said = ltz("import", name).err
    assert not files(blank)
    assert [line.partition(":")[2][:2] for line in said.splitlines() if line.startswith("r.csv")] == ["A3", "B4", "C5"]
    done = ltz("import", name, "--partial")
    assert (done.code, len(done.out.split())) == (1, 1)
    assert "r.csv:A6: " in done.err, "what has no effect or makes no sense is left out too"


def test_a_unit_of_the_task_stands_for_the_office_that_reports_for_it(blank, ltz):
    done = ltz("--office", "secretariat", "import", table("A1,2026-09,,,begun,北样市交通局"))
    assert record(blank, done.out.strip())["on_behalf_of"] == "north"
    assert ltz("--office", "secretariat", "import", table("A1,2026-09,,,begun,南样市自然资源局")).code == 2


def test_a_percent_of_at_most_1_is_asked_about(blank, ltz, monkeypatch):
    asked = []
    monkeypatch.setattr(Run, "asks", True)
    monkeypatch.setattr(Run, "agrees", lambda _, question: asked.append(question) or True)
    done = ltz("import", table("A1,2026-09,0.8,works,,", "A2,2026-09,1,works,,", "B1,2026-09,55%,works,,"))
    assert [record(blank, id)["percent"] for id in done.out.split()] == ["80", "100", "55"]
    assert len(asked) == 1 and "C2" in asked[0]


def test_a_count_is_of_as_many_as_was_reported_last(blank, yes, ltz):
    Path("r.csv").write_text("任务,日期,完成数\nA1,2026-08,5/12\n", encoding="utf-8")
    first = yes("import", "r.csv").strip()
    Path("r.csv").write_text("任务,日期,完成数\nA1,2026-09,6\nZ9,2026-09,7\nA1,2026-09,2026-05-12\n", encoding="utf-8")
    done = ltz("import", "r.csv", "--partial")
    said = [record(blank, id)["count"] for id in (first, done.out.strip())]
    assert said == [{"done": 5, "total": 12}, {"done": 6, "total": 12}]
    assert "r.csv:A3: " in done.err and "r.csv:C4: " in done.err


def test_json_lines_are_a_batch(blank, ltz, yes):
    lines = ('{"label": "a", "kind": "problem", "tasks": ["A1"], "date": "2026-09", "text": "x"}', "", '{"kind": "update", "task": "A1", "date": "2026-09", "percent": 4.5, "measure": "works", "replaces": null}')  # fmt: skip
    Path("r.jsonl").write_text("\n".join(lines), encoding="utf-8")
    ids = yes("import", "r.jsonl").split()
    assert record(blank, ids[1])["percent"] == "4.5"
    Path("r.jsonl").write_text(lines[2].replace("A1", "Z9"), encoding="utf-8")
    assert "r.jsonl:1: " in ltz("import", "r.jsonl").err


def test_a_word_over_a_column_means_one_field():
    words = [word for said in report_words(plan()).values() for word in {*said}]
    assert len(words) == len({*words})


def test_a_refused_table_says_that_nothing_was_stored_and_how_a_part_is(blank, ltz) -> None:
    (blank / "x.csv").write_text("task,date,text\nA1,2026-11,x\nZzz,2026-11,y\n", encoding="utf-8")
    assert "nothing of it was stored; to store the rows that are sound, add --partial" in ltz("import", "x.csv", "--lang", "en").err
    Path("y.csv").write_bytes(b"a\0b")
    for words in (("x.csv", "--map", "nothing"), ("y.csv",)):
        assert "--partial" not in ltz("import", *words, "--lang", "en").err, "no row of it is sound"
    assert "--partial" not in ltz("import", batch(blank, "records:\n- {kind: update, task: Zzz}\n"), "--lang", "en").err
