"""A plan in a repository: what is typed there, and what is in a commit."""

import shutil
from collections.abc import Callable
from pathlib import Path

from ltzplan.store.workspace import BLANK

Git = Callable[..., str]
Ltz = Callable[..., object]
UPDATE = ("update", "A1", "--text", "路基完成", "--date", "2026-10-31")
BATCH = """records:
- {kind: update, task: A1, date: 2026-09-30, text: "一"}
- {kind: update, task: A2, date: 2026-09-30, text: "二"}
- {kind: problem, tasks: [A1], date: 2026-09-30, text: "三"}
"""


def plan_in(folder: Path) -> Path:
    (folder / "data").mkdir(parents=True)
    shutil.copyfile(BLANK, folder / "data" / "tasks.yaml")
    return folder


def committed(git: Git, folder: Path, rev: str = "HEAD") -> list[str]:
    """Give the files of a commit, from the top of the repository."""
    listed = git(folder, "show", "--name-status", "--format=", "-z", rev).split("\0")
    return [f"{how} {name}" for how, name in zip(listed[0::2], listed[1::2], strict=False)]


def record_files(folder: Path) -> list[str]:
    return sorted(
        path.relative_to(folder).as_posix() for path in (folder / "data" / "records").rglob("*.yaml")
    )


def stands(done: object, folder: Path) -> str:
    """The record is stored, the exit code 3, and it says that it is not committed; give that."""
    [path] = record_files(folder)
    id = done.out.strip()
    assert done.code == 3
    assert id.rpartition("-")[2] in path
    _, found, talk = done.err.partition("The record is stored but not committed: ")
    assert found, done.err
    return found + talk
