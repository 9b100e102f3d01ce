"""Answer an order for a unit, or enter the answer to a petition."""

from typing import Annotated

from ltzplan.cli import options as opt
from ltzplan.cli.command import Command
from ltzplan.cli.question import Question, choice, question
from ltzplan.cli.run import Run
from ltzplan.cli.sitting import Seat, Verb, sit
from ltzplan.dataclass import dataclass
from ltzplan.issues import refuse
from ltzplan.model.problem_state import ProblemState
from ltzplan.model.records import Reply
from ltzplan.text.speech import say

MOVES = ("received", "progress", "done", "cannot", "answer")


@dataclass(kw_only=True)
class Replying(opt.Group):
    """Who answers what, and how."""

    problem: opt.ProblemId = None
    unit: Annotated[opt.Maybe, opt.option("--unit", "UNIT")] = None
    received: Annotated[bool, opt.flag("--received", "says_received")] = False
    progress: Annotated[bool, opt.flag("--progress")] = False
    done: Annotated[bool, opt.flag("--done")] = False
    cannot: Annotated[bool, opt.flag("--cannot")] = False
    answer: Annotated[bool, opt.flag("--answer")] = False


@Command
def reply(run: Run, said: Replying, saying: opt.Saying, writing: opt.Writing) -> int:
    needs = () if said.received or saying.replaces else ("text",)
    verb = Verb(name="reply", kind=Reply, of="problem", needs=needs)
    return sit(run, writing, verb, _reply, said, saying)


def _reply(seat: Seat, said: Replying, saying: opt.Saying) -> int:
    recorder = seat.recorder
    asked = recorder.problem(said.problem or "")
    seat.take(asked.id)
    moves = [name for name in MOVES if getattr(said, name)]
    if not moves and recorder.run.asks:
        if not (asked.units or asked.petition):
            raise refuse("no_order", id=asked.id)
        moves = [seat.ask(_move(seat, asked))]
    if len(moves) != 1:
        raise refuse("one_move", moves=", ".join(f"--{name}" for name in MOVES))
    [says] = moves
    answers_petition = says == "answer"
    unit = None if answers_petition else said.unit or _own_unit(seat, asked)
    if says != "received":
        seat.fill(saying)
    record = seat.record(
        saying,
        answers=asked.petition.id if answers_petition and asked.petition else asked.last_move,
        problem=asked.id if answers_petition else None,
        unit=unit,
        says=says,
    )
    return recorder.keep(record)


def _move(seat: Seat, asked: ProblemState) -> Question:
    """The question for the move: the answer of who is asked, or a unit's, first that it was received."""
    moves = [one for one in MOVES if (one == "answer") == bool(asked.petition)]
    about = say(seat.recorder.run.lang, "sit.move")
    return choice(seat.recorder.typed, about, moves, "move")


def _own_unit(seat: Seat, problem: ProblemState) -> str:
    """Give the one unit of the office's city that the order names; LtzError where it is not one and nobody can be asked."""
    recorder = seat.recorder
    if seat.row and seat.row.unit:
        return seat.row.unit
    if not problem.units:
        raise refuse("no_order", id=problem.id)
    city = recorder.plan.offices[recorder.office].city
    units = [one for one in problem.units if city in (None, recorder.plan.units[one].city)]
    mine = recorder.run.my_unit(recorder.space)
    if mine in units:
        return mine
    if len(units) > 1 and recorder.run.asks:
        known = {one: [recorder.names.unit(one)] for one in units}
        return seat.ask(question(recorder.typed, Replying(), Reply, "unit", known))
    if len(units) != 1:
        raise refuse("which_unit", units=", ".join(problem.units))
    return units[0]
