"""The words of a command line: those that leave no doubt are read here, as Typer reads them; all others are Typer's.

A command that is typed plainly so does without an import of Typer, which costs as much as many an answer.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from inspect import Parameter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ltzplan.cli.options import STDOUT, Many, Option, declared
from ltzplan.languages import LANGS

if TYPE_CHECKING:
    from ltzplan.cli.command import Command

_MODULES = (one.stem for one in sorted(Path(__file__).with_name("commands").iterdir()) if one.suffix == ".py")
VERBS = {one.rstrip("_"): one for one in _MODULES if one != "__init__"}
"""Every verb, and its module of `commands`: what Python keeps for itself ends in an underscore there."""
GLOBALS = {"--data": "data", "--lang": "told_lang", "--office": "office"}
SWITCHES = {"--verbose": "verbose", "--no-input": "no_input", "--no-pager": "no_pager"}
"""The global options, those with a value and those without, and the fields of `Globals` that they set."""


def command(verb: str) -> "Command":
    """Return what a verb does, with what may be typed for it."""
    found: Command = getattr(import_module(f"ltzplan.cli.commands.{VERBS[verb]}"), VERBS[verb])
    return found


def due_a_name(word: str) -> str:
    """Return a word that may be the name of an option as an English keyboard writes it."""
    if word.isascii():
        return word
    from ltzplan.rules.typed import option  # noqa: PLC0415 - only for what an input method wrote

    return option(word)


class PlainLine(NamedTuple):
    """A command line that was read: the verb, what was typed for the program, and what for the verb."""

    command: "Command"
    told: Mapping[str, object]
    typed: Mapping[str, object]


class _Goes(NamedTuple):
    """Where goes what is typed for an option: under which name, of the program's or the verb's; how often; with a value or without."""

    name: str
    to_program: bool = False
    many: bool = False
    switch: bool = False


_OF_PROGRAM = {
    **{option: _Goes(name, to_program=True) for option, name in GLOBALS.items()},
    **{option: _Goes(name, to_program=True, switch=True) for option, name in SWITCHES.items()},
}


class _UnclearError(Exception):
    """What a word means is for Typer to say."""


def plain(words: Sequence[str]) -> PlainLine | None:
    """Return what words mean that are plain: a verb, options by their whole names, each with its value behind it, and arguments.

    None of all others: what is wrong, or may be meant in two ways, is for Typer to say.
    """
    with suppress(_UnclearError):
        return _read(iter(words))
    return None


def _read(words: Iterator[str]) -> PlainLine:
    goes, verb, said, arguments = {**_OF_PROGRAM}, "", dict[_Goes, list[object]](), list[str]()
    for word in words:
        if one := goes.get(word):
            said.setdefault(one, []).append(one.switch or _value(next(words, "")))
        elif verb:
            arguments.append(_argument(word))
        else:
            goes |= _options(word)
            verb = word
    told, typed = (
        {one.name: _meant(one, values) for one, values in said.items() if one.to_program is of}
        for of in (True, False)
    )
    if not verb or told.get("told_lang", LANGS[0]) not in LANGS:
        raise _UnclearError
    return PlainLine(command(verb), told, typed | dict(_placed(verb, arguments)))


def _options(verb: str) -> dict[str, _Goes]:
    """Return where what is typed for the options of a verb goes."""
    if verb not in VERBS:
        raise _UnclearError
    found = ((name, *declared(one.annotation)) for name, one in command(verb).parameters.items())
    return {
        typed: _Goes(name, many=held == Many, switch=how.metavar is None)
        for name, held, how in found
        if isinstance(how, Option)
        for typed in how.names
    }


def _value(word: str) -> str:
    if word[:1] in ("", "-") and word != STDOUT:
        raise _UnclearError
    return word


def _argument(word: str) -> str:
    if word[:1] in ("", "-") or due_a_name(word) != word:
        raise _UnclearError
    return word


def _meant(one: _Goes, values: list[object]) -> object:
    if len(values) > 1 and not one.many:
        raise _UnclearError
    return values if one.many else values[0]


def _placed(verb: str, words: list[str]) -> Iterator[tuple[str, object]]:
    """Give the arguments of a verb that were typed."""
    for name, one in command(verb).parameters.items():
        held, how = declared(one.annotation)
        if isinstance(how, Option):
            continue
        if words:
            yield name, [*words] if held == Many else words[0]
            del words[: None if held == Many else 1]
        elif one.default is Parameter.empty:
            raise _UnclearError
    if words:
        raise _UnclearError
