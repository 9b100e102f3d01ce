"""How the files that a report is made from stand: a digest that stays the same only while none can have changed.

As git's own index does, it trusts a file's size, times and inode, and takes the bytes of one as young as the
digest, which may be changed again within the same tick. It imports nothing that costs time.
"""

import contextlib
import os
import stat
import sys
from array import array
from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import sha256

from ltzplan.store.sight import YOUNG, Sight, UnsureError

MOST_YOUNG = 500
"""So many young files are read; with more it is better not to be sure."""
_LIMIT = 16 * 2**20
_OF_WORKTREE = ("HEAD", "index", "config.worktree", "info/sparse-checkout")
_OF_REPOSITORY = ("config", "packed-refs", "reftable/tables.list", "info/exclude", "info/attributes")
_NAMING_FILES = ("path", "excludesfile", "attributesfile")
"""Settings of git that name another file on which its answers rest."""


def stamp(data: Sight, at: float, environment: Mapping[str, str]) -> str | None:
    """Return a digest of how a data folder and the repository around it stand; None where that cannot be told.

    `at`: seconds since the epoch; a file that was changed after that, or shortly before, counts with its bytes.
    """
    seen = _Known(at)
    try:
        seen.folder(data, times=True)
        for path in _of_git(data.root, environment):
            seen.file(path)
        return seen.digest()
    except (OSError, ValueError, OverflowError, UnsureError):
        return None


@cache
def program() -> str | None:
    """Return a digest of how this program and its libraries stand; None where that cannot be told."""
    seen = _Known(float("inf"))
    try:
        seen.folder(Sight(os.path.dirname(os.path.dirname(__file__)), follows=True), times=False)
        for path in sys.path:
            if path.endswith("-packages"):
                seen.names(path)
        return seen.digest()
    except (OSError, OverflowError, UnsureError):
        return None


class _Known:
    """How files were found, in order: their names, and the numbers of each."""

    def __init__(self, at: float) -> None:
        self._since = (at - YOUNG) * 10**9
        self._names: list[str] = [sys.version]
        self._numbers: list[int] = []
        self._young: list[str] = []

    def folder(self, seen: Sight, path: str = "", *, times: bool) -> None:
        """Add every file of a folder, at any depth, and its own times: what came and went again leaves it others."""
        found = seen.folder(path)
        self._names += (path, found.digest)
        if times:
            self._numbers += (found.own.st_mtime_ns, found.own.st_ctime_ns)
        if found.newest >= self._since:
            files = (one for one in found.items if one.is_file())
            self._young += (one.path for one in files if self._is_young(one.stat()))
        for name in found.folders:
            self.folder(seen, f"{path}/{name}", times=times)

    def _is_young(self, how: os.stat_result) -> bool:
        return how.st_mtime_ns >= self._since or how.st_ctime_ns >= self._since

    def names(self, path: str) -> None:
        """Add whether a folder's names are the same, or that there is none."""
        with contextlib.suppress(OSError):
            self._numbers.append(os.stat(path).st_mtime_ns)
            self._names.append(path)

    def file(self, path: str) -> None:
        """Add a file, whose folder it is, or that there is none."""
        try:
            self._add(path, os.stat(path))
        except (FileNotFoundError, NotADirectoryError):
            self._names.append(f"-{path}")

    def _add(self, path: str, how: os.stat_result) -> None:
        self._names.append(path)
        if stat.S_ISDIR(how.st_mode):
            self._numbers += (how.st_mode, how.st_uid)
            return
        self._numbers += (how.st_mode, how.st_uid, how.st_ino, how.st_size, how.st_mtime_ns, how.st_ctime_ns)
        if self._is_young(how):
            self._young.append(path)

    def digest(self) -> str:
        """Return the digest of what was found, and of the bytes of what is young."""
        if len(self._young) > MOST_YOUNG:
            raise UnsureError
        self._names += (sha256(_bytes_of(path)).hexdigest() for path in self._young)
        found = sha256("\n".join(self._names).encode("utf-8", "surrogateescape"))
        found.update(array("q", self._numbers).tobytes())
        return found.hexdigest()


def _bytes_of(path: str) -> bytes:
    with open(path, "rb") as file:
        data = file.read(_LIMIT + 1)
    if len(data) > _LIMIT:
        raise UnsureError(path)
    return data


def _of_git(folder: str, environment: Mapping[str, str]) -> Iterator[str]:
    """Return the files on which it rests what git says of a folder: those of its repository, settings and ignored files."""
    up = folder
    while True:
        git = os.path.join(up, ".git")
        yield from (git, up, os.path.join(up, ".gitignore"), os.path.join(up, ".gitattributes"))
        if os.path.lexists(git):
            break
        if up == (up := os.path.dirname(up)):
            return
    if not os.path.isdir(git):
        git = os.path.join(up, _bytes_of(git).decode().removeprefix("gitdir:").strip())
    common = os.path.join(git, "commondir")
    repository = os.path.join(git, _bytes_of(common).decode().strip()) if os.path.exists(common) else git
    yield from (os.path.join(git, name) for name in _OF_WORKTREE)
    yield from (os.path.join(repository, name) for name in _OF_REPOSITORY)
    branch = _bytes_of(os.path.join(git, "HEAD")).decode().removeprefix("ref:").strip()
    yield os.path.join(repository, branch)
    yield from _settings(repository, git, environment)


def _settings(repository: str, git: str, environment: Mapping[str, str]) -> Iterator[str]:
    """Return git's files of settings and those that they name."""
    home = environment.get("HOME") or os.path.expanduser("~")
    xdg = os.path.join(environment.get("XDG_CONFIG_HOME") or os.path.join(home, ".config"), "git")
    yield from (os.path.join(xdg, "ignore"), os.path.join(xdg, "attributes"))
    waiting = [
        environment.get("GIT_CONFIG_SYSTEM") or "/etc/gitconfig",
        environment.get("GIT_CONFIG_GLOBAL") or os.path.join(home, ".gitconfig"),
        os.path.join(xdg, "config"),
        os.path.join(repository, "config"),
        os.path.join(git, "config.worktree"),
    ]
    seen = set[str]()
    while waiting:
        if (path := waiting.pop()) in seen:
            continue
        seen.add(path)
        yield path
        if os.path.isfile(path):
            waiting += _named(path)


def _named(path: str) -> Iterator[str]:
    """Return the files that a file of settings names."""
    for line in _bytes_of(path).decode("utf-8", "surrogateescape").splitlines():
        key, told, value = line.rpartition("]")[2].partition("=")
        if told and key.strip().lower() in _NAMING_FILES:
            if "%(" in value or "\\" in value:
                raise UnsureError(line)
            yield os.path.join(os.path.dirname(path), os.path.expanduser(value.strip().strip('"')))
