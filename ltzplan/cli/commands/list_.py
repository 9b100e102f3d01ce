"""Lists of tasks, problems, records, and of the plan's own words."""

from typing import Annotated

from ltzplan.cli import options as opt
from ltzplan.cli.output import Output
from ltzplan.cli.run import Run, command
from ltzplan.cli.typed import Typed, taken
from ltzplan.cli.typed_filter import task_filter
from ltzplan.dataclass import dataclass
from ltzplan.issues import refuse
from ltzplan.reports.listing import LISTS, OF_TASKS, WITH_OFFICE, WITH_OPEN, WITH_STATE, listing
from ltzplan.reports.rows import Rows
from ltzplan.rules.typed import plain, several
from ltzplan.views.data import shown, table
from ltzplan.views.doubts import with_questions
from ltzplan.views.names import Names
from ltzplan.views.rows import matching, ordered


@dataclass(kw_only=True)
class Choosing(opt.Group):
    """Which rows are listed, in which order, and what of them."""

    state: Annotated[opt.Maybe, opt.option("--state", "STATE")] = None
    open: Annotated[bool, opt.flag("--open")] = False
    by: Annotated[opt.Maybe, opt.option("--by", "OFFICE", "written_by")] = None
    match: Annotated[opt.Maybe, opt.option("--match")] = None
    sort_by: Annotated[opt.Maybe, opt.option("--sort", "COLUMN", "sort_by")] = None
    columns: Annotated[opt.Maybe, opt.option("--columns", "COLUMNS")] = None


@command
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
        ("--state", asked.state, WITH_STATE), ("--open", asked.open, WITH_OPEN), ("--by", asked.by, WITH_OFFICE),
    ):  # fmt: skip
        if told and kind_of_list not in kinds:
            raise refuse("not_of_list", option=option, kind=kind_of_list, kinds=", ".join(kinds))
    wanted = asked.state and typed.state_of_problem(asked.state)
    office = asked.by and typed.pick("offices", asked.by)
    rows = listing(now.plan, now.state, now.ledger, kind_of_list, tasks, wanted, office, only_open=asked.open)
    if kind_of_list == "doubts":
        rows = with_questions(now.names, rows)
    rows = _chosen(rows, now.names, typed, asked)
    if reading.asked == "text" and not rows.rows:
        run.talk(now.names.say("list.none"))
    picked = typed.columns(shown(rows), asked.columns) if asked.columns else ()
    body, some = {kind_of_list: rows.told()}, rows.only(picked) if picked else rows
    newest_first = some.backwards() if LISTS[kind_of_list].dated and not asked.sort_by else some
    run.emit(reading, Output("list", now, body, table(newest_first, now.names, as_asked=bool(picked)), some))
    return 0


def _chosen(rows: Rows[object], names: Names, typed: Typed, asked: Choosing) -> Rows[object]:
    """The rows that match what was typed, by the columns that were, the first before all."""
    rows = matching(rows, names, asked.match) if asked.match else rows
    for said in reversed(several(plain(asked.sort_by or ""))):
        [column] = typed.columns(shown(rows), said.removeprefix("-"), "--sort")
        rows = ordered(rows, names, column, backwards=said.startswith("-"))
    return rows
