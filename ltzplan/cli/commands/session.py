"""Record a dispatch held, with everything that was decided in it, in one file; or that one was put off."""

from dataclasses import replace
from typing import Annotated

from ltzplan.cli import options as opt
from ltzplan.cli.batch import UNMADE, Batch
from ltzplan.cli.commands.order import due_of
from ltzplan.cli.recorder import Recorder
from ltzplan.cli.run import Run, command
from ltzplan.dataclass import dataclass
from ltzplan.issues import Place, Steps, refuse
from ltzplan.model.codec import encode
from ltzplan.model.records import OTHER, AgendaItem, Order, Problem, Session, Sort
from ltzplan.model.session_file import SessionMatter
from ltzplan.rules.levels import problem_level, task_level
from ltzplan.store.planfile import read_session
from ltzplan.store.records import plain
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
    file: Annotated[opt.Maybe, opt.option("--from", "FILE")] = None


@command
def session(run: Run, said: Holding, saying: opt.Stating, writing: opt.Writing) -> int:
    recorder = Recorder(run, writing)
    if said.level is None:
        raise refuse("missing_argument", verb=" session", name="--level")
    said.level = recorder.typed.pick("levels", said.level)
    if said.file is None:
        return recorder.keep(recorder.record(Session, said, saying))
    minutes, source = read_session(said.file)
    batch = Batch(recorder, source)
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
    beside = plain(replace(minutes, problems=(), matters=())) | {"matters": [plain(one) for one in taken]}

    def place(path: Steps, *, key: bool = False) -> Place | None:
        return source.place(path, key=key) if {*path[:1]} & {*beside} else None

    held = UNMADE
    with batch.at():
        head = recorder.said(Session, said, saying) | {key: one for key, one in beside.items() if one}
        held = batch.enter(recorder.checked(head, place), place)
    for at, (matter, one) in enumerate(zip(minutes.matters, taken, strict=True)):
        _decide(batch, matter, at, one.id, said.level, held)
    return recorder.keep(*sorted(batch.records(), key=lambda one: not isinstance(one, Session)))


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
        sort = batch.made.get(last)
        return plan.needs[sort.needs].level if isinstance(sort, Sort) and sort.needs else None
    if problem := recorder.state.problems.get(id):
        return problem_level(plan, problem, recorder.now.date())
    task = plan.task(id)
    return task_level(plan, recorder.state, task) if task else None
