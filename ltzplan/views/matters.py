"""What several screens say of a matter in hand: who has it, by when, how late."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from ltzplan.model.ids import subject_of
from ltzplan.model.plan import HOLDERS
from ltzplan.model.values import Day
from ltzplan.reports.record_line import Corrected, RecordLine
from ltzplan.rules.claims import is_claim
from ltzplan.views.names import Names

if TYPE_CHECKING:
    from ltzplan.reports.change import Change
    from ltzplan.reports.matter import Decision
    from ltzplan.reports.show import Asking, Point
    from ltzplan.reports.since import Move


def units_said(names: Names, units: Mapping[str, str], state: str | None = None) -> str:
    """Give the units that must answer, each with its state where that is another than the matter's."""
    said = names.join(
        names.unit(unit) + names.bracket("" if own == state else names.say(f"state.{own}"))
        for unit, own in units.items()
    )
    return said and names.say("matter.units", units=said)


def last_reports(names: Names, cities: Mapping[str, Day | None]) -> str:
    """Say when each city last reported."""
    days = {city: day.text if day else names.say("none") for city, day in cities.items()}
    return names.join(f"{names.of('cities', city)} {day}" for city, day in days.items())


def owed_by_said(names: Names, owed: Mapping[str, Sequence[str]]) -> str:
    """Say how many periods the cities owe, and since which: those that owe the same together."""
    cities: dict[tuple[str, ...], list[str]] = {}
    for city, periods in owed.items():
        cities.setdefault((*periods,), []).append(names.of("cities", city))
    return names.say("owing.sep").join(
        names.say("owing.of", cities=names.join(some), count=len(periods), first=names.period(periods[0]))
        for periods, some in cities.items()
    )


def decided_said(names: Names, decided: "Decision") -> str:
    """Give what a session decided, and when."""
    return names.say("matter.decided", date=decided.date.text, text=names.read(decided.text))


def ended_said(names: Names, ended: str | None, into: Iterable[str]) -> str:
    """Say how a task ceased to be one of its own; nothing where it goes on."""
    return names.say(f"ended.{ended}", into=names.join(into)) if ended else ""


def deed(names: Names, said: RecordLine) -> str:
    """Say what a record does: a unit's move, an order's number and date, a session's level and form."""
    word = names.say(f"move.{said.move}" if said.move else f"kind.{said.kind}")
    if said.joint_meeting:
        word = names.say("state.joint")
    if said.nil:
        word = names.say("update.nil")
    if is_claim(names.plan, said.stage):
        word = names.claim(said.stage)
    if said.unit:
        word = names.say("deed.unit", unit=names.unit(said.unit, said.date.last), move=word)
    told = [
        f"{word} {said.number}" if said.number else word,
        names.of("sorts", said.sort),
        names.say("deed.needs", needs=names.of("needs", said.needs)) if said.sort and said.needs else "",
        names.of("levels", said.level),
        names.of("papers", said.paper),
        names.say(f"form.{said.form}") if said.kind == "session" and said.form else "",
        names.read(said.to),
        names.join(names.unit(one, said.date.last) for one in said.units),
        due_said(names, said.due, None),
        names.say("adjusted.no_due") if said.no_due else "",
        names.say("deed.joined", cities=names.all_of("cities", said.joined_by)) if said.joined_by else "",
        names.say("deed.answer_by", due=said.answer_by.text) if said.answer_by else "",
        names.say("deed.target", text=names.read(said.target)) if said.target else "",
        names.say("deed.approved", by=said.approved_by) if said.approved_by else "",
    ]
    deed = names.say("deed.sep").join(filter(None, told))
    return deed + names.bracket(names.say("state.void") if said.void else "")


def step_said(names: Names, said: RecordLine) -> str:
    """Say one record in the life of a matter: its date, what it does, who gave it, and its words."""
    return names.say(
        "problem.step",
        date=said.date.text,
        what="  ".join(filter(None, (deed(names, said), *_mends(names, said), behalf(names, said)))),
        office=names.of("offices", said.office),
        by=said.by,
        record=names.short(said.record),
        text="" if said.changed and "text" not in said.changed else names.read(said.text),
    )


def _mends(names: Names, said: RecordLine) -> Iterator[str]:
    """Say that a record corrects another, and in what."""
    if said.corrects:
        corrected = names.join(names.short(one.record) for one in said.corrects)
        yield names.say("wrote.corrects", records=corrected) + names.bracket(
            names.join(names.say(f"list.{one}") for one in said.changed)
        )


def behalf(names: Names, said: RecordLine) -> str:
    """Say for which office another entered it; nothing where none did."""
    office = names.of("offices", said.on_behalf_of)
    return names.say("deed.on_behalf", office=office) if office else ""


def figure(names: Names, said: RecordLine) -> str:
    """Say the percent of a record, with its day where that is another than the record's; nothing for none."""
    if said.percent is None:
        return ""
    if said.percent_date:
        return names.figure(said.measure, said.percent, said.percent_date)
    return f"{names.of('measures', said.measure)} {said.percent}%"


def progress_said(names: Names, said: RecordLine) -> Iterator[str]:
    """Say what a report states beside what it is: marks, the stage, the percent, of which parts and city, and for whom."""
    yield from (names.say(f"update.{mark}") for mark in ("background", "reopen") if getattr(said, mark))
    if not is_claim(names.plan, said.stage):
        yield names.of("stages", said.stage)
    yield figure(names, said)
    task = subject_of(said.record)
    yield names.count(task, said.count, *said.parts[:1]) if said.count else ""
    yield names.join(
        filter(None, (*(names.part((task,), one) for one in said.parts), names.of("cities", said.city)))
    )
    yield behalf(names, said)


def corrects_said(names: Names, said: "RecordLine | Point") -> str:
    """Say what a record corrects, or settles, with the figures that stood there; nothing for nothing."""
    key = "show.settles" if len(said.corrects) > 1 and said.percent is not None else "show.corrects"
    figures = names.join(_corrected(names, one) for one in said.corrects)
    return names.say(key, figures=figures) if figures else ""


def _corrected(names: Names, old: Corrected) -> str:
    """Say what was replaced: whose it was, and the figure that it stated."""
    figure = names.figure(old.measure, old.percent, old.percent_date) if old.percent is not None else ""
    said = names.say("show.corrected_figure", figure=figure) if figure else ""
    return names.say(
        "show.corrected", record=names.short(old.record), office=names.of("offices", old.office), figure=said
    )


def change_said(names: Names, change: "Change | Move", begins: str, **more: str) -> str:
    """Say what changed of a task or problem, by a sentence whose key `begins` so and that has `more` to say."""
    ends = change.what in ("overdue", "supervision") and change.after in ("no", "", None)
    before, after = (_mark(names, change.what, one or "") for one in (change.before, change.after))
    key = f"{begins}{change.what}" + (".ends" if ends else "")
    return names.say(key, before=before, after=after, **more)


def _mark(names: Names, what: str, mark: str) -> str:
    match what:
        case "level" | "light" | "stage":
            return names.of(f"{what}s", mark) or names.say("none")
        case "state" | "turn":
            return names.say(f"{what}.{mark}") if mark else names.say("none")
        case "due" | "percent":
            return mark or names.say("none")
        case "supervision":
            return names.join(names.say(f"ground.{one}") for one in mark.split())
        case _:
            return mark


def held_said(names: Names, holders: Sequence[str]) -> str:
    """Say who has a problem: units or an office handle it, a level above the lowest is to decide on it."""
    key = "matter.to_decide" if awaits_decision(names, holders) else "matter.with"
    return names.say(key, holders=names.all_of(HOLDERS, holders))


def awaits_decision(names: Names, holders: Iterable[str]) -> bool:
    """Whether those who have a problem are a level that decides on it; the lowest handles it."""
    return {level.id for level in names.plan.levels[1:]}.issuperset(holders)


def late_said(names: Names, days: int, *, now: bool) -> str:
    """Say how many days late units have a problem in hand now, or had it before; nothing for none."""
    return names.say("matter.late" if now else "matter.was_late", days=days) if days else ""


def due_said(names: Names, due: Day | None, first: Day | None) -> str:
    """Give the due date in force, and the first one where it is another."""
    if due is None:
        return ""
    before = names.say("matter.first", due=first.text) if first and first != due else ""
    return names.say("matter.due", due=due.text, first=before)


def petition_said(names: Names, asked: "Asking") -> str:
    """Say what a higher authority is asked: by which letter, by whom, by when an answer is expected."""
    return names.say(
        "problem.petition",
        number=f"{asked.number}  " if asked.number else "",
        date=asked.since.text,
        to=names.read(asked.to),
        cities=names.all_of("cities", asked.joined_by),
        answer_by=names.say("problem.answer_by", due=asked.answer_by.text) if asked.answer_by else "",
    )
