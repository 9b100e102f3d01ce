"""What no commit holds yet of a workspace's records, and how it gets into one."""

import os
from collections.abc import Collection, Sequence
from pathlib import Path

from ltzplan.cli.main import OK, UNCOMMITTED
from ltzplan.cli.options import Storing
from ltzplan.cli.run import Run, to_paste
from ltzplan.issues import refuse
from ltzplan.model.naming import answered, names, subject
from ltzplan.model.records import Entry, Record, Session
from ltzplan.store import git
from ltzplan.store.records import count_in, id_of
from ltzplan.store.workspace import RECORDS, Workspace
from ltzplan.text import speech
from ltzplan.text.speech import say
from ltzplan.views.findings import said_by
from ltzplan.views.names import Names


class Commits:
    """The records of a workspace before git, as it stood when it was opened for writing."""

    def __init__(self, run: Run, space: Workspace, storing: Storing, office: str) -> None:
        """Take the run, the workspace, how it is stored, and the office that writes."""
        self.run, self.space, self.storing, self.office = run, space, storing, office
        self._words = Names(space.plan, space.plan.header.language)
        self._done: set[str] = set()

    def wanted(self) -> bool:
        """Whether what is written is to be committed: as told, or by git's setting."""
        return self.storing.commit or git.is_set(self.space.data, "ltz.commit")

    def new(self) -> list[Entry]:
        """The records that no commit holds yet, as where git refused them."""
        new = {*self.space.git.new} - self._done
        return [one for one in self.space.entries if f"{RECORDS}/{one.file}" in new] if new else []

    def beside(self, ids: Collection[str]) -> list[Entry]:
        """Of the records that no commit holds yet those with some ids, and what stands in their files."""
        new = self.new()
        files = {one.file for one in new if one.id in ids}
        return [one for one in new if one.file in files]

    def agreed(self) -> bool:
        """Ask whether what no commit holds yet is to be committed; no, where there is none or nobody can be asked."""
        run, new = self.run, len(self.new())
        return bool(new and run.asks and run.agrees(say(run.lang, "sit.commit", count=new)))

    def add_new(self) -> None:
        """Commit the records that no commit holds yet, or say why git refuses; LtzError where anything else differs."""
        run, data, stands = self.run, self.space.data, self.space.git
        if changed := stands.uncommitted - len(stands.new):
            raise refuse("uncommitted", count=changed, folder=data)
        if records := [one.record for one in self.new()]:
            message = _message(self._words, records)
            reason = git.commit_files(data, [data / one for one in stands.new], message)
            self._done.update(() if reason else stands.new)
            said = "new_not_committed" if reason else "committed_new"
            run.talk(say(run.lang, said, reason=reason and said_by(reason), count=len(records)))

    def add(self, paths: Sequence[Path], records: Sequence[Record], several: str = "commit.new") -> int:
        """Commit the files just written, where that is wanted, and say what others do not get yet; the exit code."""
        run, stands, files = self.run, self.space.git, list[Path]()
        if self.wanted():
            files = [*paths, *(self.space.data / RECORDS / one for one in self._rests_on(records))]
            reason = git.commit_files(self.space.data, files, _message(self._words, records, several))
            if reason:
                run.talk(say(run.lang, "not_committed", reason=said_by(reason)))
                return UNCOMMITTED
            unsent = None if stands.unsent is None else stands.unsent + 1
            run.talk(say(run.lang, "committed" if unsent is None else "committed_unsent", count=unsent))
            if earlier := {*files} & {self.space.data / one for one in stands.new}:
                run.talk(say(run.lang, "committed_earlier", count=len(earlier)))
        if (stands.commit or stands.new) and (left := self._left(paths, files)):
            run.talk(say(run.lang, "uncommitted_left", count=left, command=self.command()))
        return OK

    def _left(self, written: Sequence[Path], committed: Sequence[Path]) -> int:
        """Return how many records of the office no commit holds, of those just written and of earlier ones."""
        earlier = {*self.space.git.new} - self._done
        own = (self.space.data / one for one in earlier if one.startswith(f"{RECORDS}/{self.office}/"))
        left = {*own, *written} - {*committed}
        return sum(count_in(path.read_bytes()) for path in left if path.exists())

    def command(self) -> str:
        """What to type that commits all records of the office, and sends them where a branch elsewhere is followed."""
        data, path = self.space.data, f"{RECORDS}/{self.office}"
        inside = git.top(data) == git.top(Path.cwd())
        words = "git" if inside else f"git -C {to_paste(str(data))}"
        path = to_paste(os.path.relpath(data / path) if inside else path)
        send = "" if self.space.git.unsent is None else f" && {words} push"
        return f'{words} add {path} && {words} commit -m "{say(self.run.lang, "commit.left")}"{send}'

    def _rests_on(self, records: Sequence[Record]) -> list[str]:
        """Return the files that no commit holds of what some records name, and of what moved that before a session took it up: without them they would say nothing to others."""
        named = [id for one in records for id in names(one)]
        if not (named and self.space.git.new):
            return []
        new, found = {one.id: one for one in self.new()}, dict[str, None]()
        matters = {id for one in records if isinstance(one, Session) for id in answered(one)}
        while moves := [
            one.id for one in new.values() if one.id not in named and matters & {*answered(one.record)}
        ]:
            named += moves
            matters.update(moves)
        while named:
            entry = new.pop(named.pop(), None)
            if entry:
                found[entry.file] = None
                named += names(entry.record)
        return [*found]


def _message(names: Names, records: Sequence[Record], several: str = "commit.new") -> str:
    """A message that reads well in git's log, with a trailer for each record."""
    first = records[0]
    text = first.text or getattr(first, "because", None)
    head = names.say(f"commit.{first.kind}", task=subject(first), text=speech.read(names.lang, text))
    line = head.split("\n")[0].rstrip("： :")
    head = line if len(records) == 1 else names.say(several, count=len(records))
    trailers = "\n".join(f"Ltz-Record: {id_of(one)}" for one in records)
    return f"{head}\n\n{trailers}\n"
