"""Words that are plain mean what Typer makes of them; whatever else is typed, Typer is asked."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from ltzplan.cli.app import build
from ltzplan.cli.command import Command
from ltzplan.cli.options import Globals
from ltzplan.cli.words import GLOBALS, SWITCHES, VERBS, plain

WORDS = ("T1", "在建", "2020-07", "zh", "-", "", "--", "-5", "——stage", "--stage=x", "a b", "--help", "-oz")
OPTIONS = {
    verb: sorted({*GLOBALS, *SWITCHES, *(name for one in build([verb]).commands[verb].params for name in one.opts)}) for verb in VERBS
}


@st.composite
def lines(draw: DrawFn) -> list[str]:
    """A command line: a verb, often after an option of the program, then its options, those of the program, and words of all kinds."""
    verb, first = draw(st.sampled_from(sorted(VERBS))), draw(st.sampled_from(([], ["--lang", "zh"], ["--verbose"], ["--data"])))
    return [*first, verb, *draw(st.lists(st.sampled_from((*OPTIONS[verb], *WORDS, *WORDS[:4])), max_size=6))]


def read_by_typer(words: list[str]) -> tuple[Globals, Command, dict[str, object]]:
    """What Typer makes of words: the verb is caught instead of run."""
    from ltzplan.cli import app

    told, caught = Globals(lang="en"), []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Command, "__call__", lambda verb, said, typed: caught.append((said, verb, typed)) or 0)
        assert app.run([*words], told) == 0
    return caught[0]


@settings(max_examples=600)
@given(lines())
def test_plain_words_mean_what_typer_makes_of_them(words: list[str]) -> None:
    asked = plain(words)
    if asked:
        told, verb, typed = read_by_typer(words)
        assert asked.command.verb is verb.verb
        assert typed == {name: one.default for name, one in verb.parameters.items()} | dict(asked.typed)
        assert {name: vars(told)[name] for name in asked.told} == asked.told
        assert all(not vars(told)[name] for name in (*GLOBALS.values(), *SWITCHES.values()) if name not in asked.told)


@pytest.mark.parametrize(
    "words",
    [
        ["status"], ["status", "--area", "T", "--all"], ["show", "T1"], ["update", "T1", "T2", "--text", "动工", "--part", "a", "--part", "b"],
        ["todo", "--office", "secretariat", "--lang", "zh"], ["status", "--format", "json", "-o", "-"],
        ["--lang", "zh", "status"],
    ],
)  # fmt: skip
def test_what_is_typed_most_is_plain(words: list[str]) -> None:
    assert plain(words)


@pytest.mark.parametrize(
    "words",
    [
        [], ["--lang", "zh"], ["nothing"], ["--area", "T", "status"], ["status", "--lang", "fr"], ["status", "T1"], ["show"], ["show", ""],
        ["status", "--area"], ["status", "--area", "--all"], ["status", "--area=T"], ["status", "--help"], ["status", "——area", "T"],
        ["status", "--area", "T", "--area", "L"],
    ],
)  # fmt: skip
def test_what_is_wrong_or_may_be_meant_otherwise_is_not(words: list[str]) -> None:
    assert plain(words) is None
