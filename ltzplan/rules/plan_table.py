"""What a table of tasks says of a plan: areas, sections, tasks and units; what is not understood is told by its cell, never guessed.

No language is known here: the words that tables use are handed in.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from ltzplan.dataclass import dataclass
from ltzplan.model.table import Sheet
from ltzplan.model.values import Day
from ltzplan.rules.table_days import DayWords, TableDays, years_in
from ltzplan.rules.table_head import WHOSE, TableHead
from ltzplan.rules.table_rows import ORDERS, CellNote, Gathered, TaskRows, flat, parted, shared_numbers
from ltzplan.rules.table_title import LONG, TitleWords, title_of
from ltzplan.rules.table_units import Units, UnitWords

_DAYS = ("start", "due")


@dataclass(frozen=True, kw_only=True)
class TableWords:
    """Words of tables, in all languages: what a row that is a note begins with, those of titles, of days and of units."""

    notes: Sequence[str]
    titles: TitleWords
    days: DayWords
    units: UnitWords


@dataclass(frozen=True, kw_only=True)
class DraftTask:
    """A task as its table has it: areas, sections and units by their names."""

    id: str
    no: str | None
    name: str
    summary: str | None
    area: str | None
    section: str | None
    lead: tuple[str, ...]
    supporting: tuple[str, ...]
    target: str | None
    start: Day | None
    due: Day | None
    due_words: str | None
    """The due date in the table's words, where they are others."""
    notes: tuple[CellNote, ...]


@dataclass(frozen=True, kw_only=True)
class DraftPlan:
    """A plan as its table has it."""

    title: str | None
    years: tuple[int, int]
    """The first and the last year, of its title and its days; else that of the clock."""
    tasks: tuple[DraftTask, ...]
    short: Mapping[str, str]
    """The names of units that may be short for another, each with that one."""
    notes: tuple[CellNote, ...]
    """What is to be known of cells that belong to no task."""

    @property
    def areas(self) -> list[str]:
        """The names of the areas, in order."""
        return [*dict.fromkeys(one.area for one in self.tasks if one.area)]

    @property
    def sections(self) -> list[tuple[str | None, str]]:
        """The sections in order, each by its area and its name."""
        return [*dict.fromkeys((one.area, one.section) for one in self.tasks if one.section)]

    @property
    def units(self) -> list[str]:
        """The names of the units, in order."""
        return _named(self.tasks)


def draft_plan(
    sheet: Sheet, head: TableHead, words: TableWords, today: date, *, first_leads: bool = False
) -> DraftPlan:
    """Return what a table says of a plan; of units that answer alike all lead, or only the first one."""
    title = title_of(sheet, head, words.titles, words.days)
    said = years_in(title or "")
    gathered = Gathered(sheet, head, words.notes)
    units = Units(words.units, [(role, one.text(role)) for one in gathered.tasks for role in WHOSE])
    days = TableDays(
        words=words.days,
        year=min(said) if len(said) == 1 else None,
        years=said.union(*(years_in(one.text(column)) for one in gathered.tasks for column in _DAYS)),
        today=today,
    )
    numbers = _numbers(gathered.tasks)
    areas = [*dict.fromkeys(one.upper["area"] for one in gathered.tasks)]
    ids = _ids([no for no, _ in numbers], [areas.index(one.upper["area"]) for one in gathered.tasks])
    tasks = tuple(
        _task(id, number, one, units, days, first_leads=first_leads)
        for id, number, one in zip(ids, numbers, gathered.tasks, strict=True)
    )
    years = [day.last.year for one in tasks for day in (one.start, one.due) if day]
    years += said or [today.year]
    return DraftPlan(
        title=title,
        years=(min(years), max(years)),
        tasks=tasks,
        short=units.may_be_short(_named(tasks)),
        notes=tuple(gathered.notes),
    )


def _named(tasks: Iterable[DraftTask]) -> list[str]:
    return [*dict.fromkeys(name for one in tasks for name in (*one.lead, *one.supporting))]


def _numbers(tasks: Sequence[TaskRows]) -> list[tuple[str, str]]:
    """Return of each task its number, empty for none, and its text.

    A number that several have in one cell is of what stands over them. Those that begin again below each title follow the
    number of that, else its place.
    """
    shared = shared_numbers(tasks)
    found = [
        (flat(one.text("no")) if shared.isdisjoint(one.cells["no"]) else "", flat(one.text("task")))
        if one.cells["no"]
        else parted(flat(one.text("task")), ORDERS[-1])
        for one in tasks
    ]
    own = [(no.rstrip(".、．"), text) for no, text in found]
    numbers = [no for no, _ in own if no]
    if len({*numbers}) == len(numbers):
        return own
    titles = [tuple(one.upper.values()) for one in tasks]
    places = [*dict.fromkeys(titles)]
    over = [
        one.number or (f"{places.index(title) + 1}-" if places[1:] else "")
        for one, title in zip(tasks, titles, strict=True)
    ]
    return [(no and before + no, text) for before, (no, text) in zip(over, own, strict=True)]


def _ids(numbers: Sequence[str], areas: Sequence[int]) -> list[str]:
    """Return an id for each task: its number where each has its own, else one within its area."""
    if len({*numbers}) == len(numbers) and all(re.fullmatch("[1-9][0-9]{0,4}", one) for one in numbers):
        return [f"T{one}" for one in numbers]
    lettered = 0 < max(areas, default=0) < len("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    letters = [chr(ord("A") + at) if lettered else "T" for at in areas]
    return [f"{letter}{letters[: at + 1].count(letter)}" for at, letter in enumerate(letters)]


def _task(
    id: str, number: tuple[str, str], rows: TaskRows, units: Units, days: TableDays, *, first_leads: bool
) -> DraftTask:
    no, text = number
    long = text if len(text) > LONG else ""
    name = re.split(r"[。；;]|\.(?= )", text, maxsplit=1)[0] if long else text.rstrip("。；;")
    start, due = (_day(rows, column, days) for column in _DAYS)
    if start and due and due.last < start.first:
        rows.note("start_after_due", "start")
        start = None
    for role in WHOSE:
        if units.leaves_out(rows.text(role)):
            rows.note("others", role)
        if units.joined(rows.text(role)):
            rows.note("several", role)
    lead, supporting = _who(
        [one for role in WHOSE for one in units.named(role, rows.text(role))], first_leads=first_leads
    )
    told = flat(rows.text("due"))
    return DraftTask(
        id=id,
        no=no or None,
        name=name or text,
        summary=" ".join(filter(None, (long, rows.told("detail")))) or None,
        area=rows.upper["area"],
        section=rows.upper["section"],
        lead=lead,
        supporting=supporting,
        target=rows.told("target"),
        start=start,
        due=due,
        due_words=told if told and not (due and due.text == told) else None,
        notes=tuple(rows.notes),
    )


def _day(rows: TaskRows, column: str, days: TableDays) -> Day | None:
    day, unread = days.told(flat(rows.text(column)))
    if unread:
        rows.note(unread, column)
    return day


def _who(named: Sequence[tuple[str, str]], *, first_leads: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return who leads and who helps: of those who answer alike all lead, unless another does or only the first is to."""
    does = {role: [name for did, name in named if did == role] for role in WHOSE}
    alike = does["responsible"]
    lead = does["lead"] or (alike[:1] if first_leads else alike)
    return tuple(dict.fromkeys(lead)), tuple(
        dict.fromkeys(one for one in (*alike, *does["supporting"]) if one not in lead)
    )
