"""Blocks as Markdown, every text as it was typed."""

import re
from collections.abc import Iterable, Iterator

from ltzplan.views.blocks import Block, Gap, Heading, Para, Placed, Raw, Table, as_span

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~&])")
_FIRST = re.compile(r"[-+=]|[0-9]+[.)]")
"""By which a line begins a list, a rule or a title; its last sign is that which makes it one."""


def as_markdown(blocks: Iterable[Block]) -> str:
    """A document in Markdown."""
    return "\n".join(_markdown(blocks)).strip("\n") + "\n"


def _escaped(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", text).replace("\n", " ")


def _begun(text: str) -> str:
    """Give running text so that its beginning is text too; what is set in may be an item, which a reader sees as one."""
    text = text.lstrip(" ")
    found = _FIRST.match(text)
    return f"{text[: found.end() - 1]}\\{text[found.end() - 1 :]}" if found else text


def _markdown(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading() | Placed(level=1):
                yield from ("#" * block.level + " " + _escaped(block.text), "")
            case Para() | Placed():
                text = block.text if isinstance(block.text, str) else "".join(one.text for one in block.text)
                set_in = isinstance(block, Para) and block.indent
                yield from (_escaped(text) if set_in else _begun(_escaped(text)), "")
            case Gap():
                pass
            case Raw():
                yield from ("```", *block.lines, "```", "")
            case Table():
                yield "| " + " | ".join(_escaped(as_span(title).text) for title in block.titles) + " |"
                rule = ("--:" if at in block.right else "---" for at in range(len(block.titles)))
                yield "| " + " | ".join(rule) + " |"
                for row in block.rows:
                    cells = (*row, *[""] * (len(block.titles) - len(row)))
                    yield "| " + " | ".join(_escaped(as_span(cell).text) for cell in cells) + " |"
                yield ""
