"""Dataclasses that cost little to define are in all else as those of the standard library."""

import dataclasses
from dataclasses import FrozenInstanceError, field, fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ltzplan.dataclass import built, dataclass
from tests.build import ROOT


def made(decorator, **how):
    @decorator(frozen=True, **how)
    class Base:
        a: int
        b: tuple = ()

    @decorator(frozen=True, **how)
    class Thing(Base):
        c: dict = field(default_factory=dict)
        d: object = field(default=None, compare=False, repr=False)

    return Thing


BOTH = [(made(dataclasses.dataclass), made(dataclass)), (made(dataclasses.dataclass, kw_only=True), made(dataclass, kw_only=True))]
THING = made(dataclass)
small = st.sampled_from([0, 1, "x"])
words = st.dictionaries(st.sampled_from(["a", "b", "c", "d", "e"]), small, max_size=4)


def outcome(make, values, said):
    try:
        one = make(*values, **said)
    except TypeError:
        return "TypeError"
    return [(name, value) for name, value in vars(one).items()], repr(one)


@pytest.mark.parametrize(("standard", "quick"), BOTH, ids=["placed", "kw_only"])
@given(values=st.lists(small, max_size=5), said=words)
def test_they_take_and_hold_the_same(standard, quick, values, said):
    assert outcome(quick, values, said) == outcome(standard, values, said)


@given(one=words, other=words)
def test_they_are_equal_and_hash_alike_where_the_standard_ones_do(one, other):
    one, other = ({"a": 0, "c": 1} | {name: value for name, value in said.items() if name != "e"} for said in (one, other))
    for standard, quick in BOTH:
        assert (quick(**one) == quick(**other)) is (standard(**one) == standard(**other))
        assert (hash(quick(**one)) == hash(quick(**other))) is (hash(standard(**one)) == hash(standard(**other)))
        assert quick(**one) != standard(**one)


def test_what_is_frozen_stays():
    one = BOTH[0][1](1)
    for attempt in (lambda: setattr(one, "a", 2), lambda: delattr(one, "a"), lambda: setattr(one, "new", 2)):
        with pytest.raises(FrozenInstanceError):
            attempt()
    assert replace(one, a=2) == BOTH[0][1](2)
    assert [each.name for each in fields(one)] == ["a", "b", "c", "d"]


def test_what_is_not_frozen_changes_and_is_no_key():
    @dataclass(kw_only=True)
    class Open:
        a: int = 1

        def __post_init__(self):
            self.b = self.a + 1

    one = Open()
    one.a = 5
    assert (one.a, one.b, one) == (5, 2, Open(a=5))
    with pytest.raises(TypeError):
        hash(one)


def test_no_class_of_the_package_is_a_standard_one():
    """Each costs every start a millisecond."""
    for path in (ROOT / "ltzplan").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert "\n@dataclass" not in text or "from ltzplan.dataclass import dataclass" in text, path


def test_what_is_built_of_all_its_fields_is_as_if_it_was_made_of_them():
    one, said = THING(1, c={"x": 2}), {"a": 1, "b": (), "c": {"x": 2}, "d": None}
    assert built(THING, **said) == one
    assert vars(built(THING, **said)) == vars(one)
    with pytest.raises(FrozenInstanceError):
        built(THING, **said).a = 2
