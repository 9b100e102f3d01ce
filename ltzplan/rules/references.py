"""What names an entry of one of the plan's lists names one that is there: as its field says (`about(.., refers=..)`)."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from ltzplan.issues import Finding, Steps
from ltzplan.model.codec import described
from ltzplan.model.method import COMPLETED, REPORTED_COMPLETE
from ltzplan.model.plan import Plan
from ltzplan.model.records import OTHER
from ltzplan.model.values import Day, Words
from ltzplan.rules.lights import UNLIT
from ltzplan.rules.spoken import entries

Findings = Iterator[Finding]
NAMED_GROUNDS = ("derived", "local")
BESIDE = {
    "clauses": NAMED_GROUNDS, "sorts": (OTHER,), "stages": (REPORTED_COMPLETE, COMPLETED), "lights": (UNLIT,),
}  # fmt: skip
"""What may be named beside the entries of a list."""
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
    inner: Iterable[tuple[str | int, object]] = ()
    if isinstance(value, Mapping):
        inner = value.items()
    elif isinstance(value, tuple):
        inner = enumerate(value)
    else:
        yield path, value
        kind: type = value.__class__
        inner = ((one.key, getattr(value, one.name)) for one in described(kind))
    for step, one in inner:
        if not isinstance(one, _PLAIN):
            yield from walk(one, (*path, step))


def references(plan: Plan, value: object = None) -> Findings:
    """What a plan, or a record under it, names of the plan's lists is there."""
    lists: dict[str, list[str]] = {}
    for path, listed, id in _named(plan if value is None else value):
        if listed not in lists:
            lists[listed] = _known(plan, listed)
        yield from unknown(listed, id, lists[listed], *path)


def _known(plan: Plan, listed: str) -> list[str]:
    """Give the ids that a list holds; grounds are paragraphs too, without portfolios each area is one."""
    if listed == "portfolios" and not plan.portfolios:
        return _known(plan, "areas")
    paragraphs = plan.article if listed == "clauses" else ()
    return [*entries(plan, listed), *paragraphs, *BESIDE.get(listed, ())]


def _named(value: object) -> Iterator[tuple[Steps, str, str]]:
    """Give the path, the list and the id of everything that a plan or record names."""
    for path, one in walk(value):
        kind: type = one.__class__
        for has in described(kind):
            said = getattr(one, has.name) if has.refers not in ("", "records") else None
            if isinstance(said, str):
                yield (*path, has.key), has.refers, said
            elif said:
                steps = zip(said, said, strict=True) if isinstance(said, Mapping) else enumerate(said)
                yield from (((*path, has.key, step), has.refers, id) for step, id in steps)
