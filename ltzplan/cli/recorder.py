"""What every writing verb does: check, store, print the id, commit."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Never

from ltzplan.cli.commits import Commits
from ltzplan.cli.main import NO, OK
from ltzplan.cli.options import Group, Saying, Storing, Writing
from ltzplan.cli.run import Run
from ltzplan.cli.to_type import to_type
from ltzplan.cli.typed_record import Reader
from ltzplan.issues import Issue, Locator, LtzError, Place, nowhere, refuse
from ltzplan.model.codec import KINDS
from ltzplan.model.naming import names
from ltzplan.model.problem_state import ProblemState
from ltzplan.model.records import Entry, Kind, PaperKind, Record, Update
from ltzplan.model.state import State
from ltzplan.reports.written import stated, written
from ltzplan.rules.again import WITHIN, held_before, said_before
from ltzplan.rules.fold import state_at
from ltzplan.rules.ledger import Ledger
from ltzplan.rules.life import move_of
from ltzplan.rules.numbers import next_number
from ltzplan.rules.odd import odd
from ltzplan.rules.offices import may
from ltzplan.rules.progress import counted
from ltzplan.rules.sense import senseless
from ltzplan.rules.typed import Named
from ltzplan.store import git
from ltzplan.store.files import Disk, NotDurableError, sha256_of
from ltzplan.store.growth import linked, note
from ltzplan.store.records import RecordFile, instants, next_free, plain
from ltzplan.store.schema import check_record
from ltzplan.store.tally import added_up
from ltzplan.store.workspace import RECORDS, Workspace
from ltzplan.text.speech import say
from ltzplan.views.doubts import question
from ltzplan.views.names import Names
from ltzplan.views.written import planned_lines, written_lines

_FIXED = {"kind", "task", "tasks", "answers", "says", "number", "entered", "replaces"}
"""The fields of a record that its correction keeps."""
_NOTHING: Mapping[str, Never] = MappingProxyType({})


class Recorder:
    """A workspace opened for writing: today's state and the office that writes."""

    def __init__(self, run: Run, storing: Storing) -> None:
        """Open the workspace; LtzError where it is unsound, read-only or the office unknown."""
        self.run, self.storing = run, storing
        self.date = storing.date if isinstance(storing, Writing) else None
        self.space: Workspace = run.load()
        if self.space.read_only:
            raise refuse("read_only")
        self.plan = self.space.plan
        self.now = run.now(self.plan)
        self.typed = run.typed(self.plan)
        self._reader = Reader(self.typed)
        self.office = run.my_office(self.space)
        self.author = run.author(self.space)
        self.taken = instants(self._lately())
        self.commits = Commits(run, self.space, storing, self.office)
        self.made: list[Entry] = []
        self.at_table = False
        """Whether a person was asked for what is recorded."""
        self._disk = Disk()
        self.state: State = self.state_on(self.now.date())

    def state_on(self, day: date) -> State:
        """Give the state of a day: a move is judged by that of the run's clock, which reports see too."""
        found = added_up(self.space, self.run.footing.stood, day)
        found.keep()
        return found.state

    def _lately(self) -> Sequence[Entry]:
        """Return the records that were entered within so many minutes and later, and maybe others."""
        parts = self.space.parts
        known = parts.entered_since(self.now - WITHIN) if parts else None
        return self.space.entries if known is None else known

    def day(self, said: str | None = None) -> date:
        """The last day of a date that was said, else of the one that was typed, else today."""
        dated = said or self.date
        return self.run.day(self.plan, "--date", dated).last if dated else self.now.date()

    def number(self, of: PaperKind, day: date) -> str:
        """The next number of an order or of a kind of paper in the year of a day."""
        return next_number(self.plan, (*self.space.entries, *self.made), day.year, of)

    def may(self, kind: Kind) -> bool:
        """Tell whether the office may write a kind of record."""
        return may(self.plan.offices[self.office], kind)

    def matter(self, word: str) -> str | ProblemState:
        """The problem, or the id of the task, that was typed."""
        id = self.typed.matter(self.state, word)
        return self.state.problems.get(id, id)

    def open_problems(self) -> Named:
        """Return the problems that are open by the ids that are enough to type, with their texts."""
        found = self.state.problems.open
        return {self.names.short(one.id): [self.names.read(one.problem.text)] for one in found}

    def problem(self, word: str) -> ProblemState:
        """Give the problem that was typed."""
        return self.typed.problem(self.state, word)

    def known(self, word: str) -> str:
        """Give the whole id of a record that was typed."""
        return self.typed.record((one for one in self.space.entries if one.id in self.state.ids), word)

    def session(self, word: str) -> str:
        """Return the whole id of the session that was typed, by its day or level too, or of a record by its id."""
        return self.found(word) or self.typed.session(self.state.sessions, word)

    def found(self, word: str) -> str | None:
        """Return the whole id of the record that was typed by its id or number; None for none."""
        return self.typed.found((one for one in self.space.entries if one.id in self.state.ids), word)

    def about(self, word: str) -> str:
        """Return the tasks of a record that was typed, with commas between them, else the id of its problem."""
        id = self.known(word)
        record = next(one.record for one in self.space.entries if one.id == id)
        tasks = getattr(record, "tasks", ()) or filter(None, [getattr(record, "task", None)])
        return ", ".join(tasks) or self.problem(id).id

    def all_known(self, words: Sequence[str]) -> list[str]:
        """Return the whole ids of the records that were typed."""
        return self.typed.each(words, self.known)

    def record(
        self, kind: type[Record], *groups: Group, off: Mapping[str, bool] = _NOTHING, **said: object
    ) -> Record:
        """Make the record of what was typed."""
        record = self.checked(self.said(kind, *groups, off=off, **said))
        if len(record.replaces) == 1:
            self._refuse_unchanged(record)
        return self.enter(record).records[0]

    def said(
        self, kind: type[Record], *groups: Group, off: Mapping[str, bool] = _NOTHING, **said: object
    ) -> dict[str, object]:
        """What was typed as a file would say it: the options of `groups` that are fields of the record, unless `said`.

        A correction keeps what is not said anew, date and source too, but for what is taken `off` or typed as `EMPTY`.
        """
        own = {one.name for one in fields(kind)}
        for name, value in ((name, value) for group in groups for name, value in vars(group).items()):
            if name in own:
                said[name] = said.get(name) or value
        said["date"] = said.get("date") or self.date
        saying = next((one for one in groups if isinstance(one, Saying)), Saying())
        gone = [key for key, value in said.items() if saying.drops(value)]
        off = {**off} | dict.fromkeys(gone, True)
        said = {key: value for key, value in said.items() if key not in gone}
        given = {key: value for key, value in said.items() if value not in (None, [], {}, False)}
        if "source" in given:
            given["source"] = {"title": given["source"]}
        if "evidence" in given:
            given["evidence"] = _evidence(str(given["evidence"]))
        if replaced := self.all_known(saying.replaces or ()):
            given["replaces"] = replaced = replaced if replaced[1:] else [self.standing(*replaced)]
        kept = self._corrected(kind, given, *replaced) if len(replaced) == 1 else {}
        given = {key: value for key, value in kept.items() if not off.get(key)} | given
        return {"kind": kind.kind, "date": self.now.date().isoformat()} | given

    def checked(self, said: Mapping[str, object], place: Locator = nowhere) -> Record:
        """Turn what was said, in words or ids, into a record entered now; LtzError with all that is wrong, at its place."""
        entered = {"at": self.now.isoformat(), "office": self.office, "by": self.author}
        kind = said.get("kind")
        named = self.typed.word(KINDS, kind, "kind", "kind.") if isinstance(kind, str) else None
        told, issues = dict(said), list[Issue]()
        if isinstance(named, str):
            told, issues = self._reader.as_written(KINDS[named], {**said, "kind": named}, place)
            told = self._measured(self._counted(told))
        words = {(one.params.get("list") or one.place, one.params.get("value")) for one in issues}
        try:
            record = check_record(told | {"entered": entered}, self.plan, place)
        except LtzError as error:
            found = ((one, one.params.get("list"), one.params.get("value")) for one in error.issues)
            issues += [
                one for one, listed, value in found if words.isdisjoint({(listed, value), (one.place, value)})
            ]
        if issues:
            raise LtzError(*issues)
        return record

    def _counted(self, told: dict[str, object]) -> dict[str, object]:
        """Return what was said with a count of as many as what it speaks of promises, or as its last count, where it does not say."""
        count, task = told.get("count"), self.state.tasks.get(str(told.get("task")))
        if not (task and isinstance(count, str) and count.isdecimal()):
            return told
        parts, city = told.get("parts") or [None], told.get("city")
        assert isinstance(parts, list)
        target = task.task.promise(parts[0]) if len(parts) == 1 and not city else None
        last = counted(task, parts[0], city if isinstance(city, str) else None) if len(parts) == 1 else None
        total = target.count.of if target and target.count else last and last.count.total
        return {**told, "count": f"{count}/{total}"} if total else told

    def _measured(self, told: dict[str, object]) -> dict[str, object]:
        """Return what was said with the measure of its percent, where the plan has but one."""
        only = self.plan.only_measure
        return (
            {"measure": only, **told} if only and "percent" in told and told["kind"] == Update.kind else told
        )

    def _refuse_unchanged(self, record: Record) -> None:
        """Refuse a correction that says what the record says that it corrects, with what may be changed of it."""
        old = next((one.record for one in self.space.entries if one.id in record.replaces), None)
        if old and replace(record, replaces=old.replaces, entered=old.entered) == old:
            fields = ", ".join(key for key in plain(old) if key not in _FIXED)
            raise refuse("corrects_nothing", fields=fields)

    def enter(self, record: Record) -> RecordFile:
        """Give a record the instant that is free for it, and keep it as made by this command; return it as a file of its own."""
        file = RecordFile([next_free(record, self.taken)])
        self.made += file.entries
        return file

    def standing(self, id: str) -> str:
        """Follow a record to the office's own correction of it that stands: that one is corrected on."""
        later = self.state.dead.get(id)
        if later and later.record.replaces == (id,) and later.record.entered.office == self.office:
            return self.standing(later.id)
        return id

    def _corrected(self, kind: type[Record], given: dict[str, object], replaced: str) -> dict[str, object]:
        """Give what a correction keeps of the record that it replaces; it answers what that answered."""
        ledger = Ledger(self.plan, (*self.space.entries, *self.made))
        old = ledger.known[replaced].record
        if not isinstance(old, kind):
            return {}
        kept = {
            key: value for key, value in plain(old).items() if key not in ("replaces", "entered", "format")
        }

        def roots(said: object) -> set[str]:
            ids = said if isinstance(said, list) else [said]
            return {ledger.origin(id) for id in ids if isinstance(id, str)}

        if roots(given.get("answers")) == roots(kept.get("answers")):
            given.pop("answers", None)
        return kept

    def keep(self, *records: Record, shown: bool = False) -> int:
        """Store the records of one command in one file and say so; print the ids of those that it is about.

        Where they are to be `shown`, what they say is shown to the person at the terminal and asked about first.
        """
        run, storing = self.run, self.storing
        file = RecordFile(records)
        if not storing.yes and (before := self._said_before(file)):
            return self._repeat(before)
        ledger, after = self.refuse_without_effect(file)
        if shown := shown and run.asks and not storing.yes:
            for line in planned_lines(self.names, [stated(after, one, ledger) for one in file.entries]):
                run.talk(line)
        is_odd = self._odd(file, after)
        if storing.dry_run:
            run.talk(say(run.lang, "dry_run"))
            run.put(f"{file.path}\n{file.data.decode()}")
            return OK
        ask = say(run.lang, "wrote.ask" if is_odd else "wrote.store")
        if (shown or is_odd) and not (storing.yes or run.agrees(ask)):
            run.talk(say(run.lang, "wrote.nothing"))
            return NO
        ids = [one.id for one in _first_of(file.entries)]
        path = self.store(file, lambda: run.put_stored(*ids))
        self.remember(file)
        if run.verbose:
            run.talk(say(run.lang, "written", path=path))
        self._answer(file, ledger, after)
        return self.commits.add([path], [one.record for one in _first_of(file.entries)])

    def _repeat(self, before: Sequence[Entry]) -> int:
        """Name what an earlier command stored and this one repeats; commit it where that is wanted and not done."""
        run, first = self.run, _first_of(before)
        ids, dry_run = [one.id for one in first], self.storing.dry_run
        run.put("".join(f"{id}\n" for id in ids))
        run.talk(say(run.lang, "would_say_again" if dry_run else "said_before", ids=", ".join(ids)))
        path = self.space.data / RECORDS / before[0].file
        if dry_run or not path.exists() or git.has(path):
            return OK
        known = {one.id for one in before}
        beside = [one for one in self.commits.beside(known) if one.id not in known]
        return self.commits.add([path], [one.record for one in (*first, *beside)])

    def store(self, file: RecordFile, stands: Callable[[], None]) -> Path:
        """Store the records of a file, and say that it `stands` as soon as it does, durable or not."""
        try:
            path = file.write(self.space.data / RECORDS, self._disk)
        except NotDurableError:
            stands()
            raise
        stands()
        return path

    def remember(self, *files: RecordFile) -> None:
        """Let the next run know what was just stored."""
        new = [entry for one in files for entry in one.entries]
        note(self.space, {one.path: one.sound for one in files}, new)

    def _said_before(self, file: RecordFile) -> list[Entry] | None:
        """Give what an earlier command stored, where this one only repeats it."""
        known = (one for one in self._lately() if one.id not in self.state.dead)
        new = file.entries
        return said_before(new, known) or held_before(new[0].record, self.state.sessions)

    def refuse_without_effect(
        self, *files: RecordFile, places: Mapping[str, Place | None] = _NOTHING
    ) -> tuple[Ledger, State]:
        """Refuse what would have no effect: an impossible move, a record that is not there; by id its place.

        Else return the records linked to all that decides on what they are about, and the state of today with them.
        """
        new = {entry.id: entry for one in files for entry in one.entries}
        ledger = linked(self.space, [*new.values()])
        _refuse_backwards(new, ledger.known, places)
        state = state_at(ledger, self.now.date())
        refused = [
            refuse(
                skip.code, places.get(skip.entry.id), record=skip.entry.id, state=skip.state or "",
                possible=", ".join(skip.possible), needs=", ".join(filter(self.plan.asks_above, self.plan.needs)),
            ).issues[0]
            for skip in state.skipped
            if skip.entry.id in new
        ]  # fmt: skip
        found = [one for one in senseless(self.plan, state) if one.entry.id in new]
        refused = refused or [
            Issue(code=one.code, place=places.get(one.entry.id), params={"id": one.id, **one.params})
            for one in found
        ]
        if refused:
            raise LtzError(*refused)
        return ledger, state

    @cached_property
    def names(self) -> Names:
        """The plan's words, and the ids of its records."""
        names = Names(self.plan, self.run.lang, self.state.ids)
        self.run.is_id = names.is_id
        return names

    def _odd(self, file: RecordFile, after: State) -> bool:
        """Say what is odd in the records of a file, or in how its days were read, each question once; tell whether anything is."""
        found = odd(self.plan, self.state, after, file.entries)
        days = [one for one in self.typed.next_year.items() if one[1] in file.data.decode()]
        read = [say(self.run.lang, "wrote.next_year", said=said, day=day) for said, day in days]
        questions = dict.fromkeys(
            (*read, *(question(self.names, one, at_table=self.at_table) for one in found))
        )
        for one in questions:
            self.run.talk(say(self.run.lang, "wrote.odd", question=one))
        return bool(questions)

    def _answer(self, file: RecordFile, ledger: Ledger, state: State) -> None:
        """Say what was understood, what it changed, and what comes next."""
        found = written(self.plan, self.state, state, file.entries, ledger, to_type)
        for line in written_lines(self.names, found):
            self.run.talk(line)


def _first_of(entries: Sequence[Entry]) -> list[Entry]:
    """Return the records that a command is about: all of the kind of its first."""
    return [one for one in entries if one.record.kind == entries[0].record.kind]


def _refuse_backwards(
    new: Mapping[str, Entry], known: Mapping[str, Entry], places: Mapping[str, Place | None]
) -> None:
    """Refuse a move that is dated before what it answers."""
    for id, record in ((id, one.record) for id, one in new.items()):
        answered = names(record) if move_of(record) and not record.replaces else ()
        for said in (known[one].record.date for one in answered if one in known):
            if record.date.last < said.first:
                told = {"first": said.text, "last": record.date.text}
                raise refuse("dates_backwards", places.get(id), path="date", **told)


def _evidence(path: str) -> Mapping[str, str]:
    """Give a file's name and SHA-256; the file stays where it is."""
    return {"title": Path(path).name, "sha256": sha256_of(Path(path))}
