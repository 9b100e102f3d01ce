"""Saying a thing in a language: the only functions that the catalogues need."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from string import Formatter
from typing import Literal, get_args

Lang = Literal["zh", "en"]
LANGS: tuple[Lang, ...] = get_args(Lang)
LOCALES: dict[Lang, tuple[str, ...]] = {"zh": ("zh", "cn", "中文"), "en": ("en",)}
"""How the name of a language begins, as a locale or in `LTZ_LANG`."""
SCREENS = (
    "terms", "columns", "notation", "frame", "status", "escalation", "todo", "show", "matters", "why", "log",
    "lists", "calendar", "diff", "papers", "writing", "validate",
)  # fmt: skip


@cache
def catalogue(lang: Lang, *files: str) -> Mapping[str, str]:
    """The sentences of some files of a language by key; where none is named, those of all screens."""
    said: dict[str, str] = {}
    for file in files or SCREENS:
        said |= import_module(f"ltzplan.text.{lang}.{file}").SAYS
    return said


def say(lang: Lang, key: str, /, **params: object) -> str:
    """A sentence of the screens with its parameters filled in; KeyError where there is none."""
    return fill(catalogue(lang)[key], params)


class _Sentence(Formatter):
    """Fills in parameters; a number may choose its noun: `{count:problem|problems}`."""

    def format_field(self, value: object, format_spec: str) -> str:
        """Give a parameter, or the word that goes with it."""
        one, parted, several = format_spec.partition("|")
        if parted:
            return one if str(value) == "1" else several
        return str(super().format_field(value, format_spec))


def fill(sentence: str, params: Mapping[str, object]) -> str:
    """A sentence with its parameters filled in."""
    return _Sentence().vformat(sentence, (), params)


def read(lang: Lang, text: object) -> str:
    """A statement in a language, else in one that it was made in; nothing of what has no words."""
    if isinstance(text, str):
        return text
    return next((said for one in (lang, *LANGS) if (said := getattr(text, one, None))), "")
