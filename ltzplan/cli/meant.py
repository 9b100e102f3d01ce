"""What was meant: a task, problem or record, typed in the same ways in every verb."""

from collections.abc import Iterable, Iterator

from ltzplan.cli.session import one_numbered, pick
from ltzplan.issues import refuse
from ltzplan.model.plan import Plan
from ltzplan.model.records import Entry, Order, Paper
from ltzplan.model.state import ProblemState, State
from ltzplan.model.values import folded

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
    numbered = [one for one in listed if one.id not in replaced]
    if number := one_numbered(numbered, _number(typed)):
        return number
    return _one(((one.id, one.id) for one in listed), typed) or _one(
        (named for one in numbered for named in _numbers(one, one.id)), typed
    )


def begins(ids: Iterable[str], typed: str) -> bool:
    """Tell whether what was typed is the beginning of an id."""
    return any(folded(id).startswith(folded(typed)) for id in ids)


def _problem(state: State, typed: str) -> str | None:
    problems = state.problems.values()
    orders = {order.id: (order, one.id) for one in problems for order in one.orders}
    moves = ((move.id, one.id) for one in problems for move in (*one.moves, *one.orders))
    numbers = (named for one in problems for order in one.orders for named in _numbers(order, one.id))
    if number := one_numbered((order for order, _ in orders.values()), _number(typed)):
        return orders[number][1]
    return _one(((id, id) for id in state.problems), typed) or _one(moves, typed) or _one(numbers, typed)


def _number(typed: str) -> str:
    """Give what was typed with the brackets of a number."""
    return folded(typed).translate(_BRACKETS)


def _numbers(entry: Entry, id: str) -> Iterator[Named]:
    """Give the number of an order or paper, with and without the mark that stands before the year."""
    if isinstance(entry.record, Order | Paper) and (number := entry.record.number):
        yield number, id
        yield number[max(number.find("〔"), 0) :], id


def _one(known: Iterable[Named], typed: str) -> str | None:
    """Give the id of what was typed whole, else of what it begins; LtzError where it means several."""
    word = folded(typed)
    words = (word, _number(typed))
    whole, begun = dict[str, None](), dict[str, None]()
    for name, id in known:
        if folded(name) in words:
            whole[id] = None
        if folded(name).startswith(words):
            begun[id] = None
    found = [*(whole or begun)] if word else []
    if len(found) > 1:
        raise refuse("ambiguous_id", value=typed, found=", ".join(sorted(found)[:6]))
    return found[0] if found else None
