"""`ltz session`: a dispatch held, with everything that was decided in it, in one file."""

from pathlib import Path
from typing import Annotated, Any

import typer

from ltzplan.cli import options as opt
from ltzplan.cli.dispatch import order_of
from ltzplan.cli.session import Session, one_of, pick, pick_portfolio
from ltzplan.cli.write import Desk
from ltzplan.issues import Issue, LtzError, Place, refuse
from ltzplan.model.minutes import Matter, Minutes, Raised
from ltzplan.model.records import OTHER, Record
from ltzplan.rules.levels import problem_level, task_level
from ltzplan.store.planfile import read_session
from ltzplan.store.records import id_of, plain
from ltzplan.store.yaml import Source


@opt.shares(opt.STATING, opt.WRITING)
def session(
    ctx: typer.Context,
    shared: Any,
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
    desk = Desk(Session.of(ctx))
    if level is None:
        raise refuse("missing_argument", verb=" session", name="--level")
    said = {
        "level": pick(desk.plan, "levels", level),
        "portfolio": portfolio and pick_portfolio(desk.plan, portfolio),
        "form": form,
        "ad_hoc": ad_hoc,
        "because": because,
        "merges": merges,
        "put_off": put_off,
    }
    minutes, source = read_session(Path(file)) if file else (Minutes(), None)
    return desk.keep(*_Held(desk, shared, source).records(minutes, said), shared=shared)


class _Held:
    """The records of one session, made in their order."""

    def __init__(self, desk: Desk, shared: Any, source: Source | None) -> None:
        self.desk, self.shared, self.source = desk, shared, source
        self.labels: dict[str, str] = {}

    def records(self, minutes: Minutes, head: dict[str, Any]) -> list[Record]:
        """Make every record of the session, itself the first; LtzError with all that is wrong."""
        problems = [self._problem(at, one) for at, one in enumerate(minutes.problems)]
        ids, issues = list[str](), list[Issue]()
        for at, one in enumerate(minutes.matters):
            try:
                ids.append(self._matter(one, head["level"]))
            except LtzError as error:
                where = self._at("matters", at, "id")
                issues += [Issue(code=i.code, place=i.place or where, params=i.params) for i in error.issues]
        if issues:
            raise LtzError(*issues)
        taken = [
            {"id": id} | {key: value for key, value in plain(one).items() if key in ("decision", "review")}
            for id, one in zip(ids, minutes.matters, strict=True)
        ]
        beside = {key: value for key, value in plain(minutes).items() if key in ("text", "attended")}
        held = self.desk.record("session", self.shared, **head | beside, matters=taken, read=self.source)
        made = (
            self._decided(at, id, one, id_of(held))
            for at, (id, one) in enumerate(zip(ids, minutes.matters, strict=True))
        )
        return [held, *problems, *(record for records in made for record in records)]

    def _at(self, *path: str | int) -> Place | None:
        return self.source.place(path) if self.source else None

    def _place(self, *path: str | int) -> dict[str, Any]:
        return {"read": self.source, "path": path}

    def _problem(self, at: int, raised: Raised) -> Record:
        if raised.label in self.labels:
            raise refuse("duplicate_id", self._at("problems", at, "label"), value=raised.label)
        said = plain(raised) | {"date": self.shared.date}
        said["follows"] = raised.follows and one_of(self.desk.state.problems, raised.follows)
        record = self.desk.record("problem", **_without(said, "label"), **self._place("problems", at))
        self.labels[raised.label] = id_of(record)
        return record

    def _matter(self, matter: Matter, level: str) -> str:
        """Give the id of a matter; what is above the session's own level is only reviewed (levels-2)."""
        desk, plan = self.desk, self.desk.plan
        task = plan.task(matter.id)
        if task and (matter.sort or matter.order):
            raise refuse("not_a_problem", value=matter.id)
        id = self.labels.get(matter.id) or (task.id if task else one_of(desk.state.problems, matter.id))
        known = self._level(id, matter)
        if known and plan.rank(known) > plan.rank(level):
            if not matter.review:
                raise refuse("above_its_level", value=id, level=known)
            if matter.order:
                raise refuse("review_decides", value=id)
        return id

    def _level(self, id: str, matter: Matter) -> str | None:
        """Give the level that a matter is before, once it is sorted as the session says."""
        desk, plan = self.desk, self.desk.plan
        if matter.sort:
            return plan.needs[pick(plan, "needs", matter.sort.needs)].level
        if task := plan.task(id):
            return task_level(plan, desk.state, task)
        problem = desk.state.problems.get(id)
        return problem_level(plan, problem, desk.now.date()) if problem else None

    def _decided(self, at: int, id: str, matter: Matter, held: str) -> list[Record]:
        desk, made = self.desk, list[Record]()
        last = desk.state.problems[id].last_move if id in desk.state.problems else id
        if matter.sort:
            said = plain(matter.sort) | {"needs": pick(desk.plan, "needs", matter.sort.needs)}
            said |= {"sort": pick(desk.plan, "sorts", matter.sort.sort, (OTHER,)), "date": self.shared.date}
            if matter.sort.portfolio:
                said["portfolio"] = pick_portfolio(desk.plan, matter.sort.portfolio)
            made.append(desk.record("sort", answers=last, **said, **self._place("matters", at, "sort")))
            last = id_of(made[-1])
        if matter.order:
            slip = plain(matter.order) | {"answers": last, "origin": "session", "session": held}
            slip["date"] = self.shared.date
            if (known := desk.state.problems.get(id)) and known.order and not matter.sort:
                slip.setdefault("because", plain(matter.decision))
            made.append(order_of(desk, slip, self.shared.date, **self._place("matters", at, "order")))
        return made


def _without(said: dict[str, Any], *keys: str) -> dict[str, Any]:
    return {key: value for key, value in said.items() if key not in keys}
