"""Lists of tasks, problems, records, and of the plan's own words."""

from typing import Annotated

from ltzplan.cli import options as opt
from ltzplan.cli.output import Output
from ltzplan.cli.run import Run, command
from ltzplan.cli.typed import taken
from ltzplan.issues import refuse
from ltzplan.reports.listing import LISTS, OF_TASKS, WITH_STATE, listing
from ltzplan.views.data import table
from ltzplan.views.doubts import with_questions


@command
def list_(
    run: Run,
    filters: opt.Filters,
    reading: opt.TableReading,
    kind_of_list: Annotated[str, opt.argument("KIND", words=LISTS)],
    state: Annotated[opt.Maybe, opt.option("--state", "STATE")] = None,
    open_: Annotated[bool, opt.flag("--open")] = False,
) -> int:
    now = run.snapshot(reading)
    typed = run.typed(now.plan)
    kind_of_list = taken(typed.word(LISTS, kind_of_list, "KIND", "list_of."))
    tasks = typed.task_filter(filters)
    if kind_of_list not in OF_TASKS and filters != opt.Filters():
        raise refuse("not_narrowed", kind=kind_of_list, kinds=", ".join(OF_TASKS))
    for option, asked, kinds in (("--state", state, WITH_STATE), ("--open", open_, ("problems",))):
        if asked and kind_of_list not in kinds:
            raise refuse("not_of_list", option=option, kind=kind_of_list, kinds=", ".join(kinds))
    wanted = state and typed.state_of_problem(state)
    rows = listing(now.plan, now.state, now.ledger, kind_of_list, tasks, wanted, only_open=open_)
    if kind_of_list == "doubts":
        rows = with_questions(now.names, rows)
    if reading.asked == "text" and not rows.rows:
        run.talk(now.names.say("list.none"))
    run.emit(reading, Output("list", now, {kind_of_list: rows.told()}, table(rows, now.names), rows))
    return 0
