"""Plays the rehearsal: fourteen months of dispatch in a fresh workspace, compared with expected.csv.

    python examples/rehearsal/play.py [FOLDER]     the workspace is left in FOLDER, where one is given

Ends with exit 1 where a figure differs. `play` is also what the test calls.
"""

import csv
import io
import json
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from string import Template
from typing import Any

import yaml

from ltzplan.cli.main import main
from ltzplan.store import git

HERE = Path(__file__).parent
DATA = HERE.parent.parent / "data"
STATES = ("held", "put_off", "merged", "missed")


class Failed(Exception):
    """A step that ltz refused."""


def plan_text() -> str:
    """Give the plan of the rehearsal: the shipped one, with the overlay's keys in place of its own."""
    overlay = (HERE / "overlay.yaml").read_text(encoding="utf-8")
    replaced = set(re.findall(r"^(\w+):", overlay, re.MULTILINE))
    blocks = re.split(r"^(?=\w+:)", (DATA / "tasks.yaml").read_text(encoding="utf-8"), flags=re.MULTILINE)
    return "".join(one for one in blocks if one.partition(":")[0] not in replaced) + overlay


@dataclass
class Stage:
    """A workspace in which the script is played, and the ids that it has given names to."""

    root: Path
    ids: dict[str, str] = field(default_factory=dict)

    def build(self) -> None:
        """Make the workspace from the shipped plan, its records and the overlay."""
        (self.root / "data").mkdir(parents=True)
        (self.root / "data" / "tasks.yaml").write_text(plan_text(), encoding="utf-8")
        shutil.copytree(DATA / "records", self.root / "data" / "records")
        shutil.copytree(HERE / "evidence", self.root / "play" / "evidence")
        (self.root / "play" / "sessions").mkdir()
        git.init(self.root, "Rehearsal")

    def step(self, step: Mapping[str, Any]) -> None:
        """Play one step of the script; Failed where ltz refuses it."""
        for session in (HERE / "sessions").iterdir():
            filled = Template(session.read_text(encoding="utf-8")).safe_substitute(self.ids)
            (self.root / "play" / "sessions" / session.name).write_text(filled, encoding="utf-8")
        words = [Template(str(word)).substitute(self.ids) for word in step["run"]]
        said = self.ltz(step["at"], "--office", step["office"], *words, "--commit")
        if "keep" in step:
            self.ids[step["keep"]] = said.strip().splitlines()[0]

    def ltz(self, now: str, *words: str) -> str:
        """Run one command of ltz in the workspace at a moment; give what it prints."""
        out, err = io.StringIO(), io.StringIO()
        here = Path.cwd()
        os.environ["LTZ_NOW"] = now
        os.chdir(self.root / "play")
        try:
            with redirect_stdout(out), redirect_stderr(err):
                code = main(list(words))
        finally:
            os.chdir(here)
            del os.environ["LTZ_NOW"]
        if code:
            raise Failed(f"{now}: ltz {' '.join(words)}\n{err.getvalue()}")
        return out.getvalue()

    def read(self, day: date, *words: str) -> dict[str, Any]:
        """Give a report of a day as data."""
        now = f"{day}T18:00:00+08:00"
        found: dict[str, Any] = json.loads(self.ltz(now, *words, "--as-of", f"{day}", "--format", "json"))
        return found


def figures(stage: Stage, month: str) -> dict[str, Any]:
    """Give every figure of a month's end, by the names of expected.csv."""
    day = _last_day(month)
    status = stage.read(day, "status")["summary"]["problems"]
    found: dict[str, Any] = {
        "problems_open": status["open"], "unsorted": status["unsorted"],
        "in_hand": status["in_hand"], "overdue": status["overdue"],
    }  # fmt: skip
    bulletin = stage.read(day, "paper", "bulletin", "--month", month)["figures"]
    found |= {f"bulletin.{name}": len(ids) for name, ids in bulletin.items()}
    escalation = stage.read(day, "escalate")
    names = {id: name for name, id in stage.ids.items()}
    for level in escalation["levels"]:
        matters = [one for one in level["matters"] if not one["standing"]]
        found[f"escalate.{level['level']}"] = len(matters)
        late = {f"days.{names[one['id']]}": one["overdue_days"] for one in matters}
        found |= {name: days for name, days in late.items() if days}
    followed = [one for one in escalation["supervision"] if one["id"] in names]
    found["supervision"] = len(followed)
    for ground in ("key", "overdue", "returned_twice"):
        found[f"supervision.{ground}"] = sum(ground in one["grounds"] for one in followed)
    duties = {(one["duty"], one["period"]): one["state"] for one in stage.read(day, "calendar")["duties"]}
    for duty in ("dispatch", "bulletin"):
        found[f"calendar.{duty}"] = duties[duty, month]
        before = f"{_last_day(month).replace(day=1) - timedelta(days=1):%Y-%m}"
        if (duty, before) in duties:
            found[f"calendar.{duty}.before"] = duties[duty, before]
    return found


def year_figures(stage: Stage, year: str) -> dict[str, Any]:
    """Give the figures of the year that expected.csv names."""
    day = date(int(year), 12, 31)
    summary = stage.read(day, "paper", "summary", "--year", year)["figures"]
    found: dict[str, Any] = {
        f"year.{name}": len(summary[name]) for name in ("carried_in", "assigned", "closed", "open")
    }
    problems = {one: stage.read(day, "show", id) for one, id in stage.ids.items() if one.startswith("R")}
    found["year.returns"] = sum(one["returns"] for one in problems.values())
    found |= {f"year.days.{name}": one["overdue_days"] for name, one in problems.items()}
    found |= _judged(problems)
    found |= _solved(problems)
    duties = stage.read(day + timedelta(days=1), "calendar")["duties"]
    for duty in ("dispatch", "bulletin"):
        for state in STATES:
            count = sum(one["duty"] == duty and one["state"] == state for one in duties)
            found[f"year.calendar.{duty}.{state}"] = count
    return found


def expected() -> Iterator[tuple[str, str, str, str]]:
    """Give the rows of expected.csv: month, figure, arithmetic, value."""
    with (HERE / "expected.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield row["month"], row["figure"], row["arithmetic"], row["value"]


def _last_day(month: str) -> date:
    first = date.fromisoformat(f"{month}-01")
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
