"""Accept a claim of completion, or close a problem; one that nobody sorted with its reason."""

from ltzplan.cli import options as opt
from ltzplan.cli.recorder import Recorder
from ltzplan.cli.run import Run, command
from ltzplan.issues import refuse
from ltzplan.model.problem_state import HELD
from ltzplan.model.records import Recheck


@command
def accept(
    run: Run, saying: opt.Stating, writing: opt.Writing, id: opt.Id, because: opt.Because = None
) -> int:
    recorder = Recorder(run, writing)
    answers = answered(recorder, id)
    return recorder.keep(recorder.record(Recheck, saying, answers=answers, verdict="accept", because=because))


def answered(recorder: Recorder, typed: str) -> str:
    """Give what a check answers: a task's claim that stood on its day, or a problem's last move."""
    matter = recorder.matter(typed)
    if not isinstance(matter, str):
        if matter.state in HELD:
            waiting = (unit for unit, state in matter.units.items() if state in HELD)
            raise refuse("not_answered", record=matter.id, units=", ".join(waiting))
        return matter.last_move
    task = recorder.state_on(min(recorder.day(), recorder.now.date())).tasks[matter]
    if task.ended and task.ended_on:
        raise refuse("task_ended", id=task.task.id, how=task.ended, date=task.ended_on)
    if task.claim is None or task.completed:
        raise refuse("no_claim", task=task.task.id)
    return task.claim.entry.id
