"""A workspace: the folder that holds tasks.yaml and records/, read and checked as one."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from functools import cache, cached_property
from pathlib import Path

from ltzplan.dataclass import dataclass
from ltzplan.issues import Finding, Issue, LtzError, Place, refuse
from ltzplan.model.ids import Ids
from ltzplan.model.plan import Plan
from ltzplan.model.records import Entry
from ltzplan.rules.ledger import counted
from ltzplan.store.files import PLAN_LIMIT, read_given
from ltzplan.store.git import commit_of, tree
from ltzplan.store.growth import grown
from ltzplan.store.index import Index, covered, key_of
from ltzplan.store.pages import OwnPage, OwnTemplate, Pages
from ltzplan.store.parts import LostError, Parts
from ltzplan.store.reader import Records
from ltzplan.store.records import Watched, entries_in
from ltzplan.store.sight import Sight
from ltzplan.store.source import FileTree, Folder, Tree, stranger
from ltzplan.store.standing import Look, Standing
from ltzplan.store.tally import NAME, Later, Tally, last_tally, tell

PLAN, RECORDS, PAGES = "tasks.yaml", "records", "papers"
_PACKAGE = Path(__file__).parent.parent
BUILT_IN = next((one for one in (_PACKAGE / "data", _PACKAGE.parent / "data") if one.is_dir()), None)
A_RECORD = "*/[0-9][0-9][0-9][0-9]/*.yaml"
BLANK = Path(__file__).with_name("blank.yaml")


@dataclass(frozen=True, kw_only=True)
class Workspace:
    """A plan and its records, read whole and found sound."""

    data: Path
    plan: Plan
    entries: Sequence[Entry]
    git: Standing
    read_only: bool
    files: Sequence[str] = ()
    """Paths of the files of records, of those in archives too; none where what was kept of an earlier look was enough."""
    pages: Mapping[str, OwnPage] = field(default_factory=dict)
    """The plan's own pages of papers, by file name."""
    templates: Mapping[str, OwnTemplate] = field(default_factory=dict)
    """The same of its templates of Word."""
    index: Index | None = None
    """Where what its records add up to may be kept: of the folder itself, where nothing had to be said of it."""
    tally: Tally | None = None
    """What the records add up to, where that was kept."""
    covers: str = ""
    """What tells the files of its records: see `covered`."""

    @cached_property
    def parts(self) -> Parts | None:
        """What its tally keeps beside it; None where there is no tally."""
        return Parts(self.index, self.tally) if self.index and self.tally else None

    @cached_property
    def ids(self) -> Ids:
        """Ids of all its records."""
        of_entries, parts = cache(lambda: Ids.of([one.id for one in self.entries])), self.parts
        if parts is None:
            return of_entries()

        def read(subject: str) -> Sequence[str]:
            try:
                return parts.ids(subject)
            except LostError:
                return of_entries().of_subject(subject)

        return Ids(parts.tally.records, read)


def find(given: str | None) -> tuple[Path, bool]:
    """Give the data folder and whether it is the built-in one.

    The one that is given, else the nearest data/ upwards that holds a plan or records, else the built-in plan.
    """
    if given:
        if not (Path(given) / PLAN).exists():
            raise refuse("no_workspace", Place(file=given), folder=given)
        return Path(given), False
    try:
        start = Path.cwd()
    except OSError as error:
        raise refuse("unreadable", Place(file="."), reason=error.strerror) from None
    for folder in (start, *start.parents):
        if os.path.lexists(folder / "data" / PLAN) or any((folder / "data" / RECORDS).glob(A_RECORD)):
            return Path(os.path.relpath(folder / "data", start)), False
    if BUILT_IN is None:
        raise refuse("no_workspace", folder=start)
    return BUILT_IN, True


def load(
    data: Path,
    *,
    read_only: bool = False,
    cache: Path | None = None,
    revision: str | None = None,
    seen: Sight | None = None,
    stood: str | None = None,
    watched: Watched = iter,
) -> tuple[Workspace | None, list[Issue]]:
    """Read a workspace; give it, unless there are errors, and everything that is wrong.

    With a revision it is read from git's objects as that commit holds it, by the same doors.
    What an index in `cache` says was sound is not checked again, nor read where it stands as it stood, as far as was
    `seen`. Where the index says what a folder that `stood` so adds up to, git is not asked either.
    """
    seen = seen or Sight(data)
    if stood and (space := _as_it_stood(data, cache, stood, seen)):
        return replace(space, read_only=read_only), []
    look = Look(data) if revision is None else None
    commit = "" if revision is None else _commit(data, revision)
    source = Folder(data, seen) if revision is None else _tree(data, commit)
    issues: list[Issue] = []
    plan, index = None, Index(None, data, "")
    try:
        issues += _strangers(source)
        if source.leads_out(PLAN):
            raise refuse("symlink", Place(file=f"{source.shown_as}/{PLAN}"), file=PLAN)
        content = source.read(PLAN, PLAN_LIMIT)
        index = Index(cache, data, key_of(content), "" if revision is None else "commit")
        plan = index.plan
        if plan is None:
            plan, found = _checked(f"{source.shown_as}/{PLAN}", content)
            issues += found
    except LtzError as error:
        issues += error.issues
    records = Records(source.below(RECORDS), index, watched)
    pages = Pages(source.below(PAGES))
    issues += (*records.issues, *pages.issues)
    if plan:
        for entry in records.fresh:
            issues += (one.at(records.place(entry, one.path)) for one in _record_findings(plan, entry))

    def reads(path: str) -> bool:
        folder, _, below = path.partition("/")
        return (
            path == PLAN
            or (folder == RECORDS and records.holds(below))
            or (folder == PAGES and (below in pages.own or below in pages.templates))
        )

    stands = look.standing(reads) if look else Standing(commit=commit)
    if plan is None or any(issue.severity == "error" for issue in issues):
        return None, issues
    quiet = revision is None and not (issues or stands.refusal)
    space = Workspace(
        data=data,
        plan=plan,
        entries=Later(lambda: _counting(plan, records.entries)),
        git=stands,
        read_only=read_only,
        files=Later(lambda: [*records.files]),
        pages=pages.own,
        templates=pages.templates,
        index=index if quiet else None,
        covers=covered(records.covers),
    )
    after = _grown(space, index, records) if quiet and stood and not records.found.gone else None
    if stood and after:
        tally, parts = after
        tell(index, stood, tally, parts, records.found)
        return replace(space, tally=tally), issues
    index.keep(plan, records.found)
    return space, issues


def plan_alone(data: Path, cache: Path | None) -> Plan:
    """Give the plan of a data folder, as its index has it or else only as far as it can be read; LtzError for none."""
    from ltzplan.store.planfile import read_plan  # noqa: PLC0415 - imports yaml and pydantic

    content = Folder(data).read(PLAN, PLAN_LIMIT)
    return Index(cache, data, key_of(content), "").plan or read_plan(data / PLAN, content)[0]


def _grown(space: Workspace, index: Index, records: Records) -> tuple[Tally, dict[str, object]] | None:
    """Return the tally that was kept last, with the records that came since; None where they reach further."""
    tally = last_tally(index)
    if tally is None or tally.covers != covered({one: stood.covers for one, stood in index.folders.items()}):
        return None
    found = grown(space.plan, Parts(index, tally), _counting(space.plan, records.fresh))
    return found and (replace(found[0], git=space.git, covers=space.covers), found[1])


def _as_it_stood(data: Path, cache: Path | None, stood: str, seen: Sight) -> Workspace | None:
    """Give a workspace of which only the plan is read, for it stands as it stood; None where that is not known."""
    source = Folder(data, seen)
    try:
        index = Index(cache, data, key_of(source.read(PLAN, PLAN_LIMIT)))
    except LtzError:
        return None
    tally = last_tally(index) if index.how(NAME) == stood else None
    plan = index.plan if tally else None
    if plan is None or tally is None or tally.stood != stood:
        return None
    later, pages = Folder(data, Sight(data, seen.at)), Pages(source.below(PAGES))
    return Workspace(
        data=data,
        plan=plan,
        entries=Later(lambda: _counting(plan, _all(index, tally, later))),
        git=tally.git,
        read_only=False,
        pages=pages.own,
        templates=pages.templates,
        index=index,
        tally=tally,
        covers=tally.covers,
    )


def _all(index: Index, tally: Tally, source: FileTree) -> Sequence[Entry]:
    """Return the records that a tally is of and no later ones, from the index where that still holds just these."""
    if known := entries_in(index, tally.covers):
        return known
    found, ids = Records(source.below(RECORDS), index).entries, Ids(tally.records, Parts(index, tally).ids)
    try:
        return [one for one in found if one.id in ids]
    except LostError:
        return found


def _counting(plan: Plan, entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(counted(plan, entry) for entry in entries if entry.id not in plan.redacted)


def on_trial(space: Workspace, path: Path) -> Workspace:
    """Give the workspace under another plan; LtzError for one that is unsound or that records contradict."""
    plan, issues = _checked(str(path), read_given(str(path), PLAN_LIMIT))
    if not any(one.severity == "error" for one in issues):
        issues = [
            finding.at(Place(file=f"{space.data / RECORDS}/{entry.file}"))
            for entry in space.entries
            for finding in _record_findings(plan, entry)
        ]
        issues[:0] = refuse("not_on_trial", Place(file=str(path))).issues if issues else ()
    if any(one.severity == "error" for one in issues):
        raise LtzError(*(one for one in issues if one.severity == "error"))
    return replace(space, plan=plan, index=None, tally=None)


def _commit(data: Path, revision: str) -> str:
    if commit := commit_of(data, revision):
        return commit
    raise refuse("unknown_revision", value=revision)


def _tree(data: Path, commit: str) -> FileTree:
    return Tree(tree(data, commit), f"{commit[:7]}:{data}")


def _checked(path: str, content: bytes) -> tuple[Plan, list[Issue]]:
    from ltzplan.rules.checks import plan_findings  # noqa: PLC0415 - only for what was not found sound yet
    from ltzplan.store.planfile import read_plan  # noqa: PLC0415 - imports yaml and pydantic

    plan, source = read_plan(path, content)
    return plan, [one.at(source.place(one.path)) for one in plan_findings(plan)]


def _record_findings(plan: Plan, entry: Entry) -> Iterable[Finding]:
    from ltzplan.rules.record_checks import record_findings  # noqa: PLC0415 - only for what was not found sound yet

    return record_findings(plan, entry.record)


def _strangers(source: FileTree) -> Iterator[Issue]:
    """Find what does not belong in the data folder; dot names are not ours."""
    for one in sorted(source.items(), key=lambda one: one.name):
        place = Place(file=f"{source.shown_as}/{one.name}")
        if one.name in (RECORDS, PAGES) and one.kind != "folder":
            code = "symlink" if one.kind == "link" else "not_a_file"
            yield Issue(code=code, place=place, params={"file": one.name})
        elif one.name not in (PLAN, RECORDS, PAGES) and not one.name.startswith("."):
            yield stranger(place, one)
