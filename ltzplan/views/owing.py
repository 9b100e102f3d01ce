"""`ltz list silent` on a screen: who owes reports since when, then the tasks, the longest silence first."""

from collections.abc import Iterator, Sequence

from ltzplan.reports.escalation import Silent
from ltzplan.reports.owing import Debtor, Whose
from ltzplan.views.blocks import ID, QUIET, WARNING, Block, Para, Span, Table, section
from ltzplan.views.matters import last_reports, owed_by_said
from ltzplan.views.names import Names
from ltzplan.views.status import led_by

IDS = 8
"""Tasks that are named of one; of more how many they are."""


def owing_blocks(
    names: Names, found: Sequence[Debtor], silent: Sequence[Silent], by: Whose
) -> Iterator[Block]:
    """Give the verdict, a row for each that owes, and one for each task."""
    silent = sorted(silent, key=lambda one: one.longest[0])
    if not silent:
        return
    first, whole = silent[0].longest, [one.task for one in silent if not one.partly]
    partly = len(silent) - len(whole)
    said = {
        "count": len(whole),
        "origins": names.bracket(names.origins(whole)),
        "partly": names.say("owing.partly", count=partly) if partly else "",
        "since": first[0],
        "periods": len(first),
    }
    yield Para((Span(names.say("owing.verdict", **said), WARNING), Span(names.say("owing.note"))), hang=4)
    if any(one.owed_by for one in silent):
        yield Para(names.say("owing.longest"), hang=4, colour=QUIET)
    yield from section(names.say(f"owing.by.{by}"), [_by_whom(names, found, by)])
    yield from section(names.say("owing.tasks"), [_tasks(names, silent)])


def _by_whom(names: Names, found: Sequence[Debtor], by: Whose) -> Table:
    counted = [names.say(f"list.{one}") for one in ("owed_since", "owed_periods")]
    who, tasks, last, which = (names.say(f"owing.col.{one}") for one in (by, "tasks", "last", "which"))
    return Table(
        titles=[who, tasks, *counted, last, which],
        rows=[
            [
                Span(_who(names, one, by), ID),
                str(len(one.tasks)),
                one.since,
                str(one.periods),
                one.last_report.text if one.last_report else names.say("none"),
                names.shorts(one.tasks[:IDS]) + (" …" if one.tasks[IDS:] else ""),
            ]
            for one in found
        ],
        right=frozenset({1, 3}),
        indent=2,
    )


def _who(names: Names, one: Debtor, by: Whose) -> str:
    if one.who is None:
        return names.say("owing.no_lead")
    return names.of("cities", one.who) if by == "city" and isinstance(one.who, str) else names.read(one.who)


def _tasks(names: Names, silent: Sequence[Silent]) -> Table:
    titles = ("task", "owed_since", "owed_periods", "title", "owed_by")
    return Table(
        titles=[names.say(f"list.{one}") for one in titles],
        rows=[
            [
                Span(one.task, ID),
                one.longest[0],
                str(len(one.longest)),
                names.of("tasks", one.task) + names.bracket(led_by(names, one.task)),
                owed_by_said(names, one.owed_by) or last_reports(names, one.reported_by),
            ]
            for one in silent
        ],
        right=frozenset({2}),
        indent=2,
    )
