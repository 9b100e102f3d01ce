"""What git refuses to commit: the record stands, it is said, and the same command commits it later."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ltzplan.store import git as store_git
from tests.store.in_git import BATCH, UPDATE, Git, Ltz, committed, plan_in, record_files, stands

pytestmark = pytest.mark.usefixtures("office")


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
