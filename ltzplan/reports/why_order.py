"""Why is an ordered problem late, and why is it followed up?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from ltzplan.model.plan import Plan
from ltzplan.model.records import Recheck
from ltzplan.model.state import ProblemState
from ltzplan.model.values import about
from ltzplan.rules.life import overdue_problem, problem_days_late
from ltzplan.rules.supervision import grounds_of, times


@dataclass(frozen=True, kw_only=True)
class Step:
    """One rule, asked in its turn."""

    rule: str = about("Name of the rule.")
    holds: bool = about("Whether it holds.")
    records: tuple[str, ...] = about("Ids of the records that make it so.", default=())
    rests_on: str = about("Clause, `derived` or `local`.")
    params: Mapping[str, str] = field(default_factory=dict, metadata={"doc": "What it was asked of."})


def order_steps(plan: Plan, problem: ProblemState, as_of: date) -> Iterator[Step]:
    """Give the rules on the order of a problem: its date, whose clock runs, each ground of supervision."""
    order, due, first = problem.order, problem.due, problem.first_due
    if order is None or due is None or first is None:
        return
    sorting = " ".join(plan.offices[plan.sorting_office].rests_on)
    given = (problem.orders[-1].id,)
    moves = [one.entry for one in problem.moves]
    dated = tuple(one.id for one in moves if getattr(one.record, "due", None))[-1:]
    yield Step(
        rule="ordered",
        holds=True,
        records=tuple(dict.fromkeys((*given, *dated))),
        rests_on=sorting,
        params={"number": order.number, "units": " ".join(order.units), "due": due.text, "first": first.text},
    )
    if problem.petition:
        yield Step(rule="asked", holds=True, records=(problem.petition.id,), rests_on="local")
    supervision = {rule.ground: rule for rule in plan.supervision}
    grounds = {"key": "key", "overdue": "overdue", "returned_twice": "returned"}
    found = {grounds[one] for one in grounds_of(plan, problem, as_of)}
    rests_on = supervision["overdue"].rests_on if "overdue" in supervision else ("local",)
    in_time = problem.answered_on is not None and problem.answered_on <= due.last
    if in_time and not problem.petition:
        yield Step(rule="answered_in_time", holds=True, records=(moves[-1].id,), rests_on=" ".join(rests_on))
    yield Step(
        rule="late",
        holds=overdue_problem(problem, as_of),
        records=dated,
        rests_on=" ".join(rests_on),
        params={"due": due.text, "days": str(problem_days_late(problem, as_of))},
    )
    backs = (one.id for one in moves if isinstance(one.record, Recheck) and one.record.verdict == "return")
    records = {"key": given, "overdue": dated, "returned": tuple(backs)}
    for rule in plan.supervision:
        if rule.ground in records:
            returned = {"returns": str(problem.returns), "times": str(times(rule))}
            yield Step(
                rule=f"supervised.{rule.ground}",
                holds=rule.ground in found,
                records=records[rule.ground],
                rests_on=" ".join(rule.rests_on),
                params=returned if rule.ground == "returned" else {},
            )
