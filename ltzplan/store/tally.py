"""What all the records of a folder add up to, kept in the index: a question then reads what it asks about, and no more."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cache, partial
from typing import TYPE_CHECKING, TypeVar, get_type_hints, overload

from ltzplan.dataclass import dataclass
from ltzplan.model.codec import decoder, encode
from ltzplan.model.problem_state import ProblemState
from ltzplan.model.records import Entry
from ltzplan.model.state import Skip, State
from ltzplan.model.task_state import KEPT, TaskState, TaskStep
from ltzplan.model.values import about
from ltzplan.rules.fold import state_at
from ltzplan.rules.ledger import Ledger
from ltzplan.store.index import Index
from ltzplan.store.records import entries_of
from ltzplan.store.standing import Standing

if TYPE_CHECKING:
    from ltzplan.store.workspace import Workspace

Item = TypeVar("Item")
NAME, ANSWERS = "tally", "answers"


@dataclass(frozen=True, kw_only=True)
class Tally:
    """What all the records of a folder add up to, on the day of the last one's turn and later."""

    since: date = about("That day.")
    git: Standing = about("What git said of the folder.")
    ids: tuple[str, ...] = about("Ids of all records.")
    problems: tuple[ProblemState, ...] = about("Every problem, in order.", default=())
    sessions: tuple[Entry, ...] = about("Dispatches held or put off, in order.", default=())
    papers: tuple[Entry, ...] = about("Papers issued, in order.", default=())
    dead: Mapping[str, Entry] = about("Records withdrawn or replaced, and by what.", default_factory=dict)
    skipped: tuple[Skip, ...] = about("Records without effect.", default=())
    answers: Mapping[str, Mapping[str, object]] = about(
        "By each task what was asked of it and answered, as JSON.", default_factory=dict
    )


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


@dataclass(frozen=True, kw_only=True)
class AddedUp:
    """The state of a day, the ledger behind it, and what keeps both for the next run."""

    state: State
    linked: Callable[[str | None], Ledger]
    """The ledger of what decides on a task or problem at least; of all where none is named."""
    keep: Callable[[], None] = lambda: None


def added_up(space: "Workspace", stood: str | None, day: date, before: datetime | None) -> AddedUp:
    """Add up the records of a folder, which `stood` so, that were known before an instant; from its tally where that will do."""
    index, tally = space.index, space.tally
    if index and stood and tally and before is None and day >= tally.since:
        return _from_tally(space, tally, stood, day)
    ledger = Ledger(space.plan, (e for e in space.entries if before is None or e.record.entered.at <= before))
    state = state_at(ledger, day)

    def keep() -> None:
        found = tally_of(ledger, state, space.git) if index and stood and before is None else None
        if index and stood and found:
            said = {NAME: encode(replace(found, answers={}), brief=True), ANSWERS: found.answers}
            index.tell(stood, said | {_thread(id): _places(ledger.of(id)) for id in state.tasks})

    return AddedUp(state=state, linked=lambda _: ledger, keep=keep)


def _from_tally(space: "Workspace", tally: Tally, stood: str, day: date) -> AddedUp:
    plan, index = space.plan, space.index
    assert index
    whole = cache(lambda: state_at(linked(None), day))
    of_problem = {one.id: one.problem.tasks[0] for one in tally.problems}

    @cache
    def linked(id: str | None) -> Ledger:
        thread = _thread_of(index, stood, of_problem.get(id, id)) if id else None
        return Ledger(plan, space.entries if thread is None else thread)

    def steps(task: str) -> Sequence[TaskStep]:
        return state_at(linked(task), day).tasks[task].steps

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
        problems={one.id: one for one in tally.problems},
        entries=Later(lambda: whole().entries),
        ids=frozenset(tally.ids),
        dead=tally.dead,
        skipped=tally.skipped,
        sessions=tally.sessions,
        papers=tally.papers,
    )

    def keep() -> None:
        if (answers := told(state)) != tally.answers:
            index.tell(stood, {ANSWERS: answers})

    return AddedUp(state=state, linked=linked, keep=keep)


def tally_from(index: Index, stood: str) -> Tally | None:
    """Return the tally of a folder that stands so; None where the index knows none."""
    said = index.told(NAME, stood)
    answers = decoder(Mapping[str, Mapping[str, object]])(index.told(ANSWERS, stood) or {})
    return replace(decoder(Tally)(said), answers=answers) if said is not None else None


def _thread(task: str) -> str:
    return f"thread {task}"


def _thread_of(index: Index, stood: str, task: str) -> tuple[Entry, ...] | None:
    """Return the records that decide on a task; None where the index does not know them."""
    told = index.told(_thread(task), stood)
    places = decoder(Mapping[str, tuple[int, ...]])(told or {})
    files = index.rows(places)
    if told is None or len(files) < len(places):
        return None
    return tuple(entry for name, file in files.items() for entry in entries_of(name, file, places[name]))


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


def tally_of(ledger: Ledger, state: State, git: Standing) -> Tally | None:
    """Return what the records of a ledger add up to; None where some of them count only later."""
    since = max(
        (*(turn[0] for turn in ledger.turns.values()), *(one.day for one in ledger.strays)), default=date.min
    )
    if since > state.as_of:
        return None
    return Tally(
        since=since,
        git=git,
        ids=tuple(sorted(ledger.known)),
        problems=tuple(state.problems.values()),
        sessions=state.sessions,
        papers=state.papers,
        dead=state.dead,
        skipped=state.skipped,
        answers=told(state),
    )
