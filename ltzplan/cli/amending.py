"""A correction at the table: what the record says is proposed anew, and only what is answered otherwise is said."""

from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from decimal import Decimal
from typing import get_args

from ltzplan.cli.options import EMPTY, Group, Writing
from ltzplan.cli.question import Question, question
from ltzplan.cli.sitting import Seat, put
from ltzplan.model.codec import described
from ltzplan.model.records import Record
from ltzplan.model.values import Counted, Day

_ASIDE = {"source", "evidence", "on_behalf_of", "received", "replaces", "origin", "session"}
"""What is corrected by its option alone: where a statement came from, and for whom it was made."""


def amended(seat: Seat, id: str, groups: Sequence[Group]) -> bool:
    """Ask for what a record says, with that proposed, put down what was answered otherwise, and tell whether anything was."""
    recorder, standing = seat.recorder, seat.recorder.standing(id)
    old = next(one.record for one in recorder.space.entries if one.id == standing)
    seat.take(recorder.about(standing).split(", ")[0])
    changed = False
    for group, one, name in _questions(seat, old, groups):
        if (answer := seat.ask(one)) != one.proposed:
            put((group,), name, answer or EMPTY)
            changed = True
    if recorder.date is None:
        asked = question(recorder.typed, Writing(), seat.verb.kind, "date")
        if (day := seat.ask(replace(asked, proposed=old.date.text))) != old.date.text:
            recorder.date, changed = day, True
    return changed


def _questions(seat: Seat, old: Record, groups: Sequence[Group]) -> Iterator[tuple[Group, Question, str]]:
    """Return each question with its group and option: for what the record says, and for what the verb asks anyway."""
    kind: type = type(old)
    known, typed = {one.name for one in described(kind)}, seat.recorder.typed
    for group, option in ((each, one) for each in groups for one in fields(each)):
        name, is_flag = option.name, get_args(option.type)[0] is bool
        if is_flag or name in _ASIDE or name == seat.verb.of or name not in known:
            continue
        said = _words(seat, getattr(old, name))
        if said or name in seat.verb.amends:
            asked = question(typed, group, kind, name)
            yield group, replace(asked, may_pass=True, proposed=said), name


def _words(seat: Seat, said: object) -> str:
    """Say a value of a record as it is typed; empty where it says none."""
    match said:
        case None:
            return ""
        case Day() | Counted():
            return said.text
        case tuple():
            return ", ".join(map(str, said))
        case Decimal() | int():
            return str(said)
        case _:
            return seat.recorder.names.read(said)
