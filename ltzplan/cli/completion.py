"""What TAB offers: verbs, options, and words that the index holds; no record is read for it, and git is not asked.

A shell and ltz speak as the scripts of `typer.completion` have it. Typer itself is not imported, for it costs more than all
else together.
"""

import shlex
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import NamedTuple, get_args

from ltzplan.cli.verbs import Value, VerbValues, known_verbs
from ltzplan.languages import LANGS
from ltzplan.model.codec import decoder
from ltzplan.model.method import Cycle
from ltzplan.model.naming import mended
from ltzplan.model.plan import Plan
from ltzplan.model.records import Entry, Kind
from ltzplan.model.values import Text
from ltzplan.rules.rhythm import MONTHS, label, period_of
from ltzplan.store.answers import folder_of
from ltzplan.store.files import PLAN_LIMIT, read_bytes
from ltzplan.store.index import OPEN, RECENT, Index, key_of
from ltzplan.store.workspace import PLAN, find
from ltzplan.text.speech import catalogue, read, spoken_by

TITLE = 40
"""Characters of a name or title beside its id."""
SHORT = 4
"""Digits of a problem's id that are offered, where no other open one has them."""
LAST = 12
"""So many periods, and records of those that were entered last, are offered."""
RECORDS: Mapping[str, tuple[Kind, ...]] = {
    "records": get_args(Kind), "sessions": ("session",), "papers": ("paper",),
    "moves": ("sort", "order", "petition", "reply", "recheck"),
}  # fmt: skip
"""What records are called -> of which kinds they are."""


class Offer(NamedTuple):
    """A word that may be typed, and what it is."""

    word: str
    said: str = ""


def complete(told: str, environment: Mapping[str, str]) -> int:
    """Answer a shell that asks by `told`; the exit code. What cannot be told is not offered, and nothing is said of it."""
    shell, offers = told.partition("_")[2], list[Offer]()
    with suppress(Exception):
        offers.extend(_Asked(shell, environment).offers())
    if environment.get("_TYPER_COMPLETE_FISH_ACTION") == "is-args":
        return 0 if offers else 1
    sys.stdout.write(written(shell, offers) + "\n")
    return 0


def written(shell: str, offers: Sequence[Offer]) -> str:
    """Return offers as a shell's script reads them."""
    match shell:
        case "zsh" if not offers:
            return "_files"
        case "zsh":
            pairs = (":".join(f'"{_quoted(one)}"' for one in offer if one) for offer in offers)
            return "_arguments '*: :(({}))'".format("\n".join(pairs))
        case "fish":
            return "\n".join("\t".join(filter(None, one)) for one in offers)
        case "powershell" | "pwsh":
            return "\n".join(f"{one}:::{said or ' '}" for one, said in offers)
        case _:
            return "\n".join(one for one, _ in offers)


def _quoted(text: str) -> str:
    for char, put in (('"', '""'), ("'", "''"), ("$", "\\$"), ("`", "\\`"), (":", r"\\:")):
        text = text.replace(char, put)
    return text


def typed_in(shell: str, environment: Mapping[str, str]) -> tuple[list[str], str]:
    """Return the words before the one at the cursor, and what stands of that."""
    if shell == "bash":
        words, at = _words(environment["COMP_WORDS"]), int(environment["COMP_CWORD"])
        return words[1:at], words[at] if at < len(words) else ""
    line = environment.get("_TYPER_COMPLETE_ARGS", "")
    words, begun = _words(line)[1:], environment.get("_TYPER_COMPLETE_WORD_TO_COMPLETE", "")
    if shell in ("zsh", "fish") and words and not line.endswith(" "):
        begun = words[-1]
    return words[:-1] if begun else words, begun


def _words(line: str) -> list[str]:
    """Part a line as a shell does; a quote may be open at its end."""
    lexer, words = shlex.shlex(line, posix=True), list[str]()
    lexer.whitespace_split, lexer.commenters = True, ""
    try:
        words += lexer
    except ValueError:
        words.append(lexer.token)
    return words


def _named(one: Offer, begun: str) -> bool:
    """Whether it is what a word begins that no id begins with: a piece of a name."""
    return not begun.isascii() and begun in one.said.casefold()


class _Asked:
    """What is asked where the cursor stands, and by whom."""

    def __init__(self, shell: str, environment: Mapping[str, str]) -> None:
        before, begun = typed_in(shell, environment)
        self._words = [one for one in before if one != "="]  # where bash parts `--lang=zh`
        self._begun = "" if begun == "=" else begun
        self._arguments = list[str]()
        self._environment, self._data = environment, environment.get("LTZ_DATA")
        self._folder, self._lang = folder_of(environment), spoken_by(environment)

    def offers(self) -> Iterator[Offer]:
        """Return what may stand at the cursor."""
        verbs = known_verbs(self._lang, self._folder)
        verb: VerbValues | None = None
        options = {**verbs[""].options}
        waits: Value | None = None
        name = ""
        for word in self._words:
            if waits:
                self._told(name, word)
                waits = None
            elif word.startswith("-"):
                name, parted, value = word.partition("=")
                known = options.get(name, Value(flag=True))
                waits = None if parted or known.flag else known
                self._told(name, value)
            elif verb is None:
                verb = verbs[word]
                options |= verb.options
            else:
                self._arguments.append(word)
        found: Iterator[Offer]
        name, parted, begun = self._begun.partition("=")
        if parted and name in options:
            found = (Offer(f"{name}={one.word}", one.said) for one in self._values(options[name], begun))
        elif waits:
            found = self._values(waits, self._begun)
        elif self._begun.startswith("-"):
            found = (Offer(one, value.said) for one, value in options.items())
        elif verb is None:
            found = (Offer(one, told.said) for one, told in verbs.items() if one)
        else:
            found = self._values(verb.arguments[: len(self._arguments) + 1][-1], self._begun)
        begun = self._begun.casefold()
        return (one for one in found if one.word.casefold().startswith(begun) or _named(one, begun))

    def _told(self, option: str, value: str) -> None:
        """Heed what a global option was told."""
        if option == "--data":
            self._data = value
        if option == "--lang" and value in LANGS:
            self._lang = value

    def _values(self, value: Value, begun: str) -> Iterator[Offer]:
        yield from map(Offer, value.words.keys(), value.words.values())
        for name in value.lists:
            if name == "problems":
                yield from self._problems(begun)
            elif name in RECORDS:
                yield from self._records(RECORDS[name], begun)
            elif name in MONTHS:
                yield from self._periods(name)
            elif name == "codes":
                yield from self._codes()
            else:
                listed = self._parts() if name == "parts" else self._plan.listed(name)
                for id, one in listed.items():
                    yield Offer(id, self._title(getattr(one, "name", one)))

    def _problems(self, begun: str) -> Iterator[Offer]:
        """Return the open problems, each by as few digits as are its own, and as were typed."""
        _, told = self._index.told([OPEN]).get(OPEN, ("", {}))
        texts: dict[str, Text] = decoder(Mapping[str, Text])(told)
        for id, text in texts.items():
            ends = range(max(id.rindex("-") + 1 + SHORT, len(begun)), len(id))
            own = (id[:end] for end in ends if sum(one.startswith(id[:end]) for one in texts) == 1)
            yield Offer(next(own, id), self._title(text))

    def _records(self, kinds: Sequence[Kind], begun: str) -> Iterator[Offer]:
        """Return the last records of these kinds that stand, the latest first, of those that were entered last."""
        _, told = self._index.told([RECENT]).get(RECENT, ("", ()))
        recent: tuple[Entry, ...] = decoder(tuple[Entry, ...])(told)
        gone = {id for one in recent for id in mended(one.record)}
        stand = (one for one in reversed(recent) if one.record.kind in kinds and one.id not in gone)
        terms = catalogue(self._lang, "terms")
        for one in islice((one for one in stand if one.id.casefold().startswith(begun.casefold())), LAST):
            said = f"{one.record.date.text} {terms[f'kind.{one.record.kind}']}"
            yield Offer(one.id, f"{said} {self._title(one.record.text or '')}".rstrip())

    def _parts(self) -> Mapping[str, object]:
        """Return the parts of the tasks that were typed, of any where none was."""
        typed = {one.casefold() for one in self._arguments}
        tasks = [one for one in self._plan.tasks if one.id.casefold() in typed] or self._plan.tasks
        return {id: part for task in tasks for id, part in task.parts.items()}

    def _codes(self) -> Iterator[Offer]:
        """Return the codes of errors, each with what it says."""
        from ltzplan.views.explain import CODES, what_it_says  # noqa: PLC0415 - only for errors

        return (Offer(code, self._title(what_it_says(self._lang, code))) for code in CODES)

    def _periods(self, cycle: Cycle) -> Iterator[Offer]:
        """Return the last periods of the plan that have begun."""
        told, header = self._environment.get("LTZ_NOW"), self._plan.header
        today = date.fromisoformat(told[:10] if told else time.strftime("%Y-%m-%d"))
        last = period_of(min(today, header.ends.last), cycle)
        for period in range(max(period_of(header.signed.first, cycle), last - LAST + 1), last + 1):
            yield Offer(label(period, cycle))

    @cached_property
    def _index(self) -> Index:
        data, _ = find(self._data)
        key = key_of(read_bytes(data / PLAN, PLAN_LIMIT))
        return Index(Path(self._folder) if self._folder else None, data, key)

    @cached_property
    def _plan(self) -> Plan:
        """The plan, where the index holds it as its file stands."""
        if self._index.plan is None:
            raise LookupError
        return self._index.plan

    def _title(self, text: object) -> str:
        """Return a name or text in one short line."""
        return " ".join(read(self._lang, text).split())[:TITLE]
