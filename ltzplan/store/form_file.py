"""A form that is imported: known by its hidden sheet, which holds the base, and refused where it holds what forms never do."""

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from io import BytesIO
from zipfile import ZipFile

from ltzplan.issues import Place, refuse
from ltzplan.model.codec import decoder, encode
from ltzplan.model.form import BASE, FORM_FORMAT, FormBase, SheetKind
from ltzplan.model.plan import Plan
from ltzplan.model.table import Sheet
from ltzplan.rules.rhythm import last_month

_LIVE = {"xl/vbaProject.bin": "form_macros", "xl/externalLinks/": "form_links"}
"""How the parts begin that a form has not, and the code of each."""


def base_of(file: str, data: bytes, sheets: Sequence[Sheet]) -> FormBase | None:
    """Return the base of a form; None of any other table. LtzError where it is damaged, newer, or holds what may run."""
    hidden = next((one for one in sheets if one.name == BASE), None)
    if hidden is None:
        return None
    _refuse_live(file, data)
    told = "".join(row[0].text for row in hidden.rows if row)
    try:
        said = json.loads(told)
        if said["format"] <= FORM_FORMAT:
            base: FormBase = decoder(FormBase)(said)
            _check(base)
            return base
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError, OverflowError):
        raise refuse("form_damaged", Place(file=file)) from None
    raise refuse("form_newer", Place(file=file), found=said["format"], known=FORM_FORMAT)


_ABOUT: Mapping[SheetKind, tuple[set[str], set[str]]] = {
    "reports": ({"task"}, set()),
    "orders": ({"problem", "unit"}, {"says", "text"}),
    "problems": (set(), {"tasks", "text"}),
}
"""What a row of each sheet must be about, and which columns it must have."""


def _check(base: FormBase) -> None:
    """Check what of a base is relied upon; ValueError, LookupError or OverflowError for one that was tampered with."""
    last_month(base.period)
    for sheet in base.sheets:
        about, columns = _ABOUT[sheet.kind]
        shown = {column for row in sheet.rows for column in row.shown}
        if not (
            columns <= {*sheet.open}
            and shown | {*sheet.open} <= {*sheet.titles}
            and all(about <= {*row.key} and row.shown for row in sheet.rows)
        ):
            raise ValueError


def _refuse_live(file: str, data: bytes) -> None:
    if data.startswith(b"PK"):
        with ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
        for part, code in _LIVE.items():
            if any(one.startswith(part) for one in names):
                raise refuse(code, Place(file=file))


def plan_digest(plan: Plan) -> str:
    """SHA-256 of what a plan says, in hex, however its file is laid out."""
    return sha256(json.dumps(encode(plan, brief=True), ensure_ascii=False).encode()).hexdigest()
