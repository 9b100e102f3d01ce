"""What the sections of tasks, problems and records say."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from ltzplan.model.plan import HOLDERS
from ltzplan.model.values import Day
from ltzplan.reports.matter import Matter
from ltzplan.reports.part import PartRow
from ltzplan.reports.record_line import RecordLine
from ltzplan.reports.show import Curve, ProblemView, TaskView
from ltzplan.reports.site import WholeRecord
from ltzplan.views.dated import by_when
from ltzplan.views.frame import reason
from ltzplan.views.matters import awaits_decision, behalf, corrects_said, deed, held_said, late_said
from ltzplan.views.site import chart, signs
from ltzplan.views.site.chart import Chart
from ltzplan.views.site.signs import Sign
from ltzplan.views.site.spoken import Spoken, record_of
from ltzplan.views.status import part_stated


class Shown(NamedTuple):
    """A record as it is shown: what it says, and what proves it."""

    anchor: str
    id: str
    day: str
    what: str
    text: str
    more: Sequence[tuple[str, str]]
    """What else there is to say, and of which kind it is."""
    entered: str
    file: str
    sha256: str
    commit: str


class Matters(Spoken):
    """Says all that is known of a task, a problem or a record."""

    def about(self, view: TaskView) -> str:
        """Say of what origin, area, section, kind and cities a task is."""
        task = view.task
        kinds = self.all_of("kinds", self.plan.kinds_of(task))
        told = (
            self.say(f"origin.{task.origin}"), self.of("areas", task.area), self.of("sections", task.section),
            kinds, self.all_of("cities", task.cities),
        )  # fmt: skip
        return " · ".join(filter(None, told))

    def by_when(self, view: TaskView) -> str:
        """Say by when a task was to be done."""
        target = view.task.target
        due = view.row.first_due if target.due_within else self.plan.due(view.task)
        return by_when(self.names, view.task.id, target, due) or self.names.unknown

    def units_of(self, listed: Sequence[object] | None) -> str:
        """Name the units that lead or support; or say that none is known."""
        return self.join(self.read(getattr(one, "name", "")) for one in listed or ()) or self.names.unknown

    def part(self, view: TaskView, one: PartRow) -> tuple[str, str, str]:
        """Name a part, say what was stated of it, and by which record."""
        told = part_stated(self.names, view.task.id, one)
        told += [self.names.milestone(view.task.id, id) for id in one.milestones]
        known = view.task.parts.get(one.part or "")
        if known and known.target and one.city is None:
            told += filter(None, [self.read(known.target)])
        record = record_of(view.point(one.part, one.city, one.measure, one.percent_date))
        return self.names.piece(view.task.id, one.part, one.city), self.join(told) or "–", record

    def milestones(self, view: TaskView) -> Iterator[tuple[str, str, Sequence[tuple[str, str]]]]:
        """Give each milestone, by when it is due, and where and when it was reached by which record."""
        for one in view.task.milestones:
            dated = next((it for it in view.row.dated if (it.what, it.id) == ("milestone", one.id)), None)
            due = by_when(self.names, view.task.id, one, dated.due if dated else None)
            reached = [
                (f"{self.names.piece(view.task.id, it.part, it.city)} {it.date.text}", it.record)
                for it in view.milestones
                if it.milestone == one.id
            ]
            yield self.read(one), due or self.names.unknown, reached

    def curve(self, view: TaskView, one: Curve) -> Chart:
        """Draw the percents of one piece over time."""
        return chart.of_curve(one, self.curve_title(view, one), self.frame.as_of)

    def curve_title(self, view: TaskView, one: Curve) -> str:
        """Say what a curve shows."""
        piece = self.names.piece(view.task.id, one.part, one.city)
        return self.say("show.curve", measure=self.of("measures", one.measure), piece=piece)

    def periods(self, labels: Sequence[str]) -> str:
        """List periods, of many the first and the last."""
        return self.names.periods(labels, "site.periods")

    def held_by(self, one: ProblemView) -> str:
        """Name who has a problem; of a level that it is to decide on it."""
        if one.holders and awaits_decision(self.names, one.holders):
            return held_said(self.names, one.holders)
        return self.all_of(HOLDERS, one.holders)

    def step(self, one: RecordLine) -> str:
        """Say what a record does, and for whom it was entered."""
        return "  ".join(filter(None, (deed(self.names, one), behalf(self.names, one))))

    def due_of(self, one: Matter) -> str:
        """Say by when a problem is due, first and now, and how late it is or was."""
        told = (
            self.due_moved(one.due, one.first_due),
            late_said(self.names, one.overdue_days, now=one.late_now),
        )
        return self.say("status.sep").join(filter(None, told))

    def due_moved(self, due: Day | None, first: Day | None) -> str:
        """Say a due date after its title, and the first one where it is another."""
        if due is None:
            return self.say("adjusted.no_due") if first else ""
        return due.text + (self.say("matter.first", due=first.text) if first and first != due else "")

    def records(self, lines: Iterable[WholeRecord]) -> Iterator[Shown]:
        """Give each record as it is shown."""
        names = self.names
        for line in lines:
            said, id = line.said, line.said.record
            more = [("", names.notes(said.notes))] if said.notes else []
            more += [("", self.say("show.next", text=self.read(said.next)))] if said.next else []
            more += [("source", one) for one in self._source(said)] if said.source else []
            more += [("standing", one)] if (one := self._standing(line)) else []
            yield Shown(
                anchor=f"{self.lang}-r-{id}",
                id=self.short(id),
                day=said.date.text,
                what=self.what(said),
                text=self.read(said.text),
                more=more,
                entered=self._entered(line),
                file=line.file,
                sha256=line.sha256,
                commit=line.commit or self.uncommitted,
            )

    def _source(self, said: RecordLine) -> Iterator[str]:
        """Say where it was published: title and day, address, what to know of it."""
        if one := said.source:
            yield from filter(None, (self.names.source(one), one.url, self.read(one.note)))

    def _standing(self, line: WholeRecord) -> str:
        """Say what it corrects, and that it is not in force; nothing for most."""
        if line.effect == "skipped":
            return self.say("entry.without_effect", reason=self._reasons[line.said.record])
        if line.effect != "in_force":
            return self.say(f"effect.{line.effect}", by=self.short(line.by or ""))
        return corrects_said(self.names, line.said) if line.said.corrects else ""

    @cached_property
    def _reasons(self) -> Mapping[str, str]:
        """Say of each record without effect why it has none."""
        return {one.record: reason(self.names, one) for one in self.frame.read.without_effect}

    def _entered(self, line: WholeRecord) -> str:
        """Say when and by whom a record was entered; of what was published only by which office."""
        office = self.of("offices", line.said.office)
        at = line.entered.isoformat(" ", "minutes")[:16]
        return f"{at} {office} {line.said.by}" if line.said.by else office

    def problem_sign(self, one: Matter) -> Sign:
        """Give the sign of a problem's state."""
        word = self.say(f"state.{one.state}")
        if one.state in ("closed", "dismissed"):
            return Sign(word, "check", "green")
        return Sign(word, *(signs.LATE if one.overdue else signs.WAITS))
