"""What must a level decide, and what became of what it decided last time?"""

from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Literal, get_args

from ltzplan.dataclass import dataclass
from ltzplan.model.plan import Plan
from ltzplan.model.problem_state import HELD, ProblemState
from ltzplan.model.records import Reply, Session
from ltzplan.model.state import State
from ltzplan.model.values import Day, Text, about
from ltzplan.reports.filter import TaskFilter
from ltzplan.reports.matter import Matter, matter
from ltzplan.reports.papers.paper import Answer, PaperReport, PaperRequest, answer, numbered
from ltzplan.reports.show import ProblemView, show_problem
from ltzplan.reports.status import Status, TaskRow, status
from ltzplan.rules.dated import Dated, dated_of, falls_due_with_task
from ltzplan.rules.ledger import Ledger
from ltzplan.rules.levels import grounds_of_level, turn
from ltzplan.rules.life import overdue_problem
from ltzplan.rules.lights import facts_of, overdue
from ltzplan.rules.rhythm import last_dispatch
from ltzplan.rules.settled import Settled, settled_problem, settled_task

Proposal = Literal["assign", "ask", "reassign", "press"]
Outcome = Literal["closed", "in_hand", "overdue", "to_order", "to_decide", "waiting"]


@dataclass(frozen=True, kw_only=True)
class ToDecide:
    """A matter that needs the level's decision."""

    view: ProblemView = about("The problem.")
    overdue: bool = about("Past its due date in a unit's hands.")
    proposal: Proposal = about("To assign it, to ask above or assign, to assign it anew, to press for it.")
    answer: Answer | None = about("The last word of a unit; null: none.")
    returned: Answer | None = about(
        "The return by who checked that word, where nothing came after it; null: it was not.", default=None
    )
    rests_on: tuple[str, ...] = about("Clauses from which the level follows.")


@dataclass(frozen=True, kw_only=True)
class Last:
    """The last session of the level, and what it took up."""

    session: str = about("Id.")
    date: Day = about("Its day.")
    titles: Mapping[str, Text] = about("What each of its matters is, by id.")
    settled: Mapping[str, Settled] = about("Of those closed, when and whether in time, by id.")


@dataclass(frozen=True, kw_only=True)
class Agenda(PaperReport):
    """What a level must decide, or those of a portfolio within it."""

    last: Last | None = about("The last session; null: none is on record.")
    matters: tuple[ToDecide, ...] = about("What needs a decision: key ones first, then the oldest.")
    decided: tuple[ProblemView, ...] = about("Problems that were decided and nobody has ordered yet.")
    asked: tuple[ProblemView, ...] = about("Problems of which a higher authority is asked.")
    field: tuple[TaskRow, ...] = about("The tasks of the portfolio, where one is asked for.")
    overview: Status | None = about("The whole plan, for a level that sees it.")
    lower: tuple[ProblemView, ...] = about(
        "Open problems of the levels below, for one that sees the whole plan."
    )
    in_hand: tuple[ProblemView, ...] = about(
        "Problems that units have in hand, or that are being checked, beside those of the last session.",
        default=(),
    )
    promised: tuple[Dated, ...] = about(
        "What has a day that is past or near, of the tasks before it and those of its problems.", default=()
    )


def agenda(plan: Plan, state: State, ledger: Ledger, head: PaperRequest) -> Agenda:
    """Give a level's agenda (levels-2 to levels-4): of its open problems what is sorted or overdue.

    Each such problem is on the agenda of one level and, where levels meet by portfolio, of one portfolio.
    """
    level = next(one for one in plan.levels if one.id == head.level)
    in_hand = (one.id for one in state.problems.open)
    known = [matter(plan, state, id) for id in (*in_hand, *state.tasks)]
    own = [one for one in known if one.level == level.id and head.portfolio in (None, one.portfolio)]
    below = reversed(plan.levels[: plan.rank(level.id)] if level.overview else ())
    lower = [one.id for each in below for one in known if one.level == each.id and not one.standing]
    matters = [_to_decide(plan, state, state.problems[one.id]) for one in own if one.turn == "decide"]
    matters.sort(key=lambda one: (not one.view.key, -one.view.days))
    last = _last(plan, state, head)
    outcomes = {id: _outcome(plan, state, id) for id in (last.titles if last else ())}
    found = {"last.decided": list(outcomes)}
    for outcome in get_args(Outcome):
        found[f"last.{outcome}"] = [id for id, one in outcomes.items() if one == outcome]
    found["to_decide"] = [one.view.id for one in matters]
    found["to_order"] = [one.id for one in own if one.turn == "to_order"]
    found["asked"] = [one.id for one in own if one.turn == "waiting"]
    found |= {"standing": [one.id for one in own if one.standing], "lower": lower}
    found["in_hand"] = [one.id for one in own if one.turn == "in_hand" and one.id not in outcomes]
    promised = [*_promised(plan, state, own, outcomes)]
    found["promised"] = [*dict.fromkeys(id for one in promised for id in one.tasks)]
    return Agenda(
        **vars(head),
        until=state.as_of,
        figures=numbered(found),
        last=last,
        matters=tuple(matters),
        decided=tuple(show_problem(plan, state, id) for id in found["to_order"]),
        asked=tuple(show_problem(plan, state, id) for id in found["asked"]),
        field=status(plan, state, TaskFilter(portfolio=head.portfolio)).tasks if head.portfolio else (),
        overview=status(plan, state) if level.overview else None,
        lower=tuple(show_problem(plan, state, id) for id in lower),
        in_hand=tuple(show_problem(plan, state, id) for id in found["in_hand"]),
        promised=tuple(promised),
    )


def _promised(plan: Plan, state: State, own: Iterable[Matter], told: Container[str]) -> Iterator[Dated]:
    """Give what is late or due soon of a level's tasks and of those of its problems, each once: not of a task that is `told`."""
    for id in dict.fromkeys(id for one in own for id in one.tasks):
        task = state.tasks[id]
        for one in dated_of(plan, task, state.as_of):
            known = id in told if one.what == "task" else falls_due_with_task(one, task.due)
            if one.state in ("late", "soon") and not known:
                yield one


def _to_decide(plan: Plan, state: State, one: ProblemState) -> ToDecide:
    view, late = show_problem(plan, state, one.id), overdue_problem(one, state.as_of)
    last = answered(one)
    refused = last is not None and last.says == "cannot" and last.record == one.moves[-1].entry.id
    highest = view.level == plan.levels[-1].id
    proposal: Proposal = "press" if late else "reassign" if refused else "ask" if highest else "assign"
    rests_on = grounds_of_level(plan, one, state.as_of)
    check = answer(one.moves[-1].entry)
    returned = check if check.says == "return" else None
    return ToDecide(
        view=view, overdue=late, proposal=proposal, answer=last, returned=returned, rests_on=rests_on
    )


def answered(one: ProblemState) -> Answer | None:
    """Return the last word of a unit on a problem; None: none spoke."""
    replies = [answer(move.entry) for move in one.moves if isinstance(move.entry.record, Reply)]
    return replies[-1] if replies else None


def _last(plan: Plan, state: State, head: PaperRequest) -> Last | None:
    """Give the last session of the level, of the portfolio where one is asked for, with its own matters."""
    entry = last_dispatch(plan, state, head.level, head.portfolio)
    if entry is None or not isinstance(entry.record, Session):
        return None
    ids = [one.id for one in entry.record.matters if not one.review]
    known = [matter(plan, state, id) for id in ids if id in state.tasks or id in state.problems]
    titles = {one.id: one.title for one in known if head.portfolio in (None, one.portfolio)}
    ends = {id: end for id in titles if (end := _settled(plan, state, id))}
    return Last(session=entry.id, date=entry.record.date, titles=titles, settled=ends)


def _settled(plan: Plan, state: State, id: str) -> Settled | None:
    if task := state.tasks.get(id):
        return settled_task(plan, task, state.as_of)
    return settled_problem(state.problems[id], state.as_of)


def _outcome(plan: Plan, state: State, id: str) -> Outcome:
    """Give where a matter is now: in one place, so that no agenda says it twice (demands-3)."""
    if _settled(plan, state, id):
        return "closed"
    if task := state.tasks.get(id):
        return "overdue" if overdue(facts_of(plan, task, state.as_of)) else "in_hand"
    problem = state.problems[id]
    whose, late = turn(plan, problem, state.as_of), problem.state in HELD
    return whose if whose != "decide" else "overdue" if late else "to_decide"
