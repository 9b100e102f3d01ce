"""The plan's words for its ids, in one language."""

from bisect import bisect_left
from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal
from functools import cached_property

from ltzplan.model.plan import Plan
from ltzplan.model.records import Source
from ltzplan.model.state import COMPLETED, REPORTED_COMPLETE
from ltzplan.model.values import Day, Text
from ltzplan.rules.lights import UNLIT
from ltzplan.text.speech import Lang, catalogue, read, say

DIGITS, SHORT = 16, 4
"""Digits of a record's id, and how many of them are printed where that is enough."""


class Names:
    """Says ids and days of one plan in one language."""

    def __init__(self, plan: Plan, lang: Lang, ids: Collection[str] = ()) -> None:
        """Take the plan whose words are said, the language, and the ids of records that may be typed."""
        self.plan, self.lang, self.ids = plan, lang, ids

    def speaking(self, lang: Lang) -> "Names":
        """Give the same in another language."""
        return Names(self.plan, lang, self.ids)

    @cached_property
    def _typed(self) -> tuple[str, ...]:
        return tuple(sorted(self.ids))

    def short(self, id: str) -> str:
        """Shorten a record's id for reading, so far that typed again it means no other; any other word stays."""
        subject, _, digits = id.rpartition("-")
        if not subject or len(digits) != DIGITS:
            return id
        at = bisect_left(self._typed, id)
        beside = {*self._typed[max(at - 1, 0) : at + 2]} - {id}
        ends = range(len(subject) + 1 + SHORT, len(id))
        alone = (end for end in ends if not any(one.startswith(id[:end]) for one in beside))
        return id[: next(alone, len(id))]

    def own_word(self, key: str) -> str | None:
        """Give a word of the catalogue; None where it has none."""
        return self.say(key) if key in catalogue(self.lang) else None

    def say(self, key: str, /, **params: object) -> str:
        """Give a sentence of the screens."""
        return say(self.lang, key, **params)

    def read(self, text: object) -> str:
        """Give a statement of the plan or of a record."""
        return read(self.lang, text)

    def bracket(self, text: str) -> str:
        """Put a text into the language's brackets; nothing round nothing."""
        return self.say("bracket", text=text) if text else ""

    def grounds(self, grounds: Iterable[str]) -> str:
        """List what a statement rests on: a convention in words, a paragraph by its section, a clause by its id."""
        return self.join(map(self._ground, grounds))

    def _ground(self, id: str) -> str:
        if found := self.plan.article.get(id):
            return self.say("ground.paragraph", section=self.read(found.section), n=found.paragraph)
        return self.say(f"ground.{id}") if id in ("derived", "local") else id

    def join(self, items: Iterable[str]) -> str:
        """List items as the language does."""
        return self.say("list.sep").join(items)

    def known(self, text: Text | Day | None) -> str:
        """Give a statement or day, or say that none is known."""
        if isinstance(text, Day):
            return text.text
        return self.read(text) if text else self.say("unknown")

    def _named(self, listed: str, id: str | None) -> str:
        one = getattr(self.plan, listed).get(id)
        return self.read(one.name) if one else id or ""

    def level(self, id: str | None) -> str:
        """Give the post of a level."""
        return next((self.read(one.name) for one in self.plan.levels if one.id == id), id or "-")

    def shorter(self, listed: str, id: str | None) -> str | None:
        """Give the shorter word of a level or measure; None where the plan has none in this language."""
        entries = getattr(self.plan, listed)
        found = (one for one in entries if one.id == id) if isinstance(entries, tuple) else [entries.get(id)]
        return self.own(getattr(next(iter(found), None), "short", None))

    def own(self, text: Text | None) -> str | None:
        """Give a statement in this language; None where it was made in the other only."""
        return text if isinstance(text, str) else getattr(text, self.lang, None)

    def holder(self, id: str | None) -> str:
        """Give the post of a level, or the name of an office or unit."""
        if id in self.plan.units:
            return self.unit(id)
        return self.office(id) if id and id in self.plan.offices else self.level(id)

    def holders(self, ids: Iterable[str]) -> str:
        """Give all who have a matter."""
        return self.join(map(self.holder, ids))

    def area(self, id: str) -> str:
        """Give an area's word."""
        return next((self.read(one.name) for one in self.plan.areas if one.id == id), id)

    def portfolio(self, id: str) -> str:
        """Give a portfolio's word."""
        return self._named("portfolios", id) if id in self.plan.portfolios else self.area(id)

    def task(self, id: str) -> str:
        """Give a task's title."""
        task = self.plan.task(id)
        return self.read(task.name) if task else id

    def light(self, id: str) -> str:
        """Give a light's word."""
        if id == UNLIT:
            return self.say("light.unlit")
        return next((self.read(one.name) for one in self.plan.lights if one.light == id), id)

    def colour(self, id: str) -> str | None:
        """Give a light's colour."""
        return next((one.colour for one in self.plan.lights if one.light == id), None)

    def stage(self, id: str | None) -> str:
        """Give a stage's word."""
        if id in (COMPLETED, REPORTED_COMPLETE):
            return self.say(f"stage.{id}")
        return self._named("stages", id) if id else self.say("none")

    def stages(self, id: str) -> str:
        """Give the word under which tasks are counted; of those claimed the plan's own where it has one."""
        own = self.join(self.stage(id) for id, one in self.plan.stages.items() if one.completes)
        if own and id == REPORTED_COMPLETE:
            return self.say("stage.own_claimed", stages=own)
        done = own and id == COMPLETED and self.plan.header.completion == "claim"
        return own if done else self.stage(id)

    def counted(self, word: str) -> str:
        """Give the word of a count that a session stated: a stage's, or of the year's target."""
        return self.say(f"stated.{word}") if word in ("met", "not_met") else self.stage(word)

    def need(self, id: str | None) -> str:
        """Give whose coordination a need means."""
        return self._named("needs", id)

    def sort(self, id: str | None) -> str:
        """Give a sort's word."""
        return self._named("sorts", id) if id in self.plan.sorts else self.say("sort.other")

    def city(self, id: str | None) -> str:
        """Give a city's name."""
        return self._named("cities", id)

    def measure(self, id: str | None) -> str:
        """Give a measure's word."""
        return self._named("measures", id)

    def verb(self, id: str | None) -> str:
        """Give the sense of a target's verb."""
        return self._named("verbs", id)

    def kind(self, id: str | None) -> str:
        """Give a kind of work."""
        return self._named("kinds", id)

    def office(self, id: str) -> str:
        """Give an office's name."""
        return self._named("offices", id)

    def part(self, tasks: Iterable[str], id: str) -> str:
        """Give a part's name."""
        for task_id in tasks:
            task = self.plan.task(task_id)
            if task and id in task.parts:
                return self.read(task.parts[id])
        return id

    def milestone(self, task: str, id: str) -> str:
        """Give a milestone's name."""
        planned = self.plan.task(task)
        return next((self.read(one) for one in planned.milestones if one.id == id), id) if planned else id

    def piece(self, task: str, part: str | None, city: str | None) -> str:
        """Give a part, a city's share of it, or the whole."""
        said = [self.part((task,), part)] if part else []
        said += [self.city(city)] if city else []
        return " ".join(said) or self.say("whole")

    def unit(self, id: str | None, day: date | None = None) -> str:
        """Give a unit's name, now or as it was on a day."""
        unit = self.plan.units.get(id or "")
        return self.read(unit.name_on(day) if day else unit.name) if unit else id or ""

    def forecast(self, id: str | None) -> str:
        """Give what may be expected for the year's end."""
        return self._named("forecasts", id)

    def paper(self, kind: str | None) -> str:
        """Give a kind of paper's name: the plan's, else the method's."""
        form = self.plan.papers.form(kind) if kind else None
        return self.read(form.name) if form else self.say(f"paper.{kind}")

    def number(self, number: int) -> str:
        """The number of a section as the language counts them; beyond its words in digits."""
        tens, ones = (self.say(key).split(" ") for key in ("number.tens", "number.ones"))
        known = [ten + one for ten in tens for one in ones]
        return known[number] if number < len(known) else str(number)

    def day(self, day: date) -> str:
        """Give a day as the language writes it."""
        return self.say("date", y=day.year, m=day.month, d=day.day)

    def compact(self, day: Day, as_of: date) -> str:
        """Give a day, month or year in few columns: without the year where it is that of a day."""
        y, m, d = day.first.year, day.first.month, day.first.day
        written = ("year", "month", "date")[day.text.count("-")]
        if y == as_of.year and written != "year":
            written = "month.of_year" if written == "month" else "day.of_year"
        return self.say(written, y=y, m=m, d=d)

    def figure(self, measure: str | None, percent: Decimal, day: Day) -> str:
        """Give a percent with what it measures and the day that it speaks of."""
        return self.say("figure.of", measure=self.measure(measure), percent=percent, date=day.text)

    def source(self, source: Source | None) -> str:
        """Give where something was published."""
        if source is None:
            return ""
        return " ".join(one for one in (source.title, source.published and source.published.text) if one)
