"""The units that a cell of a table names, and what each does. No language is known here."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ltzplan.dataclass import dataclass
from ltzplan.rules.table_rows import either, flat
from ltzplan.rules.typed import plain

Does = tuple[str, str]
"""What a unit does: `lead`, `responsible` (all alike), `supporting`; and its name."""
_CLAUSE, _APART = (re.compile(rf"[{marks}](?![^（(]*[)）])") for marks in ("；;", "、，,"))
"""What parts those who do one thing from others, and units from each other, everywhere but in brackets."""
_STROKE = re.compile(r"\s*[/／]\s*")
_GAP = re.compile(r"\s*[/／\s]\s*")
_INITIALS = re.compile("[A-Z][A-Z&]{1,4}")
"""What initials of a unit look like."""


@dataclass(frozen=True, kw_only=True)
class UnitWords:
    """Words round units, in all languages."""

    roles: Mapping[str, str]
    """Word that may stand before units, or in brackets behind one -> what they do."""
    behind: Mapping[str, str]
    """Word that stands behind units without a bracket -> what they do."""
    by: Sequence[str]
    """What may stand before units that such a word follows."""
    joins: Sequence[str]
    """Words that part units, and stand in names as well."""
    others: Sequence[str]
    """What stands for units that are not named."""
    bodies: Sequence[str]
    """How the names of units end."""
    tails: Sequence[str]
    """What of such an end a short name leaves out."""


class Units:
    """Reads the cells of a table that name units: what joins names in one cell may part them where others have them alone."""

    def __init__(self, words: UnitWords, cells: Iterable[tuple[str, str]]) -> None:
        """Take all cells that name units, each with what its column says that they do."""
        self.words = words
        labels = "|".join(sorted(map(re.escape, words.roles), key=len, reverse=True))
        self._label = re.compile(rf"(?:^|(?<=[\s、，,；;]))({labels})\s*[:：]", re.IGNORECASE)
        self._marked = re.compile(rf"(.+?)\s*[（(]({labels})[)）]", re.IGNORECASE)
        self._behind = re.compile(
            rf"(?:{either(words.by)})?\s*(.+?)\s*({either([*words.behind])})", re.IGNORECASE
        )
        self._join = re.compile(rf"\s*(?:{either(words.joins)})\s*")
        self._any = re.compile(rf"{self._join.pattern}|{_GAP.pattern}")
        self._others = re.compile(rf"(?<=.)\s*(?:{'|'.join(words.others)})$", re.IGNORECASE)
        self._body = re.compile(rf".+(?:{either(words.bodies)})", re.IGNORECASE)
        named = (name for _, text in cells for _, name in self._tokens(text))
        self.known = {line for name in named for line in name.split("\n") if not self._ways(line)}

    def named(self, does: str, text: str) -> list[Does]:
        """Return the units of a cell, and what each does: as its column says, unless the cell itself does.

        Where that says who leads, the others of a column of those who lead do not.
        """
        tokens = [*self._tokens(text)]
        if does == "lead" and any(role == "lead" for role, _ in tokens):
            does = "responsible"
        return [(role or does, name) for role, token in tokens for name in self._parted(token)]

    def leaves_out(self, text: str) -> bool:
        """Whether a cell speaks of units that it does not name."""
        return any(self._others.search(token) for _, token in self._told(text))

    def _tokens(self, text: str) -> Iterator[Does]:
        """Yield the pieces of a cell that name units, each with what the cell says that they do, else nothing."""
        named = ((role, self._others.sub("", token)) for role, token in self._told(text))
        return ((role, token) for role, token in named if token)

    def _told(self, text: str) -> Iterator[Does]:
        told = ["", *self._label.split(text)]
        for label, said in zip(told[::2], told[1::2], strict=True):
            for clause in _CLAUSE.split(said):
                yield from self._clause(self.words.roles.get(label.casefold(), ""), clause)

    def _clause(self, role: str, clause: str) -> Iterator[Does]:
        """Yield the pieces of a clause; a word behind one is said of those before it too, as far as the word before."""
        waiting = list[str]()
        for token in (one.strip() for one in _APART.split(clause)):
            if marked := self._marked.fullmatch(token):
                yield self.words.roles[marked[2].casefold()], marked[1]
            elif behind := self._behind.fullmatch(token):
                yield from ((self.words.behind[behind[2].casefold()], one) for one in (*waiting, behind[1]))
                waiting = []
            else:
                waiting.append(token)
        yield from ((role, one) for one in waiting)

    def _parted(self, token: str) -> list[str]:
        """Return the names of a piece of a cell: its lines, unless they are one known name; parted further where all are known."""
        if (whole := flat(token)) in self.known:
            return [whole]
        return [name for line in token.split("\n") for name in self._joined(line)]

    def _ways(self, line: str) -> list[tuple[bool, list[str]]]:
        """Return how a line may be parted, each way with whether it is by marks that stand in few names: strokes and, where names have no gaps of their own, gaps."""
        marks = _STROKE if plain(line).isascii() else _GAP
        ways = ((False, self._join), (True, marks), *(() if plain(line).isascii() else ((False, self._any),)))
        return [(marked, parts) for marked, form in ways if (parts := form.split(line))[1:]]

    def _joined(self, line: str) -> list[str]:
        """Return the names of a line: parted where all are known, by marks also where all are as units are called."""
        called = _INITIALS if plain(line).isascii() else self._body
        for marked, parts in self._ways(line):
            strange = {*parts} - self.known
            if not strange or (
                marked and all(self._body.fullmatch(one) or called.fullmatch(one) for one in strange)
            ):
                return [name for part in parts for name in self._joined(part)]
        return [line]

    def joined(self, text: str) -> bool:
        """Whether a cell has names that stay joined: by marks, or some of which stand alone elsewhere."""
        lines = [line for _, token in self._tokens(text) for line in token.split("\n")]
        whole = [line for line in lines if self._joined(line) == [line]]
        return any(
            marked or not self.known.isdisjoint(parts) for line in whole for marked, parts in self._ways(line)
        )

    def may_be_short(self, names: Sequence[str]) -> dict[str, str]:
        """Return the names that may be short for one other alone, each with that one."""
        whole = [one for one in names if not self._join.search(one) and not re.search(r"[(（]", one)]
        found = {one: [other for other in whole if self._is_short(one, other)] for one in names if one[1:]}
        return {one: others[0] for one, others in found.items() if len(others) == 1}

    def _is_short(self, one: str, other: str) -> bool:
        """Whether a name is some whole words of another or, where that has no gaps, how it ends or begins."""
        if one == other:
            return False
        if one.isascii():
            return re.search(rf"(?<!\w){re.escape(one)}(?!\w)", other) is not None
        return other.endswith(one) or other.removeprefix(one) in self.words.tails
