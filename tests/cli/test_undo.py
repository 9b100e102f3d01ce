"""What was just written is taken back whole, said before, and only while nobody has it or builds on it."""

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.written import DUE, Ltz, files, newest

ORDER = ("--unit", "north_lands", *DUE, "--require", "clear it")


def test_undo_takes_back_all_that_the_last_command_wrote(blank: Path, ltz: Ltz, wrote: Any) -> None:
    """Of `raise --needs` the problem and its sorting, in one file; what came before stays."""
    before = wrote("update", "A1", "--nil")
    problem = wrote("raise", "A1", "--text", "land", "--needs", "bureaus")
    done = ltz("undo", "--lang", "en")
    assert done.code == 0, done.err
    assert [one["kind"] for one in newest(blank, done.out.split()[0])] == ["withdrawal", "withdrawal"]
    said = done.err.splitlines()
    assert [one.rpartition(": ")[2] for one in said[:2]] == ["problem, A1 Example Avenue (2026-11-24)", "sort, other, needs bureaus of the two cities (2026-11-24)"]
    assert said[0].startswith(f"Takes back: {problem[:7]} land")
    shown = ltz("log", "A1", "--format", "json", "--lang", "en").out
    assert shown.count('"withdrawn"') == 2
    assert before in shown


@pytest.mark.parametrize(
    "line",
    [
        ("update", "A1", "--percent", "40", "--measure", "works"),
        ("raise", "A1", "--text", "land"),
        ("claim", "B1", "--text", "done"),
        ("adjust", "A1", "--due", "2027-06-30", "--because", "floods", "--approved-by", "the mayors"),
        ("session", "--level", "mayors", "--form", "meeting", "--text", "held"),
    ],
)
def test_after_undo_all_reads_as_before_and_may_be_said_anew(
    blank: Path, ltz: Ltz, wrote: Any, yes: Any, line: tuple[str, ...]
) -> None:
    def read() -> str:
        return "".join(yes(*words, "--lang", "en").partition("\nRead ")[0] for words in (("status",), ("escalate",)))

    before = read()
    first = wrote(*line)
    wrote("undo")
    assert read() == before
    assert wrote(*line) != first


def test_where_the_clock_stands_still_the_last_command_is_undone(blank: Path, wrote: Any) -> None:
    """Whatever days the records are of."""
    wrote("update", "A1", "--nil", "--date", "2026-11-20")
    last = wrote("update", "A2", "--nil", "--date", "2026-11-01")
    [taken] = newest(blank, wrote("undo"))
    assert taken["withdraws"] == last


def test_the_moves_of_a_problem_are_undone_from_the_last_one(blank: Path, wrote: Any, no: Any, life: Any) -> None:
    problem = wrote("raise", "A1", "--text", "land", "--needs", "bureaus")
    order = wrote("order", problem, *ORDER)
    wrote("undo")
    assert life(problem)["state"] == "sorted"
    assert order in no("undo_twice", "undo")


def test_a_second_undo_undoes_nothing_more(blank: Path, wrote: Any, no: Any) -> None:
    """As any command that is typed twice; so does a withdrawal, and the sentence names what was taken back."""
    wrote("update", "A1", "--nil")
    second = wrote("update", "A2", "--nil")
    wrote("undo")
    assert second in no("undo_twice", "undo", "--yes")
    third = wrote("update", "B1", "--nil")
    wrote("withdraw", third, "--because", "x")
    assert third in no("undo_twice", "undo")


def test_each_author_and_office_undoes_its_own(
    blank: Path, wrote: Any, no: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = wrote("update", "A1", "--nil")
    wrote("update", "A2", "--nil", "--office", "north")
    with monkeypatch.context() as another:
        another.setenv("GIT_AUTHOR_NAME", "Another")
        no("undo_nothing", "undo")
    [taken] = newest(blank, wrote("undo"))
    assert (taken["withdraws"], taken["because"]) == (own, "随即撤回")


def test_only_within_the_hour(blank: Path, wrote: Any, no: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LTZ_NOW", "2026-11-24T09:00:00+08:00")
    id = wrote("update", "A1", "--nil")
    monkeypatch.setenv("LTZ_NOW", "2026-11-24T10:00:00+08:00")
    said = no("undo_too_late", "undo", "--lang", "en")
    assert f"{id}, was entered at 2026-11-24 09:00" in said
    assert f"ltz withdraw {id} --because" in said
    monkeypatch.setenv("LTZ_NOW", "2026-11-24T09:59:59+08:00")
    wrote("undo")


def test_what_something_builds_on_is_named(blank: Path, wrote: Any, no: Any) -> None:
    """What answers it, and what would lose its effect without naming it."""
    wrote("raise", "A1", "--text", "land", "--needs", "bureaus")
    order = wrote("order", "land", *ORDER)
    reply = wrote("reply", "land", "--unit", "north_lands", "--progress", "--text", "x", "--office", "north")
    assert reply in no("undo_built_on", "undo")
    wrote("withdraw", reply, "--because", "x", "--office", "north")
    [taken] = newest(blank, wrote("undo"))
    assert taken["withdraws"] == order


def test_an_order_that_was_late_is_not_undone(blank: Path, wrote: Any, no: Any) -> None:
    wrote("raise", "A1", "--text", "land", "--needs", "bureaus", "--date", "2026-10-01")
    wrote("order", "land", *ORDER[:2], "--due", "2026-10-31", "--require", "x", "--date", "2026-10-02")
    said = no("withdraws_late_order", "undo", "--lang", "en")
    assert "ltz sort" in said and "ltz order --because" in said and "ltz extend" in said
    assert "Takes back" not in said


def test_a_dry_run_says_what_and_writes_nothing(blank: Path, ltz: Ltz, wrote: Any) -> None:
    id = wrote("update", "A1", "--nil")
    before = files(blank)
    done = ltz("undo", "--dry-run", "--lang", "en")
    assert done.code == 0
    assert f'withdraws: "{id}"' in done.out
    assert done.err.startswith("Takes back: A1 ")
    assert files(blank) == before


def test_an_office_that_may_not_withdraw_is_told_so(blank: Path, wrote: Any, no: Any) -> None:
    plan = blank / "data" / "tasks.yaml"
    text = plan.read_text(encoding="utf-8")
    assert ", withdrawal]" in text
    plan.write_text(text.replace(", withdrawal]", "]"), encoding="utf-8")
    wrote("update", "A1", "--nil", "--office", "north")
    no("not_permitted", "undo", "--office", "north")


@pytest.fixture
def git(blank: Path) -> Callable[..., str]:
    """Run git in the workspace, which is a repository with a remote."""

    def act(*words: str) -> str:
        done = subprocess.run(["git", *words], cwd=blank, check=True, capture_output=True, text=True)
        return done.stdout

    act("init", "--quiet", "--initial-branch=main")
    act("init", "--quiet", "--bare", "shared.git")
    act("remote", "add", "origin", "shared.git")
    for name, value in (("user.name", "Tester"), ("user.email", "t@example.org")):
        act("config", name, value)
    act("add", "data")
    act("commit", "--quiet", "-m", "plan")
    return act


def test_what_was_pushed_is_not_undone(
    blank: Path, wrote: Any, ltz: Ltz, git: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A commit of one's own alone stops nothing; once a remote-tracking branch holds it, others have it."""
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Tester")
    git("push", "--quiet", "origin", "main")
    wrote("update", "A1", "--nil", "--commit")
    wrote("undo", "--commit")
    id = wrote("update", "A2", "--nil", "--commit")
    git("push", "--quiet", "origin", "main")
    done = ltz("undo")
    assert (done.code, done.out) == (2, "")
    assert "undo_shared" in done.err
    assert f"ltz withdraw {id}" in done.err


def test_with_commit_what_it_takes_back_is_committed_with_it(
    blank: Path, wrote: Any, git: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else others would get a withdrawal of what they do not have."""
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Tester")
    wrote("update", "A1", "--nil")
    wrote("undo", "--commit")
    assert len(git("show", "--name-only", "--format=").split()) == 2
    assert "data" not in git("status", "--porcelain")
