"""Raise a problem; from an office that sorts, with a need, sort it at once."""

from typing import Annotated

from ltzplan.cli import options as opt
from ltzplan.cli.recorder import Recorder
from ltzplan.cli.run import Run, command
from ltzplan.cli.typed import pick
from ltzplan.issues import refuse
from ltzplan.model.records import OTHER, Problem, Sort
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
    recorder = Recorder(run, writing)
    plan = recorder.plan
    positions = [one.partition("=") for one in position or ()]
    cities = []
    for name, _, said in positions:
        if not said:
            raise refuse("bad_position", value=name, city=next(iter(plan.cities), "CITY"))
        if (one := pick(plan, "cities", name)) in cities:
            raise refuse("duplicate_key", key=f"--position {one}")
        cities.append(one)
    problem = recorder.record(
        Problem,
        saying,
        tasks=tasks,
        parts=part,
        city=city,
        concerns=concerns,
        positions={city: said for city, (_, _, said) in zip(cities, positions, strict=True)},
        tried=tried,
        wanted_by=wanted_by,
        needs=needs,
        follows=follows and recorder.problem(follows).id,
    )
    if not (needs and recorder.may("sort")) or saying.replaces:
        if as_:
            raise refuse("sort_needs_need")
        return recorder.keep(problem)
    sort = recorder.record(
        Sort, answers=id_of(problem), sort=as_ or OTHER, needs=needs, because=because or saying.text
    )
    return recorder.keep(problem, sort)
