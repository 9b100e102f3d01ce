"""Which paper a file is that was passed on: one that was issued, or a draft as it was asked for."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ltzplan.issues import LtzError, Place, refuse
from ltzplan.languages import LANGS
from ltzplan.model.records import Paper
from ltzplan.store.passed_on import PassedOn
from ltzplan.store.record_door import check_record
from ltzplan.store.workspace import Workspace
from ltzplan.views.names import COMMIT, Names

_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_LISTS = ("periods", "concerns", "options")
HEAD = 6
"""In how many lines of a paper its name and number stand."""
Issued = tuple[str, Paper]
"""An issued paper, after its id."""


def issued_papers(space: Workspace) -> dict[str, Paper]:
    """Return the papers that were issued, by id."""
    return {one.id: one.record for one in space.entries if isinstance(one.record, Paper)}


def issued_as(space: Workspace, found: PassedOn, *, by_number: bool = True) -> Issued | None:
    """Return the issued paper that a file is, with what is shown beside it there; None: it is none.

    It is known by its id or digest, else by its name at the head with the commit that it was made from, or its number: of
    several the one of that commit, then the one whose number comes first, for what it corrects is named after it. A note
    on a paper may have its name and number, too.
    """
    papers = issued_papers(space)
    if found.said:
        id = found.said.get("id", "")
        beside = found.said.get("options", "").split()
        return (id, _with(papers[id], beside)) if id in papers else None
    same = [(id, paper) for id, paper in papers.items() if paper.sha256 == found.sha256]
    return next(iter(same or _named(space, papers, found, by_number=by_number)), None)


def _with(paper: Paper, beside: Iterable[str]) -> Paper:
    """Return a paper as it was printed again, with what was to be shown beside what was issued."""
    return replace(paper, options=tuple(dict.fromkeys((*paper.options, *beside))))


def _named(
    space: Workspace, papers: Mapping[str, Paper], found: PassedOn, *, by_number: bool
) -> Sequence[Issued]:
    """Return the issued papers that a file may be by what it says, the likeliest first."""
    text = " ".join(line for line in found.lines if line.strip())
    head, spoken = text[: HEAD * 80], [Names(space.plan, lang) for lang in LANGS]
    stands = dict[str, tuple[bool, int]]()
    for id, paper in papers.items():
        at = head.find(paper.number) if paper.number and by_number else -1
        of_commit = bool(paper.commit and paper.commit[:COMMIT] in text)
        if (of_commit or at >= 0) and any(names.of("papers", paper.paper) in head for names in spoken):
            stands[id] = (not of_commit, at if at >= 0 else len(head))
    return [(id, papers[id]) for id in sorted(stands, key=stands.__getitem__)]


def draft_as(space: Workspace, file: str, found: PassedOn) -> Paper:
    """Return what a draft says it was asked for, as the record that issuing it would have made; LtzError where it is none of ours."""
    said, place = found.said, Place(file=file)
    if not said or not _COMMIT.fullmatch(said.get("commit", "0" * 40)):
        raise refuse("not_a_paper", place)
    if said.get("plan") != space.plan.header.id:
        raise refuse("of_another_plan", place, plan=said.get("plan", ""), own=space.plan.header.id)
    if id := said.get("id"):
        raise refuse("unknown_record", place, value=id)
    known = {"kind", *Paper.__dataclass_fields__} - {"number"}  # that is given as a paper is issued
    own = {key: value for key, value in said.items() if key in known}
    given = own | {key: own[key].split() for key in _LISTS if key in own}
    office = space.plan.sorting_office or next(iter(space.plan.offices))
    entered = {"at": f"{said.get('date', '')}T00:00:00+00:00", "office": office, "by": "-"}
    try:
        record = check_record(given | {"entered": entered}, space.plan)
    except LtzError:
        raise refuse("not_a_paper", place) from None
    if not isinstance(record, Paper):
        raise refuse("not_a_paper", place)
    return record
