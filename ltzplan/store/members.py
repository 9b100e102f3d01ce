"""The members of a plan, in a plan file: by another name than the model's, in the plan's own word, and units that are some."""

from collections.abc import Iterator, Mapping, Sequence

from ltzplan.issues import Locator, Steps, refuse

Said = dict[str, object]
ALSO: Mapping[str, Steps] = {"city": ("member",), "cities": ("members",), "called": ("members", "called")}
"""Where a plan file may say a key otherwise."""
_NAMING = (
    "cities", "offices.*.city", "units.*.city", "tasks.*.cities", "tasks.*.parts.*.cities",
    "tasks.*.lead_units.*.city", "tasks.*.supporting_units.*.city",
)  # fmt: skip
"""The keys that list or name members."""


def with_members(said: Said, place: Locator) -> Said:
    """A plan's data with its members as its cities; LtzError where a key is said by both of its names.

    A unit of a group that is of no member is one itself.
    """
    said = {**said, **_called(said)}
    for key in _NAMING:
        said = _renamed(said, key.split("."), place)  # type: ignore[assignment]
    units, members = said.get("units"), said.get("cities", {})
    if not isinstance(units, dict) or not isinstance(members, dict):
        return said
    found = {id: one for id, one in units.items() if isinstance(one, dict)}
    grouped = {id for one in found.values() for id in listed(one.get("members"))}
    own = {
        id: one for id, one in found.items() if id in grouped and one.get("city") is None and "name" in one
    }
    if not own:
        return said
    named = {id: {"name": one["name"]} for id, one in own.items() if id not in members}
    led = {id: {**one, "city": id} for id, one in own.items()}
    return {**said, "cities": {**members, **named}, "units": {**units, **led}}


def listed(said: object) -> Iterator[str]:
    """The words of a list, which may be one alone."""
    yield from (one for one in (said if isinstance(said, list) else (said,)) if isinstance(one, str))


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
