"""Draws the pictures of screens in docs/pictures: `make pictures`. The same bytes each time.

The plan and its status as shipped; what needs open problems from the rehearsal (examples/rehearsal).
"""

import io
import os
import re
import shutil
import sys
import tempfile
from contextlib import chdir, redirect_stdout
from html import escape, unescape
from itertools import groupby
from pathlib import Path
from unittest.mock import patch

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.text import Text

from ltzplan.cli.main import main
from ltzplan.store import git
from ltzplan.views.layout import columns

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "examples" / "rehearsal"))
from play import DATA, WHO, play  # noqa: E402

SHIPPED, REHEARSAL = "shipped", "rehearsal"
SCREENS = {
    "status": (SHIPPED, "status --as-of 2020-10-31"),
    "show": (SHIPPED, "show T1 --as-of 2020-10-31"),
    "log": (SHIPPED, "log T1 -n 8"),
    "escalate": (REHEARSAL, "escalate --as-of 2020-09-30"),
    "todo": (REHEARSAL, "todo --office secretariat --as-of 2020-09-30"),
    "brief": (REHEARSAL, "brief vice_mayors --as-of 2020-09-30"),
}
"""Name of the picture -> the workspace, and what is typed there."""
LONGEST = 44
"""Lines of a picture; what is longer ends in `...`."""
LOCAL_FONTS = "'DejaVu Sans Mono', 'Noto Sans Mono CJK SC', 'SimSun', monospace"
FORMAT = re.sub(r"@font-face \{\{.*?\}\}\n", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL).replace("Fira Code, monospace", LOCAL_FONTS)
PIECE = re.compile(r'(<text class="[^"]*-r\d+"[^>]*? x=")([\d.]+)("[^>]*? textLength=")([\d.]+)("[^>]*>)([^<]+)</text>')
WIDE = '" lengthAdjust="spacingAndGlyphs'
FIXED = {
    **WHO, "GIT_AUTHOR_DATE": "2020-12-31T09:00:00+08:00", "GIT_COMMITTER_DATE": "2020-12-31T09:00:00+08:00",
    "LTZ_NOW": "2021-01-08T09:00:00+08:00", "TERM": "xterm-256color", "LTZ_OFFICE": "secretariat",
}  # fmt: skip


class DrawnTerminal(io.StringIO):
    """A stream that says that it is a terminal."""

    def isatty(self) -> bool:
        """Say so."""
        return True


def printed(folder: Path, typed: str, lang: str, wide: int) -> str:
    """What a command prints on a screen, with its colours."""
    with chdir(folder), patch.dict(os.environ, {"COLUMNS": f"{wide}"}), redirect_stdout(DrawnTerminal()) as screen:
        assert main(["--lang", lang, *typed.split()]) == 0, typed
    return screen.getvalue()


def drawn(name: str, typed: str, said: str, wide: int) -> str:
    """The picture of a screen."""
    lines = said.splitlines()
    lines = [*lines[: LONGEST - 1], "..."] if len(lines) > LONGEST else lines
    console = Console(width=wide, record=True, file=io.StringIO(), force_terminal=True, color_system="256")
    for line in lines:
        console.print(Text.from_ansi(line), soft_wrap=True)
    return PIECE.sub(parted, console.export_svg(title=f"ltz {typed}", code_format=FORMAT, unique_id=name))


def parted(piece: re.Match[str]) -> str:
    """A piece of text as runs of one width, each as long as its columns: rich counts a Chinese character as one."""
    before, x, between, length, after, text = piece.groups()
    text, at, runs = unescape(text), float(x), ""
    one = float(length) / len(text)
    for wide, run in groupby(text, key=lambda character: columns(character) > 1):
        said = "".join(run)
        long = one * len(said) * (1 + wide)
        runs += f'{before}{at:.1f}{between}{long:.1f}{WIDE * wide}{after}{escape(said).replace(" ", "&#160;")}</text>'
        at += long
    return runs


def draw(folder: Path) -> None:
    """Draw every screen in both languages, at 80 and at 120 columns."""
    with tempfile.TemporaryDirectory() as made, patch.dict(os.environ, FIXED):
        home = Path(made)
        shutil.copytree(DATA, home / SHIPPED / "data")
        git.init(home / SHIPPED)
        git.commit_files(home / SHIPPED, [home / SHIPPED / "data"], "Shipped")
        play(home / REHEARSAL)
        for name, (where, typed) in SCREENS.items():
            for lang in ("en", "zh"):
                for wide in (80, 120):
                    file = f"{name}-{wide}-{lang}"
                    said = printed(home / where, typed, lang, wide)
                    (folder / f"{file}.svg").write_text(drawn(file, typed, said, wide), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    os.environ.pop("NO_COLOR", None)
    draw(ROOT / "docs" / "pictures")
