"""`ltz session`: a dispatch held, with everything that was decided in it, in one file."""

from pathlib import Path
from typing import Annotated, Any

import typer

from ltzplan.cli import options as opt
from ltzplan.cli.dispatch import order_of
from ltzplan.cli.session import Session, one_of, pick
from ltzplan.cli.write import Desk
from ltzplan.issues import Issue, LtzError, Place, refuse
from ltzplan.model.records import OTHER, Record
from ltzplan.model.state import ProblemState
from ltzplan.rules.levels import problem_level
from ltzplan.store.planfile import read_session
from ltzplan.store.records import id_of
from ltzplan.store.yaml import Source

_OF_ORDER = ("units", "helpers", "tracked_by", "due", "urgency", "require", "key")
_OF_MATTER = ("id", "decision", "review", "sort", "order")


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
    minutes = _Minutes(desk, shared, *(read_session(Path(file)) if file else ({}, None)))
    if level is None:
        raise refuse("missing_argument", verb=" session", name="--level")
    said = {
        "level": pick(desk.plan, "levels", level),
        "portfolio": portfolio
        and pick(desk.plan, "portfolios" if desk.plan.portfolios else "areas", portfolio),
        "form": form,
        "ad_hoc": ad_hoc,
        "because": because,
        "merges": merges,
        "put_off": put_off,
    }
    return desk.keep(*minutes.records(said), shared=shared)


class _Minutes:
    """What a session file says: problems raised, matters taken up, what was sorted and ordered."""

    def __init__(self, desk: Desk, shared: Any, said: dict[str, Any], source: Source | None) -> None:
        self.desk, self.shared, self.said, self.source = desk, shared, said, source
        self.labels: dict[str, str] = {}

    def records(self, head: dict[str, Any]) -> list[Record]:
        """Make every record of the session, itself the first; LtzError with all that is wrong."""
        desk, issues = self.desk, list[Issue]()
        problems = [self._problem(at, dict(one)) for at, one in enumerate(self.said.get("problems") or ())]
        matters = []
        for at, one in enumerate(self.said.get("matters") or ()):
            try:
                matters.append((at, self._matter(at, one, head["level"]), one))
            except LtzError as error:
                issues += error.issues
        if issues:
            raise LtzError(*issues)
        taken = [
            {"id": id} | {key: one[key] for key in ("decision", "review") if one.get(key)}
            for _, id, one in matters
        ]
        beside = {key: self.said[key] for key in ("text", "attended") if self.said.get(key)}
        held = desk.record("session", self.shared, **head | beside, matters=taken, read=self.source)
        decided = [one for at, id, said in matters for one in self._decided(at, id, said, id_of(held))]
        return [held, *problems, *decided]

    def _at(self, *path: str | int) -> Place | None:
        return self.source.place(path) if self.source else None

    def _place(self, *path: str | int) -> dict[str, Any]:
        return {"read": self.source, "path": path}

    def _problem(self, at: int, said: dict[str, Any]) -> Record:
        label = said.pop("label", None)
        said.setdefault("date", self.shared.date)
        record = self.desk.record("problem", **said, **self._place("problems", at))
        if label:
            self.labels[label] = id_of(record)
        return record

    def _matter(self, at: int, said: dict[str, Any], level: str) -> str:
        """Give the id of a matter; what is above the session's own level is only reviewed (levels-2)."""
        desk, named = self.desk, str(said.get("id"))
        where = self._at("matters", at, "id")
        if strange := [key for key in said if key not in _OF_MATTER]:
            raise refuse("unknown_key", self._at("matters", at), key=strange[0])
        if named in self.labels or desk.plan.task(named):
            return self.labels.get(named, named)
        try:
            id = one_of(desk.state.problems, named)
        except LtzError as error:
            raise LtzError(
                *(Issue(code=one.code, place=where, params=one.params) for one in error.issues)
            ) from None
        above = self._above(desk.state.problems[id], said, level)
        if above and said.get("review") != "true":
            raise refuse("above_its_level", where, value=id, level=above)
        if above and said.get("order"):
            raise refuse("review_decides", where, value=id)
        return id

    def _above(self, problem: ProblemState, said: dict[str, Any], level: str) -> str | None:
        plan = self.desk.plan
        needs = (said.get("sort") or {}).get("needs")
        known = problem_level(plan, problem, self.desk.now.date())
        if needs and (need := plan.needs.get(pick(plan, "needs", needs))):
            known = need.level
        return known if known and plan.rank(known) > plan.rank(level) else None

    def _decided(self, at: int, id: str, said: dict[str, Any], held: str) -> list[Record]:
        desk, made = self.desk, list[Record]()
        last = desk.state.problems[id].last_move if id in desk.state.problems else id
        if sort := said.get("sort"):
            sort = dict(sort) | {"needs": pick(desk.plan, "needs", str(sort.get("needs")))}
            sort["sort"] = pick(desk.plan, "sorts", str(sort.get("sort", OTHER)), (OTHER,))
            place = self._place("matters", at, "sort")
            made.append(desk.record("sort", answers=last, date=self.shared.date, **sort, **place))
            last = id_of(made[-1])
        if order := said.get("order"):
            if strange := [key for key in order if key not in _OF_ORDER]:
                where = self._at("matters", at, "order")
                raise refuse("unknown_key", where, key=strange[0])
            slip = dict(order) | {"answers": last, "origin": "session", "session": held}
            slip["date"] = self.shared.date
            for name in ("units", "helpers", "tracked_by"):
                slip[name] = [slip[name]] if isinstance(slip.get(name), str) else slip.get(name)
            made.append(order_of(desk, slip, self.shared.date, **self._place("matters", at, "order")))
        return made
