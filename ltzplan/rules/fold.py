"""What each record does to the state when its turn has come."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from ltzplan.model.plan import Plan, Task
from ltzplan.model.records import (
    Adjustment,
    Entry,
    Order,
    Paper,
    Problem,
    Recheck,
    Record,
    Session,
    Update,
    Withdrawal,
    answered,
)
from ltzplan.model.state import (
    COMPLETED,
    REPORTED_COMPLETE,
    Dated,
    Ended,
    Figure,
    Pause,
    Piece,
    ProblemState,
    Skip,
    TaskState,
)
from ltzplan.model.values import Text
from ltzplan.rules.life import RAISED, met_by, move_of, moved_by, order_days_late, refused


def withdrawn(id: str, dead: Mapping[str, Entry]) -> bool:
    """Tell whether what put a record out of force withdrew it, rather than replaced it."""
    record = dead[id].record
    return isinstance(record, Withdrawal) and record.withdraws == id


def ends_in(change: Adjustment) -> tuple[Ended | None, tuple[str, ...]]:
    """Give how an adjustment ends a task, and the tasks that it goes on in."""
    if change.merged_into:
        return "merged", (change.merged_into,)
    if change.split_into:
        return "split", change.split_into
    return ("withdrawn" if change.withdrawn else None), ()


@dataclass
class TaskFold:
    """A task while its records are being added."""

    task: Task
    reports: list[Entry] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    claims: list[Pause] = field(default_factory=list)
    rechecks: list[Entry] = field(default_factory=list)
    run: set[str] = field(default_factory=set)
    stated: str | None = None
    acceptance: Entry | None = None
    completed: bool = False
    adjustments: list[Entry] = field(default_factory=list)
    dues: list[Dated] = field(default_factory=list)
    target: Text | None = None
    ended: Ended | None = None
    ended_on: date | None = None

    def __post_init__(self) -> None:
        if due := self.task.target.due:
            self.dues.append(Dated(date.min, due))

    def adjust(self, entry: Entry, change: Adjustment) -> None:
        """Take what was decided to change; the first date stays (demands-2, local)."""
        self.adjustments.append(entry)
        if change.due:
            self.dues.append(Dated(change.date.last, change.due))
        self.target = change.target or self.target
        how, _ = ends_in(change)
        if how:
            self.ended, self.ended_on = how, change.date.last

    def add(self, entry: Entry, update: Update, *, claim_completes: bool) -> None:
        """Take a report."""
        self.reports.append(entry)
        whole = not update.parts and not update.city
        for part in update.parts or (None,):
            if update.percent is not None:
                piece = Piece(part, update.city, update.measure)
                office = update.on_behalf_of or update.entered.office
                self.figures.append(Figure(piece=piece, percent=update.percent, office=office, entry=entry))
        if update.stage is None or self.completed:
            return
        if update.stage == REPORTED_COMPLETE:
            if not self.run:
                self.claims.append(Pause(entry=entry, since=update.date.last, until=None))
            self.run.add(entry.id)
            self.completed = claim_completes
        elif whole or not self.run:
            self._end(update.date.last)
            self.stated = update.stage

    def check(self, entry: Entry, recheck: Recheck, claim: str, day: date) -> bool:
        """Take a recheck of a claim on its day; False where that claim does not stand."""
        if claim not in self.run or self.completed:
            return False
        self.rechecks.append(entry)
        if recheck.verdict == "accept":
            self.completed, self.acceptance = True, entry
        else:
            self._end(day)
        return True

    def _end(self, day: date) -> None:
        if self.run:
            self.claims[-1] = replace(self.claims[-1], until=day)
            self.run.clear()

    def state(self) -> TaskState:
        """Give the task as the records so far leave it."""
        stage = COMPLETED if self.completed else REPORTED_COMPLETE if self.run else self.stated
        return TaskState(
            task=self.task,
            reports=tuple(self.reports),
            stage=stage,
            claims=tuple(self.claims),
            acceptance=self.acceptance,
            completed=self.completed,
            figures=tuple(self.figures),
            rechecks=tuple(self.rechecks),
            adjustments=tuple(self.adjustments),
            dues=tuple(self.dues),
            target=self.target,
            ended=self.ended,
            ended_on=self.ended_on,
        )


def _is_move(record: Record) -> bool:
    return move_of(record) is not None


class Fold:
    """The state while records are being added in their order."""

    def __init__(
        self, plan: Plan, known: Mapping[str, Entry], dead: Mapping[str, Entry], skipped: dict[str, Skip]
    ) -> None:
        self.tasks = {task.id: TaskFold(task) for task in plan.tasks}
        self.plan = plan
        self.problems: dict[str, ProblemState] = {}
        self.sessions: list[Entry] = []
        self.papers: list[Entry] = []
        self._claim_completes = plan.header.completion == "claim"
        self._known, self._dead, self._skipped = known, dead, skipped
        self._roots: dict[str, str] = {}

    def add(self, entry: Entry, day: date) -> None:
        """Take a record on the day of its turn; a reworded problem or move keeps the turn of the first."""
        record = entry.record
        if entry.id in self._skipped:
            return
        if not _is_move(record) and not isinstance(record, Problem):
            if entry.id not in self._dead:
                self._of_itself(entry, record)
            return
        standing = self._standing(entry.id)
        if record.replaces:
            return
        if standing is None:
            self._void(entry)
        elif isinstance(standing.record, Problem):
            self._raise(entry, standing, standing.record)
        else:
            self._move(standing, day)

    def _of_itself(self, entry: Entry, record: Record) -> None:
        """Take a record that answers none: a corrected one counts from its own day."""
        match record:
            case Update():
                self.tasks[record.task].add(entry, record, claim_completes=self._claim_completes)
            case Adjustment():
                self.tasks[record.task or ""].adjust(entry, record)
            case Session():
                self.sessions.append(entry)
                self._decide(entry, record)
            case Paper():
                self.papers.append(entry)

    def _decide(self, entry: Entry, session: Session) -> None:
        """Keep what a session decided on a problem until something comes of it (demands-3)."""
        for one in session.matters:
            if one.decision and not one.review and (id := self._roots.get(one.id)):
                self.problems[id] = replace(self.problems[id], decided=entry)

    def _void(self, entry: Entry) -> None:
        """Keep a withdrawn order in the life of its problem, where it moves nothing."""
        id = self._roots.get(self._root(entry.id)) if isinstance(entry.record, Order) else None
        if id:
            one = self.problems[id]
            self.problems[id] = replace(one, void=(*one.void, (len(one.moves), entry)))

    def order_days_late(self, id: str, as_of: date) -> int:
        """Count the days late of an order, whichever wording of it stands."""
        standing = self._standing(id)
        own = (one for one in self.problems.values() if standing in one.orders)
        return sum(order_days_late(one, standing.id, as_of) for one in own if standing)

    def _raise(self, entry: Entry, standing: Entry, problem: Problem) -> None:
        first = self._roots.setdefault(standing.id, entry.id)
        self._roots[entry.id] = first
        if first == entry.id:
            self.problems[first] = ProblemState(id=first, raised=entry, problem=problem, state=RAISED)

    def _move(self, entry: Entry, day: date) -> None:
        record = entry.record
        named = answered(record)
        roots = [(root, self._standing(root)) for root in map(self._root, named)]
        if (found := roots[0][1]) and isinstance(found.record, Update):
            self._recheck(entry, day, found.id, found.record)
            return
        moved = [self._roots[root] for root, here in roots if here and root in self._roots]
        moved = moved if len(moved) == len(named) else []
        if not moved:
            self._skip(entry, "answers_nothing", None)
            return
        for id in moved:
            if code := refused(self.plan, record, self.problems[id]):
                self._skip(entry, code, met_by(record, self.problems[id]))
                return
        self.problems |= {id: moved_by(entry, self.problems[id], day) for id in moved}

    def _recheck(self, entry: Entry, day: date, claim: str, update: Update) -> None:
        task, recheck = self.tasks[update.task], entry.record
        if not (isinstance(recheck, Recheck) and task.check(entry, recheck, claim, day)):
            self._skip(entry, "impossible_move", task.state().stage)

    def _root(self, id: str) -> str:
        """Follow what a move answers to the problem or claim at its root."""
        record = self._known[id].record
        while _is_move(record):
            id = answered(record)[0]
            record = self._known[id].record
        return id

    def _standing(self, id: str) -> Entry | None:
        """Give the record that stands in a replaced one's stead; None once it is withdrawn."""
        while id in self._dead:
            if withdrawn(id, self._dead):
                return None
            id = self._dead[id].id
        return self._known[id]

    def _skip(self, entry: Entry, code: str, state: str | None) -> None:
        self._skipped[entry.id] = Skip(entry=entry, code=code, state=state)
