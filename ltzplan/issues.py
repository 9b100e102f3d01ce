"""What is wrong, as values: where, what and what to do next."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import field
from typing import Literal, Protocol

from ltzplan.dataclass import dataclass

Steps = tuple[str | int, ...]
"""The way to a value in data: keys, and places in lists from 0."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where something stands: a file and, where known, its line, column and the line itself."""

    file: str
    line: int | None = None
    column: int | None = None
    excerpt: str | None = None
    entry: str | None = None
    """The entry of a list that it stands in, by its id or key."""


class Locator(Protocol):
    """Gives the place of a value, or of its key; None for what stands in no file."""

    def __call__(self, path: Steps, *, key: bool = False) -> Place | None:
        """Give the place."""


def nowhere(path: Steps, *, key: bool = False) -> Place | None:
    """No place: what was typed on the command line stands in no file."""


def below(place: Locator, *path: str | int) -> Locator:
    """Return what gives the places of values below a path."""
    return lambda steps, key=False: place((*path, *steps), key=key)


@dataclass(frozen=True, kw_only=True)
class Issue:
    """One finding. `code` names its sentence, its golden and its section of docs/errors.md."""

    code: str
    place: Place | None = None
    params: Mapping[str, str] = field(default_factory=dict)
    severity: Literal["error", "warning"] = "error"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What a rule finds in data that came from somewhere: the path of the value, not its place."""

    code: str
    path: Steps = ()
    params: Mapping[str, str] = field(default_factory=dict)
    severity: Literal["error", "warning"] = "error"

    def at(self, place: Place | None) -> Issue:
        """Give the issue at the place where the value stands."""
        return Issue(code=self.code, place=place, params=self.params, severity=self.severity)


class LtzError(Exception):
    """Carries issues to the one door that prints them."""

    def __init__(self, *issues: Issue) -> None:
        """Take the issues, all of which are shown at once."""
        super().__init__(", ".join(issue.code for issue in issues))
        self.issues = issues


def refuse(code: str, place: Place | None = None, **params: object) -> LtzError:
    """Give the error of a single finding, ready to be raised."""
    texts = {name: str(value) for name, value in params.items()}
    return LtzError(Issue(code=code, place=place, params=texts))


@contextmanager
def gathered(issues: list[Issue]) -> Iterator[None]:
    """Keep what is raised as wrong, and go on, so that all of it can be said at once."""
    try:
        yield
    except LtzError as error:
        issues += error.issues


@contextmanager
def extra(name: str) -> Iterator[None]:
    """Import what only an optional extra of the package brings; LtzError `missing_extra` where it is not there."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise refuse("missing_extra", module=error.name, extra=name) from None
