"""`ltz explain` on a screen: what an error says, the way out, and a case that shows it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import takewhile

from ltzplan.languages import Lang
from ltzplan.text.bad_input import BadInput, shown_first
from ltzplan.text.speech import ERRORS, catalogue, fill, member_words, say
from ltzplan.views.blocks import ID, Block, Gap, Heading, Para, Raw, Span, Table

CODES = tuple(code for code in catalogue("en", *ERRORS) if "." not in code)
"""Every code of an error, in the order of the catalogue."""
GROUP = "group."
"""How the keys of the catalogue begin that are titles of the errors below them."""
OF_A_FILE, OF_A_CASE = 12, 7
"""Lines that are shown of a file, and on a screen of a case's input or of what is printed."""


class _Left(dict[str, str]):
    """What differs from case to case, left open."""

    def __missing__(self, key: str) -> str:
        return "…"


def _left(lang: Lang) -> Mapping[str, str]:
    return _Left(did_you_mean="", listed="", more="", verb=" …", **member_words(lang))


def what_it_says(lang: Lang, code: str) -> str:
    """The sentence of an error."""
    return fill(catalogue(lang, *ERRORS)[code], _left(lang))


def codes_blocks(lang: Lang) -> Iterator[Block]:
    """All errors, each on a line, by what they are about."""
    groups = dict[str, list[str]]()
    for key, text in catalogue(lang, *ERRORS).items():
        if key.startswith(GROUP):
            codes = groups[text] = []
        elif key in CODES:
            codes.append(key)
    yield Para(say(lang, "explain.all", count=len(CODES)))
    for title, codes in groups.items():
        yield Heading(title)
        rows: list[list[str | Span]] = [[Span(code, ID), _about(lang, code)] for code in codes]
        yield Table(titles=["", ""], rows=rows, indent=2, shows_titles=False)
    yield Para(say(lang, "explain.one"))


def explain_blocks(lang: Lang, code: str) -> Iterator[Block]:
    """One error, on no more than a screen."""
    case, says = shown_first(code), what_it_says(lang, code)
    about = _about(lang, code)
    told = {
        "explain.wrong": about if about != says else "",
        "explain.says": says,
        "explain.way_out": fill(catalogue(lang, *ERRORS)[f"{code}.next"], _left(lang)),
    }
    yield Heading(code)
    rows = [[say(lang, key), text] for key, text in told.items() if text]
    yield Table(titles=["", ""], rows=rows, indent=2, shows_titles=False)
    yield Gap()
    yield Para(say(lang, "explain.example"))
    shown = (*_few([*input_lines(case)]), *_few(_of_one(code, visible(case.golden(lang) or ""))))
    yield Raw(tuple(f"  {line}" for line in shown))


def _about(lang: Lang, code: str) -> str:
    """What is wrong, in a few words; in a language that lacks them, what the error says."""
    return shown_first(code).about if lang == "en" else what_it_says(lang, code)


def _of_one(code: str, printed: str) -> list[str]:
    """The lines that are printed of one error, else of the first."""
    lines = printed.splitlines()
    first = next((at for at, line in enumerate(lines) if f"[{code}]" in line), 0)
    return [lines[first], *takewhile(lambda line: line[:1] == " ", lines[first + 1 :])]


def _few(lines: Sequence[str]) -> Sequence[str]:
    """The first of many lines, and the last, which says what was typed or what to do."""
    return lines if len(lines) <= OF_A_CASE else (*lines[: OF_A_CASE - 2], "..", lines[-1])


def input_lines(case: BadInput, beside: Iterable[str] = (), after: str = "") -> Iterator[str]:
    """A case's bad input in a few lines, and what is wrong `beside` it; `after` goes on with the command line."""
    for one in case.before:
        yield f"$ ltz {one}"
    for path, text in case.files.items():
        yield f"# {path}"
        yield from visible(text).splitlines()[:OF_A_FILE]
    for change in case.change:
        yield f"# {change.get('file', 'data/tasks.yaml')}"
        yield from (f"-{line}" for line in visible(change["find"]).splitlines())
        yield from (f"+{line}" for line in visible(change["put"]).splitlines())
    yield from beside
    for name, value in case.env.items():
        if value:
            yield f"$ export {name}={value}"
    yield f"$ ltz {visible(case.run)}{after}" if case.run else "$ ltz status"


def visible(text: str) -> str:
    """A text with what cannot be seen written as U+XXXX, but for the ends of its lines."""

    def one(char: str) -> str:
        return char if char == "\n" or (char.isprintable() and char != "\u3000") else f"<U+{ord(char):04X}>"

    return "".join(map(one, text))
