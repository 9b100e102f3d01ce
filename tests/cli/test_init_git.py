"""`ltz init` where there is a git already, where git knows nobody, and where it did not come to its end."""

import os
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.terminal import shown
from tests.cli.test_init import SHIPPED, Git, Ltz, files, here

if os.name != "nt":
    import pty

ROOT = Path(__file__).parents[2]
OURS = [".gitattributes", ".gitignore", "data/tasks.yaml"]
TRACKED = sorted([*OURS, "data/.tasks.schema.json"])
unix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such terminals")
__all__ = ["here"]


@pytest.fixture
def nobody(world: Path) -> Path:
    """A home in which git knows nobody and would guess."""
    (world / ".gitconfig").unlink()
    return world


def pasted(done: object) -> list[str]:
    """Give the lines that are to be pasted: what stands below the sentence that ends in a colon."""
    lines = done.err.splitlines()
    at = next(at for at, line in enumerate(lines) if line.endswith((":", "：")))
    return lines[at + 1 :]


def paste(lines: list[str], folder: Path) -> None:
    """Run lines as a shell does, with `ltz` on the path."""
    script = f'ltz() {{ PYTHONPATH="{ROOT}" "{sys.executable}" -m ltzplan "$@"; }}\n' + "\n".join(lines)
    subprocess.run(["sh", "-euc", script], cwd=folder, check=True, capture_output=True)


# -- where a git is


@pytest.mark.parametrize("where", [".", "mine"])
def test_bug_13_a_fresh_clone_becomes_a_workspace(
    here: Path, ltz: Ltz, git: Git, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    """It keeps its remote and the branch that the server named, and can be pushed."""
    git(here, "init", "--quiet", "--bare", "--initial-branch=trunk", "shared.git")
    git(here, "clone", "--quiet", "shared.git", "mine")
    if where == ".":
        monkeypatch.chdir(here / "mine")
    done = ltz("init", "--blank", where)
    assert (done.code, done.out) == (0, f"{where}\n")
    assert git(here / "mine", "remote").split() == ["origin"]
    assert git(here / "mine", "branch", "--show-current").split() == ["trunk"]
    assert git(here / "mine", "ls-files").split() == TRACKED
    git(here / "mine", "push", "--quiet", "origin", "HEAD")
    assert git(here / "shared.git", "log", "--format=%s", "trunk").split() == ["建立工作区"]


def test_bug_13_what_a_server_put_into_it_stays(here: Path, ltz: Ltz, git: Git, tmp_path: Path) -> None:
    """Its .gitignore is completed, not replaced; what nobody committed is not committed now."""
    git(here, "init", "--quiet", "mine")
    mine = here / "mine"
    given = {"README.md": b"# Plan\n", "LICENSE": b"MIT\n", ".gitignore": b"*.pyc"}
    for name, data in given.items():
        (mine / name).write_bytes(data)
    git(mine, "add", "--all")
    git(mine, "commit", "--quiet", "-m", "first")
    (mine / ".DS_Store").write_bytes(b"x")
    assert ltz("init", "mine").code == 0
    assert git(mine, "status", "--porcelain").split() == ["??", ".DS_Store"]
    assert (mine / ".gitignore").read_bytes() == b"*.pyc\ndata/**/.*\n!data/.tasks.schema.json\n"
    assert {name: (mine / name).read_bytes() for name in ("README.md", "LICENSE")} == {
        name: given[name] for name in ("README.md", "LICENSE")
    }
    assert files(mine / "data") == files(SHIPPED)
    assert git(mine, "log", "--format=%s").split() == ["建立工作区", "first"]


def test_bug_13_lines_that_are_there_are_not_written_twice(here: Path, ltz: Ltz, git: Git) -> None:
    (here / ".gitattributes").write_bytes(b"data/tasks.yaml text eol=lf\r\n* -text\r\n")
    assert ltz("init", ".", "--blank").code == 0
    assert (here / ".gitattributes").read_bytes() == (
        b"data/tasks.yaml text eol=lf\r\n* -text\r\ndata/records/** text eol=lf merge=binary\n"
    )


@pytest.mark.parametrize("name", [".DS_Store", ".idea/x", "README", "readme.txt", "LICENCE.md", "Thumbs.db"])
def test_bug_13_what_nobody_wrote_is_in_nobodys_way(here: Path, ltz: Ltz, git: Git, name: str) -> None:
    (here / name).parent.mkdir(exist_ok=True)
    (here / name).write_text("x")
    assert ltz("init", ".", "--blank").code == 0
    assert git(here, "ls-files").split() == TRACKED


@pytest.fixture
def outer(here: Path, git: Git, repository: Callable[[Path], Path]) -> Path:
    """A repository with a commit."""
    repository(here)
    (here / "x").write_text("x")
    git(here, "add", "x")
    git(here, "commit", "--quiet", "-m", "outer")
    return here


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_inside_another_repository_it_makes_none_and_says_what_to_type(
    outer: Path, ltz: Ltz, git: Git, lang: str
) -> None:
    done = ltz("init", "mine", "--blank", "--lang", lang)
    assert (done.code, done.out) == (0, "mine\n")
    assert str(outer) in done.err and "ltz init mine --blank --own-git" in done.err
    assert list(files(outer / "mine")) == OURS
    assert not (outer / "mine" / ".git").exists()
    assert git(outer, "diff", "--cached", "--name-only") == ""
    assert git(outer, "log", "--format=%s").split() == ["outer"]
    paste(pasted(done), outer)
    first = {"zh": "建立工作区", "en": "Start the workspace"}[lang]
    assert git(outer, "log", "--format=%s").splitlines() == [first, "outer"]
    assert git(outer, "status", "--porcelain") == ""


@pytest.mark.parametrize("at_once", [True, False])
def test_inside_another_repository_it_may_have_its_own(
    outer: Path, ltz: Ltz, git: Git, monkeypatch: pytest.MonkeyPatch, at_once: bool
) -> None:
    assert at_once or ltz("init", "mine", "--blank").code == 0
    assert ltz("init", "mine", "--blank", "--own-git").code == 0
    assert (outer / "mine" / ".git").is_dir()
    assert git(outer / "mine", "log", "--format=%s").split() == ["建立工作区"]
    assert git(outer, "log", "--format=%s").split() == ["outer"]
    assert git(outer, "diff", "--cached", "--name-only") == ""
    monkeypatch.chdir(outer / "mine")
    assert ltz("--office", "secretariat", "update", "A1", "--nil", "--commit").code == 0
    assert len(git(outer / "mine", "log", "--format=%s").split("\n")) == 3
    assert git(outer, "log", "--format=%s").split() == ["outer"]


def test_where_there_is_no_git_the_lines_begin_with_it(
    here: Path, ltz: Ltz, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setenv("PATH", str(here))
        done = ltz("init", "mine", "--blank")
    assert (done.code, done.out) == (0, "mine\n")
    lines = pasted(done)
    assert lines[:2] == ["cd mine", "git init --quiet"]
    assert not any("git config" in line for line in lines), "who git knows is not known without it"
    paste(lines, here)
    assert git(here / "mine", "ls-files").split() == TRACKED


# -- where git knows nobody


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_without_an_identity_it_prints_the_lines_to_paste(
    here: Path, ltz: Ltz, git: Git, nobody: Path, lang: str
) -> None:
    done = ltz("init", "我的 计划", "--blank", "--lang", lang)
    assert (done.code, done.out) == (0, "我的 计划\n")
    name, example = {"zh": ("姓名", "you@example.org"), "en": ("Your Name", "you@example.org")}[lang]
    lines = pasted(done)
    assert f'git config user.name "{name}"' in lines and f'git config user.email "{example}"' in lines
    assert "git config ltz.office secretariat" in lines
    paste(lines, here)
    assert git(here / "我的 计划", "log", "--format=%an %ae").split("\n") == [f"{name} {example}", ""]
    assert git(here / "我的 计划", "status", "--porcelain") == ""


def test_only_what_is_unknown_is_named(here: Path, ltz: Ltz, nobody: Path) -> None:
    (nobody / ".gitconfig").write_text("[user]\n\tname = Li\n")
    assert not any("user.name" in line for line in pasted(ltz("init", "mine", "--blank")))


def at_a_terminal(folder: Path, typed: bytes, *words: str) -> tuple[int, str]:
    """Run ltz on a pseudo-terminal and type; give its exit code and what the terminal received."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # tests that run in the background ignore it, and so would ltz
    ours, its = pty.openpty()
    try:
        environment = dict(os.environ) | {"PYTHONPATH": str(ROOT), "LTZ_LANG": "en"}
        command = [sys.executable, "-m", "ltzplan", *words]
        with subprocess.Popen(command, cwd=folder, env=environment, stdin=its, stdout=its, stderr=its) as child:
            os.close(its)
            received, until = b"", time.monotonic() + 60
            while select.select([ours], [], [], max(until - time.monotonic(), 0))[0]:
                try:
                    received += os.read(ours, 65536) or b""
                except OSError:
                    break
                if typed and received.endswith(b": "):
                    line, mark, typed = typed.partition(b"\n")
                    child.send_signal(signal.SIGINT) if line == b"^C" else os.write(ours, line + mark)
            code = child.wait(10)
    finally:
        os.close(ours)
    return code, shown(received).replace("\r\n", "\n")


@unix
def test_on_a_terminal_it_asks_who_you_are(here: Path, git: Git, nobody: Path) -> None:
    """The answers stand in the new repository only, and sign its commits and records."""
    code, said = at_a_terminal(here, "李明\nli@example.org\n".encode(), "init", "mine", "--blank")
    assert code == 0, said
    assert "Your name" in said and "Your email address" in said and "Try: cd mine" in said
    assert git(here / "mine", "log", "--format=%an <%ae>").strip() == "李明 <li@example.org>"
    assert git(here / "mine", "status", "--porcelain") == ""
    assert not (nobody / ".gitconfig").exists()
    code, said = at_a_terminal(here / "mine", b"", "--office", "north", "update", "A1", "--nil")
    assert code == 0, said
    [record] = (here / "mine" / "data" / "records").rglob("*.yaml")
    assert '"by": "李明"' in record.read_text(encoding="utf-8")


@unix
def test_on_a_terminal_it_asks_for_what_is_unknown_only(here: Path, git: Git, nobody: Path) -> None:
    (nobody / ".gitconfig").write_text("[user]\n\tname = Li\n")
    code, said = at_a_terminal(here, b"li@example.org\n", "init", "mine", "--blank")
    assert (code, "Your name" in said) == (0, False)
    assert git(here / "mine", "log", "--format=%an <%ae>").strip() == "Li <li@example.org>"


@unix
def test_an_empty_answer_leaves_the_lines_to_paste(here: Path, nobody: Path) -> None:
    code, said = at_a_terminal(here, b"\n\x04\n", "init", "mine", "--blank")
    assert code == 0
    assert 'git config user.name "Your Name"' in said and 'git config user.email "you@example.org"' in said


@unix
def test_stopped_at_the_question_it_can_be_done_again(here: Path, git: Git, nobody: Path) -> None:
    assert at_a_terminal(here, b"^C\n", "init", "mine", "--blank")[0] == 130
    code, said = at_a_terminal(here, b"Li\nli@example.org\n", "init", "mine", "--blank")
    assert code == 0, said
    assert git(here / "mine", "ls-files").split() == TRACKED


def test_once_git_knows_somebody_it_can_be_done_again(
    here: Path, ltz: Ltz, git: Git, nobody: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ltz("init", "mine").code == 0
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Li")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "li@example.org")
    assert ltz("init", "mine").code == 0
    assert git(here / "mine", "status", "--porcelain") == ""
    assert git(here / "mine", "log", "--format=%an").split() == ["Li"]


def test_a_disk_that_was_full_and_is_not_can_be_tried_again(
    here: Path, ltz: Ltz, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(shutil, "copytree", full)
        done = ltz("init", "mine")
    assert (done.code, done.out) == (2, "")
    assert "No space left" in done.err
    assert not (here / "mine" / "data").exists()
    assert ltz("init", "mine").code == 0
    assert git(here / "mine", "status", "--porcelain") == ""
    assert files(here / "mine" / "data") == files(SHIPPED)


def test_what_a_killed_init_left_is_cleared_away(here: Path, ltz: Ltz) -> None:
    (here / "mine" / ".ltz-init").mkdir(parents=True)
    (here / "mine" / ".ltz-init" / "tasks.yaml").write_text("half")
    assert ltz("init", "mine", "--blank").code == 0
    assert list(files(here / "mine")) == OURS


def test_a_hook_that_refuses_is_told_with_what_to_type(here: Path, ltz: Ltz, git: Git, hook: Callable[[Path, str], Path]) -> None:
    git(here, "init", "--quiet", "mine")
    refusing = hook(here / "mine", "echo no plans today >&2\nexit 1")
    done = ltz("init", "mine", "--blank")
    assert done.code == 0
    assert "no plans today" in done.err
    refusing.unlink()
    paste(pasted(done), here)
    assert git(here / "mine", "ls-files").split() == TRACKED


# -- no record is signed by a machine's account


UPDATE = ("--office", "north", "update", "A1", "--nil")


@pytest.mark.parametrize("where", ["in it", "elsewhere", "no repository"])
def test_a_write_without_a_name_gives_the_line_to_paste(
    here: Path, ltz: Ltz, git: Git, nobody: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    monkeypatch.setenv("LOGNAME", "machine")
    assert ltz("init", "我的 计划", "--blank").code == 0
    if where == "no repository":
        shutil.rmtree(here / "我的 计划" / ".git")
    monkeypatch.chdir(here if where == "elsewhere" else here / "我的 计划")
    words = ("--data", str(here / "我的 计划" / "data"), *UPDATE)
    done = ltz(*words)
    assert (done.code, done.out) == (2, "")
    assert "error[no_name]" in done.err
    assert list((here / "我的 计划").rglob("*.yaml")) == [here / "我的 计划" / "data" / "tasks.yaml"]
    paste([done.err.strip().splitlines()[-1].partition(": ")[2]], Path.cwd())
    assert ltz(*words).code == 0
    [record] = (here / "我的 计划" / "data" / "records").rglob("*.yaml")
    assert '"by": "Your Name"' in record.read_text(encoding="utf-8")
    assert (nobody / ".gitconfig").exists() == (where == "no repository")


@pytest.mark.parametrize("how", ["GIT_AUTHOR_NAME", "author.name", "user.name"])
def test_a_name_is_known_as_git_knows_it(
    here: Path, ltz: Ltz, git: Git, nobody: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    assert ltz("init", ".", "--blank").code == 0
    monkeypatch.setenv(how, "Wu") if how.isupper() else git(here, "config", how, "Wu")
    done = ltz(*UPDATE, "--dry-run")
    assert (done.code, '"by": "Wu"' in done.out) == (0, True), done.err


def test_a_name_of_marks_alone_is_none(here: Path, ltz: Ltz, git: Git, nobody: Path) -> None:
    """As git sees it: the line pasted with its dots in place."""
    assert ltz("init", ".", "--blank").code == 0
    git(here, "config", "user.name", "...")
    assert "error[no_name]" in ltz(*UPDATE).err
