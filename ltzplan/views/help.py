"""Help in two languages, its verbs in panels."""

from collections.abc import Iterator, Mapping, Sequence

from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from ltzplan.text.speech import Lang, catalogue, fill
from ltzplan.views.blocks import Block, Heading, Para, Table, lines


def _say(lang: Lang, key: str, **params: str) -> str:
    return fill(catalogue(lang, "help")[key], params)


def _text(blocks: Iterator[Block], width: int) -> Iterator[str]:
    for line in lines(blocks, width):
        yield "".join(span.text for span in line).rstrip()


def root_help(
    group: TyperGroup, panels: Mapping[str, Sequence[str]], lang: Lang, width: int
) -> Iterator[str]:
    """Give the verbs by panel, and the global options."""

    def blocks() -> Iterator[Block]:
        yield Para(_say(lang, "usage", words="ltz [OPTIONS] VERB …"))
        yield Para(_say(lang, "about"), hang=0)
        for panel, verbs in panels.items():
            yield Heading(_say(lang, f"panel.{panel}"))
            rows = [[verb, _say(lang, f"verb.{verb}")] for verb in verbs]
            yield Table(titles=["", ""], rows=rows, indent=2, shows_titles=False)
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
            rows = [[name, _say(lang, str(one.help))] for name, one in zip(shown, arguments, strict=True)]
            yield Heading(_say(lang, "arguments"))
            yield Table(titles=["", ""], rows=rows, indent=2, shows_titles=False)
        yield from _options(command, lang)

    return _text(blocks(), width)


def _options(command: TyperCommand | TyperGroup, lang: Lang) -> Iterator[Block]:
    options = [one for one in command.params if isinstance(one, TyperOption)]
    rows = []
    for one in options:
        metavar = "" if one.is_flag else f" {one.metavar}"
        rows.append([", ".join(one.opts) + metavar, _say(lang, str(one.help))])
    rows.append(["--help", _say(lang, "opt.help")])
    yield Heading(_say(lang, "options"))
    yield Table(titles=["", ""], rows=rows, indent=2, shows_titles=False)
