"""Raise a problem; from an office that sorts, with a need, sort it at once."""

from typing import Annotated

from ltzplan.cli import options as opt
from ltzplan.cli.recorder import Recorder
from ltzplan.cli.run import Run, command
from ltzplan.cli.typed import parts_of, pick
from ltzplan.issues import refuse
from ltzplan.model.records import OTHER
from ltzplan.store.records import id_of


@command
def raise_(
    run: Run,
    saying: opt.Stating,
    writing: opt.Writing,
    tasks: Annotated[list[str], opt.argument("TASK..", "tasks")],
    concerns: Annotated[opt.Many, opt.option("--concerns", "CITY")] = None,
    position: Annotated[opt.Many, opt.option("--position", "CITY=TEXT")] = None,
    tried: Annotated[opt.Maybe, opt.option("--tried")] = None,
    wanted_by: Annotated[opt.Maybe, opt.option("--wanted-by", "DATE")] = None,
    part: opt.Parts = None,
    city: opt.City = None,
    needs: Annotated[opt.Maybe, opt.option("--needs", "NEED", "raise_needs")] = None,
    as_: Annotated[opt.Maybe, opt.option("--as", "SORT", "raise_as")] = None,
    because: Annotated[opt.Maybe, opt.option("--because", help="raise_because")] = None,
    follows: Annotated[opt.Maybe, opt.option("--follows", "ID")] = None,
) -> int:
    """Raise a problem; from an office that sorts, with a need, sort it at once."""
    recorder = Recorder(run)
    plan = recorder.plan
    positions = [one.partition("=") for one in position or ()]
    cities = []
    for name, _, said in positions:
        if not said:
            raise refuse("bad_position", value=name, city=next(iter(plan.cities), "CITY"))
        if (one := pick(plan, "cities", name)) in cities:
            raise refuse("duplicate_key", key=f"--position {one}")
        cities.append(one)
    need = needs and pick(plan, "needs", needs)
    named = [recorder.task(one) for one in tasks]
    problem = recorder.record(
        "problem",
        saying,
        writing,
        tasks=named,
        parts=parts_of(plan, named, part),
        city=city and pick(plan, "cities", city),
        concerns=[pick(plan, "cities", one) for one in concerns or ()],
        positions={city: said for city, (_, _, said) in zip(cities, positions, strict=True)},
        tried=tried,
        wanted_by=wanted_by,
        needs=need,
        follows=follows and recorder.problem(follows).id,
    )
    if not (need and recorder.may("sort")) or saying.replaces:
        if as_:
            raise refuse("sort_needs_need")
        return recorder.keep(problem, storing=writing)
    sort = recorder.record(
        "sort",
        answers=id_of(problem),
        date=writing.date,
        sort=pick(plan, "sorts", as_ or OTHER, (OTHER,)),
        needs=need,
        because=because or saying.text,
    )
    return recorder.keep(problem, sort, storing=writing)
