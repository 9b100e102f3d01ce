"""Import a batch of records, or a table of reports: all are checked before the first is written."""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import takewhile
from pathlib import Path
from typing import Annotated

from ltzplan.cli import options as opt
from ltzplan.cli.command import Command
from ltzplan.cli.known_batch import KnownBatch
from ltzplan.cli.main import NO, OK
from ltzplan.cli.progress import Bar
from ltzplan.cli.recorder import Recorder
from ltzplan.cli.report_batch import ReportBatch
from ltzplan.cli.run import Run
from ltzplan.dataclass import dataclass
from ltzplan.issues import Issue, LtzError, refuse
from ltzplan.model.state import State
from ltzplan.rules.corrections import withdrawn
from ltzplan.rules.ledger import Ledger
from ltzplan.store.batch_file import is_table, read_batch
from ltzplan.store.files import TABLE_LIMIT, read_given
from ltzplan.store.records import RecordFile
from ltzplan.store.workspace import RECORDS
from ltzplan.text.speech import say
from ltzplan.views.findings import SHOWN, listing, some

Made = tuple[KnownBatch, list[Issue]]
"""A batch, and what is left out of it."""


@dataclass(kw_only=True)
class Importing(opt.Group):
    """What of a file is to be stored."""

    again: Annotated[bool, opt.flag("--again", "import_again")] = False
    correct: Annotated[bool, opt.flag("--correct")] = False
    map: Annotated[opt.Many, opt.option("--map", "COLUMN=FIELD", "import_map")] = None
    partial: Annotated[bool, opt.flag("--partial")] = False
    mark: Annotated[opt.Maybe, opt.option("--mark", "COPY.xlsx")] = None


@Command
def import_(
    run: Run,
    asked: Importing,
    file: Annotated[str, opt.argument("FILE", "file")],
    dry_run: Annotated[bool, opt.flag("--dry-run")] = False,
    commit: Annotated[bool, opt.flag("--commit")] = False,
) -> int:
    run.asks_git = True
    recorder = Recorder(run, opt.Storing(dry_run=dry_run, commit=commit))
    data = read_given(file, TABLE_LIMIT)
    with (
        _stored_nothing(run, file, offers_part=is_table(file, data) and not asked.partial),
        _marking(run, asked.mark, file, data) as left,
    ):
        batch = _read(recorder, file, data, asked, left)
        files, ledger, state = _with_effect(recorder, batch, left, asked)
    paths = [] if dry_run else _stored(recorder, files, [*batch.made])
    made = {one.id: one for file in files for one in file.entries}
    entries = [made[id] for id in batch.made]
    if dry_run:
        run.put("".join(f"{one.id}\n" for one in entries))
        run.talk(say(run.lang, "dry_run"))
    reports = batch if isinstance(batch, ReportBatch) else None
    for line in reports.planned(entries, state, ledger) if reports and dry_run else ():
        run.talk(line)
    if reports and not (run.asks and not dry_run):
        _tell_corrections(run, reports)
    for line in _already(batch):
        run.talk(line)
    if left:
        run.tell(*listing(left, run.lang))
        run.talk(say(run.lang, "import.left"))
    run.talk(
        say(
            run.lang,
            "imported_dry" if dry_run else "imported",
            written=len(entries),
            skipped=len(batch.there),
        )
    )
    late = [] if dry_run else recorder.commits.beside(batch.there)
    paths += [recorder.space.data / RECORDS / file for file in dict.fromkeys(one.file for one in late)]
    records = [one.record for one in (*entries, *late)]
    done = recorder.commits.add(paths, records, "commit.import") if paths else OK
    return done or (NO if left or (reports and reports.waits) else OK)


@contextmanager
def _stored_nothing(run: Run, file: str, *, offers_part: bool) -> Iterator[None]:
    """Where a file is refused say that nothing of it was stored, and of a table with wrong cells how a part of it is."""
    try:
        yield
    except LtzError as error:
        of_cells = all(one.place and one.place.file != file for one in error.issues)
        run.talk(say(run.lang, "import.refused_but" if offers_part and of_cells else "import.refused"))
        raise


@contextmanager
def _marking(run: Run, copy: str | None, file: str, data: bytes) -> Iterator[list[Issue]]:
    """Give a list of what is wrong and left out; what is in it at the end, or is raised, is marked in a copy where that was asked for."""
    left = list[Issue]()
    if copy is None:
        yield left
        return
    from ltzplan.cli.marks import refuse_unmarkable, write_marks  # noqa: PLC0415 - only for a copy with marks

    refuse_unmarkable(file, data, copy)
    try:
        yield left
    except LtzError as error:
        write_marks(run, copy, file, data, (*left, *error.issues))
        raise
    write_marks(run, copy, file, data, left)


def _read(recorder: Recorder, file: str, data: bytes, asked: Importing, left: list[Issue]) -> KnownBatch:
    """Make a batch of what a file says; what is wrong is `left` where a part is to be taken. LtzError with it where not."""
    if is_table(file, data):
        from ltzplan.cli.table_import import read_table  # noqa: PLC0415 - only for a table

        listed, place, wrong = read_table(recorder, file, data, asked.map or ())

        def begin(anew: Collection[str]) -> KnownBatch:
            return ReportBatch(recorder, place, anew, correct=asked.correct, wrong=wrong)

    else:
        for option, said in (
            ("--map", bool(asked.map)),
            ("--correct", asked.correct),
            ("--partial", asked.partial),
            ("--mark", asked.mark is not None),
        ):
            if said:
                raise refuse("only_of_tables", option=option)
        listed, place = read_batch(file, data)

        def begin(anew: Collection[str]) -> KnownBatch:
            return KnownBatch(recorder, place, anew)

    def made(anew: Collection[str] = ()) -> Made:
        batch = begin(anew)
        with Bar() as bar:
            for at, told in enumerate(bar.all(listed)):
                batch.add(told, "records", at)
        found = batch.unfit()
        if found and not asked.partial:
            raise LtzError(*found)
        return batch, found

    batch, found = made()
    if asked.again and (void := batch.void()):
        batch, found = made(void)
    if isinstance(batch, ReportBatch) and recorder.run.asks and not recorder.storing.dry_run:
        batch, found = _asked_about(recorder.run, batch, asked, made) or (batch, found)
    left += found
    return batch


def _asked_about(run: Run, batch: ReportBatch, asked: Importing, made: Callable[[], Made]) -> Made | None:
    """Tell what a batch would correct and ask whether it is to; return it made so, or None where it is as it was."""
    _tell_corrections(run, batch)
    if not batch.waits or not run.agrees(say(run.lang, "import.ask_correct")):
        return None
    asked.correct = True
    return made()


def _tell_corrections(run: Run, batch: ReportBatch) -> None:
    for line in batch.corrections():
        run.talk(line)
    if batch.waits:
        run.talk(say(run.lang, "import.correct", count=batch.waits))


def _with_effect(
    recorder: Recorder, batch: KnownBatch, left: list[Issue], asked: Importing
) -> tuple[list[RecordFile], Ledger, State]:
    """Return the files of a batch, and what comes of them; where a part is to be taken, what is refused is added to what is `left`."""
    while True:
        files = batch.files()
        try:
            return files, *recorder.refuse_without_effect(*files, places=batch.places)
        except LtzError as error:
            if not asked.partial:
                raise
            left += batch.leave_out(error)


def _stored(recorder: Recorder, files: Sequence[RecordFile], ids: Sequence[str]) -> list[Path]:
    """Store records file by file and print their ids, each once it stands with all before it; LtzError that says how many stand where the disk refuses one."""
    paths, stand, waiting = list[Path](), set[str](), [*ids]

    def tell(file: RecordFile) -> None:
        stand.update(one.id for one in file.entries)
        first = [*takewhile(stand.__contains__, waiting)]
        del waiting[: len(first)]
        recorder.run.put_stored(*first)

    try:
        with Bar() as bar:
            for file in bar.all(files):
                paths.append(recorder.store(file, partial(tell, file)))
    except LtzError as error:
        if len(stand) in (0, len(ids)):
            raise
        told = error.issues[0]
        counts = {"stored": len(stand), "count": len(ids)}
        raise refuse("partly_stored", told.place, reason=told.params["reason"], **counts) from None
    finally:
        recorder.run.put_stored(*filter(stand.__contains__, waiting))
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
