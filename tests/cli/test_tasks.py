"""A task as it is typed and read: figures and their days, background, silence, milestones, what is completed."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Ltz = Callable[..., Any]
JSON = ("--format", "json")


@pytest.fixture
def at(ltz: Ltz, blank: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Give a function that runs ltz in English on a day, expects exit 0 and gives what it prints."""

    def act(day: str, *words: str) -> str:
        monkeypatch.setenv("LTZ_NOW", f"{day}T09:00:00+08:00")
        done = ltz(*words, "--lang", "en")
        assert done.code == 0, done.err
        return str(done.out)

    return act


@pytest.fixture
def refused(ltz: Ltz, at: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Give a function that runs what is refused with exit 2 and a code, and gives what is said."""

    def act(day: str, code: str, *words: str) -> str:
        monkeypatch.setenv("LTZ_NOW", f"{day}T09:00:00+08:00")
        done = ltz(*words, "--lang", "en")
        assert (done.code, done.out) == (2, "") and f"error[{code}]" in done.err, done
        return str(done.err)

    return act


def row(printed: str, id: str = "A1") -> dict[str, Any]:
    return next(one for one in json.loads(printed)["tasks"] if one["id"] == id)


PERCENT = ("--percent", "30", "--measure", "investment")


def test_R5_a_day_that_is_none_is_named_by_its_option(refused: Callable[..., str]) -> None:
    said = refused("2026-04-10", "not_a_date", "update", "A1", *PERCENT, "--of", "2026-02-30", "--text", "x")
    assert said.startswith("--of: ")


def test_R5_a_figure_carries_its_day_wherever_it_is_printed(at: Callable[..., str]) -> None:
    """status, its CSV and Markdown, show, why, log: the day is the figure's, not that of the last report."""
    at("2026-04-10", "update", "A1", *PERCENT, "--of", "2026-03-31", "--text", "So far")
    at("2026-04-20", "update", "A1", "--text", "Works go on")
    found = row(at("2026-04-25", "status", *JSON))
    assert (found["percent"], found["percent_date"], found["last_report"]) == ("30", "2026-03-31", "2026-04-20")
    assert "investment 30 (2026-03-31)" in at("2026-04-25", "status")
    assert "investment 30 (2026-03-31)" in at("2026-04-25", "status", "--format", "md")
    [line] = [one for one in csv.DictReader(io.StringIO(at("2026-04-25", "status", "--format", "csv", "--raw"))) if one["id"] == "A1"]
    assert (line["percent"], line["percent_date"]) == ("30", "2026-03-31")
    assert "investment 30% (stated, 2026-03-31)" in at("2026-04-25", "show", "A1")
    assert "investment 30% (2026-03-31)" in at("2026-04-25", "log", "A1")
    assert "investment 30% (2026-03-31)" in at("2026-04-25", "why", "A1")


def test_stranger_8_a_figure_of_march_lights_nothing_in_june(at: Callable[..., str]) -> None:
    at("2026-03-31", "update", "A1", *PERCENT, "--text", "So far")
    assert row(at("2026-04-30", "status", *JSON))["light"] == "on_course"
    found = row(at("2026-06-30", "status", *JSON))
    assert (found["light"], found["unlit_because"], found["percent"]) == ("unlit", "old_percent", "30")
    assert "no recent percent" in at("2026-06-30", "show", "A1")
    assert "never counted as on course" in at("2026-06-30", "why", "A1")


def test_R5_an_old_light_is_shown_with_its_day(at: Callable[..., str]) -> None:
    at("2026-04-30", "update", "A1", "--percent", "5", "--measure", "investment", "--text", "So far")
    found = row(at("2026-08-31", "status", *JSON))
    assert (found["light"], found["lit_on"]) == ("behind", "2026-04-30")
    assert "behind (by the figure of 2026-04-30)" in at("2026-08-31", "show", "A1")


def test_R7_background_is_listed_marked_and_no_report(at: Callable[..., str]) -> None:
    before = row(at("2026-06-10", "status", *JSON))
    at("2026-06-10", "update", "A1", "--background", "--text", "The province approved the line")
    after = row(at("2026-06-30", "status", "--as-of", "2026-06-10", *JSON))
    assert (after["last_report"], after["months_owed"]) == (None, before["months_owed"])
    assert "background" in at("2026-06-30", "log", "A1")
    assert "2026-06-10  background  The province approved the line" in at("2026-06-30", "show", "A1")
    assert [one["background"] for one in json.loads(at("2026-06-30", "show", "A1", *JSON))["reports"]] == [True]


def test_R8_silence_in_words_and_numbers(at: Callable[..., str], ltz: Ltz) -> None:
    """A nil report ends the silence and makes nothing good; a city's list has what its own office did not report."""
    found = row(at("2026-06-30", "status", *JSON))
    assert (found["months_owed"], found["months_missed"]) == (6, {"year": 6, "all": 6})
    assert "No report for 6 periods: 2026-01, 2026-02" in at("2026-06-30", "show", "A1")
    at("2026-06-30", "update", "B1", "--nil", "--office", "north")
    found = row(at("2026-06-30", "status", *JSON), "B1")
    assert (found["months_owed"], found["months_missed"]) == (0, {"year": 5, "all": 5})
    assert found["reported_by"] == {"north": "2026-06-30", "south": None}
    shown = at("2026-06-30", "show", "B1")
    assert "Missed 5 this year, 5 in total" in shown and "Reported for 2026-06: 1/2 cities" in shown
    assert "漏报5期" in ltz("show", "B1", "--lang", "zh").out
    assert "连续未报6期" in ltz("show", "A1", "--lang", "zh").out
    listed = {city: json.loads(at("2026-06-30", "list", "silent", "--city", city, *JSON))["silent"] for city in ("north", "south")}
    assert [{one["task"] for one in rows} for rows in listed.values()] == [{"A1", "A2"}, {"B1", "A2"}]


def test_method_B9_the_command_that_settles_rewrites_no_past(at: Callable[..., str]) -> None:
    """Typed on 12 October about the figures of September: on the 11th the offices still differ."""
    figures = ("--measure", "works", "--date", "2026-09-30", "--text", "x")
    one = at("2026-09-30", "update", "B1", "--percent", "88", *figures, "--office", "north").strip()
    two = at("2026-10-02", "update", "B1", "--percent", "92", *figures, "--office", "south").strip()
    [item] = [one for one in json.loads(at("2026-10-12", "todo", *JSON))["items"] if one["queue"] == "settle"]
    at("2026-10-12", *item["command"].replace("PERCENT", "90").split()[1:])
    before = row(at("2026-10-12", "status", "--as-of", "2026-10-11", *JSON), "B1")
    after = row(at("2026-10-12", "status", *JSON), "B1")
    assert (before["percent"], len(before["disagreements"])) == (None, 1)
    assert (after["percent"], after["percent_date"], after["disagreements"]) == ("90", "2026-09-30", [])
    assert after["last_report"] == "2026-09-30"
    shown = at("2026-10-12", "show", "B1")
    settles = f"Settles: {one[:7]} (North Example, works 88% (2026-09-30)), {two[:7]} (South Example, works 92% (2026-09-30))"
    assert settles in shown


def test_bug_30_a_milestone_past_its_day_is_late_in_status_and_show(at: Callable[..., str]) -> None:
    assert "Milestone late: A1 Opened (due 2026-12-31, 10 d past)" in at("2027-01-10", "status")
    assert "Opened: no record (due: 2026-12-31, 10 d past)" in at("2027-01-10", "show", "A1")
    assert row(at("2027-01-10", "status", *JSON))["late_milestones"] == [{"milestone": "opened", "due": "2026-12-31", "days": 10}]
    [chased] = [one for one in json.loads(at("2027-01-10", "todo", *JSON))["items"] if one["reasons"] == ["milestone"]]
    assert (chased["queue"], chased["id"], chased["due"], chased["days"]) == ("chase", "A1", "2026-12-31", 10)
    assert "Example Avenue (milestone “Opened”)" in at("2027-01-10", "todo")
    at("2027-01-10", "update", "A1", "--milestone", "opened", "--text", "Opened")
    assert "10 d past" not in at("2027-01-10", "status") + at("2027-01-10", "show", "A1")


def test_R18_the_secretariat_reopens_and_says_why(at: Callable[..., str], refused: Callable[..., str]) -> None:
    at("2026-03-01", "update", "A1", "--stage", "reported_complete", "--text", "Done")
    at("2026-03-05", "accept", "A1")
    assert row(at("2026-03-05", "status", *JSON))["completed"] is True
    assert "--reopen" in refused("2026-04-01", "task_completed", "update", "A1", "--text", "One more bridge")
    at("2026-04-01", "update", "A1", "--background", "--text", "The province praised it")
    reopened = at("2026-04-02", "update", "A1", "--reopen", "--because", "The bridge is closed").strip()
    found = json.loads(at("2026-04-02", "show", reopened.partition("-")[0], *JSON))
    assert (found["row"]["completed"], found["row"]["stage"], found["reports"][0]["text"]) == (False, None, "The bridge is closed")
    assert "reopened" in at("2026-04-02", "show", "A1") and "reopened" in at("2026-04-02", "log", "A1")


def own_word(folder: Path, completion: str) -> None:
    """Give the example a stage of its own that completes."""
    path = folder / "data" / "tasks.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count("\nstages:") == 1 and "completion: recheck" in text
    at = text.index("\n", text.index("\nstages:") + 1)
    stage = '\n  finished: {name: {zh: "竣工", en: "finished"}, completes: true}'
    path.write_text(text[:at] + stage + text[at:].replace("completion: recheck", completion), encoding="utf-8")
    if completion not in path.read_text(encoding="utf-8"):
        path.write_text(path.read_text(encoding="utf-8").replace("completion: recheck", completion), encoding="utf-8")


def test_R18_the_plans_own_word_for_done_is_on_every_screen(at: Callable[..., str], blank: Path, ltz: Ltz) -> None:
    own_word(blank, "completion: recheck")
    at("2026-03-01", "update", "A1", "--stage", "finished", "--text", "Done")
    found = row(at("2026-03-01", "status", *JSON))
    assert (found["stage"], found["completed"]) == ("finished", False)
    assert "1 finished (to be accepted)" in at("2026-03-01", "status")
    assert "Stage: finished" in at("2026-03-01", "show", "A1")
    assert "竣工（待认定）1" in ltz("status", "--lang", "zh").out
    at("2026-03-05", "accept", "A1")
    found = row(at("2026-03-05", "status", *JSON))
    assert (found["stage"], found["completed"], found["light"]) == ("finished", True, "done")


def test_R18_where_the_claim_completes_a_later_stage_reopens(at: Callable[..., str], blank: Path) -> None:
    own_word(blank, "completion: claim")
    at("2026-03-01", "update", "A1", "--stage", "finished", "--text", "Done")
    assert row(at("2026-03-01", "status", *JSON))["completed"] is True
    assert "1 finished" in at("2026-03-01", "status")
    at("2026-04-01", "update", "A1", "--stage", "under_way", "--text", "Not done after all")
    found = row(at("2026-04-01", "status", *JSON))
    assert (found["stage"], found["completed"]) == ("under_way", False)


WITHDRAWN = ("adjust", "A2", "--withdraw", "--because", "no money", "--approved-by", "Heads")


@pytest.mark.parametrize(
    "words",
    [
        ("update", "A2", "--stage", "under_way", "--text", "x"),
        ("raise", "A2", "--text", "land"),
        ("extend", "A2", "2027-05-01", "--because", "late", "--approved-by", "Heads"),
        ("adjust", "A1", "--merge-into", "A2", "--because", "x", "--approved-by", "Heads"),
    ],
)
def test_bug_41_nothing_is_done_on_a_task_given_up(at: Callable[..., str], refused: Callable[..., str], words: tuple[str, ...]) -> None:
    at("2026-02-01", *WITHDRAWN)
    said = refused("2026-02-12", "task_ended", *words)
    assert "A2" in said and "withdrawn on 2026-02-01" in said


def test_code_B3_the_claim_of_a_task_given_up_is_not_accepted(at: Callable[..., str], refused: Callable[..., str]) -> None:
    at("2026-02-01", "update", "A2", "--stage", "reported_complete", "--text", "Done")
    at("2026-02-02", *WITHDRAWN)
    refused("2026-02-12", "task_ended", "accept", "A2")
    assert json.loads(at("2026-02-12", "escalate", *JSON))["waiting_for_recheck"] == []
    assert [one["queue"] for one in json.loads(at("2026-02-12", "todo", *JSON))["items"] if one["id"] == "A2"] == []


def test_bug_41_what_comes_by_a_merge_is_in_doubt(at: Callable[..., str], blank: Path) -> None:
    """Each office wrote what was sound where it stood; nobody is stopped, and the doubt asks in both languages."""
    report = at("2026-02-12", "update", "A2", "--text", "stops marked").strip()
    at("2026-02-13", *WITHDRAWN, "--date", "2026-02-01")
    for lang, word in (("en", "was withdrawn on 2026-02-01"), ("zh", "撤销")):
        found = at("2026-02-13", "list", "doubts", "--lang", lang)
        assert word in found and report[:-12] in found


def test_bug_43_last_years_day_is_refused_and_background_is_not(at: Callable[..., str], refused: Callable[..., str]) -> None:
    for words in (("update", "A1", "--text", "x"), ("raise", "A1", "--text", "land"), ("session", "--level", "vice_mayors", "--form", "meeting", "--text", "x")):
        assert "2026-01-01" in refused("2026-01-20", "before_signing", *words, "--date", "2025-01-19")
    at("2026-01-20", "update", "A1", "--background", "--text", "x", "--date", "2025-01-19")


def test_an_answer_wanted_in_the_past_is_refused(refused: Callable[..., str]) -> None:
    refused("2026-02-12", "wanted_in_past", "raise", "A1", "--text", "land", "--wanted-by", "2026-02-11")


def test_a_target_says_its_verb_once(blank: Path, ltz: Ltz) -> None:
    """Beside a promise that does not begin with it; of words for one sense any counts."""
    plan = blank / "data" / "tasks.yaml"
    text = plan.read_text(encoding="utf-8").replace("target: {zh:", "target: {verb: build, zh:")
    plan.write_text(text + 'verbs:\n  build: {name: {zh: "建成、全线", en: "built"}, rests_on: local}\n', encoding="utf-8")
    said = {(id, lang): ltz("show", id, "--lang", lang).out for id in ("A1", "A2") for lang in ("zh", "en")}
    assert "目标：全线建成\n" in said["A1", "zh"] and "Target: Built along its whole length\n" in said["A1", "en"]
    assert "目标（建成、全线）：纳入省规划\n" in said["A2", "zh"]
    assert "Target (built): Entered in the province's plan\n" in said["A2", "en"]


def test_a_paragraph_of_the_source_is_named_by_its_section(blank: Path, ltz: Ltz) -> None:
    plan = blank / "data" / "tasks.yaml"
    text = plan.read_text(encoding="utf-8").replace("done_when: null, rests_on: local", "done_when: null, rests_on: roads", 1)
    text += 'sources:\n  article: {title: "x"}\narticle:\n  roads: {section: {zh: "交通", en: "Transport"}, paragraph: 4}\n'
    plan.write_text(text, encoding="utf-8")
    assert "依据：原文·交通·第4段\n" in ltz("show", "B1", "--lang", "zh").out
    assert "rests on: Transport para. 4\n" in ltz("show", "B1", "--lang", "en").out


def test_what_falls_due_on_the_day_is_due_today(at: Callable[..., str]) -> None:
    assert "Due within 1 day: A1 (2026-12-31)" in at("2026-12-30", "escalate")
    assert "Due today: A1 (2026-12-31)" in at("2026-12-31", "escalate")
