"""What may be imported: records as YAML or JSON Lines, or a table; told by the bytes, and by the name where they do not tell."""

import json
import re
from collections.abc import Sequence
from pathlib import Path

from ltzplan.issues import Locator, Place, Steps, refuse
from ltzplan.store.files import PLAN_LIMIT, text_of
from ltzplan.store.plain import Plain
from ltzplan.store.yaml import read

Told = dict[str, object]
"""A record as a file says it, in words or ids."""
_PACKED = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\xff\xfe", b"\xfe\xff")
"""How workbooks begin, and what they save as text."""
_TABLE = re.compile(rb"[^\s{\[#%:-][^:\n]*[\t,;]")
"""How the first line of a table in text begins: several words, and no colon."""


def is_table(name: str, data: bytes) -> bool:
    """Whether what is given is a table: a workbook, or text with a mark between columns."""
    text = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    named = Path(name).suffix.casefold() in (".csv", ".tsv")
    return named or data.startswith(_PACKED) or _TABLE.match(text) is not None


def read_batch(name: str, data: bytes) -> tuple[list[Told], Locator]:
    """Return the records that YAML or JSON Lines list, as plain data with their places; LtzError for anything else."""
    if len(data) <= PLAN_LIMIT and _first(data) is not None:
        return _json_lines(name, text_of(name, data))
    whole, source = read(name, data)
    listed = whole.get("records") if isinstance(whole, dict) else None
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        raise refuse("not_a_batch", source.place(("records",)))
    return listed, source.place


def _first(data: bytes) -> Told | None:
    """Return the record on the first line of JSON Lines; None of anything else."""
    try:
        said = json.loads(data.removeprefix(b"\xef\xbb\xbf").lstrip().split(b"\n", 1)[0])
    except (ValueError, RecursionError):
        return None
    return said if isinstance(said, dict) and "records" not in said else None


def _json_lines(name: str, text: str) -> tuple[list[Told], Locator]:
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]

    def place(path: Steps, *, key: bool = False) -> Place:  # noqa: ARG001 - a line is the nearest place there is
        number, line = lines[int(path[1])]
        return Place(file=name, line=number, excerpt=line)

    listed = list[Told]()
    for at, (_, line) in enumerate(lines):
        try:
            said = json.loads(line, parse_int=Plain, parse_float=Plain, object_pairs_hook=_pairs)
        except (ValueError, RecursionError):
            said = None
        if not isinstance(said, dict):
            raise refuse("not_json", place(("records", at)))
        listed.append(said)
    return listed, place


def _pairs(pairs: Sequence[tuple[str, object]]) -> Told:
    """Return an object without what is null in it; ValueError where it says a key twice."""
    said = dict(pairs)
    if len(said) < len(pairs):
        raise ValueError
    return {key: value for key, value in said.items() if value is not None}
