"""Plans and records with defaults, so that a test shows only what matters.

The plan is invented: levels `unit` < `deputies` < `mayors`, offices `secretariat` (may all), `north`
and `south`, signed on 2020-01-01 and running to 2020-12-31; every word is in English only.
"""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

from ltzplan.model.method import (
    Condition,
    Level,
    Light,
    Measure,
    Need,
    Office,
    Portfolio,
    ReportRhythm,
    Rhythm,
    Stage,
    SupervisionRule,
    Term,
    Unit,
    WorkKind,
    WorkRhythm,
)
from ltzplan.model.plan import Area, Dispatch, Header, Milestone, Part, Plan, Target, Task
from ltzplan.model.records import (
    Adjustment,
    AgendaItem,
    Entered,
    Entry,
    Order,
    Paper,
    Petition,
    Problem,
    Recheck,
    Record,
    Reply,
    Session,
    Sort,
    Source,
    Update,
    Withdrawal,
)
from ltzplan.model.state import State
from ltzplan.model.values import Day
from ltzplan.rules.fold import state_at
from ltzplan.rules.ledger import Ledger
from ltzplan.store.records import RecordFile, digest, id_of, to_bytes

ROOT = Path(__file__).parent.parent
ZONE = timezone(timedelta(hours=8))
LOCAL = ("local",)
LEVEL_OF = {"own": "unit", "bureaus": "deputies", "cities": "deputies", "province": "mayors"}
LIGHTS = (
    ("done", "accepted"),
    ("overdue", "overdue"),
    ("far_behind", "points_behind_over", 30),
    ("behind", "points_behind", 10),
    ("due_soon", "due_within_days", 30),
    ("on_course", "otherwise"),
)
REPORTER = ("update", "problem", "withdrawal")


def on(day: str) -> date:
    """Give the last day of what is written."""
    return Day.parse(day).last


def lights(*listed: tuple[Any, ...]) -> tuple[Light, ...]:
    """Give lights from (id, condition), (id, condition, limit) or (id, `stage_in`, stages)."""
    return tuple(
        Light(light=id, name=id, when=Condition(name, stages=limit[0]) if name == "stage_in" else Condition(name, *map(Decimal, map(str, limit))))
        for id, name, *limit in listed
    )


def task(id: str = "T1", **changes: Any) -> Task:
    """Give a task; `due`, `start`, `parts`, `milestones` and `needs` in short."""
    needs, due, start = changes.pop("needs", "own"), changes.pop("due", None), changes.pop("start", None)
    parts, milestones = changes.pop("parts", ()), changes.pop("milestones", ())
    weights = parts if isinstance(parts, Mapping) else dict.fromkeys(parts)
    given: dict[str, Any] = {
        "name": f"Task {id}",
        "area": "roads",
        "cities": ("north", "south"),
        "start": Day.parse(start) if start else None,
        "target": Target(en="A promise", due=Day.parse(due) if due else None, rests_on=LOCAL),
        "parts": {name: Part(en=name, weight=weight and Decimal(weight)) for name, weight in weights.items()},
        "milestones": tuple(one if isinstance(one, Milestone) else Milestone(id=one, en=one) for one in milestones),
        "dispatch": Dispatch(needs=needs, level=LEVEL_OF[needs], rests_on=LOCAL),
    }
    return Task(id=id, **given | changes)


def plan(*tasks: Task, **changes: Any) -> Plan:
    """Give a plan of these tasks (else of T1); the rhythm, signing, ... in short; `done`: a stage that completes."""
    header = {
        "format": 1,
        "id": "test",
        "name": "Test plan",
        "signed": Day.parse(changes.pop("signed", "2020-01-01")),
        "ends": Day.parse(changes.pop("ends", "2020-12-31")),
        "time_zone": "Asia/Shanghai",
        "language": "en",
        "completion": changes.pop("completion", "recheck"),
    }
    work = WorkRhythm(dispatch=changes.pop("dispatch", "monthly"), rests_on=LOCAL)
    fresh_for, until = changes.pop("percent_fresh_for", None), changes.pop("until", "end")
    reports = ReportRhythm(
        due_day=changes.pop("due_day", "last"), of=changes.pop("of", "same_month"), percent_fresh_for=fresh_for, until=until, rests_on=LOCAL
    )
    done = changes.pop("done", None)
    given: dict[str, Any] = {
        "header": Header(**header),
        "clauses": {"clause-1": "A clause"},
        "cities": {"north": Term(name="North"), "south": Term(name="South")},
        "levels": (
            Level(id="unit", name="Unit", rests_on=LOCAL),
            Level(id="deputies", name="Deputies", rests_on=LOCAL, by="portfolio"),
            Level(id="mayors", name="Mayors", rests_on=LOCAL, overview=True),
        ),
        "needs": {id: Need(name=id, level=level, rests_on=("clause-1",)) for id, level in LEVEL_OF.items()},
        "sorts": {"land": Term(name="Land"), "other": Term(name="Other")},
        "kinds": {"joint": WorkKind(name="Joint")},
        "stages": {id: Stage(name=id, completes=id == done) for id in ("not_started", "preliminary", "under_way", *([done] if done else []))},
        "measures": {id: Measure(name=id) for id in ("investment", "works")},
        "offices": {
            "secretariat": Office(name="Secretariat", may="all"),
            "north": Office(name="North", may=REPORTER, city="north"),
            "south": Office(name="South", may=REPORTER, city="south"),
        },
        "units": {
            "lands": Unit(name="Lands", city="north"),
            "works_north": Unit(name="Works of North", city="north"),
            "works_south": Unit(name="Works of South", city="south"),
        },
        "portfolios": {
            "works": Portfolio(name="Works", areas=("roads",)),
            "people": Portfolio(name="People", areas=("schools",)),
        },
        "rhythm": Rhythm(work=work, reports=reports, since=(since := changes.pop("since", None)) and Day.parse(since)),
        "lights": lights(*LIGHTS),
        "supervision": (SupervisionRule(ground="overdue_task", rests_on=LOCAL),),
        "areas": (Area(id="roads", name="Roads"), Area(id="schools", name="Schools")),
        "tasks": tasks or (task(),),
    }
    return Plan(**given | changes)


def _common(given: dict[str, Any], day: str) -> dict[str, Any]:
    """Give the common fields: entered at noon of the day, by the secretariat, unless told otherwise."""
    written = Day.parse(day)
    office, hour = given.pop("office", "secretariat"), given.pop("hour", 12)
    entered = given.pop("entered_on", None)
    at = datetime.combine(on(entered) if entered else written.last, time(hour), ZONE)
    replaces = given.pop("replaces", ())
    replaces = replaces if isinstance(replaces, tuple | list) else (replaces,)
    return {
        "date": written,
        "entered": Entered(at=at, office=office, by="tester"),
        "replaces": tuple(map(name_of, replaces)),
    }


def name_of(record: Record | str) -> str:
    """Give the id of a record, or the id itself."""
    return record if isinstance(record, str) else id_of(record)


def update(task: str = "T1", day: str = "2020-06-30", **given: Any) -> Update:
    """Give an update; a percent is of investment unless told otherwise."""
    common = _common(given, day)
    if "percent" in given:
        given["percent"] = Decimal(str(given["percent"]))
        given.setdefault("measure", "investment")
    if "of" in given:
        given["percent_date"] = Day.parse(given.pop("of"))
    if not given:
        given["nil"] = True
    return Update(task=task, **common, **given)


def claim(task: str = "T1", day: str = "2020-06-30", **given: Any) -> Update:
    """Give a unit's claim of completion."""
    return update(task, day, stage="reported_complete", **given)


def problem(tasks: str | tuple[str, ...] = "T1", day: str = "2020-06-01", **given: Any) -> Problem:
    """Give a problem of one task or several."""
    common = _common(given, day)
    named = (tasks,) if isinstance(tasks, str) else tasks
    return Problem(tasks=named, **{"text": "Land is missing"} | given, **common)


def sort(answers: Record | str, needs: str | None = "bureaus", day: str = "2020-06-10", **given: Any) -> Sort:
    """Give the sorting of a problem; without a need its dismissal."""
    common = _common(given, day)
    said = {"sort": "land", "needs": needs} if needs else {"dismissed": True}
    return Sort(answers=name_of(answers), **{"because": "So it is"} | said | given, **common)


def order(
    answers: Record | str, units: tuple[str, ...] = ("lands",), day: str = "2020-06-12", **given: Any
) -> Order:
    """Give an order to units, due at the end of June unless told otherwise."""
    common, due = _common(given, day), given.pop("due", "2020-06-30")
    said = {"number": "1", "require": "See to it"} | given
    session = {"session": name_of(said.pop("session"))} if "session" in said else {}
    return Order(answers=name_of(answers), units=units, due=Day.parse(due), **said, **session, **common)


def reply(answers: Record | str, says: str = "done", day: str = "2020-06-20", **given: Any) -> Reply:
    """Give a unit's reply, or the answer to a petition."""
    common = _common(given, day)
    unit = {} if says == "answer" else {"unit": "lands"}
    return Reply(answers=name_of(answers), says=says, **{"text": "So it stands"} | unit | given, **common)


def petition(*answers: Record | str, day: str = "2020-06-15", **given: Any) -> Petition:
    """Give a petition for problems."""
    common = _common(given, day)
    return Petition(answers=tuple(map(name_of, answers)), **{"to": "The province"} | given, **common)


def extension(answers: Record | str, due: str = "2020-07-31", day: str = "2020-06-20", **given: Any) -> Adjustment:
    """Give a new due date for a problem."""
    common = _common(given, day)
    said = {"because": "Rain", "approved_by": "The deputy"} | given
    return Adjustment(answers=name_of(answers), due=Day.parse(due), **said, **common)


def adjustment(task: str = "T1", day: str = "2020-06-20", **given: Any) -> Adjustment:
    """Give what was decided to change of a task."""
    common, due = _common(given, day), given.pop("due", None)
    said = {"because": "Rain", "approved_by": "The deputy"} | given
    return Adjustment(task=task, due=Day.parse(due) if due else None, **said, **common)


def session(day: str = "2020-06-15", *taken: Record | str, **given: Any) -> Session:
    """Give a meeting of the deputies that took up matters."""
    common = _common(given, day)
    matters = tuple(AgendaItem(id=name_of(one), decision="So be it") for one in taken)
    return Session(**{"level": "deputies", "form": "meeting", "matters": matters} | given, **common)


def paper(kind: str = "bulletin", day: str = "2020-07-01", **given: Any) -> Paper:
    """Give a paper as issued."""
    common = _common(given, day)
    return Paper(paper=kind, **{"lang": "en", "sha256": "0" * 64} | given, **common)


def recheck(answers: Record | str, verdict: str = "accept", day: str = "2020-07-10", **given: Any) -> Recheck:
    """Give the secretariat's check of a claim or a problem."""
    common = _common(given, day)
    reason = {"because": "Not done yet"} if verdict == "return" else {"text": "Checked"}
    return Recheck(answers=name_of(answers), verdict=verdict, **reason | given, **common)


def withdrawal(withdraws: Record | str, day: str = "2020-08-01", **given: Any) -> Withdrawal:
    """Give the withdrawal of a record."""
    common = _common(given, day)
    return Withdrawal(withdraws=name_of(withdraws), **{"because": "By mistake"} | given, **common)


def entries(*records: Record | tuple[Record, ...]) -> list[Entry]:
    """Give the entries of records as the store would: a file each, or one for a tuple of them."""
    files = [one if isinstance(one, tuple) else (one,) for one in records]
    return [
        Entry(id=f"{id_of(one).rpartition('-')[0]}-{digest(to_bytes(one))}", record=one, file=RecordFile(file).path, index=index)
        for file in files
        for index, one in enumerate(file)
    ]


def state(plan: Plan, *records: Record | tuple[Record, ...], day: str = "2020-12-31", known: str | None = None) -> State:
    """Give the state that records add up to on a day, as known at the end of another."""
    by = datetime.combine(on(known), time.max, ZONE) if known else datetime.max.replace(tzinfo=ZONE)
    return state_at(Ledger(plan, [one for one in entries(*records) if one.record.entered.at <= by]), on(day))


def ledger(plan: Plan, *records: Record | tuple[Record, ...]) -> Ledger:
    """Give the ledger of records."""
    return Ledger(plan, entries(*records))


__all__ = [
    "ROOT", "ZONE", "Source", "claim", "entries", "ledger", "lights", "name_of", "on", "plan", "problem", "recheck", "sort", "state",
    "task", "update", "withdrawal",
]  # fmt: skip


def write(root, records, disk):
    """Store the records of one command in one file."""
    return RecordFile(records).write(root, disk)
