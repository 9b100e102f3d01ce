"""What was meant by what was typed: a word of the plan, a task, problem or record, alike in every verb."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, replace
from functools import partial
from typing import get_args

from ltzplan.cli.options import Filters
from ltzplan.issues import Issue, Locator, LtzError, refuse
from ltzplan.languages import LANGS
from ltzplan.model.codec import Described, described, form
from ltzplan.model.plan import Origin, Plan
from ltzplan.model.problem_state import ProblemState
from ltzplan.model.records import Entry, Order, Paper
from ltzplan.model.state import State
from ltzplan.model.values import folded
from ltzplan.reports.filter import TaskFilter
from ltzplan.rules.references import BESIDE, unknown
from ltzplan.rules.spoken import meant, spoken
from ltzplan.text.speech import catalogue

Term = tuple[str, str]
"""A word that may be typed, or begun, and the id that it means."""
_BRACKETS = str.maketrans("[【(]】)", "〔〔〔〕〕〕")


def matter(plan: Plan, state: State, typed: str) -> str:
    """Give the id of the task or problem that was typed; what is the id of a task means the task."""
    exact = (task.id for task in plan.tasks if folded(task.id) == folded(typed))
    return next(exact, None) or _problem(state, typed) or pick(plan, "tasks", typed)


def problem(state: State, typed: str) -> ProblemState:
    """Give the problem that was typed: by its id, by an order's number, or by the id of a move."""
    return state.problems[_there(_problem(state, typed), typed)]


def record(entries: Iterable[Entry], typed: str) -> str:
    """Give the whole id of the record that was typed: by its id, or by its number."""
    return _there(found(entries, typed), typed)


def found(entries: Iterable[Entry], typed: str) -> str | None:
    """Give the record that was typed; None where none was meant. A replaced one left its number to another."""
    listed = list(entries)
    replaced = {id for one in listed for id in one.record.replaces}
    numbered = (one for one in listed if one.id not in replaced)
    numbers = (named for one in numbered for named in _numbers(one, one.id))
    return _one(((one.id, one.id) for one in listed), typed) or _one(numbers, typed, "number_given_twice")


def _there(id: str | None, typed: str) -> str:
    if id is None:
        raise refuse("unknown_record", value=typed)
    return id


def begins(ids: Iterable[str], typed: str) -> bool:
    """Tell whether what was typed is the beginning of an id."""
    return any(folded(id).startswith(folded(typed)) for id in ids)


def _problem(state: State, typed: str) -> str | None:
    problems = state.problems.values()
    moves = ((step.entry.id, one.id) for one in problems for step in one.moves)
    numbers = (named for one in problems for order in one.orders for named in _numbers(order, one.id))
    return (
        _one(((id, id) for id in state.problems), typed)
        or _one(moves, typed)
        or _one(numbers, typed, "number_given_twice")
    )


def _numbers(entry: Entry, id: str) -> Iterator[Term]:
    """Give the number of an order or paper, with and without the mark that stands before the year."""
    if isinstance(entry.record, Order | Paper) and (number := entry.record.number):
        yield number, id
        yield number[max(number.find("〔"), 0) :], id


def _one(known: Iterable[Term], typed: str, several: str = "ambiguous_id") -> str | None:
    """Give the id of what was typed whole, else of what it begins; LtzError `several` where it means several."""
    word = folded(typed)
    words = (word, word.translate(_BRACKETS))
    whole, begun = dict[str, None](), dict[str, None]()
    for name, id in known:
        if folded(name) in words:
            whole[id] = None
        if folded(name).startswith(words):
            begun[id] = None
    found = [*(whole or begun)] if word else []
    if len(found) > 1:
        raise refuse(several, value=typed, found=", ".join(sorted(found)[:6]))
    return found[0] if found else None


def pick(plan: Plan, listed: str, value: str) -> str:
    """Give the id of an entry of one of the plan's lists, typed as id or word; of a portfolio also by one of its areas."""
    found, beside = plan.listed(listed), BESIDE.get(listed, ())
    if value in beside:
        return value
    if listed == "portfolios" and (not found or (value not in found and meant(plan.listed("areas"), value))):
        return plan.portfolio(pick(plan, "areas", value))
    if id := the_one(found, value):
        return id
    known = (*found, *(word for one in found.values() for word in spoken(one)), *beside)
    raise LtzError(*(one.at(None) for one in unknown(listed, value, known)))


def the_one(found: Mapping[str, object], typed: str) -> str | None:
    """Give the id of the entry that was typed as id or word; LtzError where several bear the word."""
    if typed in found:
        return typed
    ids = meant(found, typed)
    if len(ids) > 1:
        raise refuse("ambiguous_name", value=typed, found=", ".join(ids))
    return ids[0] if ids else None


def ids(
    plan: Plan, kind: type, said: Mapping[str, object], place: Locator
) -> tuple[dict[str, object], list[Issue]]:
    """What was said of a record, each word as the id that it means: of the list that its field names, or within its tasks.

    Beside it every word that means none, at its place; it stays as it was said, as does what has not the form of its field.
    """
    given, issues = dict(said), list[Issue]()

    def id_of(choose: Callable[[str], str | None], word: object, *path: str | int) -> object:
        try:
            return choose(word) or word if isinstance(word, str) else word
        except LtzError as error:
            issues.extend(replace(one, place=place(path)) for one in error.issues)
            return word

    def turn(field: Described, choose: Callable[[str], str | None]) -> None:
        key, told, (held, inner) = field.key, said.get(field.key), form(field.type)
        match form(inner)[0] if held == "optional" else held, told:
            case "list", list():
                given[key] = [id_of(choose, word, key, at) for at, word in enumerate(told)]
            case "mapping", dict():
                given[key] = turned = dict[object, object]()
                for word, one in told.items():
                    if (id := id_of(choose, word, key, word)) in turned:
                        where = place((key, word), key=True)
                        issues.append(Issue(code="duplicate_key", place=where, params={"key": word}))
                    turned[id] = one
            case "list" | "scalar", str() if told:
                given[key] = id_of(choose, told, key)

    fields = described(kind)
    for field in fields:
        if field.refers not in ("", "records"):
            turn(field, partial(pick, plan, field.refers))
    named = [given.get("task"), *(tasks if isinstance(tasks := given.get("tasks"), list) else [tasks])]
    tasks = [task for task in plan.tasks if task.id in named]
    parts = {id: part for task in tasks for id, part in task.parts.items()}
    milestones = {one.id: one for task in tasks for one in task.milestones}
    within: dict[str, Mapping[str, object]] = {"parts": parts, "milestone": milestones}
    for field in fields:
        if found := within.get(field.key):
            turn(field, partial(the_one, found))
    return given, issues


def one_of(ids: Iterable[str], typed: str) -> str:
    """Give the record's id that what was typed begins; LtzError for none or several."""
    return _there(_one(((id, id) for id in ids), typed), typed)


def task_filter(plan: Plan, filters: Filters) -> TaskFilter:
    """Give the filters in the ids of the plan."""
    lists = {one.name: one.refers for one in described(TaskFilter)}
    typed = {name: value for name, value in asdict(filters).items() if value is not None}
    if typed.get("origin") not in (None, *get_args(Origin)):
        raise refuse(
            "not_one_of", key="--origin", value=typed["origin"], expected=", ".join(get_args(Origin))
        )
    return TaskFilter(**{
        name: pick(plan, lists[name], value) if lists[name] else value for name, value in typed.items()
    })  # fmt: skip


def state_of_problem(typed: str) -> str:
    """The state that was typed, by its id or its word in any language; LtzError where there is none."""
    said = [item for lang in LANGS for item in catalogue(lang, "terms").items()]
    words = [(key.removeprefix("state."), word) for key, word in said if key.startswith("state.")]
    ids = {folded(id): id for id, _ in words}
    if found := ({folded(word): id for id, word in words} | ids).get(folded(typed)):
        return found
    raise refuse("not_one_of", key="--state", value=typed, expected=", ".join(ids.values()))
