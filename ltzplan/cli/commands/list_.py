"""Lists of tasks, problems, records, and of the plan's own words."""

from collections.abc import Iterable
from typing import Annotated, get_args

from ltzplan.cli import options as opt
from ltzplan.cli.command import Command
from ltzplan.cli.output import Output, Snapshot
from ltzplan.cli.run import Run
from ltzplan.cli.typed import Typed, taken
from ltzplan.cli.typed_filter import task_filter
from ltzplan.dataclass import dataclass
from ltzplan.issues import Issue, refuse
from ltzplan.reports.escalation import Silent
from ltzplan.reports.listing import LISTS, OF_TASKS, WITH_OFFICE, WITH_OPEN, WITH_STATE, listing
from ltzplan.reports.owing import Whose, owing
from ltzplan.reports.rows import Rows
from ltzplan.rules.silence import never_reported
from ltzplan.rules.typed import plain, several
from ltzplan.views.blocks import Block
from ltzplan.views.data import shown, table
from ltzplan.views.doubts import with_questions
from ltzplan.views.findings import listing as findings
from ltzplan.views.names import Names
from ltzplan.views.rows import matching, ordered

SILENT = "silent"
"""The list of what is owed, which may be put together by whose it is."""


@dataclass(kw_only=True)
class Choosing(opt.Group):
    """Which rows are listed, in which order, and what of them."""

    state: Annotated[opt.Maybe, opt.option("--state", "STATE")] = None
    open: Annotated[bool, opt.flag("--open")] = False
    by: Annotated[opt.Maybe, opt.option("--by", "OFFICE", "written_by")] = None
    match: Annotated[opt.Maybe, opt.option("--match")] = None
    sort_by: Annotated[opt.Maybe, opt.option("--sort", "COLUMN", "sort_by")] = None
    columns: Annotated[opt.Maybe, opt.option("--columns", "COLUMNS")] = None


@Command
def list_(
    run: Run,
    asked: Choosing,
    filters: opt.Filters,
    reading: opt.TableReading,
    kind_of_list: Annotated[str, opt.argument("KIND", words=LISTS)],
) -> int:
    now = run.snapshot(reading)
    typed = run.typed(now.plan)
    kind_of_list = taken(typed.word(LISTS, kind_of_list, "KIND", "list_of."))
    tasks = task_filter(typed, filters)
    if kind_of_list not in OF_TASKS and filters != opt.Filters():
        raise refuse("not_narrowed", kind=kind_of_list, kinds=", ".join(OF_TASKS))
    for option, told, kinds in (
        ("--state", asked.state, WITH_STATE), ("--open", asked.open, WITH_OPEN), ("--by", asked.by, (*WITH_OFFICE, SILENT)),
    ):  # fmt: skip
        if told and kind_of_list not in kinds:
            raise refuse("not_of_list", option=option, kind=kind_of_list, kinds=", ".join(kinds))
    wanted = asked.state and typed.state(LISTS[kind_of_list].asked, asked.state)
    whose = _whose(typed, asked.by) if kind_of_list == SILENT else None
    office = typed.pick("offices", asked.by) if asked.by and not whose else None
    rows = listing(now.plan, now.state, now.ledger, kind_of_list, tasks, wanted, office, only_open=asked.open)
    if kind_of_list == "doubts":
        rows = with_questions(now.names, rows)
    rows = _chosen(rows, now.names, typed, asked)
    if reading.asked == "text" and not rows.rows:
        _tell_none(run, now, kind_of_list)
    picked = typed.columns(shown(rows), asked.columns) if asked.columns else ()
    body, some = {kind_of_list: rows.told()}, rows.only(picked) if picked else rows
    newest_first = some.backwards() if LISTS[kind_of_list].dated and not asked.sort_by else some
    on_screen = [one for one in newest_first.columns if picked or one not in LISTS[kind_of_list].of_files]
    blocks: Iterable[Block] = table(newest_first.only(on_screen), now.names, as_asked=bool(picked))
    in_short = run.width() is not None and not (picked or asked.sort_by)
    if whose and reading.asked == "text" and (asked.by or in_short):
        blocks = _owing(now, rows, whose)
    run.emit(reading, Output("list", now, body, blocks, some))
    return 0


def _tell_none(run: Run, now: Snapshot, kind: str) -> None:
    """Say that there is nothing; that nothing is owed by rule is no word that all was reported."""
    if kind != SILENT or now.plan.rhythm.reported:
        run.talk(now.names.say("list.none"))
        return
    tasks = now.state.tasks
    params = {"never": f"{len(never_reported(tasks.values()))}", "count": f"{len(tasks)}"}
    run.tell(*findings([Issue(code="no_rhythm", params=params, severity="warning")], run.lang))


def _whose(typed: Typed, by: str | None) -> Whose:
    """Return by whom silence is put together: as was typed, else by members."""
    known: tuple[Whose, ...] = get_args(Whose)
    meant = taken(typed.word(known, by, "--by", "also.owing_by.")) if by else "city"
    return next(one for one in known if one == meant)


def _owing(now: Snapshot, rows: Rows[object], by: Whose) -> Iterable[Block]:
    from ltzplan.views.owing import owing_blocks  # noqa: PLC0415 - only of this list

    silent = [one for one in rows.rows if isinstance(one, Silent)]
    return owing_blocks(now.names, owing(now.plan, now.state, silent, by), silent, by)


def _chosen(rows: Rows[object], names: Names, typed: Typed, asked: Choosing) -> Rows[object]:
    """The rows that match what was typed, by the columns that were, the first before all."""
    rows = matching(rows, names, asked.match) if asked.match else rows
    for said in reversed(several(plain(asked.sort_by or ""))):
        [column] = typed.columns(shown(rows), said.removeprefix("-"), "--sort")
        rows = ordered(rows, names, column, backwards=said.startswith("-"))
    return rows
