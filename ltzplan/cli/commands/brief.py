"""One page for a principal or a unit: what is asked today, what is in hand, who is silent."""

from typing import Annotated

from ltzplan.cli import options as opt
from ltzplan.cli.command import Command
from ltzplan.cli.commands.paper import Printing, print_or_issue
from ltzplan.cli.run import Run


@Command
def brief(
    run: Run,
    reading: opt.PaperReading,
    level: Annotated[opt.Maybe, opt.argument("[LEVEL]", "level")] = None,
    portfolio: Annotated[opt.Maybe, opt.argument("[PORTFOLIO]", "portfolio")] = None,
    unit: Annotated[opt.Maybe, opt.option("--unit", "UNIT", "brief_unit")] = None,
) -> int:
    opt.refuse_both("LEVEL", "--unit", said=bool(level and unit))
    asked = Printing(kind="brief", level=level, portfolio=portfolio, unit=unit)
    return print_or_issue(run, asked, reading, opt.Storing(), by_place=True)
