"""The words of days and periods in every language."""

from functools import cache

from ltzplan.languages import LANGS
from ltzplan.rules.typed_days import MARKS
from ltzplan.text.speech import catalogue


@cache
def marks_of_days() -> dict[str, str]:
    """Words of days and periods in every language, and what they mean."""
    said = [catalogue(lang, "typed") for lang in LANGS]
    marks = {word: mark for words in said for key, mark in MARKS.items() for word in words[key].split("|")}
    months = (
        (at, name)
        for words in said
        for at, one in enumerate(words["months"].split("|"), 1)
        for name in one.split(",")
    )
    return marks | {name: f"{at} m" for at, name in months}
