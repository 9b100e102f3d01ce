"""Sort a problem, also anew while units have it, or say that it is not for dispatch."""

from dataclasses import replace
from typing import Annotated

from ltzplan.cli import options as opt
from ltzplan.cli.question import choice, question
from ltzplan.cli.recorder import refuse_both
from ltzplan.cli.run import Run, command
from ltzplan.cli.sitting import Seat, Verb, sit
from ltzplan.dataclass import dataclass
from ltzplan.issues import Issue, refuse
from ltzplan.model.records import Recommendation, Sort
from ltzplan.text.speech import say

DISMISS = "dismiss"
"""The answer by which a problem is not for dispatch."""


@dataclass(kw_only=True)
class Sorting(opt.Group):
    """How a problem is sorted."""

    problem: opt.ProblemId = None
    sort: Annotated[opt.Maybe, opt.option("--as", "SORT")] = None
    needs: Annotated[opt.Maybe, opt.option("--needs", "NEED")] = None
    portfolio: Annotated[opt.Maybe, opt.option("--portfolio", "PORTFOLIO", "sort_portfolio")] = None
    key: Annotated[bool, opt.flag("--key")] = False
    no_key: Annotated[bool, opt.flag("--no-key")] = False
    dismissed: Annotated[bool, opt.flag("--dismiss")] = False
    because: opt.Because = None
    recommend: Annotated[opt.Maybe, opt.option("--recommend")] = None
    units: Annotated[opt.Many, opt.option("--unit", "UNIT", "recommend_unit")] = None
    due: Annotated[opt.Maybe, opt.option("--due", "DATE", "recommend_due")] = None


@command
def sort(run: Run, said: Sorting, saying: opt.Stating, writing: opt.Writing) -> int:
    refuse_both("--key", "--no-key", said=said.key and said.no_key)
    needs = () if saying.replaces else ("because",) if said.dismissed else ("sort", "needs", "because")
    return sit(run, writing, Verb(name="sort", kind=Sort, of="problem", needs=needs), _sort, said, saying)


def _sort(seat: Seat, said: Sorting, saying: opt.Stating) -> int:
    recorder = seat.recorder
    asked = recorder.problem(said.problem or "")
    seat.take(asked.id)
    if recorder.run.asks and not (said.sort or said.dismissed or saying.replaces):
        _ask(seat, said)
    seat.fill(said, needs=asked.problem.needs)
    if seat.row and not said.dismissed:
        seat.offer(Recommendation, said, "recommend", "units", "due")
    off = {"key": said.no_key, "dismissed": bool(said.needs)} | dict.fromkeys(
        ("sort", "needs"), said.dismissed
    )
    return recorder.keep(
        seat.record(said, saying, answers=asked.last_move, recommends=_recommended(said), off=off)
    )


def _ask(seat: Seat, said: Sorting) -> None:
    """Ask for the sort, or whether it is not for dispatch, of which only the reason is asked."""
    typed = seat.recorder.typed
    asked = question(typed, said, Sort, "sort")
    known = {**asked.known, DISMISS: [say(typed.lang, "move.dismiss")]}
    read = choice(typed, asked.about, (DISMISS,), "move").read

    def meant(word: str) -> str | Issue | None:
        found = read(word)
        return found if found == DISMISS else asked.read(word)

    answer = seat.ask(replace(asked, known=known, read=meant, proposed=seat.last("sort")))
    if answer == DISMISS:
        said.dismissed, seat.verb = True, replace(seat.verb, needs=("because",))
    else:
        said.sort = seat.chosen["sort"] = answer


def _recommended(said: Sorting) -> dict[str, object] | None:
    """What the level is recommended to decide, as a file would say it; None where nothing is."""
    beside = {"units": said.units, "due": said.due}
    for option, value in zip(("--unit", "--due"), beside.values(), strict=True):
        if value and not said.recommend:
            raise refuse("recommends_nothing", option=option)
    return (
        {"text": said.recommend} | {key: one for key, one in beside.items() if one}
        if said.recommend
        else None
    )
