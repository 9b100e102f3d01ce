"""A form as it was made: what stood in its cells and in the records, by which it is compared when it comes back."""

from collections.abc import Mapping
from typing import Literal

from ltzplan.dataclass import dataclass
from ltzplan.model.values import about

BASE = "ltz-form"
"""The name of the hidden sheet that tells a form, and holds its base."""
FORM_FORMAT = 1
"""The newest shape of a base that this version reads."""
SheetKind = Literal["reports", "orders", "problems"]


@dataclass(frozen=True, kw_only=True)
class Stood:
    """What the records say last of what a cell asks."""

    value: str = about("As files write it; empty: nothing.", default="")
    record: str | None = about("Id of the record that says so.", refers="records", default=None)


@dataclass(frozen=True, kw_only=True)
class BaseRow:
    """A row as the form was made with it."""

    key: Mapping[str, str] = about("What it is about: ids by the field of the record.")
    shown: Mapping[str, str] = about("What its locked cells showed that say so, by column.")
    made: Mapping[str, str] = about(
        "What its open cells held, by column; left out: nothing.", default_factory=dict
    )
    stood: Mapping[str, Stood] = about("What the records said, by column.", default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class BaseSheet:
    """A sheet as the form was made with it."""

    kind: SheetKind = about("What its rows are.")
    name: str = about("Its name.")
    titles: Mapping[str, str] = about("The heads of its columns, in order.")
    open: tuple[str, ...] = about("The columns that are to be filled in.")
    rows: tuple[BaseRow, ...] = about("Its rows; none where each row is something new.", default=())


@dataclass(frozen=True, kw_only=True)
class FormBase:
    """A whole form as it was made."""

    format: int = about("Version of this shape.", default=FORM_FORMAT)
    plan: str = about("Id of the plan.")
    digest: str = about("SHA-256 of the plan as it was read, in hex.")
    office: str = about("Id of the office that fills it in.", refers="offices")
    unit: str | None = about("Id of the unit whose part it is; null: all.", refers="units", default=None)
    period: str = about("The period that it is for.")
    sheets: tuple[BaseSheet, ...] = about("Its sheets.")
    lists: Mapping[str, Mapping[str, str]] = about(
        "Ids by what its drop-downs show, by column.", default_factory=dict
    )
