"""Report on a task."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Annotated

from ltzplan.cli import options as opt
from ltzplan.cli.command import Command
from ltzplan.cli.question import question
from ltzplan.cli.recorder import Recorder
from ltzplan.cli.run import Run
from ltzplan.cli.sitting import Seat, Verb, put, sit
from ltzplan.cli.typed import taken
from ltzplan.dataclass import dataclass
from ltzplan.issues import Issue, refuse
from ltzplan.model.plan import Task
from ltzplan.model.records import Update
from ltzplan.rules.offices import shares
from ltzplan.rules.rhythm import last_month
from ltzplan.rules.silence import owed_before
from ltzplan.text.speech import say

NEWS = ("stage", "percent", "percent_date", "measure", "count", "milestone", "annual_target")
"""What a report without news does not say."""
SAYS = (*NEWS, "note", "forecast", "text", "next", "because", "nil", "reopen", "background")
"""Of which a report says something, or that there is nothing."""
NIL = "nil"


@dataclass(kw_only=True)
class Reporting(opt.Group):
    """What is said of a task."""

    tasks: opt.TaskIds = None
    stage: Annotated[opt.Maybe, opt.option("--stage", "STAGE")] = None
    percent: Annotated[opt.Maybe, opt.option("--percent", "PERCENT")] = None
    measure: Annotated[opt.Maybe, opt.option("--measure", "MEASURE")] = None
    count: Annotated[opt.Maybe, opt.option("--count", "5/12")] = None
    note: Annotated[opt.Many, opt.option("--note", "NOTE_KIND=TEXT")] = None
    parts: opt.Parts = None
    city: opt.City = None
    milestone: Annotated[opt.Maybe, opt.option("--milestone", "MILESTONE")] = None
    annual_target: Annotated[opt.Maybe, opt.option("--annual-target", "OUTCOME")] = None
    percent_date: Annotated[opt.Maybe, opt.option("--of", "DATE")] = None
    nil: Annotated[bool, opt.flag("--nil")] = False
    background: Annotated[bool, opt.flag("--background")] = False
    reopen: Annotated[bool, opt.flag("--reopen")] = False
    because: Annotated[opt.Maybe, opt.option("--because")] = None
    forecast: Annotated[opt.Maybe, opt.option("--forecast", "FORECAST")] = None
    next: Annotated[opt.Maybe, opt.option("--next")] = None


@Command
def update(run: Run, said: Reporting, saying: opt.Stating, writing: opt.Writing) -> int:
    because = said.reopen and not (said.because or saying.text or saying.replaces)
    needs = ("because",) if because else ()
    return sit(
        run,
        writing,
        Verb(name="update", kind=Update, of="tasks", needs=needs, amends=("stage", "text")),
        _update,
        said,
        saying,
    )


def _update(seat: Seat, said: Reporting, saying: opt.Stating) -> int:
    recorder = seat.recorder
    words = recorder.typed.each(said.tasks or (), partial(_word, recorder, (said.tasks or [""])[0]))
    month = None
    if recorder.run.asks and not (saying.replaces or any(map(partial(_says, said, saying), SAYS))):
        month = None if recorder.date else _owed_month(recorder, words[0])
        _ask(seat, said, saying, words[0], month)
    seat.fill(said)
    settled = (
        _day_settled(recorder, saying.replaces or ()) if said.percent and not said.percent_date else None
    )
    news = any((said.stage, said.percent, said.count, said.milestone, said.annual_target))
    dropped = saying.drops(said.note)
    notes = opt.by_key("--note", [] if dropped else said.note or [], "bad_note", recorder.plan.note_kinds)
    off = {"nil": news, "notes": dropped} | dict.fromkeys(NEWS, said.nil)
    if saying.drops(said.percent):
        off |= {"measure": True, "percent_date": True}
    records = [
        seat.record(
            said,
            saying,
            task=word,
            text=said.because,
            notes=notes,
            percent_date=said.percent_date or settled,
            date=recorder.date or month,
            off=off,
        )
        for word in words
    ]
    return recorder.keep(*records)


def _word(recorder: Recorder, first: str, typed: str) -> str:
    """Return a word that names one task, or a part of it; LtzError where it does not: after the first it is a text unquoted."""
    found = recorder.typed.entry("tasks", typed)
    if isinstance(found, Issue) and found.code == "unknown_id" and typed not in first:
        raise refuse("smart_quote" if "”" in typed else "extra_argument", verb=" update", value=typed)
    taken(found)
    return typed


def _says(said: Reporting, saying: opt.Stating, name: str) -> bool:
    return bool(getattr(said, name, None) or getattr(saying, name, None))


def _owed_month(recorder: Recorder, word: str) -> str | None:
    """Return the last month whose report the office owes, where that is over; None: it reports of today."""
    plan, day = recorder.plan, recorder.now.date()
    task = recorder.state.tasks[taken(recorder.typed.entry("tasks", word))]
    city = plan.offices[recorder.office].city
    late = owed_before(plan, task, day, city)
    return last_month(late) if late else None


def _ask(seat: Seat, said: Reporting, saying: opt.Stating, word: str, month: str | None) -> None:
    """Ask for a report as the unit last gave it, of a month or of today: its stage first, or that nothing is new."""
    recorder, lang = seat.recorder, seat.recorder.run.lang
    task = recorder.state.tasks[taken(recorder.typed.entry("tasks", word))]
    seat.take(task.task.id)
    last = max(task.figures, key=lambda one: one.date.last, default=None)
    asked = question(recorder.typed, said, Update, "stage")
    period = say(lang, "sit.report", period=month or recorder.day().isoformat(), what=asked.asked)
    asked = replace(asked, asked=period, proposed=task.stage or "")
    answer = seat.ask(asked.beside(NIL, say(lang, "sit.nil")))
    if answer == NIL:
        said.nil = True
        return
    said.stage = answer
    if task.task.target.count:
        seat.offer(Update, said, "count")
    else:
        options = ("percent",) if recorder.plan.only_measure else ("percent", "measure")
        seat.offer(Update, said, *options, measure=last.piece.measure if last else None)
    parts = recorder.typed.named(task.task.parts)
    if said.percent and parts and not said.parts:
        asked = question(recorder.typed, said, Update, "parts", parts)
        asked = replace(
            asked,
            may_pass=True,
            asked=say(lang, "sit.part"),
            read=lambda part: recorder.typed.within("parts", [task.task.id], part),
        )
        put((said,), "parts", seat.ask(asked))
    if said.percent and not (said.parts or said.city):
        _ask_whose(seat, said, task.task)
    seat.offer(Update, saying, "text")
    seat.offer(Update, said, "next")


def _ask_whose(seat: Seat, said: Reporting, task: Task) -> None:
    """Ask whether a percent is that of the office's own city, where several have part in the task."""
    recorder = seat.recorder
    own = recorder.plan.offices[recorder.office].city
    if own and shares(task, own):
        known = {own: recorder.typed.candidates("cities")[own]}
        asked = say(recorder.run.lang, "sit.whose", city=recorder.names.of("cities", own))
        one = question(recorder.typed, said, Update, "city", known)
        said.city = seat.ask(replace(one, asked=asked, may_pass=True)) or None


def _day_settled(recorder: Recorder, replaced: Sequence[str]) -> str | None:
    """Give the day that the figures to be settled speak of; None where one record at most is replaced."""
    ids = recorder.all_known(replaced)
    of = [entry.record for entry in recorder.space.entries if entry.id in ids]
    days = [one.percent_date or one.date for one in of if isinstance(one, Update)]
    return max(days, key=lambda day: day.last).text if len(days) > 1 else None
