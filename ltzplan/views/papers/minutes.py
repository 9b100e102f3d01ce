"""The minutes of a session: who was there, what was taken up, decided and ordered."""

from collections.abc import Iterator

from ltzplan.reports.papers.minutes import Decided, Minutes
from ltzplan.views.blocks import Block
from ltzplan.views.names import Names
from ltzplan.views.papers.sheet import Sheet, item, para, sections
from ltzplan.views.papers.words import day_said, for_level, matter_said, periods_said, slip_said


def minutes_sheet(names: Names, paper: Minutes) -> Sheet:
    """Give the minutes; only a meeting is called one."""
    said = {"who": for_level(names, paper.level, paper.portfolio), "day": day_said(names, paper.held_on)}
    form = "joint" if paper.joint_meeting else paper.form
    opening = names.say(f"minutes.held.{form}", **said)
    return Sheet(subject=names.say(f"minutes.subject.{form}", **said), body=_body(names, paper, opening))


def _body(names: Names, paper: Minutes, opening: str) -> Iterator[Block]:
    yield para(names, opening + names.read(paper.text))
    if paper.ad_hoc or paper.merges:
        key = "minutes.ad_hoc" if paper.ad_hoc else "minutes.merges"
        periods = periods_said(names, paper.merges)
        yield para(names, names.say(key, because=names.read(paper.because), periods=periods))
    if paper.attended:
        people = names.join(names.read(one) for one in paper.attended)
        yield para(names, names.say("minutes.attended", people=people))
    if paper.stated:
        counts = names.join(f"{names.counted(word)} {count}" for word, count in paper.stated.items())
        yield para(names, names.say("minutes.stated", counts=counts))
    listed = [_matter(names, number, one) for number, one in enumerate(paper.matters, 1)]
    others = [item(names, number, slip_said(names, one)) for number, one in enumerate(paper.others, 1)]
    if not listed and not others:
        yield para(names, names.say("minutes.nothing"))
    titled = (
        ("minutes.matters", [block for blocks in listed for block in blocks]),
        ("minutes.others", others),
    )
    yield from sections(names, [(names.say(key), blocks) for key, blocks in titled if blocks])


def _matter(names: Names, number: int, one: Decided) -> Iterator[Block]:
    yield item(names, number, matter_said(names, one.id, one.text, one.tasks))
    decision = names.read(one.decision) or names.say("none")
    yield item(names, 0, names.say("minutes.review" if one.review else "minutes.decision", text=decision))
    for slip in one.orders:
        yield item(names, 0, slip_said(names, slip))
