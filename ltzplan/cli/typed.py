"""What was meant by what was typed: a word of the plan, a task, problem or record, alike in every verb."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from ltzplan.cli.options import Filters
from ltzplan.issues import refuse
from ltzplan.model.plan import Plan
from ltzplan.model.records import Entry, Order, Paper
from ltzplan.model.state import COMPLETED, REPORTED_COMPLETE, ProblemState, State
from ltzplan.model.values import folded
from ltzplan.reports.filter import TaskFilter
from ltzplan.rules.lights import UNLIT
from ltzplan.rules.spoken import entries, meant, spoken
from ltzplan.text.speech import LANGS, catalogue

Named = tuple[str, str]
"""A word that may be typed, or begun, and the id that it means."""
_BRACKETS = str.maketrans("[【(]】)", "〔〔〔〕〕〕")


def matter(plan: Plan, state: State, typed: str) -> str:
    """Give the id of the task or problem that was typed; what is the id of a task means the task."""
    exact = (task.id for task in plan.tasks if folded(task.id) == folded(typed))
    return next(exact, None) or _problem(state, typed) or pick(plan, "tasks", typed)


def problem(state: State, typed: str) -> ProblemState:
    """Give the problem that was typed: by its id, by an order's number, or by the id of a move."""
    if id := _problem(state, typed):
        return state.problems[id]
    raise refuse("unknown_record", value=typed)


def record(entries: Iterable[Entry], typed: str) -> str:
    """Give the whole id of the record that was typed: by its id, or by its number."""
    if id := found(entries, typed):
        return id
    raise refuse("unknown_record", value=typed)


def found(entries: Iterable[Entry], typed: str) -> str | None:
    """Give the record that was typed; None where none was meant. A replaced one left its number to another."""
    listed = list(entries)
    replaced = {id for one in listed for id in one.record.replaces}
    numbered = (one for one in listed if one.id not in replaced)
    numbers = (named for one in numbered for named in _numbers(one, one.id))
    return _one(((one.id, one.id) for one in listed), typed) or _one(numbers, typed, "number_given_twice")


def begins(ids: Iterable[str], typed: str) -> bool:
    """Tell whether what was typed is the beginning of an id."""
    return any(folded(id).startswith(folded(typed)) for id in ids)


def _problem(state: State, typed: str) -> str | None:
    problems = state.problems.values()
    moves = ((move.id, one.id) for one in problems for move in (*one.moves, *one.orders))
    numbers = (named for one in problems for order in one.orders for named in _numbers(order, one.id))
    return (
        _one(((id, id) for id in state.problems), typed)
        or _one(moves, typed)
        or _one(numbers, typed, "number_given_twice")
    )


def _numbers(entry: Entry, id: str) -> Iterator[Named]:
    """Give the number of an order or paper, with and without the mark that stands before the year."""
    if isinstance(entry.record, Order | Paper) and (number := entry.record.number):
        yield number, id
        yield number[max(number.find("〔"), 0) :], id


def _one(known: Iterable[Named], typed: str, several: str = "ambiguous_id") -> str | None:
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


def pick(plan: Plan, listed: str, value: str, extra: Sequence[str] = ()) -> str:
    """Give the id of an entry of one of the plan's lists, typed as id or as its word."""
    found = entries(plan, listed)
    if value in extra:
        return value
    if id := the_one(found, value):
        return id
    from difflib import get_close_matches  # noqa: PLC0415 - only for a word that is not known

    known = [*found, *(word for one in found.values() for word in spoken(one)), *extra]
    near = get_close_matches(value, known, 1, 0.5)
    raise refuse("unknown_id", list=listed, value=value, near=near[0] if near else "")


def the_one(found: Mapping[str, Any], typed: str) -> str | None:
    """Give the id of the entry that was typed as id or word; LtzError where several bear the word."""
    if typed in found:
        return typed
    ids = meant(found, typed)
    if len(ids) > 1:
        raise refuse("ambiguous_name", value=typed, found=", ".join(ids))
    return ids[0] if ids else None


def pick_portfolio(plan: Plan, value: str) -> str:
    """Give the id of a portfolio, typed as its own word or as that of one of its areas."""
    if not plan.portfolios or meant(entries(plan, "areas"), value):
        return plan.portfolio(pick(plan, "areas", value))
    return pick(plan, "portfolios", value)


def by_word(found: Mapping[str, Any], typed: str) -> str:
    """Give the id of the part or milestone that a word names; what names none as it was typed."""
    return the_one(found, typed) or typed


def one_of(ids: Iterable[str], typed: str) -> str:
    """Give the record's id that what was typed begins; LtzError for none or several."""
    found = [id for id in ids if typed and folded(id).startswith(folded(typed))]
    if typed in found:
        return typed
    if len(found) > 1:
        raise refuse("ambiguous_id", value=typed, found=", ".join(sorted(found)[:6]))
    if not found:
        raise refuse("unknown_record", value=typed)
    return found[0]


def task_filter(plan: Plan, filters: Filters) -> TaskFilter:
    """Give the filters in the ids of the plan."""
    lists = {"area": "areas", "city": "cities", "level": "levels", "light": "lights", "kind": "kinds"}
    ids: dict[str, str | None] = {}
    for name, value in asdict(filters).items():
        if value is None:
            continue
        if name == "origin":
            if value not in ("plan", "carried_over", "project"):
                expected = "plan, carried_over, project"
                raise refuse("not_one_of", key="--origin", value=value, expected=expected)
            ids[name] = value
        elif name == "stage":
            ids[name] = pick(plan, "stages", value, (REPORTED_COMPLETE, COMPLETED))
        elif name == "portfolio":
            ids[name] = pick_portfolio(plan, value)
        else:
            ids[name] = pick(plan, lists[name], value, (UNLIT,) if name == "light" else ())
    return TaskFilter(**ids)


def state_of_problem(typed: str) -> str:
    """The state that was typed, by its id or its word in any language; LtzError where there is none."""
    said = [item for lang in LANGS for item in catalogue(lang, "terms").items()]
    words = [(key.removeprefix("state."), word) for key, word in said if key.startswith("state.")]
    ids = {folded(id): id for id, _ in words}
    if found := ({folded(word): id for id, word in words} | ids).get(folded(typed)):
        return found
    raise refuse("not_one_of", key="--state", value=typed, expected=", ".join(ids.values()))


def parts_of(plan: Plan, tasks: Sequence[str], words: Sequence[str] | None) -> list[str]:
    """Give the ids of parts of some tasks, typed as ids or as their words."""
    known = {id: part for task in plan.tasks if task.id in tasks for id, part in task.parts.items()}
    return [by_word(known, one) for one in words or ()]
