"""The one door: argv in, exit code out; every failure becomes a line here."""

import os
import sys
from collections.abc import Container, Iterable, Sequence
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from unicodedata import normalize

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption

from ltzplan import __version__
from ltzplan.cli.options import EMPTY, Globals
from ltzplan.cli.streams import Guarded
from ltzplan.issues import Issue, LtzError, refuse
from ltzplan.languages import LANGS, Lang
from ltzplan.store.answers import Footing, Said, keep
from ltzplan.store.sight import Sight
from ltzplan.text.speech import catalogue, named, say, spoken_by, spoken_in

if TYPE_CHECKING:
    from typer._click.core import Context, Parameter
    from typer._click.formatting import HelpFormatter

    from ltzplan.model.plan import Plan
    from ltzplan.views.blocks import Block

VERBS = {one.stem.rstrip("_"): one.stem for one in sorted(Path(__file__).parent.glob("commands/[a-z]*.py"))}
"""Every verb, and its module of `commands`: what Python keeps for itself ends in an underscore there."""
GLOBALS = ("--data", "--lang", "--office")
SWITCHES = ("--verbose", "--no-input", "--no-pager")
"""The global options: those with a value, and those without."""
HELP = ("--help", "-h")
OF_GIT = ("commit", "push", "pull")
"""What is typed as a command of ltz and is one of git."""
USAGE_ERROR: type[Exception] = typer.BadParameter.__mro__[1]
"""The class of every error of usage, wherever a version of Typer keeps it."""
OK, NO, CANNOT, UNCOMMITTED, BUG, INTERRUPTED = 0, 1, 2, 3, 70, 130


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
        module = import_module(f"ltzplan.cli.commands.{VERBS[verb]}")
        app.command(verb, cls=_Command)(getattr(module, VERBS[verb]))
    return typer.main.get_group(app)


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
    for word in map(_due_a_name, words):
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


def _due_a_name(word: str) -> str:
    """Return a word that may be the name of an option as an English keyboard writes it."""
    if word.isascii():
        return word
    from ltzplan.rules.typed import option  # noqa: PLC0415 - only for what an input method wrote

    return option(word)


def _valued(group: TyperGroup) -> set[str]:
    """Give the options of the verbs that take a value."""
    options = (one for verb in group.commands.values() for one in verb.params if isinstance(one, TyperOption))
    return {name for one in options if not one.is_flag for name in one.opts}


def _verb(words: Sequence[str]) -> str | None:
    """Give the first word that is neither a global option nor the value of one."""
    words = [*map(_due_a_name, words)]
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


def _unknown_language(told: Globals, first: Sequence[str]) -> None:
    """Say that `LTZ_LANG` names a language that there is not, and which one is used."""
    wanted = os.environ.get("LTZ_LANG") or "en"
    typed = any(word.startswith("--lang=") for word in first)
    if not typed and not spoken_in(wanted):
        sys.stderr.write(say(told.lang, "lang.unknown", value=wanted) + "\n")


def main(words: Sequence[str], file: str | None = None, seen: Sight | None = None) -> int:
    """Run one command; give the exit code (0 yes, 1 no, 2 could not, 3 not committed, 70 a bug, 130 stopped).

    What only looks at a workspace may keep its answer in a file, and rest on what was just seen of it.
    """
    said = list[Said]()
    out, err = Guarded(sys.stdout, "out", said), Guarded(sys.stderr, "err", said)
    sys.stdout, sys.stderr = out, err
    told = Globals(lang=_language([]))
    if file:
        told.footing = Footing(os.environ, seen)
    code = _run(list(words), told)
    if code not in (OK, NO):
        return code
    if out.lost is None:
        if file and err.lost is None:
            keep(file, told.footing, code, said)
        return code
    stored = {
        "record": ", ".join(told.stored[:3]),
        "more": f" (+{more})" if (more := len(told.stored[3:])) else "",
    }
    lost = "stored_not_printed" if told.stored else "not_printed"
    return _refused(told, [Issue(code=lost, params={"reason": out.lost} | stored)])


def _run(words: list[str], told: Globals) -> int:
    verb = _verb(words)
    if verb and not verb.isascii():
        words[words.index(verb)] = verb = normalize("NFKC", verb)
    try:
        command = build([verb] if verb in VERBS else VERBS if verb else [])
        first, rest = _parted(words, _valued(command))
        told.lang, told.no_pager = _language(first), "--no-pager" in first
        if lacking := [word for word in first if word in GLOBALS]:
            return _refused(told, refuse("option_needs_value", option=lacking[0]).issues)
        _unknown_language(told, first)
        args = [*first, *_asking_for_help(rest)]
        return int(command.main(args=args, prog_name="ltz", standalone_mode=False, obj=told) or OK)
    except LtzError as error:
        return _refused(told, error.issues)
    except USAGE_ERROR as error:
        return _refused(told, [_usage(error, verb if verb in VERBS else None, told.lang)])
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except Exception:  # noqa: BLE001 - the one place for what nobody foresaw
        return _crashed(told)


def _crashed(told: Globals) -> int:
    import tempfile  # noqa: PLC0415 - only for a bug
    import traceback  # noqa: PLC0415

    with tempfile.NamedTemporaryFile(
        "w", prefix="ltz-", suffix=".log", delete=False, encoding="utf-8"
    ) as log:
        log.write(f"ltz {__version__}\n{traceback.format_exc()}")
    sys.stderr.write(say(told.lang, "crashed", file=log.name) + "\n")
    return BUG


def _refused(told: Globals, issues: Sequence[Issue]) -> int:
    from ltzplan.cli.run import Run  # noqa: PLC0415 - only for errors
    from ltzplan.cli.screen import tell  # noqa: PLC0415
    from ltzplan.views.findings import listing  # noqa: PLC0415

    tell(listing(issues, told.lang, Run(**vars(told)).names_in(issues)))
    return CANNOT


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
