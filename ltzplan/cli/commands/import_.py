"""Import a batch of records: all are checked before the first is written."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated

from ltzplan.cli import options as opt
from ltzplan.cli.batch import Batch
from ltzplan.cli.main import OK
from ltzplan.cli.progress import Bar
from ltzplan.cli.recorder import Recorder
from ltzplan.cli.run import Run, command
from ltzplan.issues import Locator, LtzError, Place, refuse
from ltzplan.model.records import Record
from ltzplan.rules.corrections import withdrawn
from ltzplan.store.files import NotDurableError
from ltzplan.store.planfile import read_batch
from ltzplan.store.records import RecordFile, plain
from ltzplan.store.workspace import RECORDS
from ltzplan.store.yaml import YamlText
from ltzplan.text.speech import say
from ltzplan.views.findings import SHOWN, some


class _Import(Batch):
    """A batch of which a part may be there already, where it is not to be made `anew`."""

    def __init__(self, recorder: Recorder, source: YamlText, anew: Collection[str] = ()) -> None:
        super().__init__(recorder, source)
        self.there: list[str] = []
        self.places: dict[str, Place | None] = {}
        in_force = sorted(recorder.space.entries, key=lambda one: one.id not in recorder.state.dead)
        self._there = {_content(one.record): one.id for one in in_force if one.id not in anew}

    def enter(self, record: Record, place: Locator) -> str:
        """Take a record into the batch, unless it is there; its id."""
        content = _content(record)
        if content in self._there:
            self.there.append(self._there[content])
        else:
            self._there[content] = super().enter(record, place)
            self.places[self._there[content]] = place(())
        return self._there[content]

    def void(self) -> list[str]:
        """Give what is there and out of force, and not by the batch itself."""
        dead = self.recorder.state.dead
        return [id for id in self.there if id in dead and dead[id].id not in self.there]


def _content(record: Record) -> str:
    said = plain(record)
    return repr((record.kind, {key: value for key, value in said.items() if key != "entered"}))


@command
def import_(
    run: Run,
    file: Annotated[str, opt.argument("FILE", "file")],
    dry_run: Annotated[bool, opt.flag("--dry-run")] = False,
    commit: Annotated[bool, opt.flag("--commit")] = False,
    again: Annotated[bool, opt.flag("--again", "import_again")] = False,
) -> int:
    run.asks_git = True
    recorder = Recorder(run, opt.Storing(dry_run=dry_run, commit=commit))
    told = read_batch(file)
    batch = _read(recorder, *told)
    if again and (void := batch.void()):
        batch = _read(recorder, *told, void)
    new = batch.records()
    files = [RecordFile([one]) for one in new]
    recorder.refuse_without_effect(*files, places=batch.places)
    paths = [] if dry_run else _stored(recorder, files)
    if dry_run:
        run.put("".join(f"{one.entries[0].id}\n" for one in files))
        run.talk(say(run.lang, "dry_run"))
    for line in _already(batch):
        run.talk(line)
    run.talk(say(run.lang, "imported", written=len(new), skipped=len(batch.there)))
    left = [] if dry_run else [one for one in recorder.commits.new() if one.id in batch.there]
    paths += [recorder.space.data / RECORDS / one.file for one in left]
    records = [*new, *(one.record for one in left)]
    return recorder.commits.add(paths, records, "commit.import") if paths else OK


def _read(
    recorder: Recorder, listed: Sequence[Mapping[str, object]], source: YamlText, anew: Collection[str] = ()
) -> _Import:
    """Make a batch of what a file lists; LtzError with all that is wrong in it."""
    batch = _Import(recorder, source, anew)
    with Bar() as bar:
        for at, told in enumerate(bar.all(listed)):
            batch.add(told, "records", at)
    batch.records()
    return batch


def _stored(recorder: Recorder, files: Sequence[RecordFile]) -> list[Path]:
    """Store records one by one; LtzError that says how many stand where the disk refuses one."""
    paths: list[Path] = []
    try:
        with Bar() as bar:
            for file in bar.all(files):
                paths.append(recorder.store(file))  # noqa: PERF401 - those before stand where one is refused
    except LtzError as error:
        stand = len(paths) + isinstance(error, NotDurableError)
        if stand in (0, len(files)):
            raise
        told = error.issues[0]
        counts = {"stored": stand, "count": len(files)}
        raise refuse("partly_stored", told.place, reason=told.params["reason"], **counts) from None
    recorder.remember(*files)
    return paths


def _already(batch: _Import) -> Iterator[str]:
    """Say which records were there already, where some of them do not count."""
    lang, dead, void = batch.recorder.run.lang, batch.recorder.state.dead, batch.void()
    standing = [id for id in batch.there if id not in dead]
    if void and standing:
        yield say(lang, "imported.there", ids=some(standing, SHOWN))
    for id in void:
        how = "withdrawn" if withdrawn(id, dead) else "replaced"
        yield say(lang, f"imported.{how}", id=id, by=dead[id].id)
