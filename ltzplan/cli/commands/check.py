"""Whether a paper that was passed on still agrees with its commit, and with what was recorded since."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from operator import itemgetter
from typing import Annotated

from ltzplan.cli import options as opt
from ltzplan.cli.commands.paper import head_of, print_paper
from ltzplan.cli.main import NO, OK
from ltzplan.cli.output import FORMATS, Output, Snapshot
from ltzplan.cli.run import Run, command
from ltzplan.issues import LtzError, Place, refuse
from ltzplan.languages import LANGS
from ltzplan.model.records import Paper
from ltzplan.reports.check import Checked, Line, deviations, numbered
from ltzplan.reports.papers.paper import PaperReport
from ltzplan.store.passed_on import PassedOn, passed_on, read_passed_on
from ltzplan.store.planfile import check_record
from ltzplan.store.workspace import Workspace
from ltzplan.views.check import check_blocks
from ltzplan.views.frame import foot
from ltzplan.views.names import Names

_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_COUNT = re.compile(r"[0-9]{1,9}")
_LISTS = ("periods", "concerns", "options")
ENDINGS = {"docx": ".docx", "md": ".md", "text": ".txt"}
"""How the name of a file of each form ends."""
HEAD = 6
"""In how many lines of a paper its name and number stand."""


@command
def check(run: Run, formed: opt.Form, file: Annotated[str, opt.argument("FILE", "checked_file")]) -> int:
    found = read_passed_on(file)
    run.asks_git = True
    space = run.load()
    id, paper = _issued(space, found) or (None, _said(space, file, found))
    if not paper.commit:
        raise refuse("paper_without_commit", Place(file=file), id=id or file)
    known_on = paper.known_on.text if paper.known_on else None
    moment = opt.Moment(rev=paper.commit, as_of=paper.date.text, known_on=known_on)
    then, now = run.snapshot(moment), run.snapshot(opt.Moment(as_of=paper.date.text))
    made, anew = (_made(one, id, paper) for one in (then, now))
    whole, body = (_lines(one, found.form) for one in (made, _body(made)))
    report = Checked(
        paper=paper.paper, number=paper.number, id=id, made_as_of=then.frame.as_of, made_from=paper.commit,
        uncommitted=_uncommitted(found) if id is None else 0, in_paragraphs=found.form == "docx",
        altered=deviations(numbered(found.lines), whole), overtaken=deviations(body, _lines(_body(anew), found.form)),
    )  # fmt: skip
    blocks = check_blocks(now.names, report)
    run.emit(formed, Output("check", now, report, [*blocks]))
    return NO if report.altered or report.overtaken else OK


def _uncommitted(found: PassedOn) -> int:
    """Give how many files were not committed when a draft was made."""
    told = found.said.get("uncommitted", "")
    return int(told) if _COUNT.fullmatch(told) else 0


def _issued(space: Workspace, found: PassedOn) -> tuple[str, Paper] | None:
    """Give the issued paper that a file is: by its id, its digest, or the name and number at its head; None: it is none."""
    papers = {one.id: one.record for one in space.entries if isinstance(one.record, Paper)}
    if found.said:
        told = found.said.get("id", "")
        return (told, papers[told]) if told in papers else None
    same = [(id, paper) for id, paper in papers.items() if paper.sha256 == found.sha256]
    return next(iter(same or _named(space, papers, found)), None)


def _named(space: Workspace, papers: Mapping[str, Paper], found: PassedOn) -> Sequence[tuple[str, Paper]]:
    """Give the issued papers whose name and number stand at the head of a file, its own first: what it corrects is named after it."""
    head = " ".join(line for line in found.lines if line.strip())[: HEAD * 80]
    spoken = [Names(space.plan, lang) for lang in LANGS]
    stands = [
        (head.index(paper.number), (id, paper))
        for id, paper in papers.items()
        if paper.number and paper.number in head
        if any(names.of("papers", paper.paper) in head for names in spoken)
    ]
    return [one for _, one in sorted(stands, key=itemgetter(0))]


def _said(space: Workspace, file: str, found: PassedOn) -> Paper:
    """Give what a draft says it was asked for, as the record that issuing it would have made; LtzError where it is none of ours."""
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


def _made(now: Snapshot, id: str | None, paper: Paper) -> Output[PaperReport]:
    """Make a paper again, of what stands there."""
    own = replace(now, names=now.names.speaking(paper.lang), issued=(id, paper) if id else None)
    return print_paper(own, head_of(paper))


def _body(made: Output[PaperReport]) -> Output[PaperReport]:
    """Leave out what a paper says at its end of what was read."""
    read = [*foot(made.now.names, made.now.frame)]
    return replace(made, blocks=[*made.blocks][: -len(read)])


def _lines(made: Output[PaperReport], form: str) -> Sequence[Line]:
    """Give the lines of a paper as its file has them."""
    data = FORMATS[form].write(made).encode(FORMATS[form].encoding or "utf-8")
    return numbered(passed_on(ENDINGS[form], data).lines)
