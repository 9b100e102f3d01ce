"""What names an entry of one of the plan's lists names one that is there: as its field says (`about(.., refers=..)`)."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache

from ltzplan.issues import Finding, Steps
from ltzplan.model.codec import described, form
from ltzplan.model.method import COMPLETED, REPORTED_COMPLETE
from ltzplan.model.plan import Plan
from ltzplan.model.records import OTHER
from ltzplan.model.values import Day, Words
from ltzplan.rules.claims import claimed_by, completes_at_once
from ltzplan.rules.lights import UNLIT

Findings = Iterator[Finding]
NAMED_GROUNDS = ("derived", "local")
BESIDE = {
    "clauses": NAMED_GROUNDS, "sorts": (OTHER,), "stages": (REPORTED_COMPLETE, COMPLETED), "lights": (UNLIT,),
}  # fmt: skip
"""What may be named beside the entries of a list."""


def offered(plan: Plan, listed: str) -> tuple[str, ...]:
    """Return those of them that may be chosen: where a claim completes a task, its stage alone says that it is done."""
    if listed == "stages" and completes_at_once(plan):
        return tuple({claimed_by(plan)} - {*plan.stages})
    return BESIDE.get(listed, ())


_PLAIN = (str, int, Decimal, Day, date, Words, type(None))
"""What holds no statement."""


def finding(code: str, *path: str | int, **params: object) -> Finding:
    """Give a finding at a path of the plan or record."""
    return Finding(code=code, path=path, params={key: str(one) for key, one in params.items()})


def unknown(listed: str, value: str, known: Iterable[str], *path: str | int) -> Findings:
    """Find a value that names no entry of a list, with the nearest that there is."""
    known = list(known)
    if value not in known:
        from difflib import get_close_matches  # noqa: PLC0415 - only where something is wrong

        near = get_close_matches(value, known, 1, 0.5)
        yield finding("unknown_id", *path, list=listed, value=value, near=near[0] if near else "")


def walk(value: object, path: Steps = ()) -> Iterator[tuple[Steps, object]]:
    """Give every statement of a plan or record with its path."""
    inner: Iterable[tuple[str | int, object]]
    if isinstance(value, Mapping | tuple):
        inner = _steps(value)
    else:
        yield path, value
        kind: type = value.__class__
        inner = ((one.key, getattr(value, one.name)) for one in described(kind))
    for step, one in inner:
        if not isinstance(one, _PLAIN):
            yield from walk(one, (*path, step))


def references(plan: Plan, value: object = None) -> Findings:
    """What a plan, or a record under it, names of the plan's lists is there."""
    for path, listed, id in _named(plan if value is None else value):
        if id not in plan.listed(listed):
            yield from unknown(listed, id, _known(plan, listed), *path)


def _known(plan: Plan, listed: str) -> list[str]:
    """Give the ids that a list holds; grounds are paragraphs too, without portfolios each area is one."""
    if listed == "portfolios" and not plan.portfolios:
        return _known(plan, "areas")
    paragraphs = plan.article if listed == "clauses" else ()
    return [*plan.listed(listed), *paragraphs, *BESIDE.get(listed, ())]


def _named(value: object, path: Steps = ()) -> Iterator[tuple[Steps, str, str]]:
    """Give the path, the list and the id of everything that a plan or record names."""
    if isinstance(value, Mapping | tuple):
        for step, one in _steps(value):
            yield from _named(one, (*path, step))
        return
    kind: type = value.__class__
    (naming, holding), held = _fields(kind), vars(value)
    for name, key, refers in naming:
        said = held[name]
        if not said:
            continue
        if isinstance(said, str):
            yield (*path, key), refers, said
        else:
            steps = zip(said, said, strict=True) if isinstance(said, Mapping) else enumerate(said)
            yield from (((*path, key, step), refers, id) for step, id in steps)
    for name, key in holding:
        if one := held[name]:
            yield from _named(one, (*path, key))


@cache
def _fields(cls: type) -> tuple[list[tuple[str, str, str]], list[tuple[str, str]]]:
    """Give the fields of a statement that name something of the plan's lists, and those that hold such a statement."""
    found = described(cls)
    naming = [(one.name, one.key, one.refers) for one in found if one.refers not in ("", "records")]
    return naming, [(one.name, one.key) for one in found if _names(one.type)]


def _names(hint: object) -> bool:
    """Whether a type is of statements that name something, however deep."""
    match form(hint):
        case "statement", cls:
            return any(map(bool, _fields(cls)))
        case (("list" | "mapping" | "optional"), one):
            return _names(one)
        case _:
            return False


def _steps(value: Mapping[str, object] | tuple[object, ...]) -> Iterable[tuple[str | int, object]]:
    return value.items() if isinstance(value, Mapping) else enumerate(value)
