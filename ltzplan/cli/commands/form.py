"""A form in which an office reports, answers its orders and raises problems, to be filled in with a spreadsheet."""

from pathlib import Path
from typing import Annotated

from ltzplan.cli import options as opt
from ltzplan.cli.command import Command
from ltzplan.cli.main import OK
from ltzplan.cli.output import BYTES, refuse_screen
from ltzplan.cli.periods import of_form
from ltzplan.cli.run import Run
from ltzplan.cli.typed import Typed
from ltzplan.issues import refuse
from ltzplan.reports.form import form as report
from ltzplan.rules.offices import office_of_unit
from ltzplan.store.form_file import plan_digest
from ltzplan.text.speech import catalogue, say

ENDING = ".xlsx"


@Command
def form(
    run: Run,
    reading: opt.Moment,
    unit: Annotated[opt.Maybe, opt.option("--unit", "UNIT", "my_unit")] = None,
    month: Annotated[opt.Maybe, opt.option("--month", "PERIOD", "form_month", "--period")] = None,
    output: Annotated[opt.Maybe, opt.option("--output", "FILE.xlsx", "form_output", "-o")] = None,
) -> int:
    run.footing.widen()
    if not output:
        about = catalogue(run.lang, "help")["opt.form_output"]
        raise refuse("missing_argument", name="--output", about=about, example=f"-o form{ENDING}")
    refuse_screen(ENDING[1:], output)
    if output != opt.STDOUT and Path(output).suffix.casefold() != ENDING:
        raise refuse("not_one_of", key="--output", value=output, expected=f"FILE{ENDING}")
    from ltzplan.views.form import laid_out  # noqa: PLC0415 - only for a form
    from ltzplan.views.form_book import as_form  # noqa: PLC0415

    now = run.snapshot(reading)
    period = of_form(Typed(now.plan, run.lang, now.frame.as_of), month) if month else None
    whose = run.my_unit(now.space, unit)
    office = run.my_office(now.space) if run.office or not unit else office_of_unit(now.plan, whose or "")
    found = report(now.plan, now.state, office, whose, period)
    data = as_form(laid_out(now.names, found, plan_digest(now.plan)), now.names, now.frame.as_of)
    run.write(output, data.decode(BYTES), BYTES)
    told = {
        "period": now.names.period(found.period, "fill.month"),
        "reports": len(found.reports),
        "orders": len(found.orders),
    }
    run.talk(say(run.lang, "fill.made" if now.plan.rhythm.reported else "fill.made_unowed", **told))
    return OK
