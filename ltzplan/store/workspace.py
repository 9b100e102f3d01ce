"""A workspace: the folder that holds tasks.yaml and records/, read and checked as one."""

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ltzplan.issues import Issue, LtzError, Place, refuse
from ltzplan.model.plan import Plan
from ltzplan.model.records import Entry
from ltzplan.rules.checks import plan_findings
from ltzplan.rules.record_checks import record_findings
from ltzplan.store.cache import Known, key_of
from ltzplan.store.files import PLAN_LIMIT, read_bytes
from ltzplan.store.git import Standing, standing
from ltzplan.store.records import Records, plain

PLAN, RECORDS = "tasks.yaml", "records"
_PACKAGE = Path(__file__).parent.parent
BUILT_IN = next((one for one in (_PACKAGE / "data", _PACKAGE.parent / "data") if one.is_dir()), None)
BLANK = Path(__file__).with_name("blank.yaml")


@dataclass(frozen=True, kw_only=True)
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
            return Path(os.path.relpath(folder / "data", start)), False
    if BUILT_IN is None:
        raise refuse("no_workspace", folder=start)
    return BUILT_IN, True


def load(
    data: Path, *, read_only: bool = False, cache: Path | None = None
) -> tuple[Workspace | None, list[Issue]]:
    """Read a workspace; give it, unless there are errors, and everything that is wrong.

    What a cache in `cache` says was sound is not checked again.
    """
    issues = list(_strangers(data))
    plan, known = None, Known(None, data, "")
    try:
        _inside(data / PLAN, data)
        content = read_bytes(data / PLAN, PLAN_LIMIT)
        known = Known(cache, data, key_of(content))
        plan = known.plan
        if plan is None:
            plan, found = _checked(data / PLAN, content)
            issues += found
    except LtzError as error:
        issues += error.issues
    records = Records(data / RECORDS, str(data / RECORDS), known.digests)
    issues += records.issues
    if plan:
        for entry in records.fresh:
            for finding in record_findings(plan, entry.record):
                issues.append(finding.at(records.place(entry, finding.path)))
    if plan and not issues:
        known.keep(plan, plain, records.digests)
    if plan is None or any(issue.severity == "error" for issue in issues):
        return None, issues
    entries = tuple(entry for entry in records.entries if entry.id not in plan.redacted)
    space = Workspace(data=data, plan=plan, entries=entries, git=standing(data), read_only=read_only)
    return space, issues


def _checked(path: Path, content: bytes) -> tuple[Plan, list[Issue]]:
    from ltzplan.store.planfile import read_plan  # noqa: PLC0415 - imports yaml and pydantic

    plan, source = read_plan(path, content)
    return plan, [one.at(source.place(one.path)) for one in plan_findings(plan)]


def _inside(path: Path, folder: Path) -> None:
    """Refuse a link that leads out; one that leads nowhere or round is for the reader to name."""
    with contextlib.suppress(OSError, RuntimeError):
        if path.is_symlink() and not path.resolve().is_relative_to(folder.resolve()):
            raise refuse("symlink", Place(file=str(path)), file=path.name)


def _strangers(data: Path) -> Iterator[Issue]:
    """Find what does not belong below the data folder; dot names are not ours."""
    for one in sorted(one.name for one in data.iterdir()) if data.is_dir() else ():
        if one not in (PLAN, RECORDS) and not one.startswith("."):
            yield Issue(code="unknown_file", place=Place(file=str(data / one)), params={"file": one})
    if (data / RECORDS).is_symlink():
        yield Issue(code="symlink", place=Place(file=str(data / RECORDS)), params={"file": RECORDS})
