"""What people type, read where it has exactly one sensible meaning: one of some candidates, or a number.

What has two is an `Issue` that lists both. No language is known here: the names of candidates are handed in.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from types import MappingProxyType
from unicodedata import normalize

from ltzplan.issues import Issue
from ltzplan.model.values import as_text, folded

Named = Mapping[str, Sequence[str]]
"""Candidates: id -> the names that may be typed for it, first the one that is shown."""
NONE: Named = MappingProxyType({})
SHOWN = 8
"""Candidates that are shown of those that could be meant."""
_APART = re.compile(r"(?:(?<![0-9])\.|\.(?![0-9])|[^\w.])+")
"""What parts words; a point within a number does not."""
_WHOLE = 3
"""Latin letters and digits so few are a word of their own, and no piece of one: IT stands in no Mitchell."""
SEPARATORS = "[、､,，;；]"
BRACKETS = str.maketrans("[【(]】)", "〔〔〔〕〕〕")
"""Brackets of any form, as they stand round the year of a number."""
_NUMBER = (
    r"(|[^0-9〔]*?[\u4e00-\u9fff]|[a-z]+(?: [a-z]+)* ) *(?:〔?([0-9]{4})[〕年/-])? *第?([0-9]{1,3}) *号?"
)
"""The number of an order, paper or petition, after the words for its kind."""
_LOOKS = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−─━﹘⸺", "-"),
        **dict.fromkeys("“”„‟「」『』", '"'),
        **dict.fromkeys("‘’‚‛", "'"),
        "○": "〇",
    }
)


def plain(text: str) -> str:
    """Return a text as an English keyboard writes it: no full-width letters and spaces, dashes or curly quotes."""
    return text.strip() if text.isascii() else normalize("NFKC", as_text(text)).translate(_LOOKS).strip()


def option(word: str) -> str:
    """Return a word where the name of an option is due: `——stage＝x` is `--stage=x`; the value stays as it was typed."""
    if word.isascii():
        return word
    name, *value = re.split("[=＝]", word, maxsplit=1)
    said = plain(name)
    if said[:1] != "-" or (said == name and name[:2] != "--"):
        return word
    return "=".join((f"--{said.lstrip('-')}", *value))


def number(text: str) -> str | None:
    """Return a number in digits with a point; its percent sign goes, its comma is a decimal sign. None for anything else."""
    found = re.fullmatch(r"([0-9]+)(?:[.,。]([0-9]+))? *%?", plain(text))
    return ".".join(filter(None, found.groups())) if found else None


def number_of(typed: str) -> tuple[str, str] | None:
    """Return the word for a kind and the number of an order or paper as it is written (〔2020〕1号, 1号); None for no number.

    Typed as 〔2020〕1号, 2020年1号, 2020-1, 第1号 or 1, after the word for its kind or without.
    """
    found = re.fullmatch(_NUMBER, plain(typed).translate(BRACKETS), re.ASCII | re.IGNORECASE)
    if found is None:
        return None
    kind, year, number = found.groups()
    return kind.strip(), (f"〔{year}〕" if year else "") + f"{int(number)}号"


def several(text: str) -> list[str]:
    """Return what stands between commas."""
    return [one.strip() for one in re.split(SEPARATORS, text) if one.strip()]


def meant(typed: str, known: Named, behind: Named = NONE, silent: str = "") -> list[str]:
    """Return the ids that are meant: by id, else by whole name, else by a piece of a name; by names `behind` those of one's own.

    At first every sign counts, then letters and digits only, then what is `silent` in names, a pattern, does not count either.
    """
    exact = [id for id in known if plain(id).casefold() == plain(typed).casefold()]
    if exact:
        return exact
    ways = (folded, _letters, lambda text: re.sub(silent, "", _letters(text)))
    wholes = (_bearing(typed, names, way) for names in (known, behind) for way in ways)
    pieces = (_bearing(typed, names, way, piece=True) for names in (known, behind) for way in ways[1:])
    return next(filter(None, chain(wholes, pieces)), [])


def _bearing(typed: str, known: Named, way: Callable[[str], str], *, piece: bool = False) -> list[str]:
    """Return the ids of which a name is what was typed, or has each word of it for a `piece`; one Latin letter is none."""
    words = [word for word in (_APART.split(plain(typed)) if piece else [typed]) if way(word)]
    if not words or (piece and len(only := "".join(map(way, words))) == 1 and only.isascii()):
        return []

    def bears(name: str) -> bool:
        return all(_has(name, word, way) for word in words) if piece else way(name) == way(words[0])

    return [id for id, names in known.items() if any(map(bears, names))]


def _has(name: str, word: str, way: Callable[[str], str]) -> bool:
    """Whether a name has a word or a piece of one; a short one of Latin letters, and a number, as a whole."""
    if not word.isascii() or (len(word) > _WHOLE and not word.replace(".", "").isdecimal()):
        return way(word) in way(name)
    whole = rf"(?<![a-z0-9])(?<![0-9]\.){re.escape(word.casefold())}(?![a-z0-9]|\.[0-9])"
    return re.search(whole, plain(name).casefold()) is not None


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, plain(text).casefold()))


def chosen(
    typed: str, known: Named, behind: Named = NONE, silent: str = "", *, unknown: str, **params: str
) -> str | Issue:
    """Return the id of the candidate that is meant; an issue with those that could be, where it is not one.

    Where none is, the issue is `unknown` and has further `params`.
    """
    found = meant(typed, known, behind, silent)
    if len(found) == 1:
        return found[0]
    if found:
        return Issue(code="ambiguous_name", params={"value": typed, **params, "found": shown(found, known)})
    near = nearest(typed, known)
    ids = dict.fromkeys((*near.values(), *known))
    listed = shown(ids, known)
    return Issue(
        code=unknown, params={"value": typed, "near": next(iter(near), ""), **params, "found": listed}
    )


def nearest(typed: str, known: Named) -> dict[str, str]:
    """Return the words that what was typed begins or is alike, the nearest first, each with its id; to suggest, never to take."""
    from difflib import get_close_matches  # noqa: PLC0415 - only where something is wrong

    words = {word: id for id, names in known.items() for word in (id, *names)}
    begun = (word for word in words if folded(word).startswith(folded(typed)))
    return {word: words[word] for word in (*begun, *get_close_matches(typed, words, SHOWN, 0.5))}


def shown(ids: Iterable[str], known: Named, most: int = SHOWN) -> str:
    """Return some candidates on one line, each with its name."""
    listed = [" ".join(dict.fromkeys((id, *known.get(id, ())[:1]))) for id in ids]
    return "; ".join((*listed[:most], *(("..",) if len(listed) > most else ())))
