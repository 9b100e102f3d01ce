"""A plan made of a table that an office has: which table of the file, what its columns hold, and what was not understood."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated, get_args

from ltzplan.cli import options as opt
from ltzplan.cli.column_map import mapped, refuse_strange
from ltzplan.cli.day_words import marks_of_days
from ltzplan.cli.run import Run
from ltzplan.dataclass import dataclass
from ltzplan.issues import Place, refuse
from ltzplan.languages import LANGS
from ltzplan.model.table import Sheet
from ltzplan.rules.plan_table import DraftPlan, TableWords, draft_plan
from ltzplan.rules.table_days import DayWords
from ltzplan.rules.table_head import WHOSE, Column, ColumnWords, TableHead, find_head, key, widest
from ltzplan.rules.table_rows import CellNote, flat
from ltzplan.rules.table_title import TitleWords
from ltzplan.rules.table_units import UnitWords
from ltzplan.text.speech import catalogue, fill, say
from ltzplan.views.blocks import Para
from ltzplan.views.plan_text import plan_text, said_of_cell

FIELDS: tuple[str, ...] = get_args(Column)
LEADS = ("all", "first")
"""Which of the units lead that a table has answer alike."""


@dataclass(kw_only=True)
class FromTable(opt.Group):
    """Of which table a plan is made, and how that is read."""

    source: Annotated[opt.Maybe, opt.option("--from", "FILE", "from_table")] = None
    sheet: Annotated[opt.Maybe, opt.option("--sheet", "SHEET")] = None
    table: Annotated[opt.Maybe, opt.option("--table", "N")] = None
    map: Annotated[opt.Many, opt.option("--map", "COLUMN=FIELD")] = None
    lead: Annotated[opt.Maybe, opt.option("--lead", "|".join(LEADS), "table_lead")] = None

    def typed(self) -> list[str]:
        """Return the words that ask for the same."""
        given = {"--from": self.source, "--sheet": self.sheet, "--table": self.table, "--lead": self.lead}
        maps = (word for one in self.map or () for word in ("--map", one))
        return [word for option, value in given.items() if value for word in (option, value)] + [*maps]


def plan_of(run: Run, asked: FromTable, file: str, today: date) -> bytes:
    """Return the plan file made of a table, and say what was understood; LtzError where its head is not."""
    if asked.lead not in (None, *LEADS):
        raise refuse("not_one_of", key="--lead", value=asked.lead, expected=", ".join(LEADS))
    from ltzplan.store.table import read_tables  # noqa: PLC0415 - what reads tables is loaded where one is read

    words = column_words()
    told = mapped(asked.map or (), words, key)
    sheets, encoding = read_tables(file)
    if encoding:
        _talk(run, "decoded", file=file, encoding=encoding)
    sheet, head, draft = _chosen(sheets, asked, file, words, told, today)
    heads = (one for row in sheet.rows[head.first : head.last + 1] for one in row)
    refuse_strange(told, {key(one.text): flat(one.text) for one in heads}, file)
    of = _say(run, "sheet.named", file=file, name=sheet.name) if sheet.name else file
    draft = replace(draft, notes=(*_columns(head), *draft.notes))
    _tell(run, of, sheet, head, draft)
    further = [one.name for one in sheets if one is not sheet and find_head(one, words, told)]
    if further and not (asked.sheet or asked.table):
        option = "--table" if sheet.name.isdecimal() else "--sheet"
        _talk(run, "further", names=_listed(run, further), option=option)
    return plan_text(draft, of, Path(file).stem, run.lang).encode()


def _tell(run: Run, of: str, sheet: Sheet, head: TableHead, draft: DraftPlan) -> None:
    """Say what a table was taken for, and what of it was not understood or is to be checked, by its cells."""
    _talk(run, "drafted", sheet=of, tasks=len(draft.tasks), areas=len(draft.areas), units=len(draft.units))
    taken = (
        _say(run, "column", at=cell.at, title=flat(cell.text), field=field)
        for field in FIELDS[:-1]
        for cell in (sheet.rows[head.last][at] for at in head.places.get(field, ()))
    )
    _talk(run, "columns", columns=_listed(run, taken))
    if head.other:
        _talk(run, "unfit", columns=_listed(run, (one.text for one in head.other)))
    if notes := [*draft.notes, *(note for task in draft.tasks for note in task.notes)]:
        _talk(run, "to_check")
        run.tell(*(Para(f"{of} {said_of_cell(one, run.lang)}", indent=2, hang=2) for one in _alike(notes)))


def _listed(run: Run, texts: Iterable[str]) -> str:
    return say(run.lang, "list.sep").join(map(flat, texts))


def _say(run: Run, key: str, **params: object) -> str:
    return fill(catalogue(run.lang, "table")[key], params)


def _talk(run: Run, key: str, **params: object) -> None:
    run.talk(_say(run, key, **params))


def _words(key: str) -> list[str]:
    """Return the words of a key in every language."""
    return [word for lang in LANGS for word in catalogue(lang, "table")[key].split("|")]


def column_words() -> dict[str, list[str]]:
    """Return what columns hold, each with the words by which it is known in any language."""
    return {field: _words(f"column.{field}") for field in FIELDS}


def table_words() -> TableWords:
    """Return the other words of tables in all languages."""
    columns = column_words()
    bodies = _words("words.bodies")
    return TableWords(
        notes=_words("words.notes"),
        titles=TitleWords(plans=_words("words.plans"), before=_words("words.before"), bodies=bodies),
        days=DayWords(
            marks=marks_of_days() | dict.fromkeys(_words("words.beside"), ""), undated=_words("words.undated")
        ),
        units=UnitWords(
            roles={word: role for role in WHOSE for word in columns[role]},
            behind={word: role for role in ("lead", "supporting") for word in _words(f"words.behind.{role}")},
            by=_words("words.by"),
            joins=_words("words.joins"),
            others=_words("words.others"),
            bodies=bodies,
            tails=_words("words.tails"),
        ),
    )


def _chosen(
    sheets: Sequence[Sheet],
    asked: FromTable,
    file: str,
    words: ColumnWords,
    told: Mapping[str, str],
    today: date,
) -> tuple[Sheet, TableHead, DraftPlan]:
    """Return the table that was asked for, by name or number, else the first one of tasks; its head, and its plan."""
    which = asked.sheet or asked.table
    named = {str(at): one for at, one in enumerate(sheets, 1)} | {one.name: one for one in sheets}
    if which and which not in named:
        option, known = "--sheet" if asked.sheet else "--table", ", ".join(one.name or "1" for one in sheets)
        raise refuse("not_one_of", Place(file=file), key=option, value=which, expected=known)
    tried = [named[which]] if which else sheets
    for sheet in tried:
        if head := find_head(sheet, words, told):
            draft = draft_plan(sheet, head, table_words(), today, first_leads=asked.lead == "first")
            if draft.tasks:
                return sheet, head, draft
    raise refuse("no_head", Place(file=file), **heads_seen(tried))


def heads_seen(sheets: Iterable[Sheet]) -> dict[str, str]:
    """Return what stands in the row that could be the head of a table, and the first of it to show how one is told; nothing for nothing."""
    heads = max((widest(one) for one in sheets), key=len, default=())
    seen = [flat(one.text) for one in heads]
    return {
        "found": "; ".join(f"{one.at} {text}" for one, text in zip(heads, seen, strict=True)),
        "column": "".join(seen[:1]),
    }


def _alike(notes: Sequence[CellNote]) -> list[CellNote]:
    """Return one note for those of cells that say the same, with all their addresses; a cell of several tasks has it once."""
    found = dict[tuple[str, str], dict[str, None]]()
    for one in notes:
        found.setdefault((one.key, one.text), {})[one.at] = None
    return [CellNote(at=", ".join(at), key=key, text=text) for (key, text), at in found.items()]


def _columns(head: TableHead) -> list[CellNote]:
    """Return what is to be known of columns that are left out."""
    return [
        CellNote(at=one.at, key="column" if one.text else "column_bare", text=flat(one.text))
        for one in head.left
    ]
