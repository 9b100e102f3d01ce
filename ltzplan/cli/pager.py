"""The pager of a person at a terminal, for what is longer than the screen."""

import os
import sys

LESS = "less -FRX"
"""What shows a text where no other pager is named: in its colours, and it stays on the screen."""
KEYS = r"space\: next   b\: back   /text\: find   q\: quit"
"""What `less` says at its foot, in every language alike: many a version of it garbles all but ASCII there."""


def paged(text: str) -> bool:
    """Show a text by the pager that `LTZ_PAGER` or `PAGER` names, an empty word none; False: it was not shown.

    That is where it fits the screen, there is nobody to turn its pages, or no such program. `less` says which keys
    there are, unless it is set otherwise.
    """
    try:
        high = os.get_terminal_size(1).lines
    except OSError:
        return False
    if text.count("\n") < high or not (sys.stdin and sys.stdin.isatty()):
        return False
    from pydoc import pager  # noqa: PLC0415 - heavy, and only for a long text on a screen
    from shutil import which  # noqa: PLC0415

    command = os.environ.get("LTZ_PAGER", os.environ.get("PAGER", LESS))
    if not which(command.partition(" ")[0]):
        return False
    os.environ["MANPAGER"] = command  # which pydoc asks first
    os.environ.setdefault("LESS", f"-FRXPs{KEYS}$")
    pager(text)
    return True
