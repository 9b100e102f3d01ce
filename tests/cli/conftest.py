"""Ltz as it is typed: what must go well, what must write, what must be refused."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.written import WHOLE, Ltz, files


@pytest.fixture
def yes(ltz: Ltz) -> Callable[..., str]:
    """Give a function that runs ltz, expects exit 0 and gives what it prints."""

    def act(*words: str) -> str:
        done = ltz(*words)
        assert done.code == 0, done.err
        return done.out

    return act


@pytest.fixture
def wrote(yes: Callable[..., str], request: pytest.FixtureRequest) -> Callable[..., str]:
    """Give a function that runs a writing verb and gives the id, which stands alone on stdout."""

    def act(*words: str) -> str:
        out = yes(*words)
        assert WHOLE.fullmatch(out), out
        return out.strip()

    return act


@pytest.fixture
def no(ltz: Ltz) -> Callable[..., str]:
    """Give a function that runs what must be refused with a code, prints nothing and writes nothing."""

    def act(code: str, *words: str) -> str:
        before = files(Path())
        done = ltz(*words)
        assert (done.code, done.out) == (2, ""), done
        assert f"error[{code}]" in done.err, done.err
        assert files(Path()) == before
        return done.err

    return act
