"""A folder as it was found at a time: whoever asks what stands in it, and how, has the same look."""

import os
import stat
from array import array
from functools import cached_property
from hashlib import sha256

YOUNG = 2
"""Seconds within which a file may change and keep its time: the coarsest tick of a file system."""
_BESIDE = (".git", "__pycache__")
"""Folders that hold nothing of ours; of git's own the files that count are named."""


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
        self._follows = follows
        self.own = os.stat(path)
        with os.scandir(path) as found:
            self.items = sorted(found, key=lambda one: one.name)

    @cached_property
    def _told(self) -> tuple[str, int, list[str]]:
        names, numbers, newest, folders = list[str](), array("q"), 0, list[str]()
        for one in self.items:
            how = one.stat(follow_symlinks=self._follows)
            if stat.S_ISREG(how.st_mode):
                modified, changed = how.st_mtime_ns, how.st_ctime_ns
                names.append(one.name)
                numbers.extend((how.st_mode, how.st_uid, how.st_ino, how.st_size, modified, changed))
                newest = max(newest, modified, changed)
            elif not stat.S_ISDIR(how.st_mode):
                raise UnsureError(one.path)
            elif one.name not in _BESIDE:
                folders.append(one.name)
        found = sha256("\n".join(names).encode("utf-8", "surrogateescape"))
        found.update(numbers.tobytes())
        return found.hexdigest(), newest, folders

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
