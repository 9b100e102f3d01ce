"""Plays the rehearsal: fourteen months of dispatch, and the January after, in a fresh workspace, compared with expected.csv.

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
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from string import Template
from typing import Any
from unittest.mock import patch

import yaml

from ltzplan.cli.main import main
from ltzplan.store import git

HERE = Path(__file__).parent
DATA = HERE.parent.parent / "data"
WHO = {
    "GIT_AUTHOR_NAME": "Rehearsal", "GIT_AUTHOR_EMAIL": "rehearsal@example.org",
    "GIT_COMMITTER_NAME": "Rehearsal", "GIT_COMMITTER_EMAIL": "rehearsal@example.org",
}  # fmt: skip
"""Who commits, so that it can be played where git knows nobody."""
TASK = "L7"
"""The task whose reports and figures are followed."""
TURNS = ("decide", "to_order", "waiting")
"""Whose turn it is, where no unit has the matter in hand."""
WHERE_NOT_NOUGHT = ("days.", "turn.", "decided.", "holders.")
"""Figures that the table names only where there is something; any other is a difference."""


class Failed(Exception):  # noqa: N818 - a step that failed
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

    @property
    def names(self) -> dict[str, str]:
        """Give the name of each id."""
        return {id: name for name, id in self.ids.items()}

    def build(self) -> None:
        """Make the workspace from the shipped plan, its records and the overlay."""
        (self.root / "data").mkdir(parents=True)
        (self.root / "data" / "tasks.yaml").write_text(plan_text(), encoding="utf-8")
        shutil.copytree(DATA / "records", self.root / "data" / "records")
        shutil.copytree(HERE / "evidence", self.root / "play" / "evidence")
        (self.root / "play" / "sessions").mkdir()
        with patch.dict(os.environ, WHO):
            git.init(self.root)
            git.commit_files(self.root, [self.root], "Rehearsal")

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
        with (
            chdir(self.root / "play"), patch.dict(os.environ, WHO | {"LTZ_NOW": now}),
            redirect_stdout(out), redirect_stderr(err),
        ):  # fmt: skip
            code = main(list(words))
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
    found |= _before_levels(stage, day, escalation["levels"])
    followed = [one for one in escalation["supervision"] if one["id"] in stage.names]
    found["supervision"] = len(followed)
    for ground in ("key", "overdue", "returned_twice"):
        found[f"supervision.{ground}"] = sum(ground in one["grounds"] for one in followed)
    duties = {(one["duty"], one["period"]): one["state"] for one in stage.read(day, "calendar")["duties"]}
    periods = {"": month, ".before": f"{day.replace(day=1) - timedelta(days=1):%Y-%m}"}
    for duty, (suffix, period) in product(("dispatch", "bulletin"), periods.items()):
        if (duty, period) in duties:
            found[f"calendar.{duty}{suffix}"] = duties[duty, period]
    return found | _of_task(stage, day)


def _before_levels(stage: Stage, day: date, levels: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Give what is before each level that is not standing: how much, whose turn it is, how late, who holds it."""
    found: dict[str, Any] = {}
    for level in levels:
        matters = [one for one in level["matters"] if not one["standing"]]
        found[f"escalate.{level['level']}"] = len(matters)
        turns = Counter(one["turn"] for one in matters if one["turn"] in TURNS)
        found |= {f"turn.{level['level']}.{turn}": count for turn, count in turns.items()}
        for one in matters:
            name = stage.names[one["id"]]
            if one["overdue_days"]:
                found[f"days.{name}"] = one["overdue_days"]
            if one["turn"] == "to_order":
                found[f"decided.{name}"] = stage.names[one["decided"]["session"]]
            if one["state"] in ("ordered", "received") and len(one["units"]) > 1:
                found[f"holders.{name}"] = " ".join(stage.read(day, "show", one["id"])["holders"])
    return found


def _of_task(stage: Stage, day: date) -> dict[str, Any]:
    """Give how the one task is lit and reported on."""
    row = next(one for one in stage.read(day, "status")["tasks"] if one["id"] == TASK)
    missed = row["months_missed"]
    return {
        f"task.{TASK}.light": row["light"] + (f" ({row['unlit_because']})" if row["unlit_because"] else ""),
        f"task.{TASK}.percent": row["percent"] and f"{row['percent']} of {row['percent_date']}",
        f"task.{TASK}.last_report": row["last_report"],
        f"task.{TASK}.reported_by": sum(last is not None for last in row["reported_by"].values()),
        f"task.{TASK}.months_owed": row["months_owed"],
        f"task.{TASK}.months_missed.year": missed["year"],
        f"task.{TASK}.months_missed.all": missed["all"],
    }


def year_figures(stage: Stage, year: int, last: date) -> dict[str, Any]:
    """Give the figures of a year that expected.csv names; its calendar as it stands on the last day played."""
    evaluated = stage.read(date(year, 12, 31), "paper", "evaluation", "--year", f"{year}")
    counted = evaluated["figures"]
    found: dict[str, Any] = {
        f"year.{name}": len(counted[name]) for name in ("carried_in", "assigned", "closed", "open")
    }
    found["year.returns"] = evaluated["whole"]["returns"]
    outcomes = evaluated["problems"]
    found |= {f"year.days.{stage.names[one['problem']]}": one["days_late"] for one in outcomes}
    unanswered = {one["problem"] for one in outcomes if one["not_returned"] is None}
    late = [one["problem"] for one in outcomes if one["orders_answered_in_time"] is False]
    found["year.answered_in_time"] = sum(one["orders_answered_in_time"] is True for one in outcomes)
    found["year.answered_late"] = sum(id not in unanswered for id in late)
    found["year.unanswered_overdue"] = sum(id in unanswered for id in late)
    found["year.accepted_in_time"] = sum(one["orders_accepted_in_time"] is True for one in outcomes)
    found["year.accepted_late"] = sum(one["orders_accepted_in_time"] is False for one in outcomes)
    for one in evaluated["whole"]["solved"]:
        found[f"year.days_to_solve.{one['level']}.median"] = one["median"]
        found[f"year.days_to_solve.{one['level']}.longest"] = one["longest"]
    for name, measure in (("in_time", "papers_in_time"), ("late", "papers_in_time.missed")):
        found[f"year.bulletins.{name}"] = sum(id.startswith("bulletin/") for id in counted[measure])
    for city in evaluated["cities"]:
        met = next(one["met"] for one in city["measures"] if one["measure"] == "reports_punctual")
        found[f"year.reports.{TASK}.{city['id']}"] = sum(id.startswith(f"{TASK}/") for id in met)
    duties = stage.read(last, "calendar")["duties"]
    for duty, state in product(("dispatch", "bulletin"), ("held", "put_off", "merged", "missed")):
        count = sum(one["duty"] == duty and one["state"] == state for one in duties)
        found[f"year.calendar.{duty}.{state}"] = count
    return found


def expected() -> Iterator[tuple[str, str, str, str]]:
    """Give the rows of expected.csv: month or year, figure, arithmetic, value."""
    with (HERE / "expected.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield row["month"], row["figure"], row["arithmetic"], row["value"]


def _last_day(month: str) -> date:
    first = date.fromisoformat(f"{month}-01")
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def play(root: Path, tell: Callable[[str, int, int], None] = lambda *_: None) -> list[str]:
    """Play the whole script in a folder; give what differs from the table, a line each.

    `tell` hears the month, the steps played and their number. Failed where ltz refuses a step.
    """
    stage = Stage(root)
    stage.build()
    steps = yaml.safe_load((HERE / "script.yaml").read_text(encoding="utf-8"))
    found: dict[tuple[str, str], Any] = {}
    for at, step in enumerate(steps, 1):
        month = step["at"][:7]
        stage.step(step)
        tell(month, at, len(steps))
        if at == len(steps) or steps[at]["at"][:7] != month:
            found |= {(month, name): value for name, value in figures(stage, month).items()}
    year = int(month[:4]) - 1
    found |= {(f"{year}", name): value for name, value in year_figures(stage, year, _last_day(month)).items()}
    return list(differences(found))


def differences(found: Mapping[tuple[str, str], Any]) -> Iterator[str]:
    """Give each row of the table that did not come out, and each figure that it leaves out as nought."""
    rows = {(month, figure): (arithmetic, value) for month, figure, arithmetic, value in expected()}
    for (month, figure), (arithmetic, value) in rows.items():
        got = found.get((month, figure), "nothing")
        if str(got) != value:
            yield f"{month} {figure}: expected {value} ({arithmetic}), found {got}"
    for month, figure in found.keys() - rows.keys():
        if figure.startswith(WHERE_NOT_NOUGHT):
            yield f"{month} {figure}: not expected, found {found[month, figure]}"


def main_() -> int:
    """Play for a person, with a bar; 1 where a figure differs."""
    from rich.console import Console  # noqa: PLC0415 - only for a person
    from rich.progress import Progress  # noqa: PLC0415

    console = Console()
    kept = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    with tempfile.TemporaryDirectory() as spare, Progress(console=console) as progress:
        bar = progress.add_task("2019-11")

        def tell(month: str, at: int, of: int) -> None:
            progress.update(bar, description=month, completed=at, total=of)

        try:
            wrong = play(kept or Path(spare), tell)
        except Failed as error:
            progress.stop()
            console.print(str(error), markup=False)
            return 1
    for line in wrong:
        console.print(line, markup=False)
    rows = len(list(expected()))
    console.print(f"{rows - len(wrong)}/{rows} figures as foretold / 与预期一致", markup=False)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main_())
