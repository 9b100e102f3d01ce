"""What a verb that wrote answers: what was understood, what it changed, what comes next."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from ltzplan.reports.change import Change
from ltzplan.reports.written import Written
from ltzplan.rules.queue import HOLDERS
from ltzplan.views.matters import deed, due_said, figure
from ltzplan.views.names import Names

FEW = 3
"""So many periods are named one by one."""


def written_lines(names: Names, one: Written) -> Iterator[str]:
    """Give one to three lines, and what to type next."""
    yield _understood(names, one)
    if came := [*_came(names, one)]:
        yield names.say("wrote.came", said=names.say("wrote.sep").join(came))
    then = next((step for step in one.then if step.mine), None) or next(iter(one.then), None)
    if then:
        key = "wrote.next" if then.mine else "wrote.theirs"
        yield names.say(key, queue=names.say(f"queue.{then.queue}"), command=names.command(then.command))
    elif one.id:
        yield names.say("wrote.next", command="ltz todo")


def _understood(names: Names, one: Written) -> str:
    """Say the matter by its name, and what the record does to it."""
    said = one.said
    words = [deed(names, said)] if said.kind != "update" else []
    marks = (mark for mark in ("background", "reopen") if getattr(said, mark))
    words += [names.say(f"update.{mark}") for mark in marks]
    tasks = (said.record.rpartition("-")[0],)
    if said.parts or said.city:
        words.append(
            names.join(
                [
                    *(names.part(tasks, part) for part in said.parts),
                    *filter(None, [names.of("cities", said.city)]),
                ]
            )
        )
    words += [names.of("stages", said.stage)] if said.stage else []
    if said.percent is not None:
        was = (
            names.say("wrote.was", percent=one.was, date=one.was_on.text)
            if one.was is not None and one.was_on
            else ""
        )
        words.append(figure(names, said) + was)
    what = names.say("wrote.sep").join(words) or names.say("wrote.report")
    if one.id is None:
        return what
    return names.say(
        "wrote.matter", id=names.short(one.id), title=names.read(one.title), what=what, date=said.date.text
    )


def _came(names: Names, one: Written) -> Iterator[str]:
    """Say what came of it: reports served and owed, who has it, by when, what changed."""
    if one.served:
        yield names.say("wrote.served", periods=_periods(names, one.served))
    if one.said.kind == "update" and not one.said.background:
        yield (
            names.say("wrote.owed", periods=names.join(one.owed))
            if one.owed
            else names.say("wrote.owes_nothing")
        )
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
