"""Ids of records: what one begins with says what it is about."""

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence


class Ids(Collection[str]):
    """Ids of records, those of each subject together: how far one may be shortened hangs on these alone."""

    def __init__(self, counts: Mapping[str, int], read: Callable[[str], Sequence[str]]) -> None:
        """Take how many there are of each subject, and what reads those of one, in order."""
        self._counts, self._read = counts, read

    @classmethod
    def of(cls, ids: Collection[str]) -> "Ids":
        """Return ids that are at hand, whatever holds them."""
        if isinstance(ids, cls):
            return ids
        found = ids_by_subject(sorted(ids))
        return cls({subject: len(listed) for subject, listed in found.items()}, found.__getitem__)

    def of_subject(self, subject: str) -> Sequence[str]:
        """Return those of a subject, in order."""
        return self._read(subject) if subject in self._counts else ()

    def around(self, word: str) -> Sequence[str]:
        """Return the last id before a word and the first two from it on, of those that begin with its subject."""
        listed = self.of_subject(subject_of(word))
        at = bisect_left(listed, word)
        return listed[max(at - 1, 0) : at + 2]

    def __contains__(self, id: object) -> bool:
        """Tell whether it is one of them."""
        return isinstance(id, str) and id in self.around(id)

    def __iter__(self) -> Iterator[str]:
        """Return them by subject."""
        return (id for subject in self._counts for id in self._read(subject))

    def __len__(self) -> int:
        """Return how many there are."""
        return sum(self._counts.values())


def subject_of(id: str) -> str:
    """Return what an id begins with: a task, a level or a kind of paper."""
    return id.rpartition("-")[0]


def ids_by_subject(ids: Iterable[str]) -> dict[str, list[str]]:
    """Return ids by their subjects, in order."""
    found: dict[str, list[str]] = {}
    for id in ids:
        found.setdefault(subject_of(id), []).append(id)
    return found
