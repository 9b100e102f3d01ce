"""A folder as it was found at a time: whoever asks what stands in it, and how, has the same look."""

import os
from collections.abc import Sequence
from functools import cached_property

YOUNG = 2
"""Seconds within which a file may change and keep its time: the coarsest tick of a file system."""


class Sight:
    """A folder, and all below it: each is looked at once, and each file in it."""

    def __init__(self, folder: str | os.PathLike[str], at: float = 0) -> None:
        """Take the folder, and when it is looked at first, in seconds since the epoch."""
        self._folder, self.at = folder, at
        self._found = dict[str, tuple[os.stat_result, Sequence["os.DirEntry[str]"]]]()

    @cached_property
    def root(self) -> str:
        """The folder without links; ValueError for what no folder can be called."""
        return os.path.realpath(self._folder)

    def folder(self, path: str = "") -> tuple[os.stat_result, Sequence["os.DirEntry[str]"]]:
        """Return how a folder below stood, and then what stood in it, by name; OSError where that cannot be told."""
        path = path.strip("/")
        if path not in self._found:
            whole = os.path.join(self.root, path)
            own = os.stat(whole)
            with os.scandir(whole) as found:
                self._found[path] = own, sorted(found, key=lambda one: one.name)
        return self._found[path]
