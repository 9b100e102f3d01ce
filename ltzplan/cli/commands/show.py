"""One task, or one problem."""

from ltzplan.cli import options as opt
from ltzplan.cli.output import Output
from ltzplan.cli.run import Run, command
from ltzplan.reports.show import show_problem, show_task
from ltzplan.views.problem import problem_blocks
from ltzplan.views.show import task_blocks


@command
def show(run: Run, reading: opt.Reading, id: opt.Id) -> int:
    now = run.snapshot(reading)
    found = run.typed(now.plan).matter(now.state, id)
    if now.plan.task(found):
        view = show_task(now.plan, now.state, found)
        blocks = now.framed(task_blocks(now.names, view, run.width()))
        run.emit(reading, Output("task", now, view, blocks))
    else:
        life = show_problem(now.plan, now.state, found)
        run.emit(reading, Output("problem", now, life, now.framed(problem_blocks(now.names, life))))
    return 0
