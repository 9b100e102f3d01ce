"""A problem's life, as one table: state x move -> state."""

from typing import assert_never

from ltzplan.model.records import Problem, Recheck, Record, Sort, Update, Withdrawal

RAISED = "raised"
LIFE: dict[tuple[str, str], str] = {
    ("raised", "sort"): "sorted",
    ("raised", "dismiss"): "dismissed",
    ("raised", "accept"): "closed",
    ("sorted", "sort"): "sorted",
    ("sorted", "dismiss"): "dismissed",
    ("sorted", "accept"): "closed",
}


def move_of(record: Record) -> str | None:
    """Give the name of a record's move on what it answers; None for what moves nothing."""
    match record:
        case Sort():
            return "dismiss" if record.dismissed else "sort"
        case Recheck():
            return record.verdict
        case Update() | Problem() | Withdrawal():
            return None
        case _:
            assert_never(record)


def after(state: str, move: str | None) -> str | None:
    """Give the state after a move; None where the move is impossible (clause demands-3)."""
    return LIFE.get((state, move or ""))


def moves_from(state: str) -> tuple[str, ...]:
    """Give the moves that are possible in a state."""
    return tuple(move for known, move in LIFE if known == state)
