"""What a record may not say in the light of its plan: a list of functions of one shape, each of the kinds that its signature names.

To add a check: one function, one line in its list, one file in text/errors.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, get_args

from ltzplan.issues import Finding
from ltzplan.model.method import COMPLETED, REPORTED_COMPLETE
from ltzplan.model.naming import NAMING
from ltzplan.model.plan import Plan
from ltzplan.model.records import (
    Adjustment,
    Order,
    Paper,
    Petition,
    Problem,
    Recheck,
    Record,
    Reply,
    Session,
    Sort,
    Update,
)
from ltzplan.rules.horizon import far_days, horizon
from ltzplan.rules.references import Findings, finding, references, unknown
from ltzplan.rules.rhythm import is_of, read_label

if TYPE_CHECKING:
    from datetime import date

    from ltzplan.model.values import Day


def known_names(plan: Plan, record: Record) -> Findings:
    """A record names tasks, parts, cities and words that the plan has."""
    yield from references(plan, record)
    matters = record.matters if isinstance(record, Session) else ()
    for index, one in enumerate(matters):
        known = [one.id] if "-" in one.id else [task.id for task in plan.tasks]
        yield from unknown("tasks", one.id, known, "matters", index, "id")
    named = record.tasks if isinstance(record, Problem) else (getattr(record, "task", None),)
    there = [task for id in named if id and (task := plan.task(id))]
    for index, part in enumerate(getattr(record, "parts", ()) if there else ()):
        yield from unknown("parts", part, (id for task in there for id in task.parts), "parts", index)
    if there and (milestone := getattr(record, "milestone", None)):
        yield from unknown("milestones", milestone, (one.id for one in there[0].milestones), "milestone")
    if getattr(record, "stage", None) == COMPLETED:
        yield finding("completed_by_update", "stage")


def permitted(plan: Plan, record: Record) -> Findings:
    """An office writes only the kinds that the plan lets it write."""
    office = plan.offices.get(record.entered.office)
    if office and office.may != "all" and record.kind not in office.may:
        yield finding(
            "not_permitted", "kind", office=record.entered.office, kind=record.kind, may=", ".join(office.may)
        )


def of_own_city(plan: Plan, record: Reply) -> Findings:
    """An office of a city replies for the units of its city."""
    office = plan.offices.get(record.entered.office)
    unit = plan.units.get(record.unit or "")
    if office and unit and office.city and unit.city and office.city != unit.city:
        yield finding("not_your_unit", "unit", value=record.unit, office=record.entered.office)


def answers_to_petitions(plan: Plan, record: Reply) -> Findings:
    """The answer to a petition is entered by an office that may ask."""
    office = plan.offices.get(record.entered.office)
    if record.says == "answer" and office and office.may != "all" and "petition" not in office.may:
        may = ", ".join(office.may)
        yield finding("not_permitted", "says", office=record.entered.office, kind="petition", may=may)


def paper_parts(_: Plan, record: Paper) -> Findings:
    """Minutes and a slip are of one session or order, an agenda is for a level."""
    if record.paper in ("minutes", "order") and len(record.concerns) != 1:
        yield finding("missing_key", key="concerns")
    if record.paper == "agenda" and record.level is None:
        yield finding("missing_key", key="level")


def units_there(plan: Plan, record: Order | Sort | Paper) -> Findings:
    """An order goes to units that are there, and so do a recommendation and a reminder."""
    named = _named(record, "units", "helpers") if isinstance(record, Order) else []
    if isinstance(record, Sort) and record.recommends:
        named = [("recommends", unit) for unit in record.recommends.units]
    if isinstance(record, Order) and not record.units:
        yield finding("missing_key", key="units")
    if isinstance(record, Paper) and record.unit:
        named = [("unit", record.unit)]
    for key, id in named:
        unit = plan.units.get(id)
        if unit and unit.ended and unit.ended.last < record.date.last:
            yield finding("unit_ended", key, value=id, ended=unit.ended.text)


def named_once(_: Plan, record: Record) -> Findings:
    """A unit is ordered once, a problem is of a task once, and a task goes on in another once."""
    named = _named(record, "units", "helpers", "tasks", "split_into")
    for at, (key, id) in enumerate(named):
        if id in [one for _, one in named[:at]]:
            yield finding("duplicate_id", key, value=id)


def _named(record: Record, *keys: str) -> list[tuple[str, str]]:
    """Give the ids that a record names under some keys, each with its key."""
    return [(key, id) for key in keys for id in getattr(record, key, ())]


def due_ahead(_: Plan, record: Order | Recheck | Adjustment | Sort) -> Findings:
    """A date that an order, a return or an extension sets a unit, or a sorting recommends, is not past when it is set."""
    due: Day | None = None
    if isinstance(record, Sort):
        due = record.recommends.due if record.recommends else None
    elif not isinstance(record, Adjustment) or record.answers:
        due = record.due
    if due and due.last < record.date.first:
        key = "recommends" if isinstance(record, Sort) else "due"
        yield finding("dates_backwards", key, path="due", first=record.date.text, last=due.text)


def adjustments(plan: Plan, record: Adjustment) -> Findings:
    """An adjustment changes one task or one problem, and a problem's date only."""
    ends = [key for key in ("withdrawn", "merged_into", "split_into") if getattr(record, key)]
    if bool(record.task) == bool(record.answers):
        yield finding("missing_key", key="task")
    if record.answers and (record.due is None or record.no_due or record.target or ends):
        yield finding("missing_key", key="due")
    if record.due and record.no_due:
        yield finding("contradict", "no_due", one="due", other="no_due")
    if record.task and not (record.due or record.no_due or record.target or ends):
        yield finding("adjusts_nothing")
    if len(ends) > 1 or (record.task and record.task in (record.merged_into, *record.split_into)):
        yield finding("ends_twice", ends[-1])
    task = plan.task(record.task or "")
    start = (task and task.start) or plan.header.signed
    if record.task and record.due and record.due.last < start.first:
        yield finding("dates_backwards", "due", path="due", first=start.text, last=record.due.text)


def sessions(_: Plan, record: Session) -> Findings:
    """A session has a level and form, unless it is put off; a reason where it is out of turn."""
    if (record.form is None) == (record.put_off is None):
        yield finding("missing_key", key="form")
    if record.level is None and (record.put_off or not record.joint_meeting):
        yield finding("missing_key", key="level")
    out_of_turn = record.ad_hoc or record.put_off or record.merges
    if out_of_turn and record.because is None:
        yield finding("missing_key", key="because")
    if record.attended and record.form == "information":
        yield finding("nobody_attends", "attended")


def periods(plan: Plan, record: Session | Paper) -> Findings:
    """A session merges and puts off periods of the dispatch; a paper names periods."""
    named = [(key, one) for key in ("merges", "periods") for one in getattr(record, key, ())]
    named += [("put_off", one)] if (one := getattr(record, "put_off", None)) else []
    dispatched = isinstance(record, Session)
    for key, value in named:
        try:
            known = is_of(value, plan.rhythm.work.dispatch if dispatched else read_label(value)[1])
        except ValueError:
            known = False
        if not known:
            yield finding("unknown_period", key, value=value)


def petitions(_: Plan, record: Petition | Reply) -> Findings:
    """A petition speaks of a problem; a reply names its unit, unless it is the answer to one.

    To sign for an order needs no words.
    """
    if isinstance(record, Petition) and not record.answers:
        yield finding("missing_key", key="answers")
    if isinstance(record, Reply):
        if (record.says == "answer") == (record.unit is not None):
            yield finding("missing_key", key="unit")
        if record.text is None and record.says != "received":
            yield finding("missing_key", key="text")


def percents(plan: Plan, record: Update) -> Findings:
    """A percent says what it measures and speaks of one thing; it and a count are of the whole at most, unless that may exceed it."""
    measure, count = plan.measures.get(record.measure or ""), record.count
    may_exceed = measure is not None and measure.may_exceed
    if count and count.total is not None and count.done > count.total and not may_exceed:
        yield finding("out_of_range", "count", value=count.text, low=0, high=count.total)
    if record.percent is None:
        return
    if record.percent < 0 or (record.percent > 100 and not may_exceed):  # noqa: PLR2004 - percent
        yield finding("out_of_range", "percent", value=record.percent, low=0, high=100)
    if record.measure is None:
        lacking = {} if plan.measures else {"list": "measures"}
        yield finding("percent_without_measure", "percent", measures=", ".join(plan.measures), **lacking)
    if len(record.parts) > 1:
        yield finding("percent_of_parts", "percent", task=record.task, parts=", ".join(record.parts))


def updates(_: Plan, record: Update) -> Findings:
    """An update says something, or says that there is nothing; a claim is of the whole."""
    said = [
        key
        for key in (
            "stage",
            "percent",
            "count",
            "milestone",
            "annual_target",
            "forecast",
            "text",
            "next",
            "notes",
        )
        if getattr(record, key) not in (None, {})
    ]
    if not said and not record.nil and not record.reopen:
        yield finding("empty_update")
    if record.nil and set(said) - {"forecast", "text", "next", "notes"}:
        yield finding("nil_with_news", "nil", said=", ".join(said))
    if record.stage == REPORTED_COMPLETE and not record.whole:
        yield finding("claim_of_part", "stage")
    if record.percent_date and record.percent is None:
        yield finding("missing_key", key="percent")


def backgrounds(_: Plan, record: Update) -> Findings:
    """What is background says nothing of how far the work is."""
    if not record.background:
        return
    whole = record.percent if record.whole else None
    for key, value in (
        ("stage", record.stage),
        ("percent", whole),
        ("count", record.count if record.whole else None),
        ("nil", record.nil),
        ("reopen", record.reopen),
    ):
        if value not in (None, False):
            yield finding("background_states", key)


def reopenings(plan: Plan, record: Update) -> Findings:
    """Who may recheck reopens a whole task, and says why."""
    if not record.reopen:
        return
    office = plan.offices.get(record.entered.office)
    if office and office.may != "all" and "recheck" not in office.may:
        may = ", ".join(office.may)
        yield finding("not_permitted", "reopen", office=record.entered.office, kind="recheck", may=may)
    if not record.whole:
        yield finding("claim_of_part", "reopen")
    if record.text is None:
        yield finding("missing_key", key="text")


def reasons(_: Plan, record: Problem | Recheck | Sort) -> Findings:
    """What must be said is said: a problem's text, a return's reason, a sorting's sort and need."""
    if isinstance(record, Problem) and record.text is None:
        yield finding("missing_key", key="text")
    if isinstance(record, Problem) and not record.tasks:
        yield finding("missing_key", key="tasks")
    if isinstance(record, Recheck) and record.verdict == "return" and record.because is None:
        yield finding("missing_key", key="because")
    if isinstance(record, Sort):
        wrong = [key for key in ("sort", "needs") if record.dismissed == (getattr(record, key) is not None)]
        yield from (finding("sorted_or_dismissed", key) for key in wrong[:1])
        if record.dismissed and record.recommends:
            yield finding("sorted_or_dismissed", "recommends")


def future(_: Plan, record: Record) -> Findings:
    """Nobody reports a day that has not begun."""
    entered: date = record.entered.at.date()
    days = {"date": record.date, "percent_date": getattr(record, "percent_date", None)}
    for key, day in days.items():
        if day and day.first > entered:
            yield finding("date_in_future", key, value=day.text, today=entered)


def days_near(plan: Plan, record: Record) -> Findings:
    """No day lies so far from the plan, or from the day of writing, that it can only be a slip."""
    first, last = horizon(plan, record.entered.at.date())
    for name, day in far_days(record, first, last):
        yield finding("far_day", name, value=day.text, first=first, last=last)


def record_ids(_: Plan, record: Record) -> Findings:
    """What names a record gives its id, and not that of a task."""
    for key in NAMING[record.__class__]:
        named = getattr(record, key) or ()
        for id in (named,) if isinstance(named, str) else named:
            if "-" not in id:
                yield finding("bad_record_id", key, value=id)


RECORD_CHECKS: tuple[Callable[..., Findings], ...] = (
    known_names, permitted, of_own_city, answers_to_petitions, paper_parts, units_there, named_once, due_ahead, adjustments, sessions, periods, petitions, percents, updates, backgrounds, reopenings,
    reasons, future, days_near, record_ids,
)  # fmt: skip


def _kinds(check: Callable[..., Findings]) -> tuple[type, ...]:
    """Return the kinds of records that a check is of."""
    told = check.__annotations__["record"]
    return get_args(told) or (told,)


_OF_KIND = {kind: [one for one in RECORD_CHECKS if kind in _kinds(one)] for kind in get_args(Record)}


def record_findings(plan: Plan, record: Record) -> list[Finding]:
    """Give everything that is wrong with a record in the light of its plan."""
    return [finding for check in _OF_KIND[record.__class__] for finding in check(plan, record)]
