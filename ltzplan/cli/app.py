"""The command line as Typer has it: what is not typed plainly, what is wrong in it, and help."""

import os
import sys
from collections.abc import Callable, Container, Iterable, Sequence
from inspect import Parameter as Place
from inspect import Signature
from itertools import islice
from typing import TYPE_CHECKING, Annotated
from unicodedata import normalize

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption

from ltzplan import __version__
from ltzplan.cli.main import INTERRUPTED, OK, warn_of_language
from ltzplan.cli.options import EMPTY, Globals, Option, declared
from ltzplan.cli.words import GLOBALS, SWITCHES, VERBS, command, due_a_name
from ltzplan.issues import Issue, LtzError, refuse
from ltzplan.languages import LANGS, Lang
from ltzplan.text.speech import catalogue, named, say, spoken_by

if TYPE_CHECKING:
    from typer._click.core import Context, Parameter
    from typer._click.formatting import HelpFormatter

    from ltzplan.cli.command import Command
    from ltzplan.model.plan import Plan
    from ltzplan.views.blocks import Block

HELP = ("--help", "-h")
OF_GIT = ("commit", "push", "pull")
"""What is typed as a command of ltz and is one of git."""
USAGE_ERROR: type[Exception] = typer.BadParameter.__mro__[1]
"""The class of every error of usage, wherever a version of Typer keeps it."""


class _Command(TyperCommand):
    def invoke(self, ctx: "Context") -> object:
        _refuse_nothing(ctx)
        return super().invoke(ctx)

    def get_help_option(self, ctx: "Context") -> "TyperOption | None":
        return _paged(super().get_help_option(ctx))

    def format_help(self, ctx: "Context", formatter: "HelpFormatter") -> None:
        from ltzplan.views.help import verb_help  # noqa: PLC0415 - only for help

        formatter.write(_laid_out(verb_help(self, ctx.obj.lang, _at_hand(ctx)), formatter.width))


class _Group(TyperGroup):
    def invoke(self, ctx: "Context") -> object:
        _refuse_nothing(ctx)
        return super().invoke(ctx)

    def get_help_option(self, ctx: "Context") -> "TyperOption | None":
        return _paged(super().get_help_option(ctx))

    def format_help(self, ctx: "Context", formatter: "HelpFormatter") -> None:
        from ltzplan.views.help import root_help  # noqa: PLC0415 - only for help

        formatter.write(_laid_out(root_help(self, ctx.obj.lang, _at_hand(ctx)), formatter.width))


def _paged(option: "TyperOption | None") -> "TyperOption | None":
    """Return the option that asks for help, which then is shown as every document is."""
    if option:
        option.callback = _show_help
    return option


def _show_help(ctx: "Context", _: "Parameter", asked: bool) -> None:
    from ltzplan.cli.run import Run  # noqa: PLC0415 - only for help

    if asked and not ctx.resilient_parsing:
        Run(**vars(ctx.obj)).put(ctx.get_help() + "\n", paged=True)
        ctx.exit()


def _laid_out(help: "Iterable[Block]", width: int) -> str:
    from ltzplan.cli.screen import painted  # noqa: PLC0415 - only for help
    from ltzplan.views.layout import lines  # noqa: PLC0415

    return painted(lines(help, width))


def _at_hand(ctx: "Context") -> "Plan | None":
    from ltzplan.cli.run import Run  # noqa: PLC0415 - only for help

    return Run(**vars(ctx.obj)).plan_at_hand()


def _refuse_nothing(ctx: "Context") -> None:
    """Refuse an empty value of an option, or of a file, which names nothing; in a correction it takes off what was there."""
    for parameter in ctx.command.params:
        name = str(parameter.name)
        given = ctx.params.get(name)
        values = given if isinstance(given, list | tuple) else [given]
        if "" in values and (parameter.param_type_name == "option" or "FILE" in str(parameter.metavar)):
            if not ctx.params.get("replaces") or name == "replaces":
                raise refuse("empty_text", path=_shown(parameter).strip("[]"))
            ctx.params[name] = EMPTY if values is not given else [EMPTY]


def build(verbs: Iterable[str]) -> TyperGroup:
    """Build the command line with these verbs only: all of them cost half an `import typer`."""
    app = typer.Typer(
        cls=_Group,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": [*HELP]},
    )
    app.callback(invoke_without_command=True)(_root)
    for verb in verbs:
        app.command(verb, cls=_Command)(_for_typer(command(verb)))
    return typer.main.get_group(app)


def _for_typer(verb: "Command") -> Callable[..., int]:
    """Return a verb as a function of which Typer reads what may be typed for it."""

    def invoked(ctx: typer.Context, **typed: object) -> int:
        return verb(ctx.obj, typed)

    parameters = [Place("ctx", Place.KEYWORD_ONLY, annotation=typer.Context)]
    parameters += [
        one.replace(kind=Place.KEYWORD_ONLY, annotation=_told_typer(one.annotation))
        for one in verb.parameters.values()
    ]
    invoked.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
    invoked.__annotations__ = {one.name: one.annotation for one in parameters}
    return invoked


def _told_typer(annotation: object) -> object:
    """Return the annotation of a parameter as Typer declares it."""
    held, how = declared(annotation)
    if isinstance(how, Option):
        told = typer.Option(*how.names, help=how.help, metavar=how.metavar, show_default=False)
    else:
        told = typer.Argument(help=how.help, metavar=how.metavar, show_default=False)
    return Annotated[held, told]


def _root(
    ctx: typer.Context,
    data: Annotated[str | None, typer.Option("--data", help="opt.data", metavar="DIR")] = None,
    lang: Annotated[str | None, typer.Option("--lang", help="opt.lang", metavar="|".join(LANGS))] = None,
    office: Annotated[str | None, typer.Option("--office", help="opt.office", metavar="OFFICE")] = None,
    version: Annotated[bool, typer.Option("--version", help="opt.version")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", help="opt.verbose")] = False,
    no_input: Annotated[bool, typer.Option("--no-input", help="opt.no_input")] = False,
    no_pager: Annotated[bool, typer.Option("--no-pager", help="opt.no_pager")] = False,
) -> int:
    ctx.obj.data, ctx.obj.office, ctx.obj.told_lang = data, office, lang
    ctx.obj.verbose, ctx.obj.no_input, ctx.obj.no_pager = verbose, no_input, no_pager
    if lang and not _told_lang(lang):
        raise refuse("not_one_of", key="--lang", value=lang, expected=", ".join(LANGS))
    if version:
        sys.stdout.write(f"ltz {__version__}\n")
        if verbose:
            from ltzplan.store.yaml import events_source  # noqa: PLC0415 - costs an import of yaml

            sys.stdout.write(
                f"{events_source()}\nPython {sys.version.split()[0]}, typer {typer.__version__}\n"
            )
    elif ctx.invoked_subcommand is None:
        return _bare(ctx)
    return OK


def _bare(ctx: typer.Context) -> int:
    """What waits for whoever stands in a workspace; elsewhere the help, and how to begin."""
    from ltzplan.cli.home import home  # noqa: PLC0415 - imports what reports need
    from ltzplan.cli.run import Run  # noqa: PLC0415

    run = Run(**vars(ctx.obj))
    if run.stands_in_workspace():
        return home(run)
    run.put(ctx.get_help() + "\n" + say(run.lang, "home.begin") + "\n", paged=True)
    return OK


def _parted(words: Iterable[str], valued: Container[str]) -> tuple[list[str], list[str]]:
    """Part the global options, wherever they were typed, from all else; no value of an option is touched.

    Each as `--lang=zh`; one that lacks its value stands alone.
    """
    first, rest = list[str](), list[str]()
    words = iter(words)
    for word in map(due_a_name, words):
        if word in GLOBALS:
            first.append("=".join((word, *islice(words, 1))))
        elif word in SWITCHES or word.startswith(tuple(f"{name}=" for name in GLOBALS)):
            first.append(word)
        else:
            rest.append(word)
            rest += words if word == "--" else islice(words, 1) if word in valued else ()
    return first, rest


def _asking_for_help(rest: Sequence[str]) -> Sequence[str]:
    """Return words without global options, `help VERB` as `VERB --help`."""
    asked = [word for word in rest[:2] if word != "help"]
    return [*asked, HELP[0]] if rest[:1] == ["help"] else rest


def _valued(group: TyperGroup) -> set[str]:
    """Give the options of the verbs that take a value."""
    options = (one for verb in group.commands.values() for one in verb.params if isinstance(one, TyperOption))
    return {name for one in options if not one.is_flag for name in one.opts}


def _verb(words: Sequence[str]) -> str | None:
    """Give the first word that is neither a global option nor the value of one."""
    words = [*map(due_a_name, words)]
    before = ["", *words]
    return next(
        (word for last, word in zip(before, words, strict=False) if word[:1] != "-" and last not in GLOBALS),
        None,
    )


def _language(first: Sequence[str]) -> Lang:
    words = (word.removeprefix("--lang=") for word in first if word.startswith("--lang="))
    told = [lang for word in words if (lang := _told_lang(word))]
    return told[0] if told else spoken_by(os.environ)


def _told_lang(word: str) -> Lang | None:
    """Return the language that was typed: its code, or what it is called."""
    if word in LANGS:
        return word
    from ltzplan.rules.typed import plain  # noqa: PLC0415 - only for what is no code

    return named(plain(word).casefold())


def run(words: list[str], told: Globals) -> int:
    """Run one command; the exit code. LtzError for what is refused."""
    verb = _verb(words)
    if verb and not verb.isascii():
        words[words.index(verb)] = verb = normalize("NFKC", verb)
    command = build([verb] if verb in VERBS else VERBS if verb else [])
    first, rest = _parted(words, _valued(command))
    told.lang, told.no_pager = _language(first), "--no-pager" in first
    if lacking := [word for word in first if word in GLOBALS]:
        raise refuse("option_needs_value", option=lacking[0])
    warn_of_language(told.lang, typed=any(word.startswith("--lang=") for word in first))
    args = [*first, *_asking_for_help(rest)]
    try:
        return int(command.main(args=args, prog_name="ltz", standalone_mode=False, obj=told) or OK)
    except USAGE_ERROR as error:
        raise LtzError(_usage(error, verb if verb in VERBS else None, told.lang)) from error
    except typer.Abort:
        return INTERRUPTED


def _usage(error: Exception, verb: str | None, lang: Lang) -> Issue:
    """Turn an error of usage into an issue, told apart by the name of its class."""
    told = vars(error)
    params = {"verb": f" {verb}" if verb else ""}
    match type(error).__name__:
        case "NoSuchOption":
            code = "unknown_option"
            params |= {"option": told["option_name"], "near": _near(told["ctx"].command, told["option_name"])}
        case "MissingParameter":
            code, name, told_of = "missing_argument", _shown(told["param"]), str(told["param"].help)
            words = [] if told_of.startswith("arg.") else told_of.split()
            about = catalogue(lang, "help").get(told_of) or catalogue(lang, "help")[f"verb.{verb}"]
            params |= {"name": name, "about": about, "example": f"ltz {verb} {[*words, name][0]}"}
            params |= {"found": "; ".join(words)} if words else {}
        case "BadOptionUsage":
            code, params["option"] = "option_needs_value", told["option_name"]
            if "does not take a value" in told["message"]:
                code = "option_takes_no_value"
        case _ if verb:
            params["value"] = told["message"].rpartition("(")[2].rstrip(")")
            code = "undo_names_none" if verb == "undo" else "extra_argument"
            code = "smart_quote" if "”" in params["value"] else code
        case _:
            from difflib import get_close_matches  # noqa: PLC0415 - only for errors

            code, params["value"] = "unknown_verb", [*told["message"].split("'"), "", ""][1]
            params["near"] = ", ".join(get_close_matches(params["value"], VERBS, 1))
            if command := _of_git(params["value"]):
                code, params["command"] = "for_git", command
    return Issue(code=code, params=params)


def _of_git(word: str) -> str | None:
    """Return what git calls that which was typed as a command of ltz; None for what git does not do."""
    said = ((one, catalogue(lang, "typed")[f"git.{one}"].split("|")) for lang in LANGS for one in OF_GIT)
    return next((one for one, words in said if word in words), None)


def _near(command: TyperCommand, option: str) -> str:
    """Give the options that one is alike which is not there, its dashes left out of account, or that help calls so."""
    from difflib import get_close_matches  # noqa: PLC0415 - only for errors

    if not option.isascii():
        options = [one for one in command.params if isinstance(one, TyperOption)]
        said = [(one.opts[0], catalogue(lang, "help")[str(one.help)]) for one in options for lang in LANGS]
        found = sorted((text.find(option[2:]), name) for name, text in said if option[2:] in text)
        return ", ".join(name for _, name in found[:2])
    known = [name[2:] for one in command.params for name in one.opts if name[:2] == "--"]
    return ", ".join(f"--{one}" for one in get_close_matches(option[2:], known, 2))


def _shown(parameter: "Parameter") -> str:
    options = [one for one in parameter.opts if one.startswith("-")]
    return options[0] if options else str(parameter.metavar or parameter.name)
