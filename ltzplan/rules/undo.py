"""What an office may take back by one word, for it was only just written."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta

from ltzplan.model.naming import names
from ltzplan.model.records import Entry

WITHIN = timedelta(hours=1)
"""So long it may be undone (local)."""


def last_command(entries: Iterable[Entry], office: str, by: str, now: datetime) -> tuple[Entry, ...]:
    """Return the records of the last command that an author wrote in an office; none where there is none.

    What was entered long after `now` is left out, for the clock of an exercise may stand before it. Where that clock
    stands still, what names a record came after it.
    """
    own = [one for one in entries if (one.record.entered.office, one.record.entered.by) == (office, by)]
    there = (one for one in own if one.record.entered.at - now < WITHIN)
    last = max(there, key=lambda one: (one.record.entered.at, one.day, one.file), default=None)
    these: tuple[Entry, ...] = ()
    while last:
        these = tuple(one for one in own if one.file == last.file)
        last = next(built_on(these, own, {}), None)
    return tuple(sorted(these, key=lambda one: one.index))


def built_on(these: Iterable[Entry], entries: Iterable[Entry], dead: Mapping[str, Entry]) -> Iterator[Entry]:
    """Return the records in force that answer, correct or name one of `these`, and are none of them."""
    ids = {one.id for one in these}
    others = (one for one in entries if one.id not in ids and one.id not in dead)
    return (one for one in others if not ids.isdisjoint(names(one.record)))
