"""Reports as JSON, the contract with other programs in English terms, and as tables of words."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import Any
from unicodedata import normalize

from ltzplan.model import values
from ltzplan.model.method import Condition
from ltzplan.model.values import Day, Words
from ltzplan.reports.rows import Rows
from ltzplan.views.blocks import Block, Span, Table
from ltzplan.views.matters import decided_said
from ltzplan.views.names import Names
from ltzplan.views.status import disagreement, part_said


def plain(value: Any) -> Any:
    """Give a report as what JSON knows: every field, days and percents as text."""
    return values.plain(value, _whole)


def _whole(value: Any) -> Any:
    if isinstance(value, Condition):
        return value.name if value.limit is None else {value.name: value.limit}
    return {one.name: getattr(value, one.name) for one in fields(value)}


def as_json(value: Any, *, ascii_only: bool) -> str:
    """Give JSON, indented, ending in a line."""
    return json.dumps(plain(value), ensure_ascii=ascii_only, indent=2) + "\n"


def as_csv(rows: Rows, names: Names, *, raw: bool) -> str:
    """Give rows as CSV: for people in words, `raw` for programs in ids, names of fields and untouched text.

    What a spreadsheet would run gets an apostrophe; the mark in front says to it that this is UTF-8.
    """
    import csv  # noqa: PLC0415 - only for this form
    import io  # noqa: PLC0415

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    if raw:
        writer.writerow(rows.columns)
        writer.writerows([_raw(row[one], names) for one in rows.columns] for row in rows.rows)
        return out.getvalue()
    columns, parted = _shown(rows), names.say("list.parted")
    writer.writerow(names.say(f"list.{one}") for one in columns)
    for row in rows.rows:
        words = (parted.join(words_of(one, row, names)) for one in columns)
        writer.writerow(map(_harmless, words))
    return f"\ufeff{out.getvalue()}"


def _raw(value: Any, names: Names) -> str:
    """Give a value as a program reads it; what is unknown is empty, what has parts is JSON."""
    match value:
        case None:
            return ""
        case str() | Words():
            return names.read(value)
        case bool():
            return "true" if value else "false"
        case tuple() | list():
            return " ".join(_raw(one, names) for one in value)
        case _ if isinstance(value, Mapping) or (is_dataclass(value) and not isinstance(value, Day)):
            return json.dumps(plain(value), ensure_ascii=False)
        case _:
            return str(plain(value))


_NUMBER = re.compile(r"-[0-9]+(\.[0-9]+)?", re.ASCII)


def _harmless(cell: str) -> str:
    """Put an apostrophe before what a spreadsheet would take for a formula, in any width and after any blank."""
    start = normalize("NFKC", cell).lstrip()[:1]
    runs = cell[:1] in ("\t", "\r", "\n") or start in ("=", "+", "-", "@")
    return f"'{cell}" if cell and runs and not _NUMBER.fullmatch(cell) else cell


def table(rows: Rows, names: Names) -> Iterator[Block]:
    """Give rows as a table in the plan's words; the longest column stands last and folds."""
    if not rows.rows:
        return
    columns = _shown(rows)
    cells = [{title: names.join(words_of(title, row, names)) for title in columns} for row in rows.rows]
    titles = [title for title in columns if any(cell[title] for cell in cells)]
    last = max(titles[1:], key=lambda title: max(len(cell[title]) for cell in cells))
    titles = [title for title in titles if title != last] + [last]
    shown: list[list[str | Span]] = [[cell[title] or "-" for title in titles] for cell in cells]
    yield Table(titles=[names.say(f"list.{title}") for title in titles], rows=shown)


def _shown(rows: Rows) -> list[str]:
    """Give the columns that people read: of several tasks the first does not stand twice."""
    return [one for one in rows.columns if one != "task" or "tasks" not in rows.columns]


def words_of(column: str, row: Mapping[str, Any], names: Names) -> list[str]:
    """Say what stands in a column of a row: of a list each entry, of nothing nothing."""
    value = row[column]
    if column == "rests_on" and isinstance(value, str):
        value = value.split()
    if column == "parts":
        return [part_said(names, row["id"], one) for one in value]
    if column == "late_milestones":
        return [names.milestone(row["id"], one.milestone) for one in value]
    entries = value if isinstance(value, tuple | list) else (value,)
    return [word for one in entries if (word := _word(column, one, names))]


_WORDED = {
    "annual_target": "annual_target.", "doubt": "doubt.", "duty": "duty.", "effect": "list.effect.", "ended": "list.ended.",
    "form": "form.", "grounds": "ground.", "kind": "kind.", "may": "kind.", "move": "move.", "of": "duty.of.",
    "origin": "origin.", "percent_basis": "basis.", "queue": "queue.", "reasons": "todo.because.", "state": "state.", "turn": "turn.",
    "unlit_because": "unlit.", "what": "list.",
}  # fmt: skip
"""The columns whose values are words of the method, and how these begin in the catalogue."""


_SPOKEN: dict[str, Callable[[Names, Any], str]] = {
    "rests_on": lambda names, one: names.grounds((one,)),
    "level": Names.level,
    "standing_level": Names.level,
    "section": lambda names, one: names.own_word(f"esc.section.{one}") or names.level(one),
    "ours": lambda names, one: names.light(names.level(one)),
    "other": lambda names, one: names.light(names.level(one)),
    "held_by": Names.holder,
    "holders": Names.holder,
    "needs": Names.need,
    "proposed_need": Names.need,
    "area": Names.area,
    "stage": Names.stage,
    "light": Names.light,
    "measure": Names.measure,
    "office": Names.office,
    "unit": Names.unit,
    "units": Names.unit,
    "helpers": Names.unit,
    "portfolio": Names.portfolio,
    "paper": Names.paper,
    "city": Names.city,
    "joined_by": Names.city,
    "decided": decided_said,
    "disagreements": disagreement,
    "source": Names.source,
    "short": lambda names, one: names.own(one) or "",
    "months_missed": lambda names, one: names.say("list.months_missed.said", year=one.year, all=one.all),
    "reported_by": lambda names, cities: names.join(
        f"{names.city(city)} {day.text if day else names.say('never')}" for city, day in cities.items()
    ),
}
"""The columns whose values are said by the plan's words, or in a sentence."""


def _word(column: str, value: Any, names: Names) -> str:
    """Say a value by the plan's word where it is an id, by the method's own where that has one, else as it is."""
    match value:
        case None | False:
            return ""
        case True:
            return names.say("yes")
        case datetime():
            return f"{value:%Y-%m-%d %H:%M}"
        case _ if column in _SPOKEN:
            return _SPOKEN[column](names, value)
        case str() if column in _WORDED:
            return names.own_word(_WORDED[column] + value) or value
        case str() | Words():
            return names.read(value)
        case _:
            return str(plain(value))
