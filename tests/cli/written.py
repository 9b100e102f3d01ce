"""What is typed in several tests, and what ltz wrote."""

import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

Ltz = Callable[..., Any]
WHOLE = re.compile(r"\w+-[0-9a-f]{16}\n")
AS_OF = ("--as-of", "2020-10-31")
JSON = ("--format", "json")
DUE = ("--due", "2026-12-31")
SLIP = ("--unit", "north_lands", *DUE, "--require", "See to it")


def files(folder: Path) -> list[Path]:
    return sorted((folder / "data" / "records").rglob("*.yaml"))


def fields_of(text: str) -> dict[str, Any]:
    """Read a record by the dozen lines of standard library that are promised to do."""
    said = {}
    for line in text.removesuffix("\n").split("\n"):
        key, _, value = line.partition(": ")
        said[key] = json.loads(value)
    return said


def newest(folder: Path, id: str) -> list[dict[str, Any]]:
    """Give the records of the file that holds a record's id."""
    return [*_with(folder, id).values()]


def record(folder: Path, id: str) -> dict[str, Any]:
    """Give a record by its id."""
    return _with(folder, id)[id.rpartition("-")[2]]


def _with(folder: Path, id: str) -> dict[str, dict[str, Any]]:
    """Give the records of the file that holds a record's id, by their digests."""
    for path in files(folder):
        chunks = path.read_text(encoding="utf-8").split("---\n")
        told = {hashlib.sha256(chunk.encode()).hexdigest()[:16]: fields_of(chunk) for chunk in chunks}
        if id.rpartition("-")[2] in told:
            return told
    raise LookupError(id)


BATCH = """records:
- {label: road, kind: problem, tasks: [A1], date: 2026-09-10, text: "征地未完", needs: bureaus}
- {label: sorted, kind: sort, answers: road, sort: land, needs: bureaus, because: "部门能定", date: 2026-09-11}
- {kind: recheck, answers: sorted, verdict: accept, text: "办了", date: 2026-10-01}
- {label: first, kind: update, task: A1, date: 2026-09, percent: 10, measure: works}
- {kind: update, task: A1, date: 2026-09, percent: 12, measure: works, replaces: [first]}
- {label: wrong, kind: update, task: B1, date: 2026-09-30, text: "错"}
- {kind: withdrawal, withdraws: wrong, because: "重复", date: 2026-10-02}
- {kind: problem, tasks: [A1], date: 2026-10-20, text: "又来了", follows: road}
"""


def batch(folder: Path, text: str = BATCH) -> str:
    (folder / "batch.yaml").write_text(text, encoding="utf-8")
    return "batch.yaml"
