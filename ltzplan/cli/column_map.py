"""What the columns of a table hold, as was typed: COLUMN=FIELD."""

from collections.abc import Callable, Collection, Mapping, Sequence

from ltzplan.issues import Place, refuse

OPTION = "--map"


def mapped(
    asked: Sequence[str], words: Mapping[str, Sequence[str]], key: Callable[[str], str]
) -> dict[str, str]:
    """Return what columns were told to hold by the `key` of their heads: a field, by its name or a word by which it is known."""
    return dict(_mapped(one, words, key) for one in asked)


def _mapped(typed: str, words: Mapping[str, Sequence[str]], key: Callable[[str], str]) -> tuple[str, str]:
    column, _, field = typed.rpartition("=")
    meant = next((one for one, said in words.items() if key(field) in (one, *map(key, said))), None)
    if meant is None or not column:
        raise refuse("not_one_of", key=f"{OPTION} COLUMN=FIELD", value=typed, expected=", ".join(words))
    return key(column), meant


def refuse_strange(told: Collection[str], heads: Mapping[str, str], file: str) -> None:
    """Refuse what was told of a column that a table does not have; `heads`: what stands over those that it has, by their keys."""
    if strange := [one for one in told if one not in heads]:
        known = "; ".join(filter(None, heads.values()))
        raise refuse("not_one_of", Place(file=file), key=OPTION, value=strange[0], expected=known)
