"""The rows of a table of tasks, gathered by task: what is merged, goes on in the next row or stands over several tasks."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import field

from ltzplan.dataclass import dataclass
from ltzplan.model.table import Cell, Sheet
from ltzplan.rules.table_head import LEVELS, NUMBER, TableHead, distinct

ORDERS = (
    r"第?[一二三四五六七八九十]+(?:[、.．]|[章节部分]+)", r"[(（][一二三四五六七八九十]+[)）][、.．]?", r"[IVX]+[.、]", r"[A-Z][.、)]",
    r"[(（]?[0-9]+(?:\.[0-9]+)*[.、．)）](?![0-9])",
)  # fmt: skip
"""What stands before a title, of each kind of numbering; the last is that of tasks."""


@dataclass(frozen=True, kw_only=True)
class CellNote:
    """What is to be known of a cell: by the key of its sentence, with what stands there."""

    at: str
    key: str
    text: str


@dataclass(kw_only=True)
class TaskRows:
    """The rows of one task: what stands in columns of each kind, a merged cell once; and the titles over it."""

    upper: Mapping[str, str | None]
    number: str
    """What numbers the titles over it, together."""
    cells: dict[str, dict[str, Cell]] = field(default_factory=dict)
    notes: list[CellNote] = field(default_factory=list)

    def text(self, column: str) -> str:
        """Return what stands in columns of a kind, line by line."""
        return "\n".join(one.text for one in self.cells.get(column, {}).values())

    def told(self, column: str) -> str | None:
        """Return what stands in columns of a kind on one line, cell by cell."""
        return " ".join(flat(one.text) for one in self.cells.get(column, {}).values()) or None

    def note(self, key: str, column: str) -> None:
        """Note something of what stands in columns of a kind."""
        self.notes.append(CellNote(at=next(iter(self.cells[column])), key=key, text=flat(self.text(column))))


class Gathered:
    """The rows below a head as tasks."""

    def __init__(self, sheet: Sheet, head: TableHead, note_words: Sequence[str]) -> None:
        """Gather them; a row of one cell that begins with a word for a note, or with a star, is one."""
        self.tasks: list[TaskRows] = []
        self.notes: list[CellNote] = []
        """What is to be known of cells that belong to no task."""
        self._head, self._width = head, len(sheet.rows[0])
        self._task = head.places["task"][0]
        self._free = [level for level in LEVELS if not head.places.get(level)]
        self._upper: dict[str, str | None] = dict.fromkeys(LEVELS)
        self._marks = dict.fromkeys(LEVELS, "")
        self._kinds: list[int] = []
        self._groups: list[tuple[Cell, str, str]] = []
        self._columns = [column for column in head.places if column != "other"]
        self._open: TaskRows | None = None
        self._note = re.compile(rf"[*※]|(?:{'|'.join(note_words)})\s*[:：.、0-9]", re.IGNORECASE)
        heads = [[one.text for one in row] for row in sheet.rows[head.first : head.last + 1]]
        below = sheet.rows[head.last + 1 :]
        numbers = [one.text for row in below for one in self._of(row, "no") if NUMBER.fullmatch(one.text)]
        self._numbered, self._in_digits = bool(numbers), any(re.search("[0-9]", one) for one in numbers)
        for row in sheet.rows[: head.first]:
            self._is_note([*distinct(row)])
        for row in below:
            if [one.text for one in row] not in heads:
                self._take(row)
        kept = {(level, one.upper[level]) for one in self.tasks for level in LEVELS}
        self.notes += [
            CellNote(at=cell.at, key="left_out" if level else "too_deep", text=flat(cell.text))
            for cell, level, name in self._groups
            if (level, name) not in kept
        ]

    def _of(self, row: Sequence[Cell], column: str) -> list[Cell]:
        """Return the cells of a row that stand in columns of a kind, but those in which a dash stands for nothing."""
        return [row[at] for at in self._head.places.get(column, ()) if row[at].text.strip("-—–/")]

    def _take(self, row: Sequence[Cell]) -> None:
        filled = [*distinct(row)]
        if self._is_note(filled):
            return
        if title := self._title(row, filled):
            self._enter(filled[0], title)
            return
        for level in LEVELS:
            for cell in self._of(row, level):
                self._rise(level, cell.text)
        if self._open and self._goes_on(row, self._open):
            self._add(row, self._open)
        elif row[self._task].text:
            self._open = TaskRows(upper=dict(self._upper), number="".join(self._marks.values()))
            self._add(row, self._open)
            self.tasks.append(self._open)
        elif rest := [one for one in filled if one not in self._of(row, "area") + self._of(row, "section")]:
            self.notes.append(
                CellNote(at=rest[0].at, key="no_task", text=" ".join(flat(one.text) for one in rest))
            )

    def _is_note(self, filled: Sequence[Cell]) -> bool:
        """Whether a row is a note, which is told then."""
        if len(filled) != 1 or not self._note.match(filled[0].text):
            return False
        self.notes.append(CellNote(at=filled[0].at, key="is_note", text=flat(filled[0].text)))
        return True

    def _title(self, row: Sequence[Cell], filled: Sequence[Cell]) -> str | None:
        """Return the title of a level that a row is: one cell that is wide, numbered as one, or where none of a task stands; or two, where 一 stands among 1 and 2."""
        match filled:
            case [first, second] if (
                self._in_digits and [first] == self._of(row, "no") and second == row[self._task]
            ):
                number = first.text.rstrip("、.．")
                return f"{number}、{second.text}" if _is_of_level(f"{number}、") else None
            case [only]:
                places = [at for at, one in enumerate(row) if one.at == only.at]
                wide = 2 * len(places) > self._width
                beside = places[0] in self._head.places["no"] and not NUMBER.fullmatch(only.text)
                ordered = places[0] == self._task and _is_of_level(only.text)
                return only.text if wide or beside or ordered else None
        return None

    def _enter(self, cell: Cell, title: str) -> None:
        """Begin a level: the kinds of numbering are levels in the order in which they come."""
        kind = kind_of(title)
        if kind not in self._kinds:
            self._kinds.append(kind)
        at = self._kinds.index(kind)
        name = flat(parted(title)[1])
        level = self._free[at] if at < len(self._free) else ""
        self._groups.append((cell, level, name))
        if level:
            self._rise(level, title)

    def _rise(self, level: str, title: str) -> None:
        """Go on below a title; another one ends the task, that of an area the section."""
        mark, name = parted(title)
        if self._upper[level] != flat(name):
            self._open = None
            for one in LEVELS[LEVELS.index(level) :]:
                self._upper[one], self._marks[one] = None, ""
        self._upper[level], self._marks[level] = flat(name), mark.rstrip("、.．")

    def _goes_on(self, row: Sequence[Cell], last: TaskRows) -> bool:
        """Whether a row is of the task above: its cell goes on, or it has none, or only more text and no number where tasks have one."""
        own, held = row[self._task], last.cells
        if own.at in held["task"]:
            return True
        listed = (
            (column, one) for column in self._columns if column not in LEVELS for one in self._of(row, column)
        )
        new = [one for column, one in listed if one.at not in held[column]]
        texts = [one for column in ("task", "detail", "target") for one in self._of(row, column)]
        strange = (
            [one for one in new if one not in texts]
            if own.text
            else [one for one in self._of(row, "no") if one in new]
        )
        if strange or (own.text and not self._numbered):
            return False
        if new:
            last.notes.append(CellNote(at=new[0].at, key="joined", text=flat(new[0].text)))
        return True

    def _add(self, row: Sequence[Cell], task: TaskRows) -> None:
        for column in self._columns:
            task.cells.setdefault(column, {}).update((one.at, one) for one in self._of(row, column))


def kind_of(title: str) -> int:
    """Return which kind of numbering stands before a title; one more than there are for none."""
    return next((at for at, form in enumerate(ORDERS) if re.match(form, title)), len(ORDERS))


def _is_of_level(title: str) -> bool:
    return kind_of(title) < len(ORDERS) - 1


def parted(title: str, *forms: str) -> tuple[str, str]:
    """Return the number that stands before a title, and the title; nothing is its number where nothing else is left."""
    found = re.match(rf"({'|'.join(forms or ORDERS)})\s*(?=.)", title, re.DOTALL)
    return (found[1], title[found.end() :]) if found else ("", title)


def flat(text: str) -> str:
    """Return lines as one: with a space where both sides are of letters of an alphabet, else as they follow."""
    return re.sub(r"(?<=[^\W_一-鿿])\n(?=[^\W_一-鿿])|(?<=[.,;:!?])\n", " ", text).replace("\n", "")


def either(words: Sequence[str]) -> str:
    """Return a pattern of one of some words: those of an alphabet stand alone, others anywhere."""
    return "|".join(rf"(?<!\w){re.escape(one)}(?!\w)" if one.isascii() else one for one in words)


def shared_numbers(tasks: Sequence[TaskRows]) -> set[str]:
    """Return the cells of numbers that several tasks have: they number what stands over these."""
    counts = Counter(at for one in tasks for at in one.cells["no"])
    return {at for at, count in counts.items() if count > 1}
