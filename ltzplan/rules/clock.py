"""Whose clock runs: days late while a unit, not the secretariat or a higher authority, held the matter."""

from collections.abc import Sequence
from datetime import date, timedelta

from ltzplan.model.due import DueDate, Pause

ONE_DAY = timedelta(days=1)


def days_late(dues: Sequence[DueDate], pauses: Sequence[Pause], as_of: date) -> int:
    """Count the days after the due date in force on them, at whose end a unit held the matter.

    A new date counts from the day it was set, so that what was late before stays (effect-2).
    """
    late = 0
    for at, dated in enumerate(dues):
        if dated.due is None or dated.due.last >= as_of:
            continue
        first = max(dated.due.last + ONE_DAY, dated.since)
        last = min(dues[at + 1].since - ONE_DAY if at + 1 < len(dues) else as_of, as_of)
        late += _days(first, last) - sum(
            _days(max(first, pause.since), min(last, pause.until - ONE_DAY if pause.until else last))
            for pause in pauses
        )
    return late


def _days(first: date, last: date) -> int:
    return max((last - first).days + 1, 0)
