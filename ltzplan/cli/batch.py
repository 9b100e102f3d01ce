"""Several records that one file says: they name each other by labels, and all that is wrong is said at once."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

from ltzplan.cli.recorder import Recorder
from ltzplan.issues import Issue, Locator, LtzError, below, gathered, refuse
from ltzplan.model.codec import KINDS
from ltzplan.model.naming import NAMING
from ltzplan.model.records import Record
from ltzplan.store.records import RecordFile, by_subject

UNMADE = "-"
"""What stands for the id of a record that is wrong, so that what names it is checked too."""


class Batch:
    """The records of a file, made in their order; what is wrong is kept, each at its place."""

    def __init__(self, recorder: Recorder, place: Locator) -> None:
        """Begin a batch of what a file says, with what gives its places."""
        self.recorder, self.place = recorder, place
        self.made: dict[str, RecordFile] = {}
        """The new records by their ids, each as a file of its own, in the order in which they were made."""
        self.labels: dict[str, str] = {}
        """Label -> id of the record that bears it."""
        self._issues: list[Issue] = []

    @contextmanager
    def at(self, *path: str | int) -> Iterator[None]:
        """Keep what is found wrong, at its own place or that of a path, and go on."""
        found = list[Issue]()
        with gathered(found):
            yield
        if found:
            where = self.place(path) if path else None
            self._issues += [replace(one, place=one.place or where) for one in found]

    def add(self, told: Mapping[str, object], *path: str | int, **given: object) -> str:
        """Make the record that a path of the file tells, with what is `given` by the tool; its id, or `UNMADE`."""
        label, place, id = told.get("label"), below(self.place, *path), UNMADE
        with self.at(*path, "label"):
            if label is not None and not isinstance(label, str):
                raise refuse("not_text", value=type(label).__name__)
            if label in self.labels:
                raise refuse("duplicate_id", value=label)
        for key in (one for one in ("entered", *given) if one in told):
            with self.at(*path, key):
                raise refuse("given_by_the_tool", key=key)
        with self.at(*path):
            said = {key: one for key, one in told.items() if key != "label"} | given
            naming = ("matters", *NAMING.get(KINDS.get(str(said.get("kind")), object), ()))
            for key in (one for one in naming if one in told):
                with self.at(*path, key):
                    said[key] = told[key]
                    said[key] = self._known(told[key])
            id = self.enter(self.recorder.checked(said, place), place)
        if isinstance(label, str):
            self.labels.setdefault(label, id)
        return id

    def enter(self, record: Record, place: Locator) -> str:  # noqa: ARG002 - who looks for known ones keeps places
        """Take a record into the batch; its id."""
        file = self.recorder.enter(record)
        [entry] = file.entries
        self.made[entry.id] = file
        return entry.id

    def files(self) -> list[RecordFile]:
        """The new records in files, as these are to be stored one after the other; LtzError with all that is wrong."""
        return by_subject(self._sound())

    def records(self) -> list[Record]:
        """The same in the order in which they were made."""
        return [one for file in self._sound() for one in file.records]

    def _sound(self) -> Collection[RecordFile]:
        if issues := self.unfit():
            raise LtzError(*issues)
        return self.made.values()

    def unfit(self) -> list[Issue]:
        """Return all that is wrong, in the order of the file, and go on without it."""
        found, self._issues = sorted(self._issues, key=_stands), []
        return found

    def _known(self, named: object) -> object:
        """Give the ids that labels, and the first digits of ids, stand for; anything else as it is."""
        if isinstance(named, list):
            return [self._known(one) for one in named]
        if isinstance(named, dict):
            return named | {"id": self._known(named.get("id"))}
        return self._id(named) if isinstance(named, str) else named

    def _id(self, named: str) -> str:
        if named in self.labels or "-" not in named[1:] or named in self.recorder.state.ids:
            return self.labels.get(named, named)
        return self.recorder.found(named) or named


def _stands(issue: Issue) -> tuple[int, int]:
    """Line and column of what is wrong; that of no place comes first."""
    place = issue.place
    return (place.line or 0, place.column or 0) if place else (0, 0)
