"""A dispatch held, with everything that was decided in it, in one file."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

from ltzplan.cli import options as opt
from ltzplan.cli import typed
from ltzplan.cli.commands.order import order_of
from ltzplan.cli.recorder import Recorder
from ltzplan.cli.run import Run, command
from ltzplan.cli.typed import pick, pick_portfolio
from ltzplan.issues import Issue, LtzError, refuse
from ltzplan.model.records import OTHER, Record
from ltzplan.model.session_file import SessionFile, SessionMatter, SessionProblem
from ltzplan.rules.levels import problem_level, task_level
from ltzplan.store.planfile import nowhere, read_session
from ltzplan.store.records import id_of, plain
from ltzplan.store.yaml import YamlText
from ltzplan.views.names import Names

if TYPE_CHECKING:
    from ltzplan.store.schema import Placing


@command
def session(
    run: Run,
    saying: opt.Stating,
    writing: opt.Writing,
    level: Annotated[opt.Maybe, opt.option("--level", "LEVEL", "session_level")] = None,
    portfolio: Annotated[opt.Maybe, opt.option("--portfolio", "PORTFOLIO", "session_portfolio")] = None,
    form: Annotated[opt.Maybe, opt.option("--form", "FORM")] = None,
    ad_hoc: Annotated[bool, opt.flag("--ad-hoc")] = False,
    merges: Annotated[opt.Many, opt.option("--merges", "PERIOD")] = None,
    put_off: Annotated[opt.Maybe, opt.option("--put-off", "PERIOD")] = None,
    because: Annotated[opt.Maybe, opt.option("--because")] = None,
    file: Annotated[opt.Maybe, opt.option("--from", "FILE")] = None,
) -> int:
    """Record a dispatch held, with its decisions; or that one was put off."""
    recorder = Recorder(run)
    if level is None:
        raise refuse("missing_argument", verb=" session", name="--level")
    said = {
        "level": pick(recorder.plan, "levels", level),
        "portfolio": portfolio and pick_portfolio(recorder.plan, portfolio),
        "form": form,
        "ad_hoc": ad_hoc,
        "because": because,
        "merges": merges,
        "put_off": put_off,
    }
    minutes, source = read_session(file) if file else (SessionFile(), None)
    held = _Held(recorder, saying, writing, source)
    return recorder.keep(*held.records(minutes, said), storing=writing)


_NAMES = {
    "sort": {"sort": "sorts", "needs": "needs", "portfolio": "portfolios"},
    "order": {"units": "units", "helpers": "units", "tracked_by": "units", "urgency": "urgencies"},
}
"""What a session file names of the plan's lists, by id or word."""


_Dict = dict[str, Any] | None


class _Held:
    """The records of one session, made in their order; what is wrong is kept, each at its place in the file."""

    def __init__(
        self, recorder: Recorder, saying: opt.Stating, writing: opt.Writing, source: YamlText | None
    ) -> None:
        self.recorder, self.saying, self.writing, self.source = recorder, saying, writing, source
        self.labels: dict[str, str] = {}
        self.issues: list[Issue] = []

    def records(self, minutes: SessionFile, head: dict[str, Any]) -> list[Record]:
        """Make every record of the session, itself the first; LtzError with all that is wrong."""
        problems = [record for at, one in enumerate(minutes.problems) for record in self._problem(at, one)]
        decided, taken = [], []
        for at, matter in enumerate(minutes.matters):
            sort, order = self._said(at, matter, "sort"), self._said(at, matter, "order")
            with self._wrong_at("matters", at, "id"):
                if id := self._matter(matter, sort, head["level"]):
                    decided.append((at, matter, id, sort, order))
                    said = plain(matter)
                    taken.append(
                        {"id": id} | {key: said[key] for key in ("decision", "review") if key in said}
                    )
        beside = {key: value for key, value in plain(minutes).items() if key in ("text", "attended")}
        made = list[Record]()
        with self._wrong_at():
            place = self._placing(beside)
            held = self.recorder.record(
                "session", self.saying, self.writing, **head | beside, matters=taken, place=place
            )
            made += [held, *problems]
        if not self.issues:
            made += [record for one in decided for record in self._decided(*one, id_of(held))]
        if self.issues:
            raise LtzError(*sorted(self.issues, key=lambda one: (one.place and one.place.line) or 0))
        return made

    @contextmanager
    def _wrong_at(self, *path: str | int) -> Iterator[None]:
        """Keep what is found wrong, with its place, and go on."""
        try:
            yield
        except LtzError as error:
            where = self._placing()(path) if path else None
            self.issues += [replace(one, place=one.place or where) for one in error.issues]

    def _placing(self, known: Collection[str] | None = None, *path: str | int) -> "Placing":
        """Give the places below a path; of the session itself only what its file says, the rest was typed."""
        source = self.source
        if source is None:
            return nowhere
        if known is None:
            return source.below(*path)
        return lambda steps, key=False: source.place(steps, key=key) if {*steps[:1]} & {*known} else None

    def _said(self, at: int, matter: SessionMatter, what: str) -> _Dict:
        """Give how a matter was sorted or ordered, every word as the id that it means."""
        told = getattr(matter, what)
        if told is None:
            return None
        said: dict[str, Any] = plain(told)
        for key, listed in _NAMES[what].items():
            value, path = getattr(told, key), ("matters", at, what, key)
            if isinstance(value, tuple):
                said[key] = [self._id(listed, one, *path, n) for n, one in enumerate(value)]
            elif value is not None:
                said[key] = self._id(listed, value, *path)
        return said

    def _id(self, listed: str, word: str, *path: str | int) -> str:
        with self._wrong_at(*path):
            if listed == "portfolios":
                return pick_portfolio(self.recorder.plan, word)
            return pick(self.recorder.plan, listed, word, (OTHER,) if listed == "sorts" else ())
        return word

    def _problem(self, at: int, raised: SessionProblem) -> Iterator[Record]:
        with self._wrong_at("problems", at, "label"):
            if raised.label in self.labels:
                raise refuse("duplicate_id", value=raised.label)
            self.labels[raised.label] = ""
            said = {key: value for key, value in plain(raised).items() if key != "label"}
            said["follows"] = raised.follows and self.recorder.problem(raised.follows).id
            place = self._placing(None, "problems", at)
            record = self.recorder.record("problem", **said | {"date": self.writing.date}, place=place)
            self.labels[raised.label] = id_of(record)
            yield record

    def _matter(self, matter: SessionMatter, sort: _Dict, level: str) -> str:
        """Give the id of a matter, none of a problem that could not be raised.

        What is above the session's own level is only reviewed (levels-2).
        """
        plan = self.recorder.plan
        id = self.labels.get(matter.id)
        id = typed.matter(plan, self.recorder.state, matter.id) if id is None else id
        if plan.task(id) and (matter.sort or matter.order):
            raise refuse("not_a_problem", value=matter.id)
        known = self._level(id, sort)
        if known and plan.rank(known) > plan.rank(level):
            if not matter.review:
                raise refuse(
                    "above_its_level", value=id, level=Names(plan, self.recorder.run.lang).level(known)
                )
            if matter.order:
                raise refuse("review_decides", value=id)
        return id

    def _level(self, id: str, sort: _Dict) -> str | None:
        """Give the level that a matter is before, once it is sorted as the session says."""
        recorder, plan = self.recorder, self.recorder.plan
        if sort:
            need = plan.needs.get(sort["needs"])
            return need.level if need else None
        if task := plan.task(id):
            return task_level(plan, recorder.state, task)
        problem = recorder.state.problems.get(id)
        return problem_level(plan, problem, recorder.now.date()) if problem else None

    def _decided(
        self, at: int, matter: SessionMatter, id: str, sort: _Dict, order: _Dict, held: str
    ) -> list[Record]:
        recorder, made, dated = self.recorder, list[Record](), self.writing.date
        last = recorder.state.problems[id].last_move if id in recorder.state.problems else id
        with self._wrong_at("matters", at):
            if sort:
                place = self._placing(None, "matters", at, "sort")
                made.append(recorder.record("sort", answers=last, date=dated, place=place, **sort))
                last = id_of(made[-1])
            if order:
                slip = order | {"answers": last, "origin": "session", "session": held, "date": dated}
                if (known := recorder.state.problems.get(id)) and known.order and not sort:
                    slip.setdefault("because", plain(matter.decision))
                made.append(
                    order_of(recorder, slip, dated, place=self._placing(None, "matters", at, "order"))
                )
        return made
