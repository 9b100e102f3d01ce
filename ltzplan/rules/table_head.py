"""The head of a table of tasks: which column holds what, told by the words that stand over it. No language is known here."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from ltzplan.dataclass import dataclass
from ltzplan.model.table import Cell, Sheet
from ltzplan.rules.typed import plain

Column = Literal[
    "no", "area", "section", "task", "detail", "target", "lead", "responsible", "supporting", "start", "due", "other"
]  # fmt: skip
"""What a column may hold: of upper levels and tasks the number and the title, what a task is about and promises, who leads,
who answers for it alike, who helps, when; and what is no part of a plan."""
ColumnWords = Mapping[str, Sequence[str]]
"""What a column holds -> the words by which it is known."""
WHOSE = ("lead", "responsible", "supporting")
"""The columns that say whose a task is."""
LEVELS = ("area", "section")
"""The levels over tasks, the highest first."""
_SOUGHT = 40
"""Rows from the top among which the head is."""
NUMBER = re.compile(r"[(（]?(?:[0-9]+(?:[.-][0-9]+)*|[一二三四五六七八九十]+)[)）]?[.、．]?")
"""What a number of a row is, as tables have it."""
_STROKE = re.compile(r"[/、&]")
_BRACKETED = re.compile(r"[(\[【〔].*?[)\]】〕]")


@dataclass(frozen=True, kw_only=True)
class TableHead:
    """A head that was understood."""

    first: int
    """Its first row, from 0."""
    last: int
    places: Mapping[str, tuple[int, ...]]
    """What columns hold -> where they stand, from 0; `task` is one column, those of upper levels stand left of it."""
    left: tuple[Cell, ...]
    """The heads of columns that are not understood, or of which there is one too many."""
    other: tuple[Cell, ...]
    """The heads of columns that are no part of a plan."""


def find_head(sheet: Sheet, words: ColumnWords, told: Mapping[str, str]) -> TableHead | None:
    """Return the head of a table: its first row in which a task and one more column are known; None where there is none.

    What is `told` of a column by the `key` of its head counts more than the words.
    """
    for first, row in enumerate(sheet.rows[:_SOUGHT]):
        fields = [_field(one.text, words, told) for one in distinct(row)]
        known = {one for one in fields if one}
        if known & {"task", "detail"} and (len(known) > 1 or fields.count("task") > 1 or told):
            head = _head(sheet, first, words, told)
            if head:
                return head
    return None


def widest(sheet: Sheet) -> tuple[Cell, ...]:
    """Return what stands in the row that could be a head: the first that is nearly as full as any."""
    rows = [tuple(distinct(row)) for row in sheet.rows[:_SOUGHT]]
    most = max(map(len, rows), default=0)
    return next((row for row in rows if 3 * len(row) >= 2 * most), ())


def distinct(row: Iterable[Cell]) -> Iterator[Cell]:
    """Yield the cells of a row in which something stands, each once."""
    return iter({one.at: one for one in row if one.text}.values())


def _head(sheet: Sheet, first: int, words: ColumnWords, told: Mapping[str, str]) -> TableHead | None:
    """Return the head that begins in a row; None where no column of tasks is left by what stands below in it."""
    last = first
    while last + 1 < len(sheet.rows) and _goes_on(sheet.rows[last], sheet.rows[last + 1], words, told):
        last += 1
    fields: dict[int, str] = {}
    left, other, chosen = dict[str, Cell](), dict[str, Cell](), list[int]()
    below = sheet.rows[last + 1 :]
    for at, column in enumerate(zip(*sheet.rows[first : last + 1], strict=True)):
        over = [*distinct(reversed(column))]
        found = next(filter(None, (_field(one.text, words, told) for one in over)), None)
        if found:
            fields[at] = found
        elif over or any(row[at].text for row in below):
            cell = over[0] if over else column[-1]
            left[cell.at] = cell
        if found == "other":
            other[over[0].at] = over[0]
        if found == "task" and any(key(one.text) in told for one in over):
            chosen.append(at)
    if not {"task", "detail"} & {*fields.values()}:
        return None
    places, extra = _by_level(fields, chosen, below)
    left |= {sheet.rows[last][at].at: sheet.rows[last][at] for at in extra}
    return TableHead(
        first=first, last=last, places=places, left=tuple(left.values()), other=tuple(other.values())
    )


def _goes_on(row: Sequence[Cell], below: Sequence[Cell], words: ColumnWords, told: Mapping[str, str]) -> bool:
    """Whether the head goes on in the row below: a cell of it reaches there, or all of several that stand there are known."""
    reaches = {one.at for one in distinct(row)} & {one.at for one in distinct(below)}
    fields = [_field(one.text, words, told) for one in distinct(below)]
    return bool(reaches) or (len(fields) > 1 and all(fields))


def _by_level(
    fields: Mapping[int, str], chosen: Sequence[int], rows: Sequence[Sequence[Cell]]
) -> tuple[dict[str, tuple[int, ...]], list[int]]:
    """Return where each kind of column stands, and those of which there are too many.

    Of several columns of titles the task is the `chosen` one, else the first that has most of them: one left of it has fewer, as it stands
    over several tasks; one right of it tells more of the same.
    """
    places: dict[str, list[int]] = {}
    for at, field in fields.items():
        places.setdefault(field, []).append(at)
    titles = places.pop("task", None) or [places["detail"].pop(0)]
    numbers = [
        at
        for at in titles[:-1]
        if at not in chosen and all(NUMBER.fullmatch(row[at].text) for row in rows if row[at].text)
    ]
    titles = [at for at in titles if at not in numbers]
    counts = {at: len({row[at].text for row in rows if row[at].text}) for at in titles}
    task = max(chosen or titles, key=lambda at: counts[at])
    places["detail"] = [*(at for at in titles if at > task), *places.get("detail", ())]
    upper = [at for at in titles if at < task]
    free = [level for level in LEVELS if level not in places]
    free = free[-1:] if _has_titles(rows, task) else free
    places |= {level: [at] for level, at in zip(free, upper, strict=False)}
    extra = upper[len(free) :]
    numbers += places.get("no", [])
    above = [*upper, *places.get("area", ()), *places.get("section", ())]
    nearest = sorted(numbers, key=lambda at: (at > task, any(at < one < task for one in above), -at))
    places |= {"task": [task], "no": nearest[:1]}
    for field in ("area", "section", "start", "due"):
        extra += places.get(field, [])[1:]
        places[field] = places.get(field, [])[:1]
    return {field: tuple(found) for field, found in places.items()}, extra


def _has_titles(rows: Sequence[Sequence[Cell]], task: int) -> bool:
    """Whether rows of one cell, which stands left of the tasks, come before others: titles over what follows."""
    titled = False
    for row in rows:
        count = len([*distinct(row)])
        if titled and count > 1:
            return True
        titled = titled or (count == 1 and any(one.text for one in row[:task]))
    return False


def _field(text: str, words: ColumnWords, told: Mapping[str, str]) -> str | None:
    """Return what a column under these words holds: as it was told, else by the longest known word in which they end.

    One for who leads and who helps holds those who answer.
    """
    said = key(text)
    if said in told:
        return told[said]
    parts = [_field(one, words, {}) for one in _STROKE.split(said) if _STROKE.search(said)]
    if {"lead", "supporting"} <= {*parts}:
        return "responsible"
    fits = [
        (len(word), field)
        for field, known in words.items()
        for word in known
        if said == word or said.endswith(f" {word}" if word.isascii() else word)
    ]
    return max(fits)[1] if fits else None


def key(text: str) -> str:
    """Return the words of a head without what is beside them: brackets, case, marks, the gaps in 序 号."""
    said = re.sub(r"[\s*:.]+", " ", _BRACKETED.sub("", plain(text)).casefold()).strip()
    return said if said.isascii() else said.replace(" ", "")
