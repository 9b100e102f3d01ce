"""A real process of ltz on a pseudo-terminal, with a person who types."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.build import ROOT

if sys.platform != "win32":
    import fcntl
    import pty
    import struct
    import termios
unix = pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminal")
ANSI = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def environment(**told: str) -> dict[str, str]:
    kept = (
        "PATH",
        "HOME",
        "SYSTEMROOT",
        "GIT_CEILING_DIRECTORIES",
        "GIT_CONFIG_NOSYSTEM",
        "LTZ_NOW",
    )
    return (
        {name: os.environ[name] for name in kept if name in os.environ}
        | {"PYTHONPATH": str(ROOT), "TERM": "xterm-256color", "LTZ_PAGER": ""}
        | told
    )


class Prose(str):
    """Words of one's own: what every tool must be told."""

    __slots__ = ()


ASKS = re.compile(rb"(> |\[y/N\] )$")
"""What stands at the end of the screen while an answer is waited for."""


def on_a_terminal(
    folder: Path, words: Sequence[str], *answers: str, width: int = 80, **told: str
) -> tuple[int, bytes]:
    """Run ltz on a pseudo-terminal of a width and type an answer at each question; its exit code and what the terminal received.

    More questions than answers: the input has ended.
    """
    ours, its = pty.openpty()
    left = [*answers]
    try:
        fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", 24, width, 0, 0))
        with subprocess.Popen(
            [sys.executable, "-m", "ltzplan", *words],
            cwd=folder, env=environment(**told), stdin=its, stdout=its, stderr=its, close_fds=True,
        ) as child:  # fmt: skip
            os.close(its)
            received, asked, until = b"", 0, time.monotonic() + 60
            while time.monotonic() < until:
                try:
                    some = os.read(ours, 65536)
                except OSError:  # Linux: the other side is closed
                    break
                if not some:
                    break
                received += some
                if len(received) > asked and ASKS.search(ANSI.sub("", received.decode(errors="replace")).encode()):
                    typed = f"{left.pop(0)}\n" if left else "\x04"
                    os.write(ours, typed.encode())
                    asked = len(received) + len(typed.encode()) + 1
            code = child.wait(10)
    finally:
        os.close(ours)
    assert not left, f"not asked for: {left}\n{received.decode()}"
    return code, received.replace(b"\r\n", b"\n")


def shown(received: bytes) -> str:
    """What a terminal received, without its colours."""
    return ANSI.sub("", received.decode())


def keystrokes(*typed: str) -> int:
    """Count the keys of lines besides prose: each line has its Enter."""
    return sum(1 if isinstance(one, Prose) else len(one) + 1 for one in typed)
