"""A year of dispatch, played month by month against figures that were worked out before the code."""

import runpy
from pathlib import Path

PLAYER = runpy.run_path(str(Path(__file__).parent.parent / "examples" / "rehearsal" / "play.py"))


def test_the_year_comes_out_as_foretold(tmp_path: Path) -> None:
    """Where git knows nobody, too."""
    assert PLAYER["play"](tmp_path) == []


def test_a_figure_that_differs_is_named() -> None:
    rows = {(month, figure): value for month, figure, _, value in PLAYER["expected"]()}
    changed = next(iter(rows))
    said = list(PLAYER["differences"](rows | {changed: "1000"}))
    assert len(said) == 1 and "found 1000" in said[0]


def test_the_examples_are_no_facts_and_the_table_shows_its_sums() -> None:
    """What is invented says so, and never lies in data/."""
    assert all(arithmetic for _, _, arithmetic, _ in PLAYER["expected"]())
    overlay = (PLAYER["HERE"] / "overlay.yaml").read_text(encoding="utf-8")
    assert "示例" in overlay
    data = "".join(one.read_text(encoding="utf-8") for one in PLAYER["DATA"].rglob("*.yaml"))
    assert "【示例】" not in data
