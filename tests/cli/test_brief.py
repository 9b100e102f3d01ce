"""`ltz brief`: one page that is handed over."""

from pathlib import Path
from typing import Any

import pytest

from tests.cli.screen import columns
from tests.cli.written import Ltz


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_however_much_there_is_the_page_has_40_lines(blank: Path, ltz: Ltz, wrote: Any, lang: str) -> None:
    """What it cannot hold stands in the annex, and nothing is lost."""
    words = [f"第{n}件：" + "两市对同一段路的管护各执一词" * 6 for n in range(7)]
    for text in words:
        says = [f"--position={city}=" + "应由对方承担" * 20 for city in ("north", "south")]
        wrote("raise", "A1", "--text", text, "--needs", "bureaus", "--tried", "已会商三次" * 12, *says)
    shown = ltz("brief", "vice_mayors", "--lang", lang, columns=80).out
    page, _, annex = shown.partition("附件  " if lang == "zh" else "Annex. ")
    assert len(page.splitlines()) <= 41  # the last is the annex's own, begun
    assert max(map(columns, shown.splitlines())) <= 80
    assert all(f"第{n}件" in shown for n in range(7)) and "第6件" in annex


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_was_decided_and_is_late_keeps_the_page_too(blank: Path, ltz: Ltz, wrote: Any, lang: str) -> None:
    """Why each is back stands with it, and what has no room goes to the annex."""
    for n in range(4):
        says = [f"--position={city}=" + "应由对方承担" * 20 for city in ("north", "south")]
        id = wrote("raise", "A1", "--text", f"第{n}件：" + "两市对同一段路的管护各执一词" * 6, "--date", "2026-01-02", *says)
        wrote("sort", id, "--as", "land", "--needs", "bureaus", "--because", "x", "--date", "2026-01-02")
        wrote("order", id, "--unit", "north_lands", "--due", "2026-01-20", "--require", "限期会签" * 20, "--date", "2026-01-03")
    shown = ltz("brief", "vice_mayors", "--lang", lang, columns=80).out
    page, _, annex = shown.partition("附件  " if lang == "zh" else "Annex. ")
    assert ("再次报请" if lang == "zh" else "Back because") in page
    assert len(page.splitlines()) <= 41 and "第3件" in annex


def test_of_whom_it_is_asked(half: Path, ltz: Ltz, no: Any) -> None:
    """A level, of one portfolio perhaps, by their names; or a unit; as `paper` prints it."""
    assert ltz("brief", "分管副市长", "交通").out == ltz("paper", "brief", "--level", "vice_mayors", "--portfolio", "transport").out
    assert ltz("brief", "--unit", "north_roads").code == 0
    assert "“LEVEL”" in no("missing_argument", "brief") and "--level" not in ltz("brief").err
    assert "--unit" in ltz("brief", "mayors", "--unit", "north_roads").err
