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
from ltzplan.rules.life import RAISED, met_by, move_of, moved_by, order_days_late, possible_moves, refused


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
    plan: Plan
    updates: list[Entry] = field(default_factory=list)
    reports: list[Entry] = field(default_factory=list)
    corrected: dict[str, tuple[Entry, ...]] = field(default_factory=dict)
    figures: list[Figure] = field(default_factory=list)
    claims: list[Pause] = field(default_factory=list)
    rechecks: list[Entry] = field(default_factory=list)
    run: set[str] = field(default_factory=set)
    stated: str | None = None
    claimed: str = REPORTED_COMPLETE
    acceptance: Entry | None = None
    completed: bool = False
    idle: list[Entry] = field(default_factory=list)
    adjustments: list[Entry] = field(default_factory=list)
    dues: list[Dated] = field(default_factory=list)
    target: Text | None = None
    ended: Ended | None = None
    ended_on: date | None = None

    def __post_init__(self) -> None:
        """Begin with the due date of the plan."""
        if due := self.plan.due(self.task):
            self.dues.append(Dated(date.min, due))

    def adjust(self, entry: Entry, change: Adjustment, day: date) -> None:
        """Take what was decided to change; the first date and the first end stay (demands-2, local)."""
        self.adjustments.append(entry)
        if change.due:
            self.dues.append(Dated(day, change.due))
        self.target = change.target or self.target
        how, _ = ends_in(change)
        if how and not self.ended:
            self.ended, self.ended_on = how, day

    def add(self, entry: Entry, update: Update, day: date, settled_by: str | None = None) -> None:
        """Take an update; of one whose figures were settled by another all but its figures."""
        if settled_by is None:
            self.updates.append(entry)
        if settled_by is None and not update.background:
            self._figures(entry, update)
        if not (update.background or update.reopen or update.settles):
            self.reports.append(entry)
        if update.reopen and not self.completed:
            self.idle.append(entry)
        elif update.reopen:
            self._end(day)
        if update.stage and update.whole and (self._claim_completes or not self.completed):
            self._staged(entry, update.stage, day, settled_by)

    def _figures(self, entry: Entry, update: Update) -> None:
        for part in update.parts or (None,):
            if update.percent is not None:
                self.figures.append(
                    Figure(
                        piece=Piece(part, update.city, update.measure),
                        percent=update.percent,
                        date=update.percent_date or update.date,
                        office=update.on_behalf_of or update.entered.office,
                        entry=entry,
                    )
                )

    def _staged(self, entry: Entry, stage: str, day: date, settled_by: str | None) -> None:
        """Take the stage of the whole: a claim, or what ends one; that of a part or city stays the part's."""
        own = self.plan.stages.get(stage)
        if stage != REPORTED_COMPLETE and not (own and own.completes):
            self._end(day)
            self.stated = stage
            return
        if not self.run:
            self.claims.append(Pause(entry=entry, since=day, until=None))
        self.run.update(one for one in (entry.id, settled_by) if one)
        self.claimed, self.completed = stage, self._claim_completes

    @property
    def _claim_completes(self) -> bool:
        return self.plan.header.completion == "claim"

    def check(self, entry: Entry, recheck: Recheck, claim: str, day: date) -> bool:
        """Take a recheck of a claim on its day; False where that claim does not stand."""
        if claim not in self.run or self.completed or self.ended:
            return False
        self.rechecks.append(entry)
        if recheck.verdict == "accept":
            self.completed, self.acceptance = True, entry
        else:
            self._end(day)
        return True

    def _end(self, day: date) -> None:
        """End the claim that stands, and with it what it completed."""
        if self.run:
            self.claims[-1] = replace(self.claims[-1], until=day)
            self.run.clear()
        self.completed, self.acceptance = False, None

    def state(self) -> TaskState:
        """Give the task as the records so far leave it."""
        claimed = COMPLETED if self.completed and self.claimed == REPORTED_COMPLETE else self.claimed
        return TaskState(
            task=self.task,
            updates=tuple(self.updates),
            reports=tuple(self.reports),
            corrected=dict(self.corrected),
            stage=claimed if self.run else self.stated,
            claims=tuple(self.claims),
            acceptance=self.acceptance,
            completed=self.completed,
            idle=tuple(self.idle),
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
        """Take the plan, every record by id, what put which out of force, and where skipped ones are kept."""
        self.tasks = {task.id: TaskFold(task, plan) for task in plan.tasks}
        self.plan = plan
        self.problems: dict[str, ProblemState] = {}
        self.sessions: list[Entry] = []
        self.papers: list[Entry] = []
        self._known, self._dead, self._skipped = known, dead, skipped
        self._roots: dict[str, str] = {}

    def add(self, entry: Entry, day: date) -> None:
        """Take a record on the day of its turn; a reworded problem or move keeps the turn of the first."""
        record = entry.record
        if entry.id in self._skipped:
            return
        if not _is_move(record) and not isinstance(record, Problem):
            self._of_itself(entry, record, day)
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

    def _of_itself(self, entry: Entry, record: Record, day: date) -> None:
        """Take a record that answers none: a correction counts from its own day, whatever it corrects."""
        day = min(day, record.date.last)
        if isinstance(record, Update):
            self._update(entry, record, day)
        elif entry.id in self._dead:
            return
        elif isinstance(record, Adjustment):
            self.tasks[record.task or ""].adjust(entry, record, day)
        elif isinstance(record, Session):
            self.sessions.append(entry)
            self._decide(entry, record)
        elif isinstance(record, Paper):
            self.papers.append(entry)

    def _update(self, entry: Entry, update: Update, day: date) -> None:
        task, by = self.tasks[update.task], self._dead.get(entry.id)
        if by is None:
            if update.replaces:
                task.corrected[entry.id] = tuple(self._known[id] for id in update.replaces)
            task.add(entry, update, day)
        elif isinstance(by.record, Update) and by.record.settles:
            task.add(entry, update, day, settled_by=by.id)

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
                problem = self.problems[id]
                self._skip(entry, code, met_by(record, problem), possible_moves(self.plan, problem))
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

    def _skip(self, entry: Entry, code: str, state: str | None, possible: tuple[str, ...] = ()) -> None:
        self._skipped[entry.id] = Skip(entry=entry, code=code, state=state, possible=possible)
