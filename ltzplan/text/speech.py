"""Saying a thing in a language: the only function that the catalogues need."""

from collections.abc import Mapping
from string import Formatter
from typing import Any, Literal

from ltzplan.model.values import Text, Words
from ltzplan.text.figures import FIGURES
from ltzplan.text.matters import MATTERS
from ltzplan.text.regime import REGIME
from ltzplan.text.registers import REGISTERS
from ltzplan.text.screens import SCREENS
from ltzplan.text.tasks import TASKS
from ltzplan.text.trial import TRIAL

Lang = Literal["zh", "en"]
CATALOGUES = (
    SCREENS | MATTERS | TASKS | TRIAL | REGIME | REGISTERS | FIGURES
)  # fmt: skip


def say(lang: Lang, key: str, /, **params: object) -> str:
    """Give a catalogue's sentence with its parameters filled in."""
    return fill(pick(lang, CATALOGUES[key]), params)


class _Sentence(Formatter):
    """Fills in parameters; a number may choose its noun: `{count:problem|problems}`."""

    def format_field(self, value: Any, format_spec: str) -> str:
        """Give a parameter, or the word that goes with it."""
        one, parted, several = format_spec.partition("|")
        if parted:
            return one if str(value) == "1" else several
        return str(super().format_field(value, format_spec))


def fill(sentence: str, params: Mapping[str, object]) -> str:
    """Fill in a sentence."""
    return _Sentence().vformat(sentence, (), params)


def pick(lang: Lang, pair: tuple[str, str]) -> str:
    """Give the Chinese or the English of a pair."""
    return pair[0] if lang == "zh" else pair[1]


def read(lang: Lang, text: Text | None) -> str:
    """Give a statement in a language, or in the one that it was made in."""
    if isinstance(text, Words):
        first, second = (text.zh, text.en) if lang == "zh" else (text.en, text.zh)
        return first or second or ""
    return text or ""
