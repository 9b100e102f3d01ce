"""What comes out: tables for spreadsheets, a calendar, streams that take nothing, ids as printed and typed."""

import csv
import io
import itertools
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ltzplan.cli.output import FORMATS
from ltzplan.languages import LANGS, Lang
from ltzplan.reports.listing import LISTS
from ltzplan.reports.rows import rows_of
from ltzplan.rules.spoken import SPOKEN
from ltzplan.text.speech import catalogue, say

Ltz = Callable[..., Any]
ROOT = Path(__file__).parent.parent.parent
CSV = ("--format", "csv")
TABLES = [
    ("status",), ("escalate",), ("log",), ("calendar",), ("todo",), ("diff", "data/tasks.yaml"),
    *(("list", kind) for kind in LISTS),
]  # fmt: skip
unix = pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")


def stored(folder: Path) -> list[Path]:
    """Give the files of records."""
    return sorted((folder / "data" / "records").rglob("*.yaml"))


def shell(folder: Path, line: str) -> subprocess.CompletedProcess[str]:
    """Run a line of bash in which `ltz` is the program, in a folder."""
    env = dict(os.environ) | {"PYTHONPATH": str(ROOT), "LTZ_LANG": "en"}
    line = f'ltz() {{ "{sys.executable}" -m ltzplan "$@"; }}\n{line}'
    return subprocess.run(["bash", "-c", line], cwd=folder, env=env, capture_output=True, text=True, timeout=120, check=False)


def table(text: str) -> list[dict[str, str]]:
    """Read a CSV that is for people."""
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:], newline="")))


# -- CSV


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
    """One code for the words of CSV and of the table on the screen."""
    for kind in ("problems", "tasks", "offices", "levels", "records", "orders"):
        words = ("list", kind, "--as-of", "2020-10-31", "--lang", "zh")
        shown = ltz(*words).out
        for row in table(ltz(*words, *CSV).out):
            for cell in row.values():
                assert cell in shown or "、" in cell or cell.startswith("'"), (kind, cell)


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


# -- the calendar as a file


def test_faults_T2_a_line_break_in_the_plans_name(blank: Path, ltz: Ltz) -> None:
    plan = blank / "data" / "tasks.yaml"
    text = plan.read_text(encoding="utf-8")
    plan.write_text(re.sub(r"(?m)^  name: .*", '  name: {zh: "长\\\\n路", en: "a\\\\nb"}', text, count=1), encoding="utf-8")
    assert ltz("validate").code == 0
    done = ltz("calendar", "--format", "ics", "--lang", "en")
    assert (done.code, done.err) == (0, "")
    assert "X-WR-CALNAME:a b\r\n" in done.out


# -- streams that take nothing


@unix
@pytest.mark.parametrize(
    "verb", ["status", "list tasks --format csv", "calendar --format ics", "status --format json", "--help", "--version", "status --help", "paper summary --month 2026-03"],
)  # fmt: skip
@pytest.mark.parametrize("where", [">/dev/full", ">&-"])
def test_faults_T3_bug_25_an_answer_that_cannot_be_printed(blank: Path, verb: str, where: str) -> None:
    """2 and a sentence; a help and a report in an encoding that is not UTF-8 too."""
    for told in ("", *(("PYTHONIOENCODING=ascii ",) if verb in ("status", "--help") else ())):
        done = shell(blank, f"{told}ltz {verb} {where}")
        assert done.returncode == 2, done.stderr
        assert "error[not_printed]" in done.stderr
        assert "No record was written" in done.stderr
        assert "Traceback" not in done.stderr


@unix
@pytest.mark.parametrize("where", [">/dev/full", ">&-", ">&- 2>&-", ">/dev/full 2>/dev/full"])
def test_faults_T3_a_stored_record_is_never_called_a_failure(blank: Path, where: str) -> None:
    """It is there, it is said to be there, and what comes after it was done too."""
    done = shell(blank, f'ltz update A1 --text "x" {where}')
    assert done.returncode == 2
    assert len(stored(blank)) == 1
    if "2>" not in where:
        assert "the record is stored" in done.stderr
        assert stored(blank)[0].stem.rpartition("-")[2] in done.stderr


@unix
def test_faults_T3_an_import_is_carried_out_whole(blank: Path) -> None:
    records = "".join(f'  - {{kind: update, task: A1, date: 2026-03-0{n}, text: "x"}}\n' for n in range(1, 6))
    (blank / "batch.yaml").write_text(f"records:\n{records}", encoding="utf-8")
    done = shell(blank, "ltz import batch.yaml >/dev/full")
    assert (done.returncode, len(stored(blank))) == (2, 5)
    assert "(+2)" in done.stderr
    assert "the record is stored" in done.stderr


@unix
@pytest.mark.parametrize("words", ["status", "log", "--help", "--version", 'update A1 --text "x"', "list tasks --format csv"])
def test_faults_T10_a_reader_that_went_away(blank: Path, words: str) -> None:
    """Even before the first byte: no failure and no complaint."""
    done = shell(blank, f"ltz {words} 2>err | true; echo ${{PIPESTATUS[0]}}")
    assert done.stdout == "0\n"
    assert (blank / "err").read_text(encoding="utf-8").startswith(("", "Recorded"))
    assert len(stored(blank)) == (words[:6] == "update")


@unix
def test_faults_T3_closed_stderr_harms_nothing(blank: Path) -> None:
    done = shell(blank, 'ltz update A1 --text "x" 2>&-')
    assert (done.returncode, len(stored(blank))) == (0, 1)
    assert stored(blank)[0].stem.rpartition("-")[2] in done.stdout


# -- options


@pytest.mark.parametrize(
    "words",
    [
        ("order", "A1-", "--require", "x", "--urgency", ""), ("status", "--rev", ""), ("why", "A1", "--under", ""),
        ("session", "--level", "mayors", "--form", "meeting", "--from", ""), ("reply", "A1-", "--done", "--unit", ""),
        ("paper", "minutes", "--session", ""), ("paper", "agenda", "--level", "mayors", "--portfolio", ""),
        ("paper", "summary", "--month", ""), ("paper", "summary", "--corrects", ""), ("validate", "--schema", ""),
        ("raise", "A1", "--text", "x", "--needs", "bureaus", "--as", ""), ("diff", "data/tasks.yaml", "--over", ""),
        ("--office", "", "todo"), ("--data", "", "status"), ("status", "--area", ""), ("status", "--known-on", ""),
    ],
    ids=" ".join,
)  # fmt: skip
def test_faults_T9_an_empty_value_names_nothing(blank: Path, ltz: Ltz, words: Any) -> None:
    done = ltz(*words, "--lang", "en")
    assert (done.code, done.out) == (2, "")
    option = next(last for last, word in itertools.pairwise(words) if word == "")
    assert f"{option}: error[empty_text]" in done.err
    assert stored(blank) == []


@pytest.mark.parametrize(
    "text", ["--data=x", "--data", "--lang", "--lang=zh", "--office=north", "--office", "--help", "--"]
)
def test_code_B12_the_value_of_an_option_is_left_alone(blank: Path, ltz: Ltz, text: str) -> None:
    for typed in (("--text", text), (f"--text={text}",)):
        done = ltz("update", "A1", *typed, "--again", "--lang", "en")
        assert done.code == 0, done.err
    said = [json.loads(ltz("log", "A1", "--format", "json").out)["log"][at]["said"]["text"] for at in (0, 1)]
    assert said == [text, text]


def test_stranger_12_near_options_are_near(blank: Path, ltz: Ltz) -> None:
    assert "did you mean" not in ltz("status", "--foo", "--lang", "en").err
    assert "did you mean “--format”" in ltz("status", "--formt", "--lang", "en").err


@pytest.mark.parametrize(("told", "chinese"), [("cn", True), ("zh_CN", True), ("fr", False), ("en_GB", False)])
def test_stranger_12_a_language_that_there_is_not(
    blank: Path, ltz: Ltz, told: str, chinese: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LTZ_LANG", told)
    done = ltz("status")
    assert ("样例" in done.out) is chinese
    assert done.err.count("LTZ_LANG=fr is neither zh nor en; English is used") == (told == "fr")
    assert ltz("status", "--lang", "zh").err == ""


# -- ids


def test_code_B7_printed_ids_mean_one_record(blank: Path, ltz: Ltz, monkeypatch: pytest.MonkeyPatch) -> None:
    """Among many every id that a screen prints can be typed again."""
    monkeypatch.setenv("LTZ_LANG", "en")
    lines = [f'  - {{kind: problem, tasks: [A1], date: 2026-03-01, text: "{n}"}}\n' for n in range(500)]
    (blank / "batch.yaml").write_text("records:\n" + "".join(lines), encoding="utf-8")
    ids = ltz("import", "batch.yaml").out.split()
    assert len({id[:7] for id in ids}) < len(ids), "two of them begin alike"
    shown = re.findall(r"A1-[0-9a-f]+", ltz("escalate").out + ltz("show", "A1").out + ltz("log").out)
    assert {len([id for id in ids if id.startswith(one)]) for one in shown} == {1}
    assert min(map(len, shown)) == len("A1-0123")


@pytest.fixture
def ordered(blank: Path, ltz: Ltz) -> dict[str, str]:
    """Give the ids of a problem, its sort and its order."""

    def wrote(*words: str) -> str:
        done = ltz(*words, "--lang", "en")
        assert done.code == 0, done.err
        return str(done.out).strip()

    problem = wrote("raise", "A1", "--text", "land", "--date", "2026-03-01")
    sort = wrote("sort", problem, "--as", "land", "--needs", "bureaus", "--because", "x", "--date", "2026-03-02")
    how = ("--unit", "north_lands", "--due", "2027-04-01", "--require", "one map", "--date", "2026-03-03")
    return {"problem": problem, "sort": sort, "order": wrote("order", problem, *how)}


WAYS = ["problem", "sort", "order", "〔2026〕1号", "[2026]1号", "（2026）1", "whole"]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "verb",
    ["show", "why", "log", "paper order", "reply", "extend", "accept", "return", "petition", "sort", "follows", "order"],
)
def test_code_B8_a_problem_is_typed_alike_in_every_verb(
    ordered: dict[str, str], ltz: Ltz, verb: str, way: str
) -> None:
    """By its id, by that of a move, by an order's number: what is meant is the problem."""
    typed = ordered["problem"] if way == "whole" else ordered[way][:9] if way in ordered else way
    more = {
        "reply": ("--received",), "extend": ("2027-05-01", "--because", "x", "--approved-by", "y"),
        "petition": ("--to", "province"), "return": ("--because", "x"), "follows": ("--text", "again"),
        "sort": ("--as", "land", "--needs", "bureaus", "--because", "x"),
        "order": ("--unit", "north_lands", "--due", "2027-05-01", "--require", "x", "--because", "y"),
    }.get(verb, ())  # fmt: skip
    words = ("raise", "A1", "--follows", typed) if verb == "follows" else (*verb.split(), typed)
    said = [ltz(*words[:-1], one, *more, "--lang", "en", *(["--dry-run"] if more else [])) for one in (typed, ordered["problem"])]
    assert said[0].code == said[1].code
    assert not re.search(r"unknown_|ambiguous_", said[0].err), said[0].err
    assert re.sub(r"[0-9a-f]{16}", "", said[0].out) == re.sub(r"[0-9a-f]{16}", "", said[1].out)


def test_code_B8_an_order_by_its_number_where_a_record_is_meant(ordered: dict[str, str], ltz: Ltz) -> None:
    """To correct it or to take it back."""
    how = ("order", "〔2026〕1号", "--replaces", "〔2026〕1号", "--require", "two maps", "--date", "2026-03-03")
    corrected = ltz(*how).out.strip()
    said = ltz("withdraw", "〔2026〕1号", "--because", "x", "--dry-run").out
    assert f'withdraws: "{corrected}"' in said


@pytest.mark.parametrize("typed", ["Ａ１", "ａ１", "a1"])
def test_stranger_12_the_width_of_a_letter_does_not_count(blank: Path, ltz: Ltz, typed: str) -> None:
    assert json.loads(ltz("show", typed, "--format", "json").out)["task"]["id"] == "A1"
    assert ltz("update", typed, "--nil").code == 0


# -- a file from a pipe, a session file


@pytest.mark.skipif(os.name == "nt", reason="no such names on Windows")
@pytest.mark.parametrize("line", ["ltz import - <b.yaml", "cat b.yaml | ltz import /dev/stdin", "ltz import <(cat b.yaml)"])
def test_bug_28_a_batch_from_a_pipe(blank: Path, line: str) -> None:
    (blank / "b.yaml").write_text("records:\n  - {kind: update, task: A1, date: 2026-03-01, text: x}\n", encoding="utf-8")
    done = shell(blank, line)
    assert (done.returncode, len(stored(blank))) == (0, 1), done.stderr


@pytest.mark.skipif(os.name == "nt", reason="no such names on Windows")
def test_bug_28_a_session_and_a_plan_on_trial_from_a_pipe(blank: Path) -> None:
    assert shell(blank, "ltz session --level mayors --form meeting --from - <<<'text: Met'").returncode == 0
    assert "Met" in stored(blank)[0].read_text(encoding="utf-8")
    assert shell(blank, "ltz diff <(cat data/tasks.yaml)").returncode == 0
    assert shell(blank, "ltz import - <&-").returncode == 2


def test_code_B9_everything_wrong_in_a_session_file_at_once(blank: Path, ltz: Ltz) -> None:
    """Each at its own line, in the order of the file."""
    (blank / "s.yaml").write_text(
        "problems:\n  - {label: p, tasks: [A9], text: land}\n  - {label: q, tasks: [A1], text: land}\n"
        "matters:\n  - id: A1-ffff\n  - id: q\n    sort:\n      sort: lend\n      needs: burreaus\n      because: x\n"
        "    order: {units: [north_landz], due: 2020-01-01, require: x}\n",
        encoding="utf-8",
    )
    done = ltz("session", "--level", "mayors", "--form", "talk", "--from", "s.yaml", "--lang", "en")
    assert done.code == 2
    found = re.findall(r"(?m)^(\S+) error\[(\w+)\]", done.err)
    assert found == [
        ("--form:", "not_one_of"), ("s.yaml:2:24:", "unknown_id"), ("s.yaml:5:9:", "unknown_id"),
        ("s.yaml:8:13:", "unknown_id"), ("s.yaml:9:14:", "unknown_id"), ("s.yaml:11:21:", "unknown_id"),
        ("s.yaml:11:40:", "dates_backwards"),
    ]  # fmt: skip
    assert stored(blank) == []


def test_method_A1_a_finding_says_whose_it_is(blank: Path, ltz: Ltz) -> None:
    plan = blank / "data" / "tasks.yaml"
    text = plan.read_text(encoding="utf-8").replace("needs: province, level: mayors", "needs: bureaus, level: mayors")
    plan.write_text(text, encoding="utf-8")
    assert re.search(r"error\[level_against_need\] [A-Z][0-9]: the level", ltz("validate", "--lang", "en").out)


# -- small words


def test_code_B6_areas_that_expect_no_number(blank: Path, ltz: Ltz) -> None:
    plan = blank / "data" / "tasks.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace(", expects: 1}", "}", 1), encoding="utf-8")
    assert "Read 3/3 tasks" in ltz("status", "--lang", "en").out


def test_method_small_one_is_one() -> None:
    """Singular and plural, in English; Chinese has one form."""
    for key, params in (
        ("findings", {"plan": "p", "errors": 1, "warnings": 2}), ("valid", {"plan": "p", "tasks": 1, "records": 1}), ("status.to_end", {"days": 1}),
    ):  # fmt: skip
        assert not re.search(r"\b1 \w+s\b", say("en", key, **params))
    assert say("en", "findings", plan="p", errors=1, warnings=0) == "p: 1 error, 0 warnings"
    assert say("zh", "findings", plan="p", errors=1, warnings=0) == "p：错误1，警告0"


def test_method_small_to_sign_needs_no_words(ordered: dict[str, str], ltz: Ltz) -> None:
    assert ltz("reply", ordered["problem"], "--received").code == 0
    assert "error[missing_key]" in ltz("reply", ordered["problem"], "--done", "--lang", "en").err


def test_R22_what_is_closed_waits_for_no_recheck(ordered: dict[str, str], ltz: Ltz) -> None:
    """The slip of a closed matter stays readable, and says nothing of what it waited for."""
    for verb, *how in (("reply", "--done"), ("accept",)):
        ltz(verb, ordered["problem"], *how, "--text", "x")
    shown = ltz("show", ordered["problem"], "--lang", "en").out
    assert "closed on" in shown and "to be rechecked" not in shown


def test_stranger_12_what_was_not_said_is_not_called_unpublished(ordered: dict[str, str], ltz: Ltz) -> None:
    assert "Concerns other cities: not stated" in ltz("show", ordered["problem"], "--lang", "en").out


def test_stranger_12_a_repository_without_a_commit(blank: Path, ltz: Ltz, git: Any) -> None:
    assert "not under git" in ltz("status", "--lang", "en").out
    git(blank, "init", "--quiet")
    assert "nothing is committed yet" in ltz("status", "--lang", "en").out


def test_code_B14_help_names_every_schema() -> None:
    from ltzplan.cli.schemas import SCHEMAS

    for lang in LANGS:
        said = catalogue(lang, "help")
        assert {*re.findall(r"[a-z]+", re.split("[：:]", said["opt.schema"])[1])} == {*SCHEMAS}


def test_stranger_7_filters_of_lists(ordered: dict[str, str], ltz: Ltz) -> None:
    def ids(*words: str) -> list[str]:
        return [one["id"] for one in json.loads(ltz("list", *words, "--format", "json").out)[words[0]]]

    assert ids("problems", "--state", "ordered") == ids("problems", "--state", "已交办") == ids("problems", "--open")
    assert ids("problems", "--state", "closed") == []
    assert len(ids("problems", "--level", "vice_mayors")) == 1
    assert ids("orders", "--state", "void") == []
    ltz("reply", ordered["problem"], "--done", "--text", "x")
    assert ids("problems", "--state", "answered") == ids("problems", "--open")
