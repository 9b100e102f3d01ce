"""The catalogue of bad input: of each code of an error the cases that show it, `errors/CODE.toml`."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import field, fields
from pathlib import Path

from ltzplan.dataclass import dataclass
from ltzplan.languages import Lang

FOLDER = Path(__file__).with_name("errors")


@dataclass(frozen=True, kw_only=True)
class BadInput:
    """One bad input: how it comes about in the three-task example, and what is printed."""

    about: str
    """What is wrong, in a few words of English."""
    before: Sequence[str] = ()
    """Command lines, without `ltz`, that were typed first."""
    files: Mapping[str, str] = field(default_factory=dict)
    """Files laid over the workspace, by path."""
    change: Sequence[Mapping[str, str]] = ()
    """Texts of a `file` of which one is to `find` and another `put` in its place."""
    run: str | None = None
    """The command line, without `ltz`; None: any that reads the workspace."""
    env: Mapping[str, str] = field(default_factory=dict)
    en: str | None = None
    zh: str | None = None

    def golden(self, lang: Lang) -> str | None:
        """What is printed in a language."""
        return {"en": self.en, "zh": self.zh}[lang]


def shown_first(code: str) -> BadInput:
    """The case that shows an error best: the one at the top of its file."""
    told = tomllib.loads((FOLDER / f"{code}.toml").read_text(encoding="utf-8"))
    return BadInput(**{one.name: told[one.name] for one in fields(BadInput) if one.name in told})
