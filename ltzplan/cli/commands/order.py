"""Assign a problem to units, with a due date."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Annotated, Any

from ltzplan.cli import options as opt
from ltzplan.cli.recorder import Recorder, refuse_both, taken_off
from ltzplan.cli.run import Run, command
from ltzplan.cli.typed import ids, pick
from ltzplan.issues import refuse
from ltzplan.model.records import Order
from ltzplan.rules.numbers import double_numbers
from ltzplan.store.planfile import nowhere


@command
def order(
    run: Run,
    saying: opt.Stating,
    writing: opt.Writing,
    problem: opt.ProblemId,
    unit: Annotated[opt.Many, opt.option("--unit", "UNIT", "order_unit")] = None,
    helper: Annotated[opt.Many, opt.option("--helper", "UNIT")] = None,
    tracked_by: Annotated[opt.Many, opt.option("--tracked-by", "UNIT")] = None,
    due: Annotated[opt.Maybe, opt.option("--due", "DATE")] = None,
    urgency: Annotated[opt.Maybe, opt.option("--urgency", "URGENCY")] = None,
    require: Annotated[opt.Maybe, opt.option("--require")] = None,
    key: Annotated[bool, opt.flag("--key", "order_key")] = False,
    no_helper: Annotated[opt.Many, opt.option("--no-helper", "UNIT")] = None,
    no_key: Annotated[bool, opt.flag("--no-key")] = False,
    because: Annotated[opt.Maybe, opt.option("--because", "TEXT", "order_because")] = None,
    origin: Annotated[opt.Maybe, opt.option("--origin", "ORIGIN", "order_origin")] = None,
    decided_in: Annotated[opt.Maybe, opt.option("--session", "ID")] = None,
) -> int:
    """Assign a problem to units, with a due date; anew, with a reason, also while units have it."""
    refuse_both("--key", "--no-key", said=key and no_key)
    refuse_both("--helper", "--no-helper", said=bool({*(helper or ())} & {*(no_helper or ())}))
    recorder = Recorder(run, writing)
    asked = recorder.problem(problem)
    said: dict[str, Any] = {
        "units": unit,
        "helpers": helper,
        "tracked_by": tracked_by,
        "due": due,
        "urgency": urgency,
        "require": require,
        "key": key,
        "because": because,
        "origin": origin,
        "session": decided_in and recorder.known(decided_in),
    }
    said = ids(recorder.plan, Order, said, nowhere)
    replaced = [recorder.standing(recorder.known(one)) for one in saying.replaces or ()]
    old = next((one.record for one in recorder.space.entries if one.id in replaced), None)
    issued = recorder.day()
    if isinstance(old, Order):
        said |= _of_the_old(recorder, old, said, no_helper or [])
        issued = recorder.day(writing.date or old.date.text)
    else:
        given = (asked.order, asked.sort)
        said["key"] = not no_key and (key or any(one.key for one in given if one))
    said = with_due(recorder, {"number": recorder.number("order", issued)} | said, issued)
    off = taken_off(key=no_key, helpers=bool(no_helper))
    return recorder.keep(recorder.record(Order, saying, answers=asked.last_move, off=off, **said))


def _of_the_old(recorder: Recorder, old: Order, said: dict[str, Any], no_helper: list[str]) -> dict[str, Any]:
    """Give what a corrected order takes over: its number, unless another bears it too; its date and helpers."""
    gone = {pick(recorder.plan, "units", one) for one in no_helper}
    kept: dict[str, Any] = {"helpers": [one for one in (said["helpers"] or old.helpers) if one not in gone]}
    if not any(old in (one.record for one in doubles) for doubles in double_numbers(recorder.state)):
        kept["number"] = old.number
    if not said["urgency"]:
        kept["due"] = said["due"] or old.due.text
    return kept


def with_due(recorder: Recorder, said: Mapping[str, Any], issued: date) -> dict[str, Any]:
    """What an order says in ids, with the due date that its urgency sets, counted once for all; LtzError without both."""
    plan, calendar = recorder.plan, recorder.plan.working_days
    if said.get("due"):
        return dict(said)
    urgency = plan.urgencies.get(str(said.get("urgency")))
    if urgency is None:
        raise refuse("no_due", urgencies=", ".join(plan.urgencies))
    if urgency.working_days is None or calendar is None:
        return {**said, "due": (issued + timedelta(days=urgency.days or 0)).isoformat()}
    from ltzplan.rules.workdays import add_working_days  # noqa: PLC0415 - imports holidays

    return {**said, "due": add_working_days(issued, urgency.working_days, calendar.country).isoformat()}
