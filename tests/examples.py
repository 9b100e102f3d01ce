"""How many examples are tried: of a property, and of many cases alike."""

import os
from collections.abc import Iterable

import pytest
from _pytest.mark import ParameterSet

TIMES = int(os.environ.get("LTZ_EXAMPLES", "1"))
"""`make long` tries each property with so many times as many."""


def examples(few: int) -> int:
    """So many, or as many times more as are asked for."""
    return few * TIMES


def thinned(cases: Iterable[object], every: int) -> list[ParameterSet]:
    """The first of every so many cases that are alike for each run, the others for `make long`; a case is one value or a tuple."""
    return [
        pytest.param(*(case if isinstance(case, tuple) else (case,)), marks=[pytest.mark.long] if at % every else [])
        for at, case in enumerate(cases)
    ]
