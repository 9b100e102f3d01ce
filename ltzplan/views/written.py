"""What a verb that wrote answers: what was understood, what it changed, what comes next."""

from collections.abc import Iterable, Iterator, Sequence

from ltzplan.reports.record_line import RecordLine
from ltzplan.reports.written import Effects, Written
from ltzplan.rules.queue import HOLDERS
from ltzplan.views.matters import change_said, deed, due_said, ended_said, figure
from ltzplan.views.names import Names


def written_lines(names: Names, written: Sequence[Written]) -> Iterator[str]:
    """Give a line or two for each matter, and what to type next."""
    for one in written:
        yield understood(names, one)
        stands = [names.say(f"state.{one.state}")] if one.state else []
        if came := [*came_said(names, one.said, one, stands)]:
            yield names.say("wrote.came", said=names.say("wrote.sep").join(came))
    steps = [step for one in written for step in one.then]
    then = next((step for step in steps if step.mine), None) or next(iter(steps), None)
    if then:
        key = "wrote.next" if then.mine else "wrote.theirs"
        yield names.say(key, queue=names.say(f"queue.{then.queue}"), command=names.command(then.command))
    elif any(one.id for one in written):
        yield names.say("wrote.next", command="ltz todo")


def understood(names: Names, one: Written) -> str:
    """Say the matter by its name, and what the record does to it."""
    what = names.say("wrote.sep").join(_done(names, one)) or names.say("wrote.report")
    if one.id is None:
        return what
    said = {"id": names.short(one.id), "title": names.read(one.title), "date": one.said.date.text}
    return names.say("wrote.matter", what=what, **said)


def _done(names: Names, one: Written) -> Iterator[str]:
    """Say piece by piece what was understood of a record."""
    said, tasks = one.said, (one.said.record.rpartition("-")[0],)
    if said.kind != "update":
        yield deed(names, said)
    if one.ends:
        yield ended_said(names, one.ends, one.into)
    if one.withdraws:
        yield names.short(one.withdraws)
    if one.took_up:
        yield names.say("wrote.took_up", matters=names.join(map(names.short, one.took_up)))
    yield from (names.say(f"update.{mark}") for mark in ("background", "reopen") if getattr(said, mark))
    if said.nil:
        yield names.say("wrote.nil")
    yield from (names.part(tasks, part) for part in said.parts)
    yield from filter(None, (names.of("cities", said.city), names.of("stages", said.stage)))
    if said.percent is not None:
        was = one.was_on and names.say("wrote.was", percent=one.was, date=one.was_on.text)
        yield figure(names, said) + (was or "")


def came_said(names: Names, said: RecordLine, one: Effects, stands: Iterable[str]) -> Iterator[str]:
    """Say what came of a record: reports served and owed, where it stands, who has it, by when, what changed."""
    if one.served:
        yield names.say("wrote.served", periods=names.periods(one.served, "wrote.periods"))
    if said.kind == "update" and not said.background:
        left = names.periods(one.owed, "wrote.periods")
        yield names.say("wrote.owed", periods=left) if left else names.say("wrote.owes_nothing")
    if one.missed:
        yield names.say("wrote.missed", periods=names.periods(one.missed, "wrote.periods"))
    yield from stands
    if one.holders:
        yield names.say("wrote.with", holders=names.all_of(HOLDERS, one.holders))
    if one.due and (one.holders or not one.state) and one.due != said.due:
        yield due_said(names, one.due, None)
    yield from (change_said(names, change, "wrote.") for change in one.changes)
