"""A year of dispatch, played month by month against figures that were worked out before the code."""

import re
import runpy
from pathlib import Path

import pytest

PLAYER = runpy.run_path(str(Path(__file__).parent.parent / "examples" / "rehearsal" / "play.py"))


def test_the_year_comes_out_as_foretold(tmp_path: Path) -> None:
    """Where git knows nobody, too."""
    assert PLAYER["play"](tmp_path) == []


def test_a_figure_that_differs_is_named() -> None:
    rows = {(month, figure): value for month, figure, _, value in PLAYER["expected"]()}
    changed = next(iter(rows))
    said = list(PLAYER["differences"](rows | {changed: "1000"}))
    assert len(said) == 1 and "found 1000" in said[0]


@pytest.mark.parametrize("figure", ["days.R01", "turn.vice_mayors.to_order", "decided.R02", "holders.R03"])
def test_a_figure_that_the_table_leaves_out_must_not_come_out(figure: str) -> None:
    rows = {(month, figure): value for month, figure, _, value in PLAYER["expected"]()}
    said = list(PLAYER["differences"](rows | {("2020-01", figure): 1}))
    assert said == [f"2020-01 {figure}: not expected, found 1"]


def test_where_the_arithmetic_is_ids_each_counts_as_one() -> None:
    """The last month's, then what came, then what went."""
    summed = [row for row in PLAYER["expected"]() if re.fullmatch(r"[RF]\d+([ +-]+[RF]\d+)*", row[2])]
    assert len(summed) > 100
    for month, figure, arithmetic, value in summed:
        went = len(re.findall(r"-[RF]", arithmetic))
        assert len(re.findall(r"[RF]\d", arithmetic)) - 2 * went == int(value), (month, figure)


def test_the_examples_are_no_facts_and_the_table_shows_its_sums() -> None:
    """What is invented says so, and never lies in data/."""
    assert all(arithmetic for _, _, arithmetic, _ in PLAYER["expected"]())
    overlay = (PLAYER["HERE"] / "overlay.yaml").read_text(encoding="utf-8")
    assert "示例" in overlay
    data = "".join(one.read_text(encoding="utf-8") for one in PLAYER["DATA"].rglob("*.yaml"))
    assert "【示例】" not in data
