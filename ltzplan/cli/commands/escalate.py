"""Who must act now."""

from dataclasses import replace
from typing import Annotated

from ltzplan.cli import options as opt
from ltzplan.cli.command import Command
from ltzplan.cli.output import Output
from ltzplan.cli.run import Run
from ltzplan.cli.typed_filter import task_filter
from ltzplan.reports.escalation import escalation, flat
from ltzplan.views.escalation import escalation_blocks


@Command
def escalate(
    run: Run,
    filters: opt.Filters,
    reading: opt.TableReading,
    exit_code: Annotated[bool, opt.flag("--exit-code")] = False,
) -> int:
    now = run.snapshot(reading)
    chosen = task_filter(run.typed(now.plan), filters)
    found = escalation(now.plan, now.state, chosen)
    matters = [*found.unsorted, *(one for level in found.levels for one in level.matters)]
    hint = now.names.say("esc.next", id=now.names.short(matters[0].id)) if matters else ""
    of_all_levels = opt.again(replace(chosen, level=None), opt.Filters)
    blocks = now.framed(escalation_blocks(now.names, now.frame, found, of_all_levels), hint)
    run.emit(reading, Output("escalation", now, found, blocks, flat(found)))
    return 1 if exit_code and found.calls_for_action else 0
