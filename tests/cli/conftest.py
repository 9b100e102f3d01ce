"""Ltz as it is typed: what must go well, what must write, what must be refused; and the workspaces it is typed in."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.build import ROOT
from tests.cli.half_year import JULY, NOW, records, workspace
from tests.cli.written import WHOLE, Ltz, files


@pytest.fixture
def yes(ltz: Ltz) -> Callable[..., str]:
    """Give a function that runs ltz, expects exit 0 and gives what it prints."""

    def act(*words: str) -> str:
        done = ltz(*words)
        assert done.code == 0, done.err
        return done.out

    return act


@pytest.fixture
def wrote(yes: Callable[..., str], request: pytest.FixtureRequest) -> Callable[..., str]:
    """Give a function that runs a writing verb and gives the id, which stands alone on stdout."""

    def act(*words: str) -> str:
        out = yes(*words)
        assert WHOLE.fullmatch(out), out
        return out.strip()

    return act


@pytest.fixture
def no(ltz: Ltz) -> Callable[..., str]:
    """Give a function that runs what must be refused with a code, prints nothing and writes nothing."""

    def act(code: str, *words: str) -> str:
        before = files(Path())
        done = ltz(*words)
        assert (done.code, done.out) == (2, ""), done
        assert f"error[{code}]" in done.err, done.err
        assert files(Path()) == before
        return done.err

    return act


@pytest.fixture
def life(ltz: Ltz) -> Callable[[str], dict[str, Any]]:
    """Give a function that shows a problem as data."""
    return lambda id: json.loads(ltz("show", id, "--format", "json").out)  # noqa: A006 - the field's own word


@pytest.fixture
def raised(blank: Path, wrote: Callable[..., str]) -> str:
    """A sorted problem of A1."""
    return wrote("raise", "A1", "--text", "Land", "--needs", "bureaus")


@pytest.fixture
def old(blank: Path, wrote: Callable[..., str]) -> str:
    """A problem of A1, raised and sorted in October."""
    return wrote("raise", "A1", "--text", "Land", "--needs", "bureaus", "--date", "2026-10-05")


@pytest.fixture
def ordered(blank: Path, ltz: Ltz) -> dict[str, str]:
    """Give the ids of a problem, its sort and its order."""

    def wrote(*words: str) -> str:
        done = ltz(*words, "--lang", "en")
        assert done.code == 0, done.err
        return str(done.out).strip()

    problem = wrote("raise", "A1", "--text", "land", "--date", "2026-03-01")
    sort = wrote("sort", problem, "--as", "land", "--needs", "bureaus", "--because", "x", "--date", "2026-03-02")
    how = ("--unit", "north_lands", "--due", "2027-04-01", "--require", "one map", "--date", "2026-03-03")
    return {"problem": problem, "sort": sort, "order": wrote("order", problem, *how)}


@pytest.fixture(scope="session")
def half_year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The half year of papers, as its last commit has it."""
    return workspace(tmp_path_factory.mktemp("papers") / "half", *records().values())


@pytest.fixture
def half(half_year: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The half year, to be read; and the current folder there."""
    monkeypatch.chdir(half_year)
    monkeypatch.setenv("LTZ_NOW", NOW)
    return half_year


@pytest.fixture
def own(half_year: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the half year, to be written in."""
    shutil.copytree(half_year, tmp_path / "own")
    monkeypatch.chdir(tmp_path / "own")
    monkeypatch.setenv("LTZ_NOW", JULY)
    return tmp_path / "own"


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The plan without any record, on the day after its signing."""
    workspace(tmp_path / "empty")
    monkeypatch.chdir(tmp_path / "empty")
    monkeypatch.setenv("LTZ_NOW", "2026-01-16T09:00:00+08:00")
    return tmp_path / "empty"


@pytest.fixture(scope="session")
def committed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the shipped plan under git, as a fresh clone is."""
    folder = tmp_path_factory.mktemp("shipped")
    shutil.copytree(ROOT / "data", folder / "data")
    identity = ("-c", "user.name=Tester", "-c", "user.email=tester@example.org")
    for words in (("init", "--quiet"), ("add", "data"), (*identity, "commit", "--quiet", "-m", "data")):
        subprocess.run(["git", *words], cwd=folder, check=True)
    return folder


@pytest.fixture
def clone(committed: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """That copy, to be read; and the current folder there."""
    monkeypatch.chdir(committed)
    return committed
