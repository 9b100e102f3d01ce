"""What is followed up to the principal leaders, and how was it dealt with?"""

from typing import get_args

from ltzplan.dataclass import dataclass
from ltzplan.model.plan import Plan
from ltzplan.model.state import State
from ltzplan.model.values import Day, Text, about
from ltzplan.reports.papers.paper import Answer, PaperReport, PaperRequest, Slip, answers, numbered, slip
from ltzplan.reports.show import ProblemView, show_problem
from ltzplan.rules.ledger import Ledger
from ltzplan.rules.supervision import Ground, Supervised, supervised


@dataclass(frozen=True, kw_only=True)
class Ordered:
    """An order, and what was answered to it."""

    slip: Slip = about("The order.")
    answers: tuple[Answer, ...] = about("What was answered, up to the next order.")


@dataclass(frozen=True, kw_only=True)
class SupervisedMatter(Supervised):
    """A problem under supervision."""

    view: ProblemView = about("The problem.")
    orders: tuple[Ordered, ...] = about("What was ordered and answered, in order.")


@dataclass(frozen=True, kw_only=True)
class LateTask(Supervised):
    """A task past its due date."""

    task: str = about("Id.")
    due: Day | None = about("Due date in force.")
    first_due: Day | None = about("The first due date.")
    lead_units: tuple[Text, ...] | None = about("Who answers; null: not published.")


@dataclass(frozen=True, kw_only=True)
class Supervision(PaperReport):
    """The register of what is followed up, as a report to the principal leaders."""

    problems: tuple[SupervisedMatter, ...] = about("Problems that were ordered.")
    tasks: tuple[LateTask, ...] = about("Tasks that are overdue.")
    unanswered: tuple[str, ...] = about("Ids of the problems on whose last order nobody has said anything.")


def supervision(plan: Plan, state: State, ledger: Ledger, head: PaperRequest) -> Supervision:
    """Give the register of supervision (effect-2)."""
    found = supervised(plan, state)
    problems = [_followed(plan, state, one) for one in found if one.id in state.problems]
    tasks = [_late(state, one) for one in found if one.id in state.tasks]
    figures = {
        f"supervision.{ground}": [one.id for one in problems if ground in one.grounds]
        for ground in get_args(Ground)
    }
    figures["supervision.tasks"] = [one.id for one in tasks]
    return Supervision(
        **vars(head),
        until=state.as_of,
        figures=numbered(figures),
        problems=tuple(problems),
        tasks=tuple(tasks),
        unanswered=tuple(one.id for one in problems if not one.orders[-1].answers),
    )


def _followed(plan: Plan, state: State, one: Supervised) -> SupervisedMatter:
    problem = state.problems[one.id]
    return SupervisedMatter(
        **vars(one),
        view=show_problem(plan, state, one.id),
        orders=tuple(
            Ordered(slip=slip(entry), answers=answers(problem, entry.id)) for entry in problem.orders
        ),
    )


def _late(state: State, one: Supervised) -> LateTask:
    task = state.tasks[one.id]
    leads = task.task.lead_units
    return LateTask(
        **vars(one),
        task=one.id,
        due=task.due,
        first_due=task.first_due,
        lead_units=tuple(unit.name for unit in leads) if leads else None,
    )
