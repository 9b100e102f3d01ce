"""Saying a thing in a language: the only functions that the catalogues need."""

import re
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path

from ltzplan.languages import LANGS, Lang

ERRORS = ("errors", "refusals", "errors_of_tables")
"""The files of what is said of what is wrong: in files, and in what was typed."""
APART = (*ERRORS, "help", "table", "typed")
"""The files of a language that are no screen's: their keys are looked up by their file."""


@cache
def catalogue(lang: Lang, *files: str) -> Mapping[str, str]:
    """The sentences of some files of a language by key; where none is named, those of all screens."""
    said: dict[str, str] = {}
    for file in files or screens(lang):
        said |= import_module(f"ltzplan.text.{lang}.{file}").SAYS
    return said


def screens(lang: Lang) -> list[str]:
    """The files of a language whose sentences screens say."""
    files = sorted(Path(__file__).with_name(lang).iterdir())
    return [one.stem for one in files if one.suffix == ".py" and one.stem not in (*APART, "__init__")]


def spoken_in(locale: str) -> Lang | None:
    """The language of a locale, or of what `LTZ_LANG` says; None where ltz does not speak it."""
    begins = {lang: catalogue(lang, "notation")["locales"].split() for lang in LANGS}
    return next((lang for lang, names in begins.items() if locale.lower().startswith(tuple(names))), None)


def named(word: str) -> Lang | None:
    """The language of a code, or of what a language is called in any; None where there is none."""
    said = [catalogue(lang, "typed") for lang in LANGS]
    return next(
        (
            lang
            for lang in LANGS
            if word in (lang, *(one for names in said for one in names[f"lang.{lang}"].split("|")))
        ),
        None,
    )


def spoken_by(environment: Mapping[str, str]) -> Lang:
    """The language that an environment tells."""
    told = (environment.get(name) for name in ("LTZ_LANG", "LC_ALL", "LC_MESSAGES", "LANG"))
    return spoken_in(next(filter(None, told), "")) or "en"


def say(lang: Lang, key: str, /, **params: object) -> str:
    """A sentence of the screens with its parameters filled in; KeyError where there is none."""
    return fill(catalogue(lang)[key], params)


def member_words(lang: Lang, called: object = None) -> Mapping[str, str]:
    """How sentences speak of a plan's members: of one, of several, and of these as a first word.

    They are what the plan says that they are `called`, else cities.
    """
    one, parted, several = (read(lang, called) or catalogue(lang)["member"]).partition("|")
    if not parted:
        several = _plural(one) if one.isascii() else one
    return {"member": one, "members": several, "Members": several[:1].upper() + several[1:]}


def _plural(word: str) -> str:
    """The plural of an English word by rule."""
    if re.search(r"[^aeiou]y$", word):
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s")


class _Param:
    """A parameter of a sentence; a number may choose its noun: `{count:problem|problems}`."""

    def __init__(self, value: object) -> None:
        self._value = value

    def __str__(self) -> str:
        return str(self._value)

    def __format__(self, spec: str) -> str:
        one, parted, several = spec.partition("|")
        if parted:
            return one if str(self._value) == "1" else several
        return format(self._value, spec)


class _Params:
    def __init__(self, params: Mapping[str, object]) -> None:
        self._params = params

    def __getitem__(self, name: str) -> _Param:
        return _Param(self._params[name])


def fill(sentence: str, params: Mapping[str, object]) -> str:
    """A sentence with its parameters filled in."""
    if "{" not in sentence:
        return sentence
    return sentence.format_map(_Params(params))


def read(lang: Lang, text: object) -> str:
    """A statement in a language, else in one that it was made in; nothing of what has no words."""
    if isinstance(text, str):
        return text
    return next((said for one in (lang, *LANGS) if (said := getattr(text, one, None))), "")
