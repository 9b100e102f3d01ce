"""By when something is due, as it is typed and asked for: a day, a month or year, or an urgency."""

from dataclasses import replace
from datetime import date, timedelta

from ltzplan.cli.question import Question
from ltzplan.cli.recorder import Recorder
from ltzplan.cli.typed import Typed
from ltzplan.issues import Issue, LtzError, refuse
from ltzplan.model.values import Day
from ltzplan.text.speech import say


def due_question(recorder: Recorder, asked: Question) -> Question:
    """Return the question for a due date: a day, or an urgency, beside which stand its days and the day that it sets."""
    typed = recorder.typed

    def when(word: str) -> str | Issue | None:
        return urgency_of(typed, word) or typed.day(word, ahead=True)

    def length(one: str) -> str:
        urgency = recorder.plan.urgencies[one]
        key = "sit.working_days" if urgency.working_days else "sit.days"
        count = urgency.working_days or urgency.days
        return say(typed.lang, key, count=count, due=due_of(recorder, one, recorder.day()))

    glosses = {one: length(one) for one in recorder.plan.urgencies} if recorder.run.asks else {}
    return replace(asked, known=typed.candidates("urgencies"), glosses=glosses, read=when)


def urgency_of(typed: Typed, word: str) -> str | None:
    """Return the urgency that was typed where a day may be; None for a day and for what is none."""
    urgency = typed.entry("urgencies", word) if typed.day(word) is None else None
    return urgency if isinstance(urgency, str) else None


def by_when(recorder: Recorder, word: str) -> str:
    """Return the day by which something is due: that of an urgency, of a month or year the last, which is said.

    What is none of them stays as it was typed, and the record is refused for it.
    """
    if urgency := urgency_of(recorder.typed, word):
        return due_of(recorder, urgency, recorder.day())
    read = recorder.typed.day(word, ahead=True)
    if not isinstance(read, str):
        return word
    last = Day.parse(read).last.isoformat()
    if last != read:
        recorder.run.talk(say(recorder.run.lang, "wrote.last_day", said=word, day=last))
    return last


def due_of(recorder: Recorder, urgency: object, issued: date) -> str:
    """The due date that an urgency, by id or word, sets, counted once for all; LtzError where none is said.

    Of an unknown one it is the day of issue: the record is refused for it, with all else that is wrong.
    """
    plan, calendar = recorder.plan, recorder.plan.working_days
    if not urgency:
        raise refuse("no_due", urgencies=", ".join(plan.urgencies))
    try:
        known = plan.urgencies[recorder.typed.pick("urgencies", str(urgency))]
    except LtzError:
        return issued.isoformat()
    if known.working_days is None or calendar is None:
        return (issued + timedelta(days=known.days or 0)).isoformat()
    from ltzplan.rules.workdays import add_working_days  # noqa: PLC0415 - imports holidays

    return add_working_days(issued, known.working_days, calendar.country).isoformat()
