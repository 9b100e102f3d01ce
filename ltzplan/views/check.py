"""`ltz check` on a screen: where a paper was altered, and where records have overtaken it."""

from collections.abc import Iterator, Sequence

from ltzplan.reports.check import Checked, Deviation, IssuedPapers
from ltzplan.views.blocks import GOOD, ID, LATE, QUIET, WARNING, Block, Gap, Heading, Para, Span, Table
from ltzplan.views.layout import columns
from ltzplan.views.names import COMMIT, Names

CONTEXT = 100
"""Columns of a line that are shown beside what differs in it."""


_TITLES = ("list.number", "list.paper", "list.periods", "check.issued", "check.file", "list.state")


def issued_blocks(names: Names, report: IssuedPapers) -> Iterator[Block]:
    """Say how many issued papers agree, then of each and its file whether it does, what does not first to be seen."""
    if not report.checked:
        yield Para(names.say("check.none"))
        return
    counts = {
        "altered": sum(one.by_hand for one in report.checked),
        "overtaken": sum(bool(one.overtaken) for one in report.checked),
    }
    absent = sum(one.file is None for one in report.checked)
    verdict = names.say(
        "check.verdict", count=len({one.id for one in report.checked}), absent=absent, **counts
    )
    yield Heading(verdict, 1)
    titles = [names.say(title) for title in _TITLES]
    yield Table(titles=titles, rows=[_row(names, one) for one in report.checked])
    if wrong := next((one for one in report.checked if not one.agrees), None):
        yield Para(names.say("check.which", what=wrong.file or wrong.number or wrong.id), hang=4)


def _row(names: Names, one: Checked) -> list[str | Span]:
    found = ((_altered(one), one.altered), ("overtaken", one.overtaken))
    said = names.join(names.say(f"check.{why}", count=len(places)) for why, places in found if places)
    colour = GOOD if one.agrees else LATE if one.by_hand else WARNING
    file = one.file or names.say("check.no_file")
    fine = names.say("check.fine" if one.file else "check.fine_records")
    return [
        Span(one.number or one.id or "", ID),
        names.of("papers", one.paper),
        names.periods(one.periods, "owing.months") or "-",
        names.known(one.issued),
        file,
        Span(said or fine, colour),
    ]


def check_blocks(names: Names, report: Checked) -> Iterator[Block]:
    """Say what was held against what, and each place that does not agree: two answers, for two reasons."""
    told = {
        "paper": _name(names, report),
        "day": names.day(report.made_as_of),
        "commit": report.made_from[:COMMIT],
    }
    yield Heading(names.say("check.title", **told), 1)
    if report.file is None:
        yield Para(names.say("check.without_file"), hang=4)
    if report.agrees:
        yield Para(names.say("check.agrees" if report.file else "check.not_overtaken"))
    yield from _section(names, report, "altered", report.altered, LATE)
    if report.reworded:
        yield Para(names.say("check.reworded" if report.altered else "check.as_issued"), hang=4)
    if report.altered and report.uncommitted:
        yield Para(names.say("check.uncommitted", count=report.uncommitted), hang=4)
    yield from _section(names, report, "overtaken", report.overtaken, WARNING)


def _altered(report: Checked) -> str:
    """Tell what was altered from what may be: this version would print the paper otherwise than it was issued."""
    return "maybe_altered" if report.reworded else "altered"


def _name(names: Names, report: Checked) -> str:
    said = (names.of("papers", report.paper), report.number or names.say("paper.draft"))
    return " ".join(filter(None, said))


def _section(
    names: Names, report: Checked, why: str, found: Sequence[Deviation], colour: str
) -> Iterator[Block]:
    if not found:
        return
    title = _altered(report) if why == "altered" else why
    yield from (Gap(), Heading(names.say(f"check.{title}", count=len(found))))
    for one in found:
        where = names.say(_place(report, one), n=one.place)
        how = "missing" if not one.stands else "beside" if not one.agrees else "differs"
        yield Para(
            names.say(f"check.{why}.{how}", where=where, stands=one.stands, agrees=one.agrees),
            hang=4,
            colour=colour,
        )
        if one.line not in (one.stands, one.agrees):
            yield Para(_short(one), 4, 4, QUIET)


def _place(report: Checked, one: Deviation) -> str:
    if one.where != "body":
        return f"check.at.{one.where}"
    return "check.paragraph" if report.in_paragraphs else "check.line"


def _short(one: Deviation) -> str:
    """Give the line in which something stands, of a long one what is round it."""
    if columns(one.line) <= CONTEXT:
        return one.line
    at = max(one.line.find(one.stands) - CONTEXT // 4, 0)
    cut = one.line[at : at + CONTEXT // 2]
    return f"{'…' if at else ''}{cut}{'…' if at + len(cut) < len(one.line) else ''}"
