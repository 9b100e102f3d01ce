"""How were dispatch and assigned problems completed over a year, or another period?"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from statistics import median

from ltzplan.dataclass import dataclass
from ltzplan.model import records
from ltzplan.model.method import WeightedMeasure
from ltzplan.model.plan import Plan
from ltzplan.model.state import State
from ltzplan.model.values import about
from ltzplan.reports.papers.bulletin import assigned
from ltzplan.reports.papers.paper import PaperReport, PaperRequest, ended, last_period
from ltzplan.reports.rows import Rows, rows_of
from ltzplan.rules.forecast import Expected, expected
from ltzplan.rules.ledger import Ledger
from ltzplan.rules.measures import MeasureCase, cases
from ltzplan.rules.outcomes import WHOLE, Outcome, Subject, outcomes
from ltzplan.rules.papers import out
from ltzplan.rules.progress import rounded
from ltzplan.rules.rhythm import span


@dataclass(frozen=True, kw_only=True)
class Measured:
    """A measure of the plan's list as it came out."""

    measure: str = about("Its name.")
    weight: Decimal = about("Its weight.")
    met: tuple[str, ...] = about(
        "What was as it should be: problems, or duties and reports with their period."
    )
    missed: tuple[str, ...] = about("What was not.")
    percent: Decimal | None = about("The met of all, in percent; null: no case, so left out of the score.")
    orders: tuple[str, ...] = about(
        "Of problems that were not, each, the number of the order by which.", default=()
    )


@dataclass(frozen=True, kw_only=True)
class Solved:
    """How long the problems of a level took, that were closed in the period."""

    level: str = about("Id of the level of their last sorting.")
    problems: tuple[str, ...] = about("Their ids.")
    median: Decimal = about(
        "Median days from the first order to the acceptance, less those at a higher authority."
    )
    longest: int = about("Most days.")


@dataclass(frozen=True, kw_only=True)
class Scored:
    """The plan, a city, a unit or an area, with both halves of the evaluation."""

    of: str = about("plan, city, unit or area.")
    id: str = about("Id of the city, unit or area; a lead unit that is not registered: its name.")
    measures: tuple[Measured, ...] = about("Every measure of the plan's list.")
    score: Decimal | None = about(
        "Sum of percent times weight over that of the weights with cases; null: none."
    )
    weights: Decimal = about("Sum of the weights with cases.")
    place: int | None = about(
        "Place by score, which equal ones share; null: not ranked, or no score.", default=None
    )
    returns: int = about("How often its problems were returned.")
    solved: tuple[Solved, ...] = about("Time to solve by level, the highest first.")


@dataclass(frozen=True, kw_only=True)
class Weighed:
    """A measure of the plan, a city, a unit or an area, as a row of one table."""

    of: str = about("The plan, a city, a unit or an area.", words="weighed")
    id: str = about("Which of them.", refers="cities areas units")
    measure: str = about("The measure.", words="figure")
    met: int = about("How many were as they should be.")
    missed: int = about("How many were not.")
    percent: Decimal | None = about("The met of all; none: no case, so left out of the score.")
    weight: Decimal = about("The weight of the measure.")
    score: Decimal | None = about("The score of the plan, city, unit or area by all its measures.")
    place: int | None = about("Its place by score; none: not ranked, or no score.")
    returns: int = about("How often its problems were returned.")


@dataclass(frozen=True, kw_only=True)
class Evaluation(PaperReport):
    """The evaluation of a period: a draft for the units to check until it is issued."""

    issued: str | None = about("Id of the paper that is issued of the period already; null: none.")
    issued_number: str | None = about("Its number.")
    whole: Scored = about("The plan as a whole.")
    cities: tuple[Scored, ...] = about("Its cities.")
    areas: tuple[Scored, ...] = about("Its areas.")
    units: tuple[Scored, ...] = about("The units that had to answer or report.")
    weights_rest_on: tuple[str, ...] = about("What the weights rest on.")
    leads_unknown: tuple[str, ...] = about("Ids of the tasks whose lead units are not published.")
    problems: tuple[Outcome, ...] = about("What became of each assigned problem.")
    orders: Mapping[str, str] = about("Number of the last order of each, by id.")
    expected: tuple[Expected, ...] = about("What units expect for the year's end.")
    not_expected: tuple[str, ...] = about("Ids of the tasks of the plan of which nobody said.")


def evaluation(plan: Plan, state: State, ledger: Ledger, head: PaperRequest) -> Evaluation:
    """Give the evaluation of a period (effect-3); cities, areas and units stand by score where `rank` is asked."""
    cycle = plan.rhythm.work.evaluation or "yearly"
    periods = head.periods or (last_period(state.as_of, cycle),)
    first, last = span(periods)
    at_end = ended(state, ledger, last)
    found = tuple(outcomes(plan, at_end, first, last))
    counted = tuple(cases(plan, ledger.known, at_end, found, first, last))

    def scored(kind: str, ids: Iterable[str]) -> tuple[Scored, ...]:
        rows = [_scored(plan, (kind, id), counted, found, first) for id in ids]
        return tuple(_ranked(rows) if "rank" in head.options else rows)

    cited = dict.fromkeys(id for one in counted for kind, id in one.subjects if kind == "unit")
    own = [one for one in at_end.tasks.values() if one.task.origin == "plan"]
    said = {one.task.id: expected(plan, at_end, one) for one in own} if plan.forecasts else {}
    issued = next((entry for entry, one in out(state) if _is_of(one, periods)), None)
    whole = _scored(plan, WHOLE, counted, found, first)
    return Evaluation(
        **vars(replace(head, periods=periods)),
        until=at_end.as_of,
        figures={**assigned(at_end, first), **{k: ids for one in whole.measures for k, ids in _figures(one)}},
        issued=issued.id if issued else None,
        issued_number=getattr(issued and issued.record, "number", None),
        whole=whole,
        cities=scored("city", plan.cities),
        areas=scored("area", (one.id for one in plan.areas)),
        units=scored("unit", [id for id in dict.fromkeys([*plan.units, *cited]) if id in cited]),
        weights_rest_on=tuple(dict.fromkeys(one for rule in plan.evaluation for one in rule.rests_on)),
        leads_unknown=tuple(one.task.id for one in own if one.task.lead_units is None),
        problems=tuple(one for one in found if one.unit is None),
        orders={
            one.problem: getattr(at_end.problems[one.problem].orders[-1].record, "number", "")
            for one in found
        },
        expected=tuple(one for one in said.values() if one),
        not_expected=tuple(id for id, one in said.items() if one is None),
    )


def flat(report: Evaluation) -> Rows[Weighed]:
    """Every measure of the plan, and of each city, area and unit, as a row of one table."""
    subjects = (report.whole, *report.cities, *report.areas, *report.units)
    return rows_of(
        Weighed,
        (
            Weighed(
                of=one.of, id=one.id, measure=each.measure, met=len(each.met), missed=len(each.missed),
                percent=each.percent, weight=each.weight, score=one.score, place=one.place, returns=one.returns,
            )
            for one in subjects
            for each in one.measures
        ),
    )  # fmt: skip


def _is_of(paper: records.Paper, periods: Sequence[str]) -> bool:
    return paper.paper == "evaluation" and paper.periods == periods


def _figures(one: Measured) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield one.measure, one.met
    yield f"{one.measure}.missed", one.missed


def _ranked(rows: Sequence[Scored]) -> list[Scored]:
    scores = [one.score for one in rows if one.score is not None]
    placed = [
        replace(one, place=None if (own := one.score) is None else 1 + sum(score > own for score in scores))
        for one in rows
    ]
    return sorted(placed, key=_by_score)


def _by_score(one: Scored) -> tuple[bool, Decimal]:
    return one.score is None, -(one.score or Decimal(0))


def _scored(
    plan: Plan, subject: Subject, counted: Sequence[MeasureCase], found: Sequence[Outcome], first: date
) -> Scored:
    own = [one for one in found if subject in one.subjects]
    measures = tuple(
        _measured(one, [case for case in counted if subject in case.subjects]) for one in plan.evaluation
    )
    scores = [(one.percent, one.weight) for one in measures if one.percent is not None]
    weights = sum((weight for _, weight in scores), Decimal(0))
    points = sum((percent * weight for percent, weight in scores), Decimal(0))
    closed = [one for one in own if one.closed and one.closed >= first]
    return Scored(
        of=subject[0],
        id=subject[1],
        measures=measures,
        score=rounded(points / weights) if weights else None,
        weights=weights,
        returns=sum(one.returns for one in own),
        solved=tuple(solved for level in reversed(plan.levels) for solved in _solved(level.id, closed)),
    )


def _measured(weighed: WeightedMeasure, counted: Sequence[MeasureCase]) -> Measured:
    own = [one for one in counted if one.measure == weighed.measure]
    met, missed = (tuple(one.id for one in own if one.met is wanted) for wanted in (True, False))
    of = len(met) + len(missed)
    return Measured(
        measure=weighed.measure,
        weight=weighed.weight,
        met=met,
        missed=missed,
        percent=rounded(Decimal(100 * len(met)) / of) if of else None,
        orders=tuple(one.order for one in own if one.order is not None),
    )


def _solved(level: str, closed: Iterable[Outcome]) -> Iterator[Solved]:
    """Give how long a level's problems took; of one that several units shared, once."""
    days = {one.problem: Decimal(one.days or 0) for one in closed if one.level == level}
    if days:
        yield Solved(
            level=level, problems=tuple(days), median=median(days.values()), longest=int(max(days.values()))
        )
