"""The plan file that is made of a table, to be edited: every text quoted, with a comment where something is to be checked."""

import json
import re
from collections.abc import Iterator, Mapping
from functools import partial

from ltzplan.languages import Lang
from ltzplan.model.values import HIDDEN
from ltzplan.rules.plan_table import DraftPlan, DraftTask
from ltzplan.rules.table_rows import CellNote
from ltzplan.text.speech import catalogue, fill

ZONES: Mapping[Lang, str] = {"zh": "Asia/Shanghai", "en": "UTC"}
"""The time zone that is assumed of a plan in a language."""


def plan_text(draft: DraftPlan, of: str, named: str, lang: Lang) -> str:
    """Return the file: of a table, named so where that has no title, with comments in a language."""
    shown, title = (" ".join(re.sub(HIDDEN, "", one).split()) for one in (of, draft.title or named))
    return "".join(f"{line}\n" for line in _lines(draft, shown, title, lang))


def said_of_cell(note: CellNote, lang: Lang) -> str:
    """Return what is to be known of a cell."""
    return f"{note.at}: {fill(catalogue(lang, 'table')[f'not.{note.key}'], {'text': note.text})}"


def _lines(draft: DraftPlan, of: str, title: str, lang: Lang) -> Iterator[str]:
    said = catalogue(lang, "table")
    written: Lang = "zh" if any("一" <= one <= "鿿" for task in draft.tasks for one in task.name) else "en"
    assumed, first, last = said["assumed"], *draft.years
    yield f"# {fill(said['made'], {'sheet': of})}"
    yield from ("plan:", "  format: 1", "  id: plan", f"  name: {quoted(title)}")
    yield from (
        f"  signed: {first}-01-01   # {said['of_title']}",
        f"  ends: {last}-12-31   # {said['of_title']}",
    )
    yield from (f"  time_zone: {ZONES[written]}   # {assumed}", f"  language: {written}   # {assumed}")
    yield from (f"# {said_of_cell(one, lang)}" for one in draft.notes)
    areas = {one: f"area{at}" for at, one in enumerate(draft.areas, 1)}
    sections = {one: f"section{at}" for at, one in enumerate(draft.sections, 1)}
    units = {one: f"unit{at}" for at, one in enumerate(draft.units, 1)}
    if areas:
        yield from ("", "areas:")
    yield from (f"  - {{id: {id}, name: {quoted(name)}}}" for name, id in areas.items())
    if sections:
        yield from ("", "sections:")
    for (area, name), id in sections.items():
        yield f"  - {{id: {id}, name: {quoted(name)}{f', area: {areas[area]}' if area else ''}}}"
    if units:
        yield from ("", "units:")
    for name, id in units.items():
        other = draft.short.get(name)
        hint = f"   # {fill(said['short'], {'name': name, 'other': other})}" if other else ""
        yield f"  {id}: {{name: {quoted(name)}}}{hint}"
    yield from ("", "measures:", f"  progress: {{name: {quoted(catalogue(written, 'table')['measure'])}}}")
    yield from ("", "tasks:")
    for task in draft.tasks:
        yield from _task(task, written, areas, sections, units)
        yield from (f"    # {said_of_cell(one, lang)}" for one in task.notes)
    yield from ("", "# yaml-language-server: $schema=.tasks.schema.json")


def _task(
    task: DraftTask,
    written: Lang,
    areas: Mapping[str, str],
    sections: Mapping[tuple[str | None, str], str],
    units: Mapping[str, str],
) -> Iterator[str]:
    target = {written: task.target and quoted(task.target), "due": task.due and task.due.text}
    if task.due_words:
        target["due_words"] = quoted(task.due_words)
    told = {
        "no": task.no and quoted(task.no),
        "name": quoted(task.name),
        "summary": task.summary and quoted(task.summary),
        "area": task.area and areas[task.area],
        "section": task.section and sections[task.area, task.section],
        "lead_units": _who(task.lead, units),
        "supporting_units": _who(task.supporting, units),
        "start": task.start and task.start.text,
        "target": ", ".join(f"{key}: {value}" for key, value in target.items() if value),
    }
    told["target"] = told["target"] and f"{{{told['target']}}}"
    yield f"  - id: {task.id}"
    yield from (f"    {key}: {value}" for key, value in told.items() if value)


def _who(names: tuple[str, ...], units: Mapping[str, str]) -> str:
    """Return units by their ids, and their names beside them."""
    return f"[{', '.join(units[one] for one in names)}]   # {'、'.join(names)}" if names else ""


quoted = partial(json.dumps, ensure_ascii=False)
