"""`ltz log`: the newest first on a screen, a record a line in a pipe, narrowed, and with its commits."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.screen import LANGS, columns
from tests.cli.written import JSON, Ltz


def rows(out: str) -> list[str]:
    """Give the ids of the records of a log, as it lists them."""
    return [line.split()[1] for line in out.splitlines() if line[:2] == "20" and line.split()[1][:1].isupper()]


@pytest.fixture
def told(blank: Path, wrote: Any) -> list[str]:
    """Five records of A1 and A2: a report in two lines, its correction, nothing new, and a claim that was taken back."""
    first = wrote("update", "A1", "--percent", "40", "--measure", "works", "--text", "one\ntwo", "--date", "2026-10-02")
    second = wrote("update", "A1", "--percent", "45", "--replaces", first, "--date", "2026-10-03")
    nil = wrote("update", "A2", "--nil", "--date", "2026-10-30")
    claimed = wrote("claim", "A2", "--text", "open", "--date", "2026-11-02")
    taken = wrote("withdraw", claimed, "--because", "too early")
    return [first, second, nil, claimed, taken]


def test_a_record_a_line_in_a_pipe_the_newest_first(told: list[str], yes: Any) -> None:
    out = yes("log", "--lang", "en")
    assert [id[:7] for id in reversed(told)] == rows(out)
    lines = {id: next(line for line in out.splitlines() if f"  {id[:7]}  " in line[:24]) for id in told}
    assert "update  works 40%  one two  replaced by" in lines[told[0]]
    assert f"works 45%  one two  Corrects: {told[0][:7]} (" in lines[told[1]]
    assert "nil report" in lines[told[2]]
    assert "claim of completion  open  withdrawn by" in lines[told[3]]
    assert all("Secretariat/tester, entered 2026-11-24" in line for line in lines.values())
    assert [one["said"]["record"] for one in json.loads(yes("log", *JSON))["log"]] == told


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("width", [60, 80, 100, 120, 200])
def test_columns_line_up_and_who_entered_is_said_once(told: list[str], ltz: Ltz, lang: str, width: int) -> None:
    out = ltz("log", "A1", "--lang", lang, columns=width).out
    heads = [line for line in out.splitlines() if line[:2] == "20"]
    assert len(heads) == 2 and out.count("tester") == 1
    assert all(line[21:23].strip() and columns(line[:19]) == 19 for line in heads)


def test_a_log_is_narrowed(told: list[str], yes: Any, no: Any) -> None:
    assert rows(yes("log", "-n", "2")) == [told[4][:7], told[3][:7]]
    assert rows(yes("log", "--since", "2026-11")) == [told[4][:7], told[3][:7]]
    assert rows(yes("log", "--task", "A1")) == rows(yes("log", "A1")) == [told[1][:7], told[0][:7]]
    assert rows(yes("log", "--grep", "TOO early")) == [told[4][:7]]
    assert rows(yes("log", "--since", "2026-10-03", "--until", "2026-10")) == [told[2][:7], told[1][:7]]
    assert len(rows(yes("log", "--by", "Secretariat"))) == len(rows(yes("log", "--grep", "秘书处"))) == 5
    assert "ltz show" in no("log_of_record", "log", told[0])
    assert "ltz session --help" in no("no_dispatch", "log", "--since", "dispatch")
    no("not_a_whole_number", "log", "-n", "two")
    no("contradict", "log", "A1", "--task", "A1")


def test_a_log_with_the_commits_that_brought_its_records(
    told: list[str], blank: Path, repository: Callable[[Path], Path], git: Callable[..., str], wrote: Any, yes: Any
) -> None:
    repository(blank)
    git(blank, "add", ".")
    git(blank, "commit", "--quiet", "-m", "x")
    wrote("update", "A1", "--text", "x")
    *old, new = json.loads(yes("log", "--commits", *JSON))["log"]
    commit, author = git(blank, "log", "-1", "--format=%H|%an").strip().split("|")
    assert {(one["commit"], one["author"]) for one in old} == {(commit, author)}
    assert (new["commit"], new["author"]) == (None, None)
    assert yes("log", "--commits", "--lang", "en").count(f"commit {commit[:7]} by {author}") == 5
