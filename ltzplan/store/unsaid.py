"""What a plan file leaves unsaid and still means: defaults, the area of a section, the names of units that lead."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from ltzplan.issues import Locator
from ltzplan.model.values import Day, Duration, folded
from ltzplan.store.members import Said, listed, with_members
from ltzplan.store.plain import Plain
from ltzplan.store.yaml import read

DEFAULTS = Path(__file__).with_name("defaults.yaml")
"""What a plan that does not say has: one office, which reports and checks by itself; stages; lights by date."""
_ID = re.compile(r"[A-Za-z0-9_.-]+", re.ASCII)


def completed(data: object, place: Locator) -> object:
    """Give the plain data of a plan with what it leaves unsaid; what is wrong in it stays as it is, to be found.

    Where one office writes everything by default, its claim completes a task. LtzError where a key is said by both of
    its names.
    """
    if not isinstance(data, dict):
        return data
    said = with_members({key: value for key, value in data.items() if value is not None}, place)
    missing = {key: value for key, value in _defaults().items() if key not in said}
    header = said.get("plan")
    if "offices" in missing and isinstance(header, dict):
        said["plan"] = {"completion": Plain("claim"), **header}
    if isinstance(tasks := said.get("tasks"), list):
        areas = {one.get("id"): one.get("area") for one in _statements(said.get("sections"))}
        units = _units(said.get("units"))
        said["tasks"] = [_task(one, areas, units) if isinstance(one, dict) else one for one in tasks]
    return {**said, **missing}


@cache
def _defaults() -> Said:
    data, _ = read(DEFAULTS.name, DEFAULTS.read_bytes())
    assert isinstance(data, dict)
    return data


def _statements(listed: object) -> Iterator[Said]:
    yield from (one for one in (listed if isinstance(listed, list) else ()) if isinstance(one, dict))


def _task(task: Said, areas: Mapping[object, object], units: Mapping[str, Said]) -> Said:
    """Give a task with the area of its section, its units by name, the members for which each of a group leads, its days counted."""
    said = _own_days(task)
    if (area := areas.get(said.get("section"))) and said.get("area") is None:
        said["area"] = area
    for key in ("lead_units", "supporting_units"):
        if (named := said.get(key)) is not None:
            spread = [_each(one, units) for one in (named if isinstance(named, list) else [named])]
            said[key] = [*(one for one, *_ in spread), *(one for _, *rest in spread for one in rest)]
    for key in ("further_targets", "milestones"):
        if isinstance(promises := said.get(key), list):
            said[key] = [_promise(one) for one in promises]
    if isinstance(parts := said.get("parts"), dict):
        said["parts"] = {id: _own_days(one) if isinstance(one, dict) else one for id, one in parts.items()}
    each = listed([one.get("city") for one in _statements(said.get("lead_units")) if "group" in one])
    taking_part = [*dict.fromkeys(each)]
    return {"cities": taking_part, **said} if taking_part else said


OF_TARGET = ("due", "due_words", "due_also")
"""What a task or part may say of its target itself."""


def _own_days(said: Said) -> Said:
    """Give a task or part with its days in its target, where it says them itself."""
    own, target = {key: said[key] for key in OF_TARGET if key in said}, said.get("target")
    if not isinstance(target, dict | None) or (target is None and not own):
        return {**said}
    others = {key: value for key, value in said.items() if key not in own}
    return {**others, "target": _promise({**(target or {}), **own})}


def _promise(promise: object) -> object:
    """Give a target or milestone with a due date that is counted: from a day it is one, from a milestone it waits for it."""
    if not isinstance(promise, dict) or not isinstance(counted := promise.get("due"), dict):
        return promise
    others = {key: value for key, value in promise.items() if key != "due"}
    try:
        day = Duration.parse(str(counted["within"])).after(Day.parse(str(counted["from"])).last)
    except (KeyError, ValueError):
        return {**others, "due_within": counted}
    return {**others, "due": Plain(day.isoformat())}


def _units(known: object) -> dict[str, Said]:
    """Give the plan's units by everything that they are called, each with its id."""
    found: dict[str, Said] = {}
    for id, unit in known.items() if isinstance(known, dict) else ():
        if isinstance(unit, dict) and (name := unit.get("name")):
            for word in _words((id, name, *listed(unit.get("aliases")))):
                found.setdefault(word, {**unit, "unit": id})
    return found


def _words(named: Iterable[object]) -> Iterator[str]:
    for one in named:
        yield from (
            folded(text)
            for text in (one.values() if isinstance(one, dict) else (one,))
            if isinstance(text, str)
        )


def _each(one: object, units: Mapping[str, Said]) -> list[object]:
    """The units that lead by one entry: `{each: GROUP}` are all that the group has, where it is one.

    The first takes the place of the entry and the others follow the whole list, so that the entries after it keep theirs.
    """
    told = one.get("each") if isinstance(one, dict) and len(one) == 1 else None
    if not isinstance(told, str):
        return [_unit(one, units)]
    group = units.get(folded(told), {})
    leads = (units[folded(id)] for id in listed(group.get("members")) if folded(id) in units)
    return [{**_lead(one), "group": group["unit"]} for one in leads] or [_unit(told, units)]


def _unit(one: object, units: Mapping[str, Said]) -> object:
    """Give a lead unit that is said by a word alone: one of the plan's units by id or name, else a name that is no id."""
    told = one.get("unit") if isinstance(one, dict) else one
    if not isinstance(told, str):
        return one
    known: Said = {"unit": told, "name": told} if units and _ID.fullmatch(told) else {"name": told}
    known = _lead(units[folded(told)]) if folded(told) in units else known
    return {**known, **one} if isinstance(one, dict) else known


def _lead(unit: Said) -> Said:
    return {key: unit.get(key) for key in ("unit", "name", "city")}
