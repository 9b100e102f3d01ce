"""What a plan file leaves unsaid and still means: defaults, the area of a section, the names of units that lead."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from ltzplan.model.values import Day, Duration, folded
from ltzplan.store.yaml import Plain, read

DEFAULTS = Path(__file__).with_name("defaults.yaml")
"""What a plan that does not say has: one office, which reports and checks by itself; stages; lights by date."""
_ID = re.compile(r"[A-Za-z0-9_.-]+", re.ASCII)
Said = dict[str, object]


def completed(data: object) -> object:
    """Give the plain data of a plan with what it leaves unsaid; what is wrong in it stays as it is, to be found.

    Where one office writes everything by default, its claim completes a task.
    """
    if not isinstance(data, dict):
        return data
    said: Said = {key: value for key, value in data.items() if value is not None}
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
    """Give a task with the area of its section, its units by name, and its days counted."""
    said = _own_days(task)
    if (area := areas.get(said.get("section"))) and said.get("area") is None:
        said["area"] = area
    for key in ("lead_units", "supporting_units"):
        if (listed := said.get(key)) is not None:
            said[key] = [_unit(one, units) for one in (listed if isinstance(listed, list) else [listed])]
    for key in ("further_targets", "milestones"):
        if isinstance(listed := said.get(key), list):
            said[key] = [_promise(one) for one in listed]
    if isinstance(parts := said.get("parts"), dict):
        said["parts"] = {id: _own_days(one) if isinstance(one, dict) else one for id, one in parts.items()}
    return said


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


def _units(listed: object) -> dict[str, Said]:
    """Give the plan's units by everything that they are called, each as it leads a task."""
    found: dict[str, Said] = {}
    for id, unit in listed.items() if isinstance(listed, dict) else ():
        if isinstance(unit, dict) and (name := unit.get("name")):
            leads = {"unit": id, "name": name, "city": unit.get("city")}
            aliases = unit.get("aliases")
            named = (id, name, *(aliases if isinstance(aliases, list) else (aliases,)))
            for word in _words(named):
                found.setdefault(word, leads)
    return found


def _words(named: Iterable[object]) -> Iterator[str]:
    for one in named:
        yield from (
            folded(text)
            for text in (one.values() if isinstance(one, dict) else (one,))
            if isinstance(text, str)
        )


def _unit(one: object, units: Mapping[str, Said]) -> object:
    """Give a lead unit that is said by a word alone: one of the plan's units by id or name, else a name that is no id."""
    told = one.get("unit") if isinstance(one, dict) else one
    if not isinstance(told, str):
        return one
    known = units.get(folded(told)) or (
        {"unit": told, "name": told} if units and _ID.fullmatch(told) else {"name": told}
    )
    return {**known, **one} if isinstance(one, dict) else known
