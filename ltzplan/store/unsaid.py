"""What a plan file leaves unsaid and still means: defaults, the area of a section, the names of units that lead.

And what it says by another name: its members, which may be called cities.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from ltzplan.issues import Locator, Steps, refuse
from ltzplan.model.values import folded
from ltzplan.store.yaml import Plain, read

DEFAULTS = Path(__file__).with_name("defaults.yaml")
"""What a plan that does not say has: one office, which reports and checks by itself; stages; lights by date."""
_ID = re.compile(r"[A-Za-z0-9_.-]+", re.ASCII)
Said = dict[str, object]
ALSO: Mapping[str, Steps] = {"city": ("member",), "cities": ("members",), "called": ("members", "called")}
"""Where a plan file may say a key otherwise."""
_NAMING = (
    "cities", "offices.*.city", "units.*.city", "tasks.*.cities", "tasks.*.parts.*.cities",
    "tasks.*.lead_units.*.city", "tasks.*.supporting_units.*.city",
)  # fmt: skip
"""The keys that list or name members."""


def completed(data: object, place: Locator) -> object:
    """Give the plain data of a plan with what it leaves unsaid; what is wrong in it stays as it is, to be found.

    Where one office writes everything by default, its claim completes a task. LtzError where a key is said by both of
    its names.
    """
    if not isinstance(data, dict):
        return data
    said: Said = {key: value for key, value in data.items() if value is not None}
    said |= _called(said)
    for key in _NAMING:
        said = _renamed(said, key.split("."), place)  # type: ignore[assignment]
    missing = {key: value for key, value in _defaults().items() if key not in said}
    header = said.get("plan")
    if "offices" in missing and isinstance(header, dict):
        said["plan"] = {"completion": Plain("claim"), **header}
    if isinstance(tasks := said.get("tasks"), list):
        areas = {one.get("id"): one.get("area") for one in _statements(said.get("sections"))}
        units = _units(said.get("units"))
        said["tasks"] = [_task(one, areas, units) if isinstance(one, dict) else one for one in tasks]
    return {**said, **missing}


def _called(said: Said) -> Said:
    """The plan's word for its members, apart from them; that of cities is the method's."""
    members = said.get("members")
    if isinstance(members, dict) and "called" in members:
        return {
            "members": {id: one for id, one in members.items() if id != "called"},
            "called": members["called"],
        }
    return {"called": said.get("called")} if "cities" in said else {}


def _renamed(value: object, way: Sequence[str], place: Locator, at: Steps = ()) -> object:
    """A value with what stands at a way, `*` for every step, under the key by which it is known."""
    step, *rest = way
    if step == "*" and isinstance(value, list):
        return [_renamed(one, rest, place, (*at, n)) for n, one in enumerate(value)]
    if not isinstance(value, dict):
        return value
    if rest:
        ways = value if step == "*" else {step} & value.keys()
        return {**value, **{key: _renamed(value[key], rest, place, (*at, key)) for key in ways}}
    [also] = ALSO[step]
    if also in value and step in value:
        raise refuse("same_key", place((*at, also), key=True), key=also, also=step)
    return {(step if key == also else key): one for key, one in value.items()}


@cache
def _defaults() -> Said:
    data, _ = read(DEFAULTS.name, DEFAULTS.read_bytes())
    assert isinstance(data, dict)
    return data


def _statements(listed: object) -> Iterator[Said]:
    yield from (one for one in (listed if isinstance(listed, list) else ()) if isinstance(one, dict))


def _task(task: Said, areas: Mapping[object, object], units: Mapping[str, Said]) -> Said:
    """Give a task with the area of its section, and its units by name."""
    said = {**task}
    if (area := areas.get(said.get("section"))) and said.get("area") is None:
        said["area"] = area
    for key in ("lead_units", "supporting_units"):
        listed = [alone] if isinstance(alone := said.get(key), dict) else alone
        if isinstance(listed, list):
            spread = [_each(one, units) for one in listed]
            said[key] = [*(one for one, *_ in spread), *(one for _, *rest in spread for one in rest)]
    return said


def _units(listed: object) -> dict[str, Said]:
    """Give the plan's units by everything that they are called, each with its id."""
    found: dict[str, Said] = {}
    for id, unit in listed.items() if isinstance(listed, dict) else ():
        if isinstance(unit, dict) and (name := unit.get("name")):
            aliases = unit.get("aliases")
            named = (id, name, *(aliases if isinstance(aliases, list) else (aliases,)))
            for word in _words(named):
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
    group = units.get(folded(told), {}).get("members")
    ids = [id for id in (group if isinstance(group, list) else (group,)) if isinstance(id, str)]
    return [_unit(id, units) for id in ids if folded(id) in units] or [_unit(told, units)]


def _unit(one: object, units: Mapping[str, Said]) -> object:
    """Give a lead unit that is said by a word alone: one of the plan's units by id or name, else a name that is no id."""
    told = one.get("unit") if isinstance(one, dict) else one
    if not isinstance(told, str):
        return one
    known: Said = {"unit": told, "name": told} if units and _ID.fullmatch(told) else {"name": told}
    if unit := units.get(folded(told)):
        known = {key: unit.get(key) for key in ("unit", "name", "city")}
    return {**known, **one} if isinstance(one, dict) else known
