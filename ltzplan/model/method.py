"""The method of dispatch as data/tasks.yaml states it. Field names are the file's keys."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from ltzplan.dataclass import dataclass
from ltzplan.model.records import Kind
from ltzplan.model.values import Day, Text, about

Grounds = tuple[str, ...]
"""What a statement rests on: ids of clauses, of paragraphs of the article, `derived`, `local`."""

Named = Literal["monthly", "quarterly", "half_yearly", "yearly"]
Cycle = Annotated[str, "cycle"]
"""How often: a word of `Named`, so many months (`2 months`), or the days on which periods end each year (`03-31 09-30`)."""
Spread = Literal["day", "month", "milestones"]
REPORTED_COMPLETE, COMPLETED = "reported_complete", "completed"
"""The two stages that are the method's own: a unit's claim, and the secretariat's word."""


@dataclass(frozen=True, kw_only=True)
class Term:
    """An entry of one of the plan's lists: its word, and what the word rests on."""

    name: Text = about("The word people read.")
    short: Text | None = about("A shorter word, for narrow tables.", default=None)
    rests_on: Grounds = about("Its grounds.", refers="clauses", default=("local",))
    because: Text | None = about("The reason.", default=None)


@dataclass(frozen=True, kw_only=True)
class WorkKind(Term):
    """A kind of work, in the plan's own word."""

    cross_region: bool = about(
        "The word for cross-region projects: a task so marked is of this kind too.", default=False
    )


@dataclass(frozen=True, kw_only=True)
class Stage(Term):
    """How far work has come, in the plan's own word."""

    completes: bool = about("The plan's own word for done: it is the claim.", default=False)
    over: bool = about("It ends the task undone: broken, superseded.", key="ends", default=False)


@dataclass(frozen=True, kw_only=True)
class Measure(Term):
    """What a percent measures."""

    may_exceed: bool = about("A percent, or a count, of it may be more than the whole.", default=False)


@dataclass(frozen=True, kw_only=True)
class Level:
    """A dispatch level; the plan lists them from the lowest to the highest."""

    id: str = about("Id.")
    name: Text = about("The post, as printed.")
    short: Text | None = about("A shorter word, for narrow tables.", default=None)
    rests_on: Grounds = about("Clause.", refers="clauses", default=("local",))
    by: Literal["portfolio"] | None = about("Grouped by portfolio, or not.", default=None)
    overview: bool = about("Sees the whole plan besides its own matters.", default=False)
    decides: Text | None = about("What it decides, in a few words.", default=None)


@dataclass(frozen=True, kw_only=True)
class Need:
    """Whose coordination a problem needs, and the level that follows from it."""

    name: Text = about("Whose coordination.")
    level: str = about("Id of the level.", refers="levels")
    asks_above: bool = about("A petition asks for it; only of the highest level.", default=False)
    rests_on: Grounds = about("Clause.", refers="clauses", default=("local",))
    because: Text | None = about("The reason.", default=None)


@dataclass(frozen=True, kw_only=True)
class Portfolio:
    """The areas under one vice mayor in each city."""

    name: Text = about("Its word.")
    areas: tuple[str, ...] = about("Ids of the areas.", refers="areas")
    rests_on: Grounds = about("Its grounds.", refers="clauses", default=("local",))
    because: Text | None = about("The reason.", default=None)


@dataclass(frozen=True, kw_only=True)
class Office:
    """A place that writes records, and what it may write."""

    name: Text = about("Its name.")
    may: Literal["all"] | tuple[Kind, ...] = about("Kinds of record, or all.", words="kind")
    city: str | None = about("Id of its city.", refers="cities", default=None)
    rests_on: Grounds = about("Its grounds.", refers="clauses", default=("local",))
    because: Text | None = about("The reason.", default=None)


@dataclass(frozen=True, kw_only=True)
class WorkRhythm:
    """How often work is dispatched, summed up and evaluated."""

    dispatch: Cycle | None = about(
        "Cycle of the dispatch, and of the reports that are owed; null: no day is fixed for it.", default=None
    )
    summary: tuple[Cycle, ...] = about("Cycles of the summaries.", default=())
    evaluation: Cycle | None = about("Cycle of the evaluation.", default=None)
    ad_hoc: bool = about("Whether sessions may be called between.", default=False)
    may_be_merged: bool = about("In principle only: may be merged or put off.", default=False)
    rests_on: Grounds = about("Clause.", refers="clauses", default=("local",))


@dataclass(frozen=True, kw_only=True)
class ProblemRhythm:
    """How often the state of the assigned problems is published."""

    bulletin: Cycle | None = about("Cycle of the bulletin.", default=None)
    summary: tuple[Cycle, ...] = about("Cycles of the summaries.", default=())
    evaluation: Cycle | None = about("Cycle of the evaluation.", default=None)
    rests_on: Grounds = about("Clause.", refers="clauses", default=("local",))


@dataclass(frozen=True, kw_only=True)
class ReportRhythm:
    """By which day a period's report is due."""

    every: Cycle | None = about("How often reports are owed; null: as often as is dispatched.", default=None)
    due_day: Literal["last"] | int = about("Day of the month, 1 to 31, or `last`.", default="last")
    of: Literal["same_month", "next_month"] = about(
        "The period's last month, or the month after it.", default="same_month"
    )
    until: Literal["end", "completion"] = about(
        "Reports fall due up to the plan's end, or until a task is completed.", default="end"
    )
    percent_fresh_for: int | None = about(
        "A percent is fresh while no more periods were due since; null: it never grows old.", default=None
    )
    rests_on: Grounds = about("Its grounds.", refers="clauses", default=("local",))


@dataclass(frozen=True, kw_only=True)
class Rhythm:
    """The plan's duties in time."""

    work: WorkRhythm = about("Of the work.", default=WorkRhythm())
    problems: ProblemRhythm | None = about("Of the assigned problems.", default=None)
    reports: ReportRhythm = about("Of the reports.", default=ReportRhythm())
    since: Day | None = about("A day of the first period with duties; null: the signing.", default=None)

    @property
    def reported(self) -> Cycle | None:
        """How often reports are owed; None: they are not, and silence is nothing."""
        return self.reports.every or self.work.dispatch


@dataclass(frozen=True)
class Condition:
    """When a light burns: one of the closed list, with its limit or stages where it has some."""

    name: str
    limit: Decimal | None = None
    stages: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Light:
    """A light: the plan lists them in the order in which they are tried."""

    light: str = about("Id.")
    name: Text = about("The word, always printed.")
    colour: Literal["green", "yellow", "orange", "red", "blue"] | None = about(
        "Colour beside the word.", default=None
    )
    when: Condition = about("The condition.")
    rests_on: Grounds = about("Its grounds.", refers="clauses", default=("local",))
    because: Text | None = about("The reason.", default=None)


@dataclass(frozen=True, kw_only=True)
class Schedule:
    """How the percent that should be reached by a day is worked out."""

    by: Spread = about(
        "Spread evenly over the days from start to due, over its months, or by the weights of milestones.",
        default="day",
    )
    rests_on: Grounds = about("Its grounds.", refers="clauses", default=("local",))


@dataclass(frozen=True, kw_only=True)
class SupervisionRule:
    """A ground on which a matter is followed up to the principal leaders."""

    ground: Literal["key", "overdue", "returned", "overdue_task"] = about("The ground.")
    times: int | None = about("How often returned.", default=None)
    rests_on: Grounds = about("Clause.", refers="clauses", default=("local",))


@dataclass(frozen=True, kw_only=True)
class Former:
    """A name that a unit had."""

    name: Text = about("The name.")
    until: Day = about("The last day on which it had it.")


@dataclass(frozen=True, kw_only=True)
class Unit:
    """A unit that orders can be given to; a renamed one stays the same unit."""

    name: Text = about("Its name now.")
    city: str | None = about("Id of its city.", refers="cities", default=None)
    portfolio: str | None = about("Id of the portfolio it belongs to.", refers="portfolios", default=None)
    members: tuple[str, ...] = about("Ids of the units that it is a group of.", refers="units", default=())
    contact: Text | None = about("Whom to ask.", default=None)
    aliases: tuple[Text, ...] = about("Other names by which people call it.", default=())
    former: tuple[Former, ...] = about("Names it had, oldest first.", default=())
    ended: Day | None = about("The last day of its being; null: it is there.", default=None)
    source: str | None = about("Id of the source that gives its name.", refers="sources", default=None)
    rests_on: Grounds = about("Its grounds.", refers="clauses", default=("local",))

    def name_on(self, day: date) -> Text:
        """Give the name that it had on a day."""
        return next((one.name for one in self.former if day <= one.until.last), self.name)


@dataclass(frozen=True, kw_only=True)
class Urgency:
    """How soon an order must be answered: so many days, or so many working days."""

    name: Text = about("Its word.")
    days: int | None = about("Calendar days.", default=None)
    working_days: int | None = about("Working days.", default=None)
    rests_on: Grounds = about("Its grounds.", refers="clauses", default=("local",))


@dataclass(frozen=True, kw_only=True)
class WorkingDays:
    """Whose holidays and make-up days count."""

    country: str = about("ISO 3166 code of the country.")
    rests_on: Grounds = about("Its grounds.", refers="clauses", default=("local",))


@dataclass(frozen=True, kw_only=True)
class PaperForm:
    """How a paper is named and addressed."""

    name: Text = about("Its name.")
    addressee: Text | None = about("To whom.", default=None)
    report_to: Text | None = about("To whom above it is reported.", default=None)
    copy_to: Text | None = about("Who gets a copy.", default=None)
    mark: Text | None = about(
        "The issuer's mark before its numbers; kinds of one mark share one series.", default=None
    )
    rests_on: Grounds = about("Its grounds.", refers="clauses", default=("local",))


@dataclass(frozen=True, kw_only=True)
class Papers:
    """How papers are named, and by when those of a period are due."""

    due_after_days: int | None = about(
        "Days after its period's end by which a paper is due; null: the end of the next dispatch period.",
        default=None,
    )
    issuer: Text | None = about("Who signs, in full; null: the sorting office by its name.", default=None)
    agenda: PaperForm | None = about("Dispatch agenda.", default=None)
    brief: PaperForm | None = about("Brief of one page.", default=None)
    minutes: PaperForm | None = about("Minutes.", default=None)
    order: PaperForm | None = about("Order.", default=None)
    reminder: PaperForm | None = about("Reminder.", default=None)
    bulletin: PaperForm | None = about("Bulletin.", default=None)
    summary: PaperForm | None = about("Summary.", default=None)
    evaluation: PaperForm | None = about("Evaluation.", default=None)
    supervision: PaperForm | None = about("Supervision report.", default=None)

    def form(self, kind: str) -> PaperForm | None:
        """Give how a kind of paper is named and addressed; None where the plan does not say."""
        found: PaperForm | None = getattr(self, kind)
        return found


@dataclass(frozen=True, kw_only=True)
class Chase:
    """What the secretariat asks after."""

    due_within_days: int = about("Orders due within so many days.", default=7)
    unsigned_working_days: int = about("Orders not signed for within so many working days.", default=2)
    reports_working_days: int = about(
        "Reports owed come within so many working days of a reminder.", default=3
    )
    rests_on: Grounds = about("Its grounds.", refers="clauses", default=("local",))


@dataclass(frozen=True, kw_only=True)
class WeightedMeasure:
    """A measure of the evaluation and its weight."""

    measure: Literal[
        "dispatches_held", "papers_in_time", "reports_punctual", "orders_answered_in_time",
        "orders_accepted_in_time", "not_returned",
    ] = about("What is measured, as a percent.")  # fmt: skip
    weight: Decimal = about("Its weight.")
    rests_on: Grounds = about("Its grounds.", refers="clauses", default=("local",))
