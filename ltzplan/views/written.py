"""What a verb that wrote answers: what was understood, what it changed, what comes next."""

from collections.abc import Iterable, Iterator, Sequence

from ltzplan.model.ids import subject_of
from ltzplan.reports.record_line import RecordLine
from ltzplan.reports.written import Effects, Written
from ltzplan.views.matters import behalf, change_said, deed, due_said, ended_said, figure, held_said
from ltzplan.views.names import Names

WORDS = 40
"""Characters of a text by which a record is known again."""


def written_lines(names: Names, written: Sequence[Written]) -> Iterator[str]:
    """Give a line or two for each matter, and what to type next."""
    for one in written:
        yield understood(names, one) + _first_words(names, one)
        stands = [names.say(f"state.{one.state}")] if one.state else []
        again = [names.say("wrote.restored", records=names.join(_again(names, it) for it in one.restored))]
        counts = (
            [names.say("wrote.counts", period=names.period(one.period))]
            if one.period and not one.served
            else []
        )
        if came := [*counts, *(again if one.restored else ()), *came_said(names, one.said, one, stands)]:
            yield names.say("wrote.came", said=names.say("wrote.sep").join(came))
    steps = [step for one in written for step in one.then]
    then = next((step for step in steps if step.mine), None) or next(iter(steps), None)
    if then and not then.mine:
        offices = dict.fromkeys(id for step in steps if step.queue == then.queue for id in step.offices)
        whose = names.all_of("offices", offices)
        yield names.say("wrote.theirs", whose=whose, queue=names.say(f"queue.{then.queue}"))
    elif then:
        yield names.say("wrote.next", command=names.command(then.command))
    elif any(one.id for one in written):
        yield names.say("wrote.next", command="ltz todo")


def planned_lines(names: Names, planned: Sequence[Written]) -> Iterator[str]:
    """Return a line for each record that is to be stored, and for each decision of a session."""
    yield names.say("wrote.planned", date=planned[0].said.date.text)
    for one in planned:
        yield understood(names, one)
        for matter in one.took_up:
            said = {
                "title": names.read(matter.title),
                "decision": names.read(matter.decision) or names.say("none"),
            }
            yield names.say("wrote.decided", id=names.short(matter.id), **said)


def understood(names: Names, one: Written) -> str:
    """Say the matter by its name, and what the record does to it."""
    what = names.say("wrote.sep").join(_done(names, one)) or names.say("wrote.report")
    if one.id is None:
        return what
    said = {"id": names.short(one.id), "title": names.read(one.title), "date": one.said.date.text}
    return names.say("wrote.matter", what=what, **said)


def recalled(names: Names, one: Written) -> str:
    """Say a record so that it is known again: with its day, and its first words where it states no figure."""
    day = names.bracket(one.said.date.text) if one.id is None else ""
    return understood(names, one) + day + (_first_words(names, one) if one.said.percent is None else "")


def _first_words(names: Names, one: Written) -> str:
    """Say the first words of a record, on one line; nothing where they are the title of its matter."""
    told = one.said.text or one.said.next
    words = "" if told == one.title else " ".join(names.read(told).split())
    return names.say("wrote.words", text=words[:WORDS] + ".." * (len(words) > WORDS)) if words else ""


def _done(names: Names, one: Written) -> Iterator[str]:
    """Say piece by piece what was understood of a record."""
    said, tasks = one.said, (subject_of(one.said.record),)
    if said.kind != "update":
        yield deed(names, said)
    if on_behalf := behalf(names, said):
        yield on_behalf
    if one.tasks:
        yield names.join(f"{id} {names.of('tasks', id)}" for id in one.tasks)
    if one.wanted_by:
        yield names.say("deed.answer_by", due=one.wanted_by.text)
    if one.recommended_by:
        yield names.say("wrote.recommended", due=one.recommended_by.text)
    if one.instead:
        yield names.say("wrote.instead", number=one.instead)
    if one.ends:
        yield ended_said(names, one.ends, one.into)
    if one.withdraws:
        yield names.short(one.withdraws)
    if said.corrects:
        figures = (names.bracket(f"{it.percent}%" if it.percent is not None else "") for it in said.corrects)
        ids = (names.short(it.record) for it in said.corrects)
        corrected = names.join(map("".join, zip(ids, figures, strict=True)))
        yield names.say("wrote.corrects", records=corrected)
    if one.took_up:
        yield names.say("wrote.took_up", matters=names.join(names.short(taken.id) for taken in one.took_up))
    yield from (names.say(f"update.{mark}") for mark in ("background", "reopen") if getattr(said, mark))
    if said.nil:
        yield names.say("wrote.nil")
    yield from (names.part(tasks, part) for part in said.parts)
    yield from filter(None, (names.of("cities", said.city), names.of("stages", said.stage)))
    if said.percent is not None:
        was = one.was_on and names.say("wrote.was", percent=one.was, date=one.was_on.text)
        yield figure(names, said) + (was or "")
    if said.count:
        yield names.count(tasks[0], said.count, *said.parts[:1])
    if said.notes:
        yield names.notes(said.notes)


def came_said(names: Names, said: RecordLine, one: Effects, stands: Iterable[str]) -> Iterator[str]:
    """Say what came of a record: reports served and owed, where it stands, who has it, by when, what changed."""
    if one.served:
        yield names.say("wrote.served", periods=names.periods(one.served, "wrote.periods"))
    if said.kind == "update" and not said.background and names.plan.rhythm.reported:
        left = names.periods(one.owed, "wrote.periods")
        yield names.say("wrote.owed", periods=left) if left else names.say("wrote.owes_nothing")
    if one.owed_again:
        yield names.say("wrote.owed_again", periods=names.periods(one.owed_again, "wrote.periods"))
    if one.missed:
        yield names.say("wrote.missed", periods=names.periods(one.missed, "wrote.periods"))
    yield from stands
    if one.holders:
        yield names.say("wrote.with", held=held_said(names, one.holders))
    if one.due and (one.holders or not one.state) and one.due != said.due:
        yield due_said(names, one.due, None)
    yield from (change_said(names, change, "wrote.") for change in one.changes)


def _again(names: Names, said: RecordLine) -> str:
    """Say what is in force again: by its id, with its figure or what it does, and its day."""
    return f"{names.short(said.record)} {figure(names, said) or deed(names, said)}" + names.bracket(
        said.date.text
    )
