"""Sort a problem, also anew while units have it, or say that it is not for dispatch."""

from dataclasses import replace
from typing import Annotated

from ltzplan.cli import options as opt
from ltzplan.cli.command import Command
from ltzplan.cli.commands.raise_ import Raising
from ltzplan.cli.due import by_when, due_question
from ltzplan.cli.question import Question, question
from ltzplan.cli.recorder import Recorder
from ltzplan.cli.run import Run
from ltzplan.cli.sitting import Seat, Verb, sit
from ltzplan.dataclass import dataclass
from ltzplan.issues import refuse
from ltzplan.model.problem_state import ProblemState
from ltzplan.model.records import Problem, Recommendation, Record, Sort
from ltzplan.rules.doubts import concerns_one_city
from ltzplan.rules.offices import cities_of
from ltzplan.text.speech import catalogue

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


@Command
def sort(run: Run, said: Sorting, saying: opt.Stating, writing: opt.Writing) -> int:
    opt.refuse_both("--key", "--no-key", said=said.key and said.no_key)
    needs = () if saying.replaces else ("because",) if said.dismissed else ("sort", "needs", "because")
    return sit(run, writing, Verb(name="sort", kind=Sort, of="problem", needs=needs), _sort, said, saying)


def _sort(seat: Seat, said: Sorting, saying: opt.Stating) -> int:
    recorder = seat.recorder
    asked = recorder.problem(said.problem or "")
    seat.take(asked.id)
    if recorder.run.asks and not (said.sort or said.dismissed or saying.replaces):
        _ask(seat, said)
    wants = [one for one in seat.verb.needs if one == "because" or not said.dismissed]
    seat.fill(said, wants=wants, asked={"needs": _needs(seat, said)}, needs=asked.problem.needs)
    if seat.asked and not said.dismissed and _is_decided(recorder, said):
        due = due_question(recorder, question(recorder.typed, said, Recommendation, "due"))
        seat.offer(Recommendation, said, "recommend", "units", "due", asked={"due": due})
    gone = saying.drops(said.recommend)
    off = {"key": said.no_key, "dismissed": bool(said.needs), "recommends": gone} | dict.fromkeys(
        ("sort", "needs"), said.dismissed
    )
    record = seat.record(
        said,
        saying,
        answers=asked.last_move,
        recommends=None if gone else _recommended(recorder, said),
        off=off,
    )
    return recorder.keep(record, *_concerning(seat, asked, record))


def _ask(seat: Seat, said: Sorting) -> None:
    """Ask for the sort, or whether it is not for dispatch, of which only the reason is asked."""
    typed = seat.recorder.typed
    names = typed.words((DISMISS,), "move.", "also.move.")[DISMISS]
    told = catalogue(typed.lang, "help")["opt.dismiss"]
    gloss = told if told not in names else ""
    asked = question(typed, said, Sort, "sort").beside(DISMISS, *names, gloss=gloss)
    answer = seat.ask(seat.propose(asked, "sort"))
    if answer == DISMISS:
        said.dismissed = True
    else:
        said.sort = seat.chosen["sort"] = answer


def _is_decided(recorder: Recorder, said: Sorting) -> bool:
    """Whether a level must decide what is sorted so: the lowest has it in hand without."""
    need = recorder.typed.entry("needs", said.needs or "")
    levels = [one.id for one in recorder.plan.levels]
    return isinstance(need, str) and recorder.plan.needs[need].level in levels[1:]


def _needs(seat: Seat, said: Sorting) -> Question:
    """The question for the need: beside each the level that it brings the problem before."""
    recorder = seat.recorder
    levels = {id: recorder.names.level(one.level) for id, one in recorder.plan.needs.items()}
    return replace(question(recorder.typed, said, Sort, "needs"), glosses=levels)


def _concerning(seat: Seat, asked: ProblemState, sort: Record) -> list[Record]:
    """Ask which other city a problem concerns where it cannot be one only; return it corrected by the answer, if any, and say so."""
    recorder, problem = seat.recorder, asked.problem
    if not (seat.asked and concerns_one_city(recorder.plan, problem, sort)):
        return []
    one = question(recorder.typed, Raising(), Problem, "concerns")
    own = cities_of(recorder.plan, problem)
    other = {id: names for id, names in one.known.items() if id not in own}
    if not (cities := seat.ask(replace(one, option="", known=other, may_pass=True))):
        return []
    raiser = asked.raised.record.stated_by
    stated = None if raiser == recorder.office else raiser
    correction = opt.Saying(replaces=[asked.raised.id], on_behalf_of=stated)
    corrected = recorder.record(Problem, correction, concerns=[*(problem.concerns or ()), cities])
    assert isinstance(corrected, Problem)
    names = recorder.names
    behalf = names.bracket(names.say("deed.on_behalf", office=names.of("offices", stated)) if stated else "")
    told = {"problem": names.short(asked.id), "cities": names.all_of("cities", corrected.concerns or ())}
    recorder.run.talk(names.say("sit.corrects", behalf=behalf, **told))
    return [corrected]


def _recommended(recorder: Recorder, said: Sorting) -> dict[str, object] | None:
    """What the level is recommended to decide, as a file would say it; None where nothing is."""
    for option, value in (("--unit", said.units), ("--due", said.due)):
        if value and not said.recommend:
            raise refuse("recommends_nothing", option=option)
    beside = {"units": said.units, "due": said.due and by_when(recorder, said.due)}
    return (
        {"text": said.recommend} | {key: one for key, one in beside.items() if one}
        if said.recommend
        else None
    )
