"""Which ids are meant, which tasks are chosen, and as of when."""

import json
import re
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ltzplan.cli.options import Filters, Moment, again
from ltzplan.reports.filter import TaskFilter
from tests.cli.written import AS_OF, JSON, Ltz
from tests.examples import thinned


def test_ids_by_prefix(shipped: Path, yes: Any, no: Any) -> None:
    assert json.loads(yes("show", "T1-37b0", *JSON))["id"] == "T1-37b096156776fc59"
    assert json.loads(yes("show", "t1-37B0", *JSON))["id"] == "T1-37b096156776fc59"
    assert json.loads(yes("why", "T1-37b0", *JSON))["id"] == "T1-37b096156776fc59"
    assert "T1-37b096156776fc59" in no("ambiguous_id", "show", "T1-")
    no("unknown_id", "show", "T1-zzzz")
    assert json.loads(yes("show", "T1", *JSON))["task"]["id"] == "T1"
    assert json.loads(yes("show", "“三干”快速化改造", *JSON))["task"]["id"] == "T1"
    assert json.loads(yes("show", "t1", *JSON))["task"]["id"] == "T1"
    for typed in ("T1-35471b53eb202937", "t1-3547", "3547"):
        assert json.loads(yes("show", typed, *JSON))["record"]["percent"] == "81.55"
    no("unknown_id", "show", "354")


@pytest.mark.parametrize(
    ("words", "some", "others"),
    thinned([
        (("--area", "transport"), {"T1", "T9"}, {"P1", "C1"}),
        (("--area", "交通共建"), {"T1", "T9"}, {"P1"}),
        (("--area", "Transport"), {"T1", "T9"}, {"P1"}),
        (("--level", "书记、市长"), {"T5", "I1", "O4"}, {"T1"}),
        (("--level", "lead_unit"), {"T1"}, {"T5", "I1", "O4"}),
        (("--light", "on_course", "--as-of", "2020-08-31"), {"T1"}, {"T4", "P1"}),
        (("--light", "正常", "--as-of", "2020-08-31"), {"T1"}, {"T4", "P1"}),
        (("--light", "unlit", "--as-of", "2020-08-31"), {"T4"}, {"T1"}),
        (("--stage", "推进"), {"T1"}, {"T6"}),
        (("--stage", "under_way"), {"T1", "T2"}, {"T4", "T5"}),
        (("--stage", "completed"), set(), {"T1"}),
        (("--kind", "合作事项"), {"P1"}, set()),
        (("--origin", "carried_over"), {"C1", "C2", "C3"}, {"T1"}),
        (("--origin", "plan"), {"T1"}, {"C1"}),
        (("--city", "zhuzhou", "--area", "livelihood"), set(), {"T1"}),
        (("--area", "transport", "--light", "on_course", "--as-of", "2020-08-31"), {"T1"}, {"T4"}),
    ], 2),
)
def test_filters_of_status(
    shipped: Path, yes: Any, words: tuple[str, ...], some: set[str], others: set[str]
) -> None:
    report = json.loads(yes("status", *AS_OF, *words, *JSON))
    shown = {row["id"] for row in report["tasks"]}
    assert some <= shown
    assert not others & shown
    own = [row for row in report["tasks"] if row["origin"] == "plan"]
    assert report["summary"]["tasks"]["total"] == len(own)
    listed = {row["id"] for row in json.loads(yes("list", "tasks", *AS_OF, *words, *JSON))["tasks"]}
    assert listed == shown


def test_filters_of_escalate(blank: Path, wrote: Any, yes: Any) -> None:
    """One aide gets only what is before her principal, and the tasks of the field."""
    road = wrote("raise", "A1", "--text", "路", "--needs", "bureaus")
    card = wrote("raise", "B1", "--text", "卡", "--needs", "bureaus")

    def matters(*words: str) -> dict[str, list[str]]:
        levels = json.loads(yes("escalate", *words, *JSON))["levels"]
        return {one["level"]: [matter["id"] for matter in one["matters"]] for one in levels}

    assert matters() == {"mayors": ["A2"], "vice_mayors": [road, card], "lead_unit": []}
    assert matters("--level", "分管副市长") == {"vice_mayors": [road, card]}
    assert matters("--level", "vice_mayors", "--portfolio", "交通") == {"vice_mayors": [road]}
    assert matters("--portfolio", "services") == {"mayors": [], "vice_mayors": [card], "lead_unit": []}
    assert matters("--area", "transport", "--level", "vice_mayors") == {"vice_mayors": [road]}
    assert matters("--city", "北样市")["vice_mayors"] == [road, card]


def test_one_aides_paper(blank: Path, wrote: Any, yes: Any) -> None:
    """With --level the text too holds that level's matters and nobody else's."""
    wrote("raise", "A1", "--text", "路的事", "--needs", "bureaus")
    wrote("raise", "A1", "--text", "省里的事", "--needs", "province")
    text = yes("escalate", "--level", "vice_mayors", "--lang", "zh")
    assert "路的事" in text
    assert "省里的事" not in text
    assert "市长" in text


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("option", [f"--{one.name}" for one in fields(Filters) if one.name != "not_started"])
def test_every_filter_names_what_is_unknown_and_what_is_known(blank: Path, ltz: Ltz, lang: str, option: str) -> None:
    """In both languages; of a list in which the plan has nothing it says that."""
    done = ltz("list", "tasks", option, "nothing", "--lang", lang)
    assert (done.code, done.out) == (2, "")
    way_out = {"zh": "可用：|计划里一个也没有", "en": "Known are: |Use one of |The plan has none"}[lang]
    assert re.search(rf"\n  ({way_out})", done.err)


@pytest.mark.parametrize("verb", ["status", "escalate"])
def test_filters_of_a_report_name_what_is_unknown(blank: Path, no: Any, verb: str) -> None:
    assert "lead_unit" in no("unknown_id", verb, "--level", "nothing")


def test_as_of_and_known_on(
    blank: Path, wrote: Any, yes: Any, no: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def percent(*words: str) -> str | None:
        return json.loads(yes("status", *words, *JSON))["tasks"][0]["percent"]

    monkeypatch.setenv("LTZ_NOW", "2026-10-10T09:00:00+08:00")
    wrote("update", "A1", "--percent", "10", "--measure", "works", "--date", "2026-09-30")
    monkeypatch.setenv("LTZ_NOW", "2026-11-10T23:59:59+08:00")
    wrote("update", "A1", "--percent", "20", "--measure", "works", "--date", "2026-10")
    monkeypatch.setenv("LTZ_NOW", "2026-11-24T15:00:00+08:00")
    assert percent() == "20"
    assert percent("--as-of", "2026-10-30") == "10"  # a month counts from its end
    assert percent("--as-of", "2026-10-31") == "20"
    assert percent("--as-of", "2026-10") == "20"
    assert percent("--as-of", "2026-09-29") is None
    assert percent("--known-on", "2026-11-09") == "10"
    assert percent("--known-on", "2026-11-10") == "20"  # the whole day counts
    assert percent("--as-of", "2026-12-31", "--known-on", "2026-10-09") is None
    frame = json.loads(yes("status", "--as-of", "2026-10", "--known-on", "2026-11", *JSON))
    assert (frame["as_of"], frame["known_on"]) == ("2026-10-31", "2026-11-30")
    assert json.loads(yes("status", *JSON))["known_on"] is None
    for option in ("--as-of", "--known-on"):
        for value in ("2026-13-01", "soon", "2026-1-32", "２０２６-13"):
            no("bad_date", "status", option, value)


@pytest.mark.parametrize(
    "verb",
    [
        ("status",),
        ("escalate",),
        ("show", "A1"),
        ("why", "A1"),
        ("log", "A1"),
        ("log",),
        ("list", "tasks"),
        ("list", "records"),
    ],
)
def test_every_read_knows_both_clocks(blank: Path, wrote: Any, yes: Any, verb: tuple[str, ...]) -> None:
    wrote("update", "A1", "--text", "只在十一月", "--date", "2026-11-20")
    frame = json.loads(yes(*verb, "--as-of", "2026-10-31", "--known-on", "2026-10-31", *JSON))
    assert (frame["as_of"], frame["known_on"]) == ("2026-10-31", "2026-10-31")
    assert "只在十一月" not in json.dumps(frame, ensure_ascii=False)


def test_a_bad_clock(blank: Path, no: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LTZ_NOW", "noon")
    no("not_an_instant", "status")


def test_a_list_is_sorted_and_its_columns_are_picked_by_their_names(blank: Path, yes: Any, no: Any) -> None:
    """By code or title in either language; numbers by value, what is not known last; JSON keeps its shape."""

    def listed(*words: str) -> list[str]:
        return yes("list", "tasks", "--columns", "事项,id", "--format", "csv", "--raw", *words).splitlines()

    assert listed()[0] == "title,id"
    titles = [line.rpartition(",")[0] for line in listed("--sort", "title")[1:]]
    assert titles == sorted(titles) == [line.rpartition(",")[0] for line in listed("--sort", "－事项")[:0:-1]]
    whole = json.loads(yes("list", "tasks", "--columns", "id", "--sort", "-id", *JSON))["tasks"]
    assert [one["id"] for one in whole] == ["B1", "A2", "A1"] and "light" in whole[0]
    assert [line[-2:] for line in listed("--sort", "area，-id")[1:]] == ["A2", "A1", "B1"]  # in the plan's order
    assert yes("list", "tasks", "--columns", "id,due", "--sort", "due").splitlines()[0].split() == ["id", "due"]
    assert "months_owed" in no("not_one_of", "list", "tasks", "--sort", "nothing")


def test_stranger_7_filters_of_lists(ordered: dict[str, str], ltz: Ltz) -> None:
    def ids(*words: str) -> list[str]:
        return [one["id"] for one in json.loads(ltz("list", *words, "--format", "json").out)[words[0]]]

    assert ids("problems", "--state", "ordered") == ids("problems", "--state", "已交办") == ids("problems", "--open")
    assert ids("problems", "--state", "closed") == []
    assert len(ids("problems", "--level", "vice_mayors")) == 1
    assert ids("orders", "--state", "void") == []
    assert ids("orders", "--open") == ids("orders", "--match", "north LANDS") == ids("orders", "--match", "资源")
    assert ids("orders", "--match", "no such") == []
    assert ids("records", "--by", "北样市") == [] != ids("records", "--by", "secretariat") == ids("records")
    assert "not_of_list" in ltz("list", "orders", "--by", "secretariat").err
    ltz("reply", ordered["problem"], "--done", "--text", "x")
    assert ids("problems", "--state", "answered") == ids("problems", "--open")


@pytest.mark.parametrize(("kind", "state", "known"), [("problems", "missed", "closed"), ("orders", "已印发", "handed_back"), ("papers", "open", "corrected")])
def test_a_list_refuses_a_state_that_its_rows_are_never_in(blank: Path, no: Any, kind: str, state: str, known: str) -> None:
    said = no("not_one_of", "list", kind, "--state", state)
    assert known in said and "put_off" not in said


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("narrowed", "kept"), [([], ""), (["--city", "North Example", "--level", "lead_unit"], " --city north")])
def test_what_a_hint_gives_to_be_typed_asks_of_the_same_tasks_and_day(blank: Path, ltz: Ltz, lang: str, narrowed: list[str], kept: str) -> None:
    """On whatever day it is typed. Where a level is asked for its own matters, the silence is of the other tasks, too."""
    moment, at = ["--as-of", "end of May"], " --as-of 2026-05-31"
    escalated = ltz("escalate", *narrowed, *moment, "--lang", lang).out
    assert f"ltz list silent{kept}{at}\n" in escalated
    shown = ltz("status", *narrowed, *moment, "--lang", lang).out
    level = " --level lead_unit" if narrowed else ""
    assert f"ltz escalate{kept}{level}{at}\n" in shown and ("--all" in shown) == (not narrowed)
    assert f"ltz show A1{at} " in shown and f"ltz why A1{at}\n" in ltz("show", "A1", *moment, "--lang", lang).out
    assert "--as-of" not in ltz("status", "--lang", lang).out


def test_options_are_typed_again_as_a_shell_reads_them() -> None:
    assert again(TaskFilter(lead="Roads Office", not_started=True), Filters) == ' --lead "Roads Office" --not-started'
    assert Moment(as_of="yesterday", known_on="昨天", rev="HEAD~1").again(date(2026, 5, 31), date(2026, 6, 1)) == " --as-of 2026-05-31 --known-on 2026-06-01 --rev HEAD~1"
    assert again(TaskFilter(), Filters) == Moment().again(date(2026, 5, 31), None) == ""
