"""Record a dispatch held, with everything that was decided in it, in one file; or that one was put off."""

from collections.abc import Collection
from dataclasses import replace
from typing import Annotated

from ltzplan.cli import options as opt
from ltzplan.cli.batch import UNMADE, Batch
from ltzplan.cli.command import Command
from ltzplan.cli.commands.order import Ordering
from ltzplan.cli.commands.paper import Printing, print_or_issue
from ltzplan.cli.due import by_when, due_of, due_question
from ltzplan.cli.main import OK
from ltzplan.cli.question import Question, question
from ltzplan.cli.recorder import Recorder
from ltzplan.cli.run import Run
from ltzplan.cli.sitting import Seat, Verb
from ltzplan.cli.typed import taken
from ltzplan.dataclass import dataclass
from ltzplan.issues import Issue, Place, Steps, refuse
from ltzplan.model.codec import encode
from ltzplan.model.records import OTHER, AgendaItem, Order, Problem, Record, Session, Sort
from ltzplan.model.session_file import SessionFile, SessionMatter
from ltzplan.reports.matter import title
from ltzplan.rules.levels import problem_level, task_level
from ltzplan.store.planfile import read_session
from ltzplan.store.records import plain
from ltzplan.store.yaml import YamlText
from ltzplan.text.speech import say
from ltzplan.views.names import Names


@dataclass(kw_only=True)
class Holding(opt.Group):
    """How a dispatch was held."""

    level: Annotated[opt.Maybe, opt.option("--level", "LEVEL", "session_level")] = None
    portfolio: Annotated[opt.Maybe, opt.option("--portfolio", "PORTFOLIO", "session_portfolio")] = None
    form: Annotated[opt.Maybe, opt.option("--form", "FORM")] = None
    ad_hoc: Annotated[bool, opt.flag("--ad-hoc")] = False
    merges: Annotated[opt.Many, opt.option("--merges", "PERIOD")] = None
    put_off: Annotated[opt.Maybe, opt.option("--put-off", "PERIOD")] = None
    because: Annotated[opt.Maybe, opt.option("--because")] = None
    file: Annotated[opt.Maybe, opt.argument("[FILE]", "session_file")] = None
    given: Annotated[opt.Maybe, opt.option("--from", "FILE")] = None


HEAD = ("level", "portfolio", "form", "because")
"""What the file may say of the dispatch itself, where it was not typed; its date beside."""


@Command
def session(run: Run, said: Holding, saying: opt.Stating, writing: opt.Writing) -> int:
    opt.refuse_both("FILE", "--from", said=bool(said.file and said.given))
    seat = Seat(Recorder(run, writing), Verb(name="session", kind=Session))
    told = said.file or said.given
    if told is None:
        _held(seat, said, saying)
        return seat.recorder.keep(seat.record(said, saying))
    minutes, source = read_session(told)
    in_file = {name for name in HEAD if getattr(minutes, name) and not getattr(said, name)}
    for name in in_file:
        setattr(said, name, getattr(minutes, name))
    seat.recorder.date = seat.recorder.date or minutes.date
    _held(seat, said, saying, source.place(("level",)) if "level" in in_file else None)
    if run.asks:
        minutes = replace(minutes, matters=tuple(_decided(seat, one) for one in minutes.matters))
    done = seat.recorder.keep(*_records(seat, said, saying, minutes, source, in_file), shown=True)
    if done == OK and run.asks and run.stored:
        issued = Printing(kind="minutes", session=run.stored[-1], issue=True)
        print_or_issue(run, issued, opt.PaperReading(), opt.Storing(commit=writing.commit))
    return done


def _held(seat: Seat, said: Holding, saying: opt.Stating, place: Place | None = None) -> None:
    """Ask for what a dispatch cannot be recorded without: of which level it was, and its form."""
    names = ("level",) if said.put_off or saying.replaces else ("level", "form")
    seat.fill(said, wants=names)
    seat.refuse_lacking()
    level = seat.recorder.typed.entry("levels", said.level or "")
    said.level = taken(replace(level, place=place) if isinstance(level, Issue) else level)


def _decided(seat: Seat, matter: SessionMatter) -> SessionMatter:
    """Ask what a session decided on a matter, with whom and by when, where its file does not say."""
    typed, names, lang = seat.recorder.typed, seat.recorder.names, seat.recorder.run.lang
    order = dict(matter.order) if matter.order else None
    if matter.decision is None and not matter.review:
        found = title(seat.recorder.state, typed.matter(seat.recorder.state, matter.id))
        about = say(lang, "sit.decision", id=matter.id, title=names.read(found))
        matter = replace(matter, decision=seat.ask(Question(about=about, may_pass=True)) or None)
        asked = replace(question(typed, Ordering(), Order, "units"), may_pass=True)
        if matter.decision and matter.sort is None and order is None and (units := seat.ask(asked)):
            order = {"units": units}
    if order and not (order.get("due") or order.get("urgency")):
        due = seat.ask(due_question(seat.recorder, question(typed, Ordering(), Order, "due")))
        urgent = due in seat.recorder.plan.urgencies
        order["urgency" if urgent else "due"] = due if urgent else by_when(seat.recorder, due)
    return replace(matter, order=order)


def _records(
    seat: Seat,
    said: Holding,
    saying: opt.Stating,
    minutes: SessionFile,
    source: YamlText,
    in_file: Collection[str],
) -> list[Record]:
    """Return the session and what came of it, the session first; LtzError with all that is wrong in the file."""
    recorder = seat.recorder
    batch = Batch(recorder, source.place)
    for at, problem in enumerate(minutes.problems):
        told = dict(problem)
        with batch.at("problems", at):
            if problem.get("label") is None:
                raise refuse("missing_key", key="label")
        with batch.at("problems", at, "follows"):
            if isinstance(follows := problem.get("follows"), str):
                told["follows"] = UNMADE
                told["follows"] = recorder.problem(follows).id
        batch.add(told, "problems", at, **recorder.said(Problem))
    taken = [_taken(batch, matter, at) for at, matter in enumerate(minutes.matters)]
    beside = {"text": minutes.text, "attended": [encode(one) for one in minutes.attended]}
    beside |= {"matters": [plain(one) for one in taken]}

    def place(path: Steps, *, key: bool = False) -> Place | None:
        return source.place(path, key=key) if {*path[:1]} & {*beside, *in_file, "date"} else None

    held = UNMADE
    with batch.at():
        head = recorder.said(Session, said, saying) | {key: encode(one) for key, one in beside.items() if one}
        held = batch.enter(recorder.checked(head, place), place)
    for at, (matter, one) in enumerate(zip(minutes.matters, taken, strict=True)):
        _decide(batch, matter, at, one.id, said.level or "", held)
    return sorted(batch.records(), key=lambda one: not isinstance(one, Session))


def _taken(batch: Batch, matter: SessionMatter, at: int) -> AgendaItem:
    """Give a matter by its id, `UNMADE` where that is wrong."""
    plan, id = batch.recorder.plan, UNMADE
    with batch.at("matters", at, "id"):
        found = batch.labels.get(matter.id) or batch.recorder.typed.matter(batch.recorder.state, matter.id)
        if plan.task(found) and (matter.sort, matter.order) != (None, None):
            raise refuse("not_a_problem", value=matter.id)
        id = found
    return AgendaItem(id=id, decision=matter.decision, review=matter.review)


def _decide(batch: Batch, matter: SessionMatter, at: int, id: str, level: str, held: str) -> None:
    """Sort and order as the session says; what is above its own level it only reviews (levels-2)."""
    recorder, plan = batch.recorder, batch.recorder.plan
    problem = recorder.state.problems.get(id)
    last = problem.last_move if problem else id
    if matter.sort is not None:
        dismissed = matter.sort.get("dismissed") == "true"
        told = matter.sort if dismissed else {"sort": OTHER, **matter.sort}
        last = batch.add(told, "matters", at, "sort", **recorder.said(Sort, answers=last))
    with batch.at("matters", at, "id"):
        known = _level(batch, matter, id, last)
        if known and plan.rank(known) > plan.rank(level):
            if not matter.review:
                named = Names(plan, recorder.run.lang).level(known)
                raise refuse("above_its_level", value=id, level=named)
            if matter.order is not None:
                raise refuse("review_decides", value=id)
    if matter.order is not None:
        with batch.at("matters", at):
            told = dict(matter.order)
            if matter.decision:
                told.setdefault("require", encode(matter.decision, brief=True))
            if not told.get("due"):
                told["due"] = recorder.day().isoformat()
                with batch.at("matters", at, "order"):
                    told["due"] = due_of(recorder, told.get("urgency"), recorder.day())
            if problem and problem.order and matter.sort is None:
                told.setdefault("because", encode(matter.decision, brief=True))
            number = recorder.number("order", recorder.day())
            given = recorder.said(Order, answers=last, origin="session", session=held, number=number)
            batch.add(told, "matters", at, "order", **given)


def _level(batch: Batch, matter: SessionMatter, id: str, last: str) -> str | None:
    """The level that a task or problem is before, once it is sorted as the session says."""
    recorder, plan = batch.recorder, batch.recorder.plan
    if matter.sort is not None:
        made = batch.made.get(last)
        sort = made.records[0] if made else None
        return plan.needs[sort.needs].level if isinstance(sort, Sort) and sort.needs else None
    if problem := recorder.state.problems.get(id):
        return problem_level(plan, problem, recorder.now.date())
    task = plan.task(id)
    return task_level(plan, recorder.state, task) if task else None
