"""Raise a problem; from an office that sorts, with a need, sort it at once."""

from dataclasses import replace
from functools import partial
from typing import Annotated

from ltzplan.cli import options as opt
from ltzplan.cli.command import Command
from ltzplan.cli.question import Question, question
from ltzplan.cli.run import Run
from ltzplan.cli.sitting import Seat, Verb, sit
from ltzplan.dataclass import dataclass
from ltzplan.issues import refuse
from ltzplan.model.records import OTHER, Problem, Sort
from ltzplan.store.records import id_of
from ltzplan.text.speech import say


@dataclass(kw_only=True)
class Raising(opt.Group):
    """What is said of a problem."""

    tasks: opt.TaskIds = None
    concerns: Annotated[opt.Many, opt.option("--concerns", "CITY")] = None
    position: Annotated[opt.Many, opt.option("--position", "CITY=TEXT")] = None
    tried: Annotated[opt.Maybe, opt.option("--tried")] = None
    wanted_by: Annotated[opt.Maybe, opt.option("--wanted-by", "DATE")] = None
    parts: opt.Parts = None
    city: opt.City = None
    needs: Annotated[opt.Maybe, opt.option("--needs", "NEED", "raise_needs")] = None
    as_: Annotated[opt.Maybe, opt.option("--as", "SORT", "raise_as")] = None
    because: Annotated[opt.Maybe, opt.option("--because", help="raise_because")] = None
    follows: Annotated[opt.Maybe, opt.option("--follows", "ID")] = None


@Command
def raise_(run: Run, said: Raising, saying: opt.Stating, writing: opt.Writing) -> int:
    needs = () if saying.replaces else ("text",)
    return sit(run, writing, Verb(name="raise", kind=Problem, of="tasks", needs=needs), _raise, said, saying)


def _ask_positions(seat: Seat, said: Raising) -> None:
    """Ask what the cities say that it concerns, its own first; where none is known those of its task."""
    recorder = seat.recorder
    typed, plan, names = recorder.typed, recorder.plan, recorder.names
    own = said.city or plan.offices[recorder.office].city
    told = [*filter(None, [own]), *(said.concerns or ())]
    task = plan.task(typed.each(said.tasks or (), partial(typed.pick, "tasks"))[0])
    cities = dict.fromkeys(typed.each(told, partial(typed.pick, "cities")) or (task.cities if task else ()))
    for city in cities if not said.position else ():
        asked = say(typed.lang, "sit.position", city=names.of("cities", city))
        if position := seat.ask(Question(about=asked, may_pass=True)):
            said.position = [*(said.position or ()), f"{city}={position}"]


def _needs(seat: Seat, said: Raising) -> Question:
    """The question for the need: an office that sorts is told that an answer sorts the problem."""
    recorder = seat.recorder
    asked = question(recorder.typed, said, Problem, "needs")
    if recorder.may("sort"):
        asked = replace(asked, asked=say(recorder.run.lang, "sit.needs_and_sorts"))
    levels = {id: recorder.names.level(one.level) for id, one in recorder.plan.needs.items()}
    return replace(asked, glosses=levels)


def _raise(seat: Seat, said: Raising, saying: opt.Stating) -> int:
    recorder = seat.recorder
    if recorder.run.asks:
        seat.take(recorder.typed.each(said.tasks or (), partial(recorder.typed.pick, "tasks"))[0])
    told = saying.text or saying.replaces
    seat.fill(said, saying)
    if recorder.run.asks and not told:
        seat.offer(Problem, said, "concerns")
        _ask_positions(seat, said)
        seat.offer(Problem, said, "tried")
        seat.offer(Problem, said, "needs", asked={"needs": _needs(seat, said)})
        seat.offer(Problem, said, "wanted_by")
    listed = [] if saying.drops(said.position) else said.position or []
    positions = opt.by_key("--position", listed, "bad_position", recorder.plan.cities)
    alone = not said.follows or saying.drops(said.follows)
    problem = seat.record(
        said,
        saying,
        off={"positions": saying.drops(said.position)},
        positions=positions,
        follows=said.follows if alone else recorder.problem(said.follows or "").id,
    )
    if not (said.needs and recorder.may("sort")) or saying.replaces:
        if said.as_:
            raise refuse("sort_needs_need")
        return recorder.keep(problem)
    because = said.because or saying.text
    sort = recorder.record(
        Sort, answers=id_of(problem), sort=said.as_ or OTHER, needs=said.needs, because=because
    )
    return recorder.keep(problem, sort)
