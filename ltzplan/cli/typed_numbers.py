"""The numbers of orders, papers and petitions, as they are typed."""

from collections.abc import Iterable, Iterator
from typing import get_args

from ltzplan.cli.typed_ids import Term
from ltzplan.issues import Issue
from ltzplan.model.records import Entry, Order, Paper, PaperKind, Petition
from ltzplan.model.state import State
from ltzplan.rules.typed import number_of, plain

NUMBERED = Order | Paper | Petition
"""What bears a number."""


def numbers(entry: Entry, id: str) -> Iterator[Term]:
    """Return the number of what bears one, with and without the mark and the year that stand before it."""
    if isinstance(entry.record, NUMBERED) and (number := entry.record.number):
        yield number, id
        yield number[max(number.find("〔"), 0) :], id
        yield number[number.find("〕") + 1 :], id


def names_paper(typed: str) -> bool:
    """Whether what was typed may be the number or the id of a paper, and not a revision of git such as 2020-10."""
    numbered = number_of(typed) is not None and not typed.replace("-", "").isdecimal()
    return numbered or plain(typed).partition("-")[0].casefold() in get_args(PaperKind)


def kind_of(entry: Entry) -> str:
    """Return the kind of what bears a number: of a paper which it is."""
    return getattr(entry.record, "paper", entry.record.kind)


def of_kind(listed: Iterable[Entry], kind: str | Issue) -> list[Entry]:
    """Return the papers of a kind; the orders beside their slips."""
    return [one for one in listed if kind_of(one) == kind]


def by_petition(state: State) -> Iterator[tuple[Entry, str]]:
    """Return each petition with the id of its problem; of several problems with its own."""
    asked = dict[str, tuple[Entry, str]]()
    for problem in state.problems.values():
        for letter in (one.entry for one in problem.moves if isinstance(one.entry.record, Petition)):
            asked[letter.id] = (letter, letter.id if letter.id in asked else problem.id)
    yield from asked.values()
