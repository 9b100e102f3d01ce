"""What people see of orders, petitions, adjustments and sessions: goldens of a year of them, in both languages."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import run

Ltz = Callable[..., Any]
LANGS = ("zh", "en")
FACTS = Path(__file__).parents[1] / "facts" / "orders.yaml"
FORECASTS = """
forecasts:
  on_time: {name: {zh: "可按期", en: "on time"}}
  hard: {name: {zh: "有困难", en: "hard"}}
"""
KEY = """supervision:
  - {ground: key, rests_on: local}
"""


@pytest.fixture
def year(blank: Path) -> Path:
    """The example plan with a year of orders, as it stands on 2026-10-31."""
    plan = blank / "data" / "tasks.yaml"
    text = plan.read_text(encoding="utf-8")
    plan.write_text(text + FORECASTS, encoding="utf-8")
    done = run("import", str(FACTS), "--lang", "en")
    assert done.code == 0, done.err
    return blank


@pytest.fixture
def see(year: Path, ltz: Ltz) -> Callable[..., str]:
    """Give a function that gives what a reading verb prints on 2026-10-31."""

    def show(*words: str, columns: int | None = None) -> str:
        done = ltz(*words, "--as-of", "2026-10-31", columns=columns)
        assert (done.code, done.err) == (0, ""), done.err
        return str(done.out)

    return show
