"""Import a batch of records, or a table of reports: all are checked before the first is written."""

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated

from ltzplan.cli import options as opt
from ltzplan.cli.known_batch import KnownBatch
from ltzplan.cli.main import NO, OK
from ltzplan.cli.progress import Bar
from ltzplan.cli.recorder import Recorder
from ltzplan.cli.report_batch import ReportBatch
from ltzplan.cli.run import Run, command
from ltzplan.dataclass import dataclass
from ltzplan.issues import Issue, LtzError, refuse
from ltzplan.model.state import State
from ltzplan.rules.corrections import withdrawn
from ltzplan.rules.ledger import Ledger
from ltzplan.store.batch_file import is_table, read_batch
from ltzplan.store.files import TABLE_LIMIT, NotDurableError, read_given
from ltzplan.store.records import RecordFile
from ltzplan.store.workspace import RECORDS
from ltzplan.text.speech import say
from ltzplan.views.findings import SHOWN, listing, some


@dataclass(kw_only=True)
class Importing(opt.Group):
    """What of a file is to be stored."""

    again: Annotated[bool, opt.flag("--again", "import_again")] = False
    correct: Annotated[bool, opt.flag("--correct")] = False
    partial: Annotated[bool, opt.flag("--partial")] = False


@command
def import_(
    run: Run,
    asked: Importing,
    file: Annotated[str, opt.argument("FILE", "file")],
    dry_run: Annotated[bool, opt.flag("--dry-run")] = False,
    commit: Annotated[bool, opt.flag("--commit")] = False,
) -> int:
    run.asks_git = True
    recorder = Recorder(run, opt.Storing(dry_run=dry_run, commit=commit))
    batch, left = _read(recorder, file, asked)
    files, ledger, state = _with_effect(recorder, batch, left, asked)
    paths = [] if dry_run else _stored(recorder, files)
    entries = [one.entries[0] for one in files]
    if dry_run:
        run.put("".join(f"{one.id}\n" for one in entries))
        run.talk(say(run.lang, "dry_run"))
    reports = batch if isinstance(batch, ReportBatch) else None
    for line in reports.lines(entries if dry_run else (), state, ledger) if reports else ():
        run.talk(line)
    for line in _already(batch):
        run.talk(line)
    if left:
        run.tell(*listing(left, run.lang))
        run.talk(say(run.lang, "import.left"))
    run.talk(say(run.lang, "imported", written=len(files), skipped=len(batch.there)))
    late = [] if dry_run else [one for one in recorder.commits.new() if one.id in batch.there]
    paths += [recorder.space.data / RECORDS / one.file for one in late]
    records = [one.record for one in (*entries, *late)]
    done = recorder.commits.add(paths, records, "commit.import") if paths else OK
    return done or (NO if left or (reports and reports.waits) else OK)


def _read(recorder: Recorder, file: str, asked: Importing) -> tuple[KnownBatch, list[Issue]]:
    """Make a batch of what a file says, with what is wrong where a part is to be taken; LtzError with it where not."""
    data = read_given(file, TABLE_LIMIT)
    begin: Callable[[Collection[str]], KnownBatch]
    if is_table(file, data):
        from ltzplan.cli.report_import import read_reports  # noqa: PLC0415 - only for a table

        listed, place, wrong = read_reports(recorder, file, data)
        begin = partial(ReportBatch, recorder, place, correct=asked.correct, wrong=wrong)
    else:
        for option, said in (("--correct", asked.correct), ("--partial", asked.partial)):
            if said:
                raise refuse("only_of_tables", option=option)
        listed, place = read_batch(file, data)
        begin = partial(KnownBatch, recorder, place)

    def made(anew: Collection[str] = ()) -> tuple[KnownBatch, list[Issue]]:
        batch = begin(anew)
        with Bar() as bar:
            for at, told in enumerate(bar.all(listed)):
                batch.add(told, "records", at)
        left = batch.unfit()
        if left and not asked.partial:
            raise LtzError(*left)
        return batch, left

    batch, left = made()
    return made(void) if asked.again and (void := batch.void()) else (batch, left)


def _with_effect(
    recorder: Recorder, batch: KnownBatch, left: list[Issue], asked: Importing
) -> tuple[list[RecordFile], Ledger, State]:
    """Return the files of a batch, and what comes of them; where a part is to be taken, what is refused is added to what is `left`."""
    while True:
        files = [RecordFile([one]) for one in batch.records()]
        try:
            return files, *recorder.refuse_without_effect(*files, places=batch.places)
        except LtzError as error:
            if not asked.partial:
                raise
            left += batch.leave_out(error)


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


def _already(batch: KnownBatch) -> Iterator[str]:
    """Say which records were there already, where some of them do not count."""
    lang, dead, void = batch.recorder.run.lang, batch.recorder.state.dead, batch.void()
    standing = [id for id in batch.there if id not in dead]
    if void and standing:
        yield say(lang, "imported.there", ids=some(standing, SHOWN))
    for id in void:
        how = "withdrawn" if withdrawn(id, dead) else "replaced"
        yield say(lang, f"imported.{how}", id=id, by=dead[id].id)
