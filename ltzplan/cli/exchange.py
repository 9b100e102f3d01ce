"""EXCHANGE: what comes from and goes to others."""

from pathlib import Path
from typing import Annotated, Any

import typer

from ltzplan.cli import options as opt
from ltzplan.cli.session import Session
from ltzplan.cli.write import Desk
from ltzplan.issues import Issue, LtzError, refuse
from ltzplan.model.records import Record
from ltzplan.store.files import Disk
from ltzplan.store.planfile import check_record, read_batch
from ltzplan.store.records import id_of, next_free, path_of, plain, write
from ltzplan.store.workspace import RECORDS
from ltzplan.store.yaml import Source
from ltzplan.text.speech import say


class _Batch:
    """Records of a file, checked one by one; what is there already is found, not made again."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.new: list[Record] = []
        self.skipped = 0
        self._ids: dict[str, str] = {}
        self._there = {_content(entry.record): entry.id for entry in desk.space.entries}

    def add(self, said: dict[str, Any], source: Source, at: int) -> None:
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
        desk = self.desk
        entered = {"at": desk.now.isoformat(), "office": desk.office, "by": desk.author}
        record = check_record(said | {"entered": entered}, desk.plan, source, ("records", at))
        there = self._there.get(_content(record))
        if there is None:
            record = next_free(record, desk.taken)
            self.new.append(record)
            there = id_of(record)
            self._there[_content(record)] = there
        else:
            self.skipped += 1
        if label:
            self._ids[label] = there

    def _known(self, named: Any) -> Any:
        """Give the id that a label stands for; anything else as it is."""
        if isinstance(named, list):
            return [self._known(one) for one in named]
        return self._ids.get(named, named) if isinstance(named, str) else named


def _content(record: Record) -> str:
    said = plain(record)
    return repr((record.kind, {key: value for key, value in said.items() if key != "entered"}))


def import_(
    ctx: typer.Context,
    file: Annotated[str, opt.argument("FILE", "file")],
    dry_run: Annotated[bool, opt.flag("--dry-run")] = False,
    commit: Annotated[bool, opt.flag("--commit")] = False,
) -> int:
    """Import a batch of records: all are checked before the first is written."""
    desk = Desk(Session.of(ctx))
    session = desk.session
    listed, source = read_batch(Path(file))
    batch = _Batch(desk)
    issues: list[Issue] = []
    for at, said in enumerate(listed):
        try:
            batch.add(said, source, at)
        except LtzError as error:
            issues += error.issues
    if issues:
        raise LtzError(*issues)
    desk.refuse_without_effect(batch.new)
    root = desk.space.data / RECORDS
    paths = []
    for record in batch.new:
        paths.append(root / path_of([record]) if dry_run else write(root, [record], Disk()))
        session.put(id_of(record) + "\n")
    if dry_run:
        session.talk(say(session.lang, "dry_run"))
    session.talk(say(session.lang, "imported", written=len(batch.new), skipped=batch.skipped))
    if batch.new and not dry_run:
        desk.commit(paths, batch.new, wanted=commit)
    return 0
