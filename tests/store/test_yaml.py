"""The reader gives one answer, whichever source of events a machine has."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

import pytest
import yaml

from ltzplan.issues import LtzError
from ltzplan.store import yaml as reader

GIVES_UP = 1000


def gives_up(text: str, Loader: type) -> Iterator[Any]:  # noqa: N803 - as yaml calls it
    """As libyaml from 0.2.6 on: at the opening after the thousandth, and then without what it had read ahead."""
    at = next(islice((at for at, one in enumerate(text) if one in "[{"), GIVES_UP, None), None)
    yield from islice(PARSE(text, Loader=yaml.Loader), None if at is None else 5)
    if at is not None:
        mark = yaml.Mark("", at, text.count("\n", 0, at), at - text.rfind("\n", 0, at) - 1, None, None)
        raise yaml.MarkedYAMLError("while increasing flow level", mark, "exceeded maximum nesting depth", mark)


PARSE = yaml.parse


@pytest.fixture(params=["libyaml", "pure Python", "a libyaml that gives up"])
def source(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Read with one source of events."""
    if request.param == "libyaml" and reader.EVENTS_OF is yaml.Loader:
        pytest.skip("no libyaml here")
    if request.param != "libyaml":
        monkeypatch.setattr(reader, "EVENTS_OF", yaml.Loader)
    if request.param == "a libyaml that gives up":
        monkeypatch.setattr(yaml, "parse", gives_up)
    return str(request.param)


def refused(text: str) -> tuple[str, int | None, int | None]:
    """Give code, line and column of the one finding."""
    with pytest.raises(LtzError) as raised:
        reader.read("x.yaml", text.encode())
    (issue,) = raised.value.issues
    assert issue.place
    return issue.code, issue.place.line, issue.place.column


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        pytest.param("a: " + "[" * 1200 + "]" * 1200, 1, 19, id="brackets"),
        pytest.param("a: " + "[" * 1200, 1, 19, id="open_only"),
        pytest.param("a: " + "[" * 17 + "]" * 17, 1, 19, id="one_too_many"),
        pytest.param("样例: 一\n项: " + "[" * 100_000, 2, 19, id="after_wide_characters"),
        pytest.param("{a: " * 1200 + "}" * 1200, 1, 65, id="braces"),
        pytest.param("- " * 3000 + "x", 1, 33, id="dashes"),
        pytest.param("\n".join(f"{' ' * at}k:" for at in range(1200)), 17, 17, id="keys"),
    ],
)
def test_code_B15_too_deep_points_at_the_seventeenth_opening(
    source: str, text: str, line: int, column: int
) -> None:
    """Not at the one at which the library gives up, which is another from version to version."""
    assert refused(text) == ("too_deep", line, column)


def test_sixteen_openings_are_read(source: str) -> None:
    assert reader.read("x.yaml", ("a: " + "[" * 15 + "]" * 15).encode())[0]


def test_what_is_wrong_before_the_depth_is_said_first(source: str) -> None:
    assert refused("a: 1\na: " + "[" * 1200)[0] == "duplicate_key"
