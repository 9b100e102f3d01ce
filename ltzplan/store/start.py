"""The files that a workspace starts with."""

import re
import shutil
from datetime import date
from pathlib import Path

from ltzplan.store.workspace import BLANK, PLAN, RECORDS

DATA, ATTRIBUTES, IGNORED = "data", ".gitattributes", ".gitignore"
SCHEMA = ".tasks.schema.json"
"""What editors check the plan file by while it is written."""
STARTS_WITH = (ATTRIBUTES, IGNORED, DATA)
LINES = {
    # A record's bytes are its identity, on every system; no merge ever mixes two.
    ATTRIBUTES: (b"data/records/** text eol=lf merge=binary", b"data/tasks.yaml text eol=lf"),
    # A temp file left by a crash is nobody's record.
    IGNORED: (b"data/**/.*", b"!data/.tasks.schema.json"),
}
_BESIDE = re.compile(r"\.|(readme|licen[cs]e|copying)(\.|$)|thumbs\.db$|desktop\.ini$", re.IGNORECASE)
"""What a server, a system or git itself puts into an empty folder."""
_YEAR, _WRITTEN_IN = re.compile(r"\b202[67](?=-)"), 2026
"""The years of the dates in the example's file."""


def is_free(root: Path) -> bool:
    """Tell whether a workspace may be made there: in a new folder, or beside what nobody there wrote."""
    return not root.exists() or (root.is_dir() and all(_BESIDE.match(one.name) for one in root.iterdir()))


def example(today: date) -> bytes:
    """The example plan as it begins on a day: its dates are of that year, its duties run from that month on."""
    written = BLANK.read_text(encoding="utf-8")
    dated = _YEAR.sub(lambda year: f"{int(year[0]) - _WRITTEN_IN + today.year}", written)
    return re.sub(r"(?<=^  since: )[0-9-]+", f"{today:%Y-%m}", dated, flags=re.MULTILINE).encode()


def is_begun(root: Path, plan: bytes) -> bool:
    """Tell whether a workspace was made there of this plan, and nothing of it was changed since."""
    file = root / DATA / PLAN
    return file.is_file() and file.read_bytes() == plan


def begin(root: Path, plan: bytes, records: Path, schema: bytes) -> None:
    """Write the files of a workspace; `data` appears whole or not at all, so it can always be done again."""
    for name, lines in LINES.items():
        _complete(root / name, lines)
    unfinished = root / ".ltz-init"
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir()
    (unfinished / PLAN).write_bytes(plan)
    (unfinished / SCHEMA).write_bytes(schema)
    if records.is_dir():
        shutil.copytree(records, unfinished / RECORDS, copy_function=shutil.copyfile)
    unfinished.rename(root / DATA)


def _complete(path: Path, lines: tuple[bytes, ...]) -> None:
    """Add the lines that a file lacks; what stands there stays."""
    held = path.read_bytes() if path.exists() else b""
    lacking = [line for line in lines if line not in held.splitlines()]
    gap = b"\n" if held and not held.endswith(b"\n") else b""
    if lacking:
        path.write_bytes(held + gap + b"".join(line + b"\n" for line in lacking))
