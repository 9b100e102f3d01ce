"""Pages of papers: templates of jinja2, filled in a sandbox. Its only importer, and itself imported only to print one.

A page sees what it is given, reads its fields and says it with our filters; it calls nothing else, loads only
our own pages, and has a budget for what it repeats and prints.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import is_dataclass
from decimal import Decimal
from pathlib import Path
from traceback import walk_tb
from types import CodeType

from jinja2 import (
    FunctionLoader,
    StrictUndefined,
    Template,
    TemplateNotFound,
    TemplateSyntaxError,
    Undefined,
    nodes,
    pass_context,
)
from jinja2.environment import TemplateModule
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment

from ltzplan.dataclass import dataclass
from ltzplan.issues import LtzError, Place, refuse
from ltzplan.views.markup import GAP, guarded, plain

TEXT = Path(__file__).parent.parent / "text"
BUDGET = 16 * 2**20
"""Characters that a page may repeat and print before it is finished, and the steps it may take."""
HIGHEST = 10**15
"""The largest number that a page may reckon with."""
_LONGEST = 16 * 2**10
"""Characters of the longest of our pages, and more."""
_COMPILED: dict[tuple[str, str | None, str | None], CodeType] = {}
_BLANK = re.compile(r"^[ \t]*$", re.MULTILINE)


@dataclass(frozen=True)
class Page:
    """A template, and the file that errors name; without one it is ours."""

    text: str
    file: str = ""


def own_page(kind: str, lang: str) -> Page:
    """Give our page of a kind of paper in a language."""
    return Page((TEXT / lang / "pages" / f"{kind}.{lang}.md").read_text(encoding="utf-8"))


def fill(
    page: Page, told: Mapping[str, object], filters: Mapping[str, Callable[..., object]],
    said: Callable[[object], str], between: str,
) -> str:  # fmt: skip
    """Fill in a page; LtzError, with its line, where one that was brought along is broken."""
    try:
        room = _Room(filters, said, between)
        code = room.compile(page.text, filename=page.file or "page")
        return "".join(room.bounded(Template.from_code(room, code, {}).generate(told)))
    except Exception as error:
        if not page.file:
            raise
        raise _broken(page, error) from None


def check(page: Page, filters: Mapping[str, Callable[..., object]]) -> LtzError | None:
    """Give what is wrong with a page before anything is filled in; None: nothing."""
    try:
        _Room(filters).compile(page.text, filename=page.file)
    except Exception as error:  # noqa: BLE001 - whatever a page does to its reader
        return _broken(page, error)
    return None


class _SpentError(Exception):
    """A page that repeats or prints too much."""


def _broken(page: Page, error: Exception) -> LtzError:
    line = error.lineno if isinstance(error, TemplateSyntaxError) else None
    for frame, at in walk_tb(error.__traceback__):
        line = at if frame.f_code.co_filename == page.file else line
    lines = page.text.split("\n")
    shown = lines[line - 1].strip() if line and line <= len(lines) else None
    place = Place(file=page.file, line=line, excerpt=shown)
    if isinstance(error, _SpentError | RecursionError):
        return refuse("page_endless", place, limit=f"{BUDGET // 2**20} MiB")
    if isinstance(error, TemplateNotFound):
        return refuse("page_broken", place, reason=f"no page of ours is called '{error.name}'")
    reason = str(error).splitlines() or [type(error).__name__]
    return refuse("page_broken", place, reason=reason[0])


class _HeldList(tuple[object, ...]):  # noqa: SLOT001 - a tuple has no room for one
    """A list of a page, and how much it holds in all."""

    weight = 1


class _HeldByName(dict[object, object]):
    """The same by name."""

    weight = 1


def _filtered(name: str, node: nodes.Node, *given: int) -> nodes.Filter:
    said: list[nodes.Expr] = [nodes.Const(one) for one in given]
    assert isinstance(node, nodes.Expr)
    return nodes.Filter(node, name, said, [], None, None, lineno=node.lineno)


def _counted(node: object) -> object:
    """Give a list of a page with its counter; what is set, and what is none, as it is."""
    if isinstance(node, nodes.List | nodes.Dict) or (isinstance(node, nodes.Tuple) and node.ctx == "load"):
        return _filtered("held", node)
    return node


class _Room(ImmutableSandboxedEnvironment):
    """Where a page is filled: nothing is in it but our filters, and every repetition is counted."""

    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})

    def __init__(
        self,
        filters: Mapping[str, Callable[..., object]],
        said: Callable[[object], str] = str,
        between: str = "",
    ) -> None:
        super().__init__(
            line_statement_prefix="%", line_comment_prefix="%#", undefined=StrictUndefined, autoescape=False,
            keep_trailing_newline=True, finalize=self._finalized, loader=FunctionLoader(_own_part), optimized=False,
        )  # fmt: skip
        self._said, self._between, self._spent = said, between, 0
        self.globals.clear()
        self.filters.clear()
        self.filters |= {name: self._saying(one) for name, one in filters.items()}
        self.filters["join"] = self._join
        self.filters |= {"repeated": self._repeated, "loaded": self._loaded, "held": self._held}

    def bounded(self, pieces: Iterable[str]) -> Iterator[str]:
        """Pass on what a page prints as long as there is room for it."""
        for piece in pieces:
            self._spend(len(piece))
            yield piece

    def _spend(self, characters: int) -> None:
        self._spent += characters
        if self._spent > BUDGET:
            raise _SpentError

    def preprocess(self, source: str, name: str | None = None, filename: str | None = None) -> str:
        """Keep the blank lines, which a statement that ends before them would take along."""
        return _BLANK.sub(GAP, super().preprocess(source, name, filename).rstrip("\n")) + "\n"

    def compile(self, source: str, name: str | None = None, filename: str | None = None) -> CodeType:  # type: ignore[override]
        """Compile a page once: an issued paper is printed twice, and our parts stand in several."""
        key = (source, name, filename)
        if key not in _COMPILED:
            _COMPILED[key] = super().compile(source, name, filename)
        return _COMPILED[key]

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Put a counter at whatever repeats, loads or holds; refuse what none could count."""
        tree = super()._parse(source, name, filename)
        for one in [tree, *tree.find_all(nodes.Node)]:
            if isinstance(one, nodes.Concat) or (isinstance(one, nodes.For) and one.recursive):
                sign = "~" if isinstance(one, nodes.Concat) else "recursive"
                raise TemplateSyntaxError(f"'{sign}' is not for pages", one.lineno, name, filename)
            for field, value in one.iter_fields():
                if isinstance(value, list):
                    setattr(one, field, [_counted(each) for each in value])
                else:
                    setattr(one, field, _counted(value))
            if isinstance(one, nodes.For):
                weight = sum(len(data.data) for data in one.find_all(nodes.TemplateData))
                one.iter = _filtered("repeated", one.iter, weight)
            if isinstance(one, nodes.Include | nodes.Import | nodes.FromImport):
                one.template = _filtered("loaded", one.template)
        return tree

    @pass_context  # so that it is asked each time, also of what is constant
    def _loaded(self, _: Context, name: object) -> object:
        """Count one of our pages, as long as the longest."""
        self._spend(_LONGEST)
        return name

    @pass_context
    def _held(self, _: Context, items: Iterable[object]) -> object:
        """Count what a list holds, with what the lists in it hold."""
        if isinstance(items, dict):
            held: _HeldList | _HeldByName = _HeldByName(items)
            inner: Iterable[object] = items.values()
        else:
            held = _HeldList(items)
            inner = held
        held.weight = 1 + sum(getattr(one, "weight", 1) for one in inner)
        self._spend(held.weight)
        return held

    @pass_context
    def _repeated(self, _: Context | None, items: Iterable[object], weight: int) -> Sequence[object]:
        """Count what a loop goes through, with the text that stands in it."""
        found = list(items)
        self._spend(len(found) * (1 + weight))
        return found

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:  # noqa: ARG002 - jinja's own
        """Let a page read the fields of reports, and go through what they list."""
        if attr.startswith("_"):
            return False
        listed = isinstance(obj, Mapping) and attr in ("items", "keys", "values")
        return listed or is_dataclass(obj) or isinstance(obj, LoopContext | TemplateModule)

    def is_safe_callable(self, obj: object) -> bool:
        """Let a page call its macros, and go through a mapping."""
        listed = isinstance(getattr(obj, "__self__", None), Mapping)
        return listed or isinstance(obj, Macro)

    def call(self, context: Context, obj: Callable[..., object], /, *args: object, **named: object) -> object:
        """Count a call; what a macro says is a phrase: its lines are joined."""
        self._spend(1)
        if isinstance(obj, Undefined):
            str(obj)  # which says what is not defined
        found = super().call(context, obj, *args, **named)
        if isinstance(obj, Macro):
            text = str(found).replace("\n", "")
            self._spend(len(text))
            return text if plain(text) else ""
        return found

    def call_binop(self, context: Context, operator: str, left: object, right: object) -> object:
        """Reckon with numbers of a size that a paper has; texts are not added up."""
        if not all(isinstance(one, int | Decimal) for one in (left, right)) or operator == "**":
            raise SecurityError(f"'{operator}' is for numbers")
        found = super().call_binop(context, operator, left, right)
        if abs(found) > HIGHEST:
            raise SecurityError(f"'{operator}' gives too large a number")
        return found

    @pass_context
    def _finalized(self, _: Context, value: object) -> object:
        return self._print(value)

    def _print(self, value: object) -> object:
        """Give a value as it stands on the page: no text of a record is markup."""
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        if isinstance(value, Undefined):
            return str(value)  # which says what is not defined
        text = value if isinstance(value, str) else self._said(value)
        self._spend(len(text))
        return guarded(text)

    def _join(self, items: Iterable[object], sign: str | None = None) -> str:
        """List what is not empty, as the language does or with a sign between."""
        said = [str(self._print(one)) for one in self._repeated(None, items, 0)]
        between = self._between if sign is None else sign
        return between.join(one for one in said if plain(one))

    def _saying(self, say: Callable[..., object]) -> Callable[..., object]:
        """Let a filter meet the same error for what is not defined as a page does."""

        @pass_context  # so that what is compiled holds no word of this plan
        def told(_: Context, value: object, *more: object) -> object:
            for one in (value, *more):
                if isinstance(one, Undefined):
                    str(one)
            return say(value, *more)

        return told


def _own_part(name: str) -> str | None:
    """Give one of our own pages by its name, and nothing else."""
    return next(
        (one.read_text(encoding="utf-8") for one in TEXT.glob("*/pages/*.md") if one.name == name), None
    )
