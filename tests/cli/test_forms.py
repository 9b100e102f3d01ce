"""CSV, Markdown and the lists."""

import csv
import io
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from ltzplan.cli.output import FORMATS
from ltzplan.languages import LANGS, Lang
from ltzplan.reports.listing import LISTS
from ltzplan.reports.rows import rows_of
from ltzplan.rules.spoken import SPOKEN
from ltzplan.text.speech import catalogue
from tests.cli.written import AS_OF, JSON, Ltz
from tests.conftest import Done

TABULAR = [
    ("status",),
    ("escalate",),
    ("log", "T1"),
    ("log",),
    ("list", "tasks"),
    ("list", "problems"),
    ("list", "silent"),
]


@pytest.mark.parametrize("verb", TABULAR, ids=" ".join)
def test_csv(shipped: Path, ltz: Ltz, verb: tuple[str, ...]) -> None:
    by_lang = {}
    for lang in ("zh", "en"):
        done = ltz(*verb, *AS_OF, "--format", "csv", "--raw", "--lang", lang)
        assert (done.code, done.err) == (0, "")
        assert all(line.endswith("\r") for line in done.out.split("\n")[:-1])
        by_lang[lang] = list(csv.DictReader(io.StringIO(done.out, newline="")))
    assert by_lang["zh"]
    assert [list(row) for row in by_lang["zh"]] == [list(row) for row in by_lang["en"]]
    assert all(None not in row and None not in row.values() for row in by_lang["zh"])


@pytest.mark.parametrize(
    "verb", [*TABULAR, ("list", "clauses"), ("list", "areas"), ("list", "offices")], ids=" ".join
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_markdown(shipped: Path, ltz: Ltz, verb: tuple[str, ...], lang: str) -> None:
    done = ltz(*verb, *AS_OF, "--format", "md", "--lang", lang)
    assert (done.code, done.err) == (0, "")
    assert done.out.endswith("\n")
    tables = re.findall(r"(?:^\|.*\n)+", done.out, re.MULTILINE)
    assert tables
    for table in tables:
        cells = {len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}
        assert len(cells) == 1, table


def test_formulas_and_markup_stay_as_typed(blank: Path, wrote: Any, yes: Any) -> None:
    text = '=SUM(A1) [bold]x[/bold] | *y* "z", `w`'
    wrote("update", "A1", "--text", text)
    rows = list(csv.DictReader(io.StringIO(yes("log", "A1", "--format", "csv", "--raw"), newline="")))
    assert [row["text"] for row in rows if row["text"]] == [text]
    assert text in yes("log", "A1")
    assert text in yes("show", "A1")
    assert json.dumps(text) in yes("log", "A1", *JSON)
    markdown = yes("log", "A1", "--format", "md")
    assert re.sub(r"\\(.)", r"\1", markdown).count(text) == 1


@pytest.mark.parametrize(
    ("verb", "form"),
    [(("status",), "xml"), (("show", "A1"), "csv"), (("why", "A1"), "md")],
)
def test_forms_that_are_not_there(blank: Path, no: Any, verb: tuple[str, ...], form: str) -> None:
    no("not_one_of", *verb, "--format", form)


FILLED = [
    "tasks",
    "problems",
    "records",
    "silent",
    "areas",
    "levels",
    "needs",
    "sorts",
    "measures",
    "stages",
    "offices",
    "clauses",
]


def begun(cell: str) -> str:
    """The digits of a record's id that a table shows; any other cell whole."""
    return re.sub(r"(-[0-9a-f]{4})[0-9a-f]{12}$", r"\1", cell)


@pytest.mark.parametrize("kind", FILLED)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_lists(shipped: Path, yes: Any, kind: str, lang: str) -> None:
    report = json.loads(yes("list", kind, *AS_OF, "--lang", lang, *JSON))
    assert isinstance(report[kind], list)
    assert report[kind]
    assert report["schema"] == "ltz/list/1"
    text = yes("list", kind, *AS_OF, "--lang", lang)
    for row in report[kind]:
        assert begun(row.get("id") or row["task"]) in text


def test_a_list_that_is_not_there(shipped: Path, no: Any) -> None:
    assert "problems" in no("not_one_of", "list", "dreams")


CSV = ("--format", "csv")
TABLES = [
    ("status",), ("escalate",), ("log",), ("calendar",), ("todo",), ("diff", "data/tasks.yaml"),
    *(("list", kind) for kind in LISTS),
]  # fmt: skip


def table(text: str) -> list[dict[str, str]]:
    """Read a CSV that is for people."""
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:], newline="")))


@pytest.mark.parametrize("words", TABLES, ids=" ".join)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_bug_23_code_B4_titles_also_where_there_is_no_row(blank: Path, ltz: Ltz, words: Any, lang: str) -> None:
    """For people in words, all different; for a program the names of the fields."""
    for more in ((), ("--raw",)):
        done = ltz(*words, *CSV, *more, "--lang", lang)
        assert done.code == 0, done.err
        [titles] = list(csv.reader(io.StringIO(done.out.removeprefix("\ufeff"), newline="")))[:1]
        assert len(titles) == len({*titles}) > 1, titles
        assert all(titles)
        assert done.out.startswith("\ufeff") is not bool(more)
        if more:
            assert all(re.fullmatch("[a-z_]+", title) for title in titles)


LIVE = ("=1+1", "+1", "@SUM(A1)", "-1+1", "＝1", "＋1", "－1", "＠a", "  =1", "\n=1", "\u3000＝1", "﹢1")
DEAD = ("-5", "-5.25", "5", "a=b", "'=1", "「=1」")


@pytest.mark.parametrize("text", [*LIVE, *DEAD])
def test_faults_T1_no_cell_is_run_by_a_spreadsheet(blank: Path, ltz: Ltz, text: str) -> None:
    """An apostrophe before what would be run, nothing before what would not; --raw is as typed."""
    ltz("raise", "A1", "--text", f"{text} ", "--needs", "bureaus", "--date", "2026-03-01")
    for words in (("list", "problems"), ("list", "records"), ("log", "A1"), ("escalate",)):
        shown = ltz(*words, *CSV, "--lang", "en").out
        cells = [cell for row in table(shown) for cell in row.values()]
        assert (f"'{text} " in cells) is (text in LIVE or text in ("-5", "-5.25")), cells
        assert f"{text} " in cells or text not in DEAD[2:]
        raw = csv.reader(io.StringIO(ltz(*words, *CSV, "--raw").out, newline=""))
        assert f"{text} " in [cell for row in raw for cell in row]


def test_faults_T1_a_negative_number_is_a_number() -> None:
    from ltzplan.views.data import _harmless

    assert [_harmless(one) for one in ("-5", "-0.5", "-", "", "\tx", "\rx")] == [
        "-5", "-0.5", "'-", "", "'\tx", "'\rx",
    ]  # fmt: skip


def test_a_workbook_has_typed_cells_says_what_they_mean_and_runs_nothing(blank: Path, ltz: Ltz) -> None:
    texts = ["=1+1", "#N/A", "_x0041_ " + "长" * 20_000]
    for text in texts:
        ltz("raise", "A1", "--text", text, "--needs", "bureaus", "--date", "2026-03-01")
    ltz("update", "A1", "--percent", "81.5", "--measure", "works", "--date", "2026-03-02")
    words = ("log", "A1", "--lang", "zh")
    ltz(*words, "-o", "a.xlsx")
    assert ltz(*words, "--format", "xlsx").out.encode("latin-1") == (blank / "a.xlsx").read_bytes()
    book = load_workbook(blank / "a.xlsx")
    sheet, meanings = book.worksheets
    assert (sheet.title, sheet.freeze_panes, sheet.auto_filter.ref) == ("记录", "A2", sheet.dimensions)
    assert book.properties.modified.date() == date(2026, 11, 24)
    titles, *rows = sheet.values
    at = {title: column for column, title in enumerate(titles)}
    assert {("日期", "date", "所说的日期、月份或年份"), ("来源", "source", "Where it was published.")} <= {*meanings.values}, "in words, else as the field says"
    told = ["".join(row[at[one]] or "" for one in ("内容", "内容 (2)")) for row in rows]
    assert {*texts} <= {one.replace("_x005F_", "_") for one in told}
    cells = [one for row in sheet.iter_rows() for one in row if isinstance(one.value, str)]
    assert {(one.data_type, one.quotePrefix) for one in cells} == {("s", True)}
    assert rows[0][at["日期"]].isoformat() == "2026-03-01T00:00:00"
    [percent] = [one for [one] in sheet.iter_rows(min_row=2, min_col=at["完成率"] + 1, max_col=at["完成率"] + 1) if one.value]
    assert (percent.value, percent.number_format) == (0.815, "0.0%")


def test_stranger_24_a_table_in_words(shipped: Path, ltz: Ltz) -> None:
    """Ids as words, lists parted, nothing in brackets."""
    by_lang = {}
    for lang in ("zh", "en"):
        done = ltz("status", "--as-of", "2020-10-31", *CSV, "--lang", lang)
        [row] = [one for one in table(done.out) if "T1" in one.values()]
        by_lang[lang] = row
        assert "{" not in done.out
    assert by_lang["zh"]["灯"] == "不亮灯"
    assert by_lang["en"]["light"] == "unlit"
    assert "、" in by_lang["zh"]["组成部分"]
    assert "; " in by_lang["en"]["parts"]
    assert "投资 81.55% 2020-07-31" not in by_lang["en"]["parts"]


def test_code_B4_a_cell_says_what_the_table_says(shipped: Path, ltz: Ltz) -> None:
    """One code for the words of CSV and of the table on the screen, which has not all columns."""
    for kind in ("problems", "tasks", "offices", "levels", "records", "orders"):
        words = ("list", kind, "--as-of", "2020-10-31", "--lang", "zh")
        shown = ltz(*words).out
        for row in table(ltz(*words, *CSV).out):
            for cell in (cell for title, cell in row.items() if title in shown):
                assert begun(cell) in shown or "、" in cell or cell.startswith("'") or cell.endswith(".yaml"), (kind, cell)


@pytest.mark.parametrize("kind", LISTS)
def test_a_column_names_lists_that_there_are(kind: str) -> None:
    """What its field refers to, the names of the plan know, and words of the method stand in the catalogue."""
    for field in rows_of(LISTS[kind].kind, (), LISTS[kind].columns).columns.values():
        assert {*field.metadata.get("refers", "").split()} <= {*SPOKEN, "clauses", "papers"}
        if begins := field.metadata.get("words"):
            assert any(one.startswith(f"{begins}.") for one in catalogue("en"))


@pytest.mark.parametrize("lang", LANGS)
def test_the_help_names_every_form_that_may_be_asked_for(lang: Lang) -> None:
    """All but `raw`, which is how CSV is printed for a program."""
    said = re.findall(r"[a-z]+", catalogue(lang, "help")["opt.format"])
    assert {name for name, one in FORMATS.items() if one.of} == {*FORMATS} - {"raw"} == {*FORMATS} & {*said}


def test_a_report_in_a_new_file_has_the_form_by_which_its_name_ends(blank: Path, ltz: Ltz, no: Any) -> None:
    for name, form in (("a.txt", "text"), ("a.json", "json"), ("a.CSV", "csv"), ("a.md", "md"), ("a", "text")):
        assert ltz("list", "tasks", "-o", name, "--lang", "en") == Done(0, "", f"Written to {name}\n")
        assert (blank / name).read_bytes() == ltz("list", "tasks", "--format", form).out.encode()
    assert ltz("status", "-o", "on_a_screen.txt", columns=80).out == ""
    assert (blank / "on_a_screen.txt").read_text(encoding="utf-8") == ltz("status").out
    ltz("calendar", "--output", "b.json", "--format", "ics")
    assert (blank / "b.json").read_text(encoding="utf-8").startswith("BEGIN:VCALENDAR")
    assert "a.md" in no("file_there", "status", "-o", "a.md")
    assert "text, json" in no("not_one_of", "show", "A1", "-o", "b.csv")
    assert "docx" in no("not_one_of", "status", "-o", "b.docx") and ".odt" in no("not_one_of", "status", "-o", "b.odt")
    no("not_stored", "status", "-o", "nowhere/b.md")
    assert not [*blank.glob(".*")]


@pytest.mark.parametrize("words", [("status", "--format", "json"), ("calendar", "--format", "ics"), ("status",), ("validate",)])
def test_a_dash_is_the_standard_output(blank: Path, ltz: Ltz, words: tuple[str, ...]) -> None:
    """As in a pipe, also where it is a screen; and no file is called so."""
    for columns in (None, 80):
        done = ltz(*words, "-o", "-", columns=columns)
        assert (done.code, done.out) == (0, ltz(*words).out)
    assert not (blank / "-").exists()


SHEET, FORM, BASE = ("status", "--format", "xlsx", "-o"), ("form", "--unit", "north_lands", "-o"), ("export",)


@pytest.mark.parametrize("words", [SHEET, FORM, BASE], ids=["workbook", "form", "database"])
def test_bytes_go_to_the_standard_output_where_it_is_no_screen(blank: Path, ltz: Ltz, no: Any, words: tuple[str, ...]) -> None:
    done = ltz(*words, "-")
    assert done.code == 0 and done.out.encode("latin-1")[:6] in (b"PK\x03\x04\x14\x00", b"SQLite")
    on_screen = ltz(*words, "-", columns=80)
    assert (on_screen.code, on_screen.out) == (2, "") and "[not_for_a_screen]" in on_screen.err
    assert not (blank / "-").exists()


def test_the_id_of_a_paper_and_the_paper_do_not_share_the_standard_output(blank: Path, no: Any) -> None:
    no("contradict", "paper", "bulletin", "--issue", "-o", "-")


@pytest.mark.parametrize("words", ["status -o", "export", "form -o", "page -o", "check", "import", "update A1 --evidence"])
def test_a_file_without_a_name_is_none(blank: Path, no: Any, words: str) -> None:
    assert no("empty_text", *words.split(" "), "").startswith(("--output: ", "--evidence: ", "FILE: "))
    assert [one.name for one in blank.iterdir()] == ["data"]
