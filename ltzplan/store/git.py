"""Git, asked through its own program: the only importer of subprocess."""

import contextlib
import os
import re
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ltzplan.dataclass import dataclass

if TYPE_CHECKING:
    import subprocess

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

_KEPT = {
    "GIT_ASKPASS", "GIT_SSH", "GIT_SSH_COMMAND", "GIT_EXEC_PATH",  # how to reach and log in
    "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM",  # whose settings
    "GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_AUTHOR_DATE",  # who
    "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL", "GIT_COMMITTER_DATE",
    "GIT_CEILING_DIRECTORIES",
}  # fmt: skip


def scrubbed(environment: Mapping[str, str]) -> dict[str, str]:
    """Drop what a hook or another git call left in the environment and would point elsewhere."""
    kept = {k: v for k, v in environment.items() if not k.startswith("GIT_") or k in _KEPT}
    return kept | {
        "LC_ALL": "C.UTF-8",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_LITERAL_PATHSPECS": "1",
    }


@dataclass(frozen=True)
class Finished:
    """What a run of git gave."""

    returncode: int
    data: bytes
    stderr: str

    @property
    def text(self) -> str:
        """Give what it printed; a name that is no text keeps its bytes."""
        return self.data.decode("utf-8", "surrogateescape")

    @property
    def reason(self) -> str:
        """Give all that it said, hooks included."""
        return f"{self.stderr}{self.text}".strip() or f"git: {self.returncode}"


def start(folder: Path, *words: str) -> "subprocess.Popen[bytes] | None":
    """Start git in a folder; None where there is no git or no such folder."""
    import subprocess  # noqa: PLC0415 - git is not asked of a folder that stands as it stood

    try:
        return subprocess.Popen(  # noqa: S603 - its words are ours
            ["git", "-c", "core.quotepath=off", *map(_argument, words)],  # noqa: S607 - whichever git there is
            cwd=folder, env=scrubbed(os.environ),
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
    except OSError:
        return None


def _argument(word: str) -> str | bytes:
    """Give a word as git reads it, whatever the locale is."""
    return word if os.name == "nt" else word.encode("utf-8", "surrogateescape")


def finish(started: "subprocess.Popen[bytes] | None", told: str = "") -> Finished | None:
    """Tell a started git what it waits for, and give what it said."""
    if started is None:
        return None
    data, said = started.communicate(told.encode("utf-8", "surrogateescape"))
    return Finished(started.returncode, data, said.decode("utf-8", "replace"))


def _git(folder: Path, *words: str, told: str = "") -> Finished | None:
    """Run git in a folder; None where there is no git or no such folder."""
    return finish(start(folder, *words), told)


def commit_of(folder: Path, revision: str) -> str | None:
    """Give the whole id of the commit that a revision means in a folder's repository; None: none."""
    if revision.startswith("-"):
        return None
    done = _git(folder, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    return done.text.strip() or None if done and done.returncode == 0 else None


@dataclass(frozen=True)
class Blob:
    """A file as a commit holds it: git's mode and id, and its bytes; null: they are not here."""

    mode: str
    oid: str
    data: bytes | None


def tree(folder: Path, commit: str) -> dict[str, Blob]:
    """Give every file of a folder in a commit, by its path below the folder; nothing is checked out."""
    listed = _git(folder, "ls-tree", "-r", "-z", commit)
    found = {}
    for line in listed.data.split(b"\0")[:-1] if listed else ():
        told, _, name = line.partition(b"\t")
        mode, _, oid = told.decode().split(" ")
        found[os.fsdecode(name)] = (mode, oid)
    held = _objects(folder, dict.fromkeys(oid for _, oid in found.values()))
    return {name: Blob(mode, oid, held.get(oid)) for name, (mode, oid) in found.items()}


def _objects(folder: Path, oids: Iterable[str]) -> dict[str, bytes]:
    """Give the bytes of objects; what is not here is left out."""
    done = _git(folder, "cat-file", "--batch", told="".join(f"{oid}\n" for oid in oids))
    data, at, held = done.data if done else b"", 0, dict[str, bytes]()
    while at < len(data):
        line = data.index(b"\n", at)
        oid, *told = data[at:line].decode().split(" ")
        at = line + 1
        if len(told) > 1:
            held[oid] = data[at : at + int(told[1])]
            at += int(told[1]) + 1
    return held


def settings(folder: Path, section: str) -> dict[str, str]:
    """Return the settings of a section of git's, by their names, as they hold in a folder."""
    done = _git(folder, "config", "--get-regexp", rf"^{section}\.")
    lines = done.text.splitlines() if done and done.returncode == 0 else []
    return {name: value for name, _, value in (one.partition(" ") for one in lines)}


def is_set(folder: Path, name: str) -> bool:
    """Tell whether a setting of git says yes, in any of git's ways of saying so."""
    done = _git(folder, "config", "--type=bool", "--get", name)
    return bool(done and done.text.strip() == "true")


LOCK_WAIT = 10.0
"""Seconds to wait for what another git holds."""
_BUSY = r"\.lock': File exists|cannot lock ref|did not match any file"


def commit_files(
    folder: Path, paths: Sequence[Path], message: str, beside: Sequence[Path] = ()
) -> str | None:
    """Commit files just written and nothing else that is staged; else give what git says.

    Of the folders `beside` all that was committed before goes with them as it stands now: what is no more, too.
    """
    new, every = ("\0".join(str(path.resolve()) for path in listed) for listed in (paths, (*paths, *beside)))
    these = ("--pathspec-from-file=-", "--pathspec-file-nul")
    until = time.monotonic() + LOCK_WAIT
    with _turn(folder, until):
        while True:
            done = _git(folder, "add", *these, told=new)
            if done and done.returncode == 0:
                done = _git(folder, "commit", "--quiet", "--only", "-m", message, *these, told=every)
            if done is None or done.returncode == 0:
                return None if done else "git"
            if not re.search(_BUSY, done.stderr) or time.monotonic() > until:
                return done.reason
            time.sleep(_PAUSE)


_PAUSE = 0.05


@contextlib.contextmanager
def _turn(folder: Path, until: float) -> Iterator[None]:
    """Let commits of ltz in one folder take turns: of two at once git loses what the other just staged."""
    if fcntl is None:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        while not _held(handle) and time.monotonic() < until:
            time.sleep(_PAUSE)
        yield
    finally:
        os.close(handle)


def _held(handle: int) -> bool:
    """Take the lock of a folder; where its file system knows none, there is nothing to take."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True


def has(path: Path) -> bool:
    """Tell whether the commit that is checked out has a file."""
    done = _git(path.parent, "cat-file", "-e", f"HEAD:./{path.name}")
    return bool(done and done.returncode == 0)


def brought(folder: Path, commit: str, name: str = ".") -> dict[str, tuple[str, str]]:
    """Return by its path below a folder the commit, up to this one, that first brought each file, or one, and who signed it."""
    words = ("--full-history", "--name-only", "--diff-filter=A", "--no-renames", "--relative")
    done = _git(folder, "log", "--format=%x09%H%x09%an", *words, commit, "--", name)
    found, by = dict[str, tuple[str, str]](), ("", "")
    for line in done.text.splitlines() if done else ():
        mark, _, said = line.partition("\t")
        if said:
            by = (said[:40], said[41:])
        elif mark:
            found[mark] = by
    return found


def edits(file: Path, commit: str) -> list[datetime]:
    """Return when each commit, up to this one, that changed a file was made, the last first."""
    done = _git(file.parent, "log", "--full-history", "--format=%ct", commit, "--", file.name)
    return [datetime.fromtimestamp(int(one), UTC) for one in done.text.split()] if done else []


def differs(file: Path, commit: str) -> bool:
    """Tell whether a file is not as a commit holds it."""
    done = _git(file.parent, "diff", "--quiet", commit, "--", file.name)
    return bool(done and done.returncode == 1)


def files(folder: Path) -> list[Path]:
    """Return the files of a folder that git has, or would take."""
    done = _git(folder, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    return [folder / name for name in dict.fromkeys(done.text.split("\0")[:-1])] if done else []


def is_shared(folder: Path, name: str) -> bool:
    """Whether a remote-tracking branch holds a commit of a file below a folder."""
    done = _git(folder, "rev-list", "--max-count=1", "--remotes", "--", name)
    return bool(done and done.returncode == 0 and done.data)


def top(folder: Path) -> Path | None:
    """Give the top folder of the repository in which a folder lies; None outside of any."""
    done = _git(folder, "rev-parse", "--show-toplevel")
    return Path(done.text.removesuffix("\n")) if done and done.returncode == 0 else None


def init(folder: Path) -> str | None:
    """Make a repository of a folder; else say why not."""
    done = _git(folder, "init", "--quiet")
    if done is None or done.returncode:
        return done.reason if done else "git"
    return None


def unknown(folder: Path) -> list[str]:
    """Give the settings without which a commit would be signed by the machine's account."""
    name, email = "user.name", "user.email"
    both = ("AUTHOR", "COMMITTER")
    needed = {name: email, email: name}
    return [one for one, other in needed.items() if not all(_signs(folder, who, other) for who in both)]


def author(folder: Path) -> str | None:
    """Give the name that git signs with; None where it would be the machine's account."""
    said = _signs(folder, "AUTHOR", "user.email")
    return said.rpartition(" <")[0] if said else None


def _signs(folder: Path, role: str, beside: str) -> str | None:
    """Give how git signs in a role, were one setting there; None where the other would be a guess."""
    told = ("-c", "user.useConfigOnly=true", "-c", f"{beside}=x")
    done = _git(folder, *told, "var", f"GIT_{role}_IDENT")
    return done.text if done and done.returncode == 0 else None


def tell(folder: Path, setting: str, value: str) -> None:
    """Store a setting in the folder's own repository."""
    _git(folder, "config", "--local", "--", setting, value)
