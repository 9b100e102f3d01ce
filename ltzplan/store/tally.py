"""What all the records of a folder add up to, kept in the index: a question then reads what it asks about, and no more."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cache, cached_property, partial
from hashlib import sha256
from typing import TYPE_CHECKING, TypeVar, get_type_hints, overload

from ltzplan.dataclass import dataclass
from ltzplan.model.codec import decoder, encode
from ltzplan.model.problem_state import ProblemState
from ltzplan.model.records import Entry
from ltzplan.model.state import Glance, Problems, Skip, State
from ltzplan.model.task_state import KEPT, TaskState, TaskStep
from ltzplan.model.values import about
from ltzplan.rules.fold import state_at
from ltzplan.rules.ledger import Ledger
from ltzplan.store.index import NOTHING, OPEN, RECENT, Found, Index
from ltzplan.store.records import entries_of
from ltzplan.store.standing import Standing

if TYPE_CHECKING:
    from ltzplan.store.workspace import Workspace

Item = TypeVar("Item")
NAME, ANSWERS = "tally", "answers"
_WORDING = "problem"
MANY = 100
"""So many of the records that were entered last are kept beside a tally."""


@dataclass(frozen=True, kw_only=True)
class Tally:
    """What all the records of a folder add up to, on the day of the last one's turn and later."""

    since: date = about("That day.")
    git: Standing = about("What git said of the folder.")
    covers: str = about("What tells the files that it is of: see `covered`.")
    ids: tuple[str, ...] = about("Ids of all records.")
    problems: Mapping[str, Glance] = about("A glance of every problem, in order.", default_factory=dict)
    sessions: tuple[Entry, ...] = about("Dispatches held or put off, in order.", default=())
    papers: tuple[Entry, ...] = about("Papers issued, in order.", default=())
    dead: Mapping[str, Entry] = about("Records withdrawn or replaced, and by what.", default_factory=dict)
    skipped: tuple[Skip, ...] = about("Records without effect.", default=())
    answers: Mapping[str, Mapping[str, object]] = about(
        "By each task what was asked of it and answered, as JSON.", default_factory=dict
    )
    marks: Mapping[str, str] = about(
        "By each part that is kept beside it how that is marked.", default_factory=dict
    )
    stood: str = about("How the folder stood when this was kept; empty: it was known to change.", default="")


class Later(Sequence[Item]):
    """A list that is worked out when somebody looks at it."""

    def __init__(self, listed: Callable[[], Sequence[Item]]) -> None:
        """Take what works it out."""
        self._listed = cache(listed)

    def __len__(self) -> int:
        """Give how many there are."""
        return len(self._listed())

    @overload
    def __getitem__(self, at: int) -> Item: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Item]: ...
    def __getitem__(self, at: int | slice) -> Item | Sequence[Item]:
        """Give one, or several."""
        return self._listed()[at]


class Answers(dict[str, object]):
    """Answers about a task; those of an earlier run are read from JSON when they are asked for."""

    def __init__(self, said: Mapping[str, object]) -> None:
        """Take those of an earlier run, as JSON."""
        super().__init__()
        self.said = said

    def __contains__(self, question: object) -> bool:
        """Tell whether it was answered, in this run or before."""
        return super().__contains__(question) or question in self.said

    def __missing__(self, question: str) -> object:
        """Read an answer of an earlier run."""
        self[question] = _reader(question.partition(" ")[0])(self.said[question])
        return self[question]


@cache
def _reader(name: str) -> Callable[[object], object]:
    """Return what reads the answers to a question."""
    return decoder(get_type_hints(KEPT[name])["return"])


class LostError(Exception):
    """The index does not know a part of a tally any more, or knows it otherwise."""


class Parts:
    """The parts of a tally that are read only when they are asked for, each once."""

    def __init__(self, index: Index, tally: Tally) -> None:
        """Take the tally, and the index that keeps its parts."""
        self.index, self.tally = index, tally
        self.thread = cache(self._read_thread)
        """Gives the records that decide on a task; None where the index does not know them."""
        self.problem = cache(self._read_problem)
        """Gives a problem; LostError where the index does not know it."""
        self._problems = dict[str, Mapping[str, object]]()

    @cached_property
    def recent(self) -> tuple[Entry, ...] | None:
        """The records that were entered last, in order, at most `MANY`; None where the index does not know them."""
        part = self._part(RECENT)
        return None if part is None else decoder(tuple[Entry, ...])(part)

    def entered_since(self, instant: datetime) -> tuple[Entry, ...] | None:
        """Return the records that were entered at an instant and later; None where they may be more than are kept."""
        recent = self.recent
        if recent is None or (len(recent) == MANY and recent[0].record.entered.at >= instant):
            return None
        return tuple(one for one in recent if one.record.entered.at >= instant)

    def _read_thread(self, task: str) -> tuple[Entry, ...] | None:
        part = self._part(_thread(task))
        places = decoder(Mapping[str, tuple[int, ...]])(part or {})
        files = self.index.rows(places)
        if part is None or len(files) < len(places):
            return None
        return tuple(entries_of(files, places))

    def _read_problem(self, id: str) -> ProblemState:
        """Read a problem with all of its task; where that is the second one, with all that there are."""
        if (task := task_of(id)) not in self._problems:
            tasks = dict.fromkeys(map(task_of, self.tally.problems if self._problems else (id,)))
            parts, read = self._parts(map(_problems, tasks)), decoder(Mapping[str, object])
            self._problems |= {one: read(parts.get(_problems(one)) or {}) for one in tasks}
        if id not in self._problems[task]:
            raise LostError(id)
        return _problem_of(self._problems[task][id])

    def _part(self, name: str) -> object:
        return self._parts([name]).get(name)

    def _parts(self, names: Iterable[str]) -> dict[str, object]:
        """Return by name, as JSON, those that the index knows."""
        told, marks = self.index.told(names), self.tally.marks
        return {name: said for name, (mark, said) in told.items() if mark == marks.get(name)}


@dataclass(frozen=True, kw_only=True)
class AddedUp:
    """The state of a day, the ledger behind it, and what keeps both for the next run."""

    state: State
    linked: Callable[[str | None], Ledger]
    """The ledger of what decides on a task or problem at least; of all where none is named."""
    keep: Callable[[], None] = lambda: None


def added_up(space: "Workspace", stood: str | None, day: date, before: datetime | None = None) -> AddedUp:
    """Add up the records of a folder, which `stood` so, that were known before an instant; from its tally where that will do."""
    index, parts = space.index, space.parts
    if parts and before is None and day >= parts.tally.since:
        return _from_tally(space, parts, stood, day)
    ledger = Ledger(space.plan, (e for e in space.entries if before is None or e.record.entered.at <= before))
    state = state_at(ledger, day)

    def keep() -> None:
        if index and stood and before is None and (found := tally_of(ledger, state, space)):
            tell(index, stood, *found)

    return AddedUp(state=state, linked=lambda _: ledger, keep=keep)


def _from_tally(space: "Workspace", parts: Parts, stood: str | None, day: date) -> AddedUp:
    plan, tally = space.plan, parts.tally
    whole = cache(lambda: state_at(linked(None), day))

    @cache
    def linked(id: str | None) -> Ledger:
        problem = tally.problems.get(id or "")
        thread = parts.thread(problem.tasks[0] if problem else id) if id else None
        return Ledger(plan, space.entries if thread is None else thread)

    def steps(task: str) -> Sequence[TaskStep]:
        return state_at(linked(task), day).tasks[task].steps

    def problem(id: str) -> ProblemState:
        try:
            return parts.problem(id)
        except LostError:
            return whole().problems[id]

    tasks = {
        task.id: TaskState(
            task=task,
            planned=plan.due(task),
            steps=Later(partial(steps, task.id)),
            answers=Answers(tally.answers.get(task.id, {})),
        )
        for task in plan.tasks
    }
    state = State(
        as_of=day,
        tasks=tasks,
        problems=Problems(tally.problems, problem),
        entries=Later(lambda: whole().entries),
        ids=frozenset(tally.ids),
        dead=tally.dead,
        skipped=tally.skipped,
        sessions=tally.sessions,
        papers=tally.papers,
    )

    def keep() -> None:
        if stood and (answers := told(state)) != tally.answers:
            parts.index.tell({ANSWERS: (stood, answers)})

    return AddedUp(state=state, linked=linked, keep=keep)


def tell(index: Index, stood: str, tally: Tally, parts: Mapping[str, object], found: Found = NOTHING) -> None:
    """Keep a tally of a folder that stands so, those of its parts that are new, and what was found."""
    root = encode(replace(tally, answers={}, stood=""), brief=True)
    marked = {name: (tally.marks[name], one) for name, one in parts.items()}
    in_the_way = {id: one.text or "" for id, one in tally.problems.items() if one.open}
    said = {NAME: (stood, root), ANSWERS: (stood, tally.answers), OPEN: ("", encode(in_the_way))}
    index.tell({**marked, **said}, found)


def last_tally(index: Index) -> Tally | None:
    """Return the tally that was kept last, however the folder stood; None where there is none."""
    found = index.told((NAME, ANSWERS))
    stood, root = found.get(NAME, ("", None))
    if not isinstance(root, dict):
        return None
    tally: Tally = decoder(Tally)(root)
    of, answers = found.get(ANSWERS, ("", None))
    answers = answers if of == stood and isinstance(answers, dict) else {}
    return replace(tally, answers=answers, stood=stood)


def _thread(task: str) -> str:
    return f"thread {task}"


def _problems(task: str) -> str:
    return f"problems {task}"


def task_of(id: str) -> str:
    """Return the task in the id of a problem, with whose others it is kept."""
    return id.rpartition("-")[0]


def glance(one: ProblemState) -> Glance:
    """Return a glance of a problem."""
    return Glance(
        tasks=one.tasks,
        state=one.state,
        ordered=one.ordered,
        text=one.problem.text if one.open else None,
        wordings=one.wordings,
        follows=one.follows,
    )


def parts_of(
    threads: Mapping[str, Ledger], problems: Iterable[ProblemState], recent: Iterable[Entry]
) -> dict[str, object]:
    """Return the parts of a tally as JSON: threads by their tasks, problems, and the records that were entered last."""
    last = sorted(recent, key=lambda one: (one.record.entered.at, one.id))[-MANY:]
    of_task: dict[str, dict[str, object]] = {}
    for one in problems:
        of_task.setdefault(_problems(task_of(one.id)), {})[one.id] = _problem_said(one)
    return {
        **{_thread(task): _places(one) for task, one in threads.items()},
        **of_task,
        RECENT: [encode(one) for one in last],
    }


def _problem_said(one: ProblemState) -> dict[str, object]:
    """Return a problem as JSON; one that was not reworded is said but once."""
    said: dict[str, object] = encode(one, brief=True)
    if one.problem is one.raised.record:
        del said[_WORDING]
    return said


def _problem_of(said: object) -> ProblemState:
    assert isinstance(said, dict)
    one: ProblemState = decoder(ProblemState)(said)
    if _WORDING not in said:
        vars(one)[_WORDING] = one.raised.record
    return one


def marks_of(parts: Mapping[str, object]) -> dict[str, str]:
    """Return how parts are marked: each by what it says."""
    return {name: sha256(repr(one).encode()).hexdigest()[:16] for name, one in parts.items()}


def _places(part: Ledger) -> dict[str, list[int]]:
    """Return by each file the places of the records of a ledger, and of what they name."""
    found: dict[str, list[int]] = {}
    for entry in (*part.needed, *part.strays):
        found.setdefault(entry.file, []).append(entry.index)
    return found


def told(state: State) -> dict[str, dict[str, object]]:
    """Return by each task the answers about it, as JSON."""
    found = {}
    for id, task in state.tasks.items():
        said = task.answers.said if isinstance(task.answers, Answers) else {}
        fresh = {asked: encode(one, brief=True) for asked, one in task.answers.items() if asked not in said}
        found[id] = {**said, **fresh}
    return found


def tally_of(ledger: Ledger, state: State, space: "Workspace") -> tuple[Tally, dict[str, object]] | None:
    """Return what the records of a ledger add up to, with its parts; None where some of them count only later."""
    since = max(
        (*(turn[0] for turn in ledger.turns.values()), *(one.day for one in ledger.strays)), default=date.min
    )
    if since > state.as_of:
        return None
    threads = {task: ledger.of(task) for task in state.tasks}
    parts = parts_of(threads, state.problems.values(), ledger.known.values())
    tally = Tally(
        since=since,
        git=space.git,
        covers=space.covers,
        ids=tuple(sorted(ledger.known)),
        problems={id: glance(one) for id, one in state.problems.items()},
        sessions=state.sessions,
        papers=state.papers,
        dead=state.dead,
        skipped=state.skipped,
        answers=told(state),
        marks=marks_of(parts),
    )
    return tally, parts
