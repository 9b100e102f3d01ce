"""The records: what an office states once and nobody ever changes.

To add a kind: one class here, in `Record` and by its name in `Kind`; where it moves a problem, its rows in `rules.life`.
"""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import ClassVar, Literal

from ltzplan.dataclass import dataclass
from ltzplan.languages import Lang
from ltzplan.model.values import Counted, Day, Text, about


@dataclass(frozen=True, kw_only=True)
class Entered:
    """When and where a record was entered: the second clock."""

    at: datetime = about("The instant, with its offset, to the microsecond.")
    office: str = about("Id of the office that wrote it.", refers="offices")
    by: str = about("Who typed it.")


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where a statement was read, or the file that proves it."""

    title: str = about("Title.")
    published: Day | None = about("Day, month or year of publication.", default=None)
    url: str | None = about("Address.", default=None)
    sha256: str | None = about("SHA-256 of the file, in hex.", default=None)
    note: Text | None = about("What to know when relying on it.", default=None)


@dataclass(frozen=True, kw_only=True)
class Common:
    """What every record carries; written after the fields of its own kind."""

    date: Day = about("The day, month or year it speaks of.")
    text: Text | None = about("What was stated, or a remark.", default=None)
    on_behalf_of: str | None = about("Id of the office that stated it.", refers="offices", default=None)
    received: Day | None = about("When it reached the office that entered it.", default=None)
    source: Source | None = about("Where it was published.", default=None)
    evidence: Source | None = about("The file that proves it.", default=None)
    replaces: tuple[str, ...] = about("Ids of the records it corrects.", refers="records", default=())
    entered: Entered = about("When, where and by whom it was entered.")
    format: int = about("Version of the record's form.", default=1)

    @property
    def stated_by(self) -> str:
        """Id of the office that stated it, whoever entered it."""
        return self.on_behalf_of or self.entered.office


@dataclass(frozen=True, kw_only=True)
class Update(Common):
    """A dated report on a task. Where it carries nothing else, `nil` says so."""

    kind: ClassVar[str] = "update"
    task: str = about("Id of the task.", refers="tasks")
    parts: tuple[str, ...] = about("Ids of the parts it speaks of; none: the whole.", default=())
    city: str | None = about("Id of the city it speaks of.", refers="cities", default=None)
    stage: str | None = about("Id of a stage, or `reported_complete`.", refers="stages", default=None)
    percent: Decimal | None = about("Percent done, 0 to 100.", default=None)
    measure: str | None = about("Id of what the percent measures.", refers="measures", default=None)
    percent_date: Day | None = about(
        "The day that the percent speaks of; null: that of the record.", default=None
    )
    count: Counted | None = about("How many are done, of how many.", default=None)
    notes: Mapping[str, Text] = about("What it notes, by kind.", refers="note_kinds", default_factory=dict)
    milestone: str | None = about("Id of the milestone reached.", default=None)
    annual_target: Literal["met", "not_met"] | None = about(
        "The year's target.", words="annual_target", default=None
    )
    nil: bool = about("Nothing to report.", default=False)
    background: bool = about("No report: what others did or intend, and comment.", default=False)
    reopen: bool = about("A completed task is open again.", default=False)
    forecast: str | None = about(
        "Id of what the unit expects for the year's end.", refers="forecasts", default=None
    )
    next: Text | None = about("What comes next.", default=None)

    @property
    def whole(self) -> bool:
        """Tell whether it speaks of the task as a whole."""
        return not self.parts and self.city is None

    @property
    def settles(self) -> bool:
        """Tell whether it settles what several reports state differently; it is no report itself."""
        return self.percent is not None and len(self.replaces) > 1


@dataclass(frozen=True, kw_only=True)
class Problem(Common):
    """What stands in the way."""

    kind: ClassVar[str] = "problem"
    tasks: tuple[str, ...] = about("Ids of the tasks it holds up; the first names it.", refers="tasks")
    parts: tuple[str, ...] = about("Ids of the parts.", default=())
    city: str | None = about("Id of the city where it lies.", refers="cities", default=None)
    concerns: tuple[str, ...] | None = about(
        "Ids of the other cities it concerns.", refers="cities", default=None
    )
    positions: Mapping[str, Text] = about("What each city says.", refers="cities", default_factory=dict)
    tried: Text | None = about("What was tried.", default=None)
    wanted_by: Day | None = about("By when an answer is wanted.", typed="ahead", default=None)
    needs: str | None = about("Id of the need that its raiser proposes.", refers="needs", default=None)
    follows: str | None = about(
        "Id of the closed problem that it opens again.", refers="records", default=None
    )


@dataclass(frozen=True, kw_only=True)
class Recommendation:
    """What the secretariat recommends that a level decide."""

    text: Text = about("What to decide.")
    units: tuple[str, ...] = about("Ids of the units to assign it to.", refers="units", default=())
    due: Day | None = about("By when.", typed="ahead", default=None)


@dataclass(frozen=True, kw_only=True)
class Sort(Common):
    """The secretariat's word on what sort a problem is and whose coordination it needs."""

    kind: ClassVar[str] = "sort"
    answers: str = about("Id of the problem, or of its last move.", refers="records")
    sort: str | None = about("Id of the sort; null where dismissed.", refers="sorts", default=None)
    needs: str | None = about("Id of the need; null where dismissed.", refers="needs", default=None)
    portfolio: str | None = about(
        "Id of the portfolio; null: that of the first task's area.", refers="portfolios", default=None
    )
    key: bool = about("Proposed as a key matter.", default=False)
    dismissed: bool = about("Not for dispatch.", default=False)
    recommends: Recommendation | None = about("What the level is recommended to decide.", default=None)
    because: Text = about("The reason.")


@dataclass(frozen=True, kw_only=True)
class Recheck(Common):
    """The secretariat's check: a claim or a problem accepted, or returned with a reason."""

    kind: ClassVar[str] = "recheck"
    answers: str = about("Id of the claim, of the problem or of its last move.", refers="records")
    verdict: Literal["accept", "return"] = about("The outcome.", words="move")
    due: Day | None = about("The new due date that a return sets.", typed="ahead", default=None)
    because: Text | None = about("The reason; a return must have one.", default=None)


@dataclass(frozen=True, kw_only=True)
class Order(Common):
    """The slip by which the secretariat assigns one problem to units, with a due date."""

    kind: ClassVar[str] = "order"
    answers: str = about("Id of the problem, or of its last move.", refers="records")
    number: str = about("Its number, such as 〔2020〕3号.")
    units: tuple[str, ...] = about("Ids of the units that must answer.", refers="units")
    helpers: tuple[str, ...] = about("Ids of the units that help.", refers="units", default=())
    tracked_by: tuple[str, ...] = about(
        "Ids of the units that follow it beside who does it.", refers="units", default=()
    )
    due: Day = about("By when; absolute, whatever the calendar says later.", typed="ahead")
    urgency: str | None = about(
        "Id of the urgency from which the due date was counted.", refers="urgencies", default=None
    )
    require: Text = about("What is required.")
    key: bool = about("A key matter.", default=False)
    origin: Literal["session", "instruction", "supervision"] | None = about(
        "What led to it.", words="order_origin", default=None
    )
    session: str | None = about("Id of the session that decided it.", refers="records", default=None)
    because: Text | None = about("The reason, where it takes the place of an order in force.", default=None)


@dataclass(frozen=True, kw_only=True)
class Petition(Common):
    """What the cities jointly ask of an authority above them; while it waits no unit is late."""

    kind: ClassVar[str] = "petition"
    answers: tuple[str, ...] = about("Ids of the problems, or of their last moves.", refers="records")
    to: Text = about("Whom it asks.")
    number: str | None = about("The number of the letter.", default=None)
    joined_by: tuple[str, ...] = about(
        "Ids of the cities that ask; none: all of the plan.", refers="cities", default=()
    )
    answer_by: Day | None = about("By when an answer is expected.", typed="ahead", default=None)


@dataclass(frozen=True, kw_only=True)
class Reply(Common):
    """A unit's move on an order, or the answer to a petition as the secretariat enters it."""

    kind: ClassVar[str] = "reply"
    answers: str = about(
        "Id of the problem or of its last move; for an answer, of the petition.", refers="records"
    )
    problem: str | None = about(
        "Of an answer: id of the problem, for a petition may ask of several.", refers="records", default=None
    )
    unit: str | None = about(
        "Id of the unit; null for the answer to a petition.", refers="units", default=None
    )
    says: Literal["received", "progress", "done", "cannot", "answer"] = about("The move.", words="move")


Ended = Literal["withdrawn", "merged", "split"]


@dataclass(frozen=True, kw_only=True)
class Adjustment(Common):
    """What was decided to change: a problem's due date, or a task's date, target or being."""

    kind: ClassVar[str] = "adjustment"
    task: str | None = about("Id of the task.", refers="tasks", default=None)
    answers: str | None = about("Id of the problem or of its last move.", refers="records", default=None)
    due: Day | None = about("The new due date.", typed="ahead", default=None)
    no_due: bool = about("The task has no due date any more.", default=False)
    target: Text | None = about("The new promise.", default=None)
    withdrawn: bool = about("The task is given up.", default=False)
    merged_into: str | None = about("Id of the task that it goes on in.", refers="tasks", default=None)
    split_into: tuple[str, ...] = about("Ids of the tasks that it goes on in.", refers="tasks", default=())
    because: Text = about("The reason.")
    approved_by: str = about("Who approved it.")

    @property
    def ends(self) -> Ended | None:
        """How it ends a task of its own."""
        if self.merged_into:
            return "merged"
        return "split" if self.split_into else "withdrawn" if self.withdrawn else None

    @property
    def into(self) -> tuple[str, ...]:
        """Ids of the tasks that the ended one goes on in."""
        return (self.merged_into,) if self.merged_into else self.split_into


@dataclass(frozen=True, kw_only=True)
class AgendaItem:
    """A matter that a session took up."""

    id: str = about("Id of the problem or task.")
    decision: Text | None = about("What was decided.", default=None)
    review: bool = about("Preliminary review of a higher level's matter; it closes nothing.", default=False)


@dataclass(frozen=True, kw_only=True)
class Session(Common):
    """A dispatch held, or the word that one was put off."""

    kind: ClassVar[str] = "session"
    level: str | None = about(
        "Id of the level that held it; null: of no level.", refers="levels", default=None
    )
    portfolio: str | None = about("Id of the portfolio.", refers="portfolios", default=None)
    form: Literal["meeting", "on_site", "information"] | None = about(
        "How it was held; null: it was put off.", words="form", default=None
    )
    ad_hoc: bool = about("Called between the regular ones.", default=False)
    because: Text | None = about("The reason, where ad hoc, merged or put off.", default=None)
    attended: tuple[Text, ...] = about("Who was there; none at a dispatch by information.", default=())
    matters: tuple[AgendaItem, ...] = about("What was taken up.", default=())
    merges: tuple[str, ...] = about("Other periods whose dispatch it holds too.", typed="period", default=())
    put_off: str | None = about("The period whose dispatch is put off.", typed="period", default=None)
    joint_meeting: bool = about("A joint meeting: shown, but no dispatch of the rhythm.", default=False)
    stated: Mapping[str, int] = about("Counts that it stated; never ours.", default_factory=dict)


PaperKind = Literal[
    "agenda", "brief", "minutes", "order", "reminder", "bulletin", "summary", "evaluation", "supervision"
]
PaperForm = Literal["text", "json", "md", "docx"]


@dataclass(frozen=True, kw_only=True)
class Paper(Common):
    """A paper as issued: final, and printed again from its day and commit."""

    kind: ClassVar[str] = "paper"
    paper: PaperKind = about("What it is.", words="paper")
    number: str | None = about("Its number.", default=None)
    periods: tuple[str, ...] = about("The periods that it covers.", typed="period", default=())
    level: str | None = about("Id of the level it is for.", refers="levels", default=None)
    portfolio: str | None = about("Id of the portfolio it is for.", refers="portfolios", default=None)
    unit: str | None = about("Id of the unit it is for.", refers="units", default=None)
    concerns: tuple[str, ...] = about(
        "Ids of the session or order that it is about.", refers="records", default=()
    )
    options: tuple[str, ...] = about("How else it was asked for.", default=())
    lang: Lang = about("Its language.")
    form: PaperForm = about("Its form.", default="text")
    commit: str | None = about("The commit that plan and records were read from.", default=None)
    known_on: Day | None = about("The day by whose end it was entered; null: all of it.", default=None)
    sha256: str = about("SHA-256 of the paper as printed, in hex.")
    corrects: str | None = about("Id of the older paper that it corrects.", refers="records", default=None)


@dataclass(frozen=True, kw_only=True)
class Withdrawal(Common):
    """Takes back a record that should not exist; it stays readable, without effect."""

    kind: ClassVar[str] = "withdrawal"
    withdraws: str = about("Id of the record.", refers="records")
    because: Text = about("The reason.")


Record = (
    Update | Adjustment | Problem | Sort | Order | Petition | Reply | Recheck | Session | Paper | Withdrawal
)
Kind = Literal[
    "update", "adjustment", "problem", "sort", "order", "petition", "reply", "recheck", "session", "paper",
    "withdrawal",
]  # fmt: skip
"""The kinds of record, as offices are given them."""
OTHER = "other"
"""The sort of problem that every plan has beside its own."""
FORMAT = 1
"""The newest form of a record that this version reads."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A record with the id and the place that the store gave it."""

    id: str = about("Subject and the first 16 hex digits of the SHA-256 of its bytes.")
    record: Record = about("What was stated.")
    file: str = about("Path of its file below the records folder; an archived one keeps its path.")
    index: int = about("Its place in the file, from 0.", default=0)
    counts: date | None = about(
        "The day from which it counts, where that is not the last day that it speaks of.", default=None
    )

    @property
    def day(self) -> date:
        """Give the day from which it counts."""
        return self.counts or self.record.date.last
