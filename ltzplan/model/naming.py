"""What records name: other records, and in their own ids and paths what they are about."""

from collections.abc import Mapping
from dataclasses import fields
from typing import assert_never, get_args

from ltzplan.model.ids import subject_of
from ltzplan.model.records import (
    Adjustment,
    Common,
    Order,
    Paper,
    Petition,
    Problem,
    Recheck,
    Record,
    Reply,
    Session,
    Sort,
    Update,
    Withdrawal,
)

NAMING: Mapping[type, tuple[str, ...]] = {
    kind: tuple(
        one.name
        for one in sorted(fields(kind), key=lambda one: one.name in Common.__dataclass_fields__)
        if one.metadata.get("refers") == "records"
    )
    for kind in get_args(Record)
}
"""The fields of each kind of record that name other records, what it replaces last."""


def names(record: Record) -> tuple[str, ...]:
    """Ids of the records that this one answers, follows, withdraws, replaces or takes up."""
    found = [one.id for one in record.matters if "-" in one.id] if isinstance(record, Session) else []
    for name in NAMING[record.__class__]:
        named: str | tuple[str, ...] | None = getattr(record, name)
        if named:
            found += (named,) if isinstance(named, str) else named
    return tuple(found)


def mended(record: Record) -> tuple[str, ...]:
    """Ids of the records that this one replaces or withdraws."""
    return (*record.replaces, record.withdraws) if isinstance(record, Withdrawal) else record.replaces


def answered(record: Record) -> tuple[str, ...]:
    """Give the problems, moves and tasks that a record answers, withdraws or took up."""
    match record:
        case Petition():
            return record.answers
        case Session():
            return tuple(one.id for one in record.matters)
        case Withdrawal():
            return (record.withdraws,)
        case _:
            answers: str | None = getattr(record, "problem", None) or getattr(record, "answers", None)
            return (answers,) if answers else ()


def subject(record: Record) -> str:
    """Give the task that names the record in ids and paths."""
    match record:
        case Update():
            return record.task
        case Problem():
            return record.tasks[0] if record.tasks else ""
        case Reply():
            return subject_of(record.problem or record.answers)
        case Sort() | Order() | Recheck():
            return subject_of(record.answers)
        case Adjustment():
            return record.task or subject_of(record.answers or "")
        case Petition():
            return subject_of(record.answers[0]) if record.answers else ""
        case Session():
            return record.level or "joint"
        case Paper():
            return record.paper
        case Withdrawal():
            return subject_of(record.withdraws)
        case _:
            assert_never(record)
