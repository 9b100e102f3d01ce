"""Sort a problem, also anew while units have it, or say that it is not for dispatch."""

from typing import Annotated

from ltzplan.cli import options as opt
from ltzplan.cli.recorder import Recorder, refuse_both
from ltzplan.cli.run import Run, command
from ltzplan.dataclass import dataclass
from ltzplan.model.records import Sort


@dataclass(kw_only=True)
class Sorting(opt.Group):
    """How a problem is sorted."""

    problem: opt.ProblemId
    sort: Annotated[opt.Maybe, opt.option("--as", "SORT")] = None
    needs: Annotated[opt.Maybe, opt.option("--needs", "NEED")] = None
    portfolio: Annotated[opt.Maybe, opt.option("--portfolio", "PORTFOLIO", "sort_portfolio")] = None
    key: Annotated[bool, opt.flag("--key")] = False
    no_key: Annotated[bool, opt.flag("--no-key")] = False
    dismissed: Annotated[bool, opt.flag("--dismiss")] = False
    because: opt.Because = None


@command
def sort(run: Run, said: Sorting, saying: opt.Stating, writing: opt.Writing) -> int:
    refuse_both("--key", "--no-key", said=said.key and said.no_key)
    recorder = Recorder(run, writing)
    asked = recorder.problem(said.problem)
    off = {"key": said.no_key, "dismissed": bool(said.needs)} | dict.fromkeys(
        ("sort", "needs"), said.dismissed
    )
    return recorder.keep(recorder.record(Sort, said, saying, answers=asked.last_move, off=off))
