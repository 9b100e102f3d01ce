"""One run of ltz: its language, clock, workspace and streams."""

import os
import re
import shlex
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from hashlib import sha256
from pathlib import Path
from typing import Any, Self, get_args
from zoneinfo import ZoneInfo

from typer import Context

from ltzplan.cli.options import Globals
from ltzplan.issues import Issue, LtzError, refuse
from ltzplan.model.plan import Plan
from ltzplan.model.records import Entry, Paper, PaperKind
from ltzplan.model.state import State
from ltzplan.model.values import Day, folded
from ltzplan.reports.rows import Rows
from ltzplan.rules.history import state_at
from ltzplan.rules.horizon import horizon, is_far
from ltzplan.rules.numbers import bearing
from ltzplan.rules.spoken import entries, meant, spoken
from ltzplan.store import git
from ltzplan.store.workspace import Workspace, find, load, on_trial
from ltzplan.text.speech import Lang, say
from ltzplan.views.blocks import Block, Line, lines, markdown
from ltzplan.views.data import as_csv, as_json
from ltzplan.views.frame import Frame, Read
from ltzplan.views.names import Names


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question to a workspace: the state of a day, and how to speak of it."""

    space: Workspace
    state: State
    entries: Sequence[Entry]
    frame: Frame
    names: Names
    issued: tuple[str, Paper] | None = None
    """Id and record of the paper whose day, knowledge and commit are those of the question."""

    @property
    def plan(self) -> Plan:
        """Give the plan."""
        return self.space.plan


@dataclass(kw_only=True)
class Session(Globals):
    """What a run knows of the world; the only reader of environment and clock."""

    environment: Mapping[str, str] = field(default_factory=lambda: os.environ)
    warned: set[str] = field(default_factory=set)
    """What was said of the workspace; it may be read more than once, and is said once."""
    raw: bool = False
    """Whether a table is for a program: ids, names of fields, text as it was typed."""

    @classmethod
    def of(cls, ctx: Context) -> Self:
        """Open the session of a command."""
        return cls(**vars(ctx.obj))

    def load(self, revision: str | None = None) -> Workspace:
        """Read the workspace, or as a commit holds it; LtzError with everything that is wrong in it."""
        data, built_in = self.folder()
        space, issues = load(data, read_only=built_in, cache=self.cache(), revision=revision)
        if space is None:
            raise LtzError(*(one for one in issues if one.severity == "error"))
        if issues or space.git.refusal:
            self._warn_of(space, issues)
        return space

    def folder(self) -> tuple[Path, bool]:
        """Give the data folder, and whether it is the built-in one, which is said."""
        data, built_in = find(self.data or self.environment.get("LTZ_DATA"))
        if built_in:
            self.warn(say(self.lang, "read_only"))
        return data, built_in

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
        base = self.environment.get("XDG_CACHE_HOME") or self.environment.get("LOCALAPPDATA")
        home = self.environment.get("HOME")
        if base:
            return Path(base) / "ltz"
        return Path(home) / ".cache" / "ltz" if home else None

    def now(self, plan: Plan) -> datetime:
        """Read the clock in the plan's zone; `LTZ_NOW` sets it, for rehearsals."""
        zone = ZoneInfo(plan.header.time_zone)
        told = self.environment.get("LTZ_NOW")
        if not told:
            return datetime.now(zone)
        try:
            instant = datetime.fromisoformat(told)
            return instant.replace(tzinfo=instant.tzinfo or zone).astimezone(zone)
        except (ValueError, OverflowError):
            raise refuse("bad_date", option="LTZ_NOW", value=told) from None

    def ask(
        self, as_of: str | None, known_on: str | None, rev: str | None = None, under: str | None = None
    ) -> Asked:
        """Give the state of a day as it was known on another, in a commit or as a paper had it.

        With `under` the plan is that of another file, the records those of the workspace.
        """
        issued = self._issued(rev) if rev else None
        if issued:
            paper = issued[1]
            rev, as_of = paper.commit, as_of or paper.date.text
            known_on = known_on or (paper.known_on.text if paper.known_on else None)
        space = self.load(rev)
        space = on_trial(space, Path(under)) if under else space
        day = self.now(space.plan).date() if as_of is None else self.day(space.plan, "--as-of", as_of).last
        known = None if known_on is None else self.day(space.plan, "--known-on", known_on).last
        before = None
        if known:
            zone = ZoneInfo(space.plan.header.time_zone)
            before = datetime.combine(known, time.max, zone)
        entries = [e for e in space.entries if before is None or e.record.entered.at <= before]
        state = state_at(space.plan, entries, day)
        frame = Frame(
            plan=space.plan.header.id,
            as_of=day,
            known_on=known,
            commit=space.git.commit,
            read=Read(
                tasks=len(space.plan.tasks),
                records=len(space.entries),
                skipped=len(state.skipped),
                uncommitted=space.git.uncommitted,
                absent=len(space.git.absent),
                unwatched=len(space.git.unwatched),
                refused=bool(space.git.refusal),
            ),
        )
        names = Names(space.plan, self.lang, [entry.id for entry in space.entries])
        return Asked(space=space, state=state, entries=entries, frame=frame, names=names, issued=issued)

    def _issued(self, typed: str) -> tuple[str, Paper] | None:
        """Give the paper of an id; None for what is to be a revision of git."""
        if typed.partition("-")[0].casefold() not in get_args(PaperKind):
            return None
        entries = self.load().entries
        papers = {one.id: one.record for one in entries if isinstance(one.record, Paper)}
        if not any(id.startswith(typed.casefold()) for id in papers):
            return None
        id = one_of(papers, typed)
        if papers[id].commit is None:
            raise refuse("paper_without_commit", id=id)
        return id, papers[id]

    def compare(self, asked: Asked, text: str) -> None:
        """Say where what is printed again is not, byte for byte, the paper that was issued."""
        if asked.issued and asked.issued[1].sha256 != sha256(text.encode()).hexdigest():
            self.talk(say(self.lang, "rev.differs", id=asked.issued[0]))

    def paper_lang(self, plan: Plan) -> Lang:
        """Give the language of a paper: the plan's, unless ltz was told one."""
        told = self.told_lang or self.environment.get("LTZ_LANG")
        return self.lang if told else plan.header.language

    def day(self, plan: Plan, option: str, text: str) -> Day:
        """Read a day, month or year that was typed; LtzError for none, and for one far from the plan."""
        try:
            day = Day.parse(text)
        except ValueError:
            raise refuse("bad_date", option=option, value=text) from None
        first, last = horizon(plan, self.now(plan).date())
        if is_far(day, first, last):
            raise refuse("far_day", path=option, value=text, first=first, last=last)
        return day

    def my_office(self, space: Workspace) -> str:
        """Give the office that writes: as told, by the environment, by git, or the only one."""
        told = self.office or self.environment.get("LTZ_OFFICE") or git.setting(space.data, "ltz.office")
        if told:
            return pick(space.plan, "offices", told)
        if len(space.plan.offices) == 1:
            return next(iter(space.plan.offices))
        raise refuse("which_office", offices=", ".join(space.plan.offices))

    def author(self, space: Workspace) -> str:
        """Give who types, as git signs; LtzError with the line to paste, for no record is a machine's."""
        if known := self.environment.get("GIT_AUTHOR_NAME", "").strip() or git.author(space.data):
            return known
        top, words = git.top(space.data), ["git", "config"]
        if top is None:
            words += ["--global"]
        elif top != git.top(Path.cwd()):
            words[1:1] = ["-C", to_paste(str(space.data))]
        raise refuse("no_name", command=" ".join(words))

    def inquire(self, question: str) -> str:
        """Ask the person at the terminal; nothing where there is none, or no answer."""
        if sys.stdin is None or not sys.stdin.isatty():
            return ""
        sys.stderr.write(question)
        sys.stderr.flush()
        try:
            return sys.stdin.readline().strip()
        except UnicodeDecodeError:
            return ""

    def talk(self, text: str) -> None:
        """Say something beside the document."""
        sys.stderr.write(text + "\n")

    def put(self, text: str, encoding: str | None = None) -> None:
        """Print a document; one that another program reads in an encoding of its own, not the console's."""
        if encoding and hasattr(sys.stdout, "speak"):
            sys.stdout.speak(encoding)
        sys.stdout.write(text)

    def put_stored(self, *ids: str) -> None:
        """Print the ids of what was stored, which stays stored where they cannot be printed."""
        self.stored += ids
        self.put("".join(f"{id}\n" for id in ids))

    def width(self) -> int | None:
        """Give the columns of the screen; None in a pipe."""
        if not sys.stdout.isatty():
            return None
        told = self.environment.get("COLUMNS", "")
        wide = int(told) if told.isdecimal() else os.get_terminal_size(1).columns
        return max(wide or 80, 20)

    def emit(
        self, form: str, name: str, asked: Asked, body: Any, blocks: Iterable[Block],
        rows: Rows | None = None,
    ) -> None:  # fmt: skip
        """Print a report in the form that was asked for."""
        if form == "text":
            self.show(blocks)
        elif form == "csv" and rows:
            self.put(as_csv(rows, asked.names, raw=self.raw), "utf-8")
        else:
            self.put(printed(form, name, asked, body, blocks, ascii_only=not _utf8()))

    def show(self, blocks: Iterable[Block]) -> None:
        """Print blocks: in colour on a screen, as plain text in a pipe."""
        width = self.width()
        laid_out = lines(blocks, width)
        if width is None or self.environment.get("NO_COLOR"):
            self.put(_uncoloured(laid_out))
        else:
            _paint(laid_out)


def printed(
    form: str, name: str, asked: Asked, body: Any, blocks: Iterable[Block], *, ascii_only: bool = False
) -> str:
    """Give a report as JSON, as Markdown or as the text that a pipe gets."""
    match form:
        case "json":
            whole = {"schema": f"ltz/{name}/1"} | _fields(asked.frame) | _fields(body)
            return as_json(whole, ascii_only=ascii_only)
        case "md":
            return "\n".join(markdown(blocks)).strip("\n") + "\n"
        case _:
            return _uncoloured(lines(blocks, None))


def _uncoloured(laid_out: Iterable[Line]) -> str:
    return "".join("".join(span.text for span in line).rstrip() + "\n" for line in laid_out)


def _fields(value: Any) -> dict[str, Any]:
    if isinstance(value, dict):
        return value
    return {name: getattr(value, name) for name in value.__dataclass_fields__}


def _utf8() -> bool:
    return (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"


def _paint(laid_out: Iterable[Line]) -> None:
    from rich.console import Console  # noqa: PLC0415 - heavy, and only for a screen
    from rich.text import Text  # noqa: PLC0415

    console = Console(highlight=False, markup=False, emoji=False, soft_wrap=True)
    for line in laid_out:
        text = Text()
        for span in line:
            text.append(span.text, style="orange3" if span.colour == "orange" else span.colour)
        text.rstrip()
        console.print(text, soft_wrap=True)


def to_paste(word: str) -> str:
    """Give a word as a shell reads it back."""
    return word if re.fullmatch(r"[\w./-]+", word) else shlex.quote(word)


def forms(form: str, *known: str) -> str:
    """Check the form that was asked for."""
    if form not in known:
        raise refuse("not_one_of", key="--format", value=form, expected=", ".join(known))
    return form


def pick(plan: Plan, listed: str, value: str, extra: Sequence[str] = ()) -> str:
    """Give the id of an entry of one of the plan's lists, typed as id or as its word."""
    found = entries(plan, listed)
    if value in extra:
        return value
    if id := the_one(found, value):
        return id
    from difflib import get_close_matches  # noqa: PLC0415 - only for a word that is not known

    known = [*found, *(word for one in found.values() for word in spoken(one)), *extra]
    near = get_close_matches(value, known, 1, 0.5)
    raise refuse("unknown_id", list=listed, value=value, near=near[0] if near else "")


def the_one(found: Mapping[str, Any], typed: str) -> str | None:
    """Give the id of the entry that was typed as id or word; LtzError where several bear the word."""
    if typed in found:
        return typed
    ids = meant(found, typed)
    if len(ids) > 1:
        raise refuse("ambiguous_name", value=typed, found=", ".join(ids))
    return ids[0] if ids else None


def pick_portfolio(plan: Plan, value: str) -> str:
    """Give the id of a portfolio, typed as its own word or as that of one of its areas."""
    if not plan.portfolios or meant(entries(plan, "areas"), value):
        return plan.portfolio(pick(plan, "areas", value))
    return pick(plan, "portfolios", value)


def by_word(found: Mapping[str, Any], typed: str) -> str:
    """Give the id of the part or milestone that a word names; what names none as it was typed."""
    return the_one(found, typed) or typed


def one_numbered(listed: Iterable[Entry], typed: str) -> str | None:
    """Give the order or paper of the number that was typed; None for no number, LtzError for one given twice."""
    found = sorted(one.id for one in bearing(listed, typed))
    if len(found) > 1:
        raise refuse("number_given_twice", value=typed, found=", ".join(found))
    return found[0] if found else None


def one_of(ids: Iterable[str], typed: str) -> str:
    """Give the record's id that what was typed begins; LtzError for none or several."""
    found = [id for id in ids if typed and folded(id).startswith(folded(typed))]
    if typed in found:
        return typed
    if len(found) > 1:
        raise refuse("ambiguous_id", value=typed, found=", ".join(sorted(found)[:6]))
    if not found:
        raise refuse("unknown_record", value=typed)
    return found[0]
