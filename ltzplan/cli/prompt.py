"""Asking on a terminal: what is known of a matter, and questions with their answers by number, read as what is typed elsewhere is."""

import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress

from rich.console import Console
from rich.text import Text

from ltzplan.cli.question import Question
from ltzplan.cli.recorder import Recorder
from ltzplan.issues import LtzError
from ltzplan.languages import Lang
from ltzplan.reports.show import show_problem, show_task
from ltzplan.rules.typed import plain
from ltzplan.text.speech import say
from ltzplan.views.findings import listing
from ltzplan.views.problem import problem_in_hand
from ltzplan.views.show import task_stands

with suppress(ImportError):  # where there is one, it edits the line as shells do
    import readline  # noqa: F401


class SkippedError(Exception):
    """The person leaves this row for later."""


class StoppedError(Exception):
    """The person goes no further."""


_KEYS: Mapping[str, type[Exception]] = {"s": SkippedError, "q": StoppedError}
"""What may be typed in place of an answer: while rows are gone through both, else the second."""


def present(recorder: Recorder, id: str) -> None:
    """Show what is known of a task or problem that is taken up."""
    plan, state, names = recorder.plan, recorder.state, recorder.names
    if id in state.problems:
        recorder.run.tell(problem_in_hand(names, show_problem(plan, state, id)))
    else:
        recorder.run.tell(task_stands(names, show_task(plan, state, id)))


def ask(lang: Lang, one: Question, *, walking: bool) -> str:
    """Ask until there is an answer: the words that were meant, a comma between them; empty where it may stay without one.

    SkippedError or StoppedError where that was typed instead in a walk; elsewhere, and where the input ends, it is interrupted.
    """
    console = Console(stderr=True, highlight=False, markup=False, emoji=False)
    lines = _choices(one) if one.listed else ()
    try:
        while True:
            console.print(_asked(lang, one, lines))
            if (found := _answer(console, lang, one, walking=walking)) is not None:
                break
            lines = ()
    except StoppedError:
        if walking:
            raise
        raise KeyboardInterrupt from None
    if found and one.known and not one.listed:
        console.print(say(lang, "list.sep").join(one.named(found)), style="dim")
    return found


def _answer(console: Console, lang: Lang, one: Question, *, walking: bool) -> str | None:
    """Read an answer; None where it is none, and why was said."""
    typed = _line()
    leave = _KEYS.get(typed.casefold())
    if leave and (walking or leave is StoppedError):
        raise leave
    if not typed and (one.proposed or one.may_pass):
        return one.proposed
    if plain(typed) == "-" and one.proposed and one.may_pass:
        return ""
    if plain(typed) == "?":
        console.print("\n".join(_help(lang, one)))
        return None
    try:
        found = one.understood(typed) if typed else []
    except LtzError as error:
        console.print("\n".join(listing(error.issues, lang)), soft_wrap=True)
        return None
    if not found:
        console.print(say(lang, "sit.again"))
    return ", ".join(found) or None


def _asked(lang: Lang, one: Question, lines: Iterable[Text]) -> Text:
    """The question with how it may be answered, and below it each of its answers on a line."""
    asked = Text().append(one.asked or one.about, "bold")
    if one.many:
        asked.append(say(lang, "sit.several" if one.numbered else "sit.several_words"), "dim")
    if one.option:
        asked.append(f"  {one.option}", "dim")
    for line in lines:
        asked.append("\n").append_text(line)
    if one.proposed:
        named = say(lang, "list.sep").join(one.named(one.proposed))
        key = "sit.proposed_or_none" if one.may_pass else "sit.proposed"
        asked.append("\n  " if one.known else "  ").append(say(lang, key, answer=named), "dim")
    elif one.may_pass:
        asked.append("\n  " if one.known else "  ").append(say(lang, "sit.may_pass"), "dim")
    return asked


def _choices(one: Question) -> Iterator[Text]:
    """The answers that there are, each with its number or id, its name and what is said beside it."""
    for at, (id, names) in enumerate(one.known.items(), 1):
        line = Text(f" {at if one.numbered else id:>2} {[*names, id][0]}")
        yield line.append(f"  {one.glosses[id]}", "dim") if id in one.glosses else line


def _help(lang: Lang, one: Question) -> Iterator[str]:
    """Say what may be typed as an answer, and what in its place."""
    yield " ".join(filter(None, (one.about, one.option, one.metavar)))
    if one.known:
        yield say(lang, "sit.help.listed" if one.numbered else "sit.help.named")
        yield from (line.plain for line in _choices(one))
    if one.many:
        yield say(lang, "sit.help.many")
    yield say(lang, "sit.help.keys")


def _line() -> str:
    """Read the line that is typed; StoppedError where the input has ended."""
    mark = "> "
    if not sys.stdout.isatty():
        sys.stderr.write(mark)
        mark = ""
    sys.stderr.flush()
    try:
        return input(mark).strip()
    except EOFError:
        sys.stderr.write("\n")
        raise StoppedError from None
