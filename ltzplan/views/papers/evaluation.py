"""The evaluation: the plan as a whole, its cities, areas and units, each with its arithmetic; then the terms."""

from collections.abc import Iterable, Iterator, Sequence

from ltzplan.reports.papers.evaluation import Evaluation, Measured, Scored, Solved
from ltzplan.rules.measures import OF_DISPATCH, OF_PROBLEMS
from ltzplan.views.blocks import Block, Para, Table
from ltzplan.views.names import Names
from ltzplan.views.papers.sheet import Sheet, para, sections
from ltzplan.views.papers.words import periods_said
from ltzplan.views.show import expected_said


def evaluation_sheet(names: Names, paper: Evaluation) -> Sheet:
    """Give the evaluation of a period; a draft says so, and asks the units to check it."""
    subject = names.say("evaluation.subject", period=periods_said(names, paper.periods))
    return Sheet(subject=subject, body=_body(names, paper))


def _body(names: Names, paper: Evaluation) -> Iterator[Block]:
    if paper.number is None:
        key = "evaluation.again" if paper.issued else "evaluation.draft"
        yield Para(names.say(key, id=paper.issued))
    yield para(names, names.say("evaluation.opening", day=names.day(paper.until)))
    ranked = "rank" in paper.options
    yield from sections(names, (
        (names.say("evaluation.whole"), _of(names, [paper.whole], ranked=False)),
        (names.say("evaluation.cities"), _of(names, paper.cities, ranked=ranked)),
        (names.say("evaluation.areas"), _of(names, paper.areas, ranked=ranked)),
        (names.say("evaluation.units"), _units(names, paper, ranked=ranked)),
        *([(names.say("evaluation.expected"), _expected(names, paper))] if names.plan.forecasts else []),
        (names.say("evaluation.terms"), _terms(names)),
    ))  # fmt: skip


def _units(names: Names, paper: Evaluation, *, ranked: bool) -> Iterator[Block]:
    yield from _of(names, paper.units, ranked=ranked)
    if paper.leads_unknown:
        count = len(paper.leads_unknown)
        yield Para(names.say("evaluation.leads_unknown", count=count), indent=4, hang=4)


def _of(names: Names, rows: Sequence[Scored], *, ranked: bool) -> Iterator[Block]:
    for one in rows:
        yield Para((_place(names, one, rows) if ranked else "") + _name(names, one), indent=4, hang=4)
        for half, listed in (("dispatch", OF_DISPATCH), ("problems", OF_PROBLEMS)):
            if said := [
                _measured(names, m) for m in one.measures if m.measure in listed and m.percent is not None
            ]:
                yield Para(names.say(f"evaluation.{half}", said=_semi(names, said)), indent=8, hang=4)
        if solved := [_solved(names, row) for row in one.solved]:
            yield Para(names.say("evaluation.solved", said=_semi(names, solved)), indent=8, hang=4)
        if one.returns:
            yield Para(names.say("evaluation.returns", count=one.returns), indent=8)
        yield Para(_score(names, one), indent=8, hang=4)


def _place(names: Names, one: Scored, rows: Sequence[Scored]) -> str:
    """Say the place among those with a score; equal scores share one."""
    if (score := one.score) is None:
        return ""
    better = sum(other.score is not None and other.score > score for other in rows)
    return names.say("evaluation.place", n=better + 1)


def _name(names: Names, one: Scored) -> str:
    said = {"city": names.city, "area": names.area, "unit": names.unit}
    return said[one.of](one.id) if one.of in said else names.read(names.plan.header.name)


def _semi(names: Names, said: Iterable[str]) -> str:
    return names.say("list.semi").join(said)


def _measured(names: Names, one: Measured) -> str:
    missed = [names.short(id) for id in one.missed] if one.measure in OF_PROBLEMS else []
    return names.say(
        "evaluation.measure",
        measure=names.say(f"figure.{one.measure}"),
        n=len(one.met),
        m=len(one.met) + len(one.missed),
        percent=one.percent,
        weight=one.weight,
        missed=names.bracket(names.say("evaluation.missed", ids=names.join(missed)) if missed else ""),
    )


def _solved(names: Names, one: Solved) -> str:
    return names.say(
        "evaluation.level",
        level=names.level(one.level),
        count=len(one.problems),
        median=one.median,
        longest=one.longest,
    )


def _score(names: Names, one: Scored) -> str:
    """Give the arithmetic of a score, and what was left out of it for want of a case."""
    counted = [m for m in one.measures if m.percent is not None]
    left_out = names.join(names.say(f"figure.{m.measure}") for m in one.measures if m.percent is None)
    out = names.say("evaluation.left_out", measures=left_out) if left_out else ""
    if not counted:
        return names.say("evaluation.no_score") + out
    points = " + ".join(f"{m.percent}×{m.weight}" for m in counted)
    weights = sum(m.weight for m in counted)
    return names.say("evaluation.score", points=points, weights=weights, score=one.score) + out


def _expected(names: Names, paper: Evaluation) -> Iterator[Block]:
    rows = [[one.task, expected_said(names, one)] for one in paper.expected]
    yield Table(titles=["", ""], rows=rows, indent=4, shows_titles=False)
    if paper.not_expected:
        yield Para(names.say("evaluation.not_expected", count=len(paper.not_expected)), indent=4, hang=4)


def _terms(names: Names) -> Iterator[Block]:
    grounds = names.grounds(dict.fromkeys(one for rule in names.plan.evaluation for one in rule.rests_on))
    for key in ("dispatch", "papers", "reports", "problems", "time", "score"):
        yield para(names, names.say(f"evaluation.term.{key}", grounds=grounds))
