"""What all the records of a folder add up to, kept in the index: a question then reads what it asks about, and no more."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cache, partial
from typing import TYPE_CHECKING, TypeVar, get_type_hints, overload

from ltzplan.dataclass import dataclass
from ltzplan.model.codec import decoder, encode
from ltzplan.model.ids import ids_by_subject
from ltzplan.model.problem_state import ProblemState
from ltzplan.model.records import Entry
from ltzplan.model.state import Glance, Problems, Skip, State
from ltzplan.model.task_state import KEPT, TaskState, TaskStep
from ltzplan.model.values import about
from ltzplan.rules.fold import state_at
from ltzplan.rules.ledger import Ledger
from ltzplan.store.index import NOTHING, Found, Index
from ltzplan.store.parts import (
    LostError,
    Parts,
    ids_said,
    in_the_way_said,
    marks_of,
    problems_said,
    recent_said,
    threads_said,
)
from ltzplan.store.standing import Standing

if TYPE_CHECKING:
    from ltzplan.store.workspace import Workspace

Item = TypeVar("Item")
NAME, ANSWERS = "tally", "answers"
PROBLEMS = "problems"


@dataclass(frozen=True, kw_only=True)
class Tally:
    """What all the records of a folder add up to, on the day of the last one's turn and later."""

    since: date = about("That day.")
    git: Standing = about("What git said of the folder.")
    covers: str = about("What tells the files that it is of: see `covered`.")
    records: Mapping[str, int] = about("How many records there are of each subject.", default_factory=dict)
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
        ids=space.ids,
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
    root = encode(replace(tally, problems={}, answers={}, stood=""), brief=True)
    glances = {id: one if any(one[2:]) else one[:2] for id, one in tally.problems.items()}
    marked = {name: (tally.marks[name], one) for name, one in parts.items()}
    said = {NAME: (stood, {**root, PROBLEMS: glances}), ANSWERS: (stood, tally.answers)}
    index.tell({**marked, **said}, found)


def last_tally(index: Index) -> Tally | None:
    """Return the tally that was kept last, however the folder stood; None where there is none."""
    found = index.told((NAME, ANSWERS))
    stood, root = found.get(NAME, ("", None))
    if not isinstance(root, dict):
        return None
    glances = {id: Glance(*one) for id, one in root.pop(PROBLEMS).items()}
    tally: Tally = decoder(Tally)(root)
    of, answers = found.get(ANSWERS, ("", None))
    answers = answers if of == stood and isinstance(answers, dict) else {}
    return replace(tally, problems=glances, answers=answers, stood=stood)


def glance(one: ProblemState) -> Glance:
    """Return a glance of a problem."""
    return Glance(
        state=one.state,
        tasks=one.tasks,
        ordered=one.ordered,
        reworded=tuple(id for id in one.wordings if id != one.id),
        follows=one.follows,
        needs=one.needs if one.open else None,
        day=one.began.isoformat() if one.open and one.needs else "",
    )


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
    ids = ids_by_subject(sorted(ledger.known))
    parts = {
        **threads_said({task: ledger.of(task) for task in state.tasks}),
        **problems_said(state.problems.values()),
        **ids_said(ids),
        **recent_said(ledger.known.values()),
        **in_the_way_said({one.id: one.problem.text for one in state.problems.open}),
    }
    tally = Tally(
        since=since,
        git=space.git,
        covers=space.covers,
        records={subject: len(listed) for subject, listed in ids.items()},
        problems={id: glance(one) for id, one in state.problems.items()},
        sessions=state.sessions,
        papers=state.papers,
        dead=state.dead,
        skipped=state.skipped,
        answers=told(state),
        marks=marks_of(parts),
    )
    return tally, parts
