"""The one fold: plan and records in, the state of a day out. The order of files never matters."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from ltzplan.model.plan import Plan, Task
from ltzplan.model.records import Entry, Problem, Recheck, Record, Sort, Update, Withdrawal, names
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
    present = sorted(
        (entry for entry in known.values() if entry.id in turns and turns[entry.id][0] <= as_of),
        key=lambda entry: turns[entry.id],
    )
    skipped = [
        Skip(entry=entry, code="names_unknown")
        for entry in known.values()
        if entry.id not in turns and entry.record.date.last <= as_of
    ]
    dead, refused = _mended(plan, {entry.id: entry for entry in present})
    fold = _Fold(plan, known, dead)
    for entry in present:
        if entry.id not in refused:
            fold.add(entry)
    return State(
        as_of=as_of,
        tasks={id: task.state() for id, task in fold.tasks.items()},
        problems=fold.problems,
        entries=tuple(fold.entries),
        dead=dead,
        skipped=tuple(skipped + list(refused.values()) + fold.skipped),
    )


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
    """Give what withdrawals and replacements put out of force, and those of them without effect."""
    dead: dict[str, Entry] = {}
    refused: dict[str, Skip] = {}
    for entry in reversed(list(present.values())):
        if entry.id in dead:
            continue
        record = entry.record
        mended = [record.withdraws] if isinstance(record, Withdrawal) else list(record.replaces)
        for id in mended:
            if code := mending_refused(plan, record, present[id].record):
                refused[entry.id] = Skip(entry=entry, code=code)
                break
        else:
            dead.update((id, entry) for id in mended if id not in dead)
    return dead, refused


def mending_refused(plan: Plan, record: Record, mended: Record) -> str | None:
    """Say why a record may not replace or withdraw another: of another kind, of another office."""
    if not isinstance(record, Withdrawal) and type(record) is not type(mended):
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

    def __init__(self, plan: Plan, known: Mapping[str, Entry], dead: Mapping[str, Entry]) -> None:
        self.tasks = {task.id: _TaskFold(task) for task in plan.tasks}
        self.problems: dict[str, ProblemState] = {}
        self.entries: list[Entry] = []
        self.skipped: list[Skip] = []
        self._claim_completes = plan.header.completion == "claim"
        self._known, self._dead = known, dead
        self._roots: dict[str, str] = {}

    def add(self, entry: Entry) -> None:
        """Take a record at its turn; a reworded problem or move keeps the turn of the first."""
        record = entry.record
        if entry.id not in self._dead:
            self.entries.append(entry)
        if isinstance(record, Update):
            if entry.id not in self._dead:
                task = self.tasks[record.task]
                task.add(entry, record, claim_completes=self._claim_completes)
            return
        standing = self._standing(entry.id)
        if record.replaces or standing is None:
            return
        match standing.record:
            case Problem():
                self._raise(entry, standing)
            case Sort() | Recheck():
                self._move(entry, standing.record)
            case Update() | Withdrawal():
                pass

    def _raise(self, entry: Entry, standing: Entry) -> None:
        first = self._roots.setdefault(standing.id, entry.id)
        self._roots[entry.id] = first
        if first == entry.id and isinstance(standing.record, Problem):
            self.problems[first] = ProblemState(id=first, raised=entry, problem=standing.record, state=RAISED)

    def _move(self, entry: Entry, move: Sort | Recheck) -> None:
        root = self._root(move.answers)
        if self._standing(root) is None:
            return
        answered = self._known[root].record
        if isinstance(answered, Update):
            self._check(entry, move, self._standing(root), self.tasks[answered.task])
            return
        problem = self.problems[self._roots[root]]
        state = after(problem.state, move_of(move))
        if state is None:
            self._skip(entry, problem.state)
            return
        problem = replace(problem, state=state, moves=(*problem.moves, entry))
        if isinstance(move, Sort):
            problem = replace(problem, sort=None if move.dismissed else move, sorted_by=entry)
        self.problems[problem.id] = problem

    def _check(self, entry: Entry, move: Sort | Recheck, claim: Entry | None, task: _TaskFold) -> None:
        if not (isinstance(move, Recheck) and claim and task.check(entry, move, claim.id)):
            self._skip(entry, task.state().stage)

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
            if isinstance(self._dead[id].record, Withdrawal):
                return None
            id = self._dead[id].id
        return self._known[id]

    def _skip(self, entry: Entry, state: str | None) -> None:
        self.entries.remove(entry)
        self.skipped.append(Skip(entry=entry, code="impossible_move", state=state))
