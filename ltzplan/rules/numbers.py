"""Numbers of orders and papers: given by the secretariat, one each, never used twice."""

import re
from collections.abc import Iterable, Mapping

from ltzplan.model.records import Entry, Order, Paper
from ltzplan.model.state import State

_NUMBER = re.compile(r"〔([0-9]{4})〕([0-9]{1,6})号")


def next_number(entries: Iterable[Entry], year: int) -> str:
    """Give the next free number of a year's orders, such as 〔2020〕3号 (demands-3).

    `entries` are all orders ever given: a withdrawn one keeps its number.
    """
    return _next((one.record.number for one in entries if isinstance(one.record, Order)), year)


def next_paper_number(entries: Iterable[Entry], year: int, kind: str) -> str:
    """Give the next free number of a year's papers of a kind; a withdrawn one keeps its number (local)."""
    papers = (one.record for one in entries if isinstance(one.record, Paper))
    return _next((one.number for one in papers if one.number and one.paper == kind), year)


def _next(numbers: Iterable[str], year: int) -> str:
    found = (match for number in numbers if (match := _NUMBER.fullmatch(number)))
    taken = (int(match[2]) for match in found if int(match[1]) == year)
    return f"〔{year:04}〕{max(taken, default=0) + 1}号"


def double_numbers(state: State) -> Mapping[str, tuple[Entry, ...]]:
    """Give the orders in force that bear one number: two offices numbered apart, and a merge joined them."""
    found: dict[str, list[Entry]] = {}
    for entry in state.entries:
        if isinstance(entry.record, Order):
            found.setdefault(entry.record.number, []).append(entry)
    return {number: tuple(listed) for number, listed in found.items() if len(listed) > 1}
