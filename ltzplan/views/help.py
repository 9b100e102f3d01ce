"""Help in two languages, its verbs in panels."""

from collections.abc import Iterable, Iterator

from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from ltzplan.languages import Lang
from ltzplan.text.speech import catalogue, fill
from ltzplan.views.blocks import Block, Heading, Para, Table, lines


def _say(lang: Lang, key: str, **params: str) -> str:
    return fill(catalogue(lang, "help")[key], params)


def _text(blocks: Iterator[Block], width: int) -> Iterator[str]:
    for line in lines(blocks, width):
        yield "".join(span.text for span in line).rstrip()


def root_help(group: TyperGroup, lang: Lang, width: int) -> Iterator[str]:
    """Give the verbs by panel, as the catalogue lists them, and the global options."""

    def blocks() -> Iterator[Block]:
        yield Para(_say(lang, "usage", words="ltz [OPTIONS] VERB …"))
        yield Para(_say(lang, "about"), hang=0)
        panels: dict[str, list[tuple[str, str]]] = {}
        for key, sentence in catalogue(lang, "help").items():
            kind, _, name = key.partition(".")
            if kind == "panel":
                verbs = panels[sentence] = []
            elif kind == "verb":
                verbs.append((name, sentence))
        for title, verbs in panels.items():
            yield from _listed(title, verbs)
        yield from _options(group, lang)
        yield Para(_say(lang, "exit_codes"), hang=4)

    return _text(blocks(), width)


def verb_help(command: TyperCommand, lang: Lang, width: int) -> Iterator[str]:
    """Give a verb's usage, what it does, its arguments and options."""

    def blocks() -> Iterator[Block]:
        arguments = [one for one in command.params if isinstance(one, TyperArgument)]
        shown = [str(one.metavar) for one in arguments]
        words = " ".join(["ltz", str(command.name), *shown, "[OPTIONS]"])
        yield Para(_say(lang, "usage", words=words), hang=4)
        yield Para(_say(lang, f"verb.{command.name}"))
        if f"more.{command.name}" in catalogue(lang, "help"):
            yield Para(_say(lang, f"more.{command.name}"))
        if arguments:
            told = (catalogue(lang, "help").get(str(one.help), str(one.help)) for one in arguments)
            yield from _listed(_say(lang, "arguments"), zip(shown, told, strict=True))
        yield from _options(command, lang)

    return _text(blocks(), width)


def _options(command: TyperCommand | TyperGroup, lang: Lang) -> Iterator[Block]:
    options = [one for one in command.params if isinstance(one, TyperOption)]
    shown = (", ".join(one.opts) + ("" if one.is_flag else f" {one.metavar}") for one in options)
    told = [*zip(shown, (_say(lang, str(one.help)) for one in options), strict=True)]
    yield from _listed(_say(lang, "options"), [*told, ("--help", _say(lang, "opt.help"))])


def _listed(title: str, told: Iterable[tuple[str, str]]) -> Iterator[Block]:
    yield Heading(title)
    yield Table(titles=["", ""], rows=[[*one] for one in told], indent=2, shows_titles=False)
