"""What the first screen says: what is not well, who must act, and what changed."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ltzplan.model.plan import HOLDERS
from ltzplan.reports.since import Move
from ltzplan.reports.site import Asks, Post
from ltzplan.reports.status import TaskRow
from ltzplan.views.matters import due_said
from ltzplan.views.since import move_said, telling
from ltzplan.views.site import signs
from ltzplan.views.site.signs import Sign
from ltzplan.views.site.spoken import Spoken


class Alarm(NamedTuple):
    """What is not well: its sign, of which tasks or problems, and more in words."""

    sign: Sign
    ids: Sequence[str]
    more: str = ""

    @property
    def late(self) -> bool:
        """Whether it is past its day, not only in danger of it."""
        return self.sign[1:] == signs.LATE


class FirstScreen(Spoken):
    """Says what is to be known first."""

    def until_end(self) -> str:
        """Say how far it is to the plan's end, or since when it is over."""
        days = self.site.status.summary.days_to_end
        ends = self.names.day(self.plan.header.ends.last)
        return self.say("status.to_end", days=days) if days >= 0 else self.say("site.ended", ends=ends)

    def day(self) -> str:
        """Say the day that is asked about."""
        return self.names.day(self.frame.as_of)

    def alarms(self) -> Iterator[Alarm]:
        """Give what is not well, the gravest first, with the tasks or problems that it is about."""
        found, summary = self.site.verdict, self.site.status.summary
        for light, lit in found.lights.items():
            yield Alarm(signs.of_light(self.names, light), lit)
        for waits, word, look, ids in (
            (found.late_problems, "site.late_problems", signs.LATE, self._problems(late=True)),
            (found.unsorted, "site.unsorted", signs.WAITS, self._problems(late=False)),
        ):
            if waits:
                yield Alarm(Sign(self.say(word), *look), ids, self.say("site.longest", days=waits.days))
        if summary.silent and summary.period:
            silent = [
                row.id for row in self.site.status.tasks if row.months_owed > 0 and row.origin == "plan"
            ]
            period = self.names.period(summary.period, "month.asked")
            more = self.say("site.silent_of", period=period)
            yield Alarm(Sign(self.say("site.silent"), *signs.WAITS), silent, more)

    def _problems(self, *, late: bool) -> list[str]:
        """Give the ids of the problems that are late, or that nobody has sorted."""
        wanted = (
            one.id for one in self.problems.values() if (one.overdue if late else one.state == "raised")
        )
        return [id for id in wanted if self.problems[id].closed_on is None]

    def next_due(self) -> str:
        """Say what falls due next; nothing where nothing does."""
        due = self.site.verdict.next_due
        if due is None:
            return ""
        tasks = self.names.join(f"{self.short(id)} {self.title(id)}" for id in due.tasks)
        return self.say("verdict.due", days=due.days, due=due.due.text, tasks=tasks)

    def counts(self) -> Iterator[tuple[str, Sequence[str]]]:
        """Give the tasks of the plan by how far they are, each count as the ids that it counts."""
        own: dict[str, list[str]] = {}
        for row in self.site.status.tasks:
            if row.origin == "plan":
                own.setdefault(self._stage(row), []).append(row.id)
        yield self.say("list.tasks"), [row.id for row in self.site.status.tasks if row.origin == "plan"]
        yield from own.items()

    def _stage(self, row: TaskRow) -> str:
        if row.completed:
            return self.names.stages("completed")
        if row.claimed_on and not row.over:
            return self.names.stages("reported_complete")
        nothing = "figure.no_stage" if row.last_report else "figure.no_report"
        return self.of("stages", row.stage) or self.say(nothing)

    def post(self, one: Post) -> str:
        """Name who must act."""
        return self.of(HOLDERS, one.holder)

    def ask(self, one: Asks) -> str:
        """Say how long something waits, or how late it is, and by when it is wanted."""
        days = "" if one.days is None else self.say("site.late" if one.late else "esc.days", days=one.days)
        return self.say("status.sep").join(filter(None, (days, due_said(self.names, one.due, None))))

    def changes(self) -> Iterator[tuple[str, str, bool]]:
        """Give what changed of each task and problem since the last dispatch, and whether it became late."""
        of = dict[str, list[Move]]()
        for one in self.site.since.changes if self.site.since else ():
            of.setdefault(one.id, []).append(one)
        for id, moves in of.items():
            late = any((one.what, one.after) == ("overdue", "yes") for one in moves)
            yield id, self.say("list.semi").join(move_said(self.names, one) for one in telling(moves)), late
