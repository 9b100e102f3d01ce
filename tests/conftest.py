"""What every test stands on: an empty home, a fixed language and clock; goldens that can be renewed."""

import errno
import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import settings

from tests.examples import examples

TESTS = Path(__file__).parent
DATA = TESTS.parent / "data"
GOLDENS = TESTS / "goldens"
NOW = "2026-11-24T15:00:00+08:00"
"""The clock of the tests, unless one sets another."""

settings.register_profile("default", max_examples=examples(30), deadline=None, database=None)
settings.register_profile("ci", settings.get_profile("default"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "default")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-goldens",
        action="store_true",
        help="rewrite the goldens of the modules that run and remove those no longer asked for",
    )


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--update-goldens") and getattr(config.option, "numprocesses", None):
        raise pytest.UsageError("--update-goldens runs without -n")


@pytest.fixture(autouse=True)
def world(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home that holds a name for git and nothing else; no setting of this machine is seen. Gives the home."""
    told = ("LC_ALL", "LC_CTYPE", "LC_MESSAGES", "LANGUAGE", "COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR")
    for name in list(os.environ):
        if name.startswith(("LTZ_", "GIT_", "XDG_")) or name in (*told, "PYTHONIOENCODING", "PYTHONUTF8"):
            monkeypatch.delenv(name)
    home = tmp_path_factory.mktemp("home")
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(home))
    (home / ".gitconfig").write_text("[user]\n\tname = tester\n")
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path_factory.getbasetemp()))
    monkeypatch.setenv("LTZ_NOW", NOW)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
    return home


@pytest.fixture
def workspace_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    """A function that makes a workspace of the text of a plan and goes there, at an instant."""

    def made(plan: str, now: str) -> None:
        (tmp_path / "data").mkdir()
        (tmp_path / "data" / "tasks.yaml").write_text(plan, encoding="utf-8")
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("LTZ_NOW", now)

    return made


def run_git(folder: Path, *words: str) -> str:
    """Run git in a folder as a person would; give what it prints."""
    words = ("-c", "core.quotepath=off", *words)
    done = subprocess.run(["git", *words], cwd=folder, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, f"git {' '.join(words)}: {done.stdout}{done.stderr}"
    return done.stdout


@dataclass(frozen=True)
class Done:
    """What a command gave: exit code, document and talk."""

    code: int
    out: str
    err: str


class Stream(io.StringIO):
    """A pipe, or a stream that says that it is a terminal."""

    encoding = "utf-8"

    def __init__(self, *, screen: bool, full: bool = False) -> None:
        super().__init__()
        self.screen, self.full = screen, full

    def write(self, text: str) -> int:
        if self.full:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return super().write(text)

    def isatty(self) -> bool:
        return self.screen


def run(*words: str, columns: int | None = None, full: bool = False) -> Done:
    """Run ltz in this process: into a pipe, which may take nothing, or on a screen of so many columns."""
    from ltzplan.cli.main import main

    with pytest.MonkeyPatch.context() as patch:
        out, err = Stream(screen=columns is not None, full=full), Stream(screen=False)
        if columns is not None:
            patch.setenv("COLUMNS", str(columns))
            patch.setenv("NO_COLOR", "1")
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        code = main(words)
    return Done(code, out.getvalue(), err.getvalue())


@pytest.fixture
def ltz() -> Callable[..., Done]:
    """Give a function that runs ltz with its words: `ltz("status", "--lang", "zh")`."""
    return run


@pytest.fixture
def git() -> Callable[..., str]:
    """Give a function that runs git in a folder: `git(folder, "status")`."""
    return run_git


@pytest.fixture
def repository() -> Callable[[Path], Path]:
    """Give a function that makes a folder a repository with an identity of its own."""

    def make(folder: Path) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        run_git(folder, "init", "--quiet")
        run_git(folder, "config", "user.name", "Tester")
        run_git(folder, "config", "user.email", "tester@example.org")
        return folder

    return make


@pytest.fixture
def hook() -> Callable[[Path, str], Path]:
    """Give a function that makes a repository run a shell script before each commit: `hook(folder, "exit 1")`."""

    def make(folder: Path, script: str) -> Path:
        file = folder / ".git" / "hooks" / "pre-commit"
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"#!/bin/sh\n{script}\n")
        file.chmod(0o755)
        return file

    return make


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the shipped plan and its records, and the current folder there."""
    shutil.copytree(DATA, tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def blank(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The three-task example as a workspace, and the current folder there."""
    from ltzplan.store.workspace import BLANK

    (tmp_path / "data").mkdir()
    shutil.copyfile(BLANK, tmp_path / "data" / "tasks.yaml")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LTZ_OFFICE", "secretariat")
    return tmp_path


@pytest.fixture(scope="module")
def goldens_asked_for(request: pytest.FixtureRequest) -> Iterator[dict[str, set[str]]]:
    """What each test of a module asks for; with --update-goldens what none asks for is removed.

    Not where only some tests ran, or one failed before it could ask.
    """
    asked: dict[str, set[str]] = {}
    yield asked
    option = request.config.option
    some = (
        option.keyword
        or option.markexpr
        or getattr(option, "lf", False)
        or any("::" in one for one in request.config.args)
    )
    if request.config.getoption("--update-goldens") and not some and all(asked.values()):
        known = set().union(*asked.values())
        folder = golden_folder(request.module)
        for path in folder.rglob("*"):
            if path.is_file() and path.relative_to(folder).as_posix() not in known:
                path.unlink()


def golden_folder(module: ModuleType) -> Path:
    """Give the folder of a module's goldens."""
    return GOLDENS / module.__name__.rpartition(".")[2].removeprefix("test_")


@pytest.fixture
def golden(
    request: pytest.FixtureRequest, goldens_asked_for: dict[str, set[str]]
) -> Callable[[str, str], None]:
    """Give a function that compares a text with tests/goldens/<module>/<name>, or renews it."""
    folder = golden_folder(request.module)
    asked = goldens_asked_for.setdefault(request.node.name, set())

    def compare(name: str, text: str) -> None:
        asked.add(name)
        path = folder / name
        if request.config.getoption("--update-goldens"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        known = path.read_text(encoding="utf-8") if path.exists() else "(no golden: pytest --update-goldens)"
        assert text == known, f"{path.relative_to(TESTS)} differs; look at it, then pytest --update-goldens"

    return compare
