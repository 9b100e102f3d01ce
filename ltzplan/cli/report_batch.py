"""The records of a table or a form: what the office said of the same already is there, what says otherwise would correct that."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from ltzplan.cli.batch import UNMADE
from ltzplan.cli.known_batch import KnownBatch, content
from ltzplan.cli.recorder import Recorder
from ltzplan.issues import Issue, Locator, LtzError, Place, below
from ltzplan.model.naming import NAMING
from ltzplan.model.records import Entry, Record, Update
from ltzplan.model.state import State
from ltzplan.reports.written import stated
from ltzplan.rules.again import said_already
from ltzplan.rules.ledger import Ledger
from ltzplan.store.records import plain
from ltzplan.views.data import words_of
from ltzplan.views.names import Names
from ltzplan.views.written import recalled

_NOT_SAID = ("entered", "replaces", "format", "on_behalf_of")
"""The fields of a record that tell nothing of its matter; for whom it was entered is the same of both."""
_OF_REPORTS = ("date",)
"""Those that do of a report alone: a move or a problem that is told again tomorrow is the same."""


class ReportBatch(KnownBatch):
    """The reports of a table as a batch."""

    def __init__(
        self,
        recorder: Recorder,
        place: Locator,
        anew: Collection[str] = (),
        *,
        wrong: Mapping[int, Sequence[Issue]],
        correct: bool,
    ) -> None:
        """Begin a batch; what is `wrong` in rows is known by their numbers, corrections are records or are only told."""
        super().__init__(recorder, place, anew)
        self._wrong, self._correct = wrong, correct
        self._rows: list[tuple[Record, Mapping[str, object], Locator]] = []
        self._corrections: list[tuple[Entry, Record, Locator]] = []

    def add(self, told: Mapping[str, object], *path: str | int, **given: object) -> str:
        """Make the record of a row, unless it is known that it is wrong: then all else that is wrong with it is told too."""
        with self.at():
            if known := self._wrong.get(int(path[-1])):
                raise LtzError(*known, *self._beside(known, told, path))
            return super().add(told, *path, **given)
        return UNMADE

    def _beside(
        self, known: Sequence[Issue], told: Mapping[str, object], path: Sequence[str | int]
    ) -> Iterator[Issue]:
        """What is wrong in other cells of a row."""
        places = {one.place for one in known}
        if not told:
            return
        try:
            self.recorder.checked(told, below(self.place, *path))
        except LtzError as error:
            yield from (one for one in error.issues if one.place not in places)

    def enter(self, record: Record, place: Locator) -> str:
        """Keep a row until all are read: what one row says again is not what another corrects."""
        self._rows.append((record, plain(record), place))
        return UNMADE

    def unfit(self) -> list[Issue]:
        """Take the rows that were read into the batch, and return all that is wrong."""
        rows, self._rows = self._rows, []
        there = [self._said_by(record, said) for record, said, _ in rows]
        self.there += filter(None, there)
        used = {*self.there}
        for record, said, place in (row for row, id in zip(rows, there, strict=True) if id is None):
            old = next((one for one in self._of_same(record) if one.id not in used), None)
            if old is None:
                self.enter_once(content(record, said), record, place)
                continue
            used.add(old.id)
            self._corrections.append((old, record, place))
            if self._correct:
                with self.at():
                    super().enter(self.recorder.checked(_correcting(old, record), place), place)
        return super().unfit()

    def _said_by(self, record: Record, told: Mapping[str, object]) -> str | None:
        """Return what says the same already, or that and more; None for nothing."""
        if id := self.ids.get(content(record, told)):
            return id
        said = _of_matter(record, told)
        standing = ((one.id, _said(one.record)) for one in self._of_same(record))
        return next((id for id, known in standing if all(known.get(key) == said[key] for key in said)), None)

    def _of_same(self, record: Record) -> Iterator[Entry]:
        return said_already(self.recorder.plan, self.recorder.state, record)

    @property
    def waits(self) -> int:
        """How many corrections are told and not to be stored."""
        return 0 if self._correct else len(self._corrections)

    def planned(self, new: Sequence[Entry], state: State, ledger: Ledger) -> Iterator[str]:
        """Say what is planned, each record at its cell."""
        names = self.recorder.names
        for one in new:
            said = recalled(names, stated(state, one, ledger))
            yield names.say("import.row", at=_shown(self.places[one.id]), said=said)

    def corrections(self) -> Iterator[str]:
        """Say what each correction changes, at its cell."""
        names = self.recorder.names
        for old, new, place in self._corrections:
            before, after = _said(old.record), _said(new)
            changed = [name for name in after if after[name] != before.get(name)]
            changes = [
                names.say(
                    "import.change",
                    what=names.say(f"list.{name}"),
                    before=_word(names, old.record, name),
                    after=_word(names, new, name),
                )
                for name in changed
            ]
            told = {
                "at": _shown(place((changed[0],))),
                "id": names.short(old.id),
                "date": old.record.date.text,
            }
            yield names.say("import.corrects", changes=names.say("list.semi").join(changes), **told)


def _shown(place: Place | None) -> str:
    return place.file if place else ""


def _said(record: Record) -> dict[str, object]:
    """Return what a record tells of its matter, as files write it."""
    return _of_matter(record, plain(record))


def _of_matter(record: Record, told: Mapping[str, object]) -> dict[str, object]:
    """Return that of all that a record tells."""
    left_out = _NOT_SAID if isinstance(record, Update) else (*_NOT_SAID, *_OF_REPORTS, *NAMING[type(record)])
    return {key: value for key, value in told.items() if key not in left_out}


def _correcting(old: Entry, new: Record) -> dict[str, object]:
    """Return a record that takes the place of another, as a file says it: what it does not say stays, but not that there is nothing."""
    kept = {key: value for key, value in plain(old.record).items() if key not in (*_NOT_SAID, "nil")}
    behalf = {"on_behalf_of": new.on_behalf_of} if new.on_behalf_of else {}
    return {**kept, **_said(new), **behalf, "kind": new.kind, "replaces": [old.id]}


def _word(names: Names, record: Record, name: str) -> str:
    """Return what a field of a record says, in words."""
    field = record.__dataclass_fields__[name]
    return names.join(words_of(field, name, {name: getattr(record, name)}, names)) or names.say("none")
