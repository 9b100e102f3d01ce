"""The options that several verbs share, in groups. Help texts are keys of the catalogue."""

import re
from collections.abc import Iterable
from dataclasses import field, fields
from datetime import date
from typing import TYPE_CHECKING, Annotated, NamedTuple, get_args

from ltzplan.dataclass import dataclass
from ltzplan.issues import refuse
from ltzplan.languages import Lang
from ltzplan.store.answers import Footing

if TYPE_CHECKING:
    from ltzplan.model.method import Cycle


@dataclass(kw_only=True)
class Globals:
    """What was said before the verb, and what the run has stored."""

    lang: Lang
    data: str | None = None
    office: str | None = None
    told_lang: str | None = None
    """The language where it was typed, not read from the environment."""
    verbose: bool = False
    """Whether to say more, such as where a record was stored."""
    no_input: bool = False
    """Whether nobody is asked anything."""
    no_pager: bool = False
    """Whether what is longer than the screen runs through all the same."""
    stored: list[str] = field(default_factory=list)
    """Ids of the records that were stored, for what is said where they cannot be printed."""
    footing: Footing = field(default_factory=Footing)
    """What the answer rests on, where it may be kept."""


EMPTY = "-"
"""What is typed in a correction for a value that the record is not to have any more."""
STDOUT = "-"
"""What is typed for a file that is the standard output."""
Maybe = str | None
Many = list[str] | None
PERIODS: "dict[str, Cycle | None]" = {
    "month": "monthly", "quarter": "quarterly", "half": "half_yearly", "year": "yearly", "period": None,
}  # fmt: skip
"""How a paper is told its periods: the option, and how long one is; None: as long as its name says."""


class Option(NamedTuple):
    """How an option is declared: its names, what its value is called, None of a switch, and the key of its help."""

    names: tuple[str, ...]
    metavar: str | None
    help: str


class Argument(NamedTuple):
    """How an argument is declared: what it is called, and the key of its help or the words that may be typed."""

    metavar: str
    help: str


def declared(hint: object) -> tuple[object, Option | Argument]:
    """Return what an option or argument holds, and how it is declared."""
    held, how = get_args(hint)
    return held, how


def option(name: str, metavar: str = "TEXT", help: str | None = None, *also: str) -> Option:
    """Give an option and what it is called `also`; its help is looked up by its name, or by another key."""
    return Option((name, *also), metavar, _help(name, help))


def flag(name: str, help: str | None = None) -> Option:
    """Give a switch; its help is looked up by its name, or by another key."""
    return Option((name,), None, _help(name, help))


def _help(name: str, key: str | None) -> str:
    return f"opt.{key or name.removeprefix('--').replace('-', '_')}"


def argument(metavar: str, help: str = "", words: Iterable[str] = ()) -> Argument:
    """An argument; its help is looked up by key, or lists the words that may be typed."""
    return Argument(metavar, " ".join(words) or f"arg.{help}")


@dataclass(kw_only=True)
class Group:
    """Options that stand together; each field is one, as a verb's own are."""


@dataclass(kw_only=True)
class Moment(Group):
    """Of which day, as known when, and from where a report is asked for."""

    as_of: Annotated[Maybe, option("--as-of", "DATE")] = None
    known_on: Annotated[Maybe, option("--known-on", "DATE")] = None
    rev: Annotated[Maybe, option("--rev", "COMMIT|PAPER")] = None

    def again(self, as_of: date, known_on: date | None) -> str:
        """Return what was typed of it, by the days that were meant, as it is typed again behind a verb."""
        days = {"as_of": self.as_of and f"{as_of}", "known_on": self.known_on and f"{known_on}"}
        return again(Moment(**days, rev=self.rev), Moment)


@dataclass(kw_only=True)
class Form(Group):
    """In which form a report is asked for, of those that it has (`output.FORMATS`), and into which file."""

    form: Annotated[Maybe, option("--format", "FORM")] = None
    output: Annotated[Maybe, option("--output", "FILE", None, "-o")] = None

    @property
    def asked(self) -> str:
        """The form that is meant: text where none was asked for."""
        return self.form or "text"


@dataclass(kw_only=True)
class Reading(Form, Moment):
    """Of which moment and in which form a report is asked for."""


@dataclass(kw_only=True)
class PaperReading(Reading):
    """The same of a paper."""


@dataclass(kw_only=True)
class TableReading(Reading):
    """The same of a report that is a table: for people, or raw for a program."""

    raw: Annotated[bool, flag("--raw")] = False

    @property
    def asked(self) -> str:
        """The form that is meant: CSV for a program is `raw`."""
        return "raw" if self.raw and self.form == "csv" else super().asked


@dataclass(kw_only=True)
class CalendarReading(TableReading):
    """The same of the calendar."""


@dataclass(kw_only=True)
class Filters(Group):
    """Which tasks a report is about, as typed."""

    area: Annotated[Maybe, option("--area", "AREA")] = None
    section: Annotated[Maybe, option("--section", "SECTION")] = None
    lead: Annotated[Maybe, option("--lead", "UNIT")] = None
    unit: Annotated[Maybe, option("--unit", "UNIT", "only_unit")] = None
    city: Annotated[Maybe, option("--city", "CITY", None, "--member")] = None
    level: Annotated[Maybe, option("--level", "LEVEL")] = None
    portfolio: Annotated[Maybe, option("--portfolio", "PORTFOLIO")] = None
    light: Annotated[Maybe, option("--light", "LIGHT")] = None
    stage: Annotated[Maybe, option("--stage", "STAGE", "only_stage")] = None
    not_started: Annotated[bool, flag("--not-started")] = False
    kind: Annotated[Maybe, option("--kind", "KIND")] = None
    origin: Annotated[Maybe, option("--origin", "ORIGIN")] = None


def again(told: object, kind: type[Group]) -> str:
    """Return what is told by the options of a group as they are typed, each after a blank; a value that a shell would part in quotes."""
    said = ((f"--{one.name.replace('_', '-')}", getattr(told, one.name)) for one in fields(kind))
    return "".join(
        f" {name}" if value is True else f" {name} {_quoted(value)}" for name, value in said if value
    )


def _quoted(value: str) -> str:
    return value if re.fullmatch(r"[\w.,:/@+~^-]+", value) else f'"{value}"'


@dataclass(kw_only=True)
class Saying(Group):
    """What any record may say beside its own."""

    text: Annotated[Maybe, option("--text")] = None
    source: Annotated[Maybe, option("--source")] = None
    evidence: Annotated[Maybe, option("--evidence", "FILE")] = None
    on_behalf_of: Annotated[Maybe, option("--on-behalf-of", "OFFICE")] = None
    replaces: Annotated[Many, option("--replaces", "ID")] = None

    def drops(self, value: object) -> bool:
        """Whether a value was typed by which a correction takes off what the record had."""
        return bool(self.replaces) and value in (EMPTY, [EMPTY])


def refuse_both(one: str, other: str, *, said: bool) -> None:
    """Refuse two options that say the opposite."""
    if said:
        raise refuse("contradict", one=one, other=other)


_SIGN = "[=:＝：]"
"""What stands between a key and its text."""


def by_key(option: str, told: Iterable[str], unread: str, known: Iterable[str]) -> dict[str, str]:
    """Return the texts of an option such as `--position CITY=TEXT` by their key.

    LtzError of the code `unread` where one has no key or text, with one that is `known`; also for a key twice.
    """
    found = dict[str, str]()
    for key, text in ((*re.split(_SIGN, one, maxsplit=1), "")[:2] for one in told):
        if not text:
            raise refuse(unread, value=key, example=next(iter(known), "KEY"))
        if key in found:
            raise refuse("duplicate_key", key=f"{option} {key}")
        found[key] = text
    return found


@dataclass(kw_only=True)
class Stating(Saying):
    """The same with the day on which it reached the office; of a reply `--received` is the move."""

    received: Annotated[Maybe, option("--received", "DATE")] = None


@dataclass(kw_only=True)
class Storing(Group):
    """How a record is stored. A paper is dated by the day that is asked about."""

    dry_run: Annotated[bool, flag("--dry-run")] = False
    commit: Annotated[bool, flag("--commit")] = False
    yes: Annotated[bool, flag("--yes")] = False


@dataclass(kw_only=True)
class Dating(Group):
    """The day that a record is of."""

    date: Annotated[Maybe, option("--date", "DATE")] = None


@dataclass(kw_only=True)
class Writing(Storing, Dating):
    """The date of a record, and how it is stored."""


Because = Annotated[Maybe, option("--because")]
ApprovedBy = Annotated[Maybe, option("--approved-by")]
NewDue = Annotated[Maybe, option("--due", "DATE", "new_due")]
Parts = Annotated[Many, option("--part", "PART")]
City = Annotated[Maybe, option("--city", "CITY", "of_city", "--member")]
AnyId = Annotated[Maybe, argument("[ID]", "id")]
ProblemId = Annotated[Maybe, argument("[PROBLEM]", "problem")]
TaskId = Annotated[Maybe, argument("[TASK]", "task")]
TaskIds = Annotated[Many, argument("[TASK..]", "tasks")]
