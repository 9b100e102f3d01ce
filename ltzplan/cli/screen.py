"""Lines as a screen takes them: in their colours, what may be typed too; elsewhere the text alone."""

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from ltzplan.text.speech import catalogue
from ltzplan.views.blocks import COMMAND, QUIET, Block, Line, Span
from ltzplan.views.layout import GIT, TYPED, lines, uncoloured

IsId = Callable[[str], bool]
"""Whether a word is an id of the workspace."""


def none(_word: str) -> bool:
    """Know no id."""
    return False


@cache
def _typed() -> re.Pattern[str]:
    """What may be typed, in running text: a command or an option, else what may be an id."""
    verbs = "|".join(key.partition(".")[2] for key in catalogue("en", "help") if key.startswith("verb."))
    begins = rf"ltz (?:(?:list|paper|explain|help) [a-z_]+|{verbs}|--help)\b|{GIT}"
    return re.compile(rf"((?:{begins}){TYPED}|(?<![\w-])--[a-z][a-z-]*)|[\w-]*[0-9][\w-]*", re.ASCII)


def _set_off(line: Line, is_id: IsId) -> Iterator[Span]:
    """The pieces of a line, in which commands and ids stand in their colour where nothing else has one."""
    for span in line:
        at = 0
        for found in _typed().finditer(span.text) if span.colour in (None, QUIET) else ():
            if found[1] or is_id(found[0]):
                yield span._replace(text=span.text[at : found.start()])
                yield Span(found[0], COMMAND)
                at = found.end()
        yield span._replace(text=span.text[at:])


def painted(laid_out: Iterable[Line], is_id: IsId = none, *, beside: bool = False) -> str:
    """The text of lines for stdout, or `beside` it for stderr; coloured where that is a screen which is to show any."""
    stream = sys.stderr if beside else sys.stdout
    if os.environ.get("NO_COLOR") or not stream.isatty():
        return uncoloured(laid_out)
    from rich.console import Console  # noqa: PLC0415 - heavy, and only for a screen
    from rich.text import Text  # noqa: PLC0415

    console = Console(stderr=beside, highlight=False, markup=False, emoji=False, soft_wrap=True)
    with console.capture() as screen:
        for line in laid_out:
            text = Text()
            for span in _set_off(line, is_id):
                text.append(span.text, style="orange3" if span.colour == "orange" else span.colour)
            console.print(text, soft_wrap=True)
    return screen.get()


def columns_of(stream: int) -> int:
    """The columns of the screen that stream 1 or 2 is."""
    told = os.environ.get("COLUMNS", "")
    wide = int(told) if told.isdecimal() else os.get_terminal_size(stream).columns
    return max(wide or 80, 20)


def tell(blocks: Iterable[Block], is_id: IsId = none) -> None:
    """Say something beside the document: on a screen in its width and colours."""
    width = columns_of(2) if sys.stderr.isatty() else None
    sys.stderr.write(painted(lines(blocks, width), is_id, beside=True))
