"""The one door: argv in, exit code out; every failure becomes a line here."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from itertools import pairwise
from typing import Annotated, Any, Literal

import typer
from typer.core import TyperCommand, TyperGroup

from ltzplan import __version__
from ltzplan.cli.options import Globals
from ltzplan.issues import Issue, LtzError

PANELS: dict[str, dict[str, str]] = {
    "look": dict.fromkeys(("status", "escalate", "show", "why", "list", "log"), "look")
    | {"diff": "trial"}
    | dict.fromkeys(("calendar", "todo"), "regime"),
    "report": dict.fromkeys(("update", "raise", "reply", "withdraw"), "report"),
    "dispatch": dict.fromkeys(
        ("sort", "order", "petition", "accept", "return", "extend", "adjust"), "dispatch"
    )
    | {"session": "dispatch_held", "paper": "paper"},
    "exchange": {"import": "exchange"},
    "keep": {"init": "init", "validate": "keep"},
}
"""Panel of the help -> verb -> module of this package."""
VERBS = {verb: module for panel in PANELS.values() for verb, module in panel.items()}
RESERVED = {"list", "raise", "import", "return"}
GLOBALS = ("--data", "--lang", "--office")
USAGE_ERROR: type[Exception] = typer.BadParameter.__mro__[1]
"""The class of every error of usage, wherever a version of Typer keeps it."""
OK, NO, CANNOT, UNCOMMITTED, BUG, INTERRUPTED = 0, 1, 2, 3, 70, 130


class _Command(TyperCommand):
    def format_help(self, ctx: Any, formatter: Any) -> None:
        from ltzplan.views.help import verb_help  # noqa: PLC0415 - only for help

        formatter.write("\n".join(verb_help(self, ctx.obj.lang, formatter.width)) + "\n")


class _Group(TyperGroup):
    def format_help(self, ctx: Any, formatter: Any) -> None:
        from ltzplan.views.help import root_help  # noqa: PLC0415 - only for help

        formatter.write("\n".join(root_help(self, PANELS, ctx.obj.lang, formatter.width)) + "\n")


def build(verbs: Sequence[str]) -> Any:
    """Build the command line with these verbs only: all of them cost half an `import typer`."""
    app = typer.Typer(cls=_Group, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    app.callback(invoke_without_command=True)(_root)
    for verb in verbs:
        module = import_module(f"ltzplan.cli.{VERBS[verb]}")
        function = getattr(module, f"{verb}_" if verb in RESERVED else verb)
        app.command(verb, cls=_Command)(function)
    return typer.main.get_command(app)


def _root(
    ctx: typer.Context,
    data: Annotated[str | None, typer.Option("--data", help="opt.data", metavar="DIR")] = None,
    lang: Annotated[str | None, typer.Option("--lang", help="opt.lang", metavar="zh|en")] = None,
    office: Annotated[str | None, typer.Option("--office", help="opt.office", metavar="OFFICE")] = None,
    version: Annotated[bool, typer.Option("--version", help="opt.version")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", help="opt.verbose")] = False,
) -> int:
    ctx.obj.data, ctx.obj.office, ctx.obj.told_lang = data, office, lang
    if lang not in (None, "zh", "en"):
        raise LtzError(
            Issue(code="not_one_of", params={"key": "--lang", "value": lang, "expected": "zh, en"})
        )
    if version:
        sys.stdout.write(f"ltz {__version__}\n")
        if verbose:
            from ltzplan.store.yaml import events_source  # noqa: PLC0415 - costs an import of yaml

            sys.stdout.write(
                f"{events_source()}\nPython {sys.version.split()[0]}, typer {typer.__version__}\n"
            )
    elif ctx.invoked_subcommand is None:
        sys.stdout.write(ctx.get_help() + "\n")
    return OK


def _hoisted(words: Sequence[str]) -> list[str]:
    """Move the global options, wherever they were typed, before the verb."""
    first, rest, waiting = [], list(words), 0
    kept: list[str] = []
    for at, word in enumerate(rest):
        if word == "--":
            kept += rest[at:]
            break
        if waiting or word.startswith(tuple(f"{name}=" for name in GLOBALS)):
            first.append(word)
            waiting = 0
        elif word in GLOBALS:
            first.append(word)
            waiting = 1
        else:
            kept.append(word)
    return kept + first[-1:] if waiting else first + kept


def _verb(words: Sequence[str]) -> str | None:
    """Give the first word that is neither a global option nor the value of one."""
    before = ["", *words]
    return next(
        (word for last, word in zip(before, words, strict=False) if word[:1] != "-" and last not in GLOBALS),
        None,
    )


def _language(words: Sequence[str]) -> Literal["zh", "en"]:
    typed = [word.removeprefix("--lang=") for word in words if word.startswith("--lang=")]
    typed += [word for last, word in pairwise(words) if last == "--lang"]
    told = [word for word in typed if word in ("zh", "en")]
    told += [os.environ.get(name, "") for name in ("LTZ_LANG", "LC_ALL", "LC_MESSAGES", "LANG")]
    return "zh" if next(filter(None, told), "").lower().startswith("zh") else "en"


def main(words: Sequence[str]) -> int:
    """Run one command; give the exit code (0 yes, 1 no, 2 could not, 3 not committed, 70 a bug, 130 stopped)."""
    words = _hoisted(words)
    told = Globals(lang=_language(words))
    if words and words[-1] in GLOBALS:
        return _refused(told, [Issue(code="option_needs_value", params={"option": words[-1]})])
    verb = _verb(words)
    known = [verb] if verb in VERBS else [] if words == ["--version"] else list(VERBS)
    try:
        code = build(known).main(args=words, prog_name="ltz", standalone_mode=False, obj=told)
        sys.stdout.flush()
        return int(code or OK)
    except LtzError as error:
        return _refused(told, error.issues)
    except USAGE_ERROR as error:
        return _refused(told, [_usage(error, verb if verb in VERBS else None)])
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except Exception:  # noqa: BLE001 - the one place for what nobody foresaw
        return _crashed(told)


def _crashed(told: Globals) -> int:
    import tempfile  # noqa: PLC0415 - only for a bug
    import traceback  # noqa: PLC0415

    from ltzplan.text.speech import say  # noqa: PLC0415

    with tempfile.NamedTemporaryFile(
        "w", prefix="ltz-", suffix=".log", delete=False, encoding="utf-8"
    ) as log:
        log.write(f"ltz {__version__}\n{traceback.format_exc()}")
    sys.stderr.write(say(told.lang, "crashed", file=log.name) + "\n")
    return BUG


def _refused(told: Globals, issues: Sequence[Issue]) -> int:
    from ltzplan.views.findings import listing  # noqa: PLC0415 - only for errors

    sys.stderr.write("".join(f"{line}\n" for line in listing(issues, told.lang)))
    return CANNOT


def _usage(error: Any, verb: str | None) -> Issue:
    """Turn an error of usage into an issue, told apart by the name of its class."""
    params = {"verb": f" {verb}" if verb else ""}
    match type(error).__name__:
        case "NoSuchOption":
            code = "unknown_option"
            params |= {"option": error.option_name, "near": ", ".join(error.possibilities or ())}
        case "MissingParameter":
            code, params["name"] = "missing_argument", _shown(error.param)
        case "BadOptionUsage":
            code, params["option"] = "option_needs_value", error.option_name
            if "does not take a value" in error.message:
                code = "option_takes_no_value"
        case _ if verb:
            code, params["value"] = "extra_argument", error.message.rpartition("(")[2].rstrip(")")
        case _:
            from difflib import get_close_matches  # noqa: PLC0415 - only for errors

            code, params["value"] = "unknown_verb", [*error.message.split("'"), "", ""][1]
            params["near"] = ", ".join(get_close_matches(params["value"], VERBS, 1))
    return Issue(code=code, params=params)


def _shown(parameter: Any) -> str:
    options = [one for one in parameter.opts if one.startswith("-")]
    return options[0] if options else str(parameter.metavar or parameter.name)


def run() -> None:
    """Run the program and leave with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    sys.exit(main(sys.argv[1:]))
