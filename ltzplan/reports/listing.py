"""Lists: of the plan's words, of tasks, problems, records, of who is silent, and the registers."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, replace
from typing import Generic

from ltzplan.dataclass import dataclass
from ltzplan.model.method import Level, Measure, Need, Office, Stage, Term
from ltzplan.model.plan import Area, Plan
from ltzplan.model.problem_state import OVER
from ltzplan.model.state import State
from ltzplan.model.values import Text, Words, about
from ltzplan.reports import registers
from ltzplan.reports.escalation import Silent, silent_in_part, silent_of
from ltzplan.reports.filter import ALL, TaskFilter
from ltzplan.reports.log import Line, log
from ltzplan.reports.rows import Row_co, Rows, rows_of
from ltzplan.reports.show import ProblemView, show_problem
from ltzplan.reports.status import TaskRow, status
from ltzplan.rules.dated import Dated, dated
from ltzplan.rules.doubts import Doubt, to_ask
from ltzplan.rules.ledger import Ledger
from ltzplan.rules.life import overdue_problem

PlanEntry = Area | Level | Measure | Need | Stage | Office | Term


@dataclass(frozen=True)
class Listing(Generic[Row_co]):
    """A kind of list: what its rows are, how they are found, and their columns: all fields where none is named."""

    kind: type[Row_co]
    found: Callable[[Plan, State, Ledger, TaskFilter], Iterable[Row_co]]
    columns: str = ""
    over: tuple[str, ...] = ()
    """The states in which a row is not open any more; none: such a list knows no open rows."""
    dated: bool = False
    """Whether its rows are records in the order of their days."""
    of_files: tuple[str, ...] = ()
    """The columns that stand in files, and on a screen only where they are asked for."""


@dataclass(frozen=True)
class Listed:
    """An entry of one of the plan's own lists."""

    id: str = about("Id.")
    entry: PlanEntry | Text = about("The entry.")


@dataclass(frozen=True)
class ListedTask:
    """A task on a day, with what its table says of it."""

    row: TaskRow = about("The task on the day.")
    supporting: tuple[Text, ...] = about("Names of the units that help with it.")
    summary: Text | None = about("What it is about.")
    promise: Text | None = about("What is promised, in words.")


def _tasks(plan: Plan, state: State, _: Ledger, chosen: TaskFilter) -> Iterator[ListedTask]:
    for row in status(plan, state, chosen).tasks:
        task = state.tasks[row.id].task
        said = Words(zh=task.target.zh, en=task.target.en)
        yield ListedTask(
            row=row,
            supporting=tuple(one.name for one in task.supporting_units or ()),
            summary=task.summary,
            promise=said if said.zh or said.en else None,
        )


def _of_tasks(plan: Plan, state: State, chosen: TaskFilter) -> set[str]:
    return {row.id for row in status(plan, state, chosen).tasks}


def _problems(plan: Plan, state: State, _: Ledger, chosen: TaskFilter) -> Iterable[ProblemView]:
    """The problems of the tasks that are chosen, of a unit its own; the level is the problem's own, of an open one."""
    tasks = _of_tasks(plan, state, replace(chosen, level=None))
    for id, one in state.problems.items():
        view = show_problem(plan, state, id)
        own = tasks.intersection(view.tasks) and chosen.chooses_problem(plan, state, one)
        if own and chosen.level in (None, view.level):
            yield view


def _records(plan: Plan, state: State, ledger: Ledger, chosen: TaskFilter) -> Iterable[Line]:
    tasks, lines = _of_tasks(plan, state, chosen), log(ledger, state, None).log
    return (one for one in lines if chosen == ALL or tasks.intersection(ledger.tasks_of(one.said.record)))


def _dated(plan: Plan, state: State, _: Ledger, chosen: TaskFilter) -> Iterable[Dated]:
    tasks = _of_tasks(plan, state, chosen)
    return (one for one in dated(plan, state) if chosen == ALL or tasks.intersection(one.tasks))


def _silent(plan: Plan, state: State, _: Ledger, chosen: TaskFilter) -> Iterable[Silent]:
    rows = status(plan, state, chosen).tasks
    tasks, city = [state.tasks[row.id] for row in rows], chosen.city
    found = (
        silent_of(plan, one, state.as_of, city) if city else silent_in_part(plan, one, state.as_of)
        for one in tasks
    )
    return (one for one in found if one)


def _of_plan(listed: str, kind: type[PlanEntry]) -> Listing[Listed]:
    """The list of one of the plan's own lists, each entry with its id."""
    own = (f"entry.{one.name}" for one in fields(kind) if one.name != "id")

    def found(plan: Plan, *_: object) -> Iterable[Listed]:
        entries = plan.listed(listed).items()
        return (Listed(id, one) for id, one in entries if isinstance(one, kind))

    return Listing(Listed, found, " ".join(("id", *own)))


LISTS: dict[str, Listing[object]] = {
    "tasks": Listing(
        ListedTask, _tasks,
        "row.id row.origin row.area row.stage row.light row.level row.due row.last_report row.months_owed row.title "
        "row.no row.section row.lead supporting summary promise row.due_words",
        of_files=("no", "section", "lead", "supporting", "summary", "promise", "due_words"),
    ),
    "problems": Listing(
        ProblemView, _problems, "id task tasks state level held_by holders since days needs proposed_need text",
        OVER,
    ),
    "records": Listing(
        Line, _records, "id=said.record said.kind said.date said.office said.by said.text entered effect file",
        dated=True,
    ),
    "silent": Listing(Silent, _silent, "task months owed_by reported_by partly", of_files=("reported_by",)),
    "dated": Listing(
        Dated, _dated, "due what duty id tasks state days counted_from due_words due_disputed text of", ("done",)
    ),
    "orders": Listing(
        registers.OrderRow, lambda _, state, ledger, __: registers.orders(state, ledger),
        "id record.number problem record.units record.helpers record.date due first_due=record.due record.key state "
        "record.require",
        (*OVER, "handed_back", "void"), dated=True,
    ),
    "petitions": Listing(
        registers.PetitionRow, lambda plan, state, ledger, _: registers.petitions(plan, state, ledger),
        "id record.number problems record.date record.to joined_by record.answer_by state record.text",
        ("replied", "void"), dated=True,
    ),
    "sessions": Listing(
        registers.SessionRow, lambda _, state, ledger, __: registers.sessions(state, ledger),
        "id record.date record.level record.portfolio record.form matters periods state text",
        dated=True,
    ),
    "papers": Listing(
        registers.PaperRow, lambda _, state, ledger, __: registers.papers(state, ledger),
        "id record.number paper record.periods record.level record.portfolio record.unit record.date state record.commit",
        dated=True,
    ),
    "units": Listing(
        registers.UnitRow, lambda plan, state, *_: registers.units(plan, state),
        "id unit.name unit.city unit.portfolio unit.contact former unit.ended problems",
    ),
    "members": Listing(
        registers.MemberRow, lambda plan, state, *_: registers.members(plan, state), "id name offices units tasks silent",
    ),
    "doubts": Listing(Doubt, lambda plan, state, *_: to_ask(plan, state), "doubt id records offices"),
    "areas": _of_plan("areas", Area),
    "levels": _of_plan("levels", Level),
    "needs": _of_plan("needs", Need),
    "sorts": _of_plan("sorts", Term),
    "measures": _of_plan("measures", Measure),
    "stages": _of_plan("stages", Stage),
    "offices": _of_plan("offices", Office),
    "clauses": Listing(Listed, lambda plan, *_: (Listed(*one) for one in plan.clauses.items()), "id text=entry"),
}  # fmt: skip
"""Every kind of list. To add one: one line."""
OF_RECORDS = ("orders", "petitions", "sessions", "doubts")
"""The lists whose rows are of some tasks by the records that they name."""
OF_TASKS = ("tasks", "problems", "records", "silent", "dated", *OF_RECORDS)
"""The lists that can be narrowed to some tasks; the others are of no task."""
WITH_OPEN = tuple(kind for kind, one in LISTS.items() if one.over)
"""The lists of which some rows are open."""
WITH_STATE = tuple(kind for kind, one in LISTS.items() if "state" in one.columns.split())
"""The lists whose rows are in a state."""
WITH_OFFICE = tuple(kind for kind, one in LISTS.items() if "said.office" in one.columns.split())
"""The lists whose rows an office wrote."""


def listing(
    plan: Plan,
    state: State,
    ledger: Ledger,
    kind: str,
    chosen: TaskFilter = ALL,
    in_state: str | None = None,
    by: str | None = None,
    *,
    only_open: bool = False,
) -> Rows[object]:
    """The rows of a kind of list, of some tasks, in a state and `by` an office where that is asked for."""
    asked = LISTS[kind]
    found = asked.found(plan, state, ledger, chosen)
    if kind in OF_RECORDS and chosen != ALL:
        found = _narrowed(found, plan, state, ledger, chosen)
    if in_state:
        found = (
            row
            for row in found
            if in_state == getattr(row, "state", "") or (in_state == LATE and _is_late(state, row))
        )
    if by:
        found = (row for row in found if isinstance(row, Line) and row.said.office == by)
    if only_open:
        found = (row for row in found if getattr(row, "state", "") not in asked.over)
    return rows_of(asked.kind, found, asked.columns)


LATE = "late"
"""The state of what is past its day, which problems, orders and petitions are in beside their own."""


def _is_late(state: State, row: object) -> bool:
    """Whether a problem is overdue, an order by which it is in hand, or a petition that waits for its answer."""
    match row:
        case ProblemView():
            return overdue_problem(state.problems[row.id], state.as_of)
        case registers.OrderRow(problem=str(id)):
            problem = state.problems[id]
            given = problem.orders and problem.orders[-1].id == row.id
            return bool(given) and overdue_problem(problem, state.as_of)
        case registers.PetitionRow():
            by = row.record.answer_by
            return row.state == "waiting" and by is not None and by.last < state.as_of
        case _:
            return False


def _narrowed(
    rows: Iterable[object], plan: Plan, state: State, ledger: Ledger, chosen: TaskFilter
) -> Iterator[object]:
    """Rows of some tasks; a session is of the level that held it, and of its own portfolio or of all."""
    others = replace(chosen, level=None, portfolio=None)
    tasks, of_others = _of_tasks(plan, state, chosen), _of_tasks(plan, state, others)
    for row in rows:
        if isinstance(row, registers.SessionRow):
            held = row.record
            own = chosen.level in (None, held.level)
            own = own and chosen.portfolio in (None, held.portfolio or chosen.portfolio)
            if own and (others == ALL or of_others & _tasks_in(row, ledger)):
                yield row
        elif isinstance(row, registers.Kept | Doubt) and tasks & _tasks_in(row, ledger):
            yield row


def _tasks_in(row: registers.Kept | Doubt, ledger: Ledger) -> set[str]:
    records = row.records if isinstance(row, Doubt) else (row.id,)
    return {task for id in records for task in ledger.tasks_of(id)}
