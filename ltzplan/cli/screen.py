"""Lines as a screen takes them: in their colours, what may be typed too; elsewhere the text alone."""

import os
import sys
from collections.abc import Callable, Iterable

from ltzplan.views.blocks import Block, Line, lines, set_off, uncoloured

IsId = Callable[[str], bool]
"""Whether a word is an id of the workspace."""


def none(_word: str) -> bool:
    """Know no id."""
    return False


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
            for span in set_off(line, is_id):
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
