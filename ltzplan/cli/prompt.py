"""Asking on a terminal: what is known of a matter, and questions with their answers by number, read as what is typed elsewhere is."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress

from ltzplan.cli.question import Question
from ltzplan.cli.recorder import Recorder
from ltzplan.cli.screen import tell
from ltzplan.cli.sitting import BackError, Leads
from ltzplan.issues import LtzError
from ltzplan.languages import Lang
from ltzplan.reports.show import show_problem, show_task
from ltzplan.rules.typed import plain
from ltzplan.text.speech import say
from ltzplan.views.blocks import COMMAND, HEADING, QUIET, Block, Para, Span, Table
from ltzplan.views.findings import listing
from ltzplan.views.names import Names
from ltzplan.views.problem import problem_in_hand
from ltzplan.views.show import task_stands

with suppress(ImportError):  # where there is one, it edits the line as shells do
    import readline  # noqa: F401


class SkippedError(Exception):
    """The person leaves this row for later."""


class StoppedError(Exception):
    """The person goes no further."""


class GoneToError(Exception):
    """The person goes to another row."""

    def __init__(self, row: str) -> None:
        """Take the id of what the row is of."""
        super().__init__(row)
        self.row = row


_KEYS: Mapping[str, type[Exception]] = {"s": SkippedError, "q": StoppedError, "<": BackError}
"""What may be typed in place of an answer: while rows are gone through all, else the second."""


def present(recorder: Recorder, id: str) -> None:
    """Show what is known of a task or problem that is taken up."""
    plan, state, names = recorder.plan, recorder.state, recorder.names
    if id in state.problems:
        recorder.run.tell(*problem_in_hand(names, show_problem(plan, state, id)))
    else:
        recorder.run.tell(*task_stands(names, show_task(plan, state, id)))


def ask(names: Names, one: Question, leads: Leads | None = None) -> str:
    """Ask until there is an answer: the words that were meant, a comma between them; empty where it may stay without one.

    While rows are gone through, where a word `leads` to one, what was typed instead is raised; elsewhere it is interrupted.
    """
    lang, listed = names.lang, one.listed
    try:
        while True:
            tell(_asked(lang, one, listed=listed))
            if (found := _answer(names, one, leads)) is not None:
                break
            listed = False
    except StoppedError:
        if leads:
            raise
        tell([Para(say(lang, "sit.nothing"))])
        raise KeyboardInterrupt from None
    if found and one.known and not one.listed:
        tell([Para(say(lang, "list.sep").join(one.named(found)), colour=QUIET)])
    return found


def _answer(names: Names, one: Question, leads: Leads | None) -> str | None:
    """Read an answer; None where it is none, and why was said."""
    lang, typed = names.lang, _line()
    back = plain(typed).casefold() in say(lang, "sit.back").split()
    leave = BackError if back else _KEYS.get(typed.casefold())
    if leave and (leads or leave is StoppedError):
        raise leave
    if back:
        tell([Para(say(lang, "sit.first"))])
        return None
    if not typed and (one.proposed or one.may_pass):
        return one.proposed
    if plain(typed) == "-" and one.proposed and one.may_pass:
        return ""
    if plain(typed) == "?":
        tell(_help(lang, one))
        return None
    try:
        found = one.understood(typed) if typed else []
    except LtzError as error:
        if leads and (row := leads(typed)):
            raise GoneToError(row) from None
        tell(listing(error.issues, lang, names))
        return None
    if not found:
        tell([Para(say(lang, "sit.again"))])
    return ", ".join(found) or None


def _asked(lang: Lang, one: Question, *, listed: bool) -> Iterator[Block]:
    """The question with how it may be answered, and below it its answers where they are listed."""
    asked, enter = [Span(one.asked or one.about, HEADING)], ""
    if one.many and len(one.known) != 1:
        several = "sit.several" if one.numbered else "sit.several_words"
        asked.append(Span(say(lang, several, last=min(len(one.known), 4)), QUIET))
    if one.option:
        asked.append(Span(f"  {one.option}", QUIET))
    if one.proposed:
        named = say(lang, "list.sep").join(one.named(one.proposed))
        named = say(lang, "sit.as_before", answer=named) if one.again else named
        enter = say(lang, "sit.proposed_or_none" if one.may_pass else "sit.proposed", answer=named)
    elif one.may_pass:
        enter = say(lang, "sit.may_pass")
    if enter and not one.known:
        asked.append(Span(f"  {enter}", QUIET))
    yield Para(tuple(asked), hang=4)
    if listed:
        yield _choices(one)
    if enter and one.known:
        yield Para(enter, indent=2, colour=QUIET)


def _choices(one: Question) -> Table:
    """The answers that there are, each with its number or id, its name and what is said beside it."""
    rows: list[list[str | Span]] = []
    for at, (id, names) in enumerate(one.known.items(), 1):
        typed, glosses = str(at) if one.numbered else id, (Span(one.glosses.get(id, ""), QUIET),)
        rows.append([Span(typed, COMMAND), [*names, id][0], *(glosses if one.glosses else ())])
    right = frozenset({0} if one.numbered else ())
    return Table(titles=[""] * len(rows[0]), rows=rows, indent=1, shows_titles=False, right=right)


def _help(lang: Lang, one: Question) -> Iterator[Block]:
    """Say what may be typed as an answer, and what in its place."""
    yield Para(" ".join(filter(None, (one.about, one.option, one.metavar))))
    if one.known:
        yield Para(say(lang, "sit.help.listed" if one.numbered else "sit.help.named"))
        yield _choices(one)
    if one.many:
        yield Para(say(lang, "sit.help.many"))
    yield Para(say(lang, "sit.help.keys"))


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
