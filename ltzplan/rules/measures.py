"""What the yearly evaluation counts: each case of a measure, met or not, and whose it is."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from ltzplan.dataclass import dataclass
from ltzplan.model.plan import LeadUnit, Plan, Task
from ltzplan.model.records import Entry
from ltzplan.model.state import State
from ltzplan.model.task_state import TaskState
from ltzplan.model.values import about
from ltzplan.rules.duties import duties
from ltzplan.rules.outcomes import WHOLE, Outcome, Subject
from ltzplan.rules.rhythm import due_on, label
from ltzplan.rules.silence import answering, city_of, reports_due, served
from ltzplan.rules.spoken import spoken, words

OF_PROBLEMS = ("orders_answered_in_time", "orders_accepted_in_time", "not_returned")


@dataclass(frozen=True, kw_only=True)
class MeasureCase:
    """One thing that a measure counts."""

    measure: str = about("The measure.")
    id: str = about("Id of the problem, or the duty or task with its period.")
    met: bool = about("Whether it was as it should be.")
    subjects: tuple[Subject, ...] = about("Whose it is.")
    order: str | None = about("Number of the order by which a problem was not as it should be.", default=None)


def cases(
    plan: Plan, known: Mapping[str, Entry], state: State, found: Iterable[Outcome], first: date, last: date
) -> Iterator[MeasureCase]:
    """Give every case of every measure that fell due between two days (effect-3); `known`: all records by id."""
    yield from _duties(plan, state, first, last)
    for task in state.tasks.values():
        if task.task.origin == "plan":
            yield from _reports(plan, known, task, state.as_of, first, last)
    for one in found:
        for measure in OF_PROBLEMS:
            met: bool | None = getattr(one, measure)
            if met is not None:
                by = one.missed_by.get(measure)
                yield MeasureCase(measure=measure, id=one.problem, met=met, subjects=one.subjects, order=by)


def _duties(plan: Plan, state: State, first: date, last: date) -> Iterator[MeasureCase]:
    """Dispatches held and papers in time: the plan's own (demands-2, demands-3; the day of a paper local).

    What was merged was held; what was put off is no case. Each counts where the day falls by which it
    is due.
    """
    issued = {one.id: one.day for one in state.papers}
    for duty in duties(plan, state):
        paper = duty.duty != "dispatch"
        if not first <= duty.due <= last or duty.state == "put_off":
            continue
        met = issued[duty.by] <= duty.due if paper and duty.by else duty.state in ("held", "merged")
        if met or duty.by or state.as_of > duty.due:
            measure = "papers_in_time" if paper else "dispatches_held"
            id = f"{duty.duty}/{duty.of}/{duty.period}" if paper else f"{duty.duty}/{duty.period}"
            yield MeasureCase(measure=measure, id=id, met=met, subjects=(WHOLE,))


def _reports(
    plan: Plan, known: Mapping[str, Entry], task: TaskState, as_of: date, first: date, last: date
) -> Iterator[MeasureCase]:
    """Reports in time (levels-1): of plan and area anybody's, of a city and its lead units its own only."""
    cycle, given = plan.rhythm.reported, served(plan, task.reports)
    if cycle is None:
        return
    for period in reports_due(plan, task, as_of, given):
        due, id = due_on(plan, period, cycle), f"{task.task.id}/{label(period, cycle)}"
        if not first <= due <= last:
            continue
        came = [(city_of(plan, one), arrived(one, known, as_of)) for one in given.get(period, ())]
        for subjects, city in _answering(plan, task.task):
            met = any(day <= due for of, day in came if city in (None, of))
            yield MeasureCase(measure="reports_punctual", id=id, met=met, subjects=subjects)


def arrived(entry: Entry, known: Mapping[str, Entry], as_of: date) -> date:
    """Give the day on which a report reached the office that entered it (local).

    As stated, else the day of entry; what was entered only after the day that is asked about counts
    from its own date. A corrected report arrived when the first one did.
    """
    record = entry.record
    entered = record.entered.at.date()
    day = record.received.last if record.received else entered if entered <= as_of else record.date.last
    return min([day, *(arrived(known[id], known, as_of) for id in record.replaces)])


def _answering(plan: Plan, task: Task) -> Iterator[tuple[tuple[Subject, ...], str | None]]:
    """Give who answers for a task's reports, and the city whose reports are theirs; null: anybody's."""
    yield (WHOLE, *((("area", task.area),) if task.area else ())), None
    yield from (((("city", city),), city) for city in answering(task))
    units = dict.fromkeys((leading(plan, unit), unit.city) for unit in task.lead_units or ())
    yield from (((("unit", unit),), city) for unit, city in units)


def leading(plan: Plan, unit: LeadUnit) -> str:
    """Give the id of the registered unit that bears, or bore, a lead unit's name; else the name."""
    said = words(unit.name)
    return next((id for id, one in plan.units.items() if {*said} & {*spoken(one)}), said[0])
