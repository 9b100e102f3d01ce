"""What a session stated of the plan's tasks: shown beside our own counts, never taken for them."""

from collections.abc import Mapping
from dataclasses import dataclass

from ltzplan.model.records import Session, Source
from ltzplan.model.state import State
from ltzplan.model.values import Day, about


@dataclass(frozen=True, kw_only=True)
class Stated:
    """What a session stated of the plan's tasks, beside what the records give; never taken for it."""

    record: str = about("Id of the session.")
    date: Day = about("Its day.")
    joint_meeting: bool = about("Whether it was a joint meeting.")
    source: Source | None = about("Where it was published.")
    counts: Mapping[str, int] = about("The counts, by word.")
    ours: Mapping[str, int] = about("Of these words our own counts, where there are such.")


def stated_by_session(state: State, ours: Mapping[str, int]) -> Stated | None:
    """Give the counts that a session last stated, beside `ours` by the same words."""
    said = ((one.id, one.record) for one in reversed(state.sessions) if isinstance(one.record, Session))
    id, session = next(((id, one) for id, one in said if one.stated), ("", None))
    if session is None:
        return None
    return Stated(
        record=id,
        date=session.date,
        joint_meeting=session.joint_meeting,
        source=session.source,
        counts=session.stated,
        ours={word: ours[word] for word in session.stated if word in ours},
    )
