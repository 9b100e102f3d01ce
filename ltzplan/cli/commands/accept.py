"""Accept a claim of completion, or close a problem."""

from ltzplan.cli import options as opt
from ltzplan.cli.recorder import Recorder
from ltzplan.cli.run import Run, command
from ltzplan.issues import refuse
from ltzplan.model.state import HELD


@command
def accept(
    run: Run, saying: opt.Stating, writing: opt.Writing, id: opt.Id, because: opt.Because = None
) -> int:
    """Accept a claim of completion, or close a problem; one that nobody sorted with its reason."""
    recorder = Recorder(run)
    answers = answered(recorder, id, writing.date)
    record = recorder.record("recheck", saying, writing, answers=answers, verdict="accept", because=because)
    return recorder.keep(record, storing=writing)


def answered(recorder: Recorder, typed: str, dated: str | None) -> str:
    """Give what a check answers: a task's claim that stood on its day, or a problem's last move."""
    if recorder.is_problem(typed):
        problem = recorder.problem(typed)
        if problem.state in HELD:
            waiting = (unit for unit, state in problem.units.items() if state in HELD)
            raise refuse("not_answered", record=problem.id, units=", ".join(waiting))
        return problem.last_move
    day = recorder.run.day(recorder.plan, "--date", dated).last if dated else recorder.now.date()
    task = recorder.state_on(min(day, recorder.now.date())).tasks[recorder.task(typed)]
    if task.ended and task.ended_on:
        raise refuse("task_ended", id=task.task.id, how=task.ended, date=task.ended_on)
    if task.claim is None or task.completed:
        raise refuse("no_claim", task=task.task.id)
    return task.claim.entry.id
