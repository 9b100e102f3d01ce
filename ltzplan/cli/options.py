"""The options that several verbs share. Help texts are keys of the catalogue."""

from collections.abc import Callable
from dataclasses import dataclass, field
from inspect import Parameter, signature
from types import SimpleNamespace
from typing import Annotated, Any, Literal

import typer


@dataclass(kw_only=True)
class Globals:
    """What was said before the verb, and what the run has stored."""

    lang: Literal["zh", "en"]
    data: str | None = None
    office: str | None = None
    told_lang: str | None = None
    """The language where it was typed, not read from the environment."""
    stored: list[str] = field(default_factory=list)
    """Ids of the records that were stored, for what is said where they cannot be printed."""


Maybe = str | None
Many = list[str] | None


def option(name: str, metavar: str = "TEXT", help: str | None = None) -> Any:
    """Give an option; its help is looked up by its name, or by another key."""
    key = help or name.removeprefix("--").replace("-", "_")
    return typer.Option(name, help=f"opt.{key}", metavar=metavar, show_default=False)


def flag(name: str, help: str | None = None) -> Any:
    """Give a switch; its help is looked up by its name, or by another key."""
    key = help or name.removeprefix("--").replace("-", "_")
    return typer.Option(name, help=f"opt.{key}", show_default=False)


def argument(metavar: str, help: str) -> Any:
    """Give an argument, whose help is looked up by key."""
    return typer.Argument(metavar=metavar, help=f"arg.{help}", show_default=False)


def _group(**names: Any) -> dict[str, Parameter]:
    return {
        name: Parameter(
            name, Parameter.KEYWORD_ONLY, annotation=kind, default=False if kind.__origin__ is bool else None
        )
        for name, kind in names.items()
    }


READING = _group(
    as_of=Annotated[Maybe, option("--as-of", "DATE")],
    known_on=Annotated[Maybe, option("--known-on", "DATE")],
    rev=Annotated[Maybe, option("--rev", "COMMIT|PAPER")],
    form=Annotated[Maybe, option("--format", "FORM")],
)
RAW = _group(raw=Annotated[bool, flag("--raw")])
NARROWING = _group(
    area=Annotated[Maybe, option("--area", "AREA")],
    city=Annotated[Maybe, option("--city", "CITY")],
    level=Annotated[Maybe, option("--level", "LEVEL")],
    portfolio=Annotated[Maybe, option("--portfolio", "PORTFOLIO")],
    light=Annotated[Maybe, option("--light", "LIGHT")],
    stage=Annotated[Maybe, option("--stage", "STAGE", "only_stage")],
    kind=Annotated[Maybe, option("--kind", "KIND")],
    origin=Annotated[Maybe, option("--origin", "ORIGIN")],
)
STATING = _group(
    text=Annotated[Maybe, option("--text")],
    source=Annotated[Maybe, option("--source")],
    evidence=Annotated[Maybe, option("--evidence", "FILE")],
    on_behalf_of=Annotated[Maybe, option("--on-behalf-of", "OFFICE")],
    received=Annotated[Maybe, option("--received", "DATE")],
    replaces=Annotated[Many, option("--replaces", "ID")],
)
WRITING = _group(
    date=Annotated[Maybe, option("--date", "DATE")],
    dry_run=Annotated[bool, flag("--dry-run")],
    commit=Annotated[bool, flag("--commit")],
    again=Annotated[bool, flag("--again")],
)


def shares(*groups: dict[str, Parameter]) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """Give a verb the options of groups besides its own; it gets them as `shared`."""
    common = {name: one for group in groups for name, one in group.items()}

    def decorate(verb: Callable[..., int]) -> Callable[..., int]:
        own = signature(verb).parameters
        kept = [one for one in own.values() if one.name not in ("ctx", "shared")]

        def command(ctx: typer.Context, **typed: Any) -> int:
            shared = SimpleNamespace(**{name: typed.pop(name) for name in common})
            return verb(ctx, shared, **typed)

        parameters = [own["ctx"], *kept, *common.values()]
        parameters = [one.replace(kind=Parameter.KEYWORD_ONLY) for one in parameters]
        command.__signature__ = signature(verb).replace(parameters=parameters)  # type: ignore[attr-defined]
        command.__annotations__ = {one.name: one.annotation for one in parameters}
        command.__doc__ = verb.__doc__
        return command

    return decorate
