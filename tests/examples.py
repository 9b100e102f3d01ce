"""How many examples a property is tried with."""

import os

TIMES = int(os.environ.get("LTZ_EXAMPLES", "1"))
"""`make long` tries each property with so many times as many."""


def examples(few: int) -> int:
    """So many, or as many times more as are asked for."""
    return few * TIMES
