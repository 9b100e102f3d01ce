"""Committing what was written: that file and nothing else, and the record stands whatever git says."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ltzplan.store import git as store_git
from ltzplan.store.standing import Look, Standing
from ltzplan.store.workspace import BLANK

Git = Callable[..., str]
Ltz = Callable[..., object]
UPDATE = ("update", "A1", "--text", "路基完成", "--date", "2026-10-31")


@pytest.fixture(autouse=True)
def office(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LTZ_OFFICE", "secretariat")


def plan_in(folder: Path) -> Path:
    (folder / "data").mkdir(parents=True)
    shutil.copyfile(BLANK, folder / "data" / "tasks.yaml")
    return folder


@pytest.fixture
def workspace(
    tmp_path: Path, repository: Callable[[Path], Path], git: Git, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A plan in a repository of its own, committed, and the current folder there."""
    folder = repository(plan_in(tmp_path / "plan"))
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "-m", "start")
    monkeypatch.chdir(folder)
    return folder


def committed(git: Git, folder: Path, rev: str = "HEAD") -> list[str]:
    """Give the files of a commit, from the top of the repository."""
    listed = git(folder, "show", "--name-status", "--format=", "-z", rev).split("\0")
    return [f"{how} {name}" for how, name in zip(listed[0::2], listed[1::2], strict=False)]


def record_files(folder: Path) -> list[str]:
    return sorted(
        path.relative_to(folder).as_posix() for path in (folder / "data" / "records").rglob("*.yaml")
    )


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


def stands(done: object, folder: Path) -> str:
    """The record is stored, the exit code 3, and it says that it is not committed; give that."""
    [path] = record_files(folder)
    id = done.out.strip()
    assert done.code == 3
    assert id.rpartition("-")[2] in path
    recorded, _, talk = done.err.partition("\n")
    assert recorded.startswith("Recorded ")
    assert talk.startswith("The record is stored but not committed: "), done.err
    return talk


def test_outside_a_repository(tmp_path: Path, ltz: Ltz, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = plan_in(tmp_path / "plan")
    monkeypatch.chdir(folder)
    assert "not a git repository" in stands(ltz(*UPDATE, "--commit"), folder)


def test_with_the_index_locked(workspace: Path, git: Git, ltz: Ltz, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_git, "LOCK_WAIT", 0.2)
    (workspace / ".git" / "index.lock").touch()
    before = git(workspace, "rev-parse", "HEAD")
    assert "index.lock" in stands(ltz(*UPDATE, "--commit"), workspace)
    assert git(workspace, "rev-parse", "HEAD") == before
    assert (workspace / ".git" / "index.lock").exists()


def test_without_an_address(
    tmp_path: Path, git: Git, ltz: Ltz, world: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (world / ".gitconfig").write_text("[user]\n\tname = Tester\n\tuseConfigOnly = true\n")
    folder = plan_in(tmp_path / "plan")
    git(folder, "init", "--quiet")
    monkeypatch.chdir(folder)
    assert "identity" in stands(ltz(*UPDATE, "--commit"), folder).lower()
    assert git(folder, "status", "--porcelain", "--untracked-files=all").count("records/") == 1


def test_a_hook_that_refuses(workspace: Path, git: Git, ltz: Ltz, hook: Callable[[Path, str], Path]) -> None:
    hook(workspace, "echo refused by the hook >&2\nexit 1")
    assert "refused by the hook" in stands(ltz(*UPDATE, "--commit"), workspace)


def test_during_a_merge(workspace: Path, git: Git, ltz: Ltz) -> None:
    """Git makes no partial commit in a merge: the record stands and the merge goes on."""
    git(workspace, "checkout", "--quiet", "-b", "side")
    (workspace / "a.txt").write_text("side")
    git(workspace, "add", "a.txt")
    git(workspace, "commit", "--quiet", "-m", "side")
    git(workspace, "checkout", "--quiet", "-")
    (workspace / "b.txt").write_text("main")
    git(workspace, "add", "b.txt")
    git(workspace, "commit", "--quiet", "-m", "main")
    git(workspace, "merge", "--quiet", "--no-commit", "--no-ff", "side")
    stands(ltz(*UPDATE, "--commit"), workspace)
    git(workspace, "commit", "--quiet", "-m", "merged")
    assert "a.txt" in git(workspace, "ls-files")


def test_without_git(workspace: Path, tmp_path: Path, ltz: Ltz, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Tester")
    stands(ltz(*UPDATE, "--commit"), workspace)


def test_ignored_files(workspace: Path, git: Git, ltz: Ltz) -> None:
    """A rule that ignores the records must not be mistaken for a commit."""
    (workspace / ".gitignore").write_text("records/\n")
    stands(ltz(*UPDATE, "--commit"), workspace)


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


BATCH = """records:
- {kind: update, task: A1, date: 2026-09-30, text: "一"}
- {kind: update, task: A2, date: 2026-09-30, text: "二"}
- {kind: problem, tasks: [A1], date: 2026-09-30, text: "三"}
"""


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
    assert len(new) == 3
    assert int(git(workspace, "rev-list", "--count", "HEAD")) == count + 1
    assert sorted(committed(git, workspace)) == [f"A {path}" for path in new]
    assert git(workspace, "diff", "--cached", "--name-only").split() == ["staged.txt"]
    assert git(workspace, "log", "-1", "--format=%s").strip() == "导入3条记录"
    trailers = git(workspace, "log", "-1", "--format=%(trailers:key=Ltz-Record,valueonly)").split()
    assert trailers == done.out.split()

    again = ltz("import", "batch.yaml", "--commit")
    assert (again.code, again.out) == (0, "")
    assert int(git(workspace, "rev-list", "--count", "HEAD")) == count + 1


def standing(folder: Path, *read: str) -> Standing:
    return Look(folder).standing({"tasks.yaml", *read})


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


def test_bug_11_the_whole_message_of_a_hook_is_shown(workspace: Path, ltz: Ltz, hook: Callable[[Path, str], Path]) -> None:
    """Who commits sees the reason, on whichever stream the hook gave it; a screen obeys none of it."""
    hook(workspace, "echo looking ..\necho 'REASON: no source' >&2\nprintf '\\033[31mred' >&2\nexit 1")
    for verb in (UPDATE, ("raise", "A1", "--text", "y"), ("import", "batch.yaml")):
        (workspace / "batch.yaml").write_text(BATCH, encoding="utf-8")
        done = ltz(*verb, "--commit", "--lang", "en")
        assert done.code == 3
        assert "not committed: looking ..\n  REASON: no source\n  <U+001B>[31mred" in done.err


def test_a_record_that_was_not_committed_is_committed_when_the_command_is_repeated(
    workspace: Path, git: Git, ltz: Ltz, hook: Callable[[Path, str], Path]
) -> None:
    """After a hook refused, the same command stores nothing more and commits what it stored."""
    refusing = hook(workspace, "exit 1")
    first = ltz(*UPDATE, "--commit")
    assert "git: 1" in stands(first, workspace)
    refusing.unlink()
    for _ in range(2):
        again = ltz(*UPDATE, "--commit")
        assert (again.code, again.out) == (0, first.out)
        assert committed(git, workspace) == [f"A {record_files(workspace)[0]}"]


def test_bug_11_an_import_that_was_not_committed_is_committed_when_it_is_repeated(
    workspace: Path, git: Git, ltz: Ltz, hook: Callable[[Path, str], Path]
) -> None:
    """What is there already and in no commit is what the first run stored."""
    refusing = hook(workspace, "exit 1")
    (workspace / "batch.yaml").write_text(BATCH, encoding="utf-8")
    assert ltz("import", "batch.yaml", "--commit").code == 3
    assert ltz("import", "batch.yaml", "--commit").code == 3
    refusing.unlink()
    for _ in range(2):
        assert ltz("import", "batch.yaml", "--commit").code == 0
        assert committed(git, workspace) == [f"A {one}" for one in record_files(workspace)]


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


@pytest.mark.skipif(os.name == "nt", reason="slow to start there")
def test_faults_A1_eight_at_once_all_commit(workspace: Path, git: Git) -> None:
    """Each waits for the lock of the others."""
    before = int(git(workspace, "rev-list", "--count", "HEAD"))
    line = [sys.executable, "-m", "ltzplan", "update", "A1", "--commit", "--text"]
    env = dict(os.environ) | {"PYTHONPATH": str(Path(__file__).parents[2])}
    started = [subprocess.Popen([*line, str(at)], env=env, cwd=workspace) for at in range(8)]
    assert [one.wait() for one in started] == [0] * 8
    assert int(git(workspace, "rev-list", "--count", "HEAD")) - before == 8
    assert git(workspace, "status", "--porcelain") == ""
