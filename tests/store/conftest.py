"""The example plan under git."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.store.in_git import Git, plan_in


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is the secretariat that types."""
    monkeypatch.setenv("LTZ_OFFICE", "secretariat")


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
