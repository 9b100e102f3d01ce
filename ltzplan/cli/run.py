"""One run of ltz: its language, clock, workspace and streams."""

import json
import os
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from datetime import datetime, time, timedelta
from pathlib import Path
from time import time as seconds
from zoneinfo import ZoneInfo

from ltzplan.cli.options import STDOUT, Form, Globals, Moment
from ltzplan.cli.output import FORMATS, Output, Snapshot
from ltzplan.cli.progress import Bar
from ltzplan.cli.screen import IsId, columns_of, none, painted, tell
from ltzplan.cli.typed import Typed, taken
from ltzplan.cli.typed_numbers import names_paper, of_kind
from ltzplan.dataclass import dataclass
from ltzplan.issues import Issue, LtzError, refuse
from ltzplan.languages import Lang
from ltzplan.model.plan import Plan
from ltzplan.model.records import Paper
from ltzplan.model.values import Day
from ltzplan.reports.frame import Frame, Read, without_effect
from ltzplan.rules.horizon import horizon, is_far
from ltzplan.store import git
from ltzplan.store.answers import folder_of
from ltzplan.store.files import Disk, write_new
from ltzplan.store.tally import added_up
from ltzplan.store.workspace import Workspace, find, load, on_trial, plan_alone
from ltzplan.text.speech import say
from ltzplan.views.blocks import Block, Para
from ltzplan.views.layout import lines
from ltzplan.views.names import Names


@dataclass(kw_only=True)
class Run(Globals):
    """What a run knows of the world; the only reader of environment and clock."""

    environment: Mapping[str, str] = field(default_factory=lambda: os.environ)
    warned: set[str] = field(default_factory=set)
    """What was said of the workspace; it may be read more than once, and is said once."""
    _set: Mapping[str, str] | None = None
    is_id: IsId = none
    """What knows the ids of the workspace, once that was read."""
    into_file: bool = False
    """Whether the report goes into a file."""
    asks_git: bool = False
    """Whether git is asked of a folder that stands as it stood, too."""

    def load(self, revision: str | None = None) -> Workspace:
        """Read the workspace, or as a commit holds it; LtzError with everything that is wrong in it."""
        (data, built_in), seen = self.folder(), None
        if revision:
            self.footing.widen()
        else:
            seen = self.footing.lay(str(data), seconds(), sought=not self._named)
        stood = None if revision or self.asks_git else self.footing.stood
        with Bar() as bar:
            space, issues = load(
                data, read_only=built_in, cache=self.cache(), revision=revision, seen=seen, stood=stood,
                watched=bar.all,
            )  # fmt: skip
        if space is None:
            raise LtzError(*(one for one in issues if one.severity == "error"))
        if issues or space.git.refusal:
            self._warn_of(space, issues)
        return space

    def stands_in_workspace(self) -> bool:
        """Whether there is a workspace beside the built-in plan; LtzError where one was named that is none."""
        return not find(self._named)[1]

    def plan_at_hand(self) -> Plan | None:
        """Return the plan of the workspace, unread whether it is sound; None where there is none to be read."""
        try:
            return plan_alone(find(self._named)[0], self.cache())
        except LtzError:
            return None

    def names_in(self, issues: Iterable[Issue]) -> Names | None:
        """Return the names of the plan at hand, where findings name entries of it and there is one."""
        from ltzplan.views.findings import names_entries  # noqa: PLC0415 - only where something is wrong

        plan = self.plan_at_hand() if names_entries(issues) else None
        return Names(plan, self.lang) if plan else None

    def folder(self) -> tuple[Path, bool]:
        """Give the data folder, and whether it is the built-in one, which is said."""
        data, built_in = find(self._named)
        if built_in:
            self.warn(say(self.lang, "read_only"))
        return data, built_in

    @property
    def _named(self) -> str | None:
        return self.data or self.environment.get("LTZ_DATA")

    def on_trial(self, space: Workspace, path: str) -> Workspace:
        """Give the workspace under the plan of another file."""
        self.footing.widen()
        return on_trial(space, Path(path))

    def _warn_of(self, space: Workspace, issues: Sequence[Issue]) -> None:
        """Say what stops nobody and should be known."""
        from ltzplan.views.findings import said_by, visible  # noqa: PLC0415 - only where something is wrong

        if beside := [one.params["file"] for one in issues if one.code == "foreign_file"]:
            self.warn(say(self.lang, "beside", count=len(beside), first=visible(beside[0])))
        if space.git.refusal:
            self.warn(say(self.lang, "git_refuses", reason=said_by(space.git.refusal)))

    def warn(self, text: str) -> None:
        """Say something of the workspace, once."""
        if text not in self.warned:
            self.warned.add(text)
            self.talk(text)

    def cache(self) -> Path | None:
        """Give the user's own cache folder; None where there is no home."""
        folder = folder_of(self.environment)
        return Path(folder) if folder else None

    def now(self, plan: Plan) -> datetime:
        """Read the clock in the plan's zone; `LTZ_NOW` sets it, for rehearsals."""
        zone = ZoneInfo(plan.header.time_zone)
        told = self.environment.get("LTZ_NOW")
        if not told:
            now = datetime.now(zone)
            midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
            self.footing.hours = (midnight.timestamp(), (midnight + timedelta(days=1)).timestamp())
            return now
        try:
            instant = datetime.fromisoformat(told)
            return instant.replace(tzinfo=instant.tzinfo or zone).astimezone(zone)
        except (ValueError, OverflowError):
            raise refuse("not_an_instant", value=f"LTZ_NOW={told}") from None

    def snapshot(self, moment: Moment, under: str | None = None, kind: str = "") -> Snapshot:
        """Give the state of a day as it was known on another, in a commit or as a paper had it.

        With `under` the plan is that of another file, the records those of the workspace. Of several papers of a number
        it is the one of the kind that is asked for.
        """
        as_of, known_on, rev = moment.as_of, moment.known_on, moment.rev
        issued = self.issued(rev, kind) if rev else None
        if issued:
            id, paper = issued
            if paper.commit is None:
                raise refuse("paper_without_commit", id=id)
            rev, as_of = paper.commit, as_of or paper.date.text
            known_on = known_on or (paper.known_on.text if paper.known_on else None)
        space = self.load(rev)
        space = self.on_trial(space, under) if under else space
        day = self.now(space.plan).date() if as_of is None else self.day(space.plan, "--as-of", as_of).last
        known = None if known_on is None else self.day(space.plan, "--known-on", known_on).last
        before = None
        if known:
            zone = ZoneInfo(space.plan.header.time_zone)
            before = datetime.combine(known, time.max, zone)
        found = added_up(space, self.footing.stood, day, before)
        state = found.state
        frame = Frame(
            plan=space.plan.header.id,
            as_of=day,
            known_on=known,
            commit=space.git.commit,
            read=Read(
                tasks=len(space.plan.tasks),
                records=len(space.ids),
                skipped=len(state.skipped),
                without_effect=without_effect(state),
                uncommitted=space.git.uncommitted,
                absent=len(space.git.absent),
                unwatched=len(space.git.unwatched),
                refused=bool(space.git.refusal),
            ),
        )
        names = Names(space.plan, self.lang, space.ids, moment.again(day, known))
        self.is_id = names.is_id
        return Snapshot(space=space, added_up=found, frame=frame, names=names, issued=issued)

    def issued(self, told: str, kind: str = "") -> tuple[str, Paper] | None:
        """Give the paper of an id or number; None for what is to be a revision of git."""
        if not names_paper(told):
            return None
        space = self.load()
        typed = self.typed(space.plan)
        papers = [one for one in space.entries if isinstance(one.record, Paper)]
        id = typed.found(of_kind(papers, typed.paper(kind)), told) or typed.found(papers, told)
        issued = next((one.record for one in papers if one.id == id), None)
        return (id, issued) if id and isinstance(issued, Paper) else None

    def compare(self, now: Snapshot, digest: str) -> None:
        """Say where what is printed again is not the paper that was issued, by the digest of what it says."""
        if now.issued and now.issued[1].sha256 != digest:
            self.talk(say(self.lang, "rev.differs", id=now.issued[0]))

    def paper_lang(self, plan: Plan) -> Lang:
        """Give the language of a paper: the plan's, unless ltz was told one."""
        told = self.told_lang or self.environment.get("LTZ_LANG")
        return self.lang if told else plan.header.language

    def typed(self, plan: Plan) -> Typed:
        """Return what reads the words that were typed, on the day of the clock."""
        return Typed(plan, self.lang, self.now(plan).date())

    def day(self, plan: Plan, option: str, text: str) -> Day:
        """Read a day, month or year that was typed; LtzError for none, and for one far from the plan."""
        read = self.typed(plan).day(text)
        if read is None:
            raise refuse("bad_date", option=option, value=text)
        day = Day.parse(taken(read))
        first, last = horizon(plan, self.now(plan).date())
        if is_far(day, first, last):
            raise refuse("far_day", path=option, value=text, first=first, last=last)
        return day

    def my_office(self, space: Workspace) -> str:
        """Give the office that writes; LtzError where none is set."""
        if at_hand := self.office_at_hand(space):
            return at_hand[0]
        raise refuse("which_office", offices=", ".join(space.plan.offices))

    def office_at_hand(self, space: Workspace) -> tuple[str, str] | None:
        """Return the office that writes, and what says so: an option, the environment, git, or nothing for the only one."""
        variable = self.environment.get("LTZ_OFFICE")
        if told := self.office or variable or self._settings(space).get("ltz.office"):
            by = "--office" if self.office else "LTZ_OFFICE" if variable else "git config ltz.office"
            return self.typed(space.plan).pick("offices", told), by
        return (next(iter(space.plan.offices)), "") if len(space.plan.offices) == 1 else None

    def _settings(self, space: Workspace) -> Mapping[str, str]:
        """Return what git's settings say of ltz where a workspace lies, asked once."""
        if self._set is None:
            self._set = git.settings(space.data, "ltz")
        return self._set

    def my_unit(self, space: Workspace, told: str | None = None) -> str | None:
        """Return the unit whose part of the office's work is listed: as told, or by the environment or git; None: all of it."""
        told = told or self.environment.get("LTZ_UNIT") or self._settings(space).get("ltz.unit")
        return self.typed(space.plan).pick("units", told) if told else None

    def signs(self, space: Workspace) -> str | None:
        """Return who types, as git signs; None where nobody is named."""
        return self.environment.get("GIT_AUTHOR_NAME", "").strip() or git.author(space.data)

    def author(self, space: Workspace) -> str:
        """Give who types; LtzError with the line to paste, for no record is a machine's."""
        if known := self.signs(space):
            return known
        top, words = git.top(space.data), ["git", "config"]
        if top is None:
            words += ["--global"]
        elif top != git.top(Path.cwd()):
            words[1:1] = ["-C", to_paste(str(space.data))]
        raise refuse("no_name", command=" ".join(words))

    def inquire(self, question: str) -> str:
        """Ask the person at the terminal; nothing where there is none, or no answer."""
        if not self.asks:
            return ""
        sys.stderr.write(question)
        sys.stderr.flush()
        try:
            return sys.stdin.readline().strip()
        except UnicodeDecodeError:
            return ""

    def agrees(self, question: str) -> bool:
        """Ask the person at the terminal for a yes; where there is none, nobody objects."""
        yes, no = (say(self.lang, key).split() for key in ("wrote.yes", "wrote.no"))
        while self.asks and (answer := self.inquire(question).casefold()) not in yes:
            if not answer or answer in (*no, "q"):
                return False
            self.talk(say(self.lang, "sit.yes_or_no"))
        return True

    @property
    def asks(self) -> bool:
        """Whether there is a person at a terminal who may be asked."""
        streams = (sys.stdin, sys.stderr)
        return not self.no_input and all(one is not None and one.isatty() for one in streams)

    def talk(self, text: str) -> None:
        """Say something beside the document."""
        self.tell(Para(text))

    def put(self, text: str, encoding: str | None = None, *, paged: bool = False) -> None:
        """Print a document: one that another program reads in an encoding of its own, one that is looked at by a pager."""
        if encoding and hasattr(sys.stdout, "speak"):
            sys.stdout.speak(encoding)
        if paged and not self.no_pager and hasattr(sys.stdout, "page"):
            sys.stdout.page(text)
        else:
            sys.stdout.write(text)

    def put_stored(self, *ids: str) -> None:
        """Print the ids of what was stored, which stays stored where they cannot be printed."""
        self.stored += ids
        self.put("".join(f"{id}\n" for id in ids))

    def width(self) -> int | None:
        """Give the columns of the screen; None in a pipe, and of a file."""
        return columns_of(1) if sys.stdout.isatty() and not self.into_file else None

    def show(self, blocks: Iterable[Block]) -> None:
        """Print blocks: on a screen in its width and colours."""
        width = self.width()
        self.put(painted(lines(blocks, width), self.is_id), paged=width is not None)

    def tell(self, *blocks: Block) -> None:
        """Say something beside the document."""
        tell(blocks, self.is_id)

    def write(self, file: str, text: str, encoding: str = "utf-8", said: str = "wrote.output") -> None:
        """Write a document into a new file, and say so; or to the standard output."""
        if file == STDOUT:
            self.put(text, encoding)
        else:
            write_new(Path(file), text.encode(encoding), Disk())
            self.talk(say(self.lang, said, file=to_paste(file)))

    def emit(self, reading: Form, out: Output[object]) -> None:
        """Print a report in the form that was asked for, or write it into the file."""
        form = FORMATS[reading.asked]
        if reading.output:
            self.footing.widen()
            self.write(reading.output, form.write(out), form.encoding or "utf-8")
        elif reading.asked == "text":
            self.show(out.blocks)
        else:
            text = form.write(out)
            speaks_utf8 = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
            escaped = reading.asked == "json" and not speaks_utf8
            self.put(_escaped(text) if escaped else text, form.encoding or None, paged=True)
        out.now.added_up.keep()


def _escaped(text: str) -> str:
    """Write JSON in ASCII alone."""
    return re.sub(r"[^\n -~]", lambda one: json.dumps(one[0])[1:-1], text)


def to_paste(word: str) -> str:
    """Give a word as a shell reads it back."""
    from shlex import quote  # noqa: PLC0415 - only for advice

    return word if re.fullmatch(r"[\w./-]+", word) else quote(word)
