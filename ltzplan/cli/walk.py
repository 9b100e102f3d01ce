"""The rows of a verb's queue, gone through one by one on a terminal; what is stored stays stored."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from ltzplan.cli.main import OK
from ltzplan.cli.options import Group, Storing
from ltzplan.cli.prompt import GoneToError, SkippedError, StoppedError, present
from ltzplan.cli.recorder import Recorder
from ltzplan.cli.run import Run
from ltzplan.cli.sitting import BackError, Seat, Verb, put, rows_of, seated
from ltzplan.dataclass import dataclass
from ltzplan.issues import LtzError
from ltzplan.reports.todo import TodoItem
from ltzplan.text.speech import say


@dataclass(frozen=True, kw_only=True)
class Passed:
    """A row that was come by."""

    row: TodoItem
    stored: str | None = None
    """Id of the record that was stored of it; None: it was left for later."""


class Walk:
    """One sitting on a queue."""

    def __init__(
        self, run: Run, storing: Storing, verb: Verb, do: Callable[..., int], groups: Sequence[Group]
    ) -> None:
        """Take the verb, what does it, and what was typed of each row."""
        self.run, self.storing, self.verb, self.do, self.groups = run, storing, verb, do, groups
        self._passed = list[Passed]()
        self._ahead = list[Passed]()
        """The rows that were asked for, the next one last."""
        self._came_from: Passed | None = None
        """The row from which the one that is taken up was gone to."""
        self._last = dict[str, str]()
        self._order = list[tuple[str | None, str | None]]()
        """The rows in the order in which they came up."""
        self._begun = dict[tuple[str | None, str | None], dict[str, str]]()
        """What was answered of rows that were left before anything of them was stored."""

    def go(self) -> int:
        """Go through the rows until none is left or the person stops."""
        worst = OK
        while True:
            recorder = Recorder(self.run, self.storing)
            rows = self._left(recorder)
            self._order += [of for one in rows if (of := (one.id, one.unit)) not in self._order]
            if not (rows or self._ahead):
                said = "sit.all_done" if self._passed else "sit.none"
                self.run.talk(say(self.run.lang, said, verb=self.verb.name))
                return worst
            one = self._ahead.pop() if self._ahead else Passed(row=rows[0])
            came_from, self._came_from = self._came_from, None
            try:
                worst = max(worst, self._sit(recorder, one))
            except SkippedError:
                self._passed.append(one)
            except BackError:
                self._back(one, came_from)
            except GoneToError as gone:
                self._go_to(recorder, gone.row)
                self._came_from = one
            except StoppedError:
                self.run.talk(say(self.run.lang, "sit.stopped", left=len(self._left(recorder))))
                return worst

    def _left(self, recorder: Recorder) -> list[TodoItem]:
        """Return the rows that nobody has come by yet."""
        passed = {(one.row.id, one.row.unit) for one in self._passed}
        return [one for one in rows_of(recorder, self.verb) if (one.id, one.unit) not in passed]

    def _sit(self, recorder: Recorder, one: Passed) -> int:
        """Do the verb on a row; on one of which a record was stored, correct that."""
        run, row, groups = self.run, one.row, [replace(group) for group in self.groups]
        queue, days = (say(run.lang, key, days=row.days) for key in (f"queue.{row.queue}", "esc.days"))
        of, count = (row.id, row.unit), len(self._order)
        at = self._order.index(of) + 1
        run.talk("\n" + say(run.lang, "sit.row", at=at, count=count, queue=queue, days=days))
        present(recorder, row.id or "")
        put(groups, self.verb.of, row.id or "")

        def leads(typed: str) -> str | None:
            return self._row_of(recorder, typed)

        if one.stored:
            put(groups, "replaces", one.stored)
            run.talk(say(run.lang, "sit.recorded", record=recorder.names.short(one.stored)))
            seat = Seat(recorder, replace(self.verb, needs=()), leads=leads)
        else:
            seat = Seat(recorder, self.verb, row, self._last, self._begun.setdefault(of, {}), leads)
        before = len(run.stored)
        done = seated(seat, self.do, groups)
        self._passed.append(replace(one, stored=next(iter(run.stored[before:]), one.stored)))
        return done

    def _back(self, one: Passed, came_from: Passed | None) -> None:
        """Take up the row that the person came from, else the one before, and then this one again."""
        if came_from:
            self._ahead += [one, came_from]
            return
        if not self._passed:
            self.run.talk(say(self.run.lang, "sit.first"))
            self._ahead.append(one)
            return
        self._ahead += [one, self._passed.pop()]

    def _go_to(self, recorder: Recorder, id: str) -> None:
        """Take up a row that was asked for, whether it was come by or not."""
        known = (*self._ahead, *self._passed, *(Passed(row=one) for one in self._left(recorder)))
        found = next(one for one in known if one.row.id == id)
        self._passed = [one for one in self._passed if one is not found]
        self._ahead = [*(one for one in self._ahead if one is not found), found]

    def _row_of(self, recorder: Recorder, typed: str) -> str | None:
        """Return the id of the row that a word names, by its task or problem, or by the task of its problem where it is the only one."""
        try:
            id = recorder.typed.matter(recorder.state, typed)
        except LtzError:
            return None
        rows = (*(one.row for one in (*self._passed, *self._ahead)), *self._left(recorder))
        known = {one.id: one.tasks for one in rows if one.id}
        of_task = [row for row, tasks in known.items() if id in tasks]
        return id if id in known else of_task[0] if len(of_task) == 1 else None
