"""A plan of nothing but tasks and dates: it works on every screen, and no screen speaks of what it does without."""

import json
import re
from pathlib import Path

import pytest

from ltzplan.languages import LANGS
from tests.cli.terminal import on_a_terminal, shown, unix

PLAN = """\
plan: {format: 1, id: town, name: Town plan, signed: 2025-01-15, ends: 2027-12-31, time_zone: Europe/Oslo, language: en}
tasks:
  - {id: C1, name: Street lights, target: {due: 2026-06-30}}
  - {id: C2, name: Schools, target: {en: Ten schools, due: 2027-12-31}}
  - {id: C3, name: Trees}
levels: []
rhythm: null
"""
ABSENT = {
    "en": r"level|sort|supervis|dispatch|secretariat|portfolio|cit(y|ies)|silent|report due|\bowed|percent|schedule \(",
    "zh": r"层级|分类|督查|调度|秘书处|分管|市|未报|欠报|应达",
}
EMPTY = r"\(\)|（）|\(; |: ,|·  ·|, ,|None"
SCREENS = (
    "status", "status --all", "status --by stage", "status --by due", "escalate", "todo", "show C1", "show {raised}", "why C1",
    "calendar", "list tasks", "list problems", "list records", "log", "log C2", "validate", "", "paper summary --month 2026-10",
)  # fmt: skip


@pytest.fixture
def town(workspace_of, ltz):
    """Such a plan as a workspace with a report, a task done and an open problem; gives the problem's id."""
    workspace_of(PLAN, "2026-11-20T09:00:00+01:00")
    for words in (("update", "C2", "--stage", "under_way", "--text", "Three done"), ("raise", "C2", "--text", "No money")):
        done = ltz(*words)
        assert done.code == 0, done.err
    return done.out.strip()


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("screen", SCREENS)
def test_no_screen_speaks_of_what_the_plan_does_without(town, ltz, screen, lang):
    done = ltz("--lang", lang, *screen.format(raised=town).split())
    assert done.code == 0
    said = re.sub(r"ltz .*", "", done.out + done.err)
    assert not re.search(ABSENT[lang], said, re.IGNORECASE), said
    assert not re.search(EMPTY, said), said


def test_lights_by_date_and_who_must_act(town, ltz):
    status = json.loads(ltz("status", "--format", "json").out)
    assert {row["id"]: (row["light"], row["level"], row["area"]) for row in status["tasks"]} == {
        "C1": ("overdue", None, None), "C2": ("not_due", None, None), "C3": ("unlit", None, None),
    }  # fmt: skip
    found = json.loads(ltz("escalate", "--format", "json").out)
    assert ([one["id"] for one in found["late"]], [one["id"] for one in found["open"]]) == (["C1"], [town])
    assert ltz("escalate", "--exit-code").code == 1


def test_the_one_office_completes_and_closes_by_its_own_word(town, ltz):
    for words in (("update", "C1", "--stage", "done", "--text", "All"), ("accept", town, "--text", "Money found")):
        assert ltz(*words).code == 0
    status = json.loads(ltz("status", "--format", "json").out)
    assert [row["completed"] for row in status["tasks"]] == [True, False, False]
    assert ltz("escalate", "--exit-code").code == 0
    assert ltz("validate", "--strict").code == 0


NO_RHYTHM = "sets no rhythm of reports, so none is owed; 2 of 3 tasks were never reported on"


def test_where_no_rhythm_is_set_nobody_says_that_all_was_reported(town, ltz):
    """The notice of missing reports, the list of them and the form say the same: that none is owed."""
    refused, listed = ltz("--lang", "en", "paper", "reminder"), ltz("--lang", "en", "list", "silent")
    assert (refused.code, refused.out, listed.code, listed.out.strip()) == (2, "", 0, "")
    assert [NO_RHYTHM in one.err and "[no_rhythm]" in one.err for one in (refused, listed)] == [True, True]
    made = ltz("--lang", "en", "form", "-o", "form.xlsx")
    assert (made.code, "owed" in made.err, "2026-11: 3 tasks to report on" in made.err) == (0, False, True)
    assert json.loads(ltz("list", "silent", "--format", "json").out)["silent"] == []


@pytest.mark.parametrize("kind", ["agenda", "brief", "evaluation", "supervision"])
def test_a_paper_of_what_the_plan_does_without_is_refused(town, ltz, kind):
    done = ltz("paper", kind)
    assert (done.code, done.out, "[not_in_plan]" in done.err) == (2, "", True)


@pytest.mark.parametrize(("typed", "period"), [("4月", "2026-04"), ("April", "2026-04"), ("12月", "2025-12"), ("Q2", "Q2 2026"), ("2027-12", "2027-12")])
def test_a_form_is_of_the_period_nearest_to_today(town, ltz, monkeypatch, typed, period):
    monkeypatch.setenv("LTZ_NOW", "2026-03-10T09:00:00+01:00")
    done = ltz("--lang", "en", "form", "--month", typed, "-o", "form.xlsx")
    assert (done.code, f"{period}: 3 tasks" in done.err) == (0, True), done.err


@pytest.mark.parametrize("words", ["form --month 2024-12 -o form.xlsx", "form --month 2028-01 -o form.xlsx", "paper summary --month 2024-12"])
def test_a_period_that_the_plan_has_not_is_refused(town, ltz, words):
    done = ltz(*words.split())
    assert (done.code, done.out, "[outside_plan]" in done.err) == (2, "", True)
    assert not Path("form.xlsx").exists()


@pytest.mark.parametrize("word", ["Complete", "completed", "finished", "完成", "已完成", "报结"])
def test_any_word_for_done_completes_a_task_and_nothing_waits(town, ltz, word):
    assert ltz("update", "C1", "--stage", word, "--text", "All").code == 0
    shown = ltz("--lang", "en", "show", "C1").out
    assert "Completed: 2026-11-20" in shown and "2026-11-20  done  All" in shown
    assert not re.search("claim|waiting", shown)
    refused = ltz("--lang", "en", "accept", "C1")
    assert (refused.code, "In this plan what is claimed is completed" in refused.err) == (2, True)
    assert "accepted" not in ltz("--lang", "en", "why", "C1").out
    assert "completed      1" not in ltz("--lang", "en", "status", "--by", "stage").out


def test_an_open_problem_waits_for_the_only_office(town, ltz):
    [item] = [one for one in json.loads(ltz("todo", "--format", "json").out)["items"] if one["queue"] == "solve"]
    assert (item["id"], item["command"]) == (town, f"ltz accept {town} --text TEXT")
    assert ltz("accept", town, "--text", "Money found").code == 0
    assert "solve" not in ltz("todo", "--format", "json").out


@unix
def test_an_open_problem_is_closed_at_the_table_with_its_reason(town, ltz, tmp_path):
    """Nothing of it can be returned, so that is not asked."""
    code, received = on_a_terminal(tmp_path, ["accept"], "Money found", "", "y", LTZ_NOW="2026-11-20T10:00:00+01:00", LTZ_LANG="en")
    said = shown(received)
    assert (code, "Problems to solve" in said, "return" in said) == (0, True, False), said
    assert json.loads(ltz("show", town, "--format", "json").out)["state"] == "closed"


def test_the_example_of_a_verb_has_no_option_of_what_the_plan_does_without(town, ltz):
    assert 'ltz update C2 --stage done --text "foundations done"\n' in ltz("--lang", "en", "help", "update").out


def test_the_page_speaks_of_no_dispatch_that_the_plan_does_not_have(town, ltz):
    assert ltz("page", "-o", "page.html").code == 0
    assert "No dispatch is recorded yet" not in Path("page.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("words", ["sort {raised} --needs x", "order {raised} --unit x --due 2026-12-01 --require y"])
def test_what_the_plan_does_without_is_refused(town, ltz, words):
    assert ltz(*words.format(raised=town).split()).code == 2
    assert Path("data").exists()


DATED = """\
plan: {format: 1, id: town, name: Town plan, signed: 2025-01-15, ends: 2027-12-31, time_zone: Europe/Oslo, language: en}
tasks:
  - {id: C1, name: Street lights, lead_units: Roads office, target: {due: 2026-06-30, due_also: 2026-12-31}}
  - id: C2
    name: Schools
    target: {en: Ten schools, due: 2027-12-31}
    further_targets: [{en: Heating plan, due: 2026-10-01}, {due: {within: 5 years, from: 2025-01-15}}]
    parts: {north: {en: North school, due: 2026-11-25, due_words: in autumn}, south: {en: South school, due: 2026-09-01}}
    milestones: [{id: permit, en: Permit, due: 2026-11-01}, {id: half, en: Half of it, due: {within: 90 days, from: permit}}]
  - {id: C3, name: Trees, start: 2027-02-01, target: {due: null}}
  - {id: C4, name: Parks, target: {due: {within: 1 month, from: plans}}, milestones: [{id: plans, en: Plans, due_words: by spring}]}
"""
SAID = {
    "status": ("C2 Heating plan (due 2026-10-01, 50 d past)", "(dates differ, one has passed)", "starts 2027-02-01", "within 1 month of “Plans”"),
    "status --not-started": ("1 task:",),
    "escalate": ("Due within 5 days: C2 (North school) (2026-11-25)",),
    "todo": ("Schools (Heating plan) (by 2026-10-01", "Schools (South school)", "Schools (milestone “Permit”)"),
    "show C1": ("Due: 2026-06-30 or 2026-12-31", "Sources differ on the due date: 2026-06-30 has passed"),
    "show C2": ("Heating plan (2026-10-01) past (50 d)", "in autumn (2026-11-25)", "within 90 days of “Permit”"),
    "show C3": ("Stage: starts 2027-02-01",),
    "show C4": ("Due: within 1 month of “Plans”", "Plans: no record (due: by spring)"),
    "calendar": ("Town plan calendar of due dates", "no date yet (counted from “Permit”)", "further target (2)"),
    "calendar --format ics": ("DTSTART;VALUE=DATE:20261125", "SUMMARY:C2 North school (part): due soon"),
    "list dated --state soon": ("North school",),
    "list dated --format csv": ("further target,,2,C2",),
    "status --format csv": ("Heating plan; further target (2); North school",),
}


@pytest.fixture
def dated(workspace_of):
    """A plan with days of every kind as a workspace."""
    workspace_of(DATED, "2026-11-20T09:00:00+01:00")


@pytest.mark.parametrize("screen", SAID)
def test_every_screen_knows_what_has_a_day(dated, ltz, screen):
    done = ltz("--lang", "en", *screen.split())
    assert done.code == 0, done.err
    assert [said for said in SAID[screen] if said not in " ".join(done.out.split())] == [], done.out


def test_days_are_counted_moved_and_taken_off(dated, ltz):
    """From the day on which the milestone was reached; the first day stays visible."""
    for words in (
        ("update", "C4", "--milestone", "plans", "--date", "2026-11-15"),
        ("adjust", "C1", "--no-due", "--because", "No money", "--approved-by", "Mayor"),
    ):
        done = ltz("--lang", "en", *words)
        assert done.code == 0, done.err
    rows = {row["id"]: row for row in json.loads(ltz("status", "--format", "json").out)["tasks"]}
    assert (rows["C4"]["due"], rows["C1"]["due"], rows["C1"]["first_due"], rows["C3"]["starts"]) == ("2026-12-15", None, "2026-12-31", "2027-02-01")
    shown = ltz("--lang", "en", "show", "C1").out
    assert "Now no due date" in shown and "Adjusted 2026-11-20: no due date" in shown
    assert ltz("adjust", "C1", "--no-due", "--due", "2027-01-01", "--because", "x", "--approved-by", "y").code == 2
    assert ltz("validate", "--strict").code == 0
