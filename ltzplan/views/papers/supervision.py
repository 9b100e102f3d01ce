"""The supervision report: each matter with its grounds, what was ordered and answered, and who follows it."""

from collections.abc import Iterator

from ltzplan.reports.papers.supervision import Followed, LateTask, Supervision
from ltzplan.views.blocks import Block
from ltzplan.views.names import Names
from ltzplan.views.papers.sheet import Sheet, item, para, sections
from ltzplan.views.papers.words import answer_said, due_said, matter, slip_said, units_said


def supervision_sheet(names: Names, paper: Supervision) -> Sheet:
    """Give the register as a report; where nothing is followed up it says so."""
    return Sheet(subject=names.say("supervision.subject"), body=_body(names, paper))


def _body(names: Names, paper: Supervision) -> Iterator[Block]:
    if not paper.problems and not paper.tasks:
        yield para(names, names.say("supervision.none"))
        return
    counts = {name.rpartition(".")[2]: len(ids) for name, ids in paper.figures.items()}
    yield para(names, names.say("supervision.opening", problems=len(paper.problems), **counts))
    problems = [block for n, one in enumerate(paper.problems, 1) for block in _problem(names, n, one)]
    tasks = [_task(names, n, one) for n, one in enumerate(paper.tasks, 1)]
    titled = (("supervision.problems", problems), ("supervision.late_tasks", tasks))
    yield from sections(names, [(names.say(key), blocks) for key, blocks in titled if blocks])


def _problem(names: Names, number: int, one: Followed) -> Iterator[Block]:
    view = one.view
    yield item(names, number, matter(names, view))
    grounds = names.join(names.say(f"ground.{ground}") for ground in one.grounds)
    due = due_said(names, view.due, view.first_due) if view.due else ""
    late = names.say("paper.late", days=one.days) if one.days else ""
    said = [names.say("supervision.grounds", grounds=grounds), names.say(f"state.{view.state}"), due, late]
    yield item(names, 0, names.say("list.semi").join(filter(None, said)))
    for ordered in one.orders:
        yield item(names, 0, slip_said(names, ordered.slip))
        for answer in ordered.answers:
            yield item(names, 0, answer_said(names, answer))
    last = one.orders[-1].slip
    who = units_said(names, last.tracked_by, last.date)
    office = names.office(names.plan.sorting_office)
    yield item(names, 0, names.say("supervision.follows", who=names.join(filter(None, (office, who)))))


def _task(names: Names, number: int, one: LateTask) -> Block:
    leads = names.join(names.read(lead) for lead in one.lead_units or ()) or names.say("unknown")
    due = due_said(names, one.due, one.first_due) if one.due else ""
    title = names.task(one.task)
    return item(
        names,
        number,
        names.say("supervision.task", id=one.task, title=title, due=due, days=one.days, leads=leads),
    )
