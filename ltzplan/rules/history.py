"""The one fold: plan and records in, the state of a day out. The order of files never matters."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import assert_never

from ltzplan.model.plan import Plan, Task
from ltzplan.model.records import Entry, Problem, Recheck, Record, Sort, Update, Withdrawal, names, subject
from ltzplan.model.state import (
    COMPLETED,
    REPORTED_COMPLETE,
    Claim,
    Figure,
    Piece,
    ProblemState,
    Skip,
    State,
    TaskState,
)
from ltzplan.rules.life import RAISED, after, move_of

Turn = tuple[date, datetime, str, int, int]


def state_at(
    plan: Plan, entries: Iterable[Entry], as_of: date, known_before: datetime | None = None
) -> State:
    """Give the state at the end of a day, from the records entered before an instant.

    A record counts from its day (a month or year from its last), and none before one it names.
    """
    known = {
        entry.id: entry for entry in entries if known_before is None or entry.record.entered.at < known_before
    }
    turns = _turns(known)
    listed = _in_order(known.values(), turns)
    present = [entry for entry in listed if entry.id in turns and turns[entry.id][0] <= as_of]
    dead, skipped = _mended(plan, {entry.id: entry for entry in present})
    for entry in listed:
        if entry.id not in turns and entry.record.date.last <= as_of:
            skipped[entry.id] = Skip(entry=entry, code="names_unknown")
    fold = _Fold(plan, known, dead, skipped)
    for entry in present:
        fold.add(entry)
    return State(
        as_of=as_of,
        tasks={id: task.state() for id, task in fold.tasks.items()},
        problems=fold.problems,
        entries=tuple(one for one in present if one.id not in dead and one.id not in skipped),
        dead=dead,
        skipped=tuple(sorted(skipped.values(), key=lambda skip: _own_turn(skip.entry))),
    )


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """Sort records by their turn: none before one that it names; what names none that is here, last."""
    known = {entry.id: entry for entry in entries}
    return _in_order(known.values(), _turns(known))


def tasks_of(entry: Entry, known: Mapping[str, Entry]) -> tuple[str, ...]:
    """Give the tasks that a record is about: its own, or those of what it answers or withdraws."""
    record = entry.record
    match record:
        case Update():
            return (record.task,)
        case Problem():
            return record.tasks
        case Sort() | Recheck():
            answered = record.answers
        case Withdrawal():
            answered = record.withdraws
        case _:
            assert_never(record)
    return tasks_of(known[answered], known) if answered in known else (subject(record),)


def concerning(entries: Iterable[Entry], tasks: AbstractSet[str]) -> list[Entry]:
    """Give the records of tasks, with those that they name or are named by, in any number of steps."""
    listed, linked = {one.id: one for one in entries}, dict[str, list[str]]()
    for entry in listed.values():
        record = entry.record
        for id in record.replaces if isinstance(record, Problem) else names(record):
            linked.setdefault(entry.id, []).append(id)
            linked.setdefault(id, []).append(entry.id)
    waiting = [id for id, one in listed.items() if tasks & {*tasks_of(one, listed)}]
    found: set[str] = set()
    while waiting:
        if (id := waiting.pop()) not in found:
            found.add(id)
            waiting += linked.get(id, ())
    return [one for id, one in listed.items() if id in found]


def _in_order(entries: Iterable[Entry], turns: Mapping[str, Turn]) -> list[Entry]:
    last: Turn = (date.max, datetime.max.replace(tzinfo=UTC), "", 0, 0)
    return sorted(entries, key=lambda entry: (turns.get(entry.id, last), _own_turn(entry)))


def _turns(known: Mapping[str, Entry]) -> dict[str, Turn]:
    """Give each record's place in time; none for one that names what is not here."""
    turns: dict[str, Turn] = {}
    waiting = sorted(known.values(), key=_own_turn)
    while waiting:
        later = []
        for entry in waiting:
            named = names(entry.record)
            if not all(id in turns for id in named):
                later.append(entry)
                continue
            turn = _own_turn(entry)
            for id in named:
                if turns[id] >= turn:
                    turn = (*turns[id][:4], turns[id][4] + 1)
            turns[entry.id] = turn
        if len(later) == len(waiting):
            break
        waiting = later
    return turns


def _own_turn(entry: Entry) -> Turn:
    return (entry.record.date.last, entry.record.entered.at, entry.file, entry.index, 0)


def _mended(plan: Plan, present: Mapping[str, Entry]) -> tuple[dict[str, Entry], dict[str, Skip]]:
    """Give what withdrawals and replacements put out of force, and those of them without effect.

    What is withdrawn mends nothing; what is replaced goes on replacing, but withdraws no more.
    """
    dead: dict[str, Entry] = {}
    skipped: dict[str, Skip] = {}
    for entry in reversed(present.values()):  # type: ignore[call-overload]
        record = entry.record
        mended = list(record.replaces)
        if entry.id in dead:
            mended = [] if withdrawn(entry.id, dead) else mended
        elif isinstance(record, Withdrawal):
            mended.append(record.withdraws)
        refused = (mending_refused(plan, record, present[id].record) for id in mended)
        if code := next(filter(None, refused), None):
            skipped[entry.id] = Skip(entry=entry, code=code)
        else:
            dead.update((id, entry) for id in mended if id not in dead)
    return dead, skipped


def withdrawn(id: str, dead: Mapping[str, Entry]) -> bool:
    """Tell whether what put a record out of force withdrew it, rather than replaced it."""
    record = dead[id].record
    return isinstance(record, Withdrawal) and record.withdraws == id


def mending_refused(plan: Plan, record: Record, mended: Record) -> str | None:
    """Say why a record may not replace or withdraw another: of another kind, of another office."""
    if type(record) is not type(mended) and not isinstance(record, Withdrawal):
        return "replaces_other_kind"
    office = plan.offices.get(record.entered.office)
    own = record.entered.office == mended.entered.office
    return None if own or (office and office.may == "all") else "mends_other_office"


@dataclass
class _TaskFold:
    """A task while its records are being added."""

    task: Task
    reports: list[Entry] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    rechecks: list[Entry] = field(default_factory=list)
    run: set[str] = field(default_factory=set)
    stated: str | None = None
    acceptance: Entry | None = None
    completed: bool = False

    def add(self, entry: Entry, update: Update, *, claim_completes: bool) -> None:
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
                self.claims.append(Claim(entry=entry, since=update.date.last, until=None))
            self.run.add(entry.id)
            self.completed = claim_completes
        elif whole or not self.run:
            self._end(update.date.last)
            self.stated = update.stage

    def check(self, entry: Entry, recheck: Recheck, claim: str) -> bool:
        """Take a recheck of a claim; False where that claim does not stand."""
        if claim not in self.run or self.completed:
            return False
        self.rechecks.append(entry)
        if recheck.verdict == "accept":
            self.completed, self.acceptance = True, entry
        else:
            self._end(recheck.date.last)
        return True

    def _end(self, day: date) -> None:
        if self.run:
            self.claims[-1] = replace(self.claims[-1], until=day)
            self.run.clear()

    def state(self) -> TaskState:
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
        )


class _Fold:
    """The state while records are being added in their order."""

    def __init__(
        self, plan: Plan, known: Mapping[str, Entry], dead: Mapping[str, Entry], skipped: dict[str, Skip]
    ) -> None:
        self.tasks = {task.id: _TaskFold(task) for task in plan.tasks}
        self.problems: dict[str, ProblemState] = {}
        self._claim_completes = plan.header.completion == "claim"
        self._known, self._dead, self._skipped = known, dead, skipped
        self._roots: dict[str, str] = {}

    def add(self, entry: Entry) -> None:
        """Take a record at its turn; a reworded problem or move keeps the turn of the first."""
        record = entry.record
        if entry.id in self._skipped:
            return
        if isinstance(record, Update):
            if entry.id not in self._dead:
                task = self.tasks[record.task]
                task.add(entry, record, claim_completes=self._claim_completes)
            return
        standing = self._standing(entry.id)
        if record.replaces or standing is None:
            return
        if isinstance(standing.record, Problem):
            self._raise(entry, standing, standing.record)
        elif isinstance(standing.record, Sort | Recheck):
            self._move(standing, standing.record)

    def _raise(self, entry: Entry, standing: Entry, problem: Problem) -> None:
        first = self._roots.setdefault(standing.id, entry.id)
        self._roots[entry.id] = first
        if first == entry.id:
            self.problems[first] = ProblemState(id=first, raised=entry, problem=problem, state=RAISED)

    def _move(self, entry: Entry, move: Sort | Recheck) -> None:
        root = self._root(move.answers)
        standing = self._standing(root)
        if standing and isinstance(standing.record, Update):
            task = self.tasks[standing.record.task]
            if not (isinstance(move, Recheck) and task.check(entry, move, standing.id)):
                self._skip(entry, "impossible_move", task.state().stage)
        elif standing and root in self._roots:
            problem = self.problems[self._roots[root]]
            self._live(entry, move, problem, after(problem.state, move_of(move)))
        else:
            self._skip(entry, "answers_nothing", None)

    def _live(self, entry: Entry, move: Sort | Recheck, problem: ProblemState, state: str | None) -> None:
        if state is None:
            self._skip(entry, "impossible_move", problem.state)
            return
        problem = replace(problem, state=state, moves=(*problem.moves, entry))
        if isinstance(move, Sort):
            problem = replace(problem, sort=None if move.dismissed else move, sorted_by=entry)
        self.problems[problem.id] = problem

    def _root(self, id: str) -> str:
        """Follow what a move answers to the problem or claim at its root."""
        record = self._known[id].record
        while isinstance(record, Sort | Recheck):
            id = record.answers
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
