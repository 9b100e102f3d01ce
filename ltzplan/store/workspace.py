"""A workspace: the folder that holds tasks.yaml and records/, read and checked as one."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from ltzplan.issues import Issue, LtzError, Place, refuse
from ltzplan.model.plan import Plan
from ltzplan.model.records import Entry, Record
from ltzplan.rules.checks import plan_findings, record_findings
from ltzplan.store.files import read_bytes
from ltzplan.store.git import Standing, standing
from ltzplan.store.records import Records
from ltzplan.store.schema import check
from ltzplan.store.yaml import LIMIT, Source, read

PLAN, RECORDS = "tasks.yaml", "records"
_PACKAGE = Path(__file__).parent.parent
BUILT_IN = next((one for one in (_PACKAGE / "data", _PACKAGE.parent / "data") if one.is_dir()), None)
BLANK = Path(__file__).with_name("blank.yaml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """A plan and its records, read whole and found sound."""

    data: Path
    plan: Plan
    entries: tuple[Entry, ...]
    git: Standing
    read_only: bool


def find(given: str | None, start: Path) -> tuple[Path, bool]:
    """Give the data folder and whether it is the built-in one.

    The one that is given, else the nearest data/tasks.yaml upwards, else the built-in plan.
    """
    if given:
        if not (Path(given) / PLAN).exists():
            raise refuse("no_workspace", Place(file=given), folder=given)
        return Path(given), False
    for folder in (start, *start.parents):
        if os.path.lexists(folder / "data" / PLAN):
            return folder / "data", False
    if BUILT_IN is None:
        raise refuse("no_workspace", folder=start)
    return BUILT_IN, True


def load(data: Path, *, read_only: bool = False) -> tuple[Workspace | None, list[Issue]]:
    """Read a workspace; give it, unless there are errors, and everything that is wrong."""
    issues = list(_strangers(data))
    plan, source = None, None
    try:
        _inside(data / PLAN, data)
        plan, source = read_plan(data / PLAN)
        issues += [one.at(source.place(one.path)) for one in plan_findings(plan)]
    except LtzError as error:
        issues += error.issues
    records = Records(data / RECORDS, str(data / RECORDS))
    issues += records.issues
    if plan:
        for entry in records.entries:
            for finding in record_findings(plan, entry.record):
                issues.append(finding.at(records.place(entry, finding.path)))
    if plan is None or any(issue.severity == "error" for issue in issues):
        return None, issues
    entries = tuple(entry for entry in records.entries if entry.id not in plan.redacted)
    space = Workspace(data=data, plan=plan, entries=entries, git=standing(data), read_only=read_only)
    return space, issues


def read_plan(path: Path) -> tuple[Plan, Source]:
    """Read a plan file; LtzError for what is no plan."""
    data, source = read(str(path), read_bytes(path, LIMIT))
    plan: Plan = check(Plan, data, source.place)
    if plan.header.format > 1:
        raise refuse("newer_format", source.place(("plan", "format")), found=plan.header.format, known=1)
    try:
        ZoneInfo(plan.header.time_zone)
    except (ValueError, OSError, KeyError):
        place = source.place(("plan", "time_zone"))
        raise refuse("unknown_time_zone", place, value=plan.header.time_zone) from None
    return plan, source


def read_batch(path: Path) -> tuple[list[dict[str, Any]], Source]:
    """Read a file of records to import, as plain data with its places."""
    data, source = read(str(path), read_bytes(path, LIMIT))
    listed = data.get("records") if isinstance(data, dict) else None
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        raise refuse("not_a_batch", source.place(("records",)))
    return listed, source


def check_record(
    said: dict[str, Any], plan: Plan, source: Source | None, path: tuple[Any, ...] = ()
) -> Record:
    """Turn what was said into a record, by the same door as a file; LtzError with all findings."""

    def place(step: tuple[Any, ...]) -> Place | None:
        return source.place((*path, *step)) if source else None

    record: Record = check(Record, said, place)  # type: ignore[arg-type]
    findings = record_findings(plan, record)
    if findings:
        raise LtzError(*(one.at(place(one.path)) for one in findings))
    return record


def _inside(path: Path, folder: Path) -> None:
    if path.is_symlink() and not path.resolve().is_relative_to(folder.resolve()):
        raise refuse("symlink", Place(file=str(path)), file=path.name)


def _strangers(data: Path) -> Iterator[Issue]:
    """Find what does not belong below the data folder; dot names are not ours."""
    for one in sorted(one.name for one in data.iterdir()) if data.is_dir() else ():
        if one not in (PLAN, RECORDS) and not one.startswith("."):
            yield Issue(code="unknown_file", place=Place(file=str(data / one)), params={"file": one})
    if (data / RECORDS).is_symlink():
        yield Issue(code="symlink", place=Place(file=str(data / RECORDS)), params={"file": RECORDS})
