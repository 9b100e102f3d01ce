"""Sort a problem, also anew while units have it, or say that it is not for dispatch."""

from typing import Annotated

from ltzplan.cli import options as opt
from ltzplan.cli.recorder import Recorder, refuse_both, taken_off
from ltzplan.cli.run import Run, command
from ltzplan.model.records import Sort
from ltzplan.rules.doubts import concerns_one_city
from ltzplan.text.speech import say


@command
def sort(
    run: Run,
    saying: opt.Stating,
    writing: opt.Writing,
    problem: opt.ProblemId,
    as_: Annotated[opt.Maybe, opt.option("--as", "SORT")] = None,
    needs: Annotated[opt.Maybe, opt.option("--needs", "NEED")] = None,
    portfolio: Annotated[opt.Maybe, opt.option("--portfolio", "PORTFOLIO", "sort_portfolio")] = None,
    key: Annotated[bool, opt.flag("--key")] = False,
    no_key: Annotated[bool, opt.flag("--no-key")] = False,
    dismiss: Annotated[bool, opt.flag("--dismiss")] = False,
    because: opt.Because = None,
) -> int:
    """Sort a problem, also anew while units have it, or say that it is not for dispatch."""
    refuse_both("--key", "--no-key", said=key and no_key)
    recorder = Recorder(run, writing)
    asked = recorder.problem(problem)
    record = recorder.record(
        Sort,
        saying,
        answers=asked.last_move,
        sort=as_,
        needs=needs,
        portfolio=portfolio,
        key=key,
        dismissed=dismiss,
        because=because,
        off=taken_off(key=no_key, sort=dismiss, needs=dismiss, dismissed=bool(needs)),
    )
    done = recorder.keep(record)
    if concerns_one_city(recorder.plan, asked.problem, record):
        recorder.run.talk(say(recorder.run.lang, "sort.one_city", id=asked.id))
    return done
