"""Which of some ids and numbers was typed, whole or only begun."""

import re
from collections.abc import Callable, Iterable

from ltzplan.issues import refuse
from ltzplan.model.values import folded
from ltzplan.rules.typed import BRACKETS, Named, plain, shown
from ltzplan.views.names import DIGITS, SHORT

Term = tuple[str, str]
"""A word that may be typed, or begun, and the id that it means."""
_DIGITS = re.compile(f"[0-9a-f]{{{SHORT},{DIGITS}}}")
"""The digits of a record's id, without what it is about."""


def one_of(known: Iterable[Term], typed: str, titles: Callable[[], Named]) -> str | None:
    """Return the one id that was meant, None for none; LtzError where several were, with the `titles` of those."""
    found = meant_of(known, typed)
    if len(found) > 1:
        raise refuse("ambiguous_id", value=typed, found=shown(sorted(found), titles()))
    return found[0] if found else None


def meant_of(known: Iterable[Term], typed: str) -> list[str]:
    """Return the ids of what was typed whole, else of what it begins, else of whose digits it begins."""
    word = plain(typed).casefold()
    words, digits = (word, word.translate(BRACKETS)), f"-{word}" if _DIGITS.fullmatch(word) else None
    whole, begun, ended = dict[str, None](), dict[str, None](), dict[str, None]()
    for name, id in known:
        said = plain(name).casefold()
        if said in words:
            whole[id] = None
        if said.startswith(words):
            begun[id] = None
        if digits and digits in said:
            ended[id] = None
    return [*(whole or begun or ended)] if word else []


def begins(ids: Iterable[str], typed: str) -> bool:
    """Whether what was typed is the beginning of an id."""
    return any(folded(id).startswith(plain(typed).casefold()) for id in ids)
