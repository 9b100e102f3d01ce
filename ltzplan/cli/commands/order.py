"""Assign a problem to units, with a due date; anew, with a reason, also while units have it."""

from dataclasses import replace
from functools import partial
from typing import Annotated

from ltzplan.cli import options as opt
from ltzplan.cli.command import Command
from ltzplan.cli.due import by_when, due_of, due_question, urgency_of
from ltzplan.cli.question import question
from ltzplan.cli.recorder import Recorder
from ltzplan.cli.run import Run
from ltzplan.cli.sitting import Seat, Verb, sit
from ltzplan.dataclass import dataclass
from ltzplan.issues import Issue, LtzError, gathered
from ltzplan.model.problem_state import ProblemState
from ltzplan.model.records import Order
from ltzplan.reports.matter import decided
from ltzplan.rules.numbers import double_numbers
from ltzplan.text.speech import say


@dataclass(kw_only=True)
class Ordering(opt.Group):
    """What is ordered."""

    problem: opt.ProblemId = None
    units: Annotated[opt.Many, opt.option("--unit", "UNIT", "order_unit")] = None
    helpers: Annotated[opt.Many, opt.option("--helper", "UNIT")] = None
    tracked_by: Annotated[opt.Many, opt.option("--tracked-by", "UNIT")] = None
    due: Annotated[opt.Maybe, opt.option("--due", "DATE")] = None
    urgency: Annotated[opt.Maybe, opt.option("--urgency", "URGENCY")] = None
    require: Annotated[opt.Maybe, opt.option("--require")] = None
    key: Annotated[bool, opt.flag("--key", "order_key")] = False
    no_helper: Annotated[opt.Many, opt.option("--no-helper", "UNIT")] = None
    no_key: Annotated[bool, opt.flag("--no-key")] = False
    because: Annotated[opt.Maybe, opt.option("--because", "TEXT", "order_because")] = None
    origin: Annotated[opt.Maybe, opt.option("--origin", "ORIGIN", "order_origin")] = None
    session: Annotated[opt.Maybe, opt.option("--session", "ID")] = None


@Command
def order(run: Run, said: Ordering, saying: opt.Stating, writing: opt.Writing) -> int:
    opt.refuse_both("--key", "--no-key", said=said.key and said.no_key)
    opt.refuse_both("--helper", "--no-helper", said=bool({*(said.helpers or ())} & {*(said.no_helper or ())}))
    needs = () if saying.replaces else ("units", *(() if said.urgency else ("due",)), "require")
    return sit(run, writing, Verb(name="order", kind=Order, of="problem", needs=needs), _order, said, saying)


def _order(seat: Seat, said: Ordering, saying: opt.Stating) -> int:
    recorder = seat.recorder
    asked = recorder.problem(said.problem or "")
    seat.take(asked.id)
    if not saying.replaces:
        _complete(seat, said, asked)
    if said.due and (urgency := urgency_of(recorder.typed, said.due)):
        said.urgency, said.due = urgency, None
    elif said.due:
        said.due = by_when(recorder, said.due)
    replaced = [recorder.standing(one) for one in recorder.all_known(saying.replaces or ())]
    old = next((one.record for one in recorder.space.entries if one.id in replaced), None)
    issued, number = recorder.day(), None
    if isinstance(old, Order):
        issued, number = recorder.day(recorder.date or old.date.text), _kept(recorder, old, said)
    else:
        given = (asked.order, asked.sort)
        said.key = not said.no_key and (said.key or any(one.key for one in given if one))
    wrong = list[Issue]()
    with gathered(wrong):
        said.due = said.due or (None if seat.lacks("due") else due_of(recorder, said.urgency, issued))
    with gathered(wrong):
        record = seat.record(
            said,
            saying,
            answers=asked.last_move,
            number=number or recorder.number("order", issued),
            due=said.due or issued.isoformat(),
            session=said.session
            if not said.session or saying.drops(said.session)
            else recorder.session(said.session),
            off={"key": said.no_key, "helpers": bool(said.no_helper)},
        )
    if wrong:
        raise LtzError(*wrong)
    return recorder.keep(record)


def _complete(seat: Seat, said: Ordering, asked: ProblemState) -> None:
    """Ask for what the order lacks, first why it takes the place of one that stands; what was recommended or decided is proposed."""
    recorder, typed, names = seat.recorder, seat.recorder.typed, seat.recorder.names
    found = decided(recorder.plan, asked, recorder.state.as_of)
    held, hint = found.text if found else None, asked.sort and asked.sort.recommends
    again = ("because",) if asked.order and recorder.run.asks else ()
    number = asked.order.number if asked.order else ""
    because = replace(
        question(typed, said, Order, "because"), asked=say(typed.lang, "sit.instead", number=number)
    )
    seat.fill(
        said,
        wants=(*again, *seat.verb.needs),
        asked={"because": because, "due": due_question(recorder, question(typed, said, Order, "due"))},
        units=", ".join(hint.units) if hint else None,
        due=hint.due.text if hint and hint.due else None,
        require=names.read(held or (hint and hint.text)),
    )
    if found and not said.session:
        said.session, said.origin = found.session, said.origin or "session"


def _kept(recorder: Recorder, old: Order, said: Ordering) -> str | None:
    """Put into what is said what a corrected order keeps of its helpers and date; its number, unless another bears it."""
    read = partial(recorder.typed.pick, "units")
    gone = recorder.typed.each(said.no_helper or (), read)
    if said.helpers != [opt.EMPTY]:
        helpers = recorder.typed.each(said.helpers or (), read) or old.helpers
        said.helpers = [one for one in helpers if one not in gone]
    if not said.urgency:
        said.due = said.due or old.due.text
    double = any(old in (one.record for one in doubles) for doubles in double_numbers(recorder.state))
    return None if double else old.number
