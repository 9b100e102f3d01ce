"""The options that several verbs share. Help texts are keys of the catalogue."""

from dataclasses import dataclass
from typing import Annotated, Any, Literal

import typer


@dataclass(kw_only=True)
class Globals:
    """What was said before the verb."""

    lang: Literal["zh", "en"]
    data: str | None = None
    office: str | None = None


def option(name: str, help: str, metavar: str = "TEXT", *more: str) -> Any:
    """Give an option whose help is looked up by key."""
    return typer.Option(name, *more, help=f"opt.{help}", metavar=metavar, show_default=False)


def flag(name: str, help: str) -> Any:
    """Give a switch whose help is looked up by key."""
    return typer.Option(name, help=f"opt.{help}", show_default=False)


Maybe = str | None
Many = list[str] | None

AsOf = Annotated[Maybe, option("--as-of", "as_of", "DATE")]
KnownOn = Annotated[Maybe, option("--known-on", "known_on", "DATE")]
Form = Annotated[str, option("--format", "format", "FORM")]
Area = Annotated[Maybe, option("--area", "area", "AREA")]
City = Annotated[Maybe, option("--city", "city", "CITY")]
Level = Annotated[Maybe, option("--level", "level", "LEVEL")]
Portfolio = Annotated[Maybe, option("--portfolio", "portfolio", "PORTFOLIO")]
Light = Annotated[Maybe, option("--light", "light", "LIGHT")]
Stage = Annotated[Maybe, option("--stage", "stage", "STAGE")]
Kind = Annotated[Maybe, option("--kind", "kind", "KIND")]
Origin = Annotated[Maybe, option("--origin", "origin", "ORIGIN")]

Date = Annotated[Maybe, option("--date", "date", "DATE")]
Words = Annotated[Maybe, option("--text", "text")]
Because = Annotated[Maybe, option("--because", "because")]
Replaces = Annotated[Many, option("--replaces", "replaces", "ID")]
Source = Annotated[Maybe, option("--source", "source")]
Evidence = Annotated[Maybe, option("--evidence", "evidence", "FILE")]
OnBehalfOf = Annotated[Maybe, option("--on-behalf-of", "on_behalf_of", "OFFICE")]
Received = Annotated[Maybe, option("--received", "received", "DATE")]
DryRun = Annotated[bool, flag("--dry-run", "dry_run")]
Commit = Annotated[bool, flag("--commit", "commit")]
