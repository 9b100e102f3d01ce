"""`ltz show` on a screen: a record, what became of it, all that it says, and what it changed."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import partial

from ltzplan.model.records import Common, Record
from ltzplan.model.values import Day, Words
from ltzplan.reports.entry import EntryView
from ltzplan.reports.log import Line
from ltzplan.reports.record_line import RecordLine
from ltzplan.reports.written import Effects
from ltzplan.views.blocks import LATE, Block, Gap, Heading, Para, Table, section
from ltzplan.views.data import words_of
from ltzplan.views.frame import reason
from ltzplan.views.matters import change_said, corrects_said, deed, progress_said, step_said
from ltzplan.views.names import Names
from ltzplan.views.written import came_said


def entry_blocks(names: Names, view: EntryView, record: Record) -> Iterator[Block]:
    """Who said it, of what, and whether it stands; then what it says, what it changed, and what answers it."""
    said = view.said
    yield Heading(f"{said.record}  {_what(names, said)}", 1)
    yield Para(_who(names, view, "entry.by"), hang=4)
    for task in view.tasks:
        yield Para(names.say("entry.task", id=task, title=names.of("tasks", task)), hang=4)
    titles = {one.id: names.read(one.title) for one in view.effects}
    for problem in view.problems:
        yield Para(names.say("entry.problem", id=names.short(problem), text=titles.get(problem, "")), hang=4)
    yield from _standing(names, view)
    rows = [[label, words] for label, words in _says(names, record, view.tasks) if words]
    yield from section(names.say("entry.says"), [Table(["", ""], rows, indent=2, shows_titles=False)])
    changed = [*filter(None, (_changed(names, said, one) for one in view.effects))] or [
        names.say("entry.nothing")
    ]
    yield from section(names.say("entry.changed"), (Para(one, indent=2, hang=4) for one in changed))
    for key, listed in (("entry.answers", view.answers), ("entry.named_by", view.named_by)):
        yield from section(names.say(key), (Para(step_said(names, one), indent=2, hang=4) for one in listed))
    yield Gap()
    yield Para(names.say("entry.file", file=view.file), hang=4)
    if view.commit:
        yield Para(names.say("entry.commit", commit=view.commit[:7], author=view.author), hang=4)
    yield Para(names.say("entry.checked" if view.checked else "entry.unlike", sha256=view.sha256), hang=4)


def _what(names: Names, said: RecordLine) -> str:
    return "  ".join(filter(None, (deed(names, said), *progress_said(names, said))))


def _who(names: Names, line: Line, key: str) -> str:
    """Say who entered a record and when, of what day it speaks, and what it is."""
    said = line.said
    return names.say(
        key,
        record=names.short(said.record),
        office=names.of("offices", said.office),
        by=said.by,
        at=f"{line.entered:%Y-%m-%d %H:%M}",
        date=said.date.text,
        what="  ".join(filter(None, (_what(names, said), names.read(said.text)))),
    )


def _standing(names: Names, view: EntryView) -> Iterator[Block]:
    """Say what it corrects, and whether it stands or by whom it was replaced or withdrawn."""
    if corrects := corrects_said(names, view.said):
        yield Para(corrects, hang=4)
    if view.without_effect:
        why = names.say("entry.without_effect", reason=reason(names, view.without_effect))
        yield Para(why, hang=4, colour=LATE)
    for one in view.put_out_by:
        key = "entry.withdrawn" if one.said.kind == "withdrawal" else "entry.replaced"
        yield Para(_who(names, one, key), hang=4, colour=LATE)
    if view.effect == "in_force":
        yield Para(names.say("entry.in_force"))


def _says(names: Names, statement: object, tasks: tuple[str, ...], of: str = "") -> Iterator[tuple[str, str]]:
    """Say every field of a record that says something, and those of what it holds under the name of that."""
    common = Common.__dataclass_fields__ if isinstance(statement, Common) else ()
    told = [one for one in fields(statement) if one.name not in ("entered", "format")]  # type: ignore[arg-type]
    told.sort(key=lambda one: one.name in common)
    own = {one.name: getattr(statement, one.name) for one in told}
    for one in told:
        value, label = own[one.name], names.say(f"list.{one.name}")
        if of:
            label = of if one is told[0] else names.say("entry.within", of=of, label=label)
        listed = value if isinstance(value, tuple) else (value,)
        if isinstance(value, Mapping):
            word = names.counted if one.name == "stated" else partial(names.of, "cities")
            yield from ((f"{label} {word(id)}", _plain(names, said)) for id, said in value.items())
        elif one.name == "parts":
            yield label, names.join(names.part(tasks, id) for id in value)
        elif one.name == "milestone" and value:
            yield label, names.milestone(tasks[0], value)
        elif one.metadata.get("refers") == "records" or one.name == "id":
            yield label, names.join(names.short(id) for id in listed if id)
        elif any(is_dataclass(held) and not isinstance(held, Day | Words) for held in listed):
            yield from (row for held in listed for row in _says(names, held, tasks, label))
        else:
            yield label, names.join(words_of(one, one.name, own, names))


def _plain(names: Names, said: object) -> str:
    return str(said) if isinstance(said, int) else names.read(said)


def _changed(names: Names, said: RecordLine, one: Effects) -> str:
    """Say what it changed of a task or problem; nothing for nothing."""
    was = names.say("entry.was", percent=one.was, date=one.was_on.text) if one.was_on else ""
    fields = names.join(names.say(f"list.{field}") for field in said.changed)
    amended = names.say("entry.amended", fields=fields) if fields else ""
    steps = (change_said(names, change, "entry.step.") for change in one.steps)
    told = names.say("wrote.sep").join(filter(None, (was, amended, *came_said(names, said, one, steps))))
    return f"{names.short(one.id or '')}  {told}" if told else ""
