"""The verbs, and what may be typed for their options and arguments: as Typer has them, kept until the program changes."""

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from ltzplan.dataclass import dataclass
from ltzplan.languages import Lang
from ltzplan.model.codec import decoder, encode
from ltzplan.model.method import COMPLETED
from ltzplan.model.values import about
from ltzplan.rules.spoken import SINGULAR
from ltzplan.store.stamp import program

if TYPE_CHECKING:
    from typer._click.core import Parameter

SHELLS = ("bash", "zsh", "fish", "powershell")
LISTS: Mapping[str, tuple[str, ...]] = {
    **{called: (listed,) for called, listed in SINGULAR.items()},
    "PROBLEM": ("problems",), "ID": ("tasks", "problems", "moves"), "PERIOD": ("monthly",),
    "PART": ("parts",), "PAPER": ("papers",), "CODE": ("codes",),
}  # fmt: skip
"""What a value is called -> what it is one of."""
OF_RECORDS: Mapping[str, tuple[str, ...]] = {
    "arg.record": ("records",), "opt.replaces": ("records",),
    "opt.session": ("sessions",), "opt.paper_session": ("sessions",), "opt.follows": (),
}  # fmt: skip
"""What is an `ID` and neither that of a task nor of an open problem -> what it is one of."""


BEGINS = ("state.", "paper.")
"""How the keys begin of what words of the method are called, beside those of an option's own name."""


@dataclass(frozen=True, kw_only=True)
class Value:
    """What may be typed for an option or argument."""

    said: str = about("What it is for.", default="")
    flag: bool = about("A switch: nothing is typed for it.", default=False)
    words: Mapping[str, str] = about("Words, each with what it means.", default_factory=dict)
    lists: tuple[str, ...] = about(
        "Lists of the plan, `problems` for those that are open, `parts` of the task, records, cycles for their periods,"
        " `codes` of errors.",
        default=(),
    )


@dataclass(frozen=True, kw_only=True)
class VerbValues:
    """A verb, or under no name the program."""

    said: str = about("What it is for.", default="")
    options: Mapping[str, Value] = about("Its options, and those of the program, by name.")
    arguments: tuple[Value, ...] = about("Its arguments in order; the last one is typed any number of times.")


def known_verbs(lang: Lang, folder: str | None) -> dict[str, VerbValues]:
    """Return the verbs by name as they were kept in the user's own folder, else made and kept there."""
    file = Path(folder, f"verbs.{lang}.json") if folder else None
    if file:
        with suppress(OSError, ValueError):
            of, told = json.loads(file.read_text(encoding="utf-8"))
            if of == program():
                known: dict[str, VerbValues] = decoder(dict[str, VerbValues])(told)
                return known
    made = _made(lang)
    if file:
        spare = file.with_name(f"{file.name}.{os.urandom(4).hex()}")
        with suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
            spare.write_text(
                json.dumps((program(), encode(made, brief=True)), ensure_ascii=False), encoding="utf-8"
            )
            spare.replace(file)
    return made


def _made(lang: Lang) -> dict[str, VerbValues]:
    from ltzplan.cli.app import build  # noqa: PLC0415 - what it costs is the reason for keeping it
    from ltzplan.cli.words import VERBS  # noqa: PLC0415
    from ltzplan.text.speech import catalogue  # noqa: PLC0415

    said = catalogue(lang, "help")
    group = build(VERBS)
    made = {"": VerbValues(options=_options(lang, group.params), arguments=())}
    for name, command in group.commands.items():
        arguments = [one for one in command.params if one.param_type_name == "argument"]
        values = [_value(lang, one) for one in arguments]
        if not (arguments and arguments[-1].nargs == -1):
            values.append(Value())
        options = {**made[""].options, **_options(lang, command.params)}
        made[name] = VerbValues(said=said[f"verb.{name}"], options=options, arguments=tuple(values))
    verbs = Value(words={name: one.said for name, one in made.items() if name})
    made["help"] = VerbValues(said=said["opt.help"], options={}, arguments=(verbs, Value()))
    return made


def _options(lang: Lang, parameters: "Iterable[Parameter]") -> dict[str, Value]:
    listed = (one for one in parameters if one.param_type_name == "option")
    return {name: _value(lang, one) for one in listed for name in one.opts}


def _value(lang: Lang, parameter: "Parameter") -> Value:
    """Return what may be typed for a parameter: by its name, else by what its value is called."""
    from ltzplan.cli.options import PERIODS  # noqa: PLC0415
    from ltzplan.text.speech import catalogue  # noqa: PLC0415

    key, called, name = str(getattr(parameter, "help", "")), str(parameter.metavar), parameter.opts[0]
    said, terms = catalogue(lang, "help").get(key, ""), catalogue(lang, "terms")
    if getattr(parameter, "is_flag", False):
        return Value(said=said, flag=True)
    if (cycle := PERIODS.get(name[2:])) or key in OF_RECORDS:
        return Value(said=said, lists=(cycle,) if cycle else OF_RECORDS[key])
    begins = f"{key.partition('.')[2].removeprefix('only_')}."
    own = [one.removeprefix(begins) for one in terms if one.startswith(begins)]
    if key == "opt.stage":
        own.remove(COMPLETED)  # nobody may say so; only its rule
    words = _words(name) or own or (called.split("|") if called.islower() else () if said else key.split())
    meant = {
        one: next((terms[begin + one] for begin in (begins, *BEGINS) if begin + one in terms), "")
        for one in words
    }
    return Value(said=said, words=meant, lists=LISTS.get(called.strip("[]."), ()))


def _words(option: str) -> Sequence[str]:
    """Return the words of the method that an option takes."""
    from ltzplan.cli.output import FORMATS  # noqa: PLC0415
    from ltzplan.cli.schemas import SCHEMAS  # noqa: PLC0415
    from ltzplan.reports.filter import By  # noqa: PLC0415
    from ltzplan.rules.life import BEFORE, LIFE  # noqa: PLC0415

    match option:
        case "--format":
            return [one for one in FORMATS if one != "raw"]
        case "--by":
            return get_args(By)
        case "shell":
            return SHELLS
        case "--schema":
            return [*SCHEMAS]
        case "--state":
            return [
                one for one in dict.fromkeys((*(state for state, _ in LIFE), *LIFE.values())) if one != BEFORE
            ]
        case _:
            return ()
