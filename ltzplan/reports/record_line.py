"""A record as it reads in a list, or in a part of a report."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from decimal import Decimal
from typing import TypeVar

from ltzplan.dataclass import dataclass
from ltzplan.model.records import Entry, Record, Source
from ltzplan.model.values import Counted, Day, Text, about
from ltzplan.rules.life import move_of

Retold = TypeVar("Retold")


def retold(kind: type[Retold], record: object, /, **own: object) -> Retold:
    """A shape that retells a record: what is not given is what the record says under the same name."""
    names = (one.name for one in fields(kind) if one.name not in own)  # type: ignore[arg-type]
    return kind(**{name: getattr(record, name) for name in names}, **own)


@dataclass(frozen=True, kw_only=True)
class Corrected:
    """A record that another took the place of, with the figure that it stated."""

    record: str = about("Id.")
    office: str = about("Id of the office that stated it.", refers="offices")
    percent: Decimal | None = about("The percent that it stated.")
    measure: str | None = about("Id of what that measures.", refers="measures")
    percent_date: Day = about("The day that it speaks of.")


@dataclass(frozen=True, kw_only=True)
class RecordLine:
    """A record as it reads in a list: what it shares with others, and what its kind has."""

    record: str = about("Id.")
    kind: str = about("Kind.", words="kind")
    date: Day = about("The day it speaks of.")
    office: str = about("Id of the office that wrote it.", refers="offices")
    by: str = about("Who typed it.")
    on_behalf_of: str | None = about(
        "Id of the office that stated it; null: that which wrote it.", refers="offices", default=None
    )
    text: Text | None = about("What was stated, or the reason.")
    next: Text | None = about("What comes next.", default=None)
    source: Source | None = about("Where it was published.", default=None)
    percent: Decimal | None = about("Percent stated.", default=None)
    measure: str | None = about("Id of what it measures.", refers="measures", default=None)
    percent_date: Day | None = about(
        "The day that the percent speaks of; null: that of the record.", default=None
    )
    notes: Mapping[str, Text] = about("What it notes, by kind.", refers="note_kinds", default_factory=dict)
    count: Counted | None = about("How many are done, of how many.", default=None)
    nil: bool = about("Says openly that nothing is new.", default=False)
    background: bool = about("No report: what others did or intend, and comment.", default=False)
    reopen: bool = about("Opens a completed task again.", default=False)
    corrects: tuple[Corrected, ...] = about("What it took the place of.", default=())
    changed: tuple[str, ...] = about(
        "Names of the fields in which it differs from the one record that it took the place of.",
        words="list",
        default=(),
    )
    parts: tuple[str, ...] = about("Ids of the parts it speaks of.", default=())
    city: str | None = about("Id of the city it speaks of.", refers="cities", default=None)
    stage: str | None = about("Id of the stage stated.", refers="stages", default=None)
    move: str | None = about("Its move in the life of what it answers.", words="move", default=None)
    sort: str | None = about("Id of the sort that a problem is given.", refers="sorts", default=None)
    needs: str | None = about(
        "Id of whose coordination it needs, or is proposed to need.", refers="needs", default=None
    )
    number: str | None = about("Number of the order, petition or paper.", default=None)
    unit: str | None = about("Id of the unit that replies.", refers="units", default=None)
    units: tuple[str, ...] = about("Ids of the units that must answer the order.", refers="units", default=())
    due: Day | None = about("The due date that it sets.", default=None)
    no_due: bool = about("Takes the due date off.", default=False)
    to: Text | None = about("Whom the petition asks.", default=None)
    joined_by: tuple[str, ...] = about(
        "Ids of the cities that ask, where not all do.", refers="cities", default=()
    )
    answer_by: Day | None = about("By when its answer is expected.", default=None)
    target: Text | None = about("The promise that it sets.", default=None)
    approved_by: str | None = about("Who approved the change.", default=None)
    level: str | None = about(
        "Id of the level that held the session, or that the paper is for.", refers="levels", default=None
    )
    form: str | None = about("How the session was held, or the paper printed.", words="form", default=None)
    joint_meeting: bool = about("Whether it is a joint meeting.", default=False)
    paper: str | None = about("What paper it is.", refers="papers", default=None)
    void: bool = about("Withdrawn: it moves nothing.", default=False)


_SHARED = ("record", "kind", "date", "office", "by", "text", "source", "move", "corrects", "changed")
_OWN = tuple(one.name for one in fields(RecordLine) if one.name not in _SHARED)


def said(entry: Entry, corrected: Iterable[Entry] = ()) -> RecordLine:
    """Give a record's line, with what it took the place of."""
    record, corrected = entry.record, tuple(corrected)
    return RecordLine(
        record=entry.id,
        kind=record.kind,
        date=record.date,
        office=record.entered.office,
        by=record.entered.by,
        text=record.text or getattr(record, "because", None) or getattr(record, "require", None),
        source=record.source,
        move=move_of(record),
        corrects=tuple(map(_corrected, corrected)),
        changed=tuple(_changed(record, corrected[0].record)) if len(corrected) == 1 else (),
        **{name: value for name in _OWN if (value := getattr(record, name, None)) is not None},
    )


def _changed(record: Record, old: Record) -> Iterator[str]:
    """Give the fields in which a record says another thing than what it corrects."""
    told = (
        one.name
        for one in fields(record)
        if one.name not in ("entered", "on_behalf_of", "replaces", "format")
    )
    return (name for name in told if getattr(record, name) != getattr(old, name, None))


def _corrected(entry: Entry) -> Corrected:
    record = entry.record
    return Corrected(
        record=entry.id,
        office=record.stated_by,
        percent=getattr(record, "percent", None),
        measure=getattr(record, "measure", None),
        percent_date=getattr(record, "percent_date", None) or record.date,
    )
