"""By which words people name the entries of a plan's lists."""

from ltzplan.languages import LANGS
from ltzplan.model.values import Text

SPOKEN = ("levels", "areas", "sections", "tasks", "lights", "units", "urgencies", "forecasts", "cities", "needs", "sorts", "kinds",
          "verbs", "stages", "measures", "note_kinds", "offices", "portfolios")  # fmt: skip
"""The lists whose entries have an id and a name that may be typed."""
SINGULAR = {listed.replace("ies", "y").removesuffix("s").upper(): listed for listed in SPOKEN}
"""What stands for an entry where one is to be typed -> its list."""


def words(name: Text) -> tuple[str, ...]:
    """Give the words of a name in every language that it has."""
    said = [name] if isinstance(name, str) else [getattr(name, lang, None) for lang in LANGS]
    return tuple(filter(None, said))


def spoken(entry: object) -> tuple[str, ...]:
    """Give the words of an entry, its number, other and former names too; a part or a milestone is its own name."""
    named = (entry, *getattr(entry, "aliases", ()), *getattr(entry, "former", ()))
    number = getattr(entry, "no", None)
    said = (word for one in named for word in words(getattr(one, "name", one)))
    return (*said, *((number,) if number else ()))
