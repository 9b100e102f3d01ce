"""What a session file says: problems raised, matters taken up, what was sorted and ordered."""

from collections.abc import Mapping
from dataclasses import dataclass

from ltzplan.model.values import Day, Text, about


@dataclass(frozen=True, kw_only=True)
class SessionSort:
    """How a matter was sorted."""

    sort: str = about("Id or word of the sort.", default="other")
    needs: str = about("Id or word of the need.")
    portfolio: str | None = about("Id or word of the portfolio.", default=None)
    key: bool = about("Proposed as a key matter.", default=False)
    because: Text = about("The reason.")


@dataclass(frozen=True, kw_only=True)
class SessionOrder:
    """What was ordered on a matter."""

    units: tuple[str, ...] = about("Units that must answer.")
    helpers: tuple[str, ...] = about("Units that help.", default=())
    tracked_by: tuple[str, ...] = about("Units that follow it.", default=())
    due: Day | None = about("By when.", default=None)
    urgency: str | None = about("From which the date is counted.", default=None)
    require: Text = about("What is required.")
    key: bool = about("A key matter.", default=False)
    because: Text | None = about(
        "The reason, where it takes the place of an order in force; else the decision.", default=None
    )


@dataclass(frozen=True, kw_only=True)
class SessionMatter:
    """A matter that was taken up."""

    id: str = about("A task, a problem, or the label of a problem raised in the session.")
    decision: Text | None = about("What was decided.", default=None)
    review: bool = about("Preliminary review of a higher level's matter.", default=False)
    sort: SessionSort | None = about("How it was sorted.", default=None)
    order: SessionOrder | None = about("What was ordered.", default=None)


@dataclass(frozen=True, kw_only=True)
class SessionProblem:
    """A problem raised in the session."""

    label: str = about("How the matters name it.")
    tasks: tuple[str, ...] = about("Tasks that it holds up.")
    text: Text = about("What stands in the way.")
    parts: tuple[str, ...] = about("Ids of the parts.", default=())
    city: str | None = about("Where it lies.", default=None)
    concerns: tuple[str, ...] | None = about("Other cities that it concerns.", default=None)
    positions: Mapping[str, Text] = about("What each city says.", default_factory=dict)
    tried: Text | None = about("What was tried.", default=None)
    wanted_by: Day | None = about("By when an answer is wanted.", default=None)
    needs: str | None = about("The need that its raiser proposes.", default=None)
    follows: str | None = about("The closed problem that it opens again.", default=None)


@dataclass(frozen=True, kw_only=True)
class SessionFile:
    """A whole session file."""

    text: Text | None = about("The session in short.", default=None)
    attended: tuple[Text, ...] = about("Who was there.", default=())
    problems: tuple[SessionProblem, ...] = about("Problems raised.", default=())
    matters: tuple[SessionMatter, ...] = about("Matters taken up.", default=())
