"""Rows that are chosen by a piece of what they say, or put in order by one of their columns."""

import re
from decimal import Decimal

from ltzplan.languages import LANGS
from ltzplan.reports.rows import Rows
from ltzplan.rules.typed import plain
from ltzplan.views.data import words_of
from ltzplan.views.names import Names

IN_ORDER = ("levels", "lights", "stages", "needs", "areas", "portfolios")
"""The plan's lists whose order means something."""
_NUMBER = re.compile(r"([0-9]+(?:\.[0-9]+)?)")


def matching(rows: Rows[object], names: Names, typed: str) -> Rows[object]:
    """The rows that have what was typed in a word or text of any language; case, width and kinds of quotes do not count."""
    piece, columns = plain(typed).casefold(), rows.columns.items()
    spoken = [names.speaking(lang) for lang in LANGS]
    found = [
        row
        for row, told in zip(rows.rows, rows.told(), strict=True)
        if any(
            piece in plain(word).casefold()
            for own in spoken
            for name, field in columns
            for word in words_of(field, name, told, own)
        )
    ]
    return Rows(rows.kind, found, rows.paths)


def ordered(rows: Rows[object], names: Names, column: str, *, backwards: bool = False) -> Rows[object]:
    """The rows by a column: in the plan's order where it names entries of one of its lists, else by its words.

    In words numbers count, and so days too. Rows in which nothing stands come last.
    """
    field = rows.columns[column]
    listed = field.metadata.get("refers", "")
    rank = {id: Decimal(at) for at, id in enumerate(names.plan.listed(listed) if listed in IN_ORDER else ())}
    told = rows.told()
    said = {at: words_of(field, column, one, names) for at, one in enumerate(told)}

    def key(at: int) -> list[str | Decimal]:
        if rank:
            return [rank.get(str(told[at][column]), Decimal(len(rank)))]
        parted = _NUMBER.split(names.join(said[at]).casefold())
        return [Decimal(one) if n % 2 else one for n, one in enumerate(parted)]

    known = sorted((at for at in said if said[at]), key=key, reverse=backwards)
    unknown = (at for at in said if not said[at])
    return Rows(rows.kind, [rows.rows[at] for at in (*known, *unknown)], rows.paths)
