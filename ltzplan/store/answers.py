"""Answers that were given before: the same question of files that stand as they stood needs no reading of them.

They lie in the user's own cache folder, each below the digest of itself, and may be deleted at any time.
"""

import contextlib
import os
from collections.abc import Mapping, Sequence
from hashlib import sha256

from ltzplan.store.sight import Sight
from ltzplan.store.stamp import stamp

Said = tuple[str, str]
"""To which stream something was written, `out` or `err`, and what; or `speak` and the encoding that `out` was told."""
MOST = 200
"""So many answers are kept."""
_LIMIT = 8 * 2**20
_PART = "\0"
_ALWAYS = (float("-inf"), float("inf"))


def folder_of(environment: Mapping[str, str]) -> str | None:
    """Return the user's own folder for what may be lost; None where there is no home."""
    base, home = environment.get("XDG_CACHE_HOME") or environment.get("LOCALAPPDATA"), environment.get("HOME")
    return os.path.join(base, "ltz") if base else os.path.join(home, ".cache", "ltz") if home else None


class Footing:
    """What an answer rests on: a data folder as it stood before it was read, and the hours of a day."""

    def __init__(self, environment: Mapping[str, str] | None = None, sight: Sight | None = None) -> None:
        """Take the environment, in which git finds its settings, without which nothing is kept; and what was just seen."""
        self._environment, self._sight = environment, sight
        self.data = ""
        self.sought = False
        """Whether the folder is the nearest one, not one that was named."""
        self.wide = False
        """Whether the answer rests on more than the folder, so that it is not kept."""
        self.stood: str | None = None
        """How the folder stood; None where that cannot be told."""
        self.at = 0.0
        """When that was seen, in seconds since the epoch."""
        self.hours = _ALWAYS
        """Seconds since the epoch from and until which the answer is right."""

    def lay(self, data: str, at: float, *, sought: bool) -> Sight:
        """Return the look at a folder by which it is to be read; what one rests on that is read again is how it stood at first."""
        if self.data:
            return Sight(data, at)
        seen = self._sight if self._sight and self._sight.root == os.path.realpath(data) else Sight(data, at)
        self.data, self.sought, self.at = data, sought, seen.at
        self.stood = self._stamp(seen)
        return seen

    def widen(self) -> None:
        """Say that the answer rests on more than this folder."""
        self.wide = True

    def holds(self, now: float, seen: Sight) -> bool:
        """Whether all of it stands as it stood, as far as was seen."""
        return (
            self.hours[0] <= now < self.hours[1]
            and not (self.sought and _nearer_than(self.data))
            and self.stood == self._stamp(seen)
        )

    def _stamp(self, seen: Sight) -> str | None:
        return None if self._environment is None else stamp(seen, self.at, self._environment)


def _nearer_than(data: str) -> bool:
    """Whether something stands between here and a data folder upwards that might be a nearer one."""
    folder, real = os.getcwd(), os.path.realpath(data)
    while os.path.realpath(there := os.path.join(folder, "data")) != real:
        if os.path.lexists(there):
            return True
        if folder == (folder := os.path.dirname(folder)):
            break
    return False


def keep(file: str, footing: Footing, code: int, said: Sequence[Said]) -> None:
    """Keep an exit code and what was written; where that cannot be done, nothing is lost."""
    hours = map(repr, (footing.at, *footing.hours))
    parts = [footing.data, str(int(footing.sought)), footing.stood or "", *hours, str(code)]
    parts += (part for one in said for part in one)
    held = _PART.join(parts).encode("utf-8", "surrogateescape")
    if footing.wide or not footing.stood or any(_PART in one for one in parts) or len(held) > _LIMIT // 2:
        return
    folder, spare = os.path.dirname(file), f"{file}.{os.urandom(4).hex()}"
    with contextlib.suppress(OSError):
        os.makedirs(folder, exist_ok=True)
        with open(spare, "xb") as opened:
            opened.write(_digest(file, held) + b"\n" + held)
        os.replace(spare, file)
        _tidy(folder)


def kept(
    file: str, environment: Mapping[str, str], now: float
) -> tuple[tuple[int, list[Said]] | None, Sight | None]:
    """Return the exit code and what was written, where that is the answer still; and what was seen to tell that."""
    footing = Footing(environment)
    try:
        with open(file, "rb") as opened:
            told, _, held = opened.read(_LIMIT).partition(b"\n")
        if told != _digest(file, held):
            return None, None
        footing.data, sought, footing.stood, at, since, until, code, *said = held.decode(
            "utf-8", "surrogateescape"
        ).split(_PART)
        footing.sought, footing.at, footing.hours = sought == "1", float(at), (float(since), float(until))
        seen = Sight(footing.data, now)
        answer = (int(code), list(zip(said[::2], said[1::2], strict=True)))
        return (answer if footing.holds(now, seen) else None), seen
    except (OSError, ValueError):
        return None, None


def _tidy(folder: str) -> None:
    """Remove the oldest answers, where there are too many."""
    with os.scandir(folder) as found:
        files = sorted(found, key=lambda one: one.stat().st_mtime)
    for one in files[:-MOST]:
        os.unlink(one.path)


def _digest(file: str, held: bytes) -> bytes:
    """What a file starts with: a byte that was changed in it makes it another question's, or nobody's."""
    return sha256(os.fsencode(os.path.basename(file)) + held).hexdigest().encode()
