"""Put the records of a year that is over into one file, and commit that."""

import re
from datetime import date
from typing import Annotated

from ltzplan.cli import options as opt
from ltzplan.cli.command import Command
from ltzplan.cli.main import OK, UNCOMMITTED
from ltzplan.cli.progress import Bar
from ltzplan.cli.run import Run
from ltzplan.issues import refuse
from ltzplan.store import git
from ltzplan.store.archive import OfficeYear, count
from ltzplan.store.files import Disk
from ltzplan.store.workspace import RECORDS, Workspace
from ltzplan.text.speech import say
from ltzplan.views.findings import FILES, said_by, some
from ltzplan.views.names import Names


@Command
def archive(
    run: Run,
    year: Annotated[str, opt.argument("YEAR", "archived_year")],
    of: Annotated[opt.Maybe, opt.option("--of", "OFFICE", "archived_office")] = None,
    dry_run: Annotated[bool, opt.flag("--dry-run")] = False,
) -> int:
    space = run.load()
    if space.read_only:
        raise refuse("read_only")
    office = _office(run, space, of)
    _refuse_running(year, run.now(space.plan).date())
    if space.git.commit is None:
        raise refuse("archive_without_git", folder=space.data)
    run.author(space)
    with Bar() as bar:
        files = OfficeYear.of(space.data / RECORDS / office / year, bar.all)
    if differing := files.differing:
        raise refuse(
            "not_as_committed", count=len(differing), folder=files.folder, files=some(differing, FILES)
        )
    archives = files.archives()
    if not archives:
        raise refuse("nothing_to_archive", office=office, year=year)
    counts = {"files": len(files.single), "records": count(files.single), "year": year}
    paths = [files.folder / name for name in archives]
    if dry_run:
        run.talk(say(run.lang, "archive.dry_run", **counts))
        run.put("".join(f"{path}\n" for path in paths))
        return OK
    files.store(archives, Disk())
    run.put_stored(*map(str, paths))
    run.talk(say(run.lang, "archived", **counts))
    if files.is_committed(archives):
        return OK
    names = Names(space.plan, space.plan.header.language)
    message = names.say("commit.archive", office=names.of("offices", office), **counts)
    reason = git.commit_files(space.data, paths, message, [files.folder])
    run.talk(
        say(run.lang, "archive.not_committed", reason=said_by(reason))
        if reason
        else say(run.lang, "committed")
    )
    return UNCOMMITTED if reason else OK


def _office(run: Run, space: Workspace, typed: str | None) -> str:
    """Return the office whose records are meant: one's own, or any for who may write all kinds."""
    mine = run.my_office(space)
    office = run.typed(space.plan).pick("offices", typed) if typed else mine
    if office != mine and space.plan.offices[mine].may != "all":
        raise refuse("not_your_office", value=office, office=mine)
    return office


def _refuse_running(year: str, today: date) -> None:
    """Refuse what is no year, and one that is not over."""
    if not re.fullmatch("[1-9][0-9]{3}", year):
        raise refuse("not_a_year", value=year)
    if int(year) >= today.year:
        raise refuse("year_not_over", year=year, today=today, first=f"{int(year) + 1}-01-01")
