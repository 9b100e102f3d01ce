"""Help in two languages: the verbs in panels, and of one what it takes, from the plan at hand."""

import re
from collections.abc import Iterable, Iterator, Mapping

from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from ltzplan.languages import Lang
from ltzplan.model.method import COMPLETED
from ltzplan.model.plan import Plan
from ltzplan.reports.listing import LISTS
from ltzplan.rules.references import offered
from ltzplan.rules.spoken import SINGULAR
from ltzplan.rules.typed import SHOWN
from ltzplan.text.speech import catalogue, fill, say
from ltzplan.views.blocks import COMMAND, Block, Heading, Para, Span, Table
from ltzplan.views.names import Names


def _say(lang: Lang, key: str, **params: str) -> str:
    return fill(catalogue(lang, "help")[key], params)


def root_help(group: TyperGroup, lang: Lang, plan: Plan | None) -> Iterator[Block]:
    """Where to start, the verbs by panel, as the catalogue lists them, and the global options."""
    yield Para(_say(lang, "usage", words="ltz [OPTIONS] VERB …"))
    yield Para(_say(lang, "about"), hang=0)
    starts = (_say(lang, key).split("|") for key in ("start.look", "start.write", "start.ask"))
    yield from _listed(_say(lang, "start"), starts)
    yield Para(_say(lang, "example", words=example("update", lang, plan)), indent=2, hang=4)
    panels: dict[str, list[tuple[str, str]]] = {}
    for key, sentence in catalogue(lang, "help").items():
        kind, _, name = key.partition(".")
        if kind == "panel":
            verbs = panels[sentence] = []
        elif kind == "verb":
            verbs.append((name, sentence))
    for title, verbs in panels.items():
        yield from _listed(title, verbs)
    yield from _options(group, lang, _Words(lang, None))
    yield Para(_say(lang, "exit_codes"), hang=4)


def verb_help(command: TyperCommand, lang: Lang, plan: Plan | None) -> Iterator[Block]:
    """A verb's usage, what it does, an example, its arguments and options, with the words that the plan has for them."""
    arguments = [one for one in command.params if isinstance(one, TyperArgument)]
    named = [str(one.metavar) for one in arguments]
    usage = " ".join(["ltz", str(command.name), *named, "[OPTIONS]"])
    yield Para(_say(lang, "usage", words=usage), hang=4)
    yield Para(_say(lang, f"verb.{command.name}"))
    if f"more.{command.name}" in catalogue(lang, "help"):
        yield Para(_say(lang, f"more.{command.name}"))
    yield Para(_say(lang, "example", words=example(str(command.name), lang, plan)), hang=4)
    words, said = _Words(lang, plan), catalogue(lang, "help")
    if arguments:
        told = (words.beside(one, said.get(str(one.help), str(one.help))) for one in arguments)
        yield from _listed(_say(lang, "arguments"), zip(named, told, strict=True))
    yield from _options(command, lang, words)
    yield Para(_say(lang, "globals"), hang=4)


def example(verb: str, lang: Lang, plan: Plan | None, **given: str) -> str:
    """A command line of a verb in the words of a plan, without the options of what it does without.

    What neither it nor `given` has, and the verb cannot do without, stands in capitals.
    """
    apt = {listed: _apt(plan, listed) or one for one, listed in SINGULAR.items()}
    sentence = catalogue(lang, "help")[f"example.{verb}"]
    for listed in SINGULAR.values() if plan else ():
        if not (_entries(plan, listed) or listed in given):
            sentence = re.sub(rf"(?: --percent \S+)? --[a-z]+ \{{{listed}\}}", "", sentence)
    return fill(sentence, {"problem": f"{apt['tasks']}-51cf"} | apt | given)


def _apt(plan: Plan | None, listed: str) -> str | None:
    """The entry that an example speaks of: a task that is built, a need of vice mayors, the last stage; else one in the middle."""
    ids, apt = [*_entries(plan, listed)], list[str]()
    if plan and listed == "tasks":
        apt = [task.id for task in plan.tasks if task.milestones and task.id in ids]
    elif plan and listed == "needs":
        vice = {level.id for level in plan.levels if level.by}
        apt = [id for id in ids if plan.needs[id].level in vice]
    elif listed == "stages":
        apt = ids[-1:]
    return next(iter((*apt, *ids[len(ids) // 2 :])), None)


def _entries(plan: Plan | None, listed: str) -> Mapping[str, object]:
    """The entries of a list of a plan that may be named still."""
    found = plan.listed(listed) if plan else {}
    found = found or (plan.listed("areas") if plan and listed == "portfolios" else {})
    return {id: one for id, one in found.items() if not getattr(one, "ended", None)}


class _Words:
    """The words that options and arguments may have: of the method, or entries of the plan; each list is shown once."""

    def __init__(self, lang: Lang, plan: Plan | None) -> None:
        self._lang, self._plan = lang, plan
        self._shown = set[str]()

    def beside(self, one: TyperArgument | TyperOption, told: str) -> str:
        """What is told of an option or argument, and below it the words that it may have."""
        kind, _, key = str(one.help).partition(".")
        listed = SINGULAR.get(str(one.metavar).strip("[].").partition("=")[0], "")
        if kind not in ("arg", "opt") or getattr(one, "is_flag", False):
            return told
        words = self._of_the_plan(listed) if listed else self._of_the_method(key)
        return "\n".join(filter(None, (told, words, self._example(key))))

    def _example(self, key: str) -> str:
        """An example of an option that is typed in a form of its own."""
        if self._plan is None or f"example.opt.{key}" not in catalogue(self._lang, "help"):
            return ""
        return _say(self._lang, "example", words=example(f"opt.{key}", self._lang, self._plan))

    def _of_the_plan(self, listed: str) -> str:
        if self._plan is None or listed in self._shown:
            return ""
        self._shown.add(listed)
        names, ids = (
            Names(self._plan, self._lang),
            [*_entries(self._plan, listed), *offered(self._plan, listed)],
        )
        all_at = f"ltz list {listed}" if listed in LISTS else ".."
        return self._said({id: names.of(listed, id) for id in ids if id != COMPLETED}, all_at)

    def _of_the_method(self, group: str) -> str:
        said = catalogue(self._lang, "terms", "typed")
        begins = (f"also.{group}.", f"{group}.")
        known = {
            key.removeprefix(one): word for one in begins for key, word in said.items() if key.startswith(one)
        }
        return self._said({id: word.split("|")[0] for id, word in known.items()}, "..")

    def _said(self, known: Mapping[str, str], all_at: str) -> str:
        """List a few words by id, each with its name where that is another, and where all are listed."""
        other = {id: "" if _letters(id) == _letters(name) else name for id, name in known.items()}
        said = [id + (say(self._lang, "bracket", text=name) if name else "") for id, name in other.items()]
        return say(self._lang, "list.semi").join([*said[:SHOWN], *[all_at][: len(said) - SHOWN > 0]])


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _options(command: TyperCommand | TyperGroup, lang: Lang, words: _Words) -> Iterator[Block]:
    options = [one for one in command.params if isinstance(one, TyperOption)]
    named = (", ".join(one.opts) + ("" if one.is_flag else f" {one.metavar}") for one in options)
    told = (words.beside(one, _say(lang, str(one.help))) for one in options)
    yield from _listed(
        _say(lang, "options"), [*zip(named, told, strict=True), ("--help, -h", _say(lang, "opt.help"))]
    )


def _listed(title: str, told: Iterable[Iterable[str]]) -> Iterator[Block]:
    yield Heading(title)
    rows: list[list[str | Span]] = [[Span(typed, COMMAND), meaning] for typed, meaning in told]
    yield Table(titles=["", ""], rows=rows, indent=2, shows_titles=False)
