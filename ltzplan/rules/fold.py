"""The one fold: records in their turn in, the state of a day out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import groupby

from ltzplan.dataclass import built
from ltzplan.model.naming import mended
from ltzplan.model.plan import Task
from ltzplan.model.problem_state import OPEN, RAISED, ProblemState
from ltzplan.model.records import Adjustment, Entry, Order, Paper, Problem, Session, Update, Withdrawal
from ltzplan.model.state import Problems, Skip, State
from ltzplan.model.task_state import TaskState, TaskStep, stage_after
from ltzplan.rules import claims
from ltzplan.rules.clock import ONE_DAY
from ltzplan.rules.corrections import out_of_force, wordings
from ltzplan.rules.ledger import Ledger, entered_on, own_turn
from ltzplan.rules.life import beside, met_by, move_of, moved_by, order_days_late, possible_moves, refused


def state_at(ledger: Ledger, as_of: date) -> State:
    """Return the state at the end of a day: a record counts from its day, and none before one it names."""
    present = [one for one in ledger.entries if ledger.day_of(one) <= as_of]
    fold = _folded(ledger, present)
    strays = (one for one in ledger.strays if one.day <= as_of)
    skipped = [*fold.skipped.values(), *(Skip(entry=one, code="names_unknown") for one in strays)]
    return State(
        as_of=as_of,
        tasks=fold.tasks(),
        problems=Problems(fold.problems, fold.problems.__getitem__),
        entries=tuple(one for one in present if one.id not in fold.dead and one.id not in fold.skipped),
        ids=frozenset((*(one.id for one in present), *(one.entry.id for one in skipped))),
        dead=fold.dead,
        skipped=tuple(sorted(skipped, key=lambda skip: own_turn(skip.entry))),
        sessions=tuple(fold.sessions),
        papers=tuple(fold.papers),
    )


def state_left_by(ledger: Ledger, held: Entry, as_of: date) -> tuple[State, datetime | None]:
    """Return the state in which a session left the plan, and until when what was entered counts.

    It is that of the end of its day, without what came in from then to the day asked about, where it was entered on its
    own day itself: what its own file says is its outcome. What was entered later still counts by its day, as elsewhere.
    """
    entered = held.record.entered.at
    if entered.date() != held.day:
        return state_at(ledger, held.day), None

    def came_since(one: Entry) -> bool:
        at = one.record.entered.at
        return at > entered and at.date() <= as_of and one.file != held.file

    known = (one for one in ledger.known.values() if not came_since(one))
    return state_at(Ledger(ledger.plan, known), held.day), entered


def state_without(ledger: Ledger, state: State, record: str) -> State:
    """Return a state as it would be without a record of the ledger: only what hangs on that is folded anew."""
    part = ledger.without(record)
    then = state_at(part, state.as_of)
    others = {id: one for id, one in state.problems.glances.items() if not part.decides(id)}

    def read(id: str) -> ProblemState:
        return (state if id in others else then).problems[id]

    problems = Problems({**others, **then.problems.glances}, read)
    return replace(state, problems=problems, tasks={**state.tasks, **then.tasks})


class Fold:
    """The matters, while the records of a ledger are added in their turn."""

    def __init__(self, ledger: Ledger, dead: Mapping[str, Entry], skipped: dict[str, Skip]) -> None:
        """Take the ledger, what is out of force and by what, and what has no effect, to which more is added."""
        self._ledger, self.dead, self.skipped = ledger, dead, skipped
        self.problems: dict[str, ProblemState] = {}
        self.sessions: list[Entry] = []
        self.papers: list[Entry] = []
        self._steps: dict[str, list[TaskStep]] = {one.id: [] for one in ledger.plan.tasks}
        self._made: dict[str, TaskState] = {}
        self._raised: dict[str, str] = {}

    def tasks(self) -> dict[str, TaskState]:
        """Return every task that the ledger decides on, as the records so far leave it."""
        tasks, decides = self._ledger.plan.tasks, self._ledger.decides
        return {task.id: self._task(task) for task in tasks if decides(task.id)}

    def _task(self, task: Task) -> TaskState:
        steps, made = self._steps[task.id], self._made.get(task.id)
        if made is None or len(made.steps) < len(steps):
            made = TaskState(task=task, planned=self._ledger.plan.due(task), steps=tuple(steps))
            self._made[task.id] = made
        return made

    def add(self, entry: Entry) -> None:
        """Add a record in its turn.

        A reworded problem or move keeps the turn of the first; a correction of anything else counts from its
        own day.
        """
        record, turn = entry.record, self._ledger.day_of(entry)
        day = min(turn, record.date.last)
        if entry.id in self.skipped:
            return
        if isinstance(record, Update):
            self._update(entry, record, day)
        elif isinstance(record, Problem) or move_of(record):
            if not record.replaces:
                self._answer(entry, turn)
        elif entry.id in self.dead:
            return
        elif isinstance(record, Adjustment):
            steps = self._steps[record.task or ""]
            steps.append(TaskStep(entry=entry, day=day, after=stage_after(steps)))
        elif isinstance(record, Session):
            self.sessions.append(entry)
            self._take_up(entry, record, day)
        elif isinstance(record, Paper):
            self.papers.append(entry)

    def _update(self, entry: Entry, update: Update, day: date) -> None:
        by = self.dead.get(entry.id)
        settled = by is not None and isinstance(by.record, Update) and by.record.settles
        if by is None or settled:
            steps = self._steps[update.task]
            after = claims.updated(
                self._ledger.plan, stage_after(steps), entry, update, by.id if by else None
            )
            corrected = tuple(map(self._ledger.known.__getitem__, update.replaces))
            step = built(TaskStep, entry=entry, day=day, after=after, settled=settled, corrected=corrected)
            steps.append(step)

    def days_late(self, order: Entry, as_of: date) -> int:
        """Count the days late of an order, whichever wording of it is in force."""
        orders = {entry.id: one for one in self.problems.values() for entry in one.orders}
        in_force = wordings(order.id, self.dead)[-1:]
        return sum(order_days_late(orders[id], id, as_of) for id in in_force if id in orders)

    def _take_up(self, entry: Entry, session: Session, day: date) -> None:
        """Keep what a session decided on a problem until something comes of it (demands-3)."""
        for one in session.matters:
            if one.decision and not one.review and (problem := self._problem(one.id)):
                self._keep(beside(problem, entry, day, decided=entry))

    def _answer(self, entry: Entry, day: date) -> None:
        """Raise or move a problem, or check a claim, by what is in force of a record."""
        ids = wordings(entry.id, self.dead)
        if not ids:
            self._void(entry, day)
            return
        in_force = self._ledger.known[ids[-1]]
        if isinstance(in_force.record, Problem):
            self._raise(entry, ids, in_force.record)
        else:
            self._move(in_force, day)

    def _void(self, entry: Entry, day: date) -> None:
        """Keep a withdrawn order in the life of its problem, where it moves nothing."""
        problem = self._problem(self._ledger.origin(entry.id)) if isinstance(entry.record, Order) else None
        if problem:
            self._keep(beside(problem, entry, day))

    def _raise(self, entry: Entry, ids: Sequence[str], problem: Problem) -> None:
        """Raise a problem; where its wording in force is that of an earlier one too, both are that one."""
        id = self._raised.get(ids[-1], entry.id)
        self._raised |= dict.fromkeys(ids, id)
        known = self.problems.get(id) or ProblemState(
            id=id, raised=entry, problem=problem, begins=RAISED if self._ledger.plan.needs else OPEN
        )
        self._keep(replace(known, wordings=tuple(dict.fromkeys((*known.wordings, *ids)))))

    def _move(self, entry: Entry, day: date) -> None:
        record, ledger = entry.record, self._ledger
        roots = [ledger.known[id] for id in ledger.roots[entry.id]]
        if isinstance(roots[0].record, Update) and (ids := wordings(roots[0].id, self.dead)):
            self._check(entry, ledger.known[ids[-1]], day)
            return
        problems = [self._problem(one.id) for one in roots]
        if not all(problems):
            self._skip(entry, "answers_nothing")
            return
        found = {one.id: one for one in problems if one}
        for one in found.values():
            if code := refused(ledger.plan, record, one):
                self._skip(entry, code, met_by(record, one), possible_moves(ledger.plan, one))
                return
        for one in found.values():
            self._keep(moved_by(entry, one, day))

    def _check(self, entry: Entry, claim: Entry, day: date) -> None:
        assert isinstance(claim.record, Update)
        task = self._ledger.plan.task(claim.record.task)
        assert task
        steps = self._steps[task.id]
        after = claims.checked(self._task(task), entry, claim.id)
        if after is None:
            self._skip(entry, "impossible_move", stage_after(steps).stage)
        else:
            steps.append(TaskStep(entry=entry, day=day, after=after))

    def _problem(self, id: str) -> ProblemState | None:
        """Return the problem that is meant by a wording of it, whichever."""
        return self.problems.get(self._raised.get(id, ""))

    def _keep(self, problem: ProblemState) -> None:
        self.problems[problem.id] = problem

    def _skip(
        self, entry: Entry, code: str, state: str | None = None, possible: tuple[str, ...] = ()
    ) -> None:
        self.skipped[entry.id] = Skip(entry=entry, code=code, state=state, possible=possible)


def _folded(ledger: Ledger, present: Sequence[Entry]) -> Fold:
    """Add up the records that are there, in order."""
    return _added(ledger, present, _taking_back_late_orders(ledger, present))


def _added(ledger: Ledger, present: Sequence[Entry], late: Mapping[str, str]) -> Fold:
    """Add up records, in order; `late`: those that would take back an order that was late, with the code."""
    fold = Fold(ledger, *out_of_force(ledger, present, late))
    for entry in present:
        fold.add(entry)
    return fold


def _taking_back_late_orders(ledger: Ledger, present: Sequence[Entry]) -> dict[str, str]:
    """Find what would withdraw an order that was late, or correct its date: it wipes nothing (effect-2).

    A correction keeps the day of what it corrects, so that it is judged by the day on which it was entered.
    """
    found: dict[str, str] = {}
    taken_back = ((entry, order) for entry in present for order in _orders_taken_back(ledger, entry))
    for by, order in taken_back:
        day = max(ledger.day_of(by), entered_on(ledger.plan, by))
        before = dict[str, Entry]()
        for one in ledger.of(ledger.origin(order.id)).entries:
            there = all(id in before for id in mended(one.record))
            if there and one.id not in found and _known_to(ledger, by, one, day):
                before[one.id] = one
        if _added(ledger, [*before.values()], {}).days_late(order, day):
            withdraws = isinstance(by.record, Withdrawal)
            found[by.id] = "withdraws_late_order" if withdraws else "redates_late_order"
    return found


def _known_to(ledger: Ledger, entry: Entry, other: Entry, day: date) -> bool:
    """Whether a record stood before another, or was entered before it of a day that had come by then."""
    earlier = other.record.entered.at < entry.record.entered.at and ledger.day_of(other) <= day
    return earlier or ledger.turns[other.id] < ledger.turns[entry.id]


def _orders_taken_back(ledger: Ledger, entry: Entry) -> Iterator[Entry]:
    """Return the orders that a record withdraws, or to which it gives another due date."""
    record = entry.record
    named = (record.withdraws,) if isinstance(record, Withdrawal) else record.replaces
    for one in (ledger.known[id] for id in named):
        redated = isinstance(record, Order) and isinstance(one.record, Order) and record.due != one.record.due
        if isinstance(one.record, Order) and (redated or isinstance(record, Withdrawal)):
            yield one


class Replay:
    """The state while records are added one by one, each in its turn."""

    def __init__(self, ledger: Ledger, present: Sequence[Entry] = ()) -> None:
        """Take the ledger whose records will be added, and those that are there already."""
        self._ledger = ledger
        self._present = [*present]
        self._fold = _folded(ledger, present)

    def add(self, entry: Entry) -> None:
        """Add a record; what corrects earlier ones has all of them added anew, what has no turn does nothing."""
        if entry.id not in self._ledger.turns:
            return
        self._present.append(entry)
        if mended(entry.record):
            self._fold = _folded(self._ledger, self._present)
        else:
            self._fold.add(entry)

    def state(self, day: date) -> State:
        """Return what the records so far add up to; it holds no list of records."""
        problems, tasks = dict(self._fold.problems), self._fold.tasks()
        return State(
            as_of=day,
            tasks=tasks,
            problems=Problems(problems, problems.__getitem__),
            entries=(),
            dead={},
            skipped=(),
        )


def around(ledger: Ledger, entry: Entry) -> tuple[State, State]:
    """Return the state just before a record in its turn and the one with it; the same where it has no turn."""
    turns, day = ledger.turns, ledger.day_of(entry)
    earlier = [one for one in ledger.entries if turns[one.id] < turns.get(entry.id, turns[one.id])]
    replay = Replay(ledger, earlier)
    before = replay.state(day)
    replay.add(entry)
    return before, replay.state(day)


def days(ledger: Ledger, last: date) -> Iterator[State]:
    """Return the state of every day up to the last, from the signing or the first record on.

    Days on which nothing was recorded share what the records add up to; it holds no list of records.
    """
    replay = Replay(ledger)
    of_day = {day: list(these) for day, these in groupby(ledger.entries, key=ledger.day_of) if day <= last}
    day = min((ledger.plan.header.signed.first, *of_day))
    state = replay.state(day)
    while day <= last:
        for entry in of_day.get(day, ()):
            replay.add(entry)
        state = replay.state(day) if day in of_day else replace(state, as_of=day)
        yield state
        day += ONE_DAY
