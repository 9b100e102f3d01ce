"""What stands round every report: what was read, and what had no effect."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ltzplan.model.state import State
from ltzplan.model.values import about
from ltzplan.views.blocks import Block, Para
from ltzplan.views.names import Names


@dataclass(frozen=True, kw_only=True)
class Read:
    """What a report was made from."""

    tasks: int = about("Tasks read, of every origin.")
    records: int = about("Records read.")
    skipped: int = about("Moves without effect on that day.")
    uncommitted: int = about("Files of the data folder that differ from the commit.")
    absent: int = about("Files that git has and left out of the folder: a sparse checkout.", default=0)
    unwatched: int = about("Files read that git was told not to look at: ignored or marked.", default=0)
    refused: bool = about("Git would not read the repository.", default=False)


@dataclass(frozen=True, kw_only=True)
class Frame:
    """The day, the knowledge and the sources of a report."""

    plan: str = about("Id of the plan.")
    as_of: date = about("The day that is asked about.")
    known_on: date | None = about("The day by whose end it was entered; null: all of it.")
    commit: str | None = about("The commit that is checked out, or was asked for; null: none.")
    read: Read = about("What was read.")


def foot(names: Names, frame: Frame, state: State, hint: str = "") -> Iterator[Block]:
    """Say what was read and what had no effect."""
    for skip in state.skipped:
        word = names.own_word(f"state.{skip.state}") or names.of("stages", skip.state) or names.say("none")
        reason = names.say(f"skip.{skip.code}", state=word)
        yield Para(names.say("foot.skipped", record=skip.entry.id, reason=reason), hang=4)
    if frame.known_on:
        yield Para(names.say("foot.known_on", day=names.day(frame.known_on)))
    own = Counter(task.area for task in names.plan.tasks if task.origin == "plan")
    expected = {area.id: area.expects for area in names.plan.areas if area.expects is not None}
    others = frame.read.tasks - own.total()
    said = names.say(
        "foot.read",
        tasks=own.total(),
        total=sum({**own, **expected}.values()),
        others=names.say("foot.others", count=others) if others else "",
        records=frame.read.records,
        skipped=frame.read.skipped,
        commit=_commit(names, frame),
    )
    yield Para(f"{said}      {hint}" if hint else said, hang=4)


def _commit(names: Names, frame: Frame) -> str:
    if frame.commit is None:
        if frame.read.refused:
            return names.say("foot.refused")
        return names.say("foot.unborn" if frame.read.uncommitted else "foot.no_commit")
    key = "foot.dirty" if frame.read.uncommitted else "foot.commit"
    beside = (("foot.absent", frame.read.absent), ("foot.unwatched", frame.read.unwatched))
    return names.say(key, commit=frame.commit[:7], count=frame.read.uncommitted) + "".join(
        names.say(one, count=count) for one, count in beside if count
    )
