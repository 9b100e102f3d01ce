"""What has a day in words: its name, and how it stands."""

from ltzplan.model.plan import Milestone, Target
from ltzplan.model.values import Day
from ltzplan.reports.next_due import Due
from ltzplan.rules.dated import Dated
from ltzplan.views.names import Names


def dated_said(names: Names, one: Dated) -> str:
    """Name what has a day; a further target that says nothing by its number."""
    return names.read(one.text) or names.say(f"dated.{one.what}") + names.bracket(one.id)


def due_next_said(names: Names, due: Due, tasks: str) -> str:
    """What falls due next: its tasks as they are told, what of them does not do so with the task in brackets, and the answers."""
    beside = names.bracket(names.join(dated_said(names, one) for one in due.dated))
    answers = names.say("dated.answers", ids=names.shorts(due.problems)) if due.problems else ""
    return names.say("list.semi").join(filter(None, (tasks + beside, answers)))


def standing_said(names: Names, one: Dated) -> str:
    """How it stands: its state, how many days it is late, from which milestone it will be counted, which day is in dispute."""
    late = names.say("dated.late", days=one.days) if one.state == "late" else ""
    counted = names.milestone(one.tasks[0], one.counted_from) if one.counted_from and not one.due else ""
    said = names.say(f"state.{one.state}") + names.bracket(
        late or (counted and names.say("dated.from", milestone=counted))
    )
    return said + (names.bracket(names.say("dated.disputed")) if one.due_disputed else "")


def by_when(names: Names, task: str, promise: Target | Milestone, due: Day | None) -> str:
    """By when something is promised: as published, in both readings, or how it is counted; nothing where no day is known."""
    said = due.text if due else ""
    if counted := promise.due_within:
        count, unit = counted.within.text.split()
        length = names.say(f"duration.{unit.removesuffix('s')}", count=int(count))
        said = names.say(
            "dated.within", length=length, milestone=names.milestone(task, counted.milestone)
        ) + names.bracket(said)
    elif promise.due and promise.due_also:
        said = names.say("dated.either", one=promise.due.text, other=promise.due_also.text)
    words = names.read(promise.due_words)
    return words + names.bracket(said) if words else said
