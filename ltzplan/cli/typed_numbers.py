"""The numbers of orders and papers, as they are typed."""

from collections.abc import Iterable, Iterator
from typing import get_args

from ltzplan.issues import Issue
from ltzplan.model.records import Entry, Order, Paper, PaperKind
from ltzplan.rules.typed import number_of, plain

Term = tuple[str, str]
"""A word that may be typed, or begun, and the id that it means."""


def numbers(entry: Entry, id: str) -> Iterator[Term]:
    """Return the number of an order or paper, with and without the mark and the year that stand before it."""
    if isinstance(entry.record, Order | Paper) and (number := entry.record.number):
        yield number, id
        yield number[max(number.find("〔"), 0) :], id
        yield number[number.find("〕") + 1 :], id


def names_paper(typed: str) -> bool:
    """Whether what was typed may be the number or the id of a paper, and not a revision of git such as 2020-10."""
    numbered = number_of(typed) is not None and not typed.replace("-", "").isdecimal()
    return numbered or plain(typed).partition("-")[0].casefold() in get_args(PaperKind)


def of_kind(listed: Iterable[Entry], kind: str | Issue) -> list[Entry]:
    """Return the papers of a kind; the orders beside their slips."""
    return [one for one in listed if getattr(one.record, "paper", one.record.kind) == kind]
