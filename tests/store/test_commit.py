"""Committing what was written: that file and nothing else."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ltzplan.store import git as store_git
from tests.build import ROOT
from tests.store.in_git import BATCH, UPDATE, Git, Ltz, committed, plan_in, record_files

pytestmark = pytest.mark.usefixtures("office")


def test_only_the_file_just_written(workspace: Path, git: Git, ltz: Ltz) -> None:
    """Whatever is staged, changed or new besides stays as it was."""
    (workspace / "staged.txt").write_text("staged")
    git(workspace, "add", "staged.txt")
    plan = workspace / "data" / "tasks.yaml"
    plan.write_text(plan.read_text(encoding="utf-8") + "# 注\n", encoding="utf-8")
    git(workspace, "add", "data/tasks.yaml")
    plan.write_text(plan.read_text(encoding="utf-8") + "# 再注\n", encoding="utf-8")
    (workspace / "new.txt").write_text("new")
    first = ltz(*UPDATE)
    assert first.code == 0
    [uncommitted] = record_files(workspace)
    every = ("status", "--porcelain", "--untracked-files=all")
    before = git(workspace, *every)

    done = ltz("update", "B1", "--text", "二期", "--date", "2026-10-31", "--commit")
    assert (done.code, done.out.count("\n")) == (0, 1)
    [new] = set(record_files(workspace)) - {uncommitted}
    assert committed(git, workspace) == [f"A {new}"]
    assert git(workspace, *every) == before
    assert git(workspace, "diff", "--cached", "--name-only").split() == ["data/tasks.yaml", "staged.txt"]
    assert git(workspace, "diff", "--name-only").split() == ["data/tasks.yaml"]


def test_message_in_the_plans_language_with_a_trailer(workspace: Path, git: Git, ltz: Ltz) -> None:
    done = ltz(*UPDATE, "--commit", "--lang", "en")
    id = done.out.strip()
    assert git(workspace, "log", "-1", "--format=%s").strip() == "A1 进展：路基完成"
    trailer = git(workspace, "log", "-1", "--format=%(trailers:key=Ltz-Record,valueonly)").split()
    assert trailer == [id]
    assert git(workspace, "log", "-1", "--format=%an").strip() == "Tester"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_messages_read_well(workspace: Path, git: Git, ltz: Ltz, lang: str) -> None:
    plan = workspace / "data" / "tasks.yaml"
    plan.write_text(
        plan.read_text(encoding="utf-8").replace("language: zh", f"language: {lang}"), encoding="utf-8"
    )

    def subject(*words: str) -> tuple[str, str]:
        done = ltz(*words, "--commit")
        assert done.code == 0, done.err
        return done.out.strip(), git(workspace, "log", "-1", "--format=%s").strip()

    assert subject("update", "A1", "--nil")[1] == {"zh": "A1 进展", "en": "A1 update"}[lang]
    wordy = subject("update", "A1", "--text", "第一行\n第二行")
    assert wordy[1] == {"zh": "A1 进展：第一行", "en": "A1 update: 第一行"}[lang]
    problem, said = subject("raise", "A1", "--text", "征地未完")
    assert said == {"zh": "A1 问题：征地未完", "en": "A1 problem: 征地未完"}[lang]
    _, said = subject("sort", problem, "--as", "land", "--needs", "bureaus", "--because", "两市部门")
    assert said == {"zh": "A1 问题分类：两市部门", "en": "A1 problem sorted: 两市部门"}[lang]
    _, said = subject("accept", problem, "--text", "已解决")
    assert said == {"zh": "A1 核查：已解决", "en": "A1 recheck: 已解决"}[lang]
    _, said = subject("withdraw", wordy[0], "--because", "重复")
    assert said == {"zh": "A1 撤回记录：重复", "en": "A1 record withdrawn: 重复"}[lang]


def test_a_text_cannot_forge_a_trailer(workspace: Path, git: Git, ltz: Ltz) -> None:
    done = ltz("update", "A1", "--text", "一行\n\nLtz-Record: A1-0000000000000000", "--commit")
    trailer = git(workspace, "log", "-1", "--format=%(trailers:key=Ltz-Record,valueonly)").split()
    assert trailer == [done.out.strip()]


def test_a_text_like_a_comment_stays(workspace: Path, git: Git, ltz: Ltz) -> None:
    """Git drops lines that start with # only when an editor was used."""
    assert ltz("update", "A1", "--text", "#3号墩完成", "--commit").code == 0
    assert git(workspace, "log", "-1", "--format=%s").strip() == "A1 进展：#3号墩完成"


def test_a_raised_and_sorted_problem_is_one_file_in_one_commit(workspace: Path, git: Git, ltz: Ltz) -> None:
    done = ltz("raise", "A1", "--text", "征地未完", "--needs", "bureaus", "--commit")
    [path] = record_files(workspace)
    assert committed(git, workspace) == [f"A {path}"]
    ids = git(workspace, "log", "-1", "--format=%(trailers:key=Ltz-Record,valueonly)").split()
    assert done.out.strip() in ids


@pytest.mark.parametrize(
    "name", ["计划 数据", 'a\'b "c"', "glob[ab]*?", "-dash", ":(exclude)x", "{a,b}", "back\\slash"]
)
def test_any_folder_name(
    tmp_path: Path,
    repository: Callable[[Path], Path],
    git: Git,
    ltz: Ltz,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    """In a sub-folder of a larger repository, with neighbours that a pattern would match."""
    if os.name == "nt" and set(name) & set('"*?:\\'):
        pytest.skip("no such name on Windows")
    top = repository(tmp_path / "big")
    folder = plan_in(top / "sub" / name)
    for neighbour in ("globa", "globb1", "x"):
        (top / "sub" / neighbour).mkdir()
        (top / "sub" / neighbour / "other.yaml").write_text("x")
    git(top, "add", "--all")
    monkeypatch.chdir(folder)
    done = ltz(*UPDATE, "--commit")
    assert done.code == 0
    [path] = record_files(folder)
    assert committed(git, top) == [f"A sub/{name}/{path}"], done.err
    assert "A  sub/globa/other.yaml" in git(top, "status", "--porcelain")


def test_data_given_from_elsewhere(
    workspace: Path, tmp_path: Path, git: Git, ltz: Ltz, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The repository is the one of the data, not the one of the current folder."""
    monkeypatch.chdir(tmp_path)
    assert ltz("--data", "plan/data", *UPDATE, "--commit").code == 0
    assert committed(git, workspace) == [f"A {record_files(workspace)[0]}"]


def test_in_a_worktree(
    workspace: Path, tmp_path: Path, git: Git, ltz: Ltz, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree = tmp_path / "工作 树"
    git(workspace, "worktree", "add", "--quiet", "-b", "side", str(tree))
    before = git(workspace, "rev-parse", "HEAD")
    monkeypatch.chdir(tree)
    assert ltz(*UPDATE, "--commit").code == 0
    assert committed(git, tree) == [f"A {record_files(tree)[0]}"]
    assert git(workspace, "rev-parse", "HEAD") == before


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege")
def test_through_a_symbolic_link(
    workspace: Path, tmp_path: Path, git: Git, ltz: Ltz, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = tmp_path / "link"
    link.symlink_to(workspace, target_is_directory=True)
    monkeypatch.chdir(tmp_path)
    assert ltz("--data", "link/data", *UPDATE, "--commit").code == 0
    assert committed(git, workspace) == [f"A {record_files(workspace)[0]}"]


def test_first_commit_of_a_repository(
    tmp_path: Path, repository: Callable[[Path], Path], git: Git, ltz: Ltz, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = repository(plan_in(tmp_path / "plan"))
    monkeypatch.chdir(folder)
    assert ltz(*UPDATE, "--commit").code == 0
    assert committed(git, folder) == [f"A {record_files(folder)[0]}"]


@pytest.mark.parametrize(("value", "commits"), [("true", 1), ("yes", 1), ("false", 0)])
def test_set_once_for_all(workspace: Path, git: Git, ltz: Ltz, value: str, commits: int) -> None:
    """`git config ltz.commit`, in any spelling of yes that git knows."""
    git(workspace, "config", "ltz.commit", value)
    before = int(git(workspace, "rev-list", "--count", "HEAD"))
    assert ltz(*UPDATE).code == 0
    assert int(git(workspace, "rev-list", "--count", "HEAD")) - before == commits


def test_a_dry_run_commits_nothing(workspace: Path, git: Git, ltz: Ltz) -> None:
    before = git(workspace, "rev-parse", "HEAD")
    assert ltz(*UPDATE, "--dry-run", "--commit").code == 0
    assert git(workspace, "rev-parse", "HEAD") == before
    assert not (workspace / "data" / "records").exists()


def test_the_environment_of_a_hook_is_not_followed(
    workspace: Path,
    tmp_path: Path,
    repository: Callable[[Path], Path],
    git: Git,
    ltz: Ltz,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other = repository(tmp_path / "other")
    (other / "x").write_text("x")
    git(other, "add", "x")
    git(other, "commit", "--quiet", "-m", "x")
    seen = git(other, "rev-parse", "HEAD"), git(other, "status", "--porcelain")
    with monkeypatch.context() as hook:
        hook.setenv("GIT_DIR", str(other / ".git"))
        hook.setenv("GIT_WORK_TREE", str(other))
        hook.setenv("GIT_INDEX_FILE", str(tmp_path / "index"))
        hook.setenv("GIT_PREFIX", "data/")
        hook.setenv("GIT_OBJECT_DIRECTORY", str(tmp_path / "objects"))
        hook.setenv("GIT_LITERAL_PATHSPECS", "0")
        hook.setenv("GIT_GLOB_PATHSPECS", "1")
        done = ltz(*UPDATE, "--commit")
        shown = ltz("status", "--format", "json")
    assert done.code == 0
    assert committed(git, workspace) == [f"A {record_files(workspace)[0]}"]
    assert git(workspace, "rev-parse", "HEAD").strip() in shown.out
    assert (git(other, "rev-parse", "HEAD"), git(other, "status", "--porcelain")) == seen
    assert not (tmp_path / "index").exists()
    assert not (tmp_path / "objects").exists()


def test_what_is_kept_of_the_environment() -> None:
    kept = store_git.scrubbed(
        {"PATH": "p", "GIT_DIR": "d", "GIT_AUTHOR_NAME": "n", "GIT_SSH_COMMAND": "s", "LC_ALL": "zh"}
    )
    assert kept["PATH"] == "p"
    assert kept["GIT_AUTHOR_NAME"] == "n"
    assert kept["GIT_SSH_COMMAND"] == "s"
    assert "GIT_DIR" not in kept
    assert kept["LC_ALL"].startswith("C")


def test_an_import_is_one_commit_of_its_files(workspace: Path, git: Git, ltz: Ltz) -> None:
    assert ltz(*UPDATE).code == 0
    before = set(record_files(workspace))
    (workspace / "staged.txt").write_text("staged")
    git(workspace, "add", "staged.txt")
    (workspace / "batch.yaml").write_text(BATCH, encoding="utf-8")
    count = int(git(workspace, "rev-list", "--count", "HEAD"))
    done = ltz("import", "batch.yaml", "--commit")
    assert done.code == 0
    new = sorted(set(record_files(workspace)) - before)
    assert len(new) == 2
    assert int(git(workspace, "rev-list", "--count", "HEAD")) == count + 1
    assert sorted(committed(git, workspace)) == [f"A {path}" for path in new]
    assert git(workspace, "diff", "--cached", "--name-only").split() == ["staged.txt"]
    assert git(workspace, "log", "-1", "--format=%s").strip() == "导入3条记录"
    trailers = git(workspace, "log", "-1", "--format=%(trailers:key=Ltz-Record,valueonly)").split()
    assert trailers == done.out.split()

    again = ltz("import", "batch.yaml", "--commit")
    assert (again.code, again.out) == (0, "")
    assert int(git(workspace, "rev-list", "--count", "HEAD")) == count + 1


@pytest.mark.skipif(os.name == "nt", reason="slow to start there")
def test_faults_A1_eight_at_once_all_commit(workspace: Path, git: Git) -> None:
    """Each waits for the lock of the others."""
    before = int(git(workspace, "rev-list", "--count", "HEAD"))
    line = [sys.executable, "-m", "ltzplan", "update", "A1", "--commit", "--text"]
    env = dict(os.environ) | {"PYTHONPATH": str(ROOT)}
    started = [subprocess.Popen([*line, str(at)], env=env, cwd=workspace) for at in range(8)]
    assert [one.wait() for one in started] == [0] * 8
    assert int(git(workspace, "rev-list", "--count", "HEAD")) - before == 8
    assert git(workspace, "status", "--porcelain") == ""
