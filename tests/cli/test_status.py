"""`ltz status`: in short on a terminal, a line a task in a pipe; what changed, and counts."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from ltzplan.languages import LANGS
from ltzplan.model.plan import Area
from ltzplan.reports.filter import ALL
from ltzplan.reports.frame import Frame, Read
from ltzplan.reports.status import status
from ltzplan.reports.verdict import verdict
from ltzplan.views.layout import lines, uncoloured
from ltzplan.views.names import Names
from ltzplan.views.verdict import verdict_blocks
from tests.build import on, plan, problem, state, task, update
from tests.cli.screen import columns
from tests.cli.written import AS_OF, JSON, Ltz


@pytest.mark.parametrize("lang", LANGS)
def test_a_pipe_has_the_day_and_then_a_line_a_task(clone: Path, ltz: Ltz, lang: str) -> None:
    out = ltz("status", *AS_OF, "--lang", lang).out.splitlines()
    ids = [row["id"] for row in json.loads(ltz("status", *AS_OF, *JSON).out)["tasks"]]
    assert out[0].startswith("2020-10-31 ")
    assert [line.split()[0] for line in out[1 : len(ids) + 1]] == ids


def test_where_tasks_are_asked_for_they_are_not_folded(clone: Path, ltz: Ltz) -> None:
    short, whole, some = (
        ltz("status", *words, *AS_OF, "--lang", "en", columns=100).out
        for words in ((), ("--all",), ("--area", "planning"))
    )
    assert not re.search(r"^P1 ", short, re.MULTILINE)
    assert all(re.search(r"^P1 .*unlit", out, re.MULTILINE) for out in (whole, some))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("troubled", [0, 106])
def test_a_plan_of_106_tasks_takes_48_lines_at_most(lang: Any, troubled: int) -> None:
    """However much is in trouble, and however many areas and long titles there are."""
    tasks = [
        task(f"T{n}", name=f"Connect the ring road of district {n} to the northern bypass", area=f"a{n % 14}", due="2020-06-30" if troubled else None)
        for n in range(106)
    ]  # fmt: skip
    the_plan = plan(*tasks, areas=tuple(Area(id=f"a{n}", name=f"Field of work number {n}") for n in range(14)))
    said = [problem(f"T{n}", text=f"Land {n}") for n in range(troubled)] or [
        one for n in range(106) for one in (update(f"T{n}", percent="100"), update(f"T{n}", day="2020-06-01", percent="99"))
    ]  # fmt: skip
    day = "2020-12-31" if troubled else "2020-06-30"
    known = state(the_plan, *said, day=day)
    found = status(the_plan, known, ALL)
    read = Read(tasks=106, records=len(said), skipped=0, uncommitted=0)
    frame = Frame(plan="test", as_of=on(day), known_on=None, commit=None, read=read)
    blocks = verdict_blocks(Names(the_plan, lang), frame, found, verdict(the_plan, known, found))
    shown = uncoloured(lines(blocks, 100)).splitlines()
    assert len(shown) <= 46  # the foot takes two
    assert max(map(columns, shown)) <= 100
    assert len([line for line in shown if re.match(r"  T[0-9]+ ", line)]) == (10 if troubled else 0)


def test_changes_since_a_day(shipped: Path, yes: Any, no: Any) -> None:
    """The stages and levels in words; data has ids; of a field only its tasks."""
    out = yes("status", "--since", "2020-07-31", *AS_OF, "--lang", "en")
    assert out.startswith("Changed since 2020-07-31: ")
    assert re.search(r"^T1-37b0 +raised, now waiting to be sorted ", out, re.MULTILINE)
    found = json.loads(yes("status", "--since", "2020年7月31日", *AS_OF, *JSON))
    assert (found["schema"], found["since"]) == ("ltz/since/1", "2020-07-31")
    assert {one["task"][0] for one in found["changes"]} >= {"T"}
    traffic = json.loads(yes("status", "--since", "2020-07-31", "--area", "transport", *AS_OF, *JSON))["changes"]
    assert {one["task"][0] for one in traffic} == {"T"}
    no("no_dispatch", "status", "--since", "调度", *AS_OF)
    no("unknown_revision", "status", "--since", "HEAD~99", *AS_OF)


def test_changes_since_a_commit(clone: Path, yes: Any) -> None:
    assert "Nothing changed." in yes("status", "--since", "HEAD", *AS_OF, "--lang", "en")
    assert json.loads(yes("log", "--since", "HEAD", *AS_OF, *JSON))["log"] == []


def test_changes_since_the_last_dispatch(blank: Path, yes: Any, wrote: Any) -> None:
    """By its word in both languages, and by its id."""
    held = wrote("session", "--level", "mayors", "--form", "meeting", "--text", "All well", "--date", "2026-10-05")
    raised = wrote("raise", "A1", "--text", "Land", "--date", "2026-10-12")
    for word in ("dispatch", "上次调度", held):
        found = json.loads(yes("status", "--since", word, *JSON))
        assert (found["since"], [one["what"] for one in found["changes"]]) == ("2026-10-05", ["state"])
        assert [one["said"]["text"] for one in json.loads(yes("log", "--since", word, *JSON))["log"]] == ["Land"]
    wrote("sort", raised, "--as", "land", "--needs", "bureaus", "--because", "Two bureaus", "--date", "2026-10-13")
    out = yes("status", "--since", "dispatch", "--lang", "en")
    assert f"level Lead unit → Vice mayors ({raised[:7]})" in out and "\n    2026-10-12  problem  Secretariat/tester\n" in out


def test_counts_by_a_mark_in_every_form(shipped: Path, yes: Any, no: Any) -> None:
    """The marks by their names too; the plan's words on a screen, its ids in data."""
    found = json.loads(yes("status", "--by", "领域", *AS_OF, *JSON))
    assert (found["schema"], found["by"], sum(one["tasks"] for one in found["counts"])) == ("ltz/counts/1", "area", 33)
    [head, first, *_] = yes("status", "--by", "area", *AS_OF, "--lang", "zh").splitlines()
    assert (head.split()[:2], first.split()[:2]) == (["领域", "任务"], ["规划对接", "4"])
    assert yes("status", "--by", "due", *AS_OF, "--format", "csv", "--lang", "en").splitlines()[1].startswith("2020-12-31,4,")
    assert "lead" in no("not_one_of", "status", "--by", "colour", *AS_OF)
