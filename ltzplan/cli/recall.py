"""The program's first door: what was asked before, of files that stand as they stood, is answered as it was.

All else goes on to `main`, which costs an import of what answers it.
"""

import atexit
import gc
import os
import sys
import time
from collections.abc import Sequence
from hashlib import sha256

from ltzplan.cli.streams import Guarded
from ltzplan.store.answers import Said, folder_of, kept
from ltzplan.store.stamp import program

_OF_THE_SHELL = ("_", "SHLVL", "PWD", "OLDPWD")
"""What a shell tells anew at each command; the folder is asked of the system."""


def run() -> None:
    """Run the program and leave with its exit code.

    It keeps what it reads until it ends, which is soon: to look for what is lost in rings, then too, would cost and find little.
    """
    gc.disable()
    atexit.register(gc.freeze)
    if told := os.environ.get("_LTZ_COMPLETE"):
        from ltzplan.cli.completion import complete  # noqa: PLC0415 - only for a shell that completes

        sys.exit(complete(told, os.environ))
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    file = _file(sys.argv[1:])
    answer, seen = kept(file, os.environ, time.time()) if file else (None, None)
    if answer and _printed(answer[1]):
        sys.exit(answer[0])
    from ltzplan.cli.main import main  # noqa: PLC0415 - what it costs is the reason for this door

    sys.exit(main(sys.argv[1:], file, seen))


def _file(words: Sequence[str]) -> str | None:
    """Return the file that holds the answer to what is asked, by whom, from where and for which screen."""
    folder, code = folder_of(os.environ), program()
    if folder is None or code is None:
        return None
    told = sorted((name, value) for name, value in os.environ.items() if name not in _OF_THE_SHELL)
    screens = [(one.isatty(), one.encoding) for one in (sys.stdout, sys.stderr) if one]
    try:
        wide = os.get_terminal_size(1)[0] if sys.stdout.isatty() else 0
        asked = repr((code, [*words], os.getcwd(), told, screens, wide))
    except (OSError, ValueError, AttributeError):
        return None
    return os.path.join(folder, "answers", sha256(os.fsencode(asked)).hexdigest())


def _printed(said: Sequence[Said]) -> bool:
    """Print what was written; whether it all came out."""
    out, err = Guarded(sys.stdout), Guarded(sys.stderr)
    for where, text in said:
        {"speak": out.speak, "page": out.page, "out": out.write, "err": err.write}[where](text)
    err.flush()
    return out.lost is None
