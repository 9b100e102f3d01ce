"""One task, one problem, or any other record."""

from dataclasses import replace
from hashlib import sha256
from typing import Annotated

from ltzplan.cli import options as opt
from ltzplan.cli.command import Command
from ltzplan.cli.output import Output, Snapshot
from ltzplan.cli.run import Run
from ltzplan.model.ids import subject_of
from ltzplan.reports.show import show_problem, show_task
from ltzplan.views.problem import problem_blocks
from ltzplan.views.show import task_blocks


@Command
def show(run: Run, reading: opt.Reading, id: Annotated[str, opt.argument("ID", "any_id")]) -> int:
    now = run.snapshot(reading)
    found = run.typed(now.plan).anything(now.state, id)
    if now.plan.task(found):
        view = show_task(now.plan, now.state, found)
        blocks = now.framed(task_blocks(now.names, view, run.width()))
        run.emit(reading, Output("task", now, view, blocks))
    elif found in now.state.problems:
        life = show_problem(now.plan, now.state, found)
        run.emit(reading, Output("problem", now, life, now.framed(problem_blocks(now.names, life))))
    else:
        run.emit(reading, _entry(now, found))
    return 0


def _entry(now: Snapshot, id: str) -> Output[object]:
    """Show a record; what it is about is read, or all where that is of several tasks or of none."""
    from ltzplan.reports.entry import show_entry  # noqa: PLC0415 - only for a record that is no problem
    from ltzplan.store.records import to_bytes  # noqa: PLC0415
    from ltzplan.views.entry import entry_blocks  # noqa: PLC0415

    ledger = now.ledger_about(subject_of(id))
    if id not in ledger.known or len(ledger.tasks_of(id)) != 1:
        ledger = now.ledger
    record = ledger.known[id].record
    view = show_entry(ledger, now.state, id, sha256(to_bytes(record)).hexdigest())
    commit, author = now.brought(view.file).get(view.file, (None, None))
    view = replace(view, commit=commit, author=author)
    return Output("entry", now, view, now.framed(entry_blocks(now.names, view, record)))
