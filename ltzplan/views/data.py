"""Reports as JSON, the contract with other programs in English terms, and as tables of words."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import Field, is_dataclass
from datetime import datetime
from unicodedata import normalize

from ltzplan.model.codec import encode
from ltzplan.model.records import Source
from ltzplan.model.values import Counted, Day, Words
from ltzplan.reports.matter import Decision
from ltzplan.reports.part import PartRow
from ltzplan.reports.rows import Rows
from ltzplan.reports.status import Disagreement, LateMilestone, Missed
from ltzplan.rules.dated import Dated
from ltzplan.views.blocks import Block, Span, Table
from ltzplan.views.dated import dated_said
from ltzplan.views.matters import decided_said, last_reports, owed_by_said
from ltzplan.views.names import COMMIT, Names
from ltzplan.views.status import disagreement, part_said


def as_json(*parts: object) -> str:
    """Give the fields of several values as one JSON object, indented, ending in a line."""
    whole = {key: one for part in parts for key, one in encode(part).items()}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def as_csv(rows: Rows[object], names: Names) -> str:
    """Give rows as CSV for people, in words.

    What a spreadsheet would run gets an apostrophe; the mark in front says to it that this is UTF-8.
    """
    columns, parted = shown(rows), names.say("list.parted")
    cells = (
        [_harmless(parted.join(words_of(field, name, row, names))) for name, field in columns.items()]
        for row in rows.told()
    )
    return "\ufeff" + _written([[names.say(f"list.{name}") for name in columns], *cells])


def as_raw_csv(rows: Rows[object], names: Names) -> str:
    """Give rows as CSV for programs: in ids, names of fields and untouched text."""
    return _written([rows.columns, *([_raw(value, names) for value in row.values()] for row in rows.told())])


def _written(cells: Iterable[Iterable[str]]) -> str:
    import csv  # noqa: PLC0415 - only for this form
    import io  # noqa: PLC0415

    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(cells)
    return out.getvalue()


def _raw(value: object, names: Names) -> str:
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
            return json.dumps(encode(value), ensure_ascii=False)
        case _:
            return str(encode(value))


_NUMBER = re.compile(r"-[0-9]+(\.[0-9]+)?", re.ASCII)


def _harmless(cell: str) -> str:
    """Put an apostrophe before what a spreadsheet would take for a formula, in any width and after any blank."""
    start = normalize("NFKC", cell).lstrip()[:1]
    runs = cell[:1] in ("\t", "\r", "\n") or start in ("=", "+", "-", "@")
    return f"'{cell}" if cell and runs and not _NUMBER.fullmatch(cell) else cell


def table(rows: Rows[object], names: Names, *, as_asked: bool = False) -> Iterator[Block]:
    """Give rows as a table in the plan's words: columns as they were asked for, else those that tell something new.

    Of these a number stands first, and the longest last, where it folds.
    """
    if not rows.rows:
        return
    columns = shown(rows)

    def brief(name: str, word: str) -> str:
        return (
            word[:COMMIT]
            if name == "commit"
            else names.short(word)
            if word in names.ids or names.plan.task(word)
            else word
        )

    def cell(field: "Field[object]", name: str, row: Mapping[str, object]) -> str:
        value = row[name]
        if field.metadata.get("typed") == "period" and isinstance(value, tuple):
            return names.periods(value, "owing.months")
        return names.join(brief(name, word) for word in words_of(field, name, row, names))

    cells = [{name: cell(field, name, row) for name, field in columns.items()} for row in rows.told()]
    titles = [*columns] if as_asked else _arranged(cells)
    lines: list[list[str | Span]] = [[cell[name] or "-" for name in titles] for cell in cells]
    yield Table(
        titles=[names.say(f"list.{name}") for name in titles], rows=lines, under=titles[-1] == "question"
    )


TOLD_BY = {"file": "id", "held_by": "holders", "id": "question"}
"""Columns that stand in a table only where they are asked for: another says it."""


def _arranged(cells: Sequence[Mapping[str, str]]) -> list[str]:
    """Order the columns that say something: a number first, the longest text last; none of nothing but nought."""
    told = [name for name in cells[0] if TOLD_BY.get(name) not in cells[0]]
    names = [name for name in told if any(cell[name] not in ("", "0") for cell in cells)]
    names.sort(key=lambda name: name != "number")
    last = max(names[1:], key=lambda name: max(len(cell[name]) for cell in cells))
    return [*(name for name in names if name != last), last]


def shown(rows: Rows[object]) -> "dict[str, Field[object]]":
    """The columns that people read: of several tasks the first does not stand twice."""
    columns = rows.columns
    return {name: one for name, one in columns.items() if name != "task" or "tasks" not in columns}


def words_of(field: "Field[object]", name: str, row: Mapping[str, object], names: Names) -> list[str]:
    """What stands in a column of a row, in words: of a list each entry, of nothing nothing."""
    value = row[name]
    if isinstance(value, str) and field.metadata.get("refers") == "clauses":
        value = value.split()
    entries = value if isinstance(value, tuple | list) else (value,)
    return [word for one in entries if (word := _word(field, one, str(row.get("id", "")), names))]


def _word(field: "Field[object]", value: object, id: str, names: Names) -> str:
    """Say a value: an id of the plan and a word of the method as its field tells, anything else as it is.

    `id` is that of the row, whose parts and milestones may be named.
    """
    told = field.metadata
    match value:
        case None | False:
            return ""
        case True:
            return names.say("yes")
        case datetime():
            return f"{value:%Y-%m-%d %H:%M}"
        case PartRow():
            return part_said(names, id, value)
        case LateMilestone():
            return names.milestone(id, value.milestone)
        case Dated():
            return dated_said(names, value)
        case Disagreement():
            return disagreement(names, value)
        case Decision():
            return decided_said(names, value)
        case Missed():
            return names.say("list.months_missed.said", year=value.year, all=value.all)
        case Source():
            return names.source(value)
        case Counted():
            return value.text
        case Mapping() if value and all(isinstance(one, str | Words) for one in value.values()):
            return names.texts(told.get("refers", ""), value)
        case Mapping() if told.get("typed") == "period":
            return owed_by_said(names, value)
        case Mapping():
            return last_reports(names, value)
        case str() if "words" in told and (own := names.own_word(f"{told['words']}.{value}")):
            return own
        case str() if "refers" in told:
            return names.of(told["refers"], value)
        case str() | Words():
            return (names.own(value) or "") if field.name == "short" else names.read(value)
        case _:
            return str(encode(value))
