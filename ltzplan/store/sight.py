"""A folder as it was found at a time: whoever asks what stands in it, and how, has the same look."""

import os
import stat
from array import array
from functools import cached_property
from hashlib import sha256
from itertools import chain
from operator import attrgetter

YOUNG = 2
"""Seconds within which a file may change and keep its time: the coarsest tick of a file system."""
_BESIDE = (".git", "__pycache__")
"""Folders that hold nothing of ours; of git's own the files that count are named."""

_TOLD = ("st_mode", "st_uid", "st_ino", "st_size", "st_mtime_ns", "st_ctime_ns")
_NUMBERS = attrgetter(*_TOLD)
"""What tells how a file stands."""


class UnsureError(Exception):
    """It cannot be told whether a file was changed."""


class Sight:
    """A folder, and all below it: each is looked at once, and each file in it."""

    def __init__(self, folder: str | os.PathLike[str], at: float = 0, *, follows: bool = False) -> None:
        """Take the folder, when it is looked at first, in seconds since the epoch, and whether links are followed."""
        self._folder, self.at, self._follows = folder, at, follows
        self._found = dict[str, Seen]()

    @cached_property
    def root(self) -> str:
        """The folder without links; ValueError for what no folder can be called."""
        return os.path.realpath(self._folder)

    def folder(self, path: str = "") -> "Seen":
        """Return how a folder below stood; OSError where that cannot be told."""
        path = path.strip("/")
        if path not in self._found:
            self._found[path] = Seen(os.path.join(self.root, path), follows=self._follows)
        return self._found[path]


class Seen:
    """A folder as it was seen: how it stood itself, and then what stood in it, by name."""

    def __init__(self, path: str, *, follows: bool) -> None:
        """Look at it."""
        self._folder, self._follows = path, follows
        self.own = os.stat(path)
        with os.scandir(path) as found:
            self.items = sorted(found, key=attrgetter("name"))

    @cached_property
    def _told(self) -> tuple[str, int, list[str]]:
        follows, files, folders = self._follows, list[os.DirEntry[str]](), list[str]()
        for one in self.items:
            if not one.is_dir(follow_symlinks=follows):
                files.append(one)
            elif one.name not in _BESIDE:
                folders.append(one.name)
        stands = [one.stat(follow_symlinks=follows) for one in files]
        numbers = array("q", [*chain.from_iterable(map(_NUMBERS, stands))])
        if not all(map(stat.S_ISREG, {*numbers[:: len(_TOLD)]})):
            raise UnsureError(self._folder)
        found = sha256("\n".join([one.name for one in files]).encode("utf-8", "surrogateescape"))
        found.update(numbers.tobytes())
        times = (numbers[_TOLD.index(name) :: len(_TOLD)] for name in ("st_mtime_ns", "st_ctime_ns"))
        return found.hexdigest(), max(map(max, times)) if files else 0, folders

    @property
    def digest(self) -> str:
        """What tells how its files stood; OSError or UnsureError where that cannot be told, OverflowError for odd times."""
        return self._told[0]

    @property
    def newest(self) -> int:
        """When a file in it was changed last, in nanoseconds since the epoch."""
        return self._told[1]

    @property
    def folders(self) -> list[str]:
        """The names of the folders in it."""
        return self._told[2]
