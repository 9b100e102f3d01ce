"""Words of people on the command line and in files: what is stored is what was understood."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.cli.written import Ltz, newest, record

A1 = {"task": "A1", "date": "2026-07-31"}


@pytest.mark.parametrize(
    ("words", "stored"),
    [
        ("北段 --stage 推进中 --percent 81，55％ --measure 工程 --date 7月31日",
         A1 | {"parts": ["north"], "stage": "under_way", "percent": "81.55", "measure": "works"}),
        ("样例大道 --part 北段、南 --text x --date 2026年7月31日", A1 | {"parts": ["north", "south"], "text": "x"}),
        ("North~section --part south --text x --date 31~July", A1 | {"parts": ["south"], "text": "x"}),
        ("Ａ１ ——stage＝推进 —date 2026/7/31", A1 | {"stage": "under_way"}),
        ("avenue --milestone 通车 --city 南样 --date 20260731", A1 | {"milestone": "opened", "city": "south"}),
        ("A1 --stage 报结 --date 7.31 --lang zh", A1 | {"stage": "reported_complete"}),
        ("A1 --text “好”—Ａ --date 31/7", A1 | {"text": "“好”—Ａ"}),
    ],
)  # fmt: skip
def test_an_update_holds_what_was_understood(blank: Path, ltz: Ltz, words: str, stored: dict[str, Any]) -> None:
    """A text stays as it was typed."""
    id = ltz("update", *(word.replace("~", " ") for word in words.split())).out.strip()
    [said] = newest(blank, id)
    assert {key: said[key] for key in said if key not in ("kind", "entered")} == stored


def test_a_problem_of_several_cities_and_tasks(blank: Path, ltz: Ltz) -> None:
    """With commas, and whatever stands between a city and its position."""
    words = ("--text", "land", "--concerns", "北样、南样市", "--position", "北样：同意", "--position", "south=no: never")
    [said] = newest(blank, ltz("raise", "大道，一卡通", *words, "--wanted-by", "月底").out.strip())
    assert said["tasks"] == ["A1", "B1"] and said["concerns"] == ["north", "south"]
    assert said["positions"] == {"north": "同意", "south": "no: never"}
    assert said["wanted_by"] == "2026-11-30"


def test_the_line_ends_of_windows_are_ours(blank: Path, ltz: Ltz) -> None:
    [said] = newest(blank, ltz("update", "A1", "--text", "one\r\ntwo").out.strip())
    assert said["text"] == "one\ntwo"


@pytest.mark.parametrize("verb", ["show", "why", "log"])
def test_a_matter_is_found_by_a_piece_of_its_name_or_text(blank: Path, ltz: Ltz, verb: str) -> None:
    """A task before a problem."""
    problem = ltz("raise", "A1", "--text", "Avenue waits for land").out.strip()
    for typed, meant in (("avenue", "A1"), ("waits", problem), ("南段", "A1")):
        assert ltz(verb, typed).out == ltz(verb, meant).out != ""


def test_a_problem_is_moved_by_a_piece_of_its_text(blank: Path, ltz: Ltz) -> None:
    """Where two have it both are listed, with their texts."""
    first = ltz("raise", "A1", "--text", "the bridge waits for land").out.strip()
    second = ltz("raise", "A1", "--text", "the bank waits for money").out.strip()
    refused = ltz("accept", "waits", "--because", "x", "--lang", "en")
    assert refused.code == 2 and "error[ambiguous_name]" in refused.err
    assert f"{first} the bridge waits for land" in refused.err and second in refused.err
    assert ltz("accept", "bridge", "--because", "x").code == 0
    assert json.loads(ltz("show", first, "--format", "json").out)["state"] == "closed"
    assert ltz("petition", "money、bridge", "--to", "x", "--dry-run").code == 2


BATCH = """records:
- {label: p, kind: 问题, tasks: 大道、一卡通, date: 9月10日, text: "征地", needs: 部门, wanted_by: 年底}
- {kind: 进展情况, task: 北段, date: 2026年9月, percent: 81，5％, measure: 工程量, source: {title: x, published: 2026年9月}}
- {kind: recheck, answers: p, verdict: 核查通过, because: "办了", date: 2026/10/1}
"""


def test_a_batch_is_read_alike(blank: Path, ltz: Ltz) -> None:
    (blank / "batch.yaml").write_text(BATCH, encoding="utf-8")
    done = ltz("import", "batch.yaml")
    problem, update, recheck = (record(blank, id) for id in done.out.split())
    assert (problem["tasks"], problem["date"], problem["wanted_by"]) == (["A1", "B1"], "2026-09-10", "2026-12-31")
    assert problem["needs"] == "bureaus"
    assert (update["task"], update["parts"], update["percent"]) == ("A1", ["north"], "81.5")
    assert (update["date"], update["source"]) == ("2026-09", {"title": "x", "published": "2026-09"})
    assert (recheck["verdict"], recheck["date"]) == ("accept", "2026-10-01")


def test_a_batch_says_at_their_places_which_words_mean_two(blank: Path, ltz: Ltz) -> None:
    (blank / "batch.yaml").write_text(
        'records:\n- {kind: update, task: A1, parts: [段], text: "x", date: 7/8}\n- {kind: update, task: 样例, date: 7月32日, nil: true}\n',
        encoding="utf-8",
    )
    said = ltz("import", "batch.yaml", "--lang", "en").err
    found = re.findall(r"batch.yaml:(\d):(\d+): error\[(\w+)\]", said)
    assert [(line, code) for line, _, code in found] == [
        ("2", "ambiguous_name"), ("2", "ambiguous_date"), ("3", "ambiguous_name"), ("3", "not_a_date")
    ]  # fmt: skip


SESSION = """matters:
  - id: bridge
    decision: build
    sort: {sort: 用地, needs: 部门, because: x}
    order: {units: "北样自然资源局、公路", due: 年底, require: see to it}
  - {id: 一卡通, decision: go on}
"""


def test_a_session_file_is_read_alike(blank: Path, ltz: Ltz) -> None:
    problem = ltz("raise", "A1", "--text", "the bridge waits for land").out.strip()
    (blank / "s.yaml").write_text(SESSION + "attended: 甲（北样）、乙，丙\n", encoding="utf-8")
    done = ltz("session", "--level", "分管", "--form", "会议", "--from", "s.yaml")
    session, sort, order = newest(blank, done.out.strip())
    assert session["attended"] == ["甲（北样）", "乙", "丙"]
    assert [one["id"] for one in session["matters"]] == [problem, "B1"]
    assert (session["level"], session["form"]) == ("vice_mayors", "meeting")
    assert (sort["sort"], sort["needs"]) == ("land", "bureaus")
    assert (order["units"], order["due"]) == (["north_lands", "north_roads"], "2026-12-31")


@pytest.mark.parametrize(("lang", "unit", "level"), [("zh", "北样市交通局", "分管副市长"), ("en", "North Roads Bureau", "Vice mayors")])
def test_the_file_of_a_session_names_units_and_is_read_as_it_stands(blank: Path, ltz: Ltz, lang: str, unit: str, level: str) -> None:
    raised = ltz("raise", "A1", "--text", "难").out.strip()
    ltz("sort", raised, "--as", "land", "--needs", "bureaus", "--because", "x", "--recommend", "y", "--unit", "north_roads", "--due", "2026-11-30")
    ltz("paper", "agenda", "--level", "vice_mayors", "--draft", "s.yaml", "--lang", lang)
    drafted = (blank / "s.yaml").read_text(encoding="utf-8")
    assert f"{{units: [north_roads], due: 2026-11-30}}  # {unit}\n" in drafted and f"level: vice_mayors  # {level}\n" in drafted
    assert [one["kind"] for one in newest(blank, ltz("session", "s.yaml").out.strip())] == ["session", "order"]


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("list 问题 --state 待分类", "list problems --state raised"), ("status --city 北样 --as-of 10月底", "status --city north --as-of 2026-10-31"),
        ("paper 通报 --month 10", "paper bulletin --month 2026-10"), ("paper bulletin --quarter 三季度", "paper bulletin --quarter 2026Q3"),
        ("paper 总结 --half 上半年 --year 今年", "paper summary --half 2026H1 --year 2026"), ("ｓｔａｔｕｓ —lang zh", "status --lang zh"),
        ("list tasks --light 不亮灯 --area 交通", "list tasks --light unlit --area transport"), ("——office 北样 todo", "--office north todo"),
        ("status --known-on 昨天", "status --known-on 2026-11-23"), ("diff data/tasks.yaml --over 三季度", "diff data/tasks.yaml --over 2026Q3"), ("diff data/tasks.yaml --over 今年", "diff data/tasks.yaml --over 2026"),
    ],
)  # fmt: skip
def test_a_question_is_understood_in_words(blank: Path, ltz: Ltz, typed: str, plain: str) -> None:
    said = ltz(*typed.split())
    assert said == ltz(*plain.split())
    assert said.code == 0


def test_a_batch_names_records_by_the_first_digits_of_their_ids(blank: Path, ltz: Ltz) -> None:
    """As the command line does; a label and a whole id go before."""
    problem, update = (
        ltz(*words).out.strip() for words in (("raise", "A1", "--text", "land"), ("update", "B1", "--text", "x"))
    )
    (blank / "batch.yaml").write_text(
        f"""records:
- {{kind: sort, answers: {problem[:7]}, sort: land, needs: bureaus, because: "x", date: 2026-11-24}}
- {{kind: update, task: B1, text: "y", date: 2026-11-24, replaces: [{update[:7].upper()}]}}
- {{kind: session, level: vice_mayors, form: meeting, matters: [{{id: {problem[:8]}, decision: "x"}}, {{id: B1}}], date: 2026-11-24}}
""",
        encoding="utf-8",
    )
    done = ltz("import", "batch.yaml")
    assert done.code == 0, done.err
    sort, corrected, session = (record(blank, id) for id in done.out.split())
    assert (sort["answers"], corrected["replaces"]) == (problem, [update])
    assert [one["id"] for one in session["matters"]] == [problem, "B1"]
    (blank / "batch.yaml").write_text('records:\n- {kind: withdrawal, withdraws: A1-, because: "x", date: 2026-11-24}\n', encoding="utf-8")
    assert "batch.yaml:2:33: error[ambiguous_id]" in ltz("import", "batch.yaml", "--lang", "en").err


def test_an_order_of_a_session_file_replaces_by_the_first_digits(blank: Path, ltz: Ltz) -> None:
    problem = ltz("raise", "A1", "--text", "land", "--needs", "bureaus").out.strip()
    slip = ("--unit", "north_lands", "--due", "2026-12-31", "--require", "x")
    order = ltz("order", problem, *slip).out.strip()
    (blank / "s.yaml").write_text(
        f"matters:\n  - {{id: land, decision: go on, order: {{units: [north_lands], due: 年底, require: y, replaces: [{order[:8]}]}}}}\n",
        encoding="utf-8",
    )
    done = ltz("session", "--level", "vice_mayors", "--form", "meeting", "--from", "s.yaml", "--dry-run")
    assert f'replaces: ["{order}"]' in done.out, done.err


def test_a_session_is_named_by_its_day_or_level_where_only_one_fits(blank: Path, ltz: Ltz) -> None:
    held = {
        (level, day): ltz("session", "--level", level, "--form", "meeting", "--date", day, "--text", f"{level} {day}").out.strip()
        for level, day in (("mayors", "2026-09-22"), ("vice_mayors", "2026-09-22"), ("vice_mayors", "2026-10-20"))
    }
    minutes = ("paper", "minutes", "--lang", "en", "--session")
    for typed, of in (
        ("2026-10-20", ("vice_mayors", "2026-10-20")), ("10月20日", ("vice_mayors", "2026-10-20")), ("2026-10", ("vice_mayors", "2026-10-20")),
        ("市长", ("mayors", "2026-09-22")), ("Mayors", ("mayors", "2026-09-22")),
        ("分管副市长 9月22日", ("vice_mayors", "2026-09-22")), ("2026-09-22 Vice mayors", ("vice_mayors", "2026-09-22")),
    ):  # fmt: skip
        asked = ltz(*minutes, typed)
        assert asked.code == 0, (typed, asked.err)
        assert asked.out == ltz(*minutes, held[of]).out
    for typed, code in (("分管副市长", "ambiguous_id"), ("2026-09-22", "ambiguous_id"), ("2026-08-01", "unknown_record"), ("市长 2026-10-20", "unknown_record")):
        assert f"error[{code}]" in ltz(*minutes, typed).err
    problem = ltz("raise", "A1", "--text", "land", "--needs", "bureaus").out.strip()
    slip = ("order", problem, "--unit", "north_lands", "--due", "2026-12-31", "--require", "x", "--session")
    [order] = newest(blank, ltz(*slip, "2026-10-20").out.strip())
    assert order["session"] == held["vice_mayors", "2026-10-20"]


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("status --lang 中文", "status --lang zh"), ("status --lang Chinese", "status --lang zh"), ("status --lang=英文", "status --lang en"),
        ("--lang ENGLISH status", "--lang en status"), ("status --lang ｅｎ", "status --lang en"),
        ("status --format ＪＳＯＮ --as-of 2026-11-01", "status --format json --as-of 2026-11-01"), ("list tasks --format CSV --raw", "list tasks --format csv --raw"),
    ],
)  # fmt: skip
def test_languages_and_forms_by_what_they_are_called(blank: Path, ltz: Ltz, typed: str, plain: str) -> None:
    said = ltz(*typed.split())
    assert said == ltz(*plain.split())
    assert said.code == 0


def test_a_language_that_there_is_not(blank: Path, ltz: Ltz) -> None:
    for word in ("法语", "fr", "chin"):
        assert "not_one_of" in ltz("status", "--lang", word).err


@pytest.mark.parametrize("concerns", ['"北样、nowhere"', "[south, nowhere]", '[south, "北样、nowhere"]'])
def test_an_unknown_word_among_several_is_named_once(blank: Path, ltz: Ltz, concerns: str) -> None:
    (blank / "batch.yaml").write_text(
        f"records:\n- {{kind: problem, tasks: [A1], date: 2026-09-10, text: x, concerns: {concerns}}}\n", encoding="utf-8"
    )
    assert ltz("import", "batch.yaml", "--lang", "en").err.count("error[") == 1
