"""How a data folder stands in its repository, and what git was told to leave out."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from ltzplan.dataclass import dataclass
from ltzplan.store.files import foreign
from ltzplan.store.git import finish, start


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How a folder stands in its repository."""

    commit: str | None = None
    uncommitted: int = 0
    """Files that differ from the commit; what systems and editors leave is not counted."""
    new: tuple[str, ...] = ()
    """Of these, the records that no commit holds yet, below the folder."""
    unsent: int | None = None
    """Commits that the branch that is followed elsewhere has not got; None: none is followed."""
    absent: tuple[str, ...] = ()
    """Files that git has and left out of the folder, as a sparse checkout does."""
    unwatched: tuple[str, ...] = ()
    """Files that are read, and that git was told not to look at."""
    refusal: str = ""
    """What git says where it will not read the repository."""


class Look:
    """A look at how a folder stands in its repository, under way while the files are read."""

    def __init__(self, folder: Path) -> None:
        """Start the two questions."""
        status = ("status", "--porcelain=v2", "--branch", "-z", "--no-renames", "--untracked-files=all")
        self._status = start(folder, *status, "--ignored=traditional", "--", ".")
        self._listed = start(folder, "ls-files", "-v", "-z", "--", ".")

    def standing(self, reads: Callable[[str], bool]) -> Standing:
        """Give the answers; `reads` says of a path below the folder whether a report is made from it."""
        done, listed = finish(self._status), finish(self._listed)
        if done is None or done.returncode:
            refusal = done.stderr.strip() if done else ""
            return Standing(refusal="" if "not a git repository" in refusal else refusal)
        lines = done.text.split("\0")
        oid = next((line.split()[2] for line in lines if line.startswith("# branch.oid ")), "(initial)")
        ahead = next((line.split()[2] for line in lines if line.startswith("# branch.ab ")), None)
        added = [line for line in lines if line.startswith(("? ", "1 A. "))]
        flagged = list(_flagged(listed.text if listed else ""))
        ignored = [one for one in (_below(path, reads) for path in _paths(lines, "!")) if one]
        return Standing(
            commit=None if oid == "(initial)" else oid,
            uncommitted=len([*_paths(lines, "1u"), *_paths(lines, "?")]),
            new=tuple(one for path in _paths(added, "1?") if (one := _below(path, reads)) and "/" in one),
            unsent=None if ahead is None else int(ahead),
            absent=tuple(path for path in flagged if not reads(path) and not _beside(path)),
            unwatched=(*ignored, *(path for path in flagged if reads(path))),
        )


_FIELDS = {"1": 8, "u": 10, "?": 1, "!": 1}
"""Mark of a line of git's status -> how many fields stand before its path."""


def _paths(lines: Iterable[str], marks: str) -> Iterator[str]:
    """Give the paths of lines of git's status that are ours."""
    for line in lines:
        if line[:1] in marks and line[1:2] == " ":
            path = line.split(" ", _FIELDS[line[0]])[-1]
            if not _beside(path):
                yield path


def _beside(path: str) -> bool:
    name = path.rpartition("/")[2]
    return name.startswith(".") or foreign(name)


def _below(path: str, reads: Callable[[str], bool]) -> str | None:
    """Give the path below the folder of one from the top of the repository, where it was read."""
    steps = path.split("/")
    tails = ("/".join(steps[at:]) for at in range(max(len(steps) - 4, 0), len(steps)))
    return next((tail for tail in tails if reads(tail)), None)


def _flagged(listed: str) -> Iterator[str]:
    """Give the files that git was told not to look at: skip-worktree is `S`, assume-unchanged lower case."""
    return (line[2:] for line in listed.split("\0") if line[:1] == "S" or line[:1].islower())
