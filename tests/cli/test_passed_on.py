"""One story for those who never see a terminal: a form goes out, comes back filled in, and what is passed on says what it said."""

import json
import re
from contextlib import closing
from sqlite3 import connect

import pytest

from tests.cli.test_form import FILLED, REPORTS, filled
from tests.conftest import run_git

UNIT = ("brief", "--unit", "north_lands")
BULLETIN = ("paper", "bulletin", "--month", "2026-10")


@pytest.fixture
def office(blank, ordered, repository, yes, monkeypatch):
    """A workspace that is committed, from which the office of the north works in Chinese."""
    repository(blank)
    run_git(blank, "add", "data")
    run_git(blank, "commit", "-qm", "begin")
    monkeypatch.setenv("LTZ_LANG", "zh")
    monkeypatch.setenv("LTZ_OFFICE", "north")
    return blank


def test_what_a_form_said_stands_in_the_page_the_bulletin_and_the_brief_and_each_figure_leads_back(office, yes):
    """No rule of its own stands between: page, papers, database and `show` have one figure, from one record."""
    yes("form", "-o", "out.xlsx")
    yes("import", filled("out.xlsx", FILLED | {(REPORTS, 1, "口径"): "工程量"}, "in.xlsx"), "--commit")
    row = json.loads(yes("show", "A1", "--format", "json"))["row"]
    assert (row["percent"], row["measure"]) == ("45", "works")
    log = json.loads(yes("log", "A1", "--format", "json"))["log"]
    [record] = [one["said"]["record"] for one in log if one["said"]["percent"] == "45"]

    yes("page", "-o", "plan.html")
    text = (office / "plan.html").read_text(encoding="utf-8")
    for lang, figure in (("zh", "工程量45%"), ("en", "works 45%")):
        assert re.search(rf'<a class="figure" href="#{lang}-r-{record}">[^<]*{figure}', text)
        assert f'id="{lang}-r-{record}"' in text

    for words, name in ((UNIT, "brief"), (BULLETIN, "bulletin")):
        for ending in ("docx", "md"):
            yes(*words, "-o", f"{name}.{ending}")
            found = json.loads(yes("check", f"{name}.{ending}", "--format", "json"))
            assert (found["altered"], found["overtaken"]) == ([], [])
    problems = json.loads(yes("list", "problems", "--open", "--format", "json"))["problems"]
    received = [one for one in problems if one["state"] == "received"]
    assert f"须答复的交办事项：{len(received)}件" in (office / "brief.md").read_text(encoding="utf-8")
    assert len(received) == 1, "the order that the form said was received"
    [count] = re.findall(r"月末在办 ?([0-9]+)件", (office / "bulletin.md").read_text(encoding="utf-8"))[:1]
    assert int(count) == len([one for one in problems if one["state"] != "raised"])

    yes("export", "plan.sqlite")
    with closing(connect("plan.sqlite")) as base:
        [figure] = base.execute("select percent, measure from figures where record = ?", (record,)).fetchall()
    assert (float(figure[0]), figure[1]) == (45, "works")
