"""What every part of the page needs in one language: its words, what has a section, and how that is named and linked."""

from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from ltzplan.reports.frame import Frame
from ltzplan.reports.record_line import RecordLine
from ltzplan.reports.show import Point, ProblemView, TaskView
from ltzplan.reports.site import Site, WholeRecord
from ltzplan.views.matters import deed, progress_said
from ltzplan.views.names import Names


class Told(NamedTuple):
    """A figure in words, and the record that it comes from; empty for none."""

    text: str
    record: str = ""


class Spoken:
    """Says one report in one language."""

    def __init__(self, names: Names, frame: Frame, site: Site) -> None:
        """Take the names in that language, the day and the report."""
        self.names, self.frame, self.site = names, frame, site
        self.lang, self.plan = names.lang, names.plan
        self.say, self.read, self.of, self.all_of = names.say, names.read, names.of, names.all_of
        self.short, self.join = names.short, names.join
        self.proof, self.uncommitted = names.say("site.proof"), names.say("site.uncommitted")
        self.found = names.say("site.found", count=0)

    @cached_property
    def problems(self) -> Mapping[str, ProblemView]:
        """Every problem by its id."""
        return {one.id: one for view in self.site.tasks for one in view.problems}

    @cached_property
    def views(self) -> Mapping[str, TaskView]:
        """Every task by its id."""
        return {view.task.id: view for view in self.site.tasks}

    @cached_property
    def lines(self) -> Mapping[str, WholeRecord]:
        """Every record by its id."""
        return {line.said.record: line for lines in self.site.records.values() for line in lines}

    @cached_property
    def _homes(self) -> Mapping[str, str]:
        """By each problem and record what its section is called."""
        return (
            dict.fromkeys(self.lines, "r")
            | dict.fromkeys(self.problems, "p")
            | dict.fromkeys(self.views, "t")
        )

    def anchor(self, id: str) -> str:
        """Name the section of a task, problem or record in this language; nothing for what has none."""
        kind = self._homes.get(id)
        return f"{self.lang}-{kind}-{id}" if kind else ""

    def title(self, id: str) -> str:
        """Say what a task, problem or session is."""
        if id in self.problems:
            return self.read(self.problems[id].title)
        if id in self.views:
            return self.read(self.views[id].task.name)
        said = self.lines[id].said
        return f"{said.date.text} {self.what(said)}"

    def what(self, said: RecordLine) -> str:
        """Say what a record is and states."""
        return "  ".join(filter(None, (deed(self.names, said), *progress_said(self.names, said))))


def record_of(point: Point | None) -> str:
    """Give the record that a point comes from; nothing for no point."""
    return point.record if point else ""
