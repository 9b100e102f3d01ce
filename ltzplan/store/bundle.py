"""An archive's bytes: the files of records of an office and a year, in one.

It is a YAML mapping of each file's name to its text: the line `NAME: |`, and below it every line of the file, two
spaces in. So git finds no line of a file in it, and takes none for one that was renamed: of two archives made apart
that would make a conflict.
"""

import re
from collections.abc import Mapping

_ARCHIVE = "-archive-"
_NAME = rf"[0-9]{{4}}{_ARCHIVE}[^-\n]*\.yaml"
_HEAD = rf"(?m)^(?!{_NAME}:)(\S.*): \|\n".encode()
"""The line above a file; no archive holds another."""


def is_archive(path: str) -> bool:
    """Whether a file's name is that of an archive; no record has such a one."""
    return _ARCHIVE in path and re.fullmatch(_NAME, path.rpartition("/")[2]) is not None


def name_of(year: str, digest: str) -> str:
    """Return the name of an archive of a year whose bytes have a digest."""
    return f"{year}{_ARCHIVE}{digest}.yaml"


def bundled(files: Mapping[str, bytes]) -> bytes:
    """Return the bytes of an archive of files, by name."""
    return b"".join(
        b"%s: |\n  %s\n" % (name.encode(errors="replace"), data.removesuffix(b"\n").replace(b"\n", b"\n  "))
        for name, data in sorted(files.items())
    )


def unbundled(data: bytes) -> dict[str, bytes]:
    """Return the files that an archive's bytes hold, by name, in order; whether they are one tells `bundled`."""
    _, *parts = re.split(_HEAD, data)
    pairs = zip(parts[::2], parts[1::2], strict=True)
    return {name.decode(errors="replace"): text[2:].replace(b"\n  ", b"\n") for name, text in pairs}
