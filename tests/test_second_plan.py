"""A second plan, of another region and another method: nothing of the first is in code."""

import ast
import json
import re
import shutil
from itertools import product
from pathlib import Path

import pytest
import yaml

from tests.build import ROOT
from tests.examples import thinned

PLAN = Path(__file__).with_name("second_plan.yaml")
NOW = "2023-10-10T09:00:00+03:00"


@pytest.fixture
def lakes(tmp_path, monkeypatch, ltz):
    """The second plan as a workspace; gives a function that runs ltz and wants it to succeed."""
    (tmp_path / "data").mkdir()
    shutil.copyfile(PLAN, tmp_path / "data" / "tasks.yaml")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LTZ_NOW", NOW)

    def run(*words):
        done = ltz(*words)
        assert done.code == 0, done.err
        return done.out.strip()

    return run


@pytest.fixture
def history(lakes):
    """Reports, a problem and its sorting, all by the one office; gives the problem's id."""
    lakes("update", "W.1", "--date", "2023-06-30", "--stage", "digging", "--percent", "20", "--measure", "metres")
    lakes("update", "P.1", "--date", "2023-09-30", "--percent", "30", "--measure", "metres", "--part", "north")
    lakes("update", "P.1", "--date", "2023-09-30", "--percent", "40", "--measure", "metres", "--part", "south")
    raised = lakes("raise", "W.1", "P.1", "--date", "2023-03-20", "--text", "No permit to dig")
    lakes("sort", raised, "--as", "permit", "--needs", "between", "--because", "Two desks", "--date", "2023-04-01")
    return raised


def read(lakes, *words):
    """Give what a command says in JSON."""
    return json.loads(lakes(*words, "--format", "json"))


def test_it_is_valid_and_its_cases_come_out(lakes):
    """Validate runs the rule cases of any plan."""
    lakes("validate", "--strict")


def test_status(lakes, history):
    """Lights by percent of schedule, quarters owed by the tenth of the month after, three tasks."""
    report = read(lakes, "status")
    rows = {row["id"]: row for row in report["tasks"]}
    assert (report["plan"], report["as_of"]) == ("lakes", "2023-10-10")
    assert list(rows) == ["W.1", "P.1", "H.1"]
    assert [rows[id]["light"] for id in rows] == ["red", "green", "unlit"]
    assert (rows["P.1"]["percent"], rows["P.1"]["percent_basis"]) == ("35.0", "derived")
    assert [rows[id]["months_owed"] for id in rows] == [1, 0, 3]
    assert [rows[id]["level"] for id in rows] == ["council", "council", "council"]
    assert [rows[id]["standing_level"] for id in rows] == ["desk", "desk", "council"]
    assert report["summary"]["period"] == "2023Q3"


def test_a_quarter_is_owed_on_its_report_day_only(lakes):
    """demands-2 is the first plan's; here the report day is the tenth of the month after the quarter."""
    silent = read(lakes, "list", "silent", "--as-of", "2023-10-09")["silent"]
    assert {one["task"]: one["months"] for one in silent}["W.1"] == ["2023Q1", "2023Q2"]


def test_escalate(lakes, history):
    """Three levels; a problem open for two quarters has risen by one; the period of the next dispatch."""
    report = read(lakes, "escalate")
    levels = {one["level"]: [matter["id"] for matter in one["matters"]] for one in report["levels"]}
    assert levels == {"council": [history, "H.1"], "board": [], "desk": []}
    assert report["levels"][0]["matters"][0]["portfolio"] == "outdoors"
    assert report["next_dispatch"] == "2023Q4"
    early = read(lakes, "escalate", "--as-of", "2023-09-19")
    assert [len(one["matters"]) for one in early["levels"]] == [1, 1, 0]


def test_a_claim_completes(lakes):
    """completion: claim: nobody rechecks; nothing more is owed."""
    lakes("update", "H.1", "--stage", "reported_complete", "--date", "2023-05-01")
    [row] = read(lakes, "status", "--area", "halls")["tasks"]
    assert (row["stage"], row["claimed_on"], row["months_owed"]) == ("completed", "2023-05-01", 0)
    assert read(lakes, "escalate")["waiting_for_recheck"] == []


def test_there_is_nothing_to_accept(lakes, ltz):
    """completion: claim: accept is refused."""
    lakes("update", "H.1", "--stage", "reported_complete", "--date", "2023-05-01")
    assert ltz("accept", "H.1").code == 2


def test_a_need_sorts_at_once_where_the_one_office_may_sort(lakes):
    """Sorts are the plan's list plus `other`: a plan need not list it."""
    raised = lakes("raise", "H.1", "--text", "No money", "--needs", "between")
    assert read(lakes, "show", raised)["state"] == "sorted"


def test_why(lakes, history):
    """The clauses are the second plan's."""
    report = read(lakes, "why", "W.1")
    assert (report["level"], report["light"]) == ("council", "red")
    steps = {step["rule"]: step for step in report["steps"]}
    assert (steps["need"]["rests_on"], steps["open_too_long"]["holds"]) == ("who-b", True)
    assert not re.search(r"\b(levels|demands|effect|focus)-\d", json.dumps(report))


def test_show_and_log(lakes, history):
    """A task and a problem, with what was recorded of them."""
    assert read(lakes, "show", history)["held_by"] == "council"
    assert read(lakes, "show", "P.1")["row"]["id"] == "P.1"
    kinds = [line["said"]["kind"] for line in read(lakes, "log", "W.1")["log"]]
    assert kinds == ["problem", "sort", "update"]


VERBS = (
    ["status"], ["escalate"], ["escalate", "--level", "Board", "--portfolio", "Outdoors"], ["show", "P.1"],
    ["why", "W.1"], ["why", "H.1"], ["log"], ["log", "P.1"],
    ["paper", "agenda", "--level", "council"], ["paper", "bulletin"], ["paper", "reminder"], ["paper", "summary"],
    *(["list", kind] for kind in ("tasks", "problems", "records", "silent", "areas", "levels", "needs", "sorts",
                                  "measures", "stages", "offices", "clauses")),
)  # fmt: skip


@pytest.mark.parametrize(("words", "lang"), thinned(product(VERBS, ("zh", "en")), 3))
def test_every_screen_speaks_of_this_plan_only(lakes, history, lang, words):
    """Names in one language are shown as they are; no word of the first plan is on any screen."""
    said = lakes(*words, "--lang", lang)
    assert said
    assert not [word for word in FIRST if re.search(word, said)]


@pytest.mark.parametrize("form", ["csv", "md"])
def test_tables(lakes, history, form):
    """The tables of any plan."""
    for verb in ("status", "escalate", "log"):
        assert "W.1" in lakes(verb, "--format", form)


def first_words():
    """Give the words by which the first plan is known: its names, its cities, areas, levels and needs."""
    plan = yaml.load((ROOT / "data" / "tasks.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - text alone
    named = [plan["plan"], *plan["levels"], *plan["areas"], *plan["tasks"], *plan["cities"].values()]
    words = [text for one in named for text in one["name"].values()]
    ids = [one["id"] for one in plan["levels"]] + [*plan["cities"], *plan["needs"], "transport", "livelihood", "czt"]
    words += [rf"\b{id}\b" for id in ids if id not in COMMON_IDS]
    words += ["长株潭", "Changzhutan", "三市", "three cities"]
    return [word for word in words if word not in COMMON_NAMES]


COMMON_IDS = {"lead_unit"}
COMMON_NAMES = {
    "牵头单位", "Lead unit", "Industry", "产业", "Environment", "Planning", "Transport", "Livelihood", "Platforms",
}  # fmt: skip
"""Words that belong to the method or to any language; the design's own list of words has them."""
FIRST = first_words()
CODE = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "ltzplan").rglob("*.py"))


@pytest.mark.parametrize("path", CODE)
def test_no_word_of_the_first_plan_is_in_code(path):
    """All of it is in data/: areas, offices, levels, needs, rhythms, lights, words for stages, thresholds."""
    text = (ROOT / path).read_text(encoding="utf-8")
    assert not [word for word in FIRST if re.search(word, text)]


@pytest.mark.parametrize("path", CODE)
def test_no_clause_of_the_first_plan_is_in_code(path):
    """Docstrings name the clause that a rule rests on; what runs names none."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    documented = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node)
    }
    said = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documented
    ]
    assert not [one for one in said if re.search(r"\b(purpose|focus|demands|levels|effect)-\d", one)]
