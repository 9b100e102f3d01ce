"""Import a batch of records: all are checked before the first is written."""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

from ltzplan.cli import options as opt
from ltzplan.cli.main import OK
from ltzplan.cli.recorder import Recorder
from ltzplan.cli.run import Run, command
from ltzplan.issues import Issue, LtzError, Place, refuse
from ltzplan.model.records import Record
from ltzplan.rules.corrections import withdrawn
from ltzplan.store.files import NotDurableError
from ltzplan.store.planfile import check_record, read_batch
from ltzplan.store.records import id_of, next_free, plain
from ltzplan.store.workspace import RECORDS
from ltzplan.store.yaml import YamlText
from ltzplan.text.speech import say
from ltzplan.views.findings import SHOWN


class _Batch:
    """Records of a file, checked one by one; what is there already is found, unless it is to be made `anew`."""

    def __init__(self, recorder: Recorder, anew: Collection[str] = ()) -> None:
        self.recorder = recorder
        self.new: list[Record] = []
        self.there: list[str] = []
        self.places: dict[str, Place] = {}
        self._ids: dict[str, str] = {}
        in_force = sorted(recorder.space.entries, key=lambda one: one.id not in recorder.state.dead)
        self._there = {_content(one.record): one.id for one in in_force if one.id not in anew}

    def add(self, said: dict[str, Any], source: YamlText, at: int) -> None:
        label = said.pop("label", None)
        if label is not None and not isinstance(label, str):
            raise refuse("not_text", source.place(("records", at, "label")), value=type(label).__name__)
        if label in self._ids:
            raise refuse("duplicate_id", source.place(("records", at, "label")), value=label)
        for key in ("answers", "problem", "withdraws", "follows", "session", "replaces"):
            if key in said:
                said[key] = self._known(said[key])
        if isinstance(said.get("matters"), list):
            said["matters"] = [
                one | {"id": self._known(one.get("id"))} if isinstance(one, dict) else one
                for one in said["matters"]
            ]
        if "entered" in said:
            raise refuse("given_by_the_tool", source.place(("records", at, "entered")), key="entered")
        recorder = self.recorder
        entered = {"at": recorder.now.isoformat(), "office": recorder.office, "by": recorder.author}
        record = check_record(said | {"entered": entered}, recorder.plan, source.below("records", at))
        there = self._there.get(_content(record))
        if there is None:
            record = next_free(record, recorder.taken)
            self.new.append(record)
            there = id_of(record)
            self.places[there] = source.place(("records", at))
            self._there[_content(record)] = there
        else:
            self.there.append(there)
        if label:
            self._ids[label] = there

    def void(self) -> list[str]:
        """Give what is there and out of force, and not by the batch itself."""
        dead = self.recorder.state.dead
        return [id for id in self.there if id in dead and dead[id].id not in self.there]

    def _known(self, named: Any) -> Any:
        """Give the id that a label stands for; anything else as it is."""
        if isinstance(named, list):
            return [self._known(one) for one in named]
        return self._ids.get(named, named) if isinstance(named, str) else named


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
    """Import a batch of records: all are checked before the first is written."""
    recorder = Recorder(run)
    listed, source = read_batch(file)
    batch = _checked(_Batch(recorder), listed, source)
    if again and (void := batch.void()):
        batch = _checked(_Batch(recorder, void), listed, source)
    recorder.refuse_without_effect(batch.new, batch.places)
    paths = [] if dry_run else _stored(recorder, batch.new)
    if dry_run:
        run.put("".join(f"{id_of(one)}\n" for one in batch.new))
        run.talk(say(run.lang, "dry_run"))
    for line in _already(batch):
        run.talk(line)
    run.talk(say(run.lang, "imported", written=len(batch.new), skipped=len(batch.there)))
    left = [] if dry_run else [one for one in recorder.uncommitted() if one.id in batch.there]
    paths += [recorder.space.data / RECORDS / one.file for one in left]
    records = [*batch.new, *(one.record for one in left)]
    return recorder.commit(paths, records, wanted=commit) if paths else OK


def _checked(batch: _Batch, listed: Sequence[dict[str, Any]], source: YamlText) -> _Batch:
    issues: list[Issue] = []
    for at, said in enumerate(listed):
        try:
            batch.add(dict(said), source, at)
        except LtzError as error:
            issues += error.issues
    if issues:
        raise LtzError(*issues)
    return batch


def _stored(recorder: Recorder, records: Sequence[Record]) -> list[Path]:
    """Store records one by one; LtzError that says how many stand where the disk refuses one."""
    paths: list[Path] = []
    for record in records:
        try:
            paths.append(recorder.store([record]))
        except LtzError as error:
            stand = len(paths) + isinstance(error, NotDurableError)
            if stand in (0, len(records)):
                raise
            told = error.issues[0]
            counts = {"stored": stand, "count": len(records)}
            raise refuse("partly_stored", told.place, reason=told.params["reason"], **counts) from None
    return paths


def _already(batch: _Batch) -> Iterator[str]:
    """Say which records were there already, where some of them do not count."""
    lang, dead, void = batch.recorder.run.lang, batch.recorder.state.dead, batch.void()
    standing = [id for id in batch.there if id not in dead]
    if void and standing:
        yield say(
            lang, "imported.there", ids=", ".join((*standing[:SHOWN], *("..",) * (len(standing) > SHOWN)))
        )
    for id in void:
        how = "withdrawn" if withdrawn(id, dead) else "replaced"
        yield say(lang, f"imported.{how}", id=id, by=dead[id].id)
