"""The units that a cell of a table names, and what each does. No language is known here."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ltzplan.dataclass import dataclass
from ltzplan.rules.table_rows import flat

Does = tuple[str, str]
"""What a unit does: `lead`, `responsible` (all alike), `supporting`; and its name."""
_APART = re.compile(r"[、，,；;](?![^（(]*[)）])")
"""What parts units everywhere, but in brackets."""


@dataclass(frozen=True, kw_only=True)
class UnitWords:
    """Words round units, in all languages."""

    roles: Mapping[str, str]
    """Word that may stand before units, or in brackets behind one -> what they do."""
    joins: Sequence[str]
    """Words that part units, and stand in names as well."""
    others: Sequence[str]
    """What stands for units that are not named."""


class Units:
    """Reads the cells of a table that name units: what joins names in one cell may part them where others have them alone."""

    def __init__(self, words: UnitWords, cells: Iterable[tuple[str, str]]) -> None:
        """Take all cells that name units, each with what its column says that they do."""
        self.words = words
        labels = "|".join(sorted(map(re.escape, words.roles), key=len, reverse=True))
        self._label = re.compile(rf"(?:^|(?<=[\s、，,；;]))({labels})\s*[:：]", re.IGNORECASE)
        self._marked = re.compile(rf"(.+)[（(]({labels})[)）]", re.IGNORECASE)
        words_of = "|".join(rf"(?<!\w){one}(?!\w)" if one.isascii() else one for one in words.joins)
        self._join, self._gap = re.compile(rf"\s*(?:{words_of})\s*"), re.compile(rf"\s*(?:{words_of})\s*|\s+")
        self._others = re.compile(rf"(?<=.)\s*(?:{'|'.join(words.others)})$", re.IGNORECASE)
        named = (name for does, text in cells for _, name in self._tokens(does, text))
        self.known = {line for name in named for line in name.split("\n") if not self._ways(line)}

    def named(self, does: str, text: str) -> list[Does]:
        """Return the units of a cell, and what each does: as its column says, unless the cell itself does."""
        return [(role, name) for role, token in self._tokens(does, text) for name in self._parted(token)]

    def leaves_out(self, text: str) -> bool:
        """Whether a cell speaks of units that it does not name."""
        return any(self._others.search(token) for token in _APART.split(text))

    def _tokens(self, does: str, text: str) -> Iterator[Does]:
        told = ["", *self._label.split(text)]
        for label, said in zip(told[::2], told[1::2], strict=True):
            for token in filter(None, (self._others.sub("", one.strip()) for one in _APART.split(said))):
                marked = self._marked.fullmatch(token)
                name, role = marked.groups() if marked else (token, label)
                yield self.words.roles[role.casefold()] if role else does, name

    def _parted(self, token: str) -> list[str]:
        """Return the names of a piece of a cell: its lines, unless they are one known name; parted further where all are known."""
        if (whole := flat(token)) in self.known:
            return [whole]
        return [name for line in token.split("\n") for name in self._joined(line)]

    def _ways(self, line: str) -> list[list[str]]:
        """Return how a line may be parted: at words that join, and where names have no gaps of their own at gaps too."""
        ways = [self._join.split(line)] + ([] if line.isascii() else [self._gap.split(line)])
        return [parts for parts in ways if parts[1:]]

    def _joined(self, line: str) -> list[str]:
        return next((parts for parts in self._ways(line) if self.known.issuperset(parts)), [line])

    def joined(self, text: str) -> bool:
        """Whether a cell has names that stay joined, some of which stand alone elsewhere."""
        lines = [line for token in _APART.split(text) for line in token.strip().split("\n")]
        whole = [line for line in lines if self._joined(line) == [line]]
        return any(not self.known.isdisjoint(parts) for line in whole for parts in self._ways(line))

    def may_be_short(self, names: Sequence[str]) -> dict[str, str]:
        """Return the names that one other contains, each with that one."""
        whole = [one for one in names if not self._join.search(one) and not re.search(r"[(（]", one)]
        found = {one: [other for other in whole if one in other and one != other] for one in names if one[1:]}
        return {one: others[0] for one, others in found.items() if len(others) == 1}
