"""Answer an order for a unit, or enter the answer to a petition."""

from typing import Annotated

from ltzplan.cli import options as opt
from ltzplan.cli.recorder import Recorder
from ltzplan.cli.run import Run, command
from ltzplan.issues import refuse
from ltzplan.model.problem_state import ProblemState
from ltzplan.model.records import Reply


@command
def reply(
    run: Run,
    saying: opt.Saying,
    writing: opt.Writing,
    problem: Annotated[str, opt.argument("PROBLEM", "problem")],
    unit: Annotated[opt.Maybe, opt.option("--unit", "UNIT")] = None,
    received: Annotated[bool, opt.flag("--received", "says_received")] = False,
    progress: Annotated[bool, opt.flag("--progress")] = False,
    done: Annotated[bool, opt.flag("--done")] = False,
    cannot: Annotated[bool, opt.flag("--cannot")] = False,
    answer: Annotated[bool, opt.flag("--answer")] = False,
) -> int:
    recorder = Recorder(run, writing)
    flags = {
        "received": received, "progress": progress, "done": done, "cannot": cannot, "answer": answer,
    }  # fmt: skip
    said = [name for name, typed in flags.items() if typed]
    if len(said) != 1:
        raise refuse("one_move", moves=", ".join(f"--{name}" for name in flags))
    asked = recorder.problem(problem)
    record = recorder.record(
        Reply,
        saying,
        answers=asked.petition.id if answer and asked.petition else asked.last_move,
        problem=asked.id if answer else None,
        unit=None if answer else unit or _own_unit(recorder, asked),
        says=said[0],
    )
    return recorder.keep(record)


def _own_unit(recorder: Recorder, problem: ProblemState) -> str:
    """Give the one unit of the office's city that the order names; LtzError where it is not one."""
    if not problem.units:
        raise refuse("no_order", id=problem.id)
    city = recorder.plan.offices[recorder.office].city
    units = [one for one in problem.units if city in (None, recorder.plan.units[one].city)]
    if len(units) != 1:
        raise refuse("which_unit", units=", ".join(problem.units))
    return units[0]
