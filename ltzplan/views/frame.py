"""The foot of every report on a screen: what was read, and what had no effect."""

from collections import Counter
from collections.abc import Iterator

from ltzplan.reports.frame import Frame, Ineffective
from ltzplan.views.blocks import QUIET, Block, Para
from ltzplan.views.names import COMMIT, Names


def foot(names: Names, frame: Frame, hint: str = "") -> Iterator[Block]:
    """Say what was read and what had no effect."""
    for skip in frame.read.without_effect:
        office, why = names.of("offices", skip.office), reason(names, skip)
        said = names.say("foot.skipped", record=skip.record, office=office, by=skip.by, reason=why)
        yield Para(said, hang=4)
    if frame.known_on:
        yield Para(names.say("foot.known_on", day=names.day(frame.known_on)))
    own = Counter(task.area for task in names.plan.tasks if task.origin == "plan")
    expected: dict[str | None, int] = {
        area.id: area.expects for area in names.plan.areas if area.expects is not None
    }
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
    yield Para(said, hang=4, colour=QUIET)
    if hint:
        yield Para(hint, hang=4, colour=QUIET)


def reason(names: Names, skip: Ineffective) -> str:
    """Say why a record has no effect."""
    word = names.own_word(f"state.{skip.state}") or names.of("stages", skip.state) or names.say("none")
    return names.say(f"skip.{skip.code}", state=word)


def _commit(names: Names, frame: Frame) -> str:
    if frame.commit is None:
        if frame.read.refused:
            return names.say("foot.refused")
        return names.say("foot.unborn" if frame.read.uncommitted else "foot.no_commit")
    key = "foot.dirty" if frame.read.uncommitted else "foot.commit"
    beside = (("foot.absent", frame.read.absent), ("foot.unwatched", frame.read.unwatched))
    return names.say(key, commit=frame.commit[:COMMIT], count=frame.read.uncommitted) + "".join(
        names.say(one, count=count) for one, count in beside if count
    )
