"""Accept a claim of completion, or close a problem; one that nobody sorted with its reason."""

from dataclasses import replace

from ltzplan.cli import options as opt
from ltzplan.cli.command import Command
from ltzplan.cli.due import by_when, due_question
from ltzplan.cli.question import choice, question
from ltzplan.cli.run import Run
from ltzplan.cli.sitting import Seat, Verb, sit
from ltzplan.dataclass import dataclass
from ltzplan.issues import refuse
from ltzplan.model.problem_state import HELD
from ltzplan.model.records import Recheck
from ltzplan.rules.claims import completes_at_once
from ltzplan.text.speech import say

VERDICTS = ("accept", "return")


@dataclass(kw_only=True)
class Checking(opt.Group):
    """What is accepted, or returned."""

    id: opt.AnyId = None
    because: opt.Because = None


@dataclass(kw_only=True)
class Returning(Checking):
    """What is returned, and until when."""

    due: opt.NewDue = None


@Command
def accept(run: Run, said: Checking, saying: opt.Stating, writing: opt.Writing) -> int:
    verb = Verb(name="accept", kind=Recheck, of="id")
    return sit(run, writing, verb, _check, said, saying)


def _check(seat: Seat, said: Checking, saying: opt.Stating) -> int:
    recorder, verdict, due = seat.recorder, "accept", ""
    answers = answered(seat, said.id or "")
    seat.present()
    if seat.row:
        if seat.row.queue != "solve":
            verdict = seat.ask(
                choice(recorder.typed, say(recorder.run.lang, "sit.verdict"), VERDICTS, "move")
            )
        if verdict == "return":
            said.because = said.because or seat.ask(question(recorder.typed, said, Recheck, "because"))
            asked = due_question(recorder, question(recorder.typed, Returning(), Recheck, "due"))
            due = seat.ask(replace(asked, may_pass=True))
        else:
            seat.offer(Recheck, saying, "text")
            seat.offer(Recheck, saying, "evidence")
    elif recorder.run.asks and not saying.replaces:
        seat.offer(Recheck, saying, "evidence")
    record = seat.record(
        said, saying, answers=answers, verdict=verdict, due=by_when(recorder, due) if due else None
    )
    return recorder.keep(record)


def answered(seat: Seat, typed: str) -> str:
    """Return what a check answers: the claim, standing on its day, of the task that it takes up, or the problem's last move."""
    recorder = seat.recorder
    matter = recorder.matter(typed)
    seat.take(matter if isinstance(matter, str) else matter.id)
    if not isinstance(matter, str):
        if matter.state in HELD:
            waiting = (unit for unit, state in matter.units.items() if state in HELD)
            raise refuse("not_answered", record=matter.id, units=", ".join(waiting))
        return matter.last_move
    task = recorder.state_on(min(recorder.day(), recorder.now.date())).tasks[matter]
    if task.ended and task.ended_on:
        raise refuse("task_ended", id=task.task.id, how=task.ended, date=task.ended_on)
    if task.claim is None or task.completed:
        raise refuse(
            "no_claim", task=task.task.id, command="claim" if completes_at_once(recorder.plan) else ""
        )
    return task.claim.entry.id
