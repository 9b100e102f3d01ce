"""How a folder stands to git: what is not committed, not checked out or not watched, and what git says of it."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from ltzplan.store.standing import Look, Standing
from tests.store.in_git import UPDATE, Git, Ltz, record_files

pytestmark = pytest.mark.usefixtures("office")


def standing(folder: Path, *read: str) -> Standing:
    return Look(folder).standing({"tasks.yaml", *read}.__contains__)


def test_how_the_folder_stands(workspace: Path, git: Git, ltz: Ltz) -> None:
    head = git(workspace, "rev-parse", "HEAD").strip()
    assert standing(workspace / "data") == Standing(commit=head)
    (workspace / "outside.txt").write_text("x")
    assert standing(workspace / "data").uncommitted == 0
    ltz(*UPDATE)
    assert standing(workspace / "data").uncommitted == 1


def test_how_a_folder_outside_stands(tmp_path: Path, git: Git) -> None:
    assert standing(tmp_path) == Standing()
    assert standing(tmp_path / "missing") == Standing()
    git(tmp_path, "init", "--quiet")
    assert standing(tmp_path).commit is None


# ---- what git was told, or will not do


def read_of(done: object) -> dict[str, int]:
    return json.loads(done.out)["read"]


def test_bug_26_code_B16_uncommitted_counts_files(workspace: Path, ltz: Ltz) -> None:
    """Git folds a new folder into one line; a file that was deleted, renamed or edited counts as well."""
    for task in ("A1", "B1", "A2"):
        ltz("update", task, "--text", "x")
    assert read_of(ltz("status", "--format", "json"))["uncommitted"] == 3
    assert "(+3 uncommitted)" in ltz("status", "--lang", "en").out
    refused = ltz("paper", "summary", "--quarter", "2026Q3", "--issue", "--lang", "en")
    assert refused.code == 2
    assert "3 files in “data” not committed" in refused.err


def test_bug_03_files_of_others_are_not_uncommitted(workspace: Path, ltz: Ltz) -> None:
    (workspace / "data" / "Thumbs.db").write_text("x")
    (workspace / "data" / ".DS_Store").write_text("x")
    assert read_of(ltz("status", "--format", "json"))["uncommitted"] == 0


@pytest.fixture
def two_committed(workspace: Path, ltz: Ltz, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with a record of two offices each, both committed."""
    for office, task in (("north", "A1"), ("south", "B1")):
        assert ltz("update", task, "--text", "x", "--office", office, "--commit").code == 0
    return workspace


def refuses_to_issue(ltz: Ltz, code: str, *named: str) -> None:
    done = ltz("paper", "summary", "--quarter", "2026Q3", "--issue", "--lang", "en")
    assert (done.code, done.out) == (2, "")
    assert f"error[{code}]" in done.err
    for name in named:
        assert name in done.err


def sparse(folder: Path, git: Git) -> None:
    git(folder, "sparse-checkout", "set", "--no-cone", "/*", "!/data/records/south/")


def skipped(folder: Path, git: Git) -> None:
    [path] = (folder / "data" / "records" / "south").rglob("*.yaml")
    git(folder, "update-index", "--skip-worktree", str(path))
    path.unlink()


def assumed(folder: Path, git: Git) -> None:
    [path] = (folder / "data" / "records" / "south").rglob("*.yaml")
    git(folder, "update-index", "--assume-unchanged", str(path))
    path.unlink()


@pytest.mark.parametrize("hide", [sparse, skipped, assumed])
def test_bug_06_records_that_are_not_checked_out_are_named(
    two_committed: Path, git: Git, ltz: Ltz, hide: Callable[[Path, Git], None]
) -> None:
    """What git has and the folder has not must not look like silence."""
    hide(two_committed, git)
    read = read_of(ltz("status", "--format", "json"))
    assert (read["records"], read["uncommitted"], read["absent"]) == (1, 0, 1)
    for verb in ("status", "escalate"):
        assert "committed but not checked out: 1" in ltz(verb, "--lang", "en").out
    refuses_to_issue(ltz, "not_checked_out", "records/south/")


def test_bug_06_a_plan_that_is_not_checked_out_is_no_other_plan(
    two_committed: Path, git: Git, ltz: Ltz
) -> None:
    """The records stand there; the built-in plan is not shown in its place."""
    git(two_committed, "sparse-checkout", "set", "--no-cone", "/*", "!/data/tasks.yaml")
    done = ltz("status", "--lang", "en")
    assert (done.code, done.out) == (2, "")
    assert "error[file_missing]" in done.err


@pytest.mark.parametrize("flag", ["--skip-worktree", "--assume-unchanged"])
def test_bug_06_a_plan_that_git_does_not_compare(two_committed: Path, git: Git, ltz: Ltz, flag: str) -> None:
    plan = two_committed / "data" / "tasks.yaml"
    git(two_committed, "update-index", flag, "data/tasks.yaml")
    plan.write_text(plan.read_text(encoding="utf-8") + "# 注\n", encoding="utf-8")
    assert read_of(ltz("status", "--format", "json"))["unwatched"] == 1
    assert "read but not watched by git: 1" in ltz("status", "--lang", "en").out
    refuses_to_issue(ltz, "unwatched", "tasks.yaml")


@pytest.mark.parametrize("rule", ["records/", "*.yaml", "/data", "*-B1-*"])
def test_bug_07_ignored_records_are_named_and_nothing_is_issued(
    workspace: Path, git: Git, ltz: Ltz, rule: str
) -> None:
    """They are read and in no commit, so nobody could print the paper again."""
    (workspace / ".git" / "info" / "exclude").write_text(f"{rule}\n")
    assert ltz("update", "B1", "--text", "x").code == 0
    (workspace / "data" / "notes.orig").write_text("x")
    read = read_of(ltz("status", "--format", "json"))
    assert (read["uncommitted"], read["unwatched"]) == (0, 1)
    refuses_to_issue(ltz, "unwatched", *record_files(workspace)[0].split("data/")[1:])


@pytest.fixture
def owned_by_another(workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The workspace, in a repository that git says belongs to somebody else."""
    real = shutil.which("git")
    (tmp_path / "bin").mkdir()
    wrapper = tmp_path / "bin" / "git"
    wrapper.write_text(f'#!/bin/sh\nexec env GIT_TEST_ASSUME_DIFFERENT_OWNER=1 {real} "$@"\n')
    wrapper.chmod(0o755)
    monkeypatch.setenv("PATH", f"{wrapper.parent}{os.pathsep}{os.environ['PATH']}")
    return workspace


@pytest.mark.skipif(os.name == "nt", reason="a shell script in place of git")
def test_bug_09_faults_A2_what_git_says_of_the_owner_is_passed_on(
    owned_by_another: Path, ltz: Ltz, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not "not under git, first git init", and not only "which office are you"."""
    status = ltz("status", "--lang", "en")
    assert status.code == 0
    assert status.err.count("safe.directory") == 1
    assert "git refuses to read the repository" in status.out
    assert "not under git" not in status.out
    refuses_to_issue(ltz, "git_refuses", "safe.directory")
    monkeypatch.delenv("LTZ_OFFICE")
    unknown = ltz(*UPDATE)
    assert "error[which_office]" in unknown.err and "safe.directory" in unknown.err


def test_bug_15_line_ends_that_git_changed_on_checkout(
    two_committed: Path, tmp_path: Path, git: Git, ltz: Ltz, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are named, and what the message says mends them."""
    git(tmp_path, "clone", "--quiet", "-c", "core.autocrlf=true", str(two_committed), "windows")
    folder = tmp_path / "windows"
    monkeypatch.chdir(folder)
    done = ltz("status", "--lang", "en")
    assert (done.code, done.err.count("error[line_ends]")) == (2, 2)
    assert "core.autocrlf" in done.err and ".gitattributes" in done.err
    (folder / ".gitattributes").write_text("data/records/** text eol=lf merge=binary\n")
    git(folder, "config", "core.autocrlf", "false")
    for path in record_files(folder):
        (folder / path).unlink()
        git(folder, "checkout", "--", path)
    assert ltz("status").code == 0


def test_bug_06_a_partial_clone_says_what_it_lacks(
    two_committed: Path, tmp_path: Path, git: Git, ltz: Ltz, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its records are read as they were checked out; an older commit needs what is not here."""
    git(two_committed, "config", "uploadpack.allowFilter", "true")
    plan = two_committed / "data" / "tasks.yaml"
    plan.write_text(plan.read_text(encoding="utf-8") + "# 注\n", encoding="utf-8")
    git(two_committed, "commit", "--quiet", "--all", "-m", "note")
    git(tmp_path, "clone", "--quiet", "--filter=blob:none", f"file://{two_committed}", "partial")
    monkeypatch.chdir(tmp_path / "partial")
    assert read_of(ltz("status", "--format", "json"))["absent"] == 0
    two_committed.rename(tmp_path / "moved")
    assert ltz("status", "--rev", "HEAD").code == 0
    older = ltz("status", "--rev", "HEAD~1", "--lang", "en")
    assert older.code == 2
    assert "no such object in this clone" in older.err
