"""Whether a paper that was passed on, or each that was issued, still agrees with its commit and with what was recorded since."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Annotated

from ltzplan.cli import options as opt
from ltzplan.cli.command import Command
from ltzplan.cli.commands.paper import head_of, print_paper
from ltzplan.cli.main import NO, OK
from ltzplan.cli.output import FORMATS, Output, Snapshot
from ltzplan.cli.progress import Bar
from ltzplan.cli.run import Run
from ltzplan.cli.which_paper import draft_as, issued_as, issued_papers
from ltzplan.issues import Issue, LtzError, Place, refuse
from ltzplan.model.records import Paper
from ltzplan.reports.check import Checked, Deviation, IssuedPapers, deviations, numbered
from ltzplan.reports.papers.paper import PaperReport
from ltzplan.store.git import files, top
from ltzplan.store.passed_on import PassedOn, passed_on, read_passed_on
from ltzplan.store.workspace import Workspace
from ltzplan.views.check import check_blocks, issued_blocks
from ltzplan.views.frame import foot

_COUNT = re.compile(r"[0-9]{1,9}")
ENDINGS = {"docx": ".docx", "md": ".md", "text": ".txt"}
"""How the name of a file of each form ends."""


@Command
def check(
    run: Run, formed: opt.Form, file: Annotated[opt.Maybe, opt.argument("[FILE]", "checked_file")] = None
) -> int:
    run.asks_git = True
    space = run.load()
    if file is None:
        return _check_issued(run, space, formed)
    if named := None if Path(file).exists() else run.issued(file):
        now, report = _checked(run, *named, None, None)
    else:
        found = read_passed_on(file)
        id, paper = issued_as(space, found) or (None, draft_as(space, file, found))
        now, report = _checked(run, id, paper, file, found)
    return _said(run, formed, Output("check", now, report, [*check_blocks(now.names, report)]), [report])


def _check_issued(run: Run, space: Workspace, formed: opt.Form) -> int:
    """Check every paper that was issued and not corrected, by the files of the repository; LtzError, at the end, where one cannot be."""
    papers, kept, now = issued_papers(space), _kept(space), run.snapshot(opt.Moment())
    in_force = [one.id for one in now.state.papers]
    corrected = {papers[id].corrects for id in in_force}
    known = [id for id in in_force if id not in corrected]
    checked, issues = list[Checked](), list[Issue]()
    with Bar() as bar:
        for id in bar.all(known):
            for file, paper, found in kept.get(id) or [(None, papers[id], None)]:
                try:
                    checked.append(_checked(run, id, paper, file, found)[1])
                except LtzError as error:
                    issues += error.issues
    report = IssuedPapers(checked=tuple(checked))
    code = _said(run, formed, Output("issued", now, report, [*issued_blocks(now.names, report)]), checked)
    if issues:
        raise LtzError(*issues)
    return code


def _said(run: Run, formed: opt.Form, out: Output[object], checked: Iterable[Checked]) -> int:
    run.emit(formed, out)
    return OK if all(one.agrees for one in checked) else NO


Kept = tuple[str | None, Paper, PassedOn | None]
"""A file of an issued paper, the paper as it was printed there, and what the file says."""


def _kept(space: Workspace) -> Mapping[str, list[Kept]]:
    """Return the files of the repository that are issued papers, by the id of the paper."""
    found = dict[str, list[Kept]]()
    for file in files(top(space.data) or space.data):
        if file.suffix.casefold() in ENDINGS.values():
            shown = _shown(file)
            try:
                read = read_passed_on(shown)
            except LtzError:
                continue
            if issued := issued_as(space, read, by_number=False):
                found.setdefault(issued[0], []).append((shown, issued[1], read))
    return found


def _shown(file: Path) -> str:
    """Return a file as it is named from here."""
    here = Path.cwd()
    return str(file.relative_to(here) if file.is_relative_to(here) else file)


def _checked(
    run: Run, id: str | None, paper: Paper, file: str | None, found: PassedOn | None
) -> tuple[Snapshot, Checked]:
    """Hold a paper and its file against its commit, and that against the records by now."""
    if not paper.commit:
        raise refuse("check_without_commit", Place(file=file) if file else None, id=id or file)
    known_on = paper.known_on.text if paper.known_on else None
    moment = opt.Moment(rev=paper.commit, as_of=paper.date.text, known_on=known_on)
    then, now = run.snapshot(moment), run.snapshot(opt.Moment(as_of=paper.date.text))
    made, anew = (_made(one, id, paper) for one in (then, now))
    form = found.form if found else "md"
    altered, reworded = tuple(_altered(found, _read(made, form))) if found else (), False
    if found and id and altered:
        issued = issued_papers(now.space)[id]
        reworded = FORMATS[issued.form].digest(_made(then, id, issued)) != issued.sha256
        if (issued.form, issued.sha256) == (form, _digest(found)):
            altered = tuple(one for one in altered if one.where != "body")
    body, body_now = (numbered(_read(_body(one), form).lines) for one in (made, anew))
    return now, Checked(
        paper=paper.paper, number=paper.number, id=id, issued=paper.date if id else None, periods=paper.periods,
        file=file, made_as_of=then.frame.as_of, made_from=paper.commit,
        uncommitted=_uncommitted(found) if found and id is None else 0, in_paragraphs=form == "docx",
        altered=altered, reworded=reworded, overtaken=deviations(body, body_now),
    )  # fmt: skip


def _altered(found: PassedOn, made: PassedOn) -> Iterator[Deviation]:
    """Name what a file does not say as it was made, in the paper and beside it on its pages."""
    yield from deviations(numbered(found.lines), numbered(made.lines))
    yield from deviations(numbered(found.heads), numbered(made.heads), "head")
    yield from deviations(numbered(found.feet), numbered(made.feet), "foot")


def _digest(found: PassedOn) -> str:
    """Give the digest of what a file says, as it is taken of a paper when that is issued: of a document of Word of its paragraphs."""
    return sha256("\n".join(found.lines).encode()).hexdigest() if found.form == "docx" else found.sha256


def _uncommitted(found: PassedOn) -> int:
    """Give how many files were not committed when a draft was made."""
    told = found.said.get("uncommitted", "")
    return int(told) if _COUNT.fullmatch(told) else 0


def _made(now: Snapshot, id: str | None, paper: Paper) -> Output[PaperReport]:
    """Make a paper again, of what stands there."""
    own = replace(now, names=now.names.speaking(paper.lang), issued=(id, paper) if id else None)
    return print_paper(own, head_of(paper))


def _body(made: Output[PaperReport]) -> Output[PaperReport]:
    """Leave out what a paper says at its end of what was read."""
    read = [*foot(made.now.names, made.now.frame)]
    return replace(made, blocks=[*made.blocks][: -len(read)])


def _read(made: Output[PaperReport], form: str) -> PassedOn:
    """Return what the file of a paper says."""
    return passed_on(ENDINGS[form], FORMATS[form].write(made).encode(FORMATS[form].encoding or "utf-8"))
