"""What the board, the timeline, the calendar, the registers and the foot say."""

from collections.abc import Iterator, Sequence

from ltzplan.reports.registers import Kept
from ltzplan.reports.status import TaskRow
from ltzplan.rules.dated import Awaited, Dated
from ltzplan.rules.duties import Duty
from ltzplan.views.blocks import Para
from ltzplan.views.dated import dated_said
from ltzplan.views.frame import foot
from ltzplan.views.matters import due_said
from ltzplan.views.site import chart, signs
from ltzplan.views.site.chart import Chart
from ltzplan.views.site.signs import Sign
from ltzplan.views.site.spoken import Spoken, Told, record_of
from ltzplan.views.status import percent_said, stage_said


class Board(Spoken):
    """Says where every task stands, and what has a day."""

    def board(self) -> Iterator[tuple[str, Sequence[TaskRow]]]:
        """Give the tasks by area, in the plan's order."""
        for area in (*(one.id for one in self.plan.areas), None):
            rows = [row for row in self.site.status.tasks if row.area == area]
            if rows:
                yield self.of("areas", area) or self.say("site.no_area"), rows

    def light(self, row: TaskRow) -> Sign:
        """Give the sign of a task's light."""
        return signs.of_light(self.names, row.light)

    def unlit(self, row: TaskRow) -> str:
        """Say what an unlit task lacks; nothing of any other."""
        return self.names.bracket(self.say(f"unlit.{row.unlit_because}") if row.unlit_because else "")

    def lights(self) -> Sequence[Sign]:
        """Give the signs of all lights that burn or are out, in the plan's order."""
        burning = {row.light for row in self.site.status.tasks}
        known = [*(one.light for one in self.plan.lights), "unlit"]
        return [signs.of_light(self.names, id) for id in known if id in burning]

    def figure(self, row: TaskRow) -> Told:
        """Say the percent or count of a task with its day, and by which record."""
        view = self.views[row.id]
        if row.percent is not None and row.percent_date:
            told = self.names.figure(row.measure, row.percent, row.percent_date)
            return Told(told, record_of(view.point(None, None, row.measure, row.percent_date)))
        if row.count is None:
            return Told("")
        counted = (
            one.record for one in view.reports if one.count == row.count and one.date == row.counted_on
        )
        return Told(percent_said(self.names, row), next(counted, ""))

    def stage(self, row: TaskRow) -> str:
        """Say the stage of a task."""
        return self.names.stages("completed") if row.completed else stage_said(self.names, row)

    def due(self, row: TaskRow) -> str:
        """Say the due date of a task, and the first one where it is another."""
        return due_said(self.names, row.due, row.first_due)

    def late(self, row: TaskRow) -> str:
        """Say how late a task is; nothing where it is not."""
        return self.say("show.overdue", days=row.overdue_days) if row.late else ""

    def timeline(self) -> Chart | None:
        """Draw it."""
        return chart.of_dated_things(self.names, self.site.dated, self.say("site.timeline"), self.frame.as_of)

    def dated_sign(self, one: Dated) -> Sign:
        """Give the sign of how something that has a day stands."""
        return signs.of_dated(self.names, one)

    def dated_name(self, one: Dated) -> str:
        """Say what has a day."""
        if one.duty:
            return f"{self.say(f'duty.{one.duty}')} {self.names.period(one.id)}"
        return dated_said(self.names, one)

    def awaited(self, state: Awaited) -> Sign:
        """Give the sign of a state alone, for the legend."""
        return signs.awaited(self.names, state)

    def duty_sign(self, one: Duty) -> Sign:
        """Give the sign of how a duty stands."""
        return signs.of_duty(self.names, one)

    def registers(self) -> Iterator[tuple[str, Sequence[Kept]]]:
        """Give each register that holds anything, under its name."""
        of = self.site
        registers: dict[str, Sequence[Kept]] = {
            "paper": of.papers, "order": of.orders, "petition": of.petitions, "session": of.sessions,
        }  # fmt: skip
        for kind, rows in registers.items():
            if rows:
                yield self.say(f"kind.{kind}"), rows

    def foot(self) -> Sequence[str]:
        """Say what was read, and what had no effect."""
        return [str(one.text) for one in foot(self.names, self.frame) if isinstance(one, Para)]
