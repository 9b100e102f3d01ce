"""What a verb that wrote answers: what was understood, what it changed, what comes next."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from ltzplan.reports.change import Change
from ltzplan.reports.written import Written
from ltzplan.rules.queue import HOLDERS
from ltzplan.views.matters import deed, due_said, ended_said, figure
from ltzplan.views.names import Names

FEW = 3
"""So many periods are named one by one."""


def written_lines(names: Names, written: Sequence[Written]) -> Iterator[str]:
    """Give a line or two for each matter, and what to type next."""
    for one in written:
        yield _understood(names, one)
        if came := [*_came(names, one)]:
            yield names.say("wrote.came", said=names.say("wrote.sep").join(came))
    steps = [step for one in written for step in one.then]
    then = next((step for step in steps if step.mine), None) or next(iter(steps), None)
    if then:
        key = "wrote.next" if then.mine else "wrote.theirs"
        yield names.say(key, queue=names.say(f"queue.{then.queue}"), command=names.command(then.command))
    elif any(one.id for one in written):
        yield names.say("wrote.next", command="ltz todo")


def _understood(names: Names, one: Written) -> str:
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
    if one.nil:
        yield names.say("wrote.nil")
    yield from (names.part(tasks, part) for part in said.parts)
    yield from filter(None, (names.of("cities", said.city), names.of("stages", said.stage)))
    if said.percent is not None:
        was = one.was_on and names.say("wrote.was", percent=one.was, date=one.was_on.text)
        yield figure(names, said) + (was or "")


def _came(names: Names, one: Written) -> Iterator[str]:
    """Say what came of it: reports served and owed, who has it, by when, what changed."""
    if one.served:
        yield names.say("wrote.served", periods=_periods(names, one.served))
    if one.said.kind == "update" and not one.said.background:
        left = _periods(names, one.owed)
        yield names.say("wrote.owed", periods=left) if left else names.say("wrote.owes_nothing")
    if one.state:
        yield names.say(f"state.{one.state}")
    if one.holders:
        yield names.say("wrote.with", holders=names.all_of(HOLDERS, one.holders))
    if one.due and (one.holders or not one.state) and one.due != one.said.due:
        yield due_said(names, one.due, None)
    yield from (_changed(names, change) for change in one.changes)


def _periods(names: Names, periods: Sequence[str]) -> str:
    """List a few periods; of more give the first and the last, and how many there are."""
    if len(periods) <= FEW:
        return names.join(periods)
    return names.say("wrote.periods", first=periods[0], last=periods[-1], count=len(periods))


def _changed(names: Names, change: Change) -> str:
    words: dict[str, Callable[[str], str]] = {"level": names.level, "light": partial(names.of, "lights")}
    if word := words.get(change.what):
        return names.say(f"wrote.{change.what}", before=word(change.before), after=word(change.after))
    if change.after in ("no", ""):
        return names.say(f"wrote.{change.what}.ends")
    grounds = change.after.split() if change.what == "supervision" else ()
    return names.say(
        f"wrote.{change.what}", grounds=names.join(names.say(f"ground.{one}") for one in grounds)
    )
