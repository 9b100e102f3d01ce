"""Dataclasses as those of the standard library, but for what it costs to define one: a start defines over a hundred.

There each class has its functions written and compiled; here all share these few. Fields, `replace` and what type
checkers see are the standard library's own.
"""

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import MISSING, Field, FrozenInstanceError, fields
from operator import attrgetter
from typing import TYPE_CHECKING, TypeVar

__all__ = ["built", "dataclass"]
Class = TypeVar("Class", bound=type)
One = TypeVar("One")
Method = Callable[..., object]


def built(cls: type[One], **held: object) -> One:
    """Return an instance that holds just this, a value of each field: what is made by the thousand is not checked."""
    one = object.__new__(cls)
    one.__dict__.update(held)
    return one


def _quick(*, frozen: bool = False, kw_only: bool = False) -> Callable[[Class], Class]:
    def made(cls: Class) -> Class:
        dataclasses.dataclass(init=False, repr=False, eq=False, kw_only=kw_only)(cls)
        told = fields(cls)
        compared = [one.name for one in told if one.compare]
        values: Method = attrgetter(*compared) if compared else lambda _: ()
        methods = {"__init__": _init(cls, told, kw_only=kw_only), "__repr__": _shown, **_comparing(values)}
        if frozen:
            methods |= {
                "__hash__": lambda self: hash(values(self)),
                "__setattr__": _refused,
                "__delattr__": _refused,
            }
        for name, method in methods.items():
            setattr(cls, name, method)
        return cls

    return made


def _comparing(values: Method) -> dict[str, Method | None]:
    def equal(self: object, other: object) -> object:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    return {"__eq__": equal, "__hash__": None}


def _init(cls: type, told: Sequence[Field[object]], *, kw_only: bool) -> Method:
    """Return the `__init__` of a class: it takes each field once, by name or in order; anything else is a TypeError."""
    defaults = {one.name: one.default for one in told}
    makers = {one.name: one.default_factory for one in told if one.default_factory is not MISSING}
    names = [*defaults]
    required = frozenset(name for name in names if defaults[name] is MISSING and name not in makers)
    places = 0 if kw_only else len(names)
    after: Method | None = getattr(cls, "__post_init__", None)

    def __init__(self: object, *values: object, **said: object) -> None:  # noqa: N807
        if values:
            placed = dict(zip(names[:places], values, strict=False))
            if len(values) > places or not said.keys().isdisjoint(placed):
                raise TypeError(f"{cls.__qualname__}: {', '.join(names)}")
            said |= placed
        held = self.__dict__
        held.update(defaults)
        held.update(said)
        if not said.keys() >= required or len(held) > len(names):
            odd = (required - said.keys()) | (held.keys() - {*names})
            raise TypeError(f"{cls.__qualname__}: {', '.join(sorted(odd))}")
        for name, make in makers.items():
            if name not in said:
                held[name] = make()
        if after:
            after(self)

    return __init__


def _shown(self: object) -> str:
    listed = fields(self)  # type: ignore[arg-type]
    told = (f"{one.name}={getattr(self, one.name)!r}" for one in listed if one.repr)
    return f"{self.__class__.__qualname__}({', '.join(told)})"


def _refused(self: object, name: str, *_: object) -> None:
    raise FrozenInstanceError(f"{self.__class__.__qualname__}.{name}")


if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    dataclass = _quick
