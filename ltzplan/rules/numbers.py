"""Numbers of orders and papers: given by the secretariat, one each, never used twice."""

import re
from collections.abc import Iterable, Iterator

from ltzplan.model.plan import Plan
from ltzplan.model.records import Entry, Order, PaperKind
from ltzplan.model.records import Paper as Issued
from ltzplan.model.state import State
from ltzplan.rules.papers import out
from ltzplan.rules.spoken import words

_NUMBER = r"(?s)(.*)〔([0-9]{4})〕([0-9]{1,6})号"


def next_number(plan: Plan, entries: Iterable[Entry], year: int, kind: PaperKind) -> str:
    """Give the next free number of a year's papers of a kind, such as 〔2020〕3号 (demands-3).

    Kinds of one mark share one series, and the mark stands before the number (local). `entries` are all
    that were ever issued: a withdrawn one keeps its number.
    """
    mark = _mark(plan, kind)
    found = (re.fullmatch(_NUMBER, number) for of, number in _numbered(entries) if mark or of == kind)
    taken = (int(one[3]) for one in found if one and (one[1], int(one[2])) == (mark, year))
    return f"{mark}〔{year:04}〕{max(taken, default=0) + 1}号"


def double_numbers(state: State) -> list[tuple[Entry, ...]]:
    """Give the orders and papers in force that bear one number, in order: offices numbered apart, and a merge joined them.

    A number without a mark is its kind's; what another paper corrects bears its number no more.
    """
    found: dict[tuple[str, str], list[Entry]] = {}
    for entry in (*state.orders, *(one for one, _ in out(state))):
        for kind, number in _numbered([entry]):
            marked = re.fullmatch(_NUMBER, number)
            found.setdefault((marked[1] if marked and marked[1] else kind, number), []).append(entry)
    return [tuple(listed) for listed in found.values() if len(listed) > 1]


def _numbered(entries: Iterable[Entry]) -> Iterator[tuple[PaperKind, str]]:
    """Give the numbers that records bear, with the kind of each; the slip of an order bears the order's."""
    for entry in entries:
        match entry.record:
            case Order(number=number):
                yield "order", number
            case Issued(paper=kind, number=str(number)) if kind != "order":
                yield kind, number


def _mark(plan: Plan, kind: PaperKind) -> str:
    """Give the mark of a kind in the plan's language; none where the plan has none."""
    form = plan.papers.form(kind)
    mark = form.mark if form else None
    said = getattr(mark, plan.header.language, None) or next(iter(words(mark)), "") if mark else ""
    return str(said)
