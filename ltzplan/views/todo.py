"""`ltz todo` on a screen: the office's queue, each with the command to type."""

from collections.abc import Iterator

from ltzplan.model.plan import HOLDERS
from ltzplan.reports.frame import Frame
from ltzplan.reports.todo import Todo, TodoItem
from ltzplan.views.blocks import COMMAND, ID, LATE, QUIET, Block, Heading, Para, Span, Table, section
from ltzplan.views.matters import decided_said, held_said
from ltzplan.views.names import Names
from ltzplan.views.status import led_by


def todo_blocks(names: Names, frame: Frame, report: Todo) -> Iterator[Block]:
    """Give what waits, queue by queue."""
    office, day = names.of("offices", report.office), names.day(frame.as_of)
    count = sum(one.queue != "follow" for one in report.items)
    office += names.bracket(names.of("units", report.unit))
    yield Heading(names.say("todo.title", office=office, day=day, count=count), 1)
    if not count:
        yield Para(names.say("todo.none"))
    queues: dict[str, list[TodoItem]] = {}
    for one in report.items:
        queues.setdefault(one.queue, []).append(one)
    for n, (queue, items) in enumerate(queues.items(), 1):
        title = names.say(f"queue.{queue}")
        whose = names.origins(one.id for one in items if one.id) if queue == "report" else ""
        counted = names.say("colon").join(filter(None, (str(len(items)), whose)))
        head = names.say("todo.section", n=names.number(n), title=title, count=counted)
        rows = [
            *(_row(names, frame, one) for one in items),
            *(_other(names, one) for one in report.ways if one.queue == queue),
        ]
        yield from section(head, [_table(rows)])
    if report.items:
        yield Para(names.say("todo.days_note"), hang=4, colour=QUIET)
    if any(word.isalpha() and word.isupper() for one in report.items for word in one.command.split()):
        yield Para(names.say("todo.fill_in"))


def _table(rows: list[list[str | Span]]) -> Table:
    titles, right = ["", "", "", ""], frozenset({1})
    return Table(titles=titles, rows=rows, under=True, indent=4, shows_titles=False, right=right)


def _row(names: Names, frame: Frame, one: TodoItem) -> list[str | Span]:
    """What waits, and what to type; of what others have only what is known of it."""
    said, colour = _said(names, one), None
    if one.due:
        colour = LATE if one.late_now else None
        when = "late" if one.late_now else "was_late" if one.overdue_days else "by"
        said += names.bracket(names.say(f"todo.{when}", due=one.due.isoformat(), days=one.overdue_days))
    days = (frame.as_of - one.held_since).days if one.held_since else one.days
    id = Span(names.short(one.id), ID) if one.id else "-"
    command = "" if one.held_since else _command(names, one)
    return [id, names.say("esc.days", days=days), Span(said, colour), command]


def _other(names: Names, one: TodoItem) -> list[str | Span]:
    merged = one.periods if one.way == "merges" else ()
    of = names.of("levels", one.level) or names.periods(merged, "todo.periods")
    said = names.say("todo.or", way=names.say(f"todo.way.{one.way}") + names.bracket(of))
    return ["", "", said, _command(names, one)]


def _command(names: Names, one: TodoItem) -> Span:
    return Span(names.command(one.command), COMMAND)


def _further(names: Names, one: TodoItem) -> str:
    """Say the further targets of a task by their numbers."""
    task = names.plan.task(one.id or "")
    return names.join(names.read(task.further_targets[int(number) - 1]) for number in one.records if task)


def _said(names: Names, one: TodoItem) -> str:
    title, records = names.read(one.title), names.join(names.short(id) for id in one.records)
    match one.queue:
        case "answer":
            return names.say("todo.unit", unit=names.unit(one.unit), title=title)
        case "report":
            return names.say("todo.owed", title=title, periods=names.periods(one.periods, "todo.periods"))
        case "order":
            decided = one.decided and decided_said(names, one.decided)
            return title + names.bracket(
                decided or names.say("todo.before", holders=names.all_of(HOLDERS, one.holders))
            )
        case "chase":
            if "milestone" in one.reasons:
                named = names.join(names.milestone(one.id or "", id) for id in one.records)
                return title + names.bracket(names.say("todo.milestone", milestone=named))
            if "part" in one.reasons:
                return title + names.bracket(names.join(names.part(one.tasks, id) for id in one.records))
            if "target" in one.reasons:
                return title + names.bracket(_further(names, one))
            if one.id in one.tasks:
                return title + names.bracket(led_by(names, one.id or ""))
            signed = names.all_of(HOLDERS, (id for id in one.holders if id not in one.unsigned))
            unsigned = names.all_of("units", one.unsigned)
            unsigned = names.say("todo.unsigned", units=unsigned) if unsigned else ""
            who = names.say("list.semi").join(filter(None, (unsigned, signed)))
            return title + names.bracket(who or names.say("state.waiting"))
        case "follow":
            who = held_said(names, one.holders) if one.holders else names.say("state.waiting")
            return title + names.bracket(who)
        case "dispatch":
            return names.periods(one.periods, "todo.periods")
        case "supervise":
            return records
        case "settle":
            return names.say("todo.figures", title=title, records=records)
        case "renumber":
            return names.say("todo.number", number=title, records=records)
        case "write_down":
            held = " ".join(filter(None, (names.level(one.level), title)))
            return held if one.due else names.say("todo.next_day_unknown", title=held)
        case "issued_twice":
            of = " ".join((names.of("papers", one.paper), *one.periods))
            return names.say("todo.figures", title=of, records=records)
        case "issue":
            return names.say("todo.unit", unit=names.of("papers", one.paper), title=names.join(one.periods))
        case _:
            return title
