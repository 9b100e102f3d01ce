"""`ltz form` and what `ltz import` makes of it: filled in, gone stale, wrong, imported twice, saved by other programs."""

import json
import re
import shutil
import subprocess
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from ltzplan.cli.run import Run
from tests.cli.written import files, record
from tests.conftest import run

REPORTS, ORDERS, PROBLEMS = "进展填报", "交办答复", "新增问题"
HEAD = 3


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """Where what every test begins with is kept, once it is made."""
    return tmp_path_factory.mktemp("form") / "made"


@pytest.fixture(autouse=True)
def here(blank, kept, request, monkeypatch):
    """A report and an order of the north, as its office, and the form of November."""
    monkeypatch.setenv("LTZ_LANG", "zh")
    if not kept.exists():
        request.getfixturevalue("ordered")
        monkeypatch.setenv("LTZ_OFFICE", "north")
        for words in (
            "update A1 --percent 40 --measure works --text 路基完成 --date 2026-10",
            "form -o f.xlsx",
        ):
            assert run(*words.split()).code == 0
        shutil.copytree(blank, kept)
    shutil.copytree(kept, blank, dirs_exist_ok=True)
    monkeypatch.setenv("LTZ_OFFICE", "north")


FORM = "f.xlsx"


def filled(file, put, to="g.xlsx"):
    """Fill in cells by sheet, row below the head and title; the new file."""
    book = load_workbook(file)
    for (name, row, title), value in put.items():
        sheet = book[name]
        column = next(one.column for one in sheet[HEAD] if one.value == title)
        sheet.cell(HEAD + row, column).value = value
    book.save(to)
    return to


FILLED = {
    (REPORTS, 1, "完成率（%）"): 45, (REPORTS, 1, "数据范围"): "各地合计", (REPORTS, 1, "进展情况"): "铺了一半", (REPORTS, 2, "零报告"): "无新情况",
    (REPORTS, 3, "阶段"): "推进", (REPORTS, 3, "日期"): date(2026, 11, 20), (ORDERS, 1, "办理情况"): "签收",
    (PROBLEMS, 1, "任务"): "A2 样例高速", (PROBLEMS, 1, "问题和困难"): "管线迁改", (PROBLEMS, 1, "需协调层面"): "两市部门", (PROBLEMS, 1, "南样市意见"): "同意",
}  # fmt: skip


def parts_of(file):
    with ZipFile(file) as book:
        return {name: book.read(name) for name in book.namelist()}


def packed(parts, to="p.xlsx"):
    with ZipFile(to, "w") as book:
        for name, part in parts.items():
            book.writestr(name, part)
    return to


def test_a_form_asks_what_is_owed_beside_what_was_said(blank):
    book = load_workbook(FORM)
    assert [(one.title, one.sheet_state) for one in book.worksheets][-2:] == [("ltz-lists", "veryHidden"), ("ltz-form", "veryHidden")]
    reports, orders, problems = book.worksheets[:3]
    assert [reports.cell(4, at).value for at in range(1, 6)] == ["A1", "样例大道", "2026-10", "40% 工程量", "路基完成"]
    assert "2026年11月" in reports["A1"].value and "北样市" in reports["A1"].value
    open_ = {one.value for one in reports[HEAD] if not reports.cell(4, one.column).protection.locked}
    assert open_ == {"零报告", "阶段", "完成率（%）", "口径", "数据范围", "进展情况", "下一步", "日期", "组成部分", "年底预计"} and reports.protection.sheet
    assert (reports.freeze_panes, reports.page_setup.orientation, reports.page_setup.paperSize) == ("C4", "landscape", 9)
    assert [one.value for one in orders[4]][:3] == [orders["A4"].value, "〔2026〕1号", "北样市自然资源局"]
    assert [one.type for one in problems.data_validations.dataValidation][:2] == ["list", "list"]


def test_a_form_is_the_same_bytes_again_and_in_either_language(blank, yes):
    yes("form", "-o", "again.xlsx")
    assert Path("again.xlsx").read_bytes() == Path(FORM).read_bytes()
    yes("form", "-o", "en.xlsx", "--lang", "en", "--month", "2026-11")
    assert load_workbook("en.xlsx").sheetnames[:3] == ["Reports", "Orders", "New problems"]


def test_a_units_form_is_that_of_its_office(blank, yes, no):
    yes("form", "--unit", "south_lands", "-o", "u.xlsx")
    assert "（南样市、南样市自然资源局）" in load_workbook("u.xlsx").worksheets[0]["A1"].value
    no("unknown_period", "form", "--month", "昨日", "-o", "x.xlsx", "--lang", "en")
    no("not_one_of", "form", "-o", "x.docx", "--lang", "en")


def test_untouched_is_nothing_and_what_is_filled_in_a_record_once(blank, ltz):
    before = files(blank)
    done = ltz("import", FORM)
    assert (done.code, done.out, files(blank)) == (0, "", before)
    tried = ltz("import", filled(FORM, FILLED), "--dry-run")
    assert tried.code == 0 and files(blank) == before and "g.xlsx:进展填报!A4：" in tried.err
    done = ltz("import", "g.xlsx")
    assert done.out == tried.out, done.err
    one, two, three, four, five = (record(blank, id) for id in done.out.split())
    assert (one["task"], one["date"], one["percent"], one["measure"], one["text"]) == ("A1", "2026-11", "45", "works", "铺了一半")
    assert two["nil"] and (three["stage"], three["date"], "measure" in three) == ("under_way", "2026-11-20", False)
    assert (four["says"], four["unit"], five["needs"], five["positions"]) == ("received", "north_lands", "bureaus", {"south": "同意"})
    again = ltz("import", "g.xlsx")
    assert (again.code, again.out) == (0, "") and "已有5条" in again.err
    assert ltz("import", "g.xlsx", "--office", "secretariat").out == "", "whoever enters it for the office"


def test_a_day_without_a_year_is_of_the_forms_time(blank, ltz, monkeypatch):
    """However late it is imported; what the form does not date is of its period."""
    monkeypatch.setenv("LTZ_NOW", "2027-02-03T09:00:00+08:00")
    done = ltz("import", filled(FORM, {(REPORTS, 1, "日期"): "11月20日", (REPORTS, 1, "进展情况"): "x", (REPORTS, 2, "零报告"): "无新情况"}))
    assert [record(blank, id)["date"] for id in done.out.split()] == ["2026-11-20", "2026-11"], done.err


def test_another_office_enters_it_on_behalf(blank, ltz):
    done = ltz("import", filled(FORM, FILLED), "--office", "secretariat")
    assert {record(blank, id)["on_behalf_of"] for id in done.out.split()} == {"north"}, done.err


def test_a_correction_after_the_import_is_told_and_stored_where_that_is_said(blank, ltz, yes):
    yes("import", filled(FORM, FILLED))
    filled("g.xlsx", {(REPORTS, 1, "完成率（%）"): 50, (PROBLEMS, 1, "南样市意见"): "不同意"})
    told = ltz("import", "g.xlsx")
    assert (told.code, told.out) == (1, "") and "g.xlsx:进展填报!" in told.err and "45 → 50" in told.err
    done = ltz("import", "g.xlsx", "--correct")
    said = [record(blank, id) for id in done.out.split()]
    assert [len(one["replaces"]) for one in said] == [1, 1] and said[0]["text"] == "铺了一半"
    assert ltz("import", "g.xlsx", "--correct").out == ""


def test_on_a_terminal_a_correction_is_asked_about(blank, ltz, yes, monkeypatch):
    yes("import", filled(FORM, FILLED))
    filled("g.xlsx", {(REPORTS, 1, "完成率（%）"): 50})
    answers = [False, True]
    monkeypatch.setattr(Run, "asks", True)
    monkeypatch.setattr(Run, "agrees", lambda *_: answers.pop(0))
    assert ltz("import", "g.xlsx").code == 1
    assert record(blank, ltz("import", "g.xlsx").out.strip())["percent"] == "50"


def test_what_changed_since_is_named_and_never_overwritten(blank, ltz, yes, monkeypatch):
    """A later report of an earlier month, and a move of another on the order."""
    yes("update", "A1", "--percent", "42", "--measure", "works", "--text", "补报", "--date", "2026-10-31", "--yes")
    before = files(blank)
    done = ltz("import", filled(FORM, FILLED))
    assert (done.code, files(blank)) == (2, before)
    assert re.search(r"g\.xlsx:进展填报!\w+: 错误\[form_stale\] .*制表时“40”，现在“42”.*表里填“45”", done.err), done.err
    part = ltz("import", "g.xlsx", "--partial")
    assert (part.code, len(part.out.split())) == (1, 4)
    asked = []
    monkeypatch.setattr(Run, "asks", True)
    monkeypatch.setattr(Run, "agrees", lambda _, question: asked.append(question) or len(asked) > 1)
    assert ltz("import", "g.xlsx").out == "" and len(asked) == 1, "a no ends it"
    asked.append("")
    done = ltz("import", "g.xlsx")
    assert record(blank, done.out.strip())["percent"] == "45"


def test_what_was_said_meanwhile_in_the_same_words_is_there(blank, ltz, yes):
    yes("update", "A1", "--percent", "45", "--measure", "works", "--text", "铺了一半", "--date", "2026-11")
    assert "已有1条" in ltz("import", filled(FORM, {key: FILLED[key] for key in FILLED if key[:2] == (REPORTS, 1)})).err


def test_an_order_that_was_given_anew_is_stale(blank, ltz, yes):
    problem = load_workbook(FORM)[ORDERS]["A4"].value
    yes("order", problem, "--unit", "north_lands", "--due", "2027-05-01", "--require", "two maps", "--because", "x", "--office", "secretariat", "--date", "2026-11-24", "--yes")
    assert "[form_stale]" in ltz("import", filled(FORM, {(ORDERS, 1, "办理情况"): "签收"})).err


WRONG = {
    (REPORTS, 1, "完成率（%）"): 140, (REPORTS, 1, "数据范围"): "各地合计", (REPORTS, 2, "编号"): "Z9", (REPORTS, 2, "阶段"): "推进", (REPORTS, 3, "完成率（%）"): 0.5,
    (ORDERS, 1, "办理情况"): "办结", (PROBLEMS, 1, "任务"): "没有的任务", (PROBLEMS, 1, "问题和困难"): "x", (PROBLEMS, 2, "需协调层面"): "两市部门",
}  # fmt: skip


def test_what_is_wrong_is_named_by_its_cell_and_marked_in_a_copy(blank, ltz):
    before = files(blank)
    done = ltz("import", filled(FORM, WRONG), "--mark", "m.xlsx")
    assert (done.code, files(blank)) == (2, before)
    named = re.findall(r"g\.xlsx:(\S+)!([A-Z]+\d+): 错误", done.err)
    assert {sheet for sheet, _ in named} == {REPORTS, ORDERS, PROBLEMS} and len(named) == 8, done.err
    book = load_workbook("m.xlsx")
    marks = {(sheet.title, cell.coordinate) for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.comment}
    assert marks == {*named}
    lacking = next(one for one in book[ORDERS][4] if one.comment)
    assert "没有填“答复内容”" in lacking.comment.text and lacking.fill.fgColor.rgb.endswith("FFC7CE")
    kept = load_workbook("g.xlsx")
    assert [(one.title, one.sheet_state, one.protection.sheet, len(one.data_validations.dataValidation)) for one in book.worksheets] == [
        (one.title, one.sheet_state, one.protection.sheet, len(one.data_validations.dataValidation)) for one in kept.worksheets
    ]
    mended = filled("m.xlsx", {(REPORTS, 1, "完成率（%）"): 45, (REPORTS, 2, "编号"): "B1", (REPORTS, 3, "完成率（%）"): None, (ORDERS, 1, "答复内容"): "已统一",
                               (PROBLEMS, 1, "任务"): "A2 样例高速", (PROBLEMS, 2, "需协调层面"): None}, "h.xlsx")  # fmt: skip
    done = ltz("import", mended, "--mark", "n.xlsx")
    assert (done.code, len(done.out.split())) == (0, 4), done.err
    assert not Path("n.xlsx").exists() and "没有要标的格" in done.err


def test_whose_a_figure_of_a_shared_task_is_must_be_said_and_is_recorded(blank, ltz, yes):
    """All that is wrong in a row is named at once; a figure of one member is never taken for that of all."""
    row = {(REPORTS, 1, "完成率（%）"): 140, (REPORTS, 1, "口径"): "工程量"}
    done = ltz("import", filled(FORM, row))
    assert (done.code, re.findall(r"g\.xlsx:\S+!([A-Z]+)4: 错误\[(\w+)\]", done.err)) == (2, [("J", "form_empty"), ("H", "out_of_range")])
    own = row | {(REPORTS, 1, "完成率（%）"): 45, (REPORTS, 1, "数据范围"): "只是北样市"}
    told = record(blank, yes("import", filled(FORM, own)).strip())
    assert (told["percent"], told["city"]) == ("45", "north")
    assert "工程量45%" not in yes("status", "--all")


def test_marks_of_an_earlier_copy_are_taken_off(blank, ltz):
    ltz("import", filled(FORM, WRONG), "--mark", "m.xlsx")
    ltz("import", filled("m.xlsx", {(REPORTS, 1, "完成率（%）"): 45}, "h.xlsx"), "--mark", "n.xlsx")
    cell = next(one for one in load_workbook("n.xlsx")[REPORTS][4] if one.value == 45)
    assert cell.comment is None and cell.fill.fgColor.rgb.endswith("FFFDE9")


def test_the_sound_rows_are_stored_where_a_part_is_enough(blank, ltz):
    done = ltz("import", filled(FORM, FILLED | {(REPORTS, 2, "编号"): "Z9", (PROBLEMS, 2, "任务"): "A1 样例大道"}), "--partial", "--mark", "m.xlsx")
    assert (done.code, len(done.out.split()), Path("m.xlsx").exists()) == (1, 4, True)


def test_rows_and_columns_may_be_moved_copied_and_deleted(blank, ltz):
    book = load_workbook(filled(FORM, FILLED))
    sheet = book[REPORTS]
    rows = [[one.value for one in row] for row in sheet.iter_rows(min_row=HEAD)]
    sheet.delete_rows(HEAD, len(rows))
    for row in (rows[0], rows[3], rows[1], rows[1]):
        sheet.append([None, *reversed(row)])
    book.remove(book[ORDERS])
    book[PROBLEMS].title = "问题"
    book.save("g.xlsx")
    done = ltz("import", "g.xlsx")
    assert {record(blank, id).get("task", "") for id in done.out.split()} == {"A1", "A2", ""}, done.err
    assert "未读的工作表：交办答复" in done.err
    assert "“进展填报”比制表时少1行，没有报：B1" in done.err


def test_what_would_be_imported_is_not_said_to_be(blank, ltz):
    done = ltz("import", filled(FORM, FILLED), "--dry-run")
    assert "将导入5条，已有0条" in done.err, done.err
    assert "少" not in done.err


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not there to save the form again")
def test_a_form_saved_by_libreoffice_tells_the_same(blank, ltz, world):
    filled(FORM, FILLED)
    told = ltz("import", "g.xlsx", "--dry-run").out
    words = ["soffice", f"-env:UserInstallation={(world / 'office').as_uri()}", "--headless", "--convert-to", "xlsx", "--outdir", "lo", "g.xlsx"]
    subprocess.run(words, check=True, capture_output=True, timeout=120)
    assert ltz("import", "lo/g.xlsx", "--dry-run").out == told and len(told.split()) == 5


def as_others_write(parts):
    """No styles, and absolute targets; strings stand within cells already."""
    found = {}
    for name, part in parts.items():
        text = part.decode()
        if name.startswith("xl/worksheets/sheet"):
            assert 't="inlineStr"' in text
            text = re.sub(r'(<c r="\w+") s="\d+"', r"\1", text)
        if name.endswith("workbook.xml.rels"):
            text = re.sub(r"<Relationship [^>]*(styles|sharedStrings)[^>]*/>", "", text)
            text = re.sub(r'Target="/?(?:xl/)?worksheets', 'Target="/xl/worksheets', text)
        if name == "[Content_Types].xml":
            text = re.sub(r"<Override [^>]*(styles|sharedStrings)[^>]*/>", "", text)
        if name != "xl/styles.xml":
            found[name] = text.encode()
    return found


def test_a_form_in_another_programs_shapes_tells_the_same(blank, ltz):
    """A day, which no style tells from a number there, is typed in words."""
    told = ltz("import", filled(FORM, FILLED), "--dry-run").out
    filled("g.xlsx", {(REPORTS, 3, "日期"): "2026年11月20日"})
    done = ltz("import", packed(as_others_write(parts_of("g.xlsx"))), "--dry-run")
    assert done.out == told, done.err


def test_a_form_with_what_may_run_or_is_damaged_is_refused(blank, no):
    parts = parts_of(FORM)
    no("form_macros", "import", packed(parts | {"xl/vbaProject.bin": b"x"}), "--lang", "en")
    no("form_links", "import", packed(parts | {"xl/externalLinks/externalLink1.xml": b"<externalLink/>"}), "--lang", "en")
    entity = b'<!DOCTYPE a [<!ENTITY e "e">]><externalLink/>'
    no("not_a_table", "import", packed(parts | {"xl/other.xml": entity}), "--lang", "en")
    book = load_workbook(FORM)
    book["ltz-form"]["A1"] = '{"format":9}'
    book.save("n.xlsx")
    no("form_newer", "import", "n.xlsx", "--lang", "en")
    told = json.loads("".join(row[0].value for row in load_workbook(FORM)["ltz-form"].iter_rows()))
    told["sheets"][0]["rows"][0]["key"] = {}
    for damaged in ('{"format":1', "[]", json.dumps(told | {"period": "soon"}), json.dumps(told | {"period": "9999-12"}), json.dumps(told)):
        book["ltz-form"]["A1"] = damaged.replace(" ", "\\u0020")
        book.save("n.xlsx")
        no("form_damaged", "import", "n.xlsx", "--lang", "en")


def test_a_form_of_an_office_that_the_plan_has_no_more_is_refused(blank, no):
    told = "".join(row[0].value for row in load_workbook(FORM)["ltz-form"].iter_rows())
    book = load_workbook(FORM)
    book["ltz-form"]["A1"] = told.replace('"office":"north"', '"office":"norths"')
    book.save("n.xlsx")
    no("unknown_id", "import", filled("n.xlsx", {(REPORTS, 1, "完成率（%）"): 45}), "--lang", "en")


def test_an_order_whose_problem_was_withdrawn_is_named(blank, ltz, yes):
    yes("withdraw", load_workbook(FORM)[ORDERS]["A4"].value, "--because", "x", "--office", "secretariat")
    assert "交办答复!A4: 错误[unknown_record]" in ltz("import", filled(FORM, {(ORDERS, 1, "办理情况"): "签收"})).err


def test_a_form_of_another_plan_is_refused_and_a_changed_plan_is_said(blank, ltz, no):
    plan = Path("data/tasks.yaml")
    text = plan.read_text(encoding="utf-8")
    plan.write_text(text.replace("未启动", "未开始"), encoding="utf-8")
    assert "制表以后计划改过" in ltz("import", FORM).err
    plan.write_text(re.sub(r"(?m)^  id: \S+", "  id: other", text, count=1), encoding="utf-8")
    no("form_of_other_plan", "import", FORM, "--lang", "en")


def test_a_formula_without_a_value_is_named(blank, ltz):
    assert "[formula_without_value] 这里的公式没有值（所存：空）" in ltz("import", filled(FORM, {(REPORTS, 1, "进展情况"): '="a"&"b"'})).err


def test_only_a_workbook_is_marked(blank, no):
    no("not_one_of", "import", FORM, "--mark", "m.xls", "--lang", "en")
    no("file_there", "import", FORM, "--mark", FORM, "--lang", "en")
    Path("a.yaml").write_text("records: []\n", encoding="utf-8")
    no("not_one_of", "import", "a.yaml", "--mark", "m.xlsx", "--lang", "en")
