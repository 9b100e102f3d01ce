"""Asking on a terminal: what is known of a matter, and questions with their answers by number, read as what is typed elsewhere is."""

import sys
from collections.abc import Mapping
from contextlib import suppress
from typing import TextIO

from rich.console import Console
from rich.prompt import InvalidResponse, PromptBase
from rich.text import Text

from ltzplan.cli.question import Question
from ltzplan.cli.recorder import Recorder
from ltzplan.issues import LtzError
from ltzplan.languages import Lang
from ltzplan.reports.show import show_problem, show_task
from ltzplan.rules.typed import several
from ltzplan.text.speech import say
from ltzplan.views.findings import listing
from ltzplan.views.problem import problem_stands
from ltzplan.views.show import task_stands

with suppress(ImportError):  # where there is one, it edits the line as shells do
    import readline  # noqa: F401

MOST = 20
"""Answers that are listed with their numbers; of more a piece of a name is typed."""
LONG = 50
"""Characters of an answer from which each stands on its own line."""


class SkippedError(Exception):
    """The person leaves this row for later."""


class StoppedError(Exception):
    """The person goes no further."""


_KEYS: Mapping[str, type[Exception]] = {"s": SkippedError, "q": StoppedError}
"""What may be typed in place of an answer while rows are gone through."""


class _Prompt(PromptBase[str]):
    """One question: the words that were meant, a comma between them; empty where it may stay without an answer."""

    prompt_suffix = ""

    def __init__(self, lang: Lang, one: Question, *, walking: bool) -> None:
        self._lang, self._one, self._walking = lang, one, walking
        super().__init__(self._asked(), console=Console(stderr=True, highlight=False, soft_wrap=True))

    def _asked(self) -> Text:
        one = self._one
        asked = Text().append(one.about, "bold")
        if one.option:
            asked.append(f"  {one.option}", "dim")
        if one.known and len(one.known) <= MOST:
            listed = enumerate(one.known.items(), 1)
            marked = [(str(at) if one.numbered else id, [*names, id][0]) for at, (id, names) in listed]
            keys = [(key, say(self._lang, f"sit.{key}")) for key in _KEYS] if self._walking else []
            apart = "\n" if any(len(name) > LONG for _, name in marked) else "   "
            asked.append("\n" + apart.join(f" {mark} {name}" for mark, name in (*marked, *keys)))
        return asked

    def render_default(self, default: object) -> Text:
        known = self._one.known
        ids = (
            [str(default)]
            if default in known
            else several(str(default))
            if self._one.many
            else [str(default)]
        )
        named = say(self._lang, "list.sep").join([*known.get(id, ()), id][0] for id in ids)
        return Text(f" [{named}]" if default else say(self._lang, "sit.may_pass"), "dim")

    @classmethod
    def get_input(
        cls,
        console: Console,
        prompt: str | Text,
        password: bool,  # noqa: ARG003 - as every prompt has it
        stream: TextIO | None = None,  # noqa: ARG003
    ) -> str:
        """Put the question on its own lines, and read the one that is typed."""
        console.print(prompt)
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

    def process_response(self, value: str) -> str:
        """Read an answer, or the key of a walk."""
        if self._walking and (leave := _KEYS.get(value.casefold())):
            raise leave
        try:
            found = self._one.understood(value) if value else []
        except LtzError as error:
            raise InvalidResponse("\n".join(listing(error.issues, self._lang))) from None
        if not found:
            raise InvalidResponse(say(self._lang, "sit.again"))
        return ", ".join(found)

    def on_validate_error(self, value: str, error: InvalidResponse) -> None:  # noqa: ARG002 - as every prompt has it
        """Say what is wrong with an answer."""
        self.console.print(str(error.message), markup=False)


def present(recorder: Recorder, id: str) -> None:
    """Show what is known of a task or problem that is taken up."""
    plan, state, names = recorder.plan, recorder.state, recorder.names
    if id in state.problems:
        recorder.run.tell(problem_stands(names, show_problem(plan, state, id)))
    else:
        recorder.run.tell(task_stands(names, show_task(plan, state, id)))


def ask(lang: Lang, one: Question, *, walking: bool) -> str:
    """Ask until there is an answer: the words that were meant.

    SkippedError or StoppedError where that was typed instead in a walk; where the input ends elsewhere, it is interrupted.
    """
    prompt = _Prompt(lang, one, walking=walking)
    try:
        return prompt(default=one.proposed) if one.proposed or one.may_pass else prompt()
    except StoppedError:
        if walking:
            raise
        raise KeyboardInterrupt from None
