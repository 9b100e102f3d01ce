"""What a session stated of the plan's tasks: shown beside our own counts, never taken for them."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Literal

from ltzplan.dataclass import dataclass
from ltzplan.model.records import Session, Source, Update
from ltzplan.model.state import State
from ltzplan.model.task_state import TaskState, kept
from ltzplan.model.values import Day, about


@dataclass(frozen=True, kw_only=True)
class MeetingCounts:
    """What a session stated of the plan's tasks, beside what the records give; never taken for it."""

    record: str = about("Id of the session.")
    date: Day = about("Its day.")
    joint_meeting: bool = about("Whether it was a joint meeting.")
    source: Source | None = about("Where it was published.")
    counts: Mapping[str, int] = about("The counts, by word.")
    ours: Mapping[str, int] = about(
        "Our own counts on that day of the year's targets met and not met, where it stated them."
    )
    unknown: int = about("Tasks of which nothing was stated by then.", default=0)


def stated_by_session(state: State) -> MeetingCounts | None:
    """Give the counts that a session last stated, beside ours of the same words on its own day."""
    said = ((one.id, one.record) for one in reversed(state.sessions) if isinstance(one.record, Session))
    id, session = next(((id, one) for id, one in said if one.stated), ("", None))
    if session is None:
        return None
    own = (one for one in state.tasks.values() if one.task.origin == "plan")
    day = session.date.last
    targets = Counter(annual_target(one, day) for one in own)
    return MeetingCounts(
        record=id,
        date=session.date,
        joint_meeting=session.joint_meeting,
        source=session.source,
        counts=session.stated,
        ours={word: targets[word] for word in ("met", "not_met") if word in session.stated},
        unknown=targets[None],
    )


@kept
def annual_target(task: TaskState, by: date | None = None) -> Literal["met", "not_met"] | None:
    """What was last stated of a task's target of the year, by a day or so far."""
    reports = (one.record for one in task.reports if by is None or one.day <= by)
    said = (one.annual_target for one in reports if isinstance(one, Update))
    return next(reversed([one for one in said if one]), None)
