"""The plan as data/tasks.yaml states it. Field names are the file's keys."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Literal

from ltzplan.dataclass import dataclass
from ltzplan.languages import Lang
from ltzplan.model.method import (
    Chase,
    Grounds,
    Level,
    Light,
    Measure,
    Named,
    Need,
    Office,
    Papers,
    Portfolio,
    Rhythm,
    Schedule,
    Stage,
    SupervisionRule,
    Term,
    Unit,
    Urgency,
    WeightedMeasure,
    WorkingDays,
    WorkKind,
)
from ltzplan.model.sources import Document, Ground, Note, Paragraph
from ltzplan.model.values import Day, Duration, Text, about

Origin = Literal["plan", "carried_over", "project"]
HOLDERS = "units offices levels"
"""The plan's lists whose entries may have a matter."""


@dataclass(frozen=True, kw_only=True)
class Header:
    """Which plan this is and over which time it runs."""

    format: int = about("Version of the file's form; 1.")
    id: str = about("Short name of the plan.")
    name: Text = about("Full title.")
    signed: Day = about("Day it was signed; schedules and monthly reports run from here.")
    ends: Day = about("Last day of its period.")
    time_zone: str = about("IANA name of the zone in which its days begin and end.")
    language: Lang = about("Language of papers and commit messages.", default="zh")
    completion: Literal["recheck", "claim"] = about(
        "Whether a unit's claim completes a task, or the secretariat's recheck.", default="recheck"
    )
    list: Note | None = about("How the list of tasks came about.", default=None)
    grounds: Mapping[str, Ground] = about("What its other fields rest on, by field.", default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Area:
    """A field of work."""

    id: str = about("Id.")
    name: Text = about("Its word.")
    expects: int | None = about("How many tasks of the plan it holds.", default=None)
    goal: Text | None = about("What the area aims at.", default=None)
    rests_on: Grounds = about("Its grounds.", refers="clauses", default=("derived",))


@dataclass(frozen=True, kw_only=True)
class Section:
    """A group of tasks within an area."""

    id: str = about("Id.")
    name: Text = about("Its word.")
    area: str | None = about("Id of the area that it belongs to.", refers="areas", default=None)
    rests_on: Grounds = about("Its grounds.", refers="clauses", default=("derived",))


@dataclass(frozen=True, kw_only=True)
class CountTarget:
    """How many of what are to be done."""

    of: int = about("How many.")
    what: Text | None = about("Of what, as it is printed after the number.", default=None)


@dataclass(frozen=True, kw_only=True)
class Within:
    """By when, counted from the day on which a milestone is reported as reached."""

    within: Duration = about("How long after it.")
    milestone: str = about("Id of the task's milestone.", key="from")


@dataclass(frozen=True, kw_only=True)
class Target:
    """What is promised, with the exact sense of its verb."""

    zh: str | None = about("The promise in Chinese.", default=None)
    en: str | None = about("The promise in English.", default=None)
    verb: str | None = about("Id of the verb's sense.", refers="verbs", default=None)
    due: Day | None = about("By when; null where not published.", default=None)
    due_words: Text | None = about("By when, in the words that were published.", default=None)
    done_when: Text | None = about("What counts as done; null: not published.", default=None)
    count: CountTarget | None = about("How many of what are promised.", default=None)
    rests_on: Grounds = about("Its grounds.", refers="clauses", default=("local",))
    because: Text | None = about("The reason of a reading.", default=None)
    due_also: Day | None = about("By when in another source: late is what is past both.", default=None)
    due_within: Within | None = about("By when, counted from a milestone.", default=None)


@dataclass(frozen=True, kw_only=True)
class LeadUnit:
    """A unit that answers for a task or helps with it."""

    name: Text = about("Name of the unit.")
    unit: str | None = about("Its id, where it is one of the plan's units.", refers="units", default=None)
    city: str | None = about("Id of its city.", refers="cities", default=None)
    group: str | None = about(
        "Id of the group for which it stands: each of it owes its own report.", refers="units", default=None
    )

    @property
    def key(self) -> str:
        """What tells it from others: its id, else its name."""
        name = self.name if isinstance(self.name, str) else self.name.zh or self.name.en
        return self.unit or name or ""


@dataclass(frozen=True, kw_only=True)
class Part:
    """A named piece of a task."""

    zh: str | None = about("Name in Chinese.", default=None)
    en: str | None = about("Name in English.", default=None)
    cities: tuple[str, ...] | None = about("Ids of the cities it lies in.", refers="cities", default=None)
    target: Target | None = about("Its own promise.", default=None)
    weight: Decimal | None = about("Its share in a derived percent.", default=None)
    continues: str | None = about("The earlier plan it runs on from.", default=None)
    rests_on: Grounds = about("Its grounds.", refers="clauses", default=("derived",))
    because: Text | None = about("The reason of a reading.", default=None)


@dataclass(frozen=True, kw_only=True)
class Milestone:
    """A point on the way that is not completion."""

    id: str = about("Id.")
    zh: str | None = about("Name in Chinese.", default=None)
    en: str | None = about("Name in English.", default=None)
    due: Day | None = about("By when; null where not published.", default=None)
    weight: Decimal | None = about("Its share in a schedule by milestones.", default=None)
    rests_on: Grounds = about("Its grounds.", refers="clauses", default=("local",))
    due_words: Text | None = about("By when, in the words that were published.", default=None)
    due_also: Day | None = about("By when in another source: late is what is past both.", default=None)
    due_within: Within | None = about("By when, counted from another milestone.", default=None)


def due_of(one: Target | Milestone, reached: Mapping[str, date]) -> Day | None:
    """By when something is promised: of two readings the later, or counted from the day a milestone was reached.

    None where no day is published, or the milestone is not reached.
    """
    if counted := one.due_within:
        since = reached.get(counted.milestone)
        return Day.of(counted.within.after(since)) if since else None
    return max(filter(None, (one.due, one.due_also)), key=lambda day: day.last, default=None)


@dataclass(frozen=True, kw_only=True)
class Recurring:
    """A duty that comes back."""

    id: str = about("Id.")
    zh: str | None = about("The duty in Chinese.", default=None)
    en: str | None = about("The duty in English.", default=None)
    every: Named | None = about("How often; null: regularly, no cycle published.", default=None)
    rests_on: Grounds = about("Its grounds.", refers="clauses", default=("local",))


@dataclass(frozen=True, kw_only=True)
class Dispatch:
    """A task's standing level and the need from which it follows."""

    needs: str = about("Id of the need.", refers="needs")
    level: str = about("Id of the level; must agree with the need.", refers="levels")
    rests_on: Grounds = about("Its grounds.", refers="clauses")
    because: Text | None = about("The reason.", default=None)


@dataclass(frozen=True, kw_only=True)
class Task:
    """One thing that the governments have promised to do together."""

    id: str = about("Id; letters, digits, underscore, dot.")
    no: str | None = about("Its number as published, shown in the place of its id.", default=None)
    name: Text = about("Title.")
    summary: Text | None = about("What it is about.", default=None)
    area: str | None = about(
        "Id of the area; where it is left out that of the section, else none.", refers="areas", default=None
    )
    section: str | None = about("Id of the section within its area.", refers="sections", default=None)
    origin: Origin = about("Whether it counts as one of the plan's tasks.", default="plan")
    kind: str | None = about("Id of the kind of work.", refers="kinds", default=None)
    cross_region: bool = about("A cross-region project: its problems concern another city.", default=False)
    cities: tuple[str, ...] = about("Ids of the cities that take part.", refers="cities", default=())
    lead_units: tuple[LeadUnit, ...] | None = about("Who answers; null: not published.", default=None)
    supporting_units: tuple[LeadUnit, ...] | None = about("Who helps.", default=None)
    start: Day | None = about("Where its schedule starts; else the signing.", default=None)
    target: Target = about("The main promise.", default=Target())
    other_wordings: tuple[Target, ...] = about("The same promise in other words.", default=())
    further_targets: tuple[Target, ...] = about("What else is promised.", default=())
    parts: Mapping[str, Part] = about("Its named pieces by id.", default_factory=dict)
    milestones: tuple[Milestone, ...] = about("Points on the way.", default=())
    recurring: tuple[Recurring, ...] = about("Duties that come back.", default=())
    dispatch: Dispatch | None = about("Its standing level; null: the lowest.", default=None)
    continues: str | None = about("The earlier plan it runs on from.", default=None)
    boundary: Note | None = about("Why this is one task.", default=None)
    grounds: Mapping[str, Ground] = about("What its other fields rest on, by field.", default_factory=dict)
    notes: tuple[Note, ...] = about("Remarks on how it is read.", default=())

    def promise(self, part: str | None) -> Target | None:
        """Return its main promise, or that of a part; None where a part has none of its own."""
        if part is None:
            return self.target
        return self.parts[part].target if part in self.parts else None


@dataclass(frozen=True, kw_only=True)
class Case:
    """Facts of an imagined task and the level or light that the rules must give."""

    name: Text = about("What the case shows.")
    needs: tuple[str, ...] = about("Needs of its sorted open problems.", default=())
    standing: str | None = about("Need of its standing level; else the lowest.", default=None)
    start: Day | None = about("Start of its schedule.", default=None)
    due: Day | None = about("Due date.", default=None)
    milestones: tuple[Milestone, ...] = about("Points on the way.", default=())
    percent: Decimal | None = about("Percent stated for the whole.", default=None)
    percent_date: Day | None = about("The day it speaks of; else that of the question.", default=None)
    claimed: Day | None = about("Day of a standing claim.", default=None)
    accepted: bool = about("Whether the claim was accepted.", default=False)
    stage: str | None = about("Id of the stage of the whole.", refers="stages", default=None)
    as_of: Day | None = about("The day of the question; else the plan's last.", default=None)
    level: str | None = about("The expected level.", default=None)
    light: str | None = about("The expected light, or unlit.", default=None)


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A whole plan with its method."""

    header: Header = about("Which plan this is.", key="plan")
    sources: Mapping[str, Document] = about("Published sources by id.", default_factory=dict)
    article: Mapping[str, Paragraph] = about("Paragraphs relied on, by id.", default_factory=dict)
    clauses: Mapping[str, Text] = about(
        "Clauses of the method by id, in its own key words.", default_factory=dict
    )
    notes: tuple[Note, ...] = about("Statements about the plan as a whole.", default=())
    cities: Mapping[str, Term] = about(
        "Its members by id: cities, or what it calls them.", default_factory=dict
    )
    called: Text | None = about(
        "What a member is called, and several where that is no plain plural: `staff|staff`; null: a city.",
        default=None,
    )
    levels: tuple[Level, ...] = about("Dispatch levels, lowest first.", default=())
    needs: Mapping[str, Need] = about("Needs by id.", default_factory=dict)
    sorts: Mapping[str, Term] = about("Sorts of problem by id.", default_factory=dict)
    kinds: Mapping[str, WorkKind] = about("Kinds of work by id.", default_factory=dict)
    verbs: Mapping[str, Term] = about("Senses of a target's verb by id.", default_factory=dict)
    stages: Mapping[str, Stage] = about("Stages by id, from first to last.", default_factory=dict)
    measures: Mapping[str, Measure] = about("What a percent measures, by id.", default_factory=dict)
    note_kinds: Mapping[str, Term] = about(
        "Kinds of note that a report may carry, by id.", default_factory=dict
    )
    offices: Mapping[str, Office] = about("Offices by id.", default_factory=dict)
    portfolios: Mapping[str, Portfolio] = about(
        "Portfolios by id; where none is given, each area is one.", default_factory=dict
    )
    rhythm: Rhythm = about("Duties in time.", default=Rhythm())
    escalate_after: int | None = about(
        "Dispatch cycles after which an open problem goes one level up.", default=None
    )
    lights: tuple[Light, ...] = about("Lights in the order in which they are tried.", default=())
    schedule: Schedule = about("How the schedule to date is worked out.", default=Schedule())
    supervision: tuple[SupervisionRule, ...] = about("Grounds of supervision.", default=())
    areas: tuple[Area, ...] = about("Fields of work.", default=())
    sections: tuple[Section, ...] = about("Groups of tasks within areas.", default=())
    tasks: tuple[Task, ...] = about("The tasks.")
    units: Mapping[str, Unit] = about("Units that orders go to, by id.", default_factory=dict)
    urgencies: Mapping[str, Urgency] = about("How soon orders are due, by id.", default_factory=dict)
    working_days: WorkingDays | None = about("Whose working days count.", default=None)
    forecasts: Mapping[str, Term] = about(
        "What units may expect for the year's end, by id, from on time to least.", default_factory=dict
    )
    papers: Papers = about("Names and dates of papers.", default=Papers())
    chase: Chase = about("What the secretariat asks after.", default=Chase())
    undated: Literal["plan_end", "none"] = about(
        "What a task without a due date of its own is due by: the plan's end, or no day.", default="none"
    )
    evaluation: tuple[WeightedMeasure, ...] = about("Measures of the evaluation.", default=())
    cases: tuple[Case, ...] = about("Rule cases that `ltz validate` runs.", default=())
    redacted: tuple[str, ...] = about("Ids of records lawfully removed.", default=())

    def listed(self, name: str) -> Mapping[str, object]:
        """Entries of one of its lists, by id."""
        if name not in self._listed:
            found = getattr(self, name)
            key = "light" if name == "lights" else "id"
            self._listed[name] = (
                found if isinstance(found, Mapping) else {getattr(one, key): one for one in found}
            )
        return self._listed[name]

    @cached_property
    def _listed(self) -> dict[str, Mapping[str, object]]:
        return {}

    @property
    def only_measure(self) -> str | None:
        """Give the measure that every percent is of which does not say; None where there is not just one."""
        return next(iter(self.measures)) if len(self.measures) == 1 else None

    def task(self, id: str) -> Task | None:
        """Give the task of this id."""
        return self._tasks.get(id)

    @cached_property
    def _tasks(self) -> Mapping[str, Task]:
        return {task.id: task for task in reversed(self.tasks)}

    def due(self, task: Task) -> Day | None:
        """A task's due date: its own, else the plan's end where the plan takes that for one of its own (local).

        None while it is counted from a milestone.
        """
        own = task.origin == "plan" and self.undated == "plan_end" and not task.target.due_within
        return due_of(task.target, {}) or (self.header.ends if own else None)

    def units_of(self, task: Task) -> tuple[str, ...]:
        """Give the keys of the units that lead or help with a task, the leading ones first."""
        return tuple(one.key for one in (*(task.lead_units or ()), *(task.supporting_units or ())))

    def kinds_of(self, task: Task) -> tuple[str, ...]:
        """Give the kinds that a task is of: its own and, where it is marked, that of cross-region projects."""
        marked = [id for id, one in self.kinds.items() if one.cross_region and task.cross_region]
        return tuple(dict.fromkeys([task.kind, *marked] if task.kind else marked))

    def crosses_regions(self, task: Task) -> bool:
        """Tell whether a task is a cross-region project: by its mark, or by its kind (focus-3)."""
        kind = self.kinds.get(task.kind or "")
        return task.cross_region or (kind is not None and kind.cross_region)

    def standing_level(self, task: Task) -> str | None:
        """Give the level at which a task always stands (read out of levels-1 to levels-4); None in a plan without levels.

        Where it does not say, the lowest.
        """
        return task.dispatch.level if task.dispatch else next((one.id for one in self.levels), None)

    def rank(self, level: str) -> int:
        """Give a level's place from the lowest, 0."""
        return self._ranks[level]

    @cached_property
    def _ranks(self) -> Mapping[str, int]:
        return {known.id: rank for rank, known in enumerate(self.levels)}

    def asks_above(self, need: str) -> bool:
        """Tell whether a need is asked of an authority above: as the plan says, else of the highest level."""
        said = [id for id, one in self.needs.items() if one.asks_above]
        return need in said if said else self.needs[need].level == self.levels[-1].id

    @cached_property
    def sorting_office(self) -> str:
        """Give the office that sorts the problems: the secretariat."""
        able = (id for id, one in self.offices.items() if one.may == "all" or "sort" in one.may)
        return next(able, next(iter(self.offices)))

    def portfolio(self, area: str | None) -> str:
        """Give the portfolio that an area belongs to; empty for that of no area."""
        return self._portfolios.get(area or "", area or "")

    @cached_property
    def _portfolios(self) -> Mapping[str, str]:
        """By each area that a portfolio holds the first one that does."""
        return {area: id for id in reversed([*self.portfolios]) for area in self.portfolios[id].areas}
